internal import Knowledge
internal import Linguistics
internal import Record

/// Completes sources that the tagger cut short, and finds the subject of cues without a source.
struct SourceCompleter {
  let text: AnalyzedText
  private let nameAt: [Int32]
  private let phrases: SubjectPhrases
  private let mender: SourceMender

  init(_ text: AnalyzedText, phrases: SubjectPhrases) {
    self.text = text
    self.phrases = phrases
    mender = SourceMender(text, phrases: phrases)
    var nameAt = [Int32](repeating: -1, count: text.tokens.count)
    for (number, name) in text.names.enumerated() { for token in name.tokens { nameAt[token] = Int32(number) } }
    self.nameAt = nameAt
  }

  /// The attributions with completed sources.
  func completed(_ attributions: [Attribution]) -> [Attribution] {
    var done: [Attribution] = []
    for var attribution in attributions {
      freeSubject(&attribution)
      if let source = attribution.source, source.tokens.allSatisfy(isTime), !isQuantity(source.tokens) { attribution.source = nil }
      takeSubject(&attribution)
      if let source = attribution.source {
        attribution.source = QuotePart(part: .source, tokens: whole(source.tokens, attribution), certainty: source.certainty)
      } else if let cue = attribution.cue, let found = subject(of: cue.tokens, attribution) ?? shared(cue.tokens, done) {
        attribution.source = QuotePart(part: .source, tokens: found, certainty: 0.6)
      }
      done.append(mender.mended(attribution))
    }
    return done
  }

  /// Takes a phrase without a verb directly before the cue as the source, where the tagger took it for content: "The watch group, has said
  /// that …".
  private func takeSubject(_ attribution: inout Attribution) {
    guard attribution.source == nil, attribution.contents.count > 1, let cue = attribution.cue?.tokens,
      let first = attribution.contents.first, first.part == .clause, first.tokens.upperBound <= cue.lowerBound,
      cue.lowerBound - first.tokens.upperBound <= 1, first.tokens.count <= 10,
      !first.tokens.contains(where: { Self.verbs.contains(text.tokens[$0].tag) }),
      // "the “Harbour” actor": a name in quotation marks inside the phrase.
      text.tokens[first.tokens.lowerBound].tag == .DT || !first.tokens.contains(where: { text.tokens[$0].quotation >= 0 })
    else { return }
    attribution.source = QuotePart(part: .source, tokens: first.tokens, certainty: 0.6)
    attribution.contents.removeFirst()
  }

  /// Whether a word is a time and cannot be a speaker: "Monday", "15 minutes".
  private func isTime(_ token: Int) -> Bool {
    if SubjectPhrases.times.contains(text.tokens[token].lower) { return true }
    switch text.tokens[token].tag {
    case .CD, .DT, .IN, .JJ: return nameAt[token] < 0
    default: return text.tokens[token].kind != .word
    }
  }

  /// "Some", "another", "two": a quantity by itself that stands for people.
  private func isQuantity(_ source: Range<Int>) -> Bool {
    source.count == 1 && Self.quantities.contains(text.tokens[source.lowerBound].lower)
  }

  private static let quantities = Set(
    WordHash.foldedWords(WordSets["SourceCompleter.quantities"])
  )

  // MARK: Subjects inside cues

  /// Moves a subject that the tagger included in the cue ("Roe said") to the source.
  private func freeSubject(_ attribution: inout Attribution) {
    guard var cue = attribution.cue else { return }
    guard let verb = cue.tokens.first(where: isVerbal), verb > cue.tokens.lowerBound else { return }
    var low = verb
    while low > cue.tokens.lowerBound, isNominal(low - 1) || isPronoun(low - 1) { low -= 1 }
    guard low < verb, (low..<verb).contains(where: { phrases.isHead($0) || isPronoun($0) }) else { return }
    var subject = low..<verb
    if let source = attribution.source {
      guard source.tokens.upperBound == low else {
        if source.tokens.lowerBound >= verb { return }
        cue.tokens = verb..<cue.tokens.upperBound
        attribution.cue = cue
        attribution.source = QuotePart(part: .source, tokens: subject, certainty: 0.7)
        return
      }
      subject = source.tokens.lowerBound..<verb
    }
    attribution.source = QuotePart(part: .source, tokens: subject, certainty: 0.7)
    cue.tokens = verb..<cue.tokens.upperBound
    attribution.cue = cue
  }

