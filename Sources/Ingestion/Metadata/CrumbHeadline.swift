/// Finds the headline that the reader sees on a page whose only `h1` is in the breadcrumbs of its navigation.
enum CrumbHeadline {
  /// The part of an `h2`, without the kicker before it, with which the page's other titles end; `nil` if the `h1` is not a breadcrumb.
  static func find(_ page: PageAnalysis, like titles: [String]) -> String? {
    let tree = page.tree
    let headings = tree.all(.h1).filter { tree.hasText($0) }
    guard !titles.isEmpty, let last = headings.last, headings.allSatisfy({ tree.nearest($0, in: [.nav]) != nil }) else { return nil }
    let wanted = titles.map(FoldedText.letters)
    for heading in last..<tree.count where tree.tags[heading] == .h2 && tree.textRange(heading).count < 400 {
      let whole = FoldedText.letters(tree.plainText(heading))
      var best: String?
      for node in heading + 1..<Int(tree.ends[heading]) where tree.tags[node] != .text {
        let text = tree.plainText(node)
        let own = FoldedText.letters(text)
        guard own.count >= 12, own.count > best.map({ FoldedText.letters($0).count }) ?? 0, own.count < whole.count else { continue }
        if wanted.contains(where: { ($0 == own || $0 == whole) && $0.suffix(own.count) == own[...] }) { best = text }
      }
      if best == nil, wanted.contains(whole) { best = tree.plainText(heading) }
      if let best { return best }
    }
    return nil
  }

  /// The headline after an `h1` that is the last breadcrumb: the `h2` that says the same in other words, or with other line breaks.
  static func shown(_ page: PageAnalysis) -> (node: Int, text: String, crumb: String)? {
    let tree = page.tree
    let headings = tree.all(.h1).filter { tree.hasText($0) }
    guard headings.count == 1, let crumb = headings.first, tree.textRange(crumb).count < 400, isCrumb(crumb, page) else {
      return nil
    }
    let start = Int(tree.ends[crumb])
    for heading in start..<min(tree.count, start + farthest) {
      // Headings after running text are subheadings.
      if tree.tags[heading] == .text, page.ink[heading] > 90, tree.nearest(heading, in: [.h2]) == nil { return nil }
      guard tree.tags[heading] == .h2, tree.hasText(heading) else { continue }
      guard tree.textRange(heading).count < 400, tree.nearest(heading, in: [.nav, .aside, .footer]) == nil else { return nil }
      let whole = tree.plainText(heading), said = tree.plainText(crumb)
      let lines = HeadingLines(heading, tree)
      let isSame = FoldedText.letters(whole) == FoldedText.letters(said)
      let text = isSame && lines?.isParted != true ? said : lines?.headline ?? whole
      // A standfirst would be a sentence.
      return text.last != "." && share(text, said) ? (heading, text, said) : nil
    }
    return nil
  }

  /// How many nodes after the breadcrumbs are searched for the headline.
  private static let farthest = 400

  /// Whether a heading is in the navigation, or ends a row of links of which one leads to the site's front page.
  private static func isCrumb(_ heading: Int, _ page: PageAnalysis) -> Bool {
    let tree = page.tree
    if tree.nearest(heading, in: [.nav]) != nil { return true }
    var node = heading
    for _ in 0..<2 {
      let parent = Int(tree.parents[node])
      guard parent >= 0 else { return false }
      var sibling = parent + 1
      while sibling < node {
        guard isLink(sibling, page) else { return false }
        sibling = Int(tree.ends[sibling])
      }
      if (parent..<node).contains(where: { tree.tags[$0] == .a && HeadlineFinder.leadsHome($0, tree) }) { return true }
      node = parent
    }
    return false
  }

  /// Whether all text of a node is in links, ignoring marks between them ("›").
  private static func isLink(_ node: Int, _ page: PageAnalysis) -> Bool {
    (node..<Int(page.tree.ends[node])).allSatisfy {
      page.tree.tags[$0] != .text || page.inLink[$0] || FoldedText.fold(page.tree.text[page.tree.textRange($0)]).isEmpty
    }
  }

  /// Whether half the words of the shorter are in the other.
  private static func share(_ one: String, _ other: String) -> Bool {
    let first = Set(FoldedText.fold(one).split(separator: 32)), second = Set(FoldedText.fold(other).split(separator: 32))
    let shorter = min(first.count, second.count)
    return shorter >= 3 && first.intersection(second).count * 2 >= shorter
  }
}
