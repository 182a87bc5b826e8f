internal import Linguistics
internal import Record

/// Finds where a quotation is followed by its cue: “It is cold,” | she said. The comma inside the marks shows that the report continues
/// after them, so no content crosses that point.
struct QuotationHandover {
  let text: AnalyzedText
  /// The fewest tokens of a quotation, including punctuation; shorter ones are often part of a clause.
  private static let leastLength = 4

  /// Whether a token directly follows a quotation that begins its sentence and ends with a comma.
  func precedes(_ token: Int) -> Bool {
    guard token >= 2, text.tokens[token - 1].kind == .closingMark, text.tokens[token].kind != .closingMark else { return false }
    let number = Int(text.tokens[token - 2].quotation)
    guard number >= 0, text.quotations[number].closing == token - 1 else { return false }
    var last = token - 2
    while last > 0, text.tokens[last].kind == .closingMark { last -= 1 }
    guard text.bytes[text.tokens[last].range.start] == UInt8(ascii: ",") else { return false }
    let quotation = text.quotations[number]
    return quotation.inside.count >= Self.leastLength && quotation.opening >= 0 && opensSentence(quotation.opening)
  }

  private func opensSentence(_ mark: Int) -> Bool {
    text.tokens[mark].shape.contains(.sentenceStart) || text.tokens[mark + 1].shape.contains(.sentenceStart)
  }
}