  /// A verb that may be a cue, or an auxiliary of one.
  private func isVerbal(_ token: Int) -> Bool {
    if nameAt[token] >= 0 { return false }
    switch text.tokens[token].tag {
    case .VB, .VBD, .VBZ, .VBP, .VBN, .MD: return true
    case .NN, .NNS, .JJ, .VBG: return CueLexicon.shared[text.tokens[token].lower].map { $0.form != .noun && !$0.isNoun } ?? false
    default: return false
    }
  }

  // MARK: Truncated sources

  /// Extends a source over the names next to it: "Attorney General | Eric Roe", "the chairman | , Ann Roe,".
  private func whole(_ source: Range<Int>, _ attribution: Attribution) -> Range<Int> {
    var (low, high) = (source.lowerBound, source.upperBound)
    if nameAt[low] >= 0 { low = min(low, text.names[Int(nameAt[low])].tokens.lowerBound) }
    // "the Spaniard" is no name.
    if source.count == 1, Demonyms.contains(text.tokens[low].lower), low > sentenceTokens(low).lowerBound, text.tokens[low - 1].tag == .DT {
      low -= 1
    }
    if nameAt[high - 1] >= 0 { high = max(high, text.names[Int(nameAt[high - 1])].tokens.upperBound) }
    let limit = paragraphEnd(high - 1)
    if high < limit, nameAt[high] >= 0, text.tokens[high - 1].kind == .word, nameAt[high - 1] < 0 {
      high = text.names[Int(nameAt[high])].tokens.upperBound
    } else if high + 1 < limit, isComma(high), nameAt[high + 1] >= 0, !(low..<high).contains(where: { isPerson($0) }) {
      let name = text.names[Int(nameAt[high + 1])]
      let behind = name.tokens.upperBound
      if name.kind == .person, behind >= limit || isComma(behind) || attribution.cue?.tokens.lowerBound == behind || isStop(behind) {
        high = behind
      }
    }
    // "Sanders | ' campaign said"
    if let cue = attribution.cue?.tokens, high < cue.lowerBound, SourceReader.isPossessive(high, text) {
      var end = high + 1
      while end < cue.lowerBound, isNominal(end) { end += 1 }
      if end > high + 1, end == cue.lowerBound { high = end }
    }
    if let cue = attribution.cue, let subject = lastConjunct(low..<high, before: cue.tokens) { return subject }
    // Must not extend into the cue or the contents.
    for part in attribution.contents + [attribution.cue].compactMap(\.self) where part.tokens.overlaps(low..<high) { return source }
    return low..<high
  }

  /// The subject at the end of a source that begins with another verb's object ("are leaving the city and farmers say"); `nil` where it
  /// does not.
  private func lastConjunct(_ source: Range<Int>, before cue: Range<Int>) -> Range<Int>? {
    guard source.upperBound <= cue.lowerBound, source.lowerBound > sentenceTokens(cue.lowerBound).lowerBound,
      Self.verbs.contains(text.tokens[source.lowerBound - 1].tag),
      let conjunction = source.last(where: { text.tokens[$0].tag == .CC }), conjunction + 1 < source.upperBound
    else { return nil }
    return conjunction + 1..<source.upperBound
  }

  private static let verbs: Set<PartOfSpeech> = [.VB, .VBD, .VBG, .VBN, .VBP, .VBZ]

  // MARK: Subjects

