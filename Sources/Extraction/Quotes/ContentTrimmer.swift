internal import Linguistics
internal import Record

/// Cuts contents to what belongs to them: no outer quotation marks, no commas at the rims.
struct ContentTrimmer {
  let text: AnalyzedText

  /// The bytes of a content; `nil` where nothing is left.
  func range(of content: QuotePart) -> ByteRange? {
    var (low, high) = (content.tokens.lowerBound, content.tokens.upperBound)
    if content.part == .direct {
      while low < high, isMark(low) { low += 1 }
      while high > low, isMark(high - 1) { high -= 1 }
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

  private func isMark(_ token: Int) -> Bool {
    let kind = text.tokens[token].kind
    return kind == .openingMark || kind == .closingMark
  }

  private func isPunctuation(_ token: Int) -> Bool {
    switch text.tokens[token].kind {
    case .punctuation, .dash, .openingMark, .closingMark: true
    default: false
    }
  }
}
