/// Reads as much as possible of broken JSON.
struct LenientJSON {
  private static let deepest = 128

  private let bytes: [UInt8]
  private var position = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The values in `bytes`, one after another.
  static func values(_ bytes: [UInt8]) -> [JSONValue] {
    if let value = try? JSONValue(parsing: bytes) { return [value] }
    var reader = LenientJSON(quoted(bytes))
    var values: [JSONValue] = []
    while let byte = reader.next() {
      if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[") {
        values.append(reader.value(depth: 0))
      } else {
        reader.position += 1
      }
    }
    return values
  }

  /// The bytes with `&quot;` and similar entities replaced by quotation marks, if all quotation marks seem to be escaped.
  private static func quoted(_ bytes: [UInt8]) -> [UInt8] {
    guard !bytes.contains(UInt8(ascii: "\"")) else { return bytes }
    let entities: [(name: [UInt8], byte: UInt8)] = [
      (Array("&quot;".utf8), UInt8(ascii: "\"")), (Array("&#34;".utf8), UInt8(ascii: "\"")), (Array("&#034;".utf8), UInt8(ascii: "\"")),
      (Array("&amp;".utf8), UInt8(ascii: "&")),
    ]
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "&"), let entity = entities.first(where: { bytes[index...].starts(with: $0.name) }) {
        result.append(entity.byte)
        index += entity.name.count
      } else {
        result.append(bytes[index])
        index += 1
      }
    }
    return result
  }

  /// The next structural byte, after white space, comments and script wrappers.
  private mutating func next() -> UInt8? {
    while position < bytes.count {
      let byte = bytes[position]
      if byte <= 0x20 || byte >= 0x80 || byte == 0x7F {
        position += 1
      } else if byte == UInt8(ascii: "/"), isAt(Self.commentStart) {
        skip(through: Self.commentEnd)
      } else if byte == UInt8(ascii: "/"), isAt(Self.lineComment) {
        skip(through: Self.lineEnd)
      } else if byte == UInt8(ascii: "<"), isAt(Self.markupStart) {
        position += Self.markupStart.count
      } else if byte == UInt8(ascii: "<"), isAt(Self.dataStart) {
        position += Self.dataStart.count
      } else if byte == UInt8(ascii: "-"), isAt(Self.markupEnd) {
        position += Self.markupEnd.count
      } else {
        return byte
      }
    }
    return nil
  }

  private static let commentStart = Array("/*".utf8)
  private static let commentEnd = Array("*/".utf8)
  private static let lineComment = Array("//".utf8)
  private static let lineEnd = Array("\n".utf8)
  private static let markupStart = Array("<!--".utf8)
  private static let markupEnd = Array("-->".utf8)
  private static let dataStart = Array("<![CDATA[".utf8)

  private func isAt(_ word: [UInt8]) -> Bool { bytes[position...].starts(with: word) }

  private mutating func skip(through word: [UInt8]) {
    while position < bytes.count, bytes[position] != word[0] || !isAt(word) { position += 1 }
    position = min(bytes.count, position + word.count)
  }

  private mutating func value(depth: Int) -> JSONValue {
    // Input nested this deeply is hostile, so the rest is ignored.
    if depth > Self.deepest { position = bytes.count }
    guard let byte = next() else { return .null }
    switch byte {
    case UInt8(ascii: "{"): return object(depth: depth)
    case UInt8(ascii: "["): return array(depth: depth)
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return .string(string(byte))
    default: return word()
    }
  }

  private mutating func object(depth: Int) -> JSONValue {
    position += 1
    var members: [JSONValue.Member] = []
    while let byte = next() {
      switch byte {
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        position += 1
        return .object(members)
      case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: ";"): position += 1
      default:
        let before = position
        let key = byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") ? string(byte) : bareKey()
        if next() == UInt8(ascii: ":") {
          position += 1
          members.append(.init(key, value(depth: depth + 1)))
        } else if position == before {
          position += 1
        }
      }
    }
    return .object(members)
  }

  private mutating func array(depth: Int) -> JSONValue {
    position += 1
    var elements: [JSONValue] = []
    while let byte = next() {
      switch byte {
      case UInt8(ascii: "]"), UInt8(ascii: "}"):
        position += 1
        return .array(elements)
      case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: ";"): position += 1
      default: elements.append(value(depth: depth + 1))
      }
    }
    return .array(elements)
  }

  /// The bytes up to the next structural character.
  private mutating func bare() -> ArraySlice<UInt8> {
    let start = position
    scan: while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: ","), UInt8(ascii: ":"), UInt8(ascii: "}"), UInt8(ascii: "]"), UInt8(ascii: "{"), UInt8(ascii: "["), 0...0x20:
        break scan
      default: position += 1
      }
    }
    if position == start, position < bytes.count { position += 1 }
    return bytes[start..<position]
  }

  private mutating func bareKey() -> String { String(decoding: bare(), as: UTF8.self) }

  private mutating func word() -> JSONValue {
    let literal = String(decoding: bare(), as: UTF8.self)
    switch literal {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null", "undefined", "NaN", "": return .null
    default: return Double(literal) == nil ? .string(literal) : .number(literal)
    }
  }

  private mutating func string(_ mark: UInt8) -> String {
    position += 1
    var text: [UInt8] = []
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      if byte == mark, closesString { break }
      if byte == UInt8(ascii: "\\"), position < bytes.count {
        escape(into: &text)
      } else if byte >= 0x20 || byte == 0x0A || byte == 0x09 {
        text.append(byte)
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func escape(into text: inout [UInt8]) {
    let letter = bytes[position]
    position += 1
    if letter == UInt8(ascii: "u"), let (scalar, length) = JSONEscape.unicode(bytes, position, bytes.count) {
      position += length
      text.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    } else {
      text.append(JSONEscape.byte(letter) ?? letter)
    }
  }

  /// Whether the quotation mark just read ends its string, judged by what follows: an unescaped mark inside a string is followed by words.
  private var closesString: Bool {
    var index = position
    guard let byte = follower(&index) else { return true }
    switch byte {
    case UInt8(ascii: ":"), UInt8(ascii: "}"), UInt8(ascii: "]"): return true
    case UInt8(ascii: "/"):
      let behind = bytes[(index + 1)...].first
      return behind == UInt8(ascii: "/") || behind == UInt8(ascii: "*")
    case UInt8(ascii: "\""): return bytes[position..<index].contains(0x0A)
    case UInt8(ascii: ","):
      index += 1
      guard let second = follower(&index) else { return true }
      switch second {
      case UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "}"), UInt8(ascii: "]"): return true
      case UInt8(ascii: ","), UInt8(ascii: "-"), UInt8(ascii: "/"), UInt8(ascii: "0")...UInt8(ascii: "9"): return true
      default: return isWordOfStructure(index)
      }
    default: return false
    }
  }

  /// The next byte that is not white space, within a limited distance so that hostile input is not scanned again and again; NUL if there is
  /// only white space within it.
  private func follower(_ index: inout Int) -> UInt8? {
    let reach = min(bytes.count, index + 4096)
    while index < reach {
      if bytes[index] > 0x20 { return bytes[index] }
      index += 1
    }
    return index == bytes.count ? nil : 0
  }

  /// Whether `true`, `false`, `null` or an unquoted key stands at `index`.
  private func isWordOfStructure(_ index: Int) -> Bool {
    let word = bytes[index...].prefix(64).prefix { byte in
      byte | 0x20 >= UInt8(ascii: "a") && byte | 0x20 <= UInt8(ascii: "z") || byte == UInt8(ascii: "_")
    }
    if ["true", "false", "null"].contains(String(decoding: word, as: UTF8.self)) { return true }
    return !word.isEmpty && word.endIndex < bytes.count && bytes[word.endIndex] == UInt8(ascii: ":")
  }
}
