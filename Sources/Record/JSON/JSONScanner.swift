/// Reads JSON from bytes, value by value. Values that are not needed are checked and skipped without being built.
package struct JSONScanner {
  /// The greatest nesting depth; deeper values are rejected.
  package static let deepest = 512

  private let bytes: [UInt8]
  private let end: Int
  /// The next byte to read.
  package private(set) var position: Int
  private let start: Int

  /// Reads `bytes`.
  package init(_ bytes: [UInt8]) { self.init(bytes, 0..<bytes.count) }

  /// Reads `bytes[range]`; offsets in errors are relative to the start of the range.
  package init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    start = range.lowerBound
    position = range.lowerBound
    end = range.upperBound
  }

  /// Skips a number of bytes.
  package mutating func skip(_ count: Int) { position = min(end, position + count) }

  /// Calls `body` for each key of an object, with the scanner in front of the value, which `body` must read or skip.
  package mutating func object(_ body: (inout JSONScanner, String) throws(JSONError) -> Void) throws(JSONError) {
    try expect(UInt8(ascii: "{"), "an object")
    if next() == UInt8(ascii: "}") {
      position += 1
      return
    }
    while true {
      guard next() == UInt8(ascii: "\"") else { throw error("a key in quotation marks is missing") }
      let key = try string()
      try expect(UInt8(ascii: ":"), "a colon after a key")
      try body(&self, key)
      guard let byte = next() else { throw error("the object is not closed") }
      position += 1
      if byte == UInt8(ascii: "}") { return }
      if byte != UInt8(ascii: ",") {
        position -= 1
        throw error("a comma or closing brace is missing")
      }
    }
  }

  /// Reads a value.
  package mutating func value(depth: Int = 0) throws(JSONError) -> JSONValue {
    if depth > Self.deepest { throw error("values are nested too deeply") }
    switch next() {
    case UInt8(ascii: "\"")?: return .string(try string())
    case UInt8(ascii: "{")?:
      var members: [JSONValue.Member] = []
      try object { (scanner, key) throws(JSONError) in members.append(.init(key, try scanner.value(depth: depth + 1))) }
      return .object(members)
    case UInt8(ascii: "[")?:
      var elements: [JSONValue] = []
      try array { (scanner) throws(JSONError) in elements.append(try scanner.value(depth: depth + 1)) }
      return .array(elements)
    case UInt8(ascii: "t")?:
      try word("true")
      return .bool(true)
    case UInt8(ascii: "f")?:
      try word("false")
      return .bool(false)
    case UInt8(ascii: "n")?:
      try word("null")
      return .null
    default: return .number(try number())
    }
  }

  /// Checks and skips a value.
  package mutating func skipValue(depth: Int = 0) throws(JSONError) {
    if depth > Self.deepest { throw error("values are nested too deeply") }
    switch next() {
    case UInt8(ascii: "\"")?: try skipString()
    case UInt8(ascii: "{")?: try object { (scanner, _) throws(JSONError) in try scanner.skipValue(depth: depth + 1) }
    case UInt8(ascii: "[")?: try array { (scanner) throws(JSONError) in try scanner.skipValue(depth: depth + 1) }
    case UInt8(ascii: "t")?: try word("true")
    case UInt8(ascii: "f")?: try word("false")
    case UInt8(ascii: "n")?: try word("null")
    default: _ = try number()
    }
  }

  /// Reads a string.
  package mutating func string() throws(JSONError) -> String { String(decoding: try stringBytes(), as: UTF8.self) }

  /// Reads a string's bytes with the escapes resolved; a lone surrogate becomes U+FFFD. Bytes that are not UTF-8 are left unchanged.
  package mutating func stringBytes() throws(JSONError) -> [UInt8] {
    try expect(UInt8(ascii: "\""), "a string")
    var text: [UInt8] = []
    while true {
      let run = position
      let stop = try stringStop()
      if bytes[stop] == UInt8(ascii: "\"") {
        position = stop + 1
        if text.isEmpty { return Array(bytes[run..<stop]) }
        text.append(contentsOf: bytes[run..<stop])
        return text
      }
      if text.isEmpty { text.reserveCapacity(2 * (stop - run) + 64) }
      text.append(contentsOf: bytes[run..<stop])
      position = stop
      try escape(into: &text)
    }
  }

  /// Throws unless only white space is left.
  package mutating func finish() throws(JSONError) { if next() != nil { throw error("there is more after the value") } }

  /// The next byte that is not white space, without consuming it.
  package mutating func next() -> UInt8? {
    while position < end {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return bytes[position]
      }
    }
    return nil
  }

  /// Calls `body` for each element of an array, with the scanner in front of the element, which `body` must read or skip.
  package mutating func array(_ body: (inout JSONScanner) throws(JSONError) -> Void) throws(JSONError) {
    try expect(UInt8(ascii: "["), "an array")
    if next() == UInt8(ascii: "]") {
      position += 1
      return
    }
    while true {
      try body(&self)
      guard let byte = next() else { throw error("the array is not closed") }
      position += 1
      if byte == UInt8(ascii: "]") { return }
      if byte != UInt8(ascii: ",") {
        position -= 1
        throw error("a comma or closing bracket is missing")
      }
    }
  }

  /// The index of the next quotation mark or backslash. Control characters are accepted, since they do no harm here.
  private func stringStop() throws(JSONError) -> Int {
    var index = position
    while index < end {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return index }
      index += 1
    }
    throw JSONError(message: "a string is not closed", offset: end - start)
  }

  private mutating func skipString() throws(JSONError) {
    position += 1
    while true {
      let stop = try stringStop()
      position = stop + 1
      if bytes[stop] == UInt8(ascii: "\"") { return }
      if position >= end { throw error("a string is not closed") }
      position += 1
    }
  }

  private mutating func escape(into text: inout [UInt8]) throws(JSONError) {
    position += 1
    guard position < end else { throw error("a string is not closed") }
    let letter = bytes[position]
    position += 1
    if let byte = JSONEscape.byte(letter) {
      text.append(byte)
    } else if letter == UInt8(ascii: "u") {
      try unicodeEscape(into: &text)
    } else {
      position -= 1
      throw error("there is no such escape")
    }
  }

  private mutating func unicodeEscape(into text: inout [UInt8]) throws(JSONError) {
    guard let (scalar, length) = JSONEscape.unicode(bytes, position, end) else { throw error("four hexadecimal digits must follow \\u") }
    position += length
    text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }

  private mutating func number() throws(JSONError) -> String {
    guard next() != nil else { throw error("a value is missing") }
    let begin = position
    if position < end, bytes[position] == UInt8(ascii: "-") { position += 1 }
    let whole = digits()
    if whole == 0 || whole > 1 && bytes[position - whole] == UInt8(ascii: "0") {
      position = begin
      throw error("a value is missing or is none of JSON's")
    }
    if position < end, bytes[position] == UInt8(ascii: ".") {
      position += 1
      if digits() == 0 { throw error("digits must follow the point of a number") }
    }
    if position < end, bytes[position] | 0x20 == UInt8(ascii: "e") {
      position += 1
      if position < end, bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+") { position += 1 }
      if digits() == 0 { throw error("digits must follow the exponent of a number") }
    }
    return String(decoding: bytes[begin..<position], as: UTF8.self)
  }

  private mutating func digits() -> Int {
    let begin = position
    while position < end, bytes[position] >= UInt8(ascii: "0"), bytes[position] <= UInt8(ascii: "9") { position += 1 }
    return position - begin
  }

  private mutating func word(_ expected: StaticString) throws(JSONError) {
    for letter in expected.description.utf8 {
      guard position < end, bytes[position] == letter else { throw error("a value is missing or is none of JSON's") }
      position += 1
    }
  }

  private mutating func expect(_ byte: UInt8, _ what: String) throws(JSONError) {
    guard next() == byte else { throw error("expected \(what)") }
    position += 1
  }

  private func error(_ message: String) -> JSONError { JSONError(message: message, offset: position - start) }
}