  /// The subject directly before a cue or, where the content comes first, directly after it ("said Ann Roe").
  private func subject(of cue: Range<Int>, _ attribution: Attribution) -> Range<Int>? {
    let sentence = sentenceTokens(cue.lowerBound)
    let startsWithAccording = text.tokens[cue.upperBound - 1].tag == .TO || text.tokens[cue.upperBound - 1].tag == .IN
    let contentComesFirst = (attribution.contents.first?.tokens.lowerBound ?? cue.upperBound) < cue.lowerBound
    if !startsWithAccording, let found = nounPhrase(endingAt: cue.lowerBound, in: sentence), free(found, attribution) { return found }
    if contentComesFirst || startsWithAccording, let found = nounPhrase(startingAt: cue.upperBound, in: sentence), free(found, attribution)
    {
      return found
    }
    return nil
  }

  /// The source of an earlier attribution in the same sentence: "Roe said … and added …".
  private func shared(_ cue: Range<Int>, _ done: [Attribution]) -> Range<Int>? {
    guard let last = done.last, let source = last.source, let lastCue = last.cue else { return nil }
    let sentence = sentenceTokens(cue.lowerBound)
    guard sentence.contains(lastCue.tokens.lowerBound), source.tokens.upperBound <= cue.lowerBound else { return nil }
    let before = cue.lowerBound - 1
    guard before >= sentence.lowerBound else { return nil }
    // “Is it over?” Lund nodded and | replied: there is another subject between.
    if text.tokens[before].tag == .CC, let own = phrases.subject(of: cue.lowerBound, from: lastCue.tokens.upperBound), free(own, last) {
      return own
    }
    return text.tokens[before].tag == .CC || isComma(before) || text.tokens[before].tag == .RB ? source.tokens : nil
  }

  private func nounPhrase(endingAt end: Int, in sentence: Range<Int>) -> Range<Int>? {
    var high = end
    while high > sentence.lowerBound,
      text.tokens[high - 1].tag == .RB || text.tokens[high - 1].tag == .MD || isComma(high - 1) && high == end
    {
      high -= 1
    }
    guard high > sentence.lowerBound else { return nil }
    if isPronoun(high - 1) { return high - 1..<high }
    var low = high
    while low > sentence.lowerBound, isNominal(low - 1) { low -= 1 }
    return low < high && phrases.isHead(high - 1) && !(low..<high).allSatisfy(isTime) ? phrases.withoutTime(low..<high) : nil
  }

  private func nounPhrase(startingAt start: Int, in sentence: Range<Int>) -> Range<Int>? {
    guard start < sentence.upperBound else { return nil }
    if isPronoun(start) { return start..<start + 1 }
    var high = start
    while high < sentence.upperBound, isNominal(high) { high += 1 }
    while high > start, !phrases.isHead(high - 1) { high -= 1 }
    return high > start ? start..<high : nil
  }

  /// A word of a noun phrase, which may include a participle ("the ailing firm").
  private func isNominal(_ token: Int) -> Bool {
    phrases.isNominal(token) || text.tokens[token].tag == .VBG && [.word, .number].contains(text.tokens[token].kind)
  }

  private func isPronoun(_ token: Int) -> Bool {
    switch text.tokens[token].tag {
    case .PRP, .WP: true
    default: false
    }
  }

  private func free(_ run: Range<Int>, _ attribution: Attribution) -> Bool { !attribution.contents.contains { $0.tokens.overlaps(run) } }

  private func isPerson(_ token: Int) -> Bool { nameAt[token] >= 0 && text.names[Int(nameAt[token])].kind == .person }
  private func isComma(_ token: Int) -> Bool { text.bytes[text.tokens[token].range.start] == UInt8(ascii: ",") }
  private func isStop(_ token: Int) -> Bool { text.bytes[text.tokens[token].range.start] == UInt8(ascii: ".") }

  private func sentenceTokens(_ token: Int) -> Range<Int> { text.sentences[text.sentence(of: token)].tokens }

  private func paragraphEnd(_ token: Int) -> Int { text.paragraphTokens[text.paragraph(of: token)].upperBound }
}
