/// Plain text of a short string that may hold markup and character references.
enum PlainMarkup {
  static func text(_ markup: String) -> String {
    guard markup.utf8.contains(where: { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "<") }) else { return markup }
    let tree = PageParser.parse(Array(markup.utf8), limit: .seconds(1)).tree
    return String(decoding: tree.text, as: UTF8.self)
  }
}
