internal import Linguistics
internal import Record

/// Reads attributions with "per": "The dam leaks, per the mayor.", "Per Ann Roe, the dam leaks.", "The dam, per the town's report, leaks.",
/// "The dam leaks (per the Echo)." The word is a cue only before somebody who can assert something: "five crowns per person" is a rate.
struct PerReader {
  private let text: AnalyzedText
  private let phrases: SubjectPhrases

  /// The most tokens from "per" to the end of the source, and the fewest words of what is said.
  private static let longestSource = 16
  private static let leastWords = 3
  private static let certainty: Float = 0.8

  init(_ text: AnalyzedText, phrases: SubjectPhrases) {
    self.text = text
    self.phrases = phrases
  }

  /// Reads the sentences of a paragraph and corrects its attributions.
  func read(_ number: Int, _ attributions: inout [Attribution]) {
    var isChanged = false
    for sentence in text.reportSentences(paragraph: number) {
      for cue in sentence where text.tokens[cue].lower == Self.per && text.tokens[cue].quotation < 0 {
        guard let source = source(behind: cue, sentence), let contents = contents(cue, source, sentence) else { continue }
        apply(cue, source, contents, sentence, number, &attributions)
        isChanged = true
        break
      }
    }
    if isChanged { attributions.sort { $0.contents[0].tokens.lowerBound < $1.contents[0].tokens.lowerBound } }
  }

  // MARK: Forms

  /// The words for the source, up to a mark or the end of the sentence.
  private func source(behind cue: Int, _ sentence: Range<Int>) -> Range<Int>? {
    guard cue == sentence.lowerBound || isMark(cue - 1), let phrase = phrases.startingAt(cue + 1, limit: sentence.upperBound),
      !phrases.isPronoun(phrase.lowerBound), asserts(phrase)
    else { return nil }
    var end = phrase.upperBound
    while end < sentence.upperBound, !isMark(end), end - cue <= Self.longestSource, !isFinite(end) { end += 1 }
    return end < sentence.upperBound && !isMark(end) ? nil : cue + 1..<end
  }

  /// Whether a phrase names somebody, or something written, that asserts. A bare singular noun counts units: "per firm".
  private func asserts(_ phrase: Range<Int>) -> Bool {
    if phrase.contains(where: { isSomebody($0) }) { return true }
    guard phrase.count > 1 || text.tokens[phrase.lowerBound].tag == .NNS else {
      return SpeakerNouns.shared[text.tokens[phrase.lowerBound].lower] == .group
    }
    return phrase.contains { SpeakerNouns.shared[text.tokens[$0].lower] != nil }
  }

  private func isSomebody(_ token: Int) -> Bool {
    switch phrases.name(at: token)?.kind {
    case .person, .organization: true
    default: false
    }
  }

  /// What is said, for the place of the attribution in its sentence.
  private func contents(_ cue: Int, _ source: Range<Int>, _ sentence: Range<Int>) -> [Range<Int>]? {
    var closing = sentence.upperBound
    while closing > source.upperBound, isFinalMark(closing - 1) { closing -= 1 }
    let behind = min(source.upperBound + 1, closing)..<closing
    let found: [Range<Int>]
    if cue == sentence.lowerBound {
      found = [behind]
    } else {
      var low = sentence.lowerBound
      // The bracket that is open at the cue.
      let bracket = (low..<cue).last { "()".utf8.contains(text.bytes[text.tokens[$0].range.start]) }
        .flatMap { text.bytes[text.tokens[$0].range.start] == UInt8(ascii: "(") ? $0 : nil }
      // "(The dam leaks, per the mayor.)", but not "The dam leaks (per the mayor)".
      if let bracket, bracket < cue - 1 { low = bracket + 1 }
      let before = low..<cue - 1
      found = behind.isEmpty || bracket != nil ? [before] : [before, behind]
    }
    let said = found.filter { text.wordCount($0) > 0 }
    guard said.reduce(0, { $0 + text.wordCount($1) }) >= Self.leastWords, said.contains(where: { $0.contains(where: isFinite) }) else {
      return nil
    }
    return said
  }

  // MARK: Corrections

  private func apply(
    _ cue: Int, _ source: Range<Int>, _ contents: [Range<Int>], _ sentence: Range<Int>, _ number: Int,
    _ attributions: inout [Attribution]
  ) {
    // Neither the cue nor the source is part of what anybody says.
    for index in attributions.indices {
      attributions[index].contents = attributions[index].contents.compactMap { without($0, cue..<source.upperBound) }
    }
    attributions.removeAll { $0.contents.isEmpty || $0.cue.map { $0.tokens.contains(cue) } ?? false }
    let word = QuotePart(part: .cue, tokens: cue..<cue + 1, certainty: Self.certainty)
    let speaker = QuotePart(part: .source, tokens: source, certainty: Self.certainty)
    let others = attributions.indices.filter { other in
      attributions[other].cue.map { sentence.contains($0.tokens.lowerBound) } ?? false
        || attributions[other].contents.contains { $0.tokens.overlaps(sentence) }
    }
    // “The dam leaks,” per the mayor: a quotation without a cue gets this one; whoever is said to speak speaks.
    if let other = others.first {
      if attributions[other].cue == nil {
        attributions[other].cue = word
        attributions[other].source = speaker
      }
      return
    }
    var report = Attribution(
      contents: contents.map { QuotePart(part: part($0), tokens: $0, certainty: Self.certainty) }, cue: word, source: speaker,
      paragraph: number, rule: "sentence with per")
    report.isLaidOut = true
    attributions.append(report)
  }

  /// A content without the words of the attribution; `nil` where nothing else is in it.
  private func without(_ content: QuotePart, _ taken: Range<Int>) -> QuotePart? {
    guard content.tokens.overlaps(taken) else { return content }
    if content.tokens.lowerBound >= taken.lowerBound - 1, content.tokens.upperBound <= taken.upperBound + 1 { return nil }
    guard content.tokens.upperBound <= taken.upperBound + 1 else { return content }
    var rest = content
    rest.tokens = content.tokens.lowerBound..<taken.lowerBound
    return rest
  }

  private func part(_ content: Range<Int>) -> QuoteLabel.Part {
    content.allSatisfy { text.tokens[$0].quotation >= 0 || text.tokens[$0].kind != .word && text.tokens[$0].kind != .number }
      ? .direct : .clause
  }

  // MARK: Tests

  /// Whether a token parts the attribution from what is said: a comma, a bracket, a dash, a closing quotation mark, a final stop.
  private func isMark(_ token: Int) -> Bool {
    switch text.tokens[token].kind {
    case .dash, .closingMark: true
    case .punctuation: true
    default: false
    }
  }

  private func isFinalMark(_ token: Int) -> Bool {
    text.tokens[token].kind == .punctuation && text.bytes[text.tokens[token].range.start] != UInt8(ascii: ",")
  }

  private func isFinite(_ token: Int) -> Bool {
    switch text.tokens[token].tag {
    case .VBD, .VBZ, .VBP, .MD: phrases.name(at: token) == nil
    default: false
    }
  }

  private static let per = WordHash.folded("per")
}
