/// Finds the headline of a page that has no `h1`: a part of its title that stands in it as a line of its own.
enum HeadlineFinder {
  /// The block that holds the headline, and the rest of the title, which is the site's name.
  static func find(_ page: PageAnalysis) -> (node: Int, text: String, site: String)? {
    let tree = page.tree
    guard let titleNode = tree.tags.firstIndex(of: .title) else { return nil }
    let parts = splits(tree.plainText(titleNode)).map { (FoldedText.fold($0.0), $0.0, $0.1) }.filter { $0.0.count > 8 }
    if parts.isEmpty { return nil }
    var best: (node: Int, text: String, site: String)?
    for node in 0..<tree.count where tree.tags[node] == .text && tree.textRange(node).count < 400 {
      if tree.nearest(node, in: [.title, .a]) != nil { continue }
      let folded = FoldedText.fold(tree.text[tree.textRange(node)])
      guard folded.count > 8, let found = parts.first(where: { $0.0 == folded }) else { continue }
      if found.1.utf8.count > best?.text.utf8.count ?? 0 { best = (node, found.1, found.2) }
    }
    return best
  }

  /// The ways to read a title as headline and site, in either order.
  private static func splits(_ title: String) -> [(String, String)] {
    var found = [(title, "")]
    for joint in [" | ", " - ", " – ", " — ", " :: ", " · ", " » ", ": "] {
      guard let range = title.firstRange(of: joint) else { continue }
      let before = String(title[..<range.lowerBound]), after = String(title[range.upperBound...])
      found += [(after, before), (before, after)]
    }
    return found
  }
}
