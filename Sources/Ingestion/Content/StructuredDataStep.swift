internal import Record

/// The body from the page's JSON-LD (`articleBody`), if the page shows none.
enum StructuredDataStep {
  static let name = "json-ld"

  /// Its paragraphs; `nil` if it is too short to be an article.
  static func blocks(_ body: String?) -> [ContentBlock]? {
    guard let body, body.utf8.count >= ContentHints.least else { return nil }
    return blocks(of: body, mayBeEscaped: true)
  }

  /// The paragraphs of a text: its elements, if it is markup, else its lines.
  private static func blocks(of body: String, mayBeEscaped: Bool) -> [ContentBlock] {
    let tree = PageParser.parse(Array(body.utf8), limit: .seconds(2)).tree
    // The parser puts a paragraph around plain text, so the text itself is asked.
    if paragraphs.contains(where: { Array(body.utf8).place(of: $0) != nil }) {
      let page = PageAnalysis(tree, vocabulary: .standard)
      return BlockReader.blocks(page, pruned: Pruner.prune(page, measure: TextMeasure(page), .vocabulary), root: 0).map {
        ContentBlock(kind: $0.kind == .table ? .paragraph : $0.kind, text: $0.text, node: -1, firstNode: -1)
      }
    }
    // Markup that was escaped once more.
    if mayBeEscaped, tree.text.firstRange(of: Array("</p>".utf8)) != nil {
      return blocks(of: String(decoding: tree.text, as: UTF8.self), mayBeEscaped: false)
    }
    return tree.text.split(whereSeparator: { $0 == 10 || $0 == 13 }).compactMap { line in
      var text: [UInt8] = []
      for byte in line {
        if byte <= 32 {
          if let last = text.last, last != 32 { text.append(32) }
        } else {
          text.append(byte)
        }
      }
      if text.last == 32 { text.removeLast() }
      return text.isEmpty ? nil : ContentBlock(kind: .paragraph, text: text, node: -1, firstNode: -1)
    }
  }

  /// Tags that end paragraphs.
  private static let paragraphs = ["</p>", "<p>", "<br", "</div>", "</li>"].map { Array($0.utf8) }
}
