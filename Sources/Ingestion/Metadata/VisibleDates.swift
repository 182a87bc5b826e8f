/// Dates of publication and change that the reader sees, and the microdata and `<time>` elements that give them to machines.
struct VisibleDates {
  let page: PageAnalysis
  let head: BylineArea
  let monthFirst: Bool
  let zone: LocalZone?

  /// A date with its label.
  private struct Mention {
    var label: DateLabels.Label?
    var found: PageMetadata.Found
    /// Its position.
    var node: Int
    /// Whether the label comes only from a class: many systems call every date "updated".
    var isMarkedOnly = false
  }

  /// The dates of the page's own article.
  func dates() -> (published: PageMetadata.Found?, modified: PageMetadata.Found?) {
    let microdata = self.microdata()
    // Before the headline, the last date is the nearest.
    let behind = self.mentions(in: head.behind), before = Array(self.mentions(in: head.before).reversed())
    // If there are dates on both sides of the headline, the nearer ones take precedence.
    let isBehindNearer =
      behind.first.map { first in before.first.map { first.node - page.headline <= page.headline - $0.node } ?? true } ?? false
    var mentions = isBehindNearer ? behind + before : before + behind
    if !mentions.contains(where: { $0.label != .modified }) { mentions += self.mentions(in: head.body, onlyMarked: true) }
    if mentions.isEmpty { mentions = beside() }
    let labelled = mentions.filter { $0.label == .published }.map(\.found)
    let plain = mentions.filter { $0.label == nil }.map(\.found)
    let published =
      Self.finest(labelled) ?? Self.finest(plain) ?? Self.finest(mentions.filter { $0.label == .modified && $0.isMarkedOnly }.map(\.found))
    let modified = Self.finest(mentions.filter { $0.label == .modified }.map(\.found))
    if microdata.published == nil, published == nil, modified == nil, let today = ofToday() { return today }
    return (microdata.published ?? published, microdata.modified ?? modified)
  }

  /// Reads "Published 14.14": a clock time with a label and without a day is of the day on which the page was served, which the masthead
  /// gives.
  private func ofToday() -> (published: PageMetadata.Found?, modified: PageMetadata.Found?)? {
    guard page.headline >= 0 else { return nil }
    var clocks: [(label: DateLabels.Label, text: [UInt8])] = []
    for node in head.behind where page.tree.tags[node] == .text && page.ink[node] < 80 && !head.isForeign(node) {
      for segment in DateLabels.standard.segments(Array(page.tree.text[page.tree.textRange(node)])) {
        if let label = segment.label, Self.isClock(segment.text) { clocks.append((label, segment.text)) }
      }
    }
    guard !clocks.isEmpty, let day = mastheadDay() else { return nil }
    func moment(_ label: DateLabels.Label) -> PageMetadata.Found? {
      guard let clock = clocks.first(where: { $0.label == label }) else { return nil }
      return withClock(Array(day.value.utf8), clock.text) ?? day
    }
    return (moment(.published), moment(.modified))
  }

  /// Whether a text begins with a clock time: "14.14 |", "2:05 pm".
  private static func isClock(_ text: [UInt8]) -> Bool {
    let text = text.drop { $0 == 32 || $0 == UInt8(ascii: ":") }
    let hour = text.prefix { $0 &- 48 < 10 }
    let rest = text.dropFirst(hour.count)
    guard (1...2).contains(hour.count), let mark = rest.first, mark == UInt8(ascii: ":") || mark == UInt8(ascii: ".") else { return false }
    return rest.dropFirst().prefix { $0 &- 48 < 10 }.count == 2 && TextShape.digits(Array(text)) <= 6
  }

  /// The one day that is marked as a date above the article.
  private func mastheadDay() -> PageMetadata.Found? {
    var found: PageMetadata.Found?
    for node in 0..<page.headline where page.tree.tags[node] == .text && page.ink[node] > 5 && page.ink[node] < 60 && isMarked(node) {
      guard let day = date(in: Array(page.tree.text[page.tree.textRange(node)])), day.value.utf8.count == 10 else { continue }
      if found.map({ $0.value != day.value }) == true { return nil }
      found = day
    }
    return found
  }

  /// The first date, with the time that another mention of the same day has.
  private static func finest(_ dates: [PageMetadata.Found]) -> PageMetadata.Found? {
    guard let first = dates.first else { return nil }
    guard first.value.utf8.count == 10 else { return first }
    return dates.first { $0.value.utf8.count > 10 && $0.value.hasPrefix(first.value) } ?? first
  }

