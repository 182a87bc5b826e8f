internal import Knowledge

/// The byline that the reader sees in the article's own head: whatever is marked as its author, and lines that begin with "By".
struct VisibleByline {
  let page: PageAnalysis
  let head: BylineArea
  let site: String?

  /// The names and where they were found. Those after the headline take precedence over those above it, and those over names at the
  /// article's end.
  func authors() -> (names: [String], origin: String)? {
    for (nodes, onlyMarked) in [(head.behind, false), (head.before, false), (head.body, true)] {
      if let found = authors(in: nodes, onlyMarked) { return found }
    }
    return onlyAuthor()
  }

  /// The one author whom the whole page names as such.
  private func onlyAuthor() -> (names: [String], origin: String)? {
    let tree = page.tree
    var found: [String] = []
    for node in 0..<tree.count where tree.tags[node] != .text && !head.isForeign(node) {
      guard isAuthor(node) || tree.tags[node] == .a && tree.value(node, .rel, is: "author") else { continue }
      add(names(of: nameInside(node) ?? node), to: &found)
      if found.count > 1 { return nil }
    }
    return found.isEmpty ? nil : (found, "microdata")
  }

  /// Whether a link leads to a page about a writer.
  private func leadsToAuthor(_ node: Int) -> Bool {
    guard let range = page.tree.valueRange(node, .href), range.count < 200 else { return false }
    let address = page.tree.values[range]
    return Self.authorPaths.contains { address.place(of: $0) != nil }
  }

  private static let authorPaths = WordSets.words("VisibleByline.authorPaths").map { Array($0.utf8) }

  private func authors(in nodes: Range<Int>, _ onlyMarked: Bool) -> (names: [String], origin: String)? {
    let tree = page.tree
    var linked: [String] = [], marked: [String] = [], said: [String] = []
    var node = nodes.lowerBound
    while node < nodes.upperBound {
      if head.isForeign(node) {
        node = Int(tree.ends[node])
        continue
      }
      let tag = tree.tags[node]
      if tag == .dt, !onlyMarked, AuthorNames.standard.isAuthorLabel(tree.plainText(node)) {
        add(described(by: node), to: &linked)
        node = Int(tree.ends[node])
        continue
      }
      if tag == .text {
        if !onlyMarked, said.isEmpty { said = spoken(node) }
      } else if tag == .a, tree.value(node, .rel, is: "author") || isAuthor(node) || !onlyMarked && leadsToAuthor(node) {
        add(names(of: nameInside(node) ?? node), to: &linked)
      } else if page.purposes[node].contains(.byline), tree.textRange(node).count < 2_000, tree.plainText(node).utf8.count < 300,
        Int(tree.ends[node]) <= max(nodes.upperBound, node + 1)
      {
        if marked.isEmpty { marked = names(of: node) }
      } else if isAuthor(node) {
        add(names(of: nameInside(node) ?? node), to: &linked)
      }
      node += 1
    }
    // A byline names everybody; links within it may lead to only some of them.
    if !marked.isEmpty, linked.allSatisfy(marked.contains) { return (marked, "byline") }
    if !linked.isEmpty, linked.count < 8 { return (linked, "microdata") }
    if !marked.isEmpty { return (marked, "byline") }
    return said.isEmpty ? nil : (said, "byline")
  }

  /// The names that a list of descriptions gives for a term: `<dt>Author</dt><dd>Ann Lee</dd>`.
  private func described(by term: Int) -> [String] {
    let tree = page.tree
    let parent = Int(tree.parents[term])
    guard parent >= 0 else { return [] }
    var names: [String] = []
    var next = Int(tree.ends[term])
    while next < Int(tree.ends[parent]), tree.tags[next] != .dt {
      if tree.tags[next] == .dd { add(self.names(of: next), to: &names) }
      next = Int(tree.ends[next])
    }
    return names
  }

  private func isAuthor(_ node: Int) -> Bool {
    guard page.purposes[node].contains(.property), page.tree.tags[node] != .meta, let range = page.tree.valueRange(node, .itemprop) else {
      return false
    }
    return page.tree.values[range].elementsEqual("author".utf8)
  }

  private func nameInside(_ node: Int) -> Int? {
    let tree = page.tree
    return (node..<Int(tree.ends[node])).first { inner in
      tree.tags[inner] != .meta && tree.valueRange(inner, .itemprop).map { tree.values[$0].elementsEqual("name".utf8) } == true
    }
  }

