internal import Linguistics
internal import Record

/// Cuts contents to what belongs to them: no outer quotation marks, no commas at the rims.
struct ContentTrimmer {
  let text: AnalyzedText

  /// Punctuation at the end of a quotation that the tagger may have left out, in tokens at most.
  private static let longestEnd = 4

  /// The bytes of a content; `nil` where nothing is left.
  func range(of content: QuotePart) -> ByteRange? {
    var (low, high) = (content.tokens.lowerBound, content.tokens.upperBound)
    if content.part == .direct {
      while low < high, isOuterMark(low) { low += 1 }
      while high > low, isOuterMark(high - 1) { high -= 1 }
      if low < high { high = end(from: high) }
    } else {
      while low < high, isPunctuation(low), text.tokens[low].kind != .openingMark { low += 1 }
      while high > low, isPunctuation(high - 1), text.tokens[high - 1].kind != .closingMark { high -= 1 }
      // A mark whose partner stands elsewhere is none of the content's.
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

  /// The end of a quotation where nothing but punctuation and inner marks stands before it: what is inside the marks belongs to the
  /// content, also where no mark closes it.
  private func end(from high: Int) -> Int {
    let number = Int(text.tokens[high - 1].quotation)
    guard number >= 0 else { return high }
    let end = text.quotations[number].inside.upperBound
    guard high < end, end - high <= Self.longestEnd, (high..<end).allSatisfy(isPunctuation) else { return high }
    return end
  }

  /// Whether a token is a mark that stands around the outermost quotation; marks inside it belong to what is said.
  private func isOuterMark(_ token: Int) -> Bool {
    let found = text.tokens[token]
    return found.quotation < 0 && (found.kind == .openingMark || found.kind == .closingMark)
  }

  private func isPunctuation(_ token: Int) -> Bool {
    switch text.tokens[token].kind {
    case .punctuation, .dash, .openingMark, .closingMark: true
    default: false
    }
  }
}
