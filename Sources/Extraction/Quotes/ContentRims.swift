internal import Knowledge
internal import Linguistics
internal import Record

/// Corrects the boundaries of contents without quotation marks where the sentence structure shows them: a content ends before the subject
/// of another report and before the writer's main clause, and does not stop in the middle of its own clause.
struct ContentRims {
  private let text: AnalyzedText
  private let phrases: SubjectPhrases
  private let descriptions: SourceDescriptions

  /// The fewest words of a content before its boundary.
  private static let leastWords = 3
  /// The certainty of a second report that the taggers took for part of the first.
  private static let splitCertainty: Float = 0.75

  init(_ text: AnalyzedText, phrases: SubjectPhrases) {
    self.text = text
    self.phrases = phrases
    descriptions = SourceDescriptions(text, phrases: phrases)
  }

  /// The attributions of a paragraph with corrected boundaries.
  func mended(_ attributions: [Attribution]) -> [Attribution] {
    var attributions = attributions.map(descriptions.mended)
    for index in attributions.indices {
      cutSubject(&attributions[index])
      cutTitle(&attributions[index])
      cutKin(&attributions[index])
      for content in attributions[index].contents.indices where attributions[index].contents[content].part == .clause {
        var part = attributions[index].contents[content]
        if let cue = attributions[index].cue?.tokens {
          part = beforeOthers(part, index, attributions)
          part = beforeMainClause(part, cue)
          part = beforeSilence(part, cue)
          part = beforeDeparture(part, cue)
          part = toClauseEnd(part, cue, index, attributions)
        }
        attributions[index].contents[content] = fromOpening(part, index, attributions)
      }
    }
    for index in attributions.indices { if let second = split(&attributions[index]) { attributions.append(second) } }
    return attributions.sorted { $0.contents[0].tokens.lowerBound < $1.contents[0].tokens.lowerBound }
  }

  /// "Police said the road was clear | and drivers said that it was not": splits two reports in one sentence and returns the second.
  private func split(_ attribution: inout Attribution) -> Attribution? {
    guard attribution.contents.count == 1, let part = attribution.contents.first, part.part == .clause, let cue = attribution.cue?.tokens,
      part.tokens.lowerBound >= cue.upperBound
    else { return nil }
    for token in part.tokens.dropFirst(Self.leastWords)
    where Self.joining.contains(text.tokens[token].lower) && text.tokens[token].quotation < 0 {
      guard let subject = phrases.startingAt(token + 1, limit: part.tokens.upperBound), !phrases.isPronoun(subject.lowerBound),
        phrases.canSpeak(subject), subject.upperBound + 1 < part.tokens.upperBound, isSaying(subject.upperBound),
        opensClause(subject.upperBound + 1), (part.tokens.lowerBound..<token).contains(where: isFinite),
        words(subject.upperBound + 1..<part.tokens.upperBound) >= 2
      else { continue }
      var end = token
      if isComma(end - 1) { end -= 1 }
      var second = part
      second.tokens = subject.upperBound + 1..<part.tokens.upperBound
      second.certainty = min(part.certainty, Self.splitCertainty)
      attribution.contents[0].tokens = part.tokens.lowerBound..<end
      var report = Attribution(
        contents: [second], cue: QuotePart(part: .cue, tokens: subject.upperBound..<subject.upperBound + 1, certainty: 0.8),
        source: QuotePart(part: .source, tokens: subject, certainty: 0.8), paragraph: attribution.paragraph, rule: "second report")
      report.isLaidOut = true
      return report
    }
    return nil
  }

  /// Whether "that", or a clause with its own subject and verb, begins at a token.
  private func opensClause(_ token: Int) -> Bool {
    if text.tokens[token].lower == Self.that { return true }
    let limit = text.sentences[text.sentence(of: token)].tokens.upperBound
    // "both would live", "that was wrong": a determiner by itself is the subject.
    if text.tokens[token].tag == .DT, token + 1 < limit, isFinite(token + 1) { return true }
    guard let subject = phrases.startingAt(token, limit: limit), subject.upperBound < limit else { return false }
    return isFinite(subject.upperBound)
  }

