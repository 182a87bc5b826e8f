internal import Knowledge
internal import Linguistics
internal import Record

/// Adds plain reports that the taggers missed: "The board said Ann Roe, its chair, had called", "The page explains, in a long note, that
/// …", "Roe called on the minister to …". Only sentences without any attribution are read.
struct PlainReports {
  private let text: AnalyzedText
  private let phrases: SubjectPhrases

  /// The fewest words of a content, and the most tokens between a verb and its "that".
  private static let leastWords = 3
  private static let longestPause = 10
  private static let certainty: Float = 0.7

  init(_ text: AnalyzedText, phrases: SubjectPhrases) {
    self.text = text
    self.phrases = phrases
  }

  /// Reads the sentences of a paragraph and adds their reports.
  func read(_ number: Int, _ attributions: inout [Attribution]) {
    var isChanged = false
    for tokens in text.reportSentences(paragraph: number) {
      guard tokens.count > Self.leastWords + 2, text.tokens[tokens.lowerBound].quotation < 0, !isUsed(tokens, attributions),
        let report = report(in: tokens)
      else { continue }
      attributions.append(
        Attribution(
          contents: [QuotePart(part: .clause, tokens: report.content, certainty: Self.certainty)],
          cue: QuotePart(part: .cue, tokens: report.cue, certainty: Self.certainty),
          source: QuotePart(part: .source, tokens: report.source, certainty: Self.certainty), paragraph: number, rule: "plain report"))
      isChanged = true
    }
    if isChanged { attributions.sort { $0.contents[0].tokens.lowerBound < $1.contents[0].tokens.lowerBound } }
  }

  private func report(in sentence: Range<Int>) -> (cue: Range<Int>, source: Range<Int>, content: Range<Int>)? {
    var end = sentence.upperBound
    while end > sentence.lowerBound, text.tokens[end - 1].kind == .punctuation { end -= 1 }
    guard end > sentence.lowerBound + 1 else { return nil }
    // The first finite verb of the sentence, if it is a verb of reporting.
    guard let verb = (sentence.lowerBound + 1..<end).first(where: { reports($0) && !Self.auxiliaries.contains(text.tokens[$0].lower) }),
      text.tokens[verb].quotation < 0, let word = CueLexicon.shared[text.tokens[verb].lower],
      word.type == .assertion || Self.saying.contains(text.tokens[verb].lower),
      let source = phrases.endingAt(verb, from: sentence.lowerBound), phrases.canSpeak(source), verb + 1 < end
    else { return nil }
    if Self.calls.contains(text.tokens[verb].lower), text.tokens[verb + 1].lower == Self.on {
      guard let asked = phrases.startingAt(verb + 2, limit: end), asked.upperBound + 1 < end, text.tokens[asked.upperBound].lower == Self.to
      else { return nil }
      return (verb..<verb + 2, source, asked.upperBound..<end)
    }
    guard let start = opening(behind: verb, word, end), text.wordCount(start..<end) >= Self.leastWords,
      (start..<end).contains(where: isFinite)
    else { return nil }
    return (verb..<verb + 1, source, start..<end)
  }

  /// Where the content begins: at "that", directly after the verb or after words between commas; after "said", with or without "that".
  private func opening(behind verb: Int, _ word: CueWord, _ end: Int) -> Int? {
    if word.manners.isDisjoint(with: [.say, .tell, .report]) { return nil }
    if text.tokens[verb + 1].lower == Self.that { return verb + 1 }
    if isComma(verb + 1), let comma = (verb + 2..<min(end, verb + 2 + Self.longestPause)).first(where: isComma), comma + 1 < end,
      text.tokens[comma + 1].lower == Self.that
    {
      return comma + 1
    }
    return Self.saying.contains(text.tokens[verb].lower) && opensClause(verb + 1, end) ? verb + 1 : nil
  }

  /// Whether a clause with its own subject and verb begins at a token.
  private func opensClause(_ token: Int, _ end: Int) -> Bool {
    var start = token
    // "by 2040, the seas would"
    if text.tokens[token].tag == .IN, let comma = (token..<min(end, token + 6)).first(where: isComma) { start = comma + 1 }
    // "rising seas would"
    if start + 1 < end, text.tokens[start].tag == .VBG { start += 1 }
    guard let subject = phrases.startingAt(start, limit: end) else { return false }
    var verb = phrases.behindApposition(subject, limit: end)
    while verb < end, text.tokens[verb].tag == .RB { verb += 1 }
    return verb < end && isFinite(verb)
  }

  private func isUsed(_ sentence: Range<Int>, _ attributions: [Attribution]) -> Bool {
    attributions.contains { attribution in
      (attribution.contents + [attribution.cue].compactMap(\.self)).contains { $0.tokens.overlaps(sentence) }
    }
  }

  private func isFinite(_ token: Int) -> Bool {
    switch text.tokens[token].tag {
    case .VBD, .VBZ, .VBP, .MD: phrases.name(at: token) == nil
    default: false
    }
  }

  /// Whether a token is a finite verb, or a past tense after its subject that the tagger may take for a participle ("The board estimated
  /// by").
  private func reports(_ token: Int) -> Bool {
    isFinite(token) || text.tokens[token].tag == .VBN && Self.saying.contains(text.tokens[token].lower) && phrases.isHead(token - 1)
  }

  private func isComma(_ token: Int) -> Bool { text.bytes[text.tokens[token].range.start] == UInt8(ascii: ",") }

  private static func hashes(_ words: String) -> Set<UInt64> { Set(WordHash.foldedWords(words)) }
  private static let that = WordHash.folded("that")
  private static let to = WordHash.folded("to")
  private static let on = WordHash.folded("on")
  private static let calls = hashes("called calls call")
  private static let auxiliaries = hashes("has have had")
  private static let saying = hashes(WordSets["PlainReports.saying"])
}
