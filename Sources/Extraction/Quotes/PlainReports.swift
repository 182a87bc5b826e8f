internal import Linguistics
internal import Record

/// Adds plain reports that the taggers passed over: "The board said Ann Roe, its chair, had called", "The page explains, in a long note, that
/// …", "Roe called on the minister to …". Only sentences of which nothing was taken are read.
struct PlainReports {
  private let text: AnalyzedText
  private let phrases: SubjectPhrases

  /// The most words of a content at least, and tokens between a verb and its "that".
  private static let leastWords = 3
  private static let longestPause = 10
  private static let certainty: Float = 0.7

  init(_ text: AnalyzedText, phrases: SubjectPhrases) {
    self.text = text
    self.phrases = phrases
  }

  /// Reads the sentences of a paragraph and adds what they report.
  func read(_ number: Int, _ attributions: inout [Attribution]) {
    var isChanged = false
    for tokens in text.reportSentences(paragraph: number) {
      guard tokens.count > Self.leastWords + 2, text.tokens[tokens.lowerBound].quotation < 0 else { continue }
      if isUsed(tokens, attributions) {
        affirm(tokens, &attributions)
        continue
      }
      guard let report = report(in: tokens) else { continue }
      attributions.append(
        Attribution(
          contents: [QuotePart(part: .clause, tokens: report.content, certainty: Self.certainty)],
          cue: QuotePart(part: .cue, tokens: report.cue, certainty: Self.certainty),
          source: report.source.map { QuotePart(part: .source, tokens: $0, certainty: Self.certainty) }, paragraph: number,
          rule: "plain report"))
      isChanged = true
    }
    if isChanged { attributions.sort { $0.contents[0].tokens.lowerBound < $1.contents[0].tokens.lowerBound } }
  }

  /// Makes sure of what the tagger found where the sentence has a form that tells it: a reproach, a survey's standing.
  private func affirm(_ sentence: Range<Int>, _ attributions: inout [Attribution]) {
    let run = sentence.lowerBound..<wordsEnd(sentence)
    guard let report = reproach(in: run) ?? standing(in: run),
      let place = attributions.firstIndex(where: { $0.cue.map { $0.tokens.overlaps(report.cue) } ?? false }),
      attributions[place].contents.contains(where: { $0.tokens.overlaps(report.content) && $0.part == .clause })
    else { return }
    attributions[place].contents = [QuotePart(part: .clause, tokens: report.content, certainty: Self.certainty)]
    attributions[place].cue?.certainty = Self.certainty
    if attributions[place].source == nil {
      attributions[place].source = report.source.map { QuotePart(part: .source, tokens: $0, certainty: Self.certainty) }
    }
  }

  /// Where a sentence's last word ends.
  private func wordsEnd(_ sentence: Range<Int>) -> Int {
    var end = sentence.upperBound
    while end > sentence.lowerBound, text.tokens[end - 1].kind == .punctuation { end -= 1 }
    return end
  }

  /// The tokens of a report's parts.
  private struct Report {
    var cue: Range<Int>
    var source: Range<Int>?
    var content: Range<Int>
  }

  private func report(in sentence: Range<Int>) -> Report? {
    let end = wordsEnd(sentence)
    if let report = reproach(in: sentence.lowerBound..<end) ?? standing(in: sentence.lowerBound..<end) { return report }
    // The first finite verb of the sentence, where it reports.
    guard let verb = (sentence.lowerBound + 1..<end).first(where: { reports($0) && !Self.auxiliaries.contains(text.tokens[$0].lower) }),
      text.tokens[verb].quotation < 0, let word = CueLexicon.shared[text.tokens[verb].lower],
      word.type == .assertion || Self.saying.contains(text.tokens[verb].lower),
      let source = phrases.endingAt(verb, from: sentence.lowerBound), phrases.canSpeak(source), verb + 1 < end
    else { return nil }
    if Self.calls.contains(text.tokens[verb].lower), text.tokens[verb + 1].lower == Self.on {
      guard let asked = phrases.startingAt(verb + 2, limit: end), asked.upperBound + 1 < end, text.tokens[asked.upperBound].lower == Self.to
      else { return nil }
      return Report(cue: verb..<verb + 2, source: source, content: asked.upperBound..<end)
    }
    guard let start = opening(behind: verb, word, end), text.wordCount(start..<end) >= Self.leastWords,
      (start..<end).contains(where: isFinite)
    else { return nil }
    return Report(cue: verb..<verb + 1, source: source, content: start..<end)
  }

  /// "Lund is accused | of hiding the report": what somebody is accused of by nobody who is named.
  private func reproach(in run: Range<Int>) -> Report? {
    for participle in run.dropFirst(2).dropLast(Self.leastWords + 1) where text.tokens[participle].lower == Self.accused {
      guard text.tokens[participle].quotation < 0, Self.forms.contains(text.tokens[participle - 1].lower),
        text.tokens[participle + 1].lower == Self.of, text.tokens[participle + 2].tag == .VBG
      else { continue }
      return Report(cue: participle..<participle + 1, content: participle + 2..<run.upperBound)
    }
    return nil
  }

  /// "Polls out on Monday show | Roe up by 4 points": how a survey has somebody stand, told without a verb.
  private func standing(in run: Range<Int>) -> Report? {
    guard let verb = run.dropFirst().first(where: { Self.shows.contains(text.tokens[$0].lower) && isFinite($0) }),
      let survey = (max(run.lowerBound, verb - Self.longestPause)..<verb).last(where: { Self.surveys.contains(text.tokens[$0].lower) }),
      !(survey..<verb).contains(where: isFinite), let source = phrases.endingAt(survey + 1, from: run.lowerBound),
      let subject = phrases.startingAt(verb + 1, limit: run.upperBound), subject.upperBound + 1 < run.upperBound,
      Self.places.contains(text.tokens[subject.upperBound].lower)
    else { return nil }
    return Report(cue: verb..<verb + 1, source: source, content: verb + 1..<run.upperBound)
  }

  /// Where the content begins: at "that", right behind the verb or behind words between commas; behind "said" itself.
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

  /// Whether a clause with a subject and a verb of its own begins at a token.
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

  /// A finite verb, or one of saying in the past behind its subject that a tagger may take for a participle ("The board estimated by").
  private func reports(_ token: Int) -> Bool {
    isFinite(token) || text.tokens[token].tag == .VBN && Self.saying.contains(text.tokens[token].lower) && phrases.isHead(token - 1)
  }

  private func isComma(_ token: Int) -> Bool { text.bytes[text.tokens[token].range.start] == UInt8(ascii: ",") }

  private static func hashes(_ words: String) -> Set<UInt64> { Set(WordHash.foldedWords(words)) }
  private static let that = WordHash.folded("that")
  private static let to = WordHash.folded("to")
  private static let accused = WordHash.folded("accused")
  private static let of = WordHash.folded("of")
  private static let forms = hashes("is are was were be been being")
  private static let shows = hashes("show shows showed put puts have has had give gave find found")
  private static let surveys = hashes("poll polls survey surveys figures projections forecast forecasts count tally results")
  /// Words for where somebody stands beside others.
  private static let places = hashes("up down ahead behind leading trailing level tied first second third last")
  private static let on = WordHash.folded("on")
  private static let calls = hashes("called calls call")
  private static let auxiliaries = hashes("has have had")
  private static let saying = hashes("said says say told estimated estimate estimates claimed claims added")
}
