/// Byline and date as the reader sees them, and the microdata and `<time>` elements around them.
struct VisibleMetadata {
  let page: PageAnalysis
  let site: String?

  /// The names of the byline: `rel="author"`, `itemprop="author"`, a byline's class, or "By …" near the headline.
  func authors() -> (names: [String], origin: String)? {
    let tree = page.tree
    var marked: [String] = [], linked: [String] = [], said: [String] = []
    let from = max(0, page.headline - 400)
    for node in 0..<tree.count {
      let tag = tree.tags[node]
      if tag == .text {
        if node > from, said.isEmpty, page.headline >= 0, node < page.headline + 300 { said = spoken(node) }
        continue
      }
      let marks = page.marks[node]
      if tag == .meta || tag != .a && marks.isEmpty { continue }
      if marks.contains(.property), let range = tree.valueRange(node, .itemprop), tree.values[range].elementsEqual("author".utf8) {
        let name = (nameInside(node) ?? tree.plainText(node))
        add(name, to: &linked)
      } else if tag == .a, tree.value(node, .rel, is: "author") {
        add(tree.plainText(node), to: &linked)
      } else if marks.contains(.byline), marked.isEmpty, page.headline < 0 || node > from {
        let text = tree.plainText(node)
        if text.utf8.count < 200 { marked = bylineNames(text) }
      }
    }
    if !linked.isEmpty, linked.count < 8 { return (linked, "microdata") }
    if !marked.isEmpty { return (marked, "byline") }
    if !said.isEmpty { return (said, "byline") }
    return nil
  }

  private func nameInside(_ node: Int) -> String? {
    let tree = page.tree
    for inner in node..<Int(tree.ends[node]) {
      if let range = tree.valueRange(inner, .itemprop), tree.values[range].elementsEqual("name".utf8) {
        return tree.tags[inner] == .meta ? tree.value(inner, .content) : tree.plainText(inner)
      }
    }
    return nil
  }

  private func add(_ text: String, to names: inout [String]) {
    for name in AuthorNames.standard.names(in: text, site: site) where !names.contains(name) && Self.looksLikeName(name) {
      names.append(name)
    }
  }

  private func bylineNames(_ text: String) -> [String] {
    AuthorNames.standard.names(in: text, site: site).filter(Self.looksLikeName)
  }

  /// A text node that begins with "By " and goes on with a name.
  private func spoken(_ node: Int) -> [String] {
    let tree = page.tree
    let text = tree.text[tree.textRange(node)].drop { $0 <= 32 }
    guard text.count >= 2, text[text.startIndex] | 32 == UInt8(ascii: "b"), text[text.startIndex + 1] | 32 == UInt8(ascii: "y"),
      text.count == 2 || text[text.startIndex + 2] <= 32 || text[text.startIndex + 2] == UInt8(ascii: ":"), text.span.trimmed.count < 120
    else { return [] }
    let block = Int(page.blocks[node])
    let line = tree.plainText(tree.textRange(block).count < 200 ? block : node)
    // "March 15, 2022 · 3 min read · By Ann Lee"
    guard FoldedText.fold(line).starts(with: "by ".utf8) else { return bylineNames(tree.plainText(node)) }
    return bylineNames(line)
  }

  /// One to five words, the first of them with a capital letter or of another script.
  static func looksLikeName(_ name: String) -> Bool {
    let words = name.split(separator: " ")
    guard (1...5).contains(words.count), name.utf8.count < 60 else { return false }
    guard let first = words.first?.unicodeScalars.first, first.properties.isUppercase || !first.properties.isCased else { return false }
    return !name.utf8.contains { $0 &- 48 < 10 }
  }

  /// Dates of publication and change that stand in the page's text.
  func dates(monthFirst: Bool) -> (published: PageMetadata.Found?, modified: PageMetadata.Found?) {
    let tree = page.tree
    var published: PageMetadata.Found?, modified: PageMetadata.Found?, timed: PageMetadata.Found?, seen: PageMetadata.Found?
    for node in 0..<tree.count where tree.tags[node] != .text && tree.tags[node] != .meta {
      let marks = page.marks[node]
      let isTime = tree.tags[node] == .time
      guard isTime || marks.contains(.property) || marks.contains(.date) else { continue }
      let property = tree.valueRange(node, .itemprop).map { tree.values[$0] } ?? []
      if property.starts(with: "datePublished".utf8) || property.starts(with: "dateModified".utf8) {
        let value = tree.value(node, .datetime) ?? tree.value(node, .content) ?? tree.plainText(node)
        let date = DateReader.standard.read(value, monthFirst: monthFirst)
        if property.starts(with: "datePublished".utf8) {
          published = published ?? .init(date, "microdata")
        } else {
          modified = modified ?? .init(date, "microdata")
        }
      } else if isTime, timed == nil, page.headline < 0 || node > page.headline - 300 {
        timed = .init(DateReader.standard.read(tree.value(node, .datetime) ?? tree.plainText(node), monthFirst: monthFirst), "time")
      } else if seen == nil, marks.contains(.date), page.headline < 0 || node > page.headline - 300 {
        let text = tree.plainText(node)
        if text.utf8.count < 160 { seen = .init(DateReader.standard.read(text, monthFirst: monthFirst), "dateline") }
      }
    }
    if timed == nil, seen == nil, page.headline >= 0 { seen = besideHeadline(monthFirst) }
    return (published ?? timed ?? seen, modified)
  }

  /// A short line with a date under the headline.
  private func besideHeadline(_ monthFirst: Bool) -> PageMetadata.Found? {
    let tree = page.tree
    for node in page.headline..<min(tree.count, page.headline + 120) where tree.tags[node] == .text {
      let range = tree.textRange(node)
      guard range.count >= 8, range.count < 100, TextShape.digits(tree.text[range]) >= 4 else { continue }
      if let date = DateReader.standard.read(tree.text[range].span.trimmed, monthFirst: monthFirst) {
        return .init(date, "dateline")
      }
    }
    return nil
  }
}
