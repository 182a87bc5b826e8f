internal import Knowledge

/// Judges the shape of a short text: whether it is a sentence, a date, a label.
enum TextShape {
  /// Whether the text ends like a sentence, ignoring closing quotation marks and brackets.
  static func endsSentence(_ text: [UInt8]) -> Bool {
    var end = text.count
    while end > 0 {
      let last = text[end - 1]
      switch last {
      case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): return true
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "\""), UInt8(ascii: "'"), 32: end -= 1
      default:
        guard end >= 3, last >= 128 else { return false }
        let three = (text[end - 3], text[end - 2], last)
        // ” ’ “ and » close, … ends; so do 。 and ।.
        if three.0 == 0xE2, three.1 == 0x80, (0x98...0x9F).contains(three.2) {
          end -= 3
        } else if three.1 == 0xC2, three.2 == 0xBB {
          end -= 2
        } else if three.0 == 0xE2, three.1 == 0x80, three.2 == 0xA6 {
          return true
        } else {
          return three.0 == 0xE3 && three.1 == 0x80 && three.2 == 0x82 || three.0 == 0xE0 && three.1 == 0xA5 && three.2 == 0xA4
        }
      }
    }
    return false
  }

  /// Whether the text ends in a dash or colon: a label of what follows.
  static func endsOpen(_ text: [UInt8]) -> Bool {
    guard let last = text.last else { return false }
    if last == UInt8(ascii: ":") || last == UInt8(ascii: "-") { return true }
    return text.count >= 3 && text[text.count - 3] == 0xE2 && text[text.count - 2] == 0x80 && (last == 0x93 || last == 0x94)
  }

  /// Number of digits.
  static func digits(_ text: some Collection<UInt8>) -> Int { text.reduce(0) { $0 + ($1 &- 48 < 10 ? 1 : 0) } }

  /// Whether the text says only when something was written: "2 hours ago", "09:36", "1 hour ago 09:36 GMT".
  static func isTimeStamp(_ text: [UInt8]) -> Bool {
    guard text.count >= 4, text.count <= 40, digits(text) > 0 else { return false }
    var words: [[UInt8]] = []
    var word: [UInt8] = []
    for byte in text + [32] {
      let isDigit = byte &- 48 < 10, isLetter = (byte | 32) &- 97 < 26 || byte >= 128
      let wasDigit = word.last.map { $0 &- 48 < 10 } ?? isDigit
      if !isDigit && !isLetter || wasDigit != isDigit {
        if !word.isEmpty { words.append(word) }
        word = []
      }
      if isDigit || isLetter { word.append(isLetter ? byte | 32 : byte) }
    }
    return words.allSatisfy { $0[0] &- 48 < 10 && $0.count <= 2 || timeWords.contains($0) }
  }

  private static let timeWords: Set<[UInt8]> = Set(
    WordSets.words("TextShape.timeWords").map { Array($0.utf8).map { $0 &- 65 < 26 ? $0 | 32 : $0 } })

  /// Whether the text is short, with a clock time and little else: "14.05 GMT", "Updated 3:15 p.m."
  static func isClock(_ text: [UInt8]) -> Bool {
    guard text.count < 60, text.count >= 4 else { return false }
    for index in 1..<text.count - 2
    where (text[index] == UInt8(ascii: ":") || text[index] == UInt8(ascii: ".")) && text[index - 1] &- 48 < 10 && text[index + 1] &- 48 < 10
      && text[index + 2] &- 48 < 10
    {
      return digits(text) * 7 >= text.count
    }
    return false
  }
}
