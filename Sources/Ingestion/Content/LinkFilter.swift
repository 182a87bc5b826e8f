internal import Record

/// Drops blocks that consist of links.
enum LinkFilter {
  static func apply(to blocks: inout [ContentBlock], page: PageAnalysis) {
    let textLists = listsOfText(blocks, page)
    var kept: [ContentBlock] = []
    // Links in a row after a heading that was kept: "Related news".
    var row = 0
    for (index, block) in blocks.enumerated() {
      let next = index + 1 < blocks.count ? blocks[index + 1] : nil
      if isMadeOfLinks(block, next: next, textLists, page) {
        row += 1
        continue
      }
      if row > 1, let last = kept.last, last.kind == .heading, last.text.count < 40 { kept.removeLast() }
      row = 0
      kept.append(block)
    }
    blocks = kept
  }

  /// Marks before a line that points to another page.
  private static let pointers = [">", "→", "➡", "►", "▶", "👉"].map { Array($0.utf8) }

  /// The lists in which less than two thirds of the text is link: there each item is text, including its links.
  private static func listsOfText(_ blocks: [ContentBlock], _ page: PageAnalysis) -> Set<Int> {
    var sizes: [Int: (text: Int, links: Int, plain: Int)] = [:]
    for block in blocks where block.kind == .listItem {
      guard let list = page.tree.nearest(block.node, in: lists) else { continue }
      let size = sizes[list] ?? (0, 0, 0)
      sizes[list] = (size.text + block.text.count, size.links + block.linkLength, size.plain + (block.isLink ? 0 : 1))
    }
    return Set(sizes.filter { $0.value.links * 3 < $0.value.text * 2 && $0.value.plain > 1 }.keys)
  }

  private static func isMadeOfLinks(_ block: ContentBlock, next: ContentBlock?, _ textLists: Set<Int>, _ page: PageAnalysis) -> Bool {
    guard block.links > 0 else { return false }
    let share = block.linkLength * 100 / max(1, block.text.count)
    let words = block.text.reduce(1) { $0 + ($1 == 32 ? 1 : 0) }
    switch block.kind {
    case .heading:
      // The name of a product above its description stays; a teaser's headline goes.
      guard share > 90 else { return false }
      if let next, next.kind == .paragraph, next.text.count > 200, !next.isLink,
        page.tree.parents[next.node] == page.tree.parents[block.node]
      {
        return false
      }
      return true
    case .listItem:
      if let list = page.tree.nearest(block.node, in: lists), textLists.contains(list) { return false }
      return share >= 80 || share >= 50 && block.text.count < 120 && words > 3
    case .table: return share >= 95 && words > 3
    case .blockquote:
      // A post or quotation may as a whole be a link; the headline of another page is neither.
      return share >= 80 && (block.text.count < 40 || !TextShape.endsSentence(block.text)) && !isSigned(block)
    default:
      if block.links == 1, share >= 90 { return true }
      if share > 50, block.text.count < 250, pointers.contains(where: { block.text.starts(with: $0) }) { return true }
      if block.links > 4, block.linkLength / block.links < 30, share > 50 { return true }
      return share >= 80
    }
  }

  /// Whether a block is signed like a post: "— Ann Lee (@annlee) May 3, 2019".
  private static func isSigned(_ block: ContentBlock) -> Bool {
    block.text.starts(with: "—".utf8) || block.text.starts(with: "–".utf8) || block.text.contains(UInt8(ascii: "@"))
  }

  private static let lists: TagSet = [.ul, .ol, .dl, .menu]
}