  private func add(_ new: [String], to names: inout [String]) {
    for name in new where !names.contains(name) { names.append(name) }
  }

  /// The names in an element, line by line.
  private func names(of node: Int) -> [String] { AuthorNames.standard.names(inLines: lines(of: node), site: site) }

  /// The names in a line that begins with "By".
  private func spoken(_ node: Int) -> [String] {
    let tree = page.tree
    let range = tree.textRange(node)
    guard page.ink[node] < 160, page.ink[node] > 1 else { return [] }
    let start = FoldedText.fold(tree.text[range])
    // "By" alone, or with the name after it.
    guard AuthorNames.standard.beginsByline(start + " x y z".utf8) else { return [] }
    let block = Int(page.blocks[node])
    guard tree.textRange(block).count < 2_000 else { return [] }
    let own = lines(of: block)
    guard own.reduce(0, { $0 + $1.utf8.count }) < 250 else { return [] }
    guard let first = own.firstIndex(where: { AuthorNames.standard.beginsByline(FoldedText.fold($0)) }) else {
      // "March 15, 2022 · 3 min read · By Ann Lee"
      let rest = own.joined(separator: " | ").split(separator: "|").map { String($0).trimmed }
      return rest.first { AuthorNames.standard.beginsByline(FoldedText.fold($0)) }.map {
        AuthorNames.standard.names(inLines: [$0], site: site)
      } ?? []
    }
    return AuthorNames.standard.names(inLines: Array(own[first...].prefix(1)), site: site)
  }

  /// The text of an element as lines, separated by blocks, line breaks and neighbouring elements. If neighbours touch, "By" is joined with
  /// the name after it, and a single word with the next.
  private func lines(of node: Int) -> [String] {
    let tree = page.tree
    var lines: [String] = []
    var pieces: [String] = []
    func endLine() {
      let line = Self.joined(pieces)
      if !line.isEmpty { lines.append(line) }
      pieces = []
    }
    var block: Int32 = -1
    for inner in node..<Int(tree.ends[node]) {
      if tree.tags[inner] == .br { endLine() }
      guard tree.tags[inner] == .text, page.ink[inner] > 0 else { continue }
      if page.blocks[inner] != block { endLine() }
      block = page.blocks[inner]
      let text = String(decoding: tree.text[tree.textRange(inner)].span.trimmed, as: UTF8.self)
      pieces.append(text)
    }
    endLine()
    // "By" on a line of its own belongs to the next line.
    for index in lines.indices.dropLast().reversed() where lines[index].utf8.count < 16 && AuthorNames.standard.isLead(lines[index]) {
      lines[index] += " " + lines[index + 1]
      lines.remove(at: index + 1)
    }
    return lines
  }

  /// Joins pieces into one line, with a bar between those that are names of their own.
  private static func joined(_ pieces: [String]) -> String {
    var line = ""
    var previous = ""
    for piece in pieces where !piece.isEmpty {
      if previous.isEmpty {
        line = piece
      } else {
        let isOpen = AuthorNames.standard.isOpen(previous) || AuthorNames.standard.continues(piece)
        let isPart = !previous.contains(" ") && !piece.contains(" ") && looksLikeWord(previous) && looksLikeWord(piece)
        line += (isOpen || isPart ? " " : " | ") + piece
      }
      previous = piece
    }
    return line
  }

  private static func looksLikeWord(_ piece: String) -> Bool {
    piece.unicodeScalars.first?.properties.isUppercase == true && !piece.contains("@") && !piece.contains("|")
  }

  /// Whether a text is like a name: two to five words (or one that is not a common word), the first with a capital letter or in another
  /// script, and no number.
  static func looksLikeName(_ name: String) -> Bool {
    let words = name.split(separator: " ")
    guard (1...5).contains(words.count), name.utf8.count < 60, !name.hasSuffix(":") else { return false }
    guard let first = words.first?.unicodeScalars.first, first.properties.isUppercase || !first.properties.isCased else { return false }
    if name.utf8.contains(where: { $0 &- 48 < 10 || $0 == UInt8(ascii: "@") }) { return false }
    return DateLabels.standard.first(in: Array(name.utf8)) == nil
  }
}