  // MARK: Too long

  /// "The bridge is shut, | the delegate in Vela, Ann Roe, told reporters": removes the subject before the cue from the content.
  private func cutSubject(_ attribution: inout Attribution) {
    guard attribution.source == nil, let cue = attribution.cue?.tokens,
      let place = attribution.contents.firstIndex(where: { part in
        part.part == .clause && part.tokens.upperBound <= cue.lowerBound && cue.lowerBound - part.tokens.upperBound <= 1
      }), case let content = attribution.contents[place].tokens,
      let subject = phrases.endingAt(cue.lowerBound, from: content.lowerBound), subject.lowerBound > content.lowerBound,
      content.contains(subject.lowerBound), phrases.canSpeak(subject)
    else { return }
    var comma = subject.lowerBound - 1
    guard isComma(comma) else { return }
    // "the delegate in Vela, Ann Roe": the title before the comma and the name.
    if phrases.name(at: subject.lowerBound)?.kind == .person,
      let earlier = (content.lowerBound..<comma).last(where: isComma), comma - earlier <= 10,
      !(earlier..<comma).contains(where: isFinite), phrases.startingAt(earlier + 1, limit: comma) != nil
    {
      comma = earlier
    }
    guard words(content.lowerBound..<comma) >= Self.leastWords, (content.lowerBound..<comma).contains(where: isFinite) else { return }
    attribution.contents[place].tokens = content.lowerBound..<comma
    attribution.source = QuotePart(part: .source, tokens: comma + 1..<subject.upperBound, certainty: 0.7)
  }

  /// "The bridge is shut, | its owner | , Ann Roe, said": removes a title before the source's name from the content, where it only
  /// describes the person named.
  private func cutTitle(_ attribution: inout Attribution) {
    guard let source = attribution.source, let cue = attribution.cue?.tokens, source.tokens.upperBound <= cue.lowerBound,
      phrases.name(at: source.tokens.lowerBound) != nil,
      let place = attribution.contents.firstIndex(where: { part in
        part.part == .clause && part.tokens.upperBound <= source.tokens.lowerBound
          && source.tokens.lowerBound - part.tokens.upperBound <= 1
      }), case let content = attribution.contents[place].tokens,
      case let end = isComma(content.upperBound - 1) ? content.upperBound - 1 : content.upperBound, isComma(end),
      let comma = (content.lowerBound..<end).last(where: isComma), end - comma <= 10,
      case let title = comma + 1..<end, !title.isEmpty, Self.titleOpeners.contains(text.tokens[title.lowerBound].tag),
      title.contains(where: isSpeakerNoun), !title.contains(where: isFinite),
      words(content.lowerBound..<comma) >= Self.leastWords, (content.lowerBound..<comma).contains(where: isFinite)
    else { return }
    attribution.contents[place].tokens = content.lowerBound..<comma
  }

  /// “…,” said | his cousin Mark |, “…,” said his wife |, Beth |: a phrase without a verb that leads from the cue to the source, or a name or
  /// an age behind the source, describes the speaker.
  private func cutKin(_ attribution: inout Attribution) {
    guard let source = attribution.source?.tokens, let cue = attribution.cue?.tokens, attribution.contents.count > 1,
      attribution.contents[0].part == .direct, attribution.contents[0].tokens.upperBound <= cue.lowerBound,
      source.lowerBound >= cue.upperBound,
      let place = attribution.contents.firstIndex(where: { part in
        part.part == .clause && part.tokens.lowerBound >= cue.upperBound
          && (part.tokens.lowerBound == cue.upperBound || part.tokens.lowerBound >= source.upperBound)
          && part.tokens.lowerBound <= source.upperBound + 1 && part.tokens.upperBound > source.lowerBound
      }), case let content = attribution.contents[place].tokens,
      !content.contains(where: { isFinite($0) || text.tokens[$0].quotation >= 0 }),
      let end = end(of: source, in: content)
    else { return }
    attribution.contents.remove(at: place)
    attribution.source = QuotePart(part: .source, tokens: cue.upperBound..<end, certainty: attribution.source?.certainty ?? 0)
  }

