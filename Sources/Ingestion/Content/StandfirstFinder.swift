internal import Record

/// Finds parts of the article outside the body's container: a standfirst or first paragraphs between headline and body, and paragraphs
/// directly after the body.
///
/// A second headline (`subtitle`, `sub-headline`, an `h2` under the `h1`) counts as headline, not as text, and is left out.
enum StandfirstFinder {
  /// Adds what comes before the body to the front of the blocks, as paragraphs.
  static func add(to blocks: inout [ContentBlock], page: PageAnalysis, pruned: [Bool]) {
    guard page.headline >= 0, let first = blocks.first, first.firstNode > page.headline else { return }
    let marked = find(page, before: first.firstNode, pruned)
    let found = marked.isEmpty ? firstParagraphs(page, before: first, blocks, pruned) : marked
    if found.isEmpty { return }
    let known = Set((marked.isEmpty ? blocks[...] : blocks.prefix(3)).map(\.folded))
    let headline = FoldedText.letters(page.tree.plainText(page.headline))
    let new = found.filter { block in
      let letters = block.folded.filter { $0 != 32 }
      let repeats = !headline.isEmpty && (letters == headline || letters.suffix(headline.count) == headline[...])
      let stands =
        marked.isEmpty && blocks.contains { $0.folded.count > block.folded.count && $0.folded.firstRange(of: block.folded) != nil }
      return !known.contains(block.folded) && !repeats && !stands
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
      let isMarked = tree.tags[node] != .text && (page.purposes[node].contains(.standfirst) || isDescription)
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

  /// Paragraphs of running text between the headline and the body, if there is nothing else there but the byline and the like.
  private static func firstParagraphs(
    _ page: PageAnalysis, before first: ContentBlock, _ blocks: [ContentBlock], _ pruned: [Bool]
  ) -> [ContentBlock] {
    let tree = page.tree
    let start = Int(tree.ends[page.headline])
    guard start < first.firstNode else { return [] }
    var root = page.headline
    while root > 0, !tree.isInside(first.firstNode, root) { root = Int(tree.parents[root]) }
    let between = BlockReader.blocks(page, pruned: pruned, root: root, among: start..<first.firstNode)
    // The body's own element may have begun here; what its filters removed stays removed.
    let prose = between.filter { isProse($0) || isUnderHeadline($0, page) }.map { block in
      var block = block
      block.kind = .paragraph
      return block
    }
    guard !prose.isEmpty, prose.count <= 6,
      !between.contains(where: { $0.kind == .listItem || $0.kind == .heading && !isUnderHeadline($0, page) })
    else { return [] }
    let others = between.reduce(0) { $0 + ($1.text.count >= 60 && !isProse($1) && !isUnderHeadline($1, page) ? 1 : 0) }
    return others == 0 ? prose : []
  }

  /// Whether a paragraph is in the headline's own element, even inside a second heading.
  private static func isUnderHeadline(_ block: ContentBlock, _ page: PageAnalysis) -> Bool {
    guard page.tree.tags[block.node] == .p, block.text.count >= 50, block.text.count < 400, block.links == 0, fits(block) else {
      return false
    }
    let parent = Int(page.tree.parents[page.headline])
    return parent > 0 && page.tree.tags[parent] == .header && page.tree.isInside(block.firstNode, parent)
  }

  private static func isProse(_ block: ContentBlock) -> Bool {
    guard block.kind == .paragraph, block.text.count >= 80, block.linkLength * 3 < block.text.count, TextShape.endsSentence(block.text)
    else { return false }
    return fits(block) && block.purposes.isEmpty && block.mentions.isEmpty
  }
}
