/// A JSON value as read. Objects keep the order and repetition of their keys.
package enum JSONValue: Sendable, Hashable {
  case null
  case bool(Bool)
  /// The number as it was written.
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([Member])

  /// A key of an object with its value.
  package struct Member: Sendable, Hashable {
    package var key: String
    package var value: JSONValue

    package init(_ key: String, _ value: JSONValue) {
      self.key = key
      self.value = value
    }
  }

  /// Reads exactly one value of RFC 8259.
  package init(parsing bytes: [UInt8]) throws(JSONError) {
    var scanner = JSONScanner(bytes)
    self = try scanner.value()
    try scanner.finish()
  }

  /// As ``init(parsing:)-([UInt8])``.
  package init(parsing text: String) throws(JSONError) { try self.init(parsing: Array(text.utf8)) }

  /// What can be read of JSON that people wrote by hand or programs broke: comments, control characters, trailing or
  /// missing commas, unescaped quotation marks, quotation marks written as entities, a missing end, several values
  /// one after the other.
  /// - Returns: the values found, none where nothing can be read.
  package static func lenient(_ bytes: [UInt8]) -> [JSONValue] { LenientJSON.values(bytes) }

  /// The value of a key, the first where it is repeated; `nil` where this is no object or has no such key.
  package subscript(key: String) -> JSONValue? {
    guard case .object(let members) = self else { return nil }
    for member in members where member.key == key { return member.value }
    return nil
  }

  /// The elements of an array, nothing for others.
  package var elements: [JSONValue] {
    if case .array(let elements) = self { return elements }
    return []
  }

  /// The string, `nil` for others.
  package var string: String? {
    if case .string(let string) = self { return string }
    return nil
  }

  /// The number, `nil` for others.
  package var double: Double? {
    if case .number(let literal) = self { return Double(literal) }
    return nil
  }
}

/// Why bytes are not JSON.
package struct JSONError: Error, Sendable, Hashable {
  /// What was expected or is wrong.
  package let message: String
  /// The byte at which it was noticed.
  package let offset: Int

  package init(message: String, offset: Int) {
    self.message = message
    self.offset = offset
  }
}