  /// Where a source ends with the name that follows it in a content; `nil` where more follows than a name or an age.
  private func end(of source: Range<Int>, in content: Range<Int>) -> Int? {
    let rest = content.filter { $0 >= source.upperBound && (text.tokens[$0].kind == .word || text.tokens[$0].kind == .number) }
    guard let first = rest.first else { return source.upperBound }
    if let name = phrases.name(at: first), name.kind == .person {
      return rest.allSatisfy(name.tokens.contains) ? name.tokens.upperBound : nil
    }
    return rest.count == 1 && text.tokens[first].kind == .number && text.tokens[first].range.count <= 2 ? source.upperBound : nil
  }

  private func isSpeakerNoun(_ token: Int) -> Bool {
    let word = text.tokens[token].lower
    return GenderedNouns.persons.contains(word) || GenderedNouns.gender(word) != .unknown || WordClasses.shared[word].contains(.role)
      || SpeakerNouns.shared[word] == .organization
  }

  private static let titleOpeners: Set<PartOfSpeech> = [.DT, .PRPS]

  /// "… that the walls burnt, | but the mayor, Ann Roe, said": ends before the subject of another report.
  private func beforeOthers(_ part: QuotePart, _ index: Int, _ attributions: [Attribution]) -> QuotePart {
    var part = part
    for other in attributions.indices where other != index {
      guard let source = attributions[other].source?.tokens, let cue = attributions[other].cue?.tokens, source.upperBound <= cue.lowerBound,
        part.tokens.overlaps(source), part.tokens.lowerBound < source.lowerBound, !part.tokens.contains(cue.lowerBound)
      else { continue }
      var end = source.lowerBound
      while end > part.tokens.lowerBound, isComma(end - 1) || text.tokens[end - 1].tag == .CC { end -= 1 }
      if words(part.tokens.lowerBound..<end) >= Self.leastWords { part.tokens = part.tokens.lowerBound..<end }
    }
    return part
  }

  /// "While the board stressed that it was sure, | its critics asked …": a report inside an opening subordinate clause ends where the main
  /// clause begins.
  private func beforeMainClause(_ part: QuotePart, _ cue: Range<Int>) -> QuotePart {
    let sentence = text.sentences[text.sentence(of: cue.lowerBound)].tokens
    guard Self.subordinators.contains(text.tokens[sentence.lowerBound].lower), part.tokens.lowerBound >= cue.upperBound,
      sentence.contains(part.tokens.lowerBound), !(sentence.lowerBound..<cue.lowerBound).contains(where: isComma)
    else { return part }
    for comma in part.tokens where isComma(comma) && words(part.tokens.lowerBound..<comma) >= Self.leastWords {
      var start = comma + 1
      while start < part.tokens.upperBound, text.tokens[start].kind == .closingMark { start += 1 }
      guard let subject = phrases.startingAt(start, limit: sentence.upperBound), subject.upperBound < sentence.upperBound else { continue }
      var verb = subject.upperBound
      while verb < sentence.upperBound, text.tokens[verb].tag == .RB { verb += 1 }
      guard verb < sentence.upperBound, isFinite(verb) else { continue }
      var cut = part
      cut.tokens = part.tokens.lowerBound..<start
      return cut
    }
    return part
  }

  /// "… that nobody was hurt | but gave no details": what the speaker did not say is the writer's.
  private func beforeSilence(_ part: QuotePart, _ cue: Range<Int>) -> QuotePart {
    guard part.tokens.lowerBound >= cue.upperBound else { return part }
    for token in part.tokens.dropFirst(Self.leastWords)
    where Self.turns.contains(text.tokens[token].lower) && token + 2 < part.tokens.upperBound {
      guard text.tokens[token].quotation < 0 else { continue }
      let isRefusal = Self.refusals.contains(text.tokens[token + 1].lower)
      let isNegated = Self.negated.contains(text.tokens[token + 1].lower) && Self.negations.contains(text.tokens[token + 2].lower)
      let verbs = token + 2..<min(part.tokens.upperBound, token + 6)
      guard isRefusal || isNegated, verbs.contains(where: { Self.disclosures.contains(text.tokens[$0].lower) }) else { continue }
      return ended(part, before: token)
    }
    return part
  }

