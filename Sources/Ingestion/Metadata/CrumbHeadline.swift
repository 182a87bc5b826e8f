/// Finds the headline that the reader sees on a page whose only `h1` stands among the crumbs of its navigation.
enum CrumbHeadline {
  /// The part of an `h2` that the page's other titles end in, without the kicker before it; `nil` where the `h1` is no crumb.
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
}
