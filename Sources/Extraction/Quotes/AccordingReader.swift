internal import Linguistics
internal import Record

/// Adds attributions that the taggers missed although their form is unmistakable: sentences that open with "according to" and a source.
struct AccordingReader {
  let text: AnalyzedText
  let phrases: SubjectPhrases

  /// The most words of a source.
  private static let longestSource = 14
  /// The fewest words of a content span.
  private static let leastWords = 3

  /// Adds the missing attributions of a paragraph.
  func read(_ number: Int, _ attributions: inout [Attribution]) {
    let run = text.paragraphTokens[number]
    guard ParagraphTagger.reads(text.paragraphs[number].kind), !run.isEmpty else { return }
    for token in run.dropLast(2) where text.tokens[token].lower == Self.according && text.tokens[token + 1].lower == Self.to {
      guard text.tokens[token].quotation < 0, let sentence = sentence(of: token),
        !attributions.contains(where: { isUsed(sentence, by: $0) })
      else { continue }
      let cue = token..<token + 2
      guard token == sentence.lowerBound, let parts = opening(cue, sentence) else { continue }
      attributions.append(
        Attribution(
          contents: [QuotePart(part: part(parts.content), tokens: parts.content, certainty: 0.8)],
          cue: QuotePart(part: .cue, tokens: cue, certainty: 0.9), source: QuotePart(part: .source, tokens: parts.source, certainty: 0.8),
          paragraph: number, rule: "sentence with according to"))
    }
    attributions.sort { $0.contents[0].tokens.lowerBound < $1.contents[0].tokens.lowerBound }
  }

  /// "According to Roe, the bridge is closed.", "According to the police the bridge is closed."
  private func opening(_ cue: Range<Int>, _ sentence: Range<Int>) -> (content: Range<Int>, source: Range<Int>)? {
    guard let parts = behindComma(cue, sentence) else { return behindSource(cue, sentence) }
    // "According to the log the tug left, and nobody saw it.": the comma is part of what is said.
    switch text.tokens[parts.content.lowerBound].tag {
    case .CC, .WDT, .WP, .WRB: return behindSource(cue, sentence) ?? parts
    default: return parts
    }
  }

  /// A source without a comma after it ends where another phrase with its own verb begins.
  private func behindSource(_ cue: Range<Int>, _ sentence: Range<Int>) -> (content: Range<Int>, source: Range<Int>)? {
    let limit = min(sentence.upperBound, cue.upperBound + Self.longestSource)
    var start = cue.upperBound + 1
    while start < limit, !isComma(start), text.tokens[start].quotation < 0 {
      defer { start += 1 }
      guard phrases.isHead(start - 1), opensPhrase(start), let subject = phrases.startingAt(start, limit: sentence.upperBound) else {
        continue
      }
      var verb = subject.upperBound
      while verb < sentence.upperBound, text.tokens[verb].tag == .RB { verb += 1 }
      guard verb < sentence.upperBound, hasVerb(verb..<verb + 1) else { continue }
      let content = trimmed(start..<sentence.upperBound)
      let source = cue.upperBound..<start
      guard words(content) >= Self.leastWords, !hasVerb(source), !hasCue(content) else { return nil }
      return (content, source)
    }
    return nil
  }

  /// Whether a word can only begin a new phrase: an article, a possessive, a subject pronoun, a name after a common noun.
  private func opensPhrase(_ token: Int) -> Bool {
    switch text.tokens[token].tag {
    case .DT, .PRPS: true
    case .PRP: phrases.isPronoun(token)
    default: phrases.name(at: token).map { $0.tokens.lowerBound == token } ?? false && text.tokens[token - 1].tag != .NNP
    }
  }

  /// The form with a comma, including a description of the source between commas.
  private func behindComma(_ cue: Range<Int>, _ sentence: Range<Int>) -> (content: Range<Int>, source: Range<Int>)? {
    let commas = (cue.upperBound..<sentence.upperBound).filter { isComma($0) && text.tokens[$0].quotation < 0 }
    guard var comma = commas.first, comma > cue.upperBound else { return nil }
    // "According to Roe, head of the union, …"
    if commas.count > 1, !hasVerb(comma + 1..<commas[1]) || isRelative(comma + 1) { comma = commas[1] }
    let content = trimmed(comma + 1..<sentence.upperBound)
    let source = cue.upperBound..<comma
    guard words(source) <= Self.longestSource, words(content) >= Self.leastWords, hasVerb(content), !hasCue(content) else { return nil }
    return (content, source)
  }

  private func isUsed(_ sentence: Range<Int>, by attribution: Attribution) -> Bool {
    attribution.contents.contains { $0.tokens.overlaps(sentence) } || attribution.cue.map { $0.tokens.overlaps(sentence) } ?? false
  }

  private func part(_ content: Range<Int>) -> QuoteLabel.Part {
    content.allSatisfy { text.tokens[$0].quotation >= 0 || text.tokens[$0].kind != .word && text.tokens[$0].kind != .number }
      ? .direct : .clause
  }

  private func sentence(of token: Int) -> Range<Int>? {
    var low = 0
    var high = text.sentences.count
    while low < high {
      let middle = (low + high) / 2
      if text.sentences[middle].tokens.upperBound <= token { low = middle + 1 } else { high = middle }
    }
    return low < text.sentences.count && text.sentences[low].tokens.contains(token) ? text.sentences[low].tokens : nil
  }

  /// The range without the full stop at its end.
  private func trimmed(_ run: Range<Int>) -> Range<Int> {
    var high = run.upperBound
    while high > run.lowerBound, isStop(high - 1) || isComma(high - 1) { high -= 1 }
    return run.lowerBound..<high
  }

  private func words(_ run: Range<Int>) -> Int { run.count { text.tokens[$0].kind == .word || text.tokens[$0].kind == .number } }

  private func hasVerb(_ run: Range<Int>) -> Bool {
    run.contains { token in
      switch text.tokens[token].tag {
      case .VBD, .VBP, .VBZ, .MD: true
      default: false
      }
    }
  }

  /// Whether the range contains another attribution.
  private func hasCue(_ run: Range<Int>) -> Bool {
    run.contains { token in
      guard text.tokens[token].quotation < 0, let word = CueLexicon.shared[text.tokens[token].lower] else { return false }
      // "the wall will hold": what is yet to be said is a report only with "that".
      if text.tokens[token].tag == .VB, !run.contains(token + 1) || text.tokens[token + 1].lower != Self.that { return false }
      return word.form != .noun && word.manners.contains(.say)
    }
  }

  private func isRelative(_ token: Int) -> Bool {
    switch text.tokens[token].tag {
    case .WP, .WDT, .WPS: true
    default: false
    }
  }

  private func isComma(_ token: Int) -> Bool { text.bytes[text.tokens[token].range.start] == UInt8(ascii: ",") }

  private func isStop(_ token: Int) -> Bool {
    text.tokens[token].kind == .punctuation && !isComma(token) && text.bytes[text.tokens[token].range.start] != UInt8(ascii: "(")
  }

  private static let according = WordHash.folded("according")
  private static let to = WordHash.folded("to")
  private static let that = WordHash.folded("that")
}