  /// A content that ends before a token and any comma in front of it.
  private func ended(_ part: QuotePart, before token: Int) -> QuotePart {
    var end = token
    while end > part.tokens.lowerBound, isComma(end - 1) { end -= 1 }
    var cut = part
    cut.tokens = part.tokens.lowerBound..<end
    return cut
  }

  /// "… that the fair was off | and walked out of the room": the verb of leaving belongs to the speaker, not to what is said.
  private func beforeDeparture(_ part: QuotePart, _ cue: Range<Int>) -> QuotePart {
    guard part.tokens.lowerBound >= cue.upperBound else { return part }
    for token in part.tokens.dropFirst(Self.leastWords)
    where text.tokens[token].lower == Self.and && token + 1 < part.tokens.upperBound && text.tokens[token].quotation < 0 {
      var verb = token + 1
      while verb + 1 < part.tokens.upperBound, text.tokens[verb].tag == .RB || text.tokens[verb].lower == Self.then { verb += 1 }
      guard Self.departures.contains(text.tokens[verb].lower), [.VBD, .VBN].contains(text.tokens[verb].tag),
        (part.tokens.lowerBound..<token).contains(where: isFinite), !isLiving(subjectOf: part, before: token)
      else { continue }
      return ended(part, before: token)
    }
    return part
  }

  /// Whether the subject of what is said is somebody who could walk away.
  private func isLiving(subjectOf part: QuotePart, before end: Int) -> Bool {
    guard let verb = (part.tokens.lowerBound..<end).last(where: isFinite) else { return true }
    guard let subject = phrases.endingAt(verb, from: part.tokens.lowerBound) else { return true }
    let head = subject.upperBound - 1
    if phrases.isPronoun(head) { return text.tokens[head].lower != Self.it }
    return phrases.name(at: head)?.kind == .person || isSpeakerNoun(head)
  }

  // MARK: Too short

  /// "that after the storm had passed, | she drove home": extends a content to the end of the sentence where it stops before its main
  /// clause, or before words that continue it.
  private func toClauseEnd(_ part: QuotePart, _ cue: Range<Int>, _ index: Int, _ attributions: [Attribution]) -> QuotePart {
    let end = part.tokens.upperBound
    let sentence = text.sentences[text.sentence(of: cue.lowerBound)].tokens
    guard part.tokens.lowerBound >= cue.upperBound, sentence.contains(end) else { return part }
    var limit = sentence.upperBound
    while limit > end, text.tokens[limit - 1].kind == .punctuation { limit -= 1 }
    if let whole = throughPast(part, cue, end..<limit, index, attributions) { return whole }
    guard isComma(end) || end > 0 && isComma(end - 1) else { return part }
    let behind = isComma(end) ? end + 1 : end
    guard behind < limit, !isTaken(behind..<limit, index, attributions),
      !(behind..<limit).contains(where: { text.tokens[$0].quotation >= 0 || isSaying($0) })
    else { return part }
    guard goesOn(part.tokens, behind..<limit) else { return part }
    var whole = part
    whole.tokens = part.tokens.lowerBound..<limit
    return whole
  }

  /// "Roe claims she was sent there for a week | but stayed for years": after a cue in the present, a past tense without a subject of its own
  /// goes on with what is said; the speaker's own next deed would be in the present too.
  private func throughPast(
    _ part: QuotePart, _ cue: Range<Int>, _ tail: Range<Int>, _ index: Int, _ attributions: [Attribution]
  ) -> QuotePart? {
    guard !tail.isEmpty, cue.contains(where: { [.VBZ, .VBP].contains(text.tokens[$0].tag) }), part.tokens.contains(where: isPast),
      !isTaken(tail, index, attributions), !tail.contains(where: { text.tokens[$0].quotation >= 0 || isSaying($0) }),
      let verb = tail.first(where: isFinite), text.tokens[verb].tag == .VBD,
      let before = (tail.lowerBound..<verb).last(where: { text.tokens[$0].tag != .RB }), text.tokens[before].tag == .CC
    else { return nil }
    var whole = part
    whole.tokens = part.tokens.lowerBound..<tail.upperBound
    return whole
  }

