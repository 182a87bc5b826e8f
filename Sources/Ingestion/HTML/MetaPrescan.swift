/// Finds the encoding that a page declares in a `meta` element, without parsing it.
enum MetaPrescan {
  /// How far into a page the declaration is looked for. Browsers stop at 1,024 bytes; real pages have it later.
  private static let reach = 16_384

  /// The encoding declared; `nil` where there is none or its label is unknown.
  static func encoding(_ bytes: [UInt8]) -> WebEncoding? {
    let head = bytes.prefix(reach)
    var index = head.startIndex
    if head.starts(with: Array("<?xml".utf8)) {
      let end = head.firstIndex(of: UInt8(ascii: ">")) ?? head.endIndex
      if let found = value(of: "encoding", in: head[..<end]), let encoding = WebEncoding(label: found) { return onPage(encoding) }
      index = end
    }
    while let start = head[index...].firstIndex(of: UInt8(ascii: "<")) {
      index = start + 1
      if hasPrefix("!--", head, index) {
        index = endOfComment(head, index)
      } else if hasPrefix("meta", head, index) {
        let end = head[index...].firstIndex(of: UInt8(ascii: ">")) ?? head.endIndex
        if let found = value(of: "charset", in: head[index..<end]), let encoding = WebEncoding(label: found) { return onPage(encoding) }
        index = end
      }
    }
    return nil
  }

  /// A page whose `meta` could be read as ASCII is not in UTF-16, whatever it says.
  private static func onPage(_ encoding: WebEncoding) -> WebEncoding { encoding.unit == 2 ? .utf8 : encoding }

  private static func endOfComment(_ head: ArraySlice<UInt8>, _ start: Int) -> Int {
    var index = start
    while index < head.endIndex, !hasPrefix("-->", head, index) { index += 1 }
    return index
  }

  private static func hasPrefix(_ word: String, _ bytes: ArraySlice<UInt8>, _ index: Int) -> Bool {
    zip(bytes[index...], word.utf8).allSatisfy { ($0 >= 0x41 && $0 <= 0x5A ? $0 | 0x20 : $0) == $1 }
      && bytes.endIndex - index >= word.utf8.count
  }

  /// The value behind `name=` in a tag, or within its `content` attribute.
  static func value(of name: String, in tag: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
    var index = tag.startIndex
    while index < tag.endIndex {
      guard hasPrefix(name, tag, index) else {
        index += 1
        continue
      }
      index += name.utf8.count
      var rest = tag[index...].drop { $0 <= 0x20 }
      guard rest.first == UInt8(ascii: "=") else { continue }
      rest = rest.dropFirst().drop { $0 <= 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
      return rest.prefix {
        $0 > 0x20 && ![UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: ";"), UInt8(ascii: "/"), UInt8(ascii: ">")].contains($0)
      }
    }
    return nil
  }
}
