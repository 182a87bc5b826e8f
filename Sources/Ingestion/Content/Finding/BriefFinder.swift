internal import Record

/// Reads a brief: an article of two or three sentences, for which the ranking of containers is not made. On its page, the teasers of other
/// stories hold more text than the article does.
struct BriefFinder {
  private let page: PageAnalysis
  private let pruned: [Bool]

  /// The brief's blocks; `nil` if the page holds none.
  /// - Parameters:
  ///   - measure: the running text of the whole page.
  ///   - pruned: what is not part of any article.
  ///   - read: what is read from an element.
  static func blocks(
    _ page: PageAnalysis, _ measure: TextMeasure, _ pruned: [Bool], read: (Int) -> [ContentBlock]
  ) -> [ContentBlock]? {
    let finder = BriefFinder(page: page, pruned: pruned)
    guard let root = finder.root(measure), finder.isApart(root, measure) else { return nil }
    let blocks = read(root)
    return isBrief(blocks) ? blocks : nil
  }

  /// Whether blocks are two or more paragraphs, each a sentence, and nothing else.
  static func isBrief(_ blocks: [ContentBlock]) -> Bool {
    let isText = blocks.allSatisfy { $0.kind == .paragraph && !$0.isLink && TextShape.endsSentence($0.text) }
    return isText && blocks.count >= 2 && blocks.reduce(0) { $0 + $1.text.count } >= least
  }

  /// The least text of a brief, in bytes.
  private static let least = 100

  /// The `<article>` of the headline, if it holds less text than the shortest article without one.
  private func root(_ measure: TextMeasure) -> Int? {
    guard page.headline >= 0, let root = page.tree.nearest(page.headline, in: [.article]) else { return nil }
    return measure.running[root] > 0 && measure.running[root] < ContentHints.least ? root : nil
  }

  /// Whether the text after an element is set apart by a heading. If it is not, it may be the rest of the article.
  private func isApart(_ root: Int, _ measure: TextMeasure) -> Bool {
    let tree = page.tree
    var node = Int(tree.ends[root])
    while node < tree.count {
      if pruned[node] {
        node = Int(tree.ends[node])
        continue
      }
      let tag = tree.tags[node]
      if TagSet.heading.contains(tag), tree.hasText(node) { return true }
      if tag != .text, measure.isRunning(node, tag) { return false }
      node += 1
    }
    return true
  }
}
