/// Finds teaser cards for other stories: small boxes side by side, each with one heading that is a link and a few short lines.
///
/// Cards are recognized by their form, because style compilers generate meaningless class names.
enum TeaserCards {
  /// Marks the cards as not part of the article, if the page holds an article beside them.
  static func prune(_ pruned: inout [Bool], _ page: PageAnalysis, _ measure: TextMeasure) {
    let cards = find(page, pruned)
    guard !cards.isEmpty else { return }
    let said = cards.reduce(0) { $0 + measure.running[$1] }
    guard measure.running[0] - said >= leastArticle else { return }
    for card in cards { pruned[card] = true }
  }

  /// The least running text that must be outside the cards, in bytes.
  private static let leastArticle: Int32 = 400
  /// The most text in a card, and in each of its blocks, in bytes.
  private static let mostText = 600, mostBlock: Int32 = 220
  /// The fewest cards side by side.
  private static let least = 3

  private static func find(_ page: PageAnalysis, _ pruned: [Bool]) -> [Int] {
    let tree = page.tree
    var linked: [Int] = []
    var node = 0
    while node < tree.count {
      if pruned[node] {
        node = Int(tree.ends[node])
        continue
      }
      if TagSet.heading.contains(tree.tags[node]), node != page.headline, isLink(node, page) { linked.append(node) }
      node += 1
    }
    guard linked.count >= least else { return [] }
    let headings = headingCounts(tree)
    var byParent: [Int32: [Int]] = [:]
    for heading in linked {
      if let card = card(around: heading, page, headings) { byParent[tree.parents[card], default: []].append(card) }
    }
    return byParent.values.filter { $0.count >= least }.flatMap { $0 }.sorted()
  }

  /// The number of headings before each node.
  private static func headingCounts(_ tree: HTMLTree) -> [Int32] {
    var counts = [Int32](repeating: 0, count: tree.count + 1)
    for node in 0..<tree.count { counts[node + 1] = counts[node] + (TagSet.heading.contains(tree.tags[node]) ? 1 : 0) }
    return counts
  }

  /// The largest element around a heading that contains no second heading; `nil` if it is not a card.
  private static func card(around heading: Int, _ page: PageAnalysis, _ headings: [Int32]) -> Int? {
    let tree = page.tree
    var card = heading
    while case let parent = Int(tree.parents[card]), parent >= 0, headings[Int(tree.ends[parent])] - headings[parent] == 1 { card = parent }
    guard card != heading, !frame.contains(tree.tags[card]), tree.textRange(card).count <= mostText else { return nil }
    var length: Int32 = 0
    var block: Int32 = -1
    for node in card..<Int(tree.ends[card]) where tree.tags[node] == .text {
      if page.blocks[node] != block { (block, length) = (page.blocks[node], 0) }
      length += page.ink[node]
      if length > mostBlock { return nil }
    }
    return card
  }

  /// Whether all of a heading is a link to another page.
  private static func isLink(_ heading: Int, _ page: PageAnalysis) -> Bool {
    var ink: Int32 = 0
    for node in heading..<Int(page.tree.ends[heading]) where page.ink[node] > 0 {
      if !page.inLink[node] { return false }
      ink += page.ink[node]
    }
    return ink >= 12
  }

  private static let frame: TagSet = [.html, .body, .main, .td, .tr, .table, .tbody]
}
