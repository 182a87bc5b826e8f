/// Swift source with strings and comments masked, so that every remaining brace, bracket and word is code.
struct MaskedSource {
  /// The source as it is, in UTF-8.
  let bytes: [UInt8]
  /// Has the length of ``bytes``: comments become spaces, strings become quotation marks, line ends stay.
  private(set) var code: [UInt8]

  init(_ text: String) {
    bytes = Array(text.utf8)
    code = bytes
    var index = 0
    while index < bytes.count {
      if let end = commentEnd(index) {
        blot(index..<end, with: UInt8(ascii: " "))
        index = end
      } else if let end = stringEnd(index) {
        blot(index..<end, with: UInt8(ascii: "\""))
        index = end
      } else {
        index += 1
      }
    }
  }

  /// The code of a range of bytes as text.
  func text(_ range: Range<Int>) -> String { String(decoding: code[range], as: UTF8.self) }

  /// The bracket that closes the one at an index; nil if there is none.
  func closing(_ open: Int) -> Int? {
    var depth = 0
    for index in open..<code.count {
      switch code[index] {
      case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"):
        depth -= 1
        if depth == 0 { return index }
      default: break
      }
    }
    return nil
  }

  private mutating func blot(_ range: Range<Int>, with byte: UInt8) {
    for index in range where code[index] != UInt8(ascii: "\n") { code[index] = byte }
  }

  private func starts(_ words: String, at index: Int) -> Bool { bytes[index...].starts(with: words.utf8) }

  /// The end of a comment that begins at an index.
  private func commentEnd(_ start: Int) -> Int? {
    guard bytes[start] == UInt8(ascii: "/") else { return nil }
    if starts("//", at: start) { return bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count }
    guard starts("/*", at: start) else { return nil }
    var index = start + 2
    while index < bytes.count, !starts("*/", at: index) { index += 1 }
    return min(bytes.count, index + 2)
  }

  /// The end of a string that begins at an index, including raw and multi-line strings.
  private func stringEnd(_ start: Int) -> Int? {
    let signs = bytes[start...].prefix { $0 == UInt8(ascii: "#") }.count
    let quote = start + signs
    guard quote < bytes.count, bytes[quote] == UInt8(ascii: "\"") else { return nil }
    let number = String(repeating: "#", count: signs)
    let mark = starts("\"\"\"", at: quote) ? "\"\"\"" : "\""
    let (end, escape) = (mark + number, "\\" + number)
    var index = quote + mark.utf8.count
    while index < bytes.count, !starts(end, at: index) {
      guard starts(escape, at: index) else {
        index += 1
        continue
      }
      index += escape.utf8.count
      guard index < bytes.count else { break }
      index = bytes[index] == UInt8(ascii: "(") ? interpolationEnd(index) : index + 1
    }
    return min(bytes.count, index + end.utf8.count)
  }

  /// The index after an interpolation whose opening parenthesis is at an index; it may contain strings.
  private func interpolationEnd(_ open: Int) -> Int {
    var depth = 0
    var index = open
    while index < bytes.count {
      if let end = stringEnd(index) {
        index = end
        continue
      }
      if bytes[index] == UInt8(ascii: "(") { depth += 1 }
      if bytes[index] == UInt8(ascii: ")") { depth -= 1 }
      index += 1
      if depth == 0 { break }
    }
    return index
  }
}