  private func read(_ text: String?, _ origin: String) -> PageMetadata.Found? {
    .init(PageDateReader.standard.read(text, monthFirst: monthFirst, zone: zone), origin)
  }

  /// `itemprop="datePublished"` and `dateModified` of the article, not of what others wrote.
  private func microdata() -> (published: PageMetadata.Found?, modified: PageMetadata.Found?) {
    let tree = page.tree
    var published: PageMetadata.Found?, modified: PageMetadata.Found?
    // Bars and asides hold dates too. Such a date is the article's if it is the only one there and does not belong to another article.
    var beside: [PageMetadata.Found] = []
    for node in 0..<tree.count where page.purposes[node].contains(.property) {
      guard let range = tree.valueRange(node, .itemprop) else { continue }
      let property = tree.values[range]
      let isPublished = property.starts(with: "datePublished".utf8)
      guard isPublished || property.starts(with: "dateModified".utf8), let date = propertyDate(node) else { continue }
      if head.isForeign(node) {
        if isPublished, !isOfOthers(node), !beside.contains(where: { $0.value == date.value }) { beside.append(date) }
      } else if isPublished {
        published = published ?? date
      } else {
        modified = modified ?? date
      }
    }
    return (published ?? (beside.count == 1 ? beside[0] : nil), modified)
  }

  /// The date of a microdata element: from its attribute, from the `<time>` in it, or from its text.
  private func propertyDate(_ node: Int) -> PageMetadata.Found? {
    let tree = page.tree
    if let value = tree.value(node, .datetime) ?? tree.value(node, .content) { return read(value, "microdata") }
    for inner in node..<Int(tree.ends[node]) where tree.tags[inner] == .time {
      if let date = tree.value(inner, .datetime).flatMap({ read($0, "microdata") }) { return date }
    }
    return read(tree.plainText(node), "microdata")
  }

  /// Whether a node is among comments, or in an article that the headline is not in.
  private func isOfOthers(_ node: Int) -> Bool {
    var ancestor = node
    while ancestor >= 0 {
      if page.purposes[ancestor].contains(.comments) || page.tree.value(ancestor, .itemprop, is: "comment") { return true }
      if page.tree.tags[ancestor] == .article, page.headline >= 0, !page.tree.isInside(page.headline, ancestor) { return true }
      ancestor = Int(page.tree.parents[ancestor])
    }
    return false
  }

  private static let machineDates: [HTMLAttribute] = [
    .datetime, .title, .dataDateTime, .dataTimestamp, .dataTime, .dataPublished, .dataDate,
  ]

  /// How many nodes after the headline are searched for a bar with a date; for each, its ancestors are looked at.
  private static let farthestBeside = 3_000

  /// The dates in a bar or aside between the headline and the text, if they are all of one day: some pages put byline and date there.
  private func beside() -> [Mention] {
    let near = head.behind.lowerBound..<min(head.behind.upperBound, head.behind.lowerBound + Self.farthestBeside)
    let found = mentions(in: near, beside: true)
    return Set(found.map { $0.found.value.prefix(10) }).count == 1 ? found : []
  }

