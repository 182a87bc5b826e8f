/// A parsed JSON value. Objects keep the order of their keys and any duplicates.
package enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  /// A number, as written.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([Member])

  /// A key of an object and its value.
  package struct Member: Sendable, Hashable {
    package var key: String
    package var value: JSONValue

    package init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// Parses exactly one value according to RFC 8259.
  package init(parsing bytes: [UInt8]) throws(JSONError) {
    var scanner = JSONScanner(bytes)
    self = try scanner.value()
    try scanner.finish()
  }

  /// Like ``init(parsing:)-([UInt8])``.
  package init(parsing text: String) throws(JSONError) { try self.init(parsing: Array(text.utf8)) }

  /// Reads what can be read of JSON that was written by hand or damaged: with comments, control characters, trailing or missing commas,
  /// unescaped quotation marks, quotation marks written as entities, a missing end, or several values in a row.
  /// - Returns: the values found; empty if nothing can be read.
  package static func lenient(_ bytes: [UInt8]) -> [JSONValue] { LenientJSON.values(bytes) }

  /// The value of a key, the first if it is repeated; `nil` if this is not an object or has no such key.
  package subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    for member in members where member.key == key { return member.value }
    return nil
  }

  /// The elements of an array; empty for other values.
  package var elements: [JSONValue] {
    if case .array(let elements) = self { return elements }
    return []
  }

  /// The string; `nil` for other values.
  package var string: String? {
    if case .string(let string) = self { return string }
    return nil
  }

  /// The number; `nil` for other values.
  package var double: Double? {
    if case .number(let literal) = self { return Double(literal) }
    return nil
  }
}

/// Why bytes are not JSON.
package struct JSONError: Error, Sendable, Hashable {
  /// What was expected or is wrong.
  package let message: String
  /// The offset of the byte at which the error was detected.
  package let offset: Int

  package init(message: String, offset: Int) {
    self.message = message
    self.offset = offset
  }
}
