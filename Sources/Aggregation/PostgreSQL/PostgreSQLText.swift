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
    append(hexadecimal: bytes, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  static func append(hexadecimal bytes: [UInt8], to text: inout [UInt8]) {
    text.reserveCapacity(text.count + bytes.count * 2)
    for byte in bytes {
      text.append(digits[Int(byte >> 4)])
      text.append(digits[Int(byte & 15)])
    }
  }

  /// An element of an array.
  static func quoted(_ text: String) -> String {
    let escaped = storable(text).utf8.flatMap { $0 == UInt8(ascii: "\\") || $0 == UInt8(ascii: "\"") ? [UInt8(ascii: "\\"), $0] : [$0] }
    return "\"" + String(decoding: escaped, as: UTF8.self) + "\""
  }

}

/// Lines of COPY's text format.
struct CopyLines {
  private(set) var bytes: [UInt8] = []
  private var isFirst = true

  mutating func null() { field([UInt8(ascii: "\\"), UInt8(ascii: "N")]) }
  mutating func integer(_ number: Int64) {
    field([])
    append(digits: number)
  }
  /// An array of whole numbers.
  mutating func integers(_ numbers: [some FixedWidthInteger]) {
    field([UInt8(ascii: "{")])
    for (index, number) in numbers.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      append(digits: Int64(number))
    }
    bytes.append(UInt8(ascii: "}"))
  }
  /// An array of texts that hold no zero byte.
  mutating func texts(_ texts: some Sequence<ArraySlice<UInt8>>) {
    field([UInt8(ascii: "{")])
    var isFirst = true
    for text in texts {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      bytes.append(UInt8(ascii: "\""))
      for byte in text {
        // Once for the array, once for COPY.
        switch byte {
        case UInt8(ascii: "\\"): bytes.append(contentsOf: [byte, byte, byte, byte])
        case UInt8(ascii: "\""): bytes.append(contentsOf: [UInt8(ascii: "\\"), UInt8(ascii: "\\"), byte])
        default: append(escaped: byte)
        }
      }
      bytes.append(UInt8(ascii: "\""))
    }
    bytes.append(UInt8(ascii: "}"))
  }
  mutating func real(_ number: Double) { field(PostgreSQLText.real(number).utf8) }
  mutating func blob(_ bytes: [UInt8]) {
    // The backslash of \x is escaped once more.
    field("\\\\x".utf8)
    PostgreSQLText.append(hexadecimal: bytes, to: &self.bytes)
  }
  mutating func text(_ text: String?) {
    guard let text else { return null() }
    self.text(utf8: text.utf8)
  }
  mutating func text(utf8 text: some Sequence<UInt8>) {
    field([])
    for byte in text { append(escaped: byte) }
  }
  mutating func endLine() {
    bytes.append(0x0A)
    isFirst = true
  }

  /// Forgets all lines and keeps their room.
  mutating func clear() {
    bytes.removeAll(keepingCapacity: true)
    isFirst = true
  }

  @inline(__always)
  private mutating func append(escaped byte: UInt8) {
    switch byte {
    case 0x00: bytes.append(contentsOf: [0xEF, 0xBF, 0xBD])
    case UInt8(ascii: "\\"): bytes.append(contentsOf: [byte, byte])
    case 0x09: bytes.append(contentsOf: "\\t".utf8)
    case 0x0A: bytes.append(contentsOf: "\\n".utf8)
    case 0x0D: bytes.append(contentsOf: "\\r".utf8)
    default: bytes.append(byte)
    }
  }

  private mutating func append(digits number: Int64) {
    if number < 0 { bytes.append(UInt8(ascii: "-")) }
    let magnitude = number.magnitude
    var (digits, power) = (1, UInt64(10))
    while digits < 20, magnitude >= power {
      digits += 1
      (power, _) = power.multipliedReportingOverflow(by: 10)
    }
    let start = bytes.count
    bytes.append(contentsOf: repeatElement(0x30, count: digits))
    var rest = magnitude
    var place = start + digits - 1
    while rest > 0 {
      bytes[place] = 0x30 + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
      place -= 1
    }
  }

  private mutating func field(_ text: some Sequence<UInt8>) {
    if !isFirst { bytes.append(0x09) }
    isFirst = false
    bytes.append(contentsOf: text)
  }
}
