/// Finds the encoding that a page declares in a `meta` element, without parsing it.
enum MetaPrescan {
  /// How far into a page to look for the declaration. Browsers stop at 1,024 bytes, but real pages have it later.
  private static let reach = 16_384

  private static let meta = Array("meta".utf8)
  private static let body = Array("body".utf8)
  private static let comment = Array("!--".utf8)
  private static let commentEnd = Array("-->".utf8)
  private static let charset = Array("charset".utf8)
  private static let encoding = Array("encoding".utf8)

  /// The encoding declared; `nil` if there is none or its label is unknown.
  static func encoding(_ bytes: [UInt8]) -> WebEncoding? {
    let end = min(bytes.count, reach)
    var index = 0
    if bytes.starts(with: Array("<?xml".utf8)) {
      index = bytes[..<end].firstIndex(of: UInt8(ascii: ">")) ?? end
      if let found = value(of: encoding, in: bytes, 0, index), let encoding = WebEncoding(label: found) { return onPage(encoding) }
    }
    while let start = bytes[index..<end].firstIndex(of: UInt8(ascii: "<")) {
      index = start + 1
      if isAt(meta, bytes, index, end) {
        let close = bytes[index..<end].firstIndex(of: UInt8(ascii: ">")) ?? end
        if let found = value(of: charset, in: bytes, index, close), let encoding = WebEncoding(label: found) { return onPage(encoding) }
        index = close
      } else if isAt(comment, bytes, index, end) {
        while index < end, !isAt(commentEnd, bytes, index, end) { index += 1 }
      } else if isAt(body, bytes, index, end) {
        return nil
      }
    }
    return nil
  }

  /// The encoding that a `Content-Type` names.
  static func encoding(contentType: String) -> WebEncoding? {
    let bytes = Array(contentType.utf8)
    return value(of: charset, in: bytes, 0, bytes.count).flatMap { WebEncoding(label: $0) }
  }

  /// The encoding to use for a page. If its `meta` could be read as ASCII, the page is not in UTF-16, whatever it says.
  private static func onPage(_ encoding: WebEncoding) -> WebEncoding { encoding.unit == 2 ? .utf8 : encoding }

  /// Whether `word` (lowercase) is at `index` in either case.
  private static func isAt(_ word: [UInt8], _ bytes: [UInt8], _ index: Int, _ end: Int) -> Bool {
    guard index + word.count <= end else { return false }
    for step in word.indices {
      let byte = bytes[index + step]
      if (byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) != word[step] { return false }
    }
    return true
  }

  /// The value after `name=`, either an attribute or a part of the `content` attribute.
  private static func value(of name: [UInt8], in bytes: [UInt8], _ start: Int, _ end: Int) -> ArraySlice<UInt8>? {
    var index = start
    while index < end {
      guard isAt(name, bytes, index, end) else {
        index += 1
        continue
      }
      index += name.count
      var rest = bytes[index..<end].drop { $0 <= 0x20 }
      guard rest.first == UInt8(ascii: "=") else { continue }
      rest = rest.dropFirst().drop { $0 <= 0x20 || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "'") }
      return rest.prefix { byte in
        byte > 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "'") && byte != UInt8(ascii: ";") && byte != UInt8(ascii: "/")
          && byte != UInt8(ascii: ">")
      }
    }
    return nil
  }
}