  private func isPast(_ token: Int) -> Bool { text.tokens[token].tag == .VBD }

  /// Whether the words after the comma continue the content. Words without a verb of their own do, unless they are an apposition or a
  /// participle phrase: three quarters of such tails belong to the content (in the marked training texts).
  private func goesOn(_ content: Range<Int>, _ tail: Range<Int>) -> Bool {
    let behind = tail.lowerBound
    if Self.continuing.contains(text.tokens[behind].lower) { return true }
    if content.contains(where: isFinite), !tail.contains(where: isFinite) {
      switch text.tokens[behind].tag {
      case .VBG, .DT, .WDT, .WP, .WPS: return false
      default: return text.tokens[behind].lower != Self.while && phrases.name(at: behind)?.kind != .person
      }
    }
    var first = content.lowerBound
    if text.tokens[first].lower == Self.that { first += 1 }
    guard first < content.upperBound, first > content.lowerBound || Self.subordinators.contains(text.tokens[first].lower) else {
      return false
    }
    return Self.openings.contains(text.tokens[first].lower) && !(first..<content.upperBound).contains(where: isComma)
  }

  /// "Despite | the owner's views, a yard has used …": extends a content to the sentence's first word, where only that word precedes it.
  private func fromOpening(_ part: QuotePart, _ index: Int, _ attributions: [Attribution]) -> QuotePart {
    let low = part.tokens.lowerBound
    guard low > 0, text.tokens[low - 1].shape.contains(.sentenceStart), text.tokens[low - 1].tag == .IN, text.tokens[low].quotation < 0,
      attributions[index].cue.map({ $0.tokens.lowerBound >= part.tokens.upperBound }) ?? false, !isTaken(low - 1..<low, index, attributions)
    else { return part }
    var whole = part
    whole.tokens = low - 1..<part.tokens.upperBound
    return whole
  }

  /// Whether a range overlaps a part of any attribution.
  private func isTaken(_ run: Range<Int>, _ index: Int, _ attributions: [Attribution]) -> Bool {
    attributions.contains { attribution in
      (attribution.contents + [attribution.cue, attribution.source].compactMap(\.self)).contains { $0.tokens.overlaps(run) }
    }
  }

  private func isSaying(_ token: Int) -> Bool {
    guard let word = CueLexicon.shared[text.tokens[token].lower] else { return false }
    return word.type == .assertion && word.manners.contains(.say) && isFinite(token)
  }

  private func isFinite(_ token: Int) -> Bool {
    switch text.tokens[token].tag {
    case .VBD, .VBZ, .VBP, .MD: true
    default: false
    }
  }

  private func words(_ run: Range<Int>) -> Int { run.count { text.tokens[$0].kind == .word || text.tokens[$0].kind == .number } }
  private func isComma(_ token: Int) -> Bool { text.bytes[text.tokens[token].range.start] == UInt8(ascii: ",") }

  private static func hashes(_ words: String) -> Set<UInt64> { Set(WordHash.foldedWords(words)) }
  private static let that = WordHash.folded("that")
  private static let and = WordHash.folded("and")
  private static let it = WordHash.folded("it")
  private static let then = WordHash.folded("then")
  /// Verbs of leaving.
  private static let departures = hashes(WordSets["ContentRims.departures"])
  private static let `while` = WordHash.folded("while")
  private static let subordinators = hashes(WordSets["ContentRims.subordinators"])
  private static let turns = hashes("but and")
  /// Words that join two reports in one sentence.
  private static let joining = hashes("and but while whereas")
  private static let refusals = hashes("declined refused gave offered provided")
  private static let negated = hashes("did would could does")
  private static let negations = hashes("not n't")
  private static let disclosures = hashes(WordSets["ContentRims.disclosures"])
  /// Words that begin a clause or phrase before the main clause.
  private static let openings = hashes(WordSets["ContentRims.openings"])
  /// Words after a comma that continue what is said.
  private static let continuing = hashes("or because if not")
}
