internal import Linguistics
internal import Record

/// Ends contents without quotation marks where the writer speaks again: "The firm says it lasts ten hours, | but we got nine", "what Roe
/// calls “a rite”: | old steps to new music", "— and the fact that it leaked, according to the Echo — | there is reason to doubt".
struct WriterRims {
  private let text: AnalyzedText

  private static let leastWords = 3

  init(_ text: AnalyzedText) { self.text = text }

  /// The attributions of a paragraph with the writer's words cut off.
  func mended(_ attributions: [Attribution]) -> [Attribution] {
    attributions.map { attribution in
      guard let cue = attribution.cue?.tokens else { return attribution }
      var mended = withoutOuter(attribution, cue)
      for index in mended.contents.indices where mended.contents[index].part == .clause {
        let part = beforeGloss(beforeWriter(mended.contents[index], cue, mended.source?.tokens))
        mended.contents[index] = beforeMedium(part, cue)
      }
      return mended
    }
  }

  /// "Roe claims it will stay, | though given his record we would not bet on it": outside quotation marks "we" and "I" are the writer.
  private func beforeWriter(_ part: QuotePart, _ cue: Range<Int>, _ source: Range<Int>?) -> QuotePart {
    let sentence = text.sentences[text.sentence(of: cue.lowerBound)].tokens
    guard part.tokens.lowerBound >= cue.upperBound, sentence.contains(part.tokens.lowerBound), !(source?.contains(where: isWriter) ?? false)
    else { return part }
    for comma in part.tokens.dropFirst(Self.leastWords)
    where isComma(comma) && text.tokens[comma].quotation < 0 && comma + 2 < sentence.upperBound {
      guard Self.turns.contains(text.tokens[comma + 1].lower) else { continue }
      if (part.tokens.lowerBound..<comma).contains(where: isWriter) { return part }
      let writer = (comma + 2..<sentence.upperBound).first { token in
        isWriter(token) && (token == comma + 2 || isComma(token - 1)) && token + 1 < sentence.upperBound && isVerbal(token + 1)
      }
      if writer != nil { return ended(part, at: comma) }
    }
    return part
  }

  /// "as “a coded rite”: | old steps to new music": a quotation that is described ends at the colon.
  private func beforeGloss(_ part: QuotePart) -> QuotePart {
    guard let inside = part.tokens.first(where: { text.tokens[$0].quotation >= 0 }),
      case let quotation = text.quotations[Int(text.tokens[inside].quotation)], quotation.closing >= 0,
      quotation.closing + 1 < part.tokens.upperBound, quotation.opening - part.tokens.lowerBound <= 1,
      text.bytes[text.tokens[quotation.closing + 1].range.start] == UInt8(ascii: ":"),
      !(quotation.closing + 1..<part.tokens.upperBound).contains(where: { text.tokens[$0].quotation >= 0 })
    else { return part }
    return ended(part, at: quotation.closing + 1)
  }

  /// "asked for more time | in a letter posted on Monday": where it was asked for.
  private func beforeMedium(_ part: QuotePart, _ cue: Range<Int>) -> QuotePart {
    guard part.tokens.lowerBound == cue.upperBound, text.tokens[cue.upperBound - 1].lower == Self.for,
      !part.tokens.contains(where: { isVerbal($0) && text.tokens[$0].tag != .RB || text.tokens[$0].quotation >= 0 })
    else { return part }
    for token in part.tokens.dropFirst().dropLast(2)
    where text.tokens[token].lower == Self.in && [.DT, .PRPS].contains(text.tokens[token + 1].tag) {
      guard let noun = (token + 2..<part.tokens.upperBound).first(where: { [.NN, .NNS].contains(text.tokens[$0].tag) }),
        SpeakerNouns.shared[text.tokens[noun].lower] == .document
      else { continue }
      return ended(part, at: token)
    }
    return part
  }

  /// "— and it leaked, according to the Echo — | there is reason to doubt": what stands between dashes or in brackets with its attribution
  /// ends with them.
  private func withoutOuter(_ attribution: Attribution, _ cue: Range<Int>) -> Attribution {
    guard attribution.contents.count > 1, let source = attribution.source?.tokens, source.lowerBound >= cue.upperBound,
      let first = attribution.contents.first?.tokens, first.upperBound <= cue.lowerBound
    else { return attribution }
    let sentence = text.sentences[text.sentence(of: cue.lowerBound)].tokens
    guard let close = (source.upperBound..<min(sentence.upperBound, source.upperBound + 2)).first(where: { isClosing($0) }),
      let open = (sentence.lowerBound..<max(sentence.lowerBound, first.upperBound)).last(where: { isOpening($0, for: close) }),
      open <= first.lowerBound
    else { return attribution }
    var inner = attribution
    inner.contents.removeAll { $0.tokens.lowerBound >= close }
    return inner
  }

  private func isClosing(_ token: Int) -> Bool { text.tokens[token].kind == .dash || byte(token) == UInt8(ascii: ")") }

  private func isOpening(_ token: Int, for closing: Int) -> Bool {
    text.tokens[closing].kind == .dash ? text.tokens[token].kind == .dash : byte(token) == UInt8(ascii: "(")
  }

  private func ended(_ part: QuotePart, at end: Int) -> QuotePart {
    guard text.wordCount(part.tokens.lowerBound..<end) >= 1 else { return part }
    var cut = part
    cut.tokens = part.tokens.lowerBound..<end
    return cut
  }

  private func isWriter(_ token: Int) -> Bool { text.tokens[token].quotation < 0 && Self.writers.contains(text.tokens[token].lower) }

  private func isVerbal(_ token: Int) -> Bool {
    switch text.tokens[token].tag {
    case .VBD, .VBZ, .VBP, .MD, .RB: true
    default: false
    }
  }

  private func byte(_ token: Int) -> UInt8 { text.bytes[text.tokens[token].range.start] }
  private func isComma(_ token: Int) -> Bool { byte(token) == UInt8(ascii: ",") }

  private static func hashes(_ words: String) -> Set<UInt64> { Set(WordHash.foldedWords(words)) }
  private static let turns = hashes("but although though yet while and so")
  private static let writers = hashes("we i")
  private static let `for` = WordHash.folded("for")
  private static let `in` = WordHash.folded("in")
}
