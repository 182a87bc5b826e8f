internal import Knowledge
internal import Linguistics
internal import Record

/// Reads advice whose content is a noun or a gerund: "Roe recommends a rest of two hours and also advises keeping the dough cold", "she warns
/// against eating it raw, which may hurt". The taggers, which expect a clause, miss or cut such contents. Only people and bodies advise:
/// studies that suggest something show it.
struct AdviceReports {
  private let text: AnalyzedText
  private let phrases: SubjectPhrases

  private static let certainty: Float = 0.75
  /// The fewest words of a content.
  private static let leastWords = 2

  init(_ text: AnalyzedText, phrases: SubjectPhrases) {
    self.text = text
    self.phrases = phrases
  }

  private struct Advice {
    var cue: Range<Int>
    var source: Range<Int>
    var content: Range<Int>
    /// Whether the content is a clause with "that".
    var isClause: Bool
  }

  /// Reads the sentences of a paragraph and adds or completes their advice.
  func read(_ number: Int, _ attributions: inout [Attribution]) {
    var isChanged = false
    for sentence in text.reportSentences(paragraph: number) {
      for advice in advice(in: sentence) { isChanged = apply(advice, number, &attributions) || isChanged }
    }
    if isChanged { attributions.sort { $0.contents[0].tokens.lowerBound < $1.contents[0].tokens.lowerBound } }
  }

  // MARK: Forms

  private func advice(in sentence: Range<Int>) -> [Advice] {
    var found: [Advice] = []
    for verb in sentence.dropFirst() where text.tokens[verb].quotation < 0 && isAdvising(verb) && verb + 2 < sentence.upperBound {
      guard let source = adviser(of: verb, from: sentence.lowerBound, last: found.last),
        let start = opening(behind: verb, limit: sentence.upperBound)
      else { continue }
      let content = start..<end(of: start, limit: sentence.upperBound)
      let isClause = text.tokens[start].lower == Self.that
      guard text.wordCount(content) >= Self.leastWords, content.contains(where: { phrases.isHead($0) || text.tokens[$0].tag == .VBG }),
        !content.contains(where: { text.tokens[$0].quotation >= 0 })
      else { continue }
      found.append(Advice(cue: verb..<verb + 1, source: source, content: content, isClause: isClause))
    }
    return found
  }

  private func isAdvising(_ token: Int) -> Bool {
    // "and advises against": the tagger may take it for a noun.
    let isBeforeAgainst = text.tokens[token].tag == .NNS && token + 1 < text.tokens.count && text.tokens[token + 1].lower == Self.against
    guard isFinite(token) || isBeforeAgainst && CueLexicon.shared[text.tokens[token].lower]?.form == .third else { return false }
    return Self.recommending.contains(text.tokens[token].lower) || Self.warning.contains(text.tokens[token].lower)
  }

  /// The subject of a verb, or that of the verb of advice with which it is coordinated: "recommends rye | and also advises".
  private func adviser(of verb: Int, from start: Int, last: Advice?) -> Range<Int>? {
    var before = verb - 1
    while before > start, text.tokens[before].tag == .RB { before -= 1 }
    if text.tokens[before].tag == .CC, let last { return last.source }
    guard let subject = phrases.endingAt(verb, from: start), advises(subject) else { return nil }
    return subject
  }

  /// Whether somebody else than the writer gives the advice: a person, a body or a group, not a study.
  private func advises(_ subject: Range<Int>) -> Bool {
    let head = subject.upperBound - 1
    if phrases.isPronoun(head) { return Self.others.contains(text.tokens[head].lower) }
    guard phrases.canSpeak(subject) else { return false }
    switch phrases.name(at: head)?.kind {
    case .person, .organization: return true
    case .some: return false
    case nil: break
    }
    let word = text.tokens[head].lower
    if let kind = SpeakerNouns.shared[word] { return kind != .document }
    return isPerson(head)
  }

  /// Whether a noun means a person, in the singular or plural: "nutritionist", "coaches".
  private func isPerson(_ token: Int) -> Bool {
    let word = text.tokens[token].lower
    if GenderedNouns.persons.contains(word) || GenderedNouns.gender(word) != .unknown { return true }
    if WordClasses.shared[word].contains(.role) || TitleHeads.contains(word) { return true }
    let range = text.tokens[token].range
    guard text.tokens[token].tag == .NNS, range.count > 3 else { return false }
    for ending in 1...2 {
      let single = WordHash.folded(text.bytes, range.start..<range.end - ending)
      if WordClasses.shared[single].contains(.role) || TitleHeads.contains(single) || GenderedNouns.persons.contains(single) { return true }
    }
    return false
  }

  /// Where the content begins; `nil` where a clause, an infinitive or the person advised follows.
  private func opening(behind verb: Int, limit: Int) -> Int? {
    let next = verb + 1
    if text.tokens[next].lower == Self.against { return text.tokens[next + 1].kind == .word ? next : nil }
    guard Self.recommending.contains(text.tokens[verb].lower) else { return nil }
    if text.tokens[next].tag == .VBG || text.tokens[next].lower == Self.that && next + 3 < limit { return next }
    guard phrases.isNominal(next), !Self.clauseOpeners.contains(text.tokens[next].lower),
      let object = phrases.startingAt(next, limit: limit)
    else { return nil }
    // "advised | the board to …", "recommended | Roe for the post", "suggests | the wall will hold".
    if phrases.name(at: object.upperBound - 1)?.kind == .person { return nil }
    if object.upperBound < limit, isFinite(object.upperBound) { return nil }
    return Self.advising.contains(text.tokens[verb].lower) && isAdvised(object.upperBound - 1) ? nil : next
  }

