/// Plain text of a short string that may hold markup and character references.
enum PlainMarkup {
  static func text(_ markup: String) -> String {
    guard markup.utf8.contains(where: { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "<") }) else { return markup }
    let cut = PageCutter.cut(Array(markup.utf8))
    let tree = LibXML2Parser.parse(cut, limit: .seconds(1)).tree
    return String(decoding: tree.text, as: UTF8.self)
  }
}
