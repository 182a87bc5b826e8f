/// Finds the headline that the reader sees: the heading named by the page's title. The first `h1` may be the site's name.
enum HeadlineFinder {
  /// A headline and its position.
  struct Headline {
    /// The heading, or the text node of a page without one.
    var node: Int
    /// Its words, if it is not an `h1` and was found with the page's title.
    var titled: (text: String, site: String)?
  }

  /// The headline; `nil` if the page has neither an `h1` nor a line that its title names.
  static func find(_ page: PageAnalysis) -> Headline? {
    let tree = page.tree
    let parts = titleParts(tree)
    if let shown = CrumbHeadline.shown(page) {
      let crumb = FoldedText.fold(shown.crumb)
      return Headline(node: shown.node, titled: (shown.text, parts.first { $0.folded == crumb }?.rest ?? ""))
    }
    let named = headings(page).compactMap { node -> (node: Int, part: Part, isFirst: Bool)? in
      let folded = FoldedText.fold(tree.plainText(node))
      guard folded.count > 8, let part = parts.first(where: { $0.folded == folded }) else { return nil }
      return (node, part, tree.tags[node] == .h1)
    }
    let sites = named.filter { isSite($0.node, tree) }.map(\.node)
    let stories = named.filter { !sites.contains($0.node) }
    let longest = stories.max { longer($1.part, $0.part) }
    if let first = stories.first(where: \.isFirst) {
      // If a short `h1` is one part of the title and a heading is another, longer part, the `h1` is the site.
      if let longest, !longest.isFirst, longer(longest.part, first.part), longest.part.folded.firstRange(of: first.part.folded) == nil,
        first.part.folded.count(where: { $0 == 32 }) < 4
      {
        return Headline(node: longest.node, titled: (longest.part.text, longest.part.rest))
      }
      return Headline(node: first.node)
    }
    let firstHeadings = tree.all(.h1).filter { tree.hasText($0) }
    if let longest, firstHeadings.allSatisfy({ sites.contains($0) || !confirms(tree.plainText($0), parts) }) {
      return Headline(node: longest.node, titled: withoutKicker(longest.node, longest.part, parts, tree))
    }
    if page.headline >= 0 { return Headline(node: page.headline) }
    return line(page, parts)
  }

  /// The headline without a kicker that is in an element of its own: "Flood in Leeds: The river has left its bed".
  private static func withoutKicker(_ heading: Int, _ whole: Part, _ parts: [Part], _ tree: HTMLTree) -> (String, String) {
    if let lines = HeadingLines(heading, tree), lines.isParted { return (lines.headline, whole.rest) }
    for node in heading + 1..<max(heading + 1, Int(tree.ends[heading])) {
      let folded = FoldedText.fold(tree.plainText(node))
      guard folded.count >= 12, folded.count < whole.folded.count, whole.folded.suffix(folded.count) == folded[...] else { continue }
      if let part = parts.first(where: { $0.folded == folded }) { return (part.text, whole.rest) }
    }
    return (whole.text, whole.rest)
  }

  /// Whether half of a heading's words are in the title.
  private static func confirms(_ heading: String, _ parts: [Part]) -> Bool {
    let words = Set(FoldedText.fold(heading).split(separator: 32).map { Array($0) })
    guard words.count > 2, let whole = parts.first else { return false }
    let title = Set(whole.folded.split(separator: 32).map { Array($0) })
    return words.intersection(title).count * 2 >= words.count
  }

  /// A part of the title and what is left of it.
  private struct Part {
    var folded: [UInt8]
    var text: String
    var rest: String
  }

  private static func longer(_ one: Part, _ other: Part) -> Bool { one.folded.count > other.folded.count }

  /// Headings, and what is marked as headline.
  private static func headings(_ page: PageAnalysis) -> [Int] {
    let tree = page.tree
    return tree.tags.indices.filter { node in
      let tag = tree.tags[node]
      guard tag == .h1 || tag == .h2 || tag == .h3 || page.purposes[node].contains(.headline) else { return false }
      return tree.textRange(node).count < 400 && tree.nearest(node, in: [.nav, .aside, .footer]) == nil
    }
  }

  /// Whether a heading is a link to the site's own front page, or stands in its masthead.
  private static func isSite(_ node: Int, _ tree: HTMLTree) -> Bool {
    (node..<Int(tree.ends[node])).contains { tree.tags[$0] == .a && leadsHome($0, tree) }
  }

  /// Whether a link leads to a site's first page.
  static func leadsHome(_ link: Int, _ tree: HTMLTree) -> Bool {
    guard let range = tree.valueRange(link, .href) else { return false }
    let address = tree.values[range]
    let path = address.firstRange(of: Array("://".utf8)).map { address[$0.upperBound...].drop { $0 != UInt8(ascii: "/") } } ?? address
    return path.isEmpty || path.elementsEqual("/".utf8)
  }

  /// A line of text that the title names.
  private static func line(_ page: PageAnalysis, _ parts: [Part]) -> Headline? {
    let tree = page.tree
    var best: (node: Int, part: Part)?
    if parts.isEmpty { return nil }
    for node in 0..<tree.count where tree.tags[node] == .text && tree.textRange(node).count < 400 {
      if tree.nearest(node, in: [.title, .a]) != nil { continue }
      let folded = FoldedText.fold(tree.text[tree.textRange(node)])
      guard folded.count > 8, let found = parts.first(where: { $0.folded == folded }) else { continue }
      if best.map({ longer(found, $0.part) }) ?? true { best = (node, found) }
    }
    return best.map { Headline(node: $0.node, titled: ($0.part.text, $0.part.rest)) }
  }

  /// The ways to read the page's title as headline and site, in either order.
  private static func titleParts(_ tree: HTMLTree) -> [Part] {
    guard let node = tree.tags.firstIndex(of: .title) else { return [] }
    let title = tree.plainText(node)
    var found = [(title, "")]
    // A search of bytes is far cheaper than one of characters.
    let bytes = Array(title.utf8)
    for joint in joints {
      var start = 0
      while found.count < 24, let place = bytes.place(of: joint, in: start..<bytes.count) {
        start = place + joint.count
        let before = String(decoding: bytes[..<place], as: UTF8.self), after = String(decoding: bytes[start...], as: UTF8.self)
        found += [(after, before), (before, after)]
      }
    }
    return found.map { Part(folded: FoldedText.fold($0.0), text: $0.0, rest: $0.1) }.filter { $0.folded.count > 8 }
  }

  private static let joints = [" | ", " - ", " – ", " — ", " :: ", " · ", " » ", " : ", ": "].map { Array($0.utf8) }
}
