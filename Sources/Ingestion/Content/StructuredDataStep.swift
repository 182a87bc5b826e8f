internal import Record

/// The body from the page's JSON-LD (`articleBody`), if the page shows none.
enum StructuredDataStep {
  static let name = "json-ld"

  /// Its paragraphs; `nil` if it is too short to be an article.
  static func blocks(_ body: String?) -> [ContentBlock]? {
    guard let body, body.utf8.count >= ContentHints.least else { return nil }
    let tree = PageParser.parse(Array(body.utf8), limit: .seconds(2)).tree
    var blocks: [ContentBlock] = []
    let bytes = tree.text
    for line in bytes.split(whereSeparator: { $0 == 10 || $0 == 13 }) {
      var text: [UInt8] = []
      for byte in line {
        if byte <= 32 {
          if let last = text.last, last != 32 { text.append(32) }
        } else {
          text.append(byte)
        }
      }
      if text.last == 32 { text.removeLast() }
      if !text.isEmpty { blocks.append(ContentBlock(kind: .paragraph, text: text, node: -1, firstNode: -1)) }
    }
    return blocks
  }
}
