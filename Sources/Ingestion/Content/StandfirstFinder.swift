internal import Record

/// Finds the standfirst where it stands outside of the body: between headline and first paragraph.
///
/// A second headline (`subtitle`, `sub-headline`, an `h2` under the `h1`) is headline, not text, and stays out.
enum StandfirstFinder {
  /// Puts it before the other blocks, as a paragraph.
  static func add(to blocks: inout [ContentBlock], page: PageAnalysis, pruned: [Bool]) {
    guard page.headline >= 0, let first = blocks.first, first.firstNode > page.headline else { return }
    let found = find(page, before: first.firstNode, pruned)
    if found.isEmpty { return }
    let known = blocks.prefix(3).map(\.folded)
    let headline = FoldedText.letters(page.tree.plainText(page.headline))
    let new = found.filter { block in
      let letters = block.folded.filter { $0 != 32 }
      let repeats = !headline.isEmpty && (letters == headline || letters.suffix(headline.count) == headline[...])
      return !known.contains(block.folded) && !repeats
    }
    blocks.insert(contentsOf: new, at: 0)
  }

  private static func find(_ page: PageAnalysis, before end: Int, _ pruned: [Bool]) -> [ContentBlock] {
    let tree = page.tree
    var node = Int(tree.ends[page.headline])
    while node < end {
      if pruned[node] {
        node = Int(tree.ends[node])
        continue
      }
      let isDescription = tree.valueRange(node, .itemprop).map { tree.values[$0].elementsEqual("description".utf8) } ?? false
      let isMarked = tree.tags[node] != .text && (page.marks[node].contains(.standfirst) || isDescription)
      let holdsHeadline = page.headline >= 0 && tree.isInside(page.headline, node) || tree.tags[node] == .h1
      if isMarked, !holdsHeadline, Int(tree.ends[node]) <= end {
        let blocks = BlockReader.blocks(page, pruned: pruned, root: node).filter(fits)
        if !blocks.isEmpty, blocks.count < 4 {
          return blocks.map {
            var block = $0; block.kind = .paragraph; return block
          }
        }
      }
      node += 1
    }
    return []
  }

  private static func fits(_ block: ContentBlock) -> Bool {
    guard block.text.count >= 30, block.text.count < 700, !block.isLink, block.kind != .listItem else { return false }
    if TextShape.isClock(block.text) || TextShape.digits(block.text) * 4 > block.text.count { return false }
    let purposes = block.purposes
    if purposes.contains(.byline) || purposes.contains(.credit) || purposes.contains(.dateline) { return false }
    return true
  }
}
