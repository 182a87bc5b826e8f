internal import Linguistics
internal import Record

/// Trims contents: no outer quotation marks, no commas at either end.
struct ContentTrimmer {
  let text: AnalyzedText

  /// The most punctuation tokens at the end of a quotation that the tagger may have left out.
  private static let longestEnd = 4

  /// The byte range of a content; `nil` where nothing is left.
  /// - Parameter isWhole: whether it is a whole turn of a conversation, which keeps its final punctuation.
  func range(of content: QuotePart, isWhole: Bool) -> ByteRange? {
    var (low, high) = (content.tokens.lowerBound, content.tokens.upperBound)
    if isWhole, content.part != .direct { return low < high ? text.range(low..<high) : nil }
    if content.part == .direct {
      while low < high, isOuterMark(low) { low += 1 }
      while high > low, isOuterMark(high - 1) { high -= 1 }
      if low < high { high = end(from: high) }
    } else {
      while low < high, isPunctuation(low), text.tokens[low].kind != .openingMark { low += 1 }
      while high > low, isPunctuation(high - 1), text.tokens[high - 1].kind != .closingMark, !closesBracket(high - 1, from: low) {
        high -= 1
      }
      // A quotation mark whose partner lies outside does not belong to the content.
      if low < high, text.tokens[low].kind == .openingMark, !(low + 1..<high).contains(where: { text.tokens[$0].kind == .closingMark }) {
        low += 1
      }
      if low < high, text.tokens[high - 1].kind == .closingMark, !(low..<high - 1).contains(where: { text.tokens[$0].kind == .openingMark })
      {
        high -= 1
      }
    }
    return low < high ? text.range(low..<high) : nil
  }

  /// Moves the end to that of the quotation where only punctuation and inner quotation marks stand before it. Everything inside the marks
  /// belongs to the content, even without a closing mark.
  private func end(from high: Int) -> Int {
    let number = Int(text.tokens[high - 1].quotation)
    guard number >= 0 else { return high }
    let end = text.quotations[number].inside.upperBound
    guard high < end, end - high <= Self.longestEnd, (high..<end).allSatisfy(isPunctuation) else { return high }
    return end
  }

  /// Whether a token is a mark of the outermost quotation. Marks inside it belong to what is said.
  private func isOuterMark(_ token: Int) -> Bool {
    let found = text.tokens[token]
    return found.quotation < 0 && (found.kind == .openingMark || found.kind == .closingMark)
  }

  /// Whether a bracket that opened in the content closes here.
  private func closesBracket(_ token: Int, from low: Int) -> Bool {
    guard text.bytes[text.tokens[token].range.start] == UInt8(ascii: ")") else { return false }
    let last = (low..<token).last { "()".utf8.contains(text.bytes[text.tokens[$0].range.start]) }
    return last.map { text.bytes[text.tokens[$0].range.start] == UInt8(ascii: "(") } ?? false
  }

  private func isPunctuation(_ token: Int) -> Bool {
    switch text.tokens[token].kind {
    case .punctuation, .dash, .openingMark, .closingMark: true
    default: false
    }
  }
}
