/// How values are written for PostgreSQL.
enum PostgreSQLText {
  /// A text that a column can hold: PostgreSQL's have no zero byte, which is taken for what cannot be shown.
  static func storable(_ text: String) -> String {
    text.utf8.contains(0) ? String(decoding: text.utf8.flatMap { $0 == 0 ? [0xEF, 0xBF, 0xBD] : [$0] }, as: UTF8.self) : text
  }

  /// A number with fractions.
  static func real(_ number: Double) -> String {
    number.isNaN ? "NaN" : number == .infinity ? "Infinity" : number == -.infinity ? "-Infinity" : "\(number)"
  }

  private static let digits = Array("0123456789abcdef".utf8)

  /// Bytes as `\x…`.
  static func hexadecimal(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = [UInt8(ascii: "\\"), UInt8(ascii: "x")]
    text.reserveCapacity(2 + bytes.count * 2)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
    return String(decoding: text, as: UTF8.self)
  }

  /// An element of an array.
  static func quoted(_ text: String) -> String {
    let escaped = storable(text).utf8.flatMap { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "\"") ? [UInt8(ascii: "\\"), $0] : [$0] }
    return "\"" + String(decoding: escaped, as: UTF8.self) + "\""
  }

}