  /// Whether a noun means who is advised: "the board", "his clients".
  private func isAdvised(_ head: Int) -> Bool {
    switch SpeakerNouns.shared[text.tokens[head].lower] {
    case .organization, .group: true
    default: isPerson(head)
    }
  }

  /// Where the content ends: at the end of the sentence, before another verb of the adviser, before a clause with a subject of its own.
  private func end(of start: Int, limit: Int) -> Int {
    var end = limit
    while end > start, text.tokens[end - 1].kind == .punctuation, !isBracket(end - 1) { end -= 1 }
    for token in start..<end where token > start {
      if text.bytes[text.tokens[token].range.start] == UInt8(ascii: ";") { return token }
      if isComma(token), token + 1 < end, isCueGerund(token + 1) || opensClause(token + 1, end) { return token }
      if text.tokens[token].tag == .CC, addsVerb(token + 1, end) { return isComma(token - 1) ? token - 1 : token }
    }
    return end
  }

  /// ", | indicating a fridge at four degrees"
  private func isCueGerund(_ token: Int) -> Bool { CueLexicon.shared[text.tokens[token].lower]?.form == .gerund }

  /// ", | though Lund notes that it hurts": a conjunction, a subject, a verb.
  private func opensClause(_ token: Int, _ end: Int) -> Bool {
    guard text.tokens[token].tag == .CC || Self.turns.contains(text.tokens[token].lower),
      let subject = phrases.startingAt(token + 1, limit: end)
    else { return false }
    var verb = subject.upperBound
    while verb < end, text.tokens[verb].tag == .RB { verb += 1 }
    return verb < end && isFinite(verb)
  }

  /// "and | also advises": a verb whose subject stands before the first verb.
  private func addsVerb(_ token: Int, _ end: Int) -> Bool {
    var verb = token
    while verb < end, text.tokens[verb].tag == .RB || text.tokens[verb].tag == .CC { verb += 1 }
    guard verb < end, isFinite(verb) || isAdvising(verb), let word = CueLexicon.shared[text.tokens[verb].lower] else { return false }
    return word.form == .third || word.form == .past
  }

  // MARK: Corrections

  private func apply(_ advice: Advice, _ number: Int, _ attributions: inout [Attribution]) -> Bool {
    let known = attributions.firstIndex { $0.cue.map { $0.tokens.overlaps(advice.cue) } ?? false }
    // Advice inside what somebody says is theirs.
    let isInside = attributions.indices.contains { index in
      index != known && !(attributions[index].cue.map { advice.content.contains($0.tokens.lowerBound) } ?? false)
        && attributions[index].contents.contains { $0.tokens.overlaps(advice.cue) }
    }
    if isInside { return false }
    var whole = Attribution(
      contents: [QuotePart(part: .clause, tokens: advice.content, certainty: Self.certainty)],
      cue: QuotePart(part: .cue, tokens: advice.cue, certainty: Self.certainty),
      source: QuotePart(part: .source, tokens: advice.source, certainty: Self.certainty), paragraph: number, rule: "advice")
    whole.isLaidOut = true
    if let known {
      let found = attributions[known]
      // The taggers read quotations, and clauses behind "that".
      if advice.isClause { attributions[known].isLaidOut = true }
      if advice.isClause || found.contents.contains(where: { $0.tokens.contains { text.tokens[$0].quotation >= 0 } }) { return false }
      whole.source = found.source ?? whole.source
    }
    attributions.removeAll { attribution in
      attribution.cue.map { $0.tokens.overlaps(advice.cue) || advice.content.contains($0.tokens.lowerBound) } ?? false
    }
    for index in attributions.indices { attributions[index].contents.removeAll { $0.tokens.overlaps(advice.content) } }
    attributions.removeAll(where: \.contents.isEmpty)
    attributions.append(whole)
    return true
  }

  // MARK: Tests

  private func isFinite(_ token: Int) -> Bool {
    switch text.tokens[token].tag {
    case .VBD, .VBZ, .VBP, .MD: phrases.name(at: token) == nil
    default: false
    }
  }

  private func isComma(_ token: Int) -> Bool { text.bytes[text.tokens[token].range.start] == UInt8(ascii: ",") }
  private func isBracket(_ token: Int) -> Bool { text.bytes[text.tokens[token].range.start] == UInt8(ascii: ")") }

  private static func hashes(_ words: String) -> Set<UInt64> { Set(WordHash.foldedWords(words)) }
  /// Verbs whose object is what is advised.
  private static let recommending = hashes(WordSets["AdviceReports.recommending"])
  /// Verbs whose object stands behind "against".
  private static let warning = hashes(WordSets["AdviceReports.warning"])
  private static let advising = hashes("advise advises advised")
  private static let others = hashes("he she they who")
  private static let against = WordHash.folded("against")
  private static let that = WordHash.folded("that")
  private static let clauseOpeners = hashes("this these those it there")
  private static let turns = hashes("though although while whereas")
}
