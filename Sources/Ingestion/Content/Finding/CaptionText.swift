/// Parts a caption's words from the photographer's credit behind them.
enum CaptionText {
  /// The caption up to the end of its last sentence, if only a credit follows: "(Ann Lee/The Post)", "Photo: Ann Lee".
  static func withoutCredit(_ text: [UInt8]) -> [UInt8] {
    for index in text.indices.dropFirst().reversed() where text.count - index < longest {
      guard text[index - 1] != 32, beginsCredit(text[index]) || text[index] == 32 else { continue }
      let before = Array(text[..<index]), rest = Array(text[index...])
      if TextShape.endsSentence(before), isCredit(rest) { return before }
    }
    return text
  }

  /// Whether a byte may begin a credit that follows a sentence without a space.
  private static func beginsCredit(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "(") || byte == UInt8(ascii: "[") || byte &- 65 < 26 }

  /// Whether what follows a sentence is a credit: names in brackets or around a slash, or what begins with a word for a picture.
  private static func isCredit(_ rest: [UInt8]) -> Bool {
    let words = rest.span.trimmed
    guard let first = words.first, let last = words.last else { return false }
    let folded = FoldedText.fold(rest)
    let purposes = PagePhrases.standard.purposes(of: folded, length: words.count)
    if purposes.contains(.credit), words.contains(UInt8(ascii: ":")) || !TextShape.endsSentence(rest) { return true }
    if TextShape.endsSentence(rest) { return false }
    let isInBrackets =
      first == UInt8(ascii: "(") && last == UInt8(ascii: ")") || first == UInt8(ascii: "[") && last == UInt8(ascii: "]")
    return isInBrackets || words.contains(UInt8(ascii: "/"))
  }

  /// No credit is longer, in bytes.
  private static let longest = 80
}
