/// Writes JSON text (RFC 8259) into a buffer of UTF-8 bytes, with keys in the given order.
///
/// Swift's synthesised coding omits keys without a value and guarantees no order. A record has every key, in a fixed order, so it is
/// written by hand.
public struct JSONWriter: Sendable {
  /// The bytes written so far.
  public private(set) var bytes: [UInt8] = []
  private var needsComma = false

  /// Makes an empty writer.
  public init() { bytes.reserveCapacity(4096) }

  /// Writes an object; `members` writes its keys and values.
  public mutating func object(_ members: (inout JSONWriter) -> Void) { enclose("{", "}", members) }

  /// Writes an array; `elements` writes its values one after the other.
  public mutating func array(_ elements: (inout JSONWriter) -> Void) { enclose("[", "]", elements) }

  /// Writes an array with an element for each member of a sequence.
  public mutating func array<S: Sequence>(_ values: S, _ element: (inout JSONWriter, S.Element) -> Void) {
    array { writer in for value in values { element(&writer, value) } }
  }

  /// Writes a key; its value must follow.
  public mutating func key(_ name: String) {
    string(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  /// Writes a value that already is JSON text.
  public mutating func literal(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
  }

  /// Writes `null`.
  public mutating func null() {
    separate()
    bytes.append(contentsOf: "null".utf8)
  }

  /// Writes `true` or `false`.
  public mutating func bool(_ value: Bool) {
    separate()
    bytes.append(contentsOf: (value ? "true" : "false").utf8)
  }

  /// Writes an integer, or `null`.
  public mutating func number(_ value: Int?) {
    guard let value else { return null() }
    separate()
    bytes.append(contentsOf: String(value).utf8)
  }

  /// Writes a number in the shortest form that reads back as the same value (1400, not 1400.0). Writes `null` for `nil` and for values
  /// without a JSON number, such as infinity.
  public mutating func number(_ value: Double?) {
    guard let value, value.isFinite else { return null() }
    separate()
    bytes.append(contentsOf: NumberDigits.text(value).utf8)
  }

  /// Writes a string, or `null`.
  public mutating func string(_ value: String?) {
    guard let value else { return null() }
    separate()
    bytes.append(UInt8(ascii: "\""))
    let utf8 = value.utf8.span
    for index in utf8.indices {
      let byte = utf8[index]
      if byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { escape(byte) } else { bytes.append(byte) }
    }
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "\""): bytes.append(contentsOf: "\\\"".utf8)
    case UInt8(ascii: "\\"): bytes.append(contentsOf: "\\\\".utf8)
    case 0x0A: bytes.append(contentsOf: "\\n".utf8)
    case 0x0D: bytes.append(contentsOf: "\\r".utf8)
    case 0x09: bytes.append(contentsOf: "\\t".utf8)
    default:
      let digits = Array("0123456789abcdef".utf8)
      bytes.append(contentsOf: "\\u00".utf8)
      bytes.append(digits[Int(byte >> 4)])
      bytes.append(digits[Int(byte & 15)])
    }
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  private mutating func enclose(_ open: Unicode.Scalar, _ close: Unicode.Scalar, _ inside: (inout JSONWriter) -> Void) {
    separate()
    bytes.append(UInt8(ascii: open))
    needsComma = false
    inside(&self)
    bytes.append(UInt8(ascii: close))
    needsComma = true
  }
}
