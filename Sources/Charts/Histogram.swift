/// Counts over time as bars.
package struct Histogram: Sendable {
  /// A range of months and how many fall into it.
  package struct Bin: Sendable, Hashable {
    /// The first month.
    package var first: Month
    /// The last month.
    package var last: Month
    /// How many.
    package var count: Int
    /// Where a click on the bar leads.
    package var link: String?

    /// The bin's time in words: "Feb 2017", "2017", "Jan 2017 – Jun 2017".
    package var words: String {
      if first == last { return first.words }
      if first.month == 1 && last.month == 12 { return first.year == last.year ? "\(first.year)" : "\(first.year)\u{2013}\(last.year)" }
      return "\(first.words) \u{2013} \(last.words)"
    }
  }

  /// What the chart shows.
  package var title: String
  /// What is counted: "quotes".
  package var unit: String
  /// The bars, in order of time.
  package var bins: [Bin]

  /// Groups counts by month (`2017-02`) into at most `most` bars of equal length: 1, 2, 3, 4 or 6 months, or whole years.
  package init(title: String, unit: String, months: [(month: String, count: Int)], most: Int = 14, link: (Bin) -> String? = { _ in nil }) {
    self.title = title
    self.unit = unit
    bins = []
    let counts = months.compactMap { entry in Month(entry.month).map { ($0, entry.count) } }
    guard let first = counts.map(\.0).min(), let last = counts.map(\.0).max() else { return }
    let lengths = [1, 2, 3, 4, 6, 12, 24, 36, 60, 120, 240, 600, 1200, 12000]
    let length = lengths.first { last.number / $0 - first.number / $0 < max(1, most) } ?? 120_000
    let origin = first.number / length
    bins = (origin...last.number / length).map {
      Bin(first: Month(number: $0 * length), last: Month(number: ($0 + 1) * length - 1), count: 0)
    }
    for (month, count) in counts { bins[month.number / length - origin].count += count }
    for index in bins.indices { bins[index].link = link(bins[index]) }
  }

  /// The chart in words.
  package var description: String {
    guard let first = bins.first, let last = bins.last, let highest = bins.max(by: { $0.count < $1.count }) else {
      return "Nothing to show."
    }
    let total = bins.reduce(0) { $0 + $1.count }
    return """
      \(NumberText.grouped(total)) \(unit) from \(first.first.words) to \(last.last.words); the most, \(NumberText.grouped(highest.count)), in \
      \(highest.words).
      """
  }

  /// The chart as a table.
  package var table: ChartTable {
    ChartTable(caption: title, columns: ["Time", unit], rows: bins.map { [$0.words, NumberText.grouped($0.count)] })
  }

  /// Draws the chart, with sizes in pixels. `id` is the prefix of the ids of its title and description.
  package func svg(width: Double = 720, height: Double = 120, id: String = "histogram") -> SVG {
    var writer = SVGWriter()
    let floor = height - 18
    let most = Double(max(1, bins.map(\.count).max() ?? 1))
    let step = width / Double(max(1, bins.count))
    var labelEnd = -1.0
    for (index, bin) in bins.enumerated() {
      let left = Double(index) * step
      let tall = bin.count == 0 ? 0 : max(2, Double(bin.count) / most * (floor - 16))
      let draw = { (writer: inout SVGWriter) in
        writer.words("title", [], "\(bin.words): \(NumberText.grouped(bin.count)) \(unit)")
        writer.element("rect", rectangle(left, 0, step, floor) + [("fill", "transparent"), ("class", "hit")])
        let wide = min(36, max(1, step - 3))
        writer.element(
          "rect", rectangle(left + (step - wide) / 2, floor - tall, wide, tall) + [("rx", "1"), ("fill", "#2c5f8a"), ("class", "bar")])
        guard bin.count > 0, step >= 20 else { return }
        let at = [("x", SVGWriter.number(left + step / 2)), ("y", SVGWriter.number(floor - tall - 4)), ("text-anchor", "middle")]
        writer.words("text", at + [("fill", "currentColor"), ("class", "count")], NumberText.short(Double(bin.count)))
      }
      if let link = bin.link {
        let label = "\(bin.words): \(NumberText.grouped(bin.count)) \(unit)"
        writer.group("a", [("href", link), ("aria-label", label)], draw)
      } else {
        writer.group("g", [], draw)
      }
      let label = bin.last.number - bin.first.number >= 11 || bin.first.month == 1 ? "\(bin.first.year)" : bin.first.words
      let needed = Double(label.utf8.count) * 6.5
      let middle = min(max(left + step / 2, needed / 2), width - needed / 2)
      guard middle - needed / 2 >= labelEnd else { continue }
      writer.words(
        "text",
        [
          ("x", SVGWriter.number(middle)), ("y", SVGWriter.number(height - 4)), ("text-anchor", "middle"), ("fill", "currentColor"),
          ("class", "axis"),
        ], label)
      labelEnd = middle + needed / 2 + 10
    }
    writer.element(
      "line",
      [("x1", "0"), ("x2", SVGWriter.number(width)), ("y1", SVGWriter.number(floor)), ("y2", SVGWriter.number(floor))] + [
        ("stroke", "currentColor"), ("class", "rule"),
      ])
    return writer.drawing(
      width: width, height: height, id: id, title: title, description: description, hasLinks: bins.contains { $0.link != nil },
      name: "chart histogram")
  }
}

func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double) -> [(String, String)] {
  [
    ("x", SVGWriter.number(x)), ("y", SVGWriter.number(y)), ("width", SVGWriter.number(width)),
    ("height", SVGWriter.number(max(0, height))),
  ]
}
