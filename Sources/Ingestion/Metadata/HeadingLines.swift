/// A heading on two lines, each in an element of its own: a kicker, and the headline below it.
struct HeadingLines {
  /// The headline.
  let headline: String
  /// Whether an element with only a dash or bar separates them. It is not displayed, so that the reader sees two lines.
  let isParted: Bool

  /// The lines of a heading; `nil` if it is one line, or anything else.
  init?(_ heading: Int, _ tree: HTMLTree) {
    guard tree.textRange(heading).count < 600 else { return nil }
    var parts: [String] = []
    var isParted = false
    var outer = heading
    // An only child of the heading is as good as the heading itself.
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

  /// The elements with text in an element; `nil` if there is text between them.
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

  /// A heading's text as a headline: without a kicker that is separated from it.
  static func text(of heading: Int, _ tree: HTMLTree) -> String {
    if let lines = HeadingLines(heading, tree), lines.isParted { return lines.headline }
    return tree.plainText(heading)
  }
}
