/// The part of a page that contains the article's byline and date: around the headline, up to the first long paragraph. What belongs to
/// other articles, to readers or to the site is left out.
struct BylineArea {
  /// Nodes between the headline and the first long paragraph.
  let behind: Range<Int>
  /// Nodes before the headline, in the element that holds it and the first paragraph.
  let before: Range<Int>
  /// Nodes of that element after the first paragraph: some articles end with their byline.
  let body: Range<Int>
  private let foreign: [Bool]

  init(_ page: PageAnalysis) {
    let tree = page.tree
    var foreign = [Bool](repeating: false, count: tree.count)
    for node in 0..<tree.count {
      let parent = Int(tree.parents[node])
      foreign[node] = parent >= 0 && foreign[parent] || Self.isForeign(node, page)
    }
    let start = page.headline >= 0 ? Int(tree.ends[page.headline]) : 0
    let text = Self.firstText(page, from: start, foreign)
    var holder = max(0, page.headline)
    while holder > 0, text < tree.count, !tree.isInside(text, holder) { holder = Int(tree.parents[holder]) }
    if page.headline >= 0, text == tree.count { holder = Int(tree.parents[page.headline]) }
    holder = max(0, holder)
    // The whole page holds other things too, so before the headline only what is near counts.
    let isWhole = tree.count > 0 && (tree.tags[holder] == .body || tree.tags[holder] == .html)
    before = page.headline < 0 ? 0..<0 : (isWhole ? max(holder, page.headline - 150) : holder)..<page.headline
    behind = start..<max(start, text)
    let article = page.headline < 0 ? nil : tree.nearest(page.headline, in: [.article, .main])
    let end = article.map { Int(tree.ends[$0]) } ?? (isWhole || tree.count == 0 ? behind.upperBound : Int(tree.ends[holder]))
    body = behind.upperBound..<max(behind.upperBound, end)
    self.foreign = foreign
  }

  /// Whether a node belongs to something other than the article's own head and body.
  func isForeign(_ node: Int) -> Bool { foreign[node] }

  private static func isForeign(_ node: Int, _ page: PageAnalysis) -> Bool {
    let tag = page.tree.tags[node]
    if tag == .text || page.headline >= 0 && page.tree.isInside(page.headline, node) { return false }
    // What holds much of the page's text is not a box.
    if page.tree.textRange(node).count * 3 > page.tree.text.count { return false }
    if elements.contains(tag) { return true }
    let purposes = page.purposes[node]
    if purposes.contains(.comments) || purposes.contains(.hidden) && !purposes.contains(.date) { return true }
    if page.tree.valueRange(node, .itemprop).map({ page.tree.values[$0].elementsEqual("comment".utf8) }) == true { return true }
    return purposes.contains(.drop) && purposes.isDisjoint(with: [.byline, .date, .body, .story])
  }

  /// The first block of the running text after `start`: a long paragraph with another one next to it. A standfirst is by itself, and byline
  /// and date may follow it.
  private static func firstText(_ page: PageAnalysis, from start: Int, _ foreign: [Bool]) -> Int {
    let tree = page.tree
    var block: Int32 = -1
    var length: Int32 = 0
    var long: [Int] = []
    for node in start..<max(start, tree.count) where tree.tags[node] == .text && !foreign[node] && !page.inLink[node] {
      if page.blocks[node] != block { (block, length) = (page.blocks[node], 0) }
      length += page.ink[node]
      guard length >= 90, long.last != Int(block), !TagSet.heading.contains(tree.tags[Int(block)]) else { continue }
      // Next to each other, or each in a wrapper of its own.
      for earlier in long.suffix(3) {
        let parent = tree.parents[earlier], other = tree.parents[Int(block)]
        if parent == other
          || parent > 0 && other > 0 && tree.parents[Int(parent)] == tree.parents[Int(other)]
            && ElementKind.key(of: Int(parent), tree) == ElementKind.key(of: Int(other), tree)
        {
          return earlier
        }
      }
      long.append(Int(block))
      if long.count > 12 { break }
    }
    // A long block next to the headline while all others are elsewhere: a standfirst.
    let own = page.headline < 0 ? -1 : tree.parents[page.headline]
    return long.first { tree.parents[$0] != own } ?? long.first ?? tree.count
  }

  private static let elements: TagSet = [.nav, .aside, .form, .select, .button, .dialog]
}
