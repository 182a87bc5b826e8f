/// A request as the pages see it, independent of socket and library.
public struct HTTPRequest: Sendable {
  /// The method, as sent: `GET`, `HEAD`, `POST` …
  public var method: String
  /// The segments of the path, percent-decoded; empty for `/`.
  public var path: [String]
  /// The query's names and values, in order, decoded.
  public var query: [Parameter]
  /// The header fields, names in lowercase.
  public var headers: [Parameter]
  /// The body.
  public var body: [UInt8]
  /// The target as it was sent: path and query.
  public var target: String

  /// A name and its value.
  public struct Parameter: Sendable, Hashable {
    /// The name.
    public var name: String
    /// The value.
    public var value: String

    /// Makes a parameter.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Reads a target (`/quotes?q=border`). What cannot be decoded becomes U+FFFD.
  public init(method: String = "GET", target: String, headers: [Parameter] = [], body: [UInt8] = []) {
    self.method = method
    self.target = target
    let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = (parts.first ?? "").split(separator: "/").map { PercentCoding.decoded($0) }
    query = parts.count > 1 ? PercentCoding.form(parts[1]) : []
    self.headers = headers.map { Parameter($0.name.lowercased(), $0.value) }
    self.body = body
  }

  /// The first value of a header field.
  public func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }

  /// The first value that is not blank of a query parameter.
  public func value(_ name: String) -> String? { Self.value(name, in: query) }

  /// The names and values of a form in the body.
  public var form: [Parameter] { PercentCoding.form(String(decoding: body, as: UTF8.self)[...]) }

  static func value(_ name: String, in list: [Parameter]) -> String? {
    list.first { $0.name == name && $0.value.contains { !$0.isWhitespace } }?.value
  }
}

/// Percent-encoding in addresses (RFC 3986) and forms.
enum PercentCoding {
  /// Decodes `%41`; with `plus`, a `+` is a space.
  static func decoded(_ text: Substring, plus: Bool = false) -> String {
    guard text.utf8.contains(where: { $0 == UInt8(ascii: "%") || $0 == UInt8(ascii: "+") }) else { return String(text) }
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "%"), index + 2 < bytes.count, let high = digit(bytes[index + 1]), let low = digit(bytes[index + 2]) {
        result.append(high << 4 | low)
        index += 3
      } else {
        result.append(plus && byte == UInt8(ascii: "+") ? 0x20 : byte)
        index += 1
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Reads `a=1&b=2`, at most 200 pairs.
  static func form(_ text: Substring) -> [HTTPRequest.Parameter] {
    text.split(separator: "&", maxSplits: 200).prefix(200).map { pair in
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      return HTTPRequest.Parameter(decoded(parts[0], plus: true), parts.count > 1 ? decoded(parts[1], plus: true) : "")
    }
  }

  /// Encodes all but letters, digits and `-._~`.
  static func encoded(_ text: String) -> String {
    guard !text.utf8.allSatisfy(isPlain) else { return text }
    var result: [UInt8] = []
    result.reserveCapacity(text.utf8.count + 16)
    for byte in text.utf8 { append(byte, to: &result) }
    return String(decoding: result, as: UTF8.self)
  }

  /// Appends a byte as ``encoded(_:)`` writes it.
  static func append(_ byte: UInt8, to bytes: inout [UInt8]) {
    if isPlain(byte) { return bytes.append(byte) }
    bytes.append(UInt8(ascii: "%"))
    bytes.append(hexadecimal(byte >> 4))
    bytes.append(hexadecimal(byte & 15))
  }

  private static func hexadecimal(_ value: UInt8) -> UInt8 { value < 10 ? 0x30 + value : 0x37 + value }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
      UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"):
      true
    default: false
    }
  }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
    case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
    case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
    default: nil
    }
  }
}
