/// Dates of publication and change as the reader sees them, and the microdata and `<time>` elements that say them to machines.
struct VisibleDates {
  let page: PageAnalysis
  let head: ArticleHead
  let monthFirst: Bool
  let zone: LocalZone?

  /// A date with what is said of it.
  private struct Mention {
    var label: DateLabels.Label?
    var found: PageMetadata.Found
    /// Where it stands.
    var node: Int
    /// Whether only a class tells the label: many systems call every date "updated".
    var isMarkedOnly = false
  }

  /// The dates of the page's own article.
  func dates() -> (published: PageMetadata.Found?, modified: PageMetadata.Found?) {
    let microdata = self.microdata()
    let behind = self.mentions(in: head.behind), before = self.mentions(in: head.before)
    // Of dates on both sides of the headline the nearer ones count first.
    let isBehindNearer =
      behind.first.map { first in before.last.map { first.node - page.headline <= page.headline - $0.node } ?? true } ?? false
    var mentions = isBehindNearer ? behind + before : before + behind
    if !mentions.contains(where: { $0.label != .modified }) { mentions += self.mentions(in: head.body, onlyMarked: true) }
    let labelled = mentions.filter { $0.label == .published }.map(\.found)
    let plain = mentions.filter { $0.label == nil }.map(\.found)
    let published =
      Self.finest(labelled) ?? Self.finest(plain) ?? Self.finest(mentions.filter { $0.label == .modified && $0.isMarkedOnly }.map(\.found))
    let modified = Self.finest(mentions.filter { $0.label == .modified }.map(\.found))
    return (microdata.published ?? published, microdata.modified ?? modified)
  }

  /// The first date, with its time where another mention of the same day has one.
  private static func finest(_ dates: [PageMetadata.Found]) -> PageMetadata.Found? {
    guard let first = dates.first else { return nil }
    guard first.value.utf8.count == 10 else { return first }
    return dates.first { $0.value.utf8.count > 10 && $0.value.hasPrefix(first.value) } ?? first
  }

  private func read(_ text: String?, _ origin: String) -> PageMetadata.Found? {
    .init(DateReader.standard.read(text, monthFirst: monthFirst, zone: zone), origin)
  }

  /// `itemprop="datePublished"` and `dateModified`, of the article and not of what others wrote.
  private func microdata() -> (published: PageMetadata.Found?, modified: PageMetadata.Found?) {
    let tree = page.tree
    var published: PageMetadata.Found?, modified: PageMetadata.Found?
    for node in 0..<tree.count where page.marks[node].contains(.property) && !head.isForeign(node) {
      guard let range = tree.valueRange(node, .itemprop) else { continue }
      let property = tree.values[range]
      guard property.starts(with: "datePublished".utf8) || property.starts(with: "dateModified".utf8) else { continue }
      let date = read(tree.value(node, .datetime) ?? tree.value(node, .content) ?? tree.plainText(node), "microdata")
      if property.starts(with: "datePublished".utf8) { published = published ?? date } else { modified = modified ?? date }
    }
    return (published, modified)
  }

  private static let machineDates: [HTMLAttribute] = [
    .datetime, .title, .dataDateTime, .dataTimestamp, .dataTime, .dataPublished, .dataDate,
  ]

  /// The dates among nodes, in order. Of running text only what is marked as a date counts.
  private func mentions(in nodes: Range<Int>, onlyMarked: Bool = false) -> [Mention] {
    let tree = page.tree
    var mentions: [Mention] = []
    var pending: (label: DateLabels.Label, until: Int)?
    var node = nodes.lowerBound
    while node < nodes.upperBound, mentions.count < 8 {
      if head.isForeign(node) {
        node = Int(tree.ends[node])
        continue
      }
      if tree.tags[node] != .text {
        if let date = machineDate(node) {
          let inner = DateLabels.standard.first(in: Array(tree.plainText(node).utf8))
          let said = inner ?? pending.flatMap { $0.until >= node ? $0.label : nil }
          mentions.append(Mention(label: said ?? markedLabel(node), found: precise(date, node), node: node, isMarkedOnly: said == nil))
          pending = nil
          node = Int(tree.ends[node])
          continue
        }
        node += 1
        continue
      }
      let range = tree.textRange(node)
      if page.ink[node] < 160, !onlyMarked || isMarked(node) {
        for segment in DateLabels.standard.segments(Array(tree.text[range])) {
          let said = segment.label ?? pending.flatMap { $0.until >= node ? $0.label : nil }
          if let date = date(in: segment.text) {
            mentions.append(Mention(label: said ?? markedLabel(node), found: date, node: node, isMarkedOnly: said == nil))
            pending = nil
          } else if let label = segment.label {
            pending = (label, node + 12)
          }
        }
      }
      node += 1
    }
    return mentions
  }

  /// A date that an element tells in an attribute.
  private func machineDate(_ node: Int) -> PageMetadata.Found? {
    for name in Self.machineDates {
      if let value = page.tree.value(node, name), let date = read(value, "time") { return date }
    }
    return nil
  }

  /// The date of an attribute, with the time that the element shows where the attribute has none.
  private func precise(_ date: PageMetadata.Found, _ node: Int) -> PageMetadata.Found {
    guard date.value.utf8.count == 10, let shown = read(page.tree.plainText(node), "time"), shown.value.hasPrefix(date.value) else {
      return date
    }
    return shown
  }

  private func date(in text: [UInt8]) -> PageMetadata.Found? {
    let text = text.span.trimmed
    guard TextShape.digits(text) >= 3, text.count < 140 else { return nil }
    return .init(DateReader.standard.read(text, monthFirst: monthFirst, zone: zone), "dateline")
  }

  /// What the classes of an element and those around it say of its date.
  private func markedLabel(_ node: Int) -> DateLabels.Label? {
    var ancestor = node
    for _ in 0..<4 where ancestor >= 0 && ancestor != page.headline {
      if let range = page.tree.valueRange(ancestor, .classes) {
        let words = FoldedText.fold(page.tree.values[range]).split(separator: 32).map { Array($0) }
        if words.contains(where: Self.published.contains) { return .published }
        if words.contains(where: Self.modified.contains) { return .modified }
      }
      ancestor = Int(page.tree.parents[ancestor])
    }
    return nil
  }

  private func isMarked(_ node: Int) -> Bool {
    var ancestor = node
    for _ in 0..<4 where ancestor >= 0 {
      if page.marks[ancestor].contains(.date) || page.tree.tags[ancestor] == .time { return true }
      if page.tree.tags[ancestor] == .p || page.tree.tags[ancestor] == .article { return false }
      ancestor = Int(page.tree.parents[ancestor])
    }
    return false
  }

  private static let published = Set(["published", "pub", "publish", "pubdate", "created", "publication", "posted"].map { Array($0.utf8) })
  private static let modified = Set(["updated", "modified", "update", "lastmod", "modification"].map { Array($0.utf8) })
}
