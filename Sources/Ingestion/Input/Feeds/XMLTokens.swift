/// The tags and texts of an XML document in order, as far as feeds need them: names without namespace rules, CDATA, references. What is not
/// well-formed is skipped.
struct XMLTokens {
  enum Token {
    case open(name: String, attributes: [UInt8], isEmpty: Bool)
    case close(name: String)
    case text([UInt8])
  }

  private let bytes: [UInt8]
  private var position = 0
  /// Whether something is unclosed up to the end, so that it need not be searched for again.
  private var hasNoEnd = false

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The offset of the next token.
  var offset: Int { position }

  /// The bytes between two places.
  func slice(_ range: Range<Int>) -> ArraySlice<UInt8> { bytes[range] }

  mutating func next() -> Token? {
    while position < bytes.count {
      guard bytes[position] == UInt8(ascii: "<") else {
        let end = bytes[position...].firstIndex(of: UInt8(ascii: "<")) ?? bytes.count
        defer { position = end }
        return .text(Self.decoded(bytes[position..<end]))
      }
      let rest = bytes[position...]
      if rest.starts(with: "<![CDATA[".utf8) {
        let start = position + 9
        let end = find("]]>", from: start)
        position = end.map { $0 + 3 } ?? bytes.count
        return .text(Array(bytes[start..<(end ?? bytes.count)]))
      }
      if rest.starts(with: "<!--".utf8) {
        position = find("-->", from: position + 4).map { $0 + 3 } ?? bytes.count
        continue
      }
      guard !hasNoEnd, let end = rest.firstIndex(of: UInt8(ascii: ">")) else {
        hasNoEnd = true
        position = bytes.count
        return nil
      }
      let inner = bytes[position + 1..<end]
      position = end + 1
      guard let first = inner.first, first != UInt8(ascii: "!"), first != UInt8(ascii: "?") else { continue }
      if first == UInt8(ascii: "/") { return .close(name: Self.name(inner.dropFirst())) }
      return .open(name: Self.name(inner), attributes: Array(inner), isEmpty: inner.last == UInt8(ascii: "/"))
    }
    return nil
  }

  private mutating func find(_ mark: String, from start: Int) -> Int? {
    let wanted = Array(mark.utf8)
    var index = start
    while index + wanted.count <= bytes.count {
      guard let found = bytes[index...].firstIndex(of: wanted[0]), found + wanted.count <= bytes.count else { return nil }
      if bytes[found..<found + wanted.count].elementsEqual(wanted) { return found }
      index = found + 1
    }
    return nil
  }

  private static func name(_ inner: ArraySlice<UInt8>) -> String {
    String(decoding: inner.prefix { $0 > 32 && $0 != UInt8(ascii: "/") }, as: UTF8.self).lowercased()
  }

  /// An attribute of an open tag.
  static func attribute(_ name: String, of tag: [UInt8]) -> String? {
    let wanted = Array(name.utf8)
    var index = 0
    while index + wanted.count + 2 < tag.count {
      guard tag[index] <= 32, tag[(index + 1)...].starts(with: wanted) else {
        index += 1
        continue
      }
      var place = index + 1 + wanted.count
      while place < tag.count, tag[place] <= 32 { place += 1 }
      guard place < tag.count, tag[place] == UInt8(ascii: "=") else {
        index += 1
        continue
      }
      place += 1
      while place < tag.count, tag[place] <= 32 { place += 1 }
      guard place < tag.count, tag[place] == UInt8(ascii: "\"") || tag[place] == UInt8(ascii: "'"),
        let close = tag[(place + 1)...].firstIndex(of: tag[place])
      else { return nil }
      return String(decoding: decoded(tag[place + 1..<close]), as: UTF8.self)
    }
    return nil
  }

  /// Text with its character references read.
  private static func decoded(_ text: ArraySlice<UInt8>) -> [UInt8] {
    guard text.contains(UInt8(ascii: "&")) else { return Array(text) }
    let bytes = Array(text)
    var decoded: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index] == UInt8(ascii: "&"),
        let (replacement, end) = CharacterReferences.replacement(in: bytes, at: index, end: bytes.count, inAttribute: false)
      {
        decoded += replacement
        index = end
      } else {
        decoded.append(bytes[index])
        index += 1
      }
    }
    return decoded
  }
}