  /// The dates among nodes, in order. In running text, only what is marked as a date counts.
  private func mentions(in nodes: Range<Int>, onlyMarked: Bool = false, beside: Bool = false) -> [Mention] {
    let tree = page.tree
    var mentions: [Mention] = []
    var pending: (label: DateLabels.Label, until: Int)?
    // A day whose time may follow in a separate element.
    var open: (mention: Int, text: [UInt8], until: Int)?
    var node = nodes.lowerBound
    while node < nodes.upperBound, mentions.count < 8 {
      if beside ? isOfOthers(node) : head.isForeign(node) || page.purposes[node].contains(.caption) || tree.tags[node] == .figcaption {
        node = Int(tree.ends[node])
        continue
      }
      if tree.tags[node] != .text {
        // After the head, a date mentioned in passing ("Horoscope, 20 December") does not count.
        if !onlyMarked || tree.tags[node] == .time || isMarked(node), let date = machineDate(node) {
          let inner = DateLabels.standard.first(in: Array(tree.plainText(node).utf8))
          let said = inner ?? pending.flatMap { $0.until >= node ? $0.label : nil }
          let found = precise(date, node)
          mentions.append(Mention(label: said ?? markedLabel(node), found: found, node: node, isMarkedOnly: said == nil))
          pending = nil
          node = Int(tree.ends[node])
          // `<time datetime="2021-05-03">3 May</time> <time datetime="18:41">18:41</time>`
          if found.value.utf8.count == 10 { open = (mentions.count - 1, Array(found.value.utf8), node + 12) }
          continue
        }
        node += 1
        continue
      }
      let range = tree.textRange(node)
      if let day = open, node <= day.until, page.ink[node] > 0 {
        if let precise = withClock(day.text, Array(tree.text[range])) { mentions[day.mention].found = precise }
        if page.ink[node] > 2 { open = nil }
      }
      let isPlain = beside ? page.ink[node] < 50 && !page.inLink[node] : !onlyMarked
      if page.ink[node] < 160, isPlain || isMarked(node) {
        for segment in DateLabels.standard.segments(Array(tree.text[range])) {
          let said = segment.label ?? pending.flatMap { $0.until >= node ? $0.label : nil }
          if let date = date(in: segment.text) {
            mentions.append(Mention(label: said ?? markedLabel(node), found: date, node: node, isMarkedOnly: said == nil))
            pending = nil
            if date.value.utf8.count == 10 { open = (mentions.count - 1, segment.text, node + 12) }
          } else if let label = segment.label {
            pending = (label, node + 12)
          }
        }
      }
      node += 1
    }
    return mentions
  }

  /// A day with the clock time that follows it in a separate element: "October 23, 2025", then "4:40 pm CET".
  private func withClock(_ day: [UInt8], _ text: [UInt8]) -> PageMetadata.Found? {
    let clock = text.span.trimmed.drop { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "|") || $0 == 32 }
    guard clock.count <= 24, let first = clock.first, first &- 48 < 10, TextShape.digits(Array(clock)) <= 6 else { return nil }
    guard let date = date(in: day + [32] + clock), date.value.utf8.count > 10 else { return nil }
    return date
  }

  /// A date given by an attribute of an element.
  private func machineDate(_ node: Int) -> PageMetadata.Found? {
    // The title of a link describes where it leads.
    let isLink = page.tree.tags[node] == .a && !page.purposes[node].contains(.date)
    var day: PageMetadata.Found?
    for name in Self.machineDates where !(isLink && name == .title) {
      guard let value = page.tree.value(node, name), let date = read(value, "time") else { continue }
      // A bare day is replaced if another attribute gives its time.
      if date.value.utf8.count > 10 { return day.map { date.value.hasPrefix($0.value) } ?? true ? date : day }
      day = day ?? date
    }
    return day
  }

  /// The date of an attribute, with the displayed time if the attribute has none.
  private func precise(_ date: PageMetadata.Found, _ node: Int) -> PageMetadata.Found {
    // Some systems write local time with a zone of +00:00. If the reader is shown the same clock time, it is local.
    if date.value.hasSuffix("+00:00"), let zone, let shown = read(page.tree.plainText(node), "time"), shown.value.utf8.count > 10 {
      let isSame = shown.value.prefix(16) == date.value.prefix(16)
      return isSame && zone != .european(0) && zone != .fixed(0) ? shown : date
    }
    guard date.value.utf8.count == 10, let shown = read(page.tree.plainText(node), "time"), shown.value.hasPrefix(date.value) else {
      return date
    }
    return shown
  }

  private func date(in text: [UInt8]) -> PageMetadata.Found? {
    let text = text.span.trimmed
    guard TextShape.digits(text) >= 3, text.count < 140 else { return nil }
    return .init(PageDateReader.standard.read(text, monthFirst: monthFirst, zone: zone), "dateline")
  }

  /// What the classes of an element and its ancestors say about its date.
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
      if page.purposes[ancestor].contains(.date) || page.tree.tags[ancestor] == .time { return true }
      if page.tree.tags[ancestor] == .p || page.tree.tags[ancestor] == .article { return false }
      ancestor = Int(page.tree.parents[ancestor])
    }
    return false
  }

  private static let published = Set(["published", "pub", "publish", "pubdate", "created", "publication", "posted"].map { Array($0.utf8) })
  private static let modified = Set(["updated", "modified", "update", "lastmod", "modification"].map { Array($0.utf8) })
}
