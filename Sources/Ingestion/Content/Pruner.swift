internal import Platform

/// Decides which elements are no part of any article.
struct Pruner: Sendable {
  /// How sure one must be to take something away.
  enum Strictness: Sendable { case elements, vocabulary }

  /// The top nodes of what is taken away, over all nodes.
  static func prune(_ page: PageAnalysis, measure: TextMeasure, _ strictness: Strictness) -> [Bool] {
    let tree = page.tree
    var pruned = [Bool](repeating: false, count: tree.count)
    let total = tree.count > 0 ? measure.running[0] : 0
    var node = 0
    while node < tree.count {
      if tree.tags[node] != .text, isForeign(node, page, measure, total, strictness) {
        pruned[node] = true
        node = Int(tree.ends[node])
      } else {
        node += 1
      }
    }
    if strictness == .vocabulary { TeaserCards.prune(&pruned, page, measure) }
    return pruned
  }

  private static func isForeign(
    _ node: Int, _ page: PageAnalysis, _ measure: TextMeasure, _ total: Int32, _ strictness: Strictness
  ) -> Bool {
    let tree = page.tree
    let tag = tree.tags[node]
    if untouched.contains(tag) { return false }
    let share = measure.running[node]
    if always.contains(tag) { return true }
    if tag == .sup { return isFootnoteMark(node, page) }
    if tag == .footer, !(page.headline >= 0 && tree.isInside(page.headline, node)), tellsCopyright(node, tree) { return true }
    if usually.contains(tag) { return share * 3 <= total || tag == .figure && share * 2 <= total }
    if strictness == .elements { return false }
    let marks = page.marks[node]
    if marks.isEmpty { return false }
    if page.headline >= 0, tree.isInside(page.headline, node), !marks.contains(.headline) { return false }
    if marks.contains(.embed) { return false }
    if marks.contains(.comments), !marks.contains(.body) { return share * 10 <= total * 9 }
    if marks.contains(.hidden) { return share * 3 <= total }
    if marks.contains(.drop), tag != .td, tag != .th {
      if marks.contains(.body) && share > 0 { return share * 7 <= total }
      return share * 3 <= total
    }
    if !marks.isDisjoint(with: labels) {
      return tree.textRange(node).count < 400 || share * 7 <= total && share < 400
    }
    return false
  }

  /// "© The Post": the page's footer, whatever else stands in it.
  private static func tellsCopyright(_ node: Int, _ tree: HTMLTree) -> Bool {
    let range = tree.textRange(node)
    var index = range.lowerBound
    while let found = ByteSearch.first(0xC2, in: tree.text, from: index, to: range.upperBound) {
      if found + 1 < range.upperBound, tree.text[found + 1] == 0xA9 { return true }
      index = found + 1
    }
    return false
  }

  /// `<sup><a>2</a></sup>`: where a note stands, no part of the sentence.
  private static func isFootnoteMark(_ node: Int, _ page: PageAnalysis) -> Bool {
    let tree = page.tree
    guard (node..<Int(tree.ends[node])).contains(where: { tree.tags[$0] == .a }) else { return false }
    let text = tree.text[tree.textRange(node)].filter {
      $0 > 32 && $0 != UInt8(ascii: "[") && $0 != UInt8(ascii: "]") && $0 != UInt8(ascii: ",")
    }
    return !text.isEmpty && text.count < 5 && text.allSatisfy { $0 &- 48 < 10 }
  }

  private static let labels: PageMarks = [.caption, .byline, .date]
  /// Elements that never hold article text.
  private static let always: TagSet = [
    .head, .nav, .button, .dialog, .menu, .audio, .video, .object, .figcaption, .legend, .optgroup, .option,
  ]
  /// Elements that are never taken away whole: the page's frame, and cells and rows of a table.
  private static let untouched: TagSet = [.html, .body, .main, .table, .tbody, .tr]
  /// Elements that hold article text only where they hold most of the page's.
  private static let usually: TagSet = [.aside, .footer, .form, .figure, .fieldset, .label]
}
