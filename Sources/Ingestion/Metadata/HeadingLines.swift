/// A heading that is set in two lines, each in an element of its own: a kicker, and the headline below it.
struct HeadingLines {
  /// The headline.
  let headline: String
  /// Whether an element that holds nothing but a dash or bar parts them: it is not shown, and the two are lines of their own to the reader.
  let isParted: Bool

  /// The lines of a heading; `nil` where it is one line, or anything else.
  init?(_ heading: Int, _ tree: HTMLTree) {
    guard tree.textRange(heading).count < 600 else { return nil }
    var parts: [String] = []
    var isParted = false
    var outer = heading
    // What alone stands in the heading is as good as the heading.
    while true {
      guard let children = Self.children(of: outer, tree) else { return nil }
      if children.count == 1, let only = children.first {
        outer = only
        continue
      }
      for child in children {
        let text = tree.plainText(child)
        if FoldedText.letters(text).isEmpty { isParted = true } else { parts.append(text) }
      }
      break
    }
    guard parts.count == 2, parts[0].utf8.count < parts[1].utf8.count, Self.words(parts[0]) <= 8, FoldedText.letters(parts[1]).count >= 12
    else {
      return nil
    }
    headline = parts[1]
    self.isParted = isParted
  }

  /// The elements with text in an element; `nil` where text stands between them.
  private static func children(of node: Int, _ tree: HTMLTree) -> [Int]? {
    var children: [Int] = []
    var child = node + 1
    while child < Int(tree.ends[node]) {
      if tree.hasText(child) {
        if tree.tags[child] == .text { return nil }
        children.append(child)
      }
      child = Int(tree.ends[child])
    }
    return children.isEmpty ? nil : children
  }

  private static func words(_ text: String) -> Int { text.utf8.split(separator: 32).count }

  /// A heading's text as a headline: without a kicker that is parted from it.
  static func text(of heading: Int, _ tree: HTMLTree) -> String {
    if let lines = HeadingLines(heading, tree), lines.isParted { return lines.headline }
    return tree.plainText(heading)
  }
}
