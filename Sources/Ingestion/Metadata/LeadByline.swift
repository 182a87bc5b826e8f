/// Finds a byline in the first line of the body, in bold type and without "By", as it is written by hand on sites that give themselves as
/// the author of every page.
enum LeadByline {
  static func names(_ page: PageAnalysis, site: String?) -> [String] {
    let tree = page.tree
    guard page.headline >= 0 else { return [] }
    var long = 0
    var node = Int(tree.ends[page.headline])
    let end = min(tree.count, node + 1_000)
    while node < end, long < 2 {
      defer { node += 1 }
      guard tree.tags[node] == .p else { continue }
      let length = tree.textRange(node).count
      if length > 150 { long += 1 }
      guard length >= 5, length < 100, isBold(node, tree), isBeforeText(Int(tree.ends[node]), tree) else { continue }
      let line = tree.plainText(node)
      guard !TextShape.endsSentence(Array(line.utf8)), !line.contains(":") else { continue }
      let names = AuthorNames.standard.names(in: line, site: site)
      if !names.isEmpty, names.allSatisfy(isFullName) { return names }
    }
    return []
  }

  private static func isBold(_ paragraph: Int, _ tree: HTMLTree) -> Bool {
    for node in paragraph..<Int(tree.ends[paragraph])
    where tree.tags[node] == .text && tree.text[tree.textRange(node)].contains(where: isInk) {
      guard let bold = tree.nearest(node, in: [.strong, .b]), bold > paragraph else { return false }
    }
    return true
  }

  private static func isInk(_ byte: UInt8) -> Bool { byte > 32 && byte != 0xC2 && byte != 0xA0 }

  /// Whether the next paragraph is one of running text.
  private static func isBeforeText(_ start: Int, _ tree: HTMLTree) -> Bool {
    guard let next = (start..<min(tree.count, start + 20)).first(where: { tree.tags[$0] == .p }) else { return false }
    return tree.textRange(next).count > 100
  }

  /// Two to four words, each with a capital letter.
  private static func isFullName(_ name: String) -> Bool {
    let words = name.split(separator: " ")
    return (2...4).contains(words.count) && words.allSatisfy { $0.unicodeScalars.first?.properties.isUppercase == true }
      && !name.utf8.contains { $0 &- 48 < 10 }
  }
}
