internal import Knowledge
internal import Linguistics
internal import Record

/// Adds two forms of reports that the taggers often miss: an accusation in the passive ("Ann Roe is accused of hiding the report"), whose
/// speaker is the agent and never the one accused, and the result of a poll ("New polls out Monday show Roe up by 4 points"). Only
/// sentences without another attribution are read.
struct PassiveReports {
  private let text: AnalyzedText
  private let phrases: SubjectPhrases

  private static let leastWords = 2
  private static let certainty: Float = 0.6
  /// The most tokens between "polls" and its verb, and between the polled and how they stand.
  private static let longestAdjunct = 9
  private static let longestName = 6

  init(_ text: AnalyzedText, phrases: SubjectPhrases) {
    self.text = text
    self.phrases = phrases
  }

  /// Reads the sentences of a paragraph and adds their reports.
  func read(_ number: Int, _ attributions: inout [Attribution]) {
    var isChanged = false
    for sentence in text.reportSentences(paragraph: number) {
      guard sentence.count > 4, text.tokens[sentence.lowerBound].quotation < 0 else { continue }
      let accusation = accusation(in: sentence)
      // What the taggers made of the accusation itself gives way.
      if let accusation { attributions.removeAll { $0.cue.map { $0.tokens.overlaps(accusation.cue) } ?? false } }
      guard let found = accusation ?? poll(in: sentence) else { continue }
      // The taggers' result of the poll stays, with the certainty that the form gives it.
      if let known = attributions.firstIndex(where: { $0.cue.map { $0.tokens.overlaps(found.cue) } ?? false }) {
        attributions[known].isLaidOut = true
        for part in attributions[known].contents.indices {
          attributions[known].contents[part].certainty = max(attributions[known].contents[part].certainty, Self.certainty)
        }
        continue
      }
      if isUsed(sentence, attributions) { continue }
      var report = Attribution(
        contents: [QuotePart(part: .clause, tokens: found.content, certainty: Self.certainty)],
        cue: QuotePart(part: .cue, tokens: found.cue, certainty: Self.certainty),
        source: found.source.map { QuotePart(part: .source, tokens: $0, certainty: Self.certainty) }, paragraph: number, rule: found.rule)
      report.isLaidOut = true
      attributions.append(report)
      isChanged = true
    }
    if isChanged { attributions.sort { $0.contents[0].tokens.lowerBound < $1.contents[0].tokens.lowerBound } }
  }

  private typealias Report = (cue: Range<Int>, source: Range<Int>?, content: Range<Int>, rule: String)

  /// "Ann Roe is accused | by the board | of hiding the report".
  private func accusation(in sentence: Range<Int>) -> Report? {
    var end = sentence.upperBound
    while end > sentence.lowerBound, text.tokens[end - 1].kind == .punctuation { end -= 1 }
    guard
      let verb = (sentence.lowerBound + 2..<max(end, sentence.lowerBound + 2)).first(where: { token in
        text.tokens[token].lower == Self.accused && text.tokens[token].quotation < 0
          && (max(sentence.lowerBound, token - 3)..<token).contains { Self.passives.contains(text.tokens[$0].lower) }
      })
    else { return nil }
    var of = verb + 1
    var agent: Range<Int>?
    if of < end, text.tokens[of].lower == Self.by {
      guard let found = phrases.startingAt(of + 1, limit: end) else { return nil }
      // The phrase may hold an "of" of its own, which is rather that of the accusation.
      let own = found.first { text.tokens[$0].lower == Self.ofWord } ?? found.upperBound
      agent = of + 1..<own
      of = own
    }
    guard of < end, text.tokens[of].lower == Self.ofWord, of + 1 < end else { return nil }
    let content = of..<((of..<end).first { isComma($0) && addsClause($0 + 1, end) } ?? end)
    guard text.wordCount(content) > Self.leastWords, !content.contains(where: { text.tokens[$0].quotation >= 0 }) else { return nil }
    return (verb..<verb + 1, agent, content, "accusation in the passive")
  }

  /// "and | the town waits for …": a conjunction and a subject of its own with its verb begin what is no longer the accusation.
  private func addsClause(_ token: Int, _ end: Int) -> Bool {
    guard token < end, text.tokens[token].tag == .CC, let subject = phrases.startingAt(token + 1, limit: end), subject.upperBound < end
    else { return false }
    return isFinite(subject.upperBound)
  }

  private func isComma(_ token: Int) -> Bool { text.bytes[text.tokens[token].range.start] == UInt8(ascii: ",") }

  /// "New polls | out Monday | show | Roe up by 4 points".
  private func poll(in sentence: Range<Int>) -> Report? {
    var end = sentence.upperBound
    while end > sentence.lowerBound, text.tokens[end - 1].kind == .punctuation { end -= 1 }
    guard let subject = phrases.startingAt(sentence.lowerBound, limit: end),
      let noun = subject.last(where: { Self.polls.contains(text.tokens[$0].lower) }),
      let verb = (noun + 1..<min(end, noun + 1 + Self.longestAdjunct)).first(where: {
        isFinite($0) || Self.shows.contains(text.tokens[$0].lower)
      }),
      Self.shows.contains(text.tokens[verb].lower),
      let polled = phrases.startingAt(verb + 1, limit: end), polled.count <= Self.longestName, polled.upperBound < end,
      Self.standings.contains(text.tokens[polled.upperBound].lower)
    else { return nil }
    return (verb..<verb + 1, sentence.lowerBound..<noun + 1, verb + 1..<end, "result of a poll")
  }

  private func isUsed(_ sentence: Range<Int>, _ attributions: [Attribution]) -> Bool {
    attributions.contains { attribution in
      (attribution.contents + [attribution.cue].compactMap(\.self)).contains { $0.tokens.overlaps(sentence) }
    }
  }

  private func isFinite(_ token: Int) -> Bool {
    switch text.tokens[token].tag {
    case .VBD, .VBZ, .VBP, .MD: true
    default: false
    }
  }

  private static func hashes(_ words: String) -> Set<UInt64> { Set(WordHash.foldedWords(words)) }
  private static let accused = WordHash.folded("accused")
  private static let by = WordHash.folded("by")
  private static let ofWord = WordHash.folded("of")
  private static let passives = hashes("is are was were be been being stand stands stood")
  private static let polls = hashes("poll polls survey surveys polling")
  private static let shows = hashes(WordSets["PassiveReports.shows"])
  /// Words that say how somebody stands in a poll.
  private static let standings = hashes("up down ahead behind leading trailing tied level winning losing even neck-and-neck")
}
