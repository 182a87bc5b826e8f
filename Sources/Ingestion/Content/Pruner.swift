internal import Platform

/// Decides which elements are not part of any article.
struct Pruner: Sendable {
  /// What a removal may be based on: only the element itself, or also what the vocabulary says about its classes.
  enum Strictness: Sendable { case elements, vocabulary }

  /// For every node, whether it is the top of a part that is removed.
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
    if tag == .figcaption, tree.tableCaptioned(by: node) != nil { return false }
    if always.contains(tag) { return true }
    if tag == .sup { return isFootnoteMark(node, page) }
    if tag == .footer, !(page.headline >= 0 && tree.isInside(page.headline, node)), tellsCopyright(node, tree) {
      // The page's own footer; that of an article may hold much of its text.
      return share * 3 <= total || tree.nearest(node, in: [.article]) == nil
    }
    let purposes = page.purposes[node]
    if tag == .figure, holdsText(node, page) { return false }
    if tag == .aside, purposes.contains(.callout), !purposes.contains(.drop), !holdsHeading(node, tree) { return false }
    if usually.contains(tag) { return share * 3 <= total || tag == .figure && share * 2 <= total }
    if strictness == .elements || purposes.isEmpty { return false }
    if page.headline >= 0, tree.isInside(page.headline, node), !purposes.contains(.headline) { return false }
    if purposes.contains(.embed) || purposes.contains(.drop) && isEmbed(node, page) { return false }
    if purposes.contains(.comments), !purposes.contains(.body) { return share * 10 <= total * 9 }
    if purposes.contains(.hidden) { return share * 3 <= total }
    if purposes.contains(.ariaHidden) { return share == 0 }
    if purposes.contains(.gallery), share * 3 > total { return share * 10 <= total * 9 && interruptsText(node, page, measure) }
    if purposes.contains(.drop), tag != .td, tag != .th {
      if purposes.contains(.body) && share > 0 { return share * 7 <= total }
      return share * 3 <= total && !goesOnWithText(node, page, measure)
    }
    if !purposes.isDisjoint(with: labels) {
      return tree.textRange(node).count < 400 || share * 7 <= total && share < 400
    }
    return false
  }

  private static func holdsHeading(_ node: Int, _ tree: HTMLTree) -> Bool {
    (node..<Int(tree.ends[node])).contains { TagSet.heading.contains(tree.tags[$0]) }
  }

  /// Whether there are long paragraphs before and after an element in its parent.
  private static func interruptsText(_ node: Int, _ page: PageAnalysis, _ measure: TextMeasure) -> Bool {
    let tree = page.tree
    let parent = Int(tree.parents[node])
    var before = 0, after = 0
    var child = parent + 1
    while parent >= 0, child < Int(tree.ends[parent]) {
      if child != node, measure.running[child] >= 80 { if child < node { before += 1 } else { after += 1 } }
      child = Int(tree.ends[child])
    }
    return before > 0 && after > 0
  }

  /// Whether a figure shows text instead of a picture: a quotation, a post, a table.
  private static func holdsText(_ figure: Int, _ page: PageAnalysis) -> Bool {
    if page.purposes[figure].contains(.embed) { return true }
    return (figure..<Int(page.tree.ends[figure])).contains { node in
      (texts.contains(page.tree.tags[node]) || page.purposes[node].contains(.embed)) && page.tree.textRange(node).count >= 20
    }
  }

  /// Whether all text of an element is a post inside it.
  private static func isEmbed(_ node: Int, _ page: PageAnalysis) -> Bool {
    let tree = page.tree
    guard let post = (node..<Int(tree.ends[node])).first(where: { page.purposes[$0].contains(.embed) && tree.tags[$0] != .a }) else {
      return false
    }
    return tree.textRange(post).count * 10 >= tree.textRange(node).count * 7
  }

  /// Whether an element continues the running text around it: two or more long paragraphs, no heading, no list of links, after paragraphs
  /// of its parent.
  private static func goesOnWithText(_ node: Int, _ page: PageAnalysis, _ measure: TextMeasure) -> Bool {
    let tree = page.tree
    guard measure.running[node] >= 200, page.purposes[node].isDisjoint(with: [.byline, .comments, .caption]),
      !usually.contains(tree.tags[node])
    else { return false }
    var paragraphs = 0
    var rest = 0
    for inner in node..<Int(tree.ends[node]) {
      if TagSet.heading.contains(tree.tags[inner]) || frame.contains(tree.tags[inner]) { return false }
      if inner > node, !page.purposes[inner].isDisjoint(with: [.drop, .byline]) { return false }
      guard measure.lengths[inner] > 0 else { continue }
      let isLong = tree.tags[inner] == .p && measure.lengths[inner] >= 80 && measure.linkLengths[inner] * 4 < measure.lengths[inner]
      if isLong { paragraphs += 1 } else { rest += Int(measure.lengths[inner]) }
    }
    guard paragraphs >= 2, rest < 40 else { return false }
    let parent = Int(tree.parents[node])
    var before = 0
    var child = parent + 1
    while parent >= 0, child < node {
      if tree.tags[child] == .p, measure.lengths[child] >= 80, measure.linkLengths[child] * 4 < measure.lengths[child] { before += 1 }
      child = Int(tree.ends[child])
    }
    return before >= 2
  }

  /// Whether an element contains "© The Post". It is then the page's footer, whatever else it contains.
  private static func tellsCopyright(_ node: Int, _ tree: HTMLTree) -> Bool {
    let range = tree.textRange(node)
    var index = range.lowerBound
    while let found = ByteSearch.first(0xC2, in: tree.text, from: index, to: range.upperBound) {
      if found + 1 < range.upperBound, tree.text[found + 1] == 0xA9 { return true }
      index = found + 1
    }
    return false
  }

  /// Whether an element is like `<sup><a>2</a></sup>`: it purposes a note and is not part of the sentence.
  private static func isFootnoteMark(_ node: Int, _ page: PageAnalysis) -> Bool {
    let tree = page.tree
    guard (node..<Int(tree.ends[node])).contains(where: { tree.tags[$0] == .a }) else { return false }
    let text = tree.text[tree.textRange(node)].filter {
      $0 > 32 && $0 != UInt8(ascii: "[") && $0 != UInt8(ascii: "]") && $0 != UInt8(ascii: ",")
    }
    return !text.isEmpty && text.count < 5 && text.allSatisfy { $0 &- 48 < 10 }
  }

  private static let texts: TagSet = [.blockquote, .table, .pre, .details, .dl]
  private static let frame: TagSet = [.form, .ul, .ol, .table, .aside, .figure]
  private static let labels: ElementPurposes = [.caption, .byline, .date]
  /// Elements that never hold article text.
  private static let always: TagSet = [
    .head, .nav, .button, .dialog, .menu, .audio, .video, .object, .figcaption, .legend, .optgroup, .option,
  ]
  /// Elements that are never removed as a whole: the page's frame, and cells and rows of a table.
  private static let untouched: TagSet = [.html, .body, .main, .table, .tbody, .tr]
  /// Elements that hold article text only if they hold most of the page's text.
  private static let usually: TagSet = [.aside, .footer, .form, .figure, .fieldset, .label]
}
