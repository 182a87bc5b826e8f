internal import Glibc
internal import Record

/// Values over their periods. Exact values, bounds, ranges and approximate values are drawn differently.
package struct ValueChart: Sendable {
  /// Whether a value is exact, approximate or a bound.
  package enum Bound: Sendable, Hashable {
    /// A filled dot.
    case exact
    /// A dot with an arrow upwards: more than, or at least.
    case above
    /// A dot with an arrow downwards: less than, or up to.
    case below
    /// A hollow dot.
    case about
  }

  /// A figure of the chart.
  package struct Point: Sendable, Hashable {
    /// The time it is about.
    package var period: PeriodExtent
    /// The value, or a range's lower end.
    package var value: Double
    /// A range's upper end.
    package var high: Double?
    /// Whether the value is exact, approximate or a bound.
    package var bound: Bound
    /// What it says, in words.
    package var label: String
    /// Where a click leads.
    package var link: String?

    /// Makes a point.
    package init(period: PeriodExtent, value: Double, high: Double? = nil, bound: Bound = .exact, label: String, link: String? = nil) {
      self.period = period
      self.value = value
      self.high = high
      self.bound = bound
      self.label = label
      self.link = link
    }
  }

  /// What the chart shows.
  package var title: String
  /// The values' unit.
  package var unit: String
  /// The figures.
  package var points: [Point]

  /// Makes a chart of the points whose values can be drawn.
  package init(title: String, unit: String, points: [Point]) {
    self.title = title
    self.unit = unit
    self.points = points.filter { abs($0.value) < 1e18 && abs($0.high ?? 0) < 1e18 }
      .sorted { ($0.period.start, $0.period.end, $0.value) < ($1.period.start, $1.period.end, $1.value) }
  }

  private var low: Double { points.map { min($0.value, $0.high ?? $0.value) }.min() ?? 0 }
  private var high: Double { points.map { max($0.value, $0.high ?? $0.value) }.max() ?? 1 }

  /// Whether the values are so far apart that only a logarithmic scale shows them all.
  package var isLogarithmic: Bool { low > 1e-9 && high / low > 500 }

  /// The chart in words.
  package var description: String {
    guard !points.isEmpty else { return "Nothing to show." }
    let scale = isLogarithmic ? " The scale is logarithmic." : ""
    return """
      \(points.count == 1 ? "1 figure" : "\(points.count) figures") from \(NumberText.grouped(low)) to \(NumberText.grouped(high)) \(unit). A filled \
      dot is an exact value, a hollow one an approximate one, an arrow a bound, an upright bar a range, a level line the period.\(scale)
      """
  }

  /// The chart as a table.
  package var table: ChartTable {
    ChartTable(
      caption: title, columns: ["Figure", "Value"],
      rows: points.map { point in
        let sign =
          switch point.bound {
          case .exact: ""
          case .above: "> "
          case .below: "< "
          case .about: "~ "
          }
        let range = point.high.map { "\u{2013}\(NumberText.grouped($0))" } ?? ""
        return [point.label, "\(sign)\(NumberText.grouped(point.value))\(range) \(unit)"]
      })
  }

  /// Draws the chart, with sizes in pixels. `id` is the prefix of the ids of its title and description.
  package func svg(width: Double = 720, height: Double = 280, id: String = "values") -> SVG {
    var writer = SVGWriter()
    let frame = Frame(self, width: width, height: height)
    frame.drawAxes(&writer)
    for point in points { frame.draw(point, &writer) }
    return writer.drawing(
      width: width, height: height, id: id, title: title, description: description, hasLinks: points.contains { $0.link != nil },
      name: "chart values")
  }

  /// Maps values and times to positions in the drawing.
  private struct Frame {
    let left = 52.0
    let right: Double
    let top = 14.0
    let bottom: Double
    let days: (first: Double, last: Double)
    let ticks: [Double]
    let isLogarithmic: Bool

    init(_ chart: ValueChart, width: Double, height: Double) {
      right = width - 14
      bottom = height - 24
      let first = chart.points.map(\.period.start).min() ?? 0
      let last = chart.points.map(\.period.end).max() ?? 1
      let margin = max(15, (last - first) * 0.03)
      days = (first - margin, last + margin)
      isLogarithmic = chart.isLogarithmic
      ticks = isLogarithmic ? Self.powers(chart.low, chart.high) : Self.steps(chart.low, chart.high)
    }

    /// Round numbers from below the lowest to above the highest value; zero is included if it is near.
    private static func steps(_ low: Double, _ high: Double) -> [Double] {
      let from = low > 0 && low < high * 0.6 ? 0 : low
      let to = high < 0 && high > low * 0.6 ? 0 : high
      let span = to > from ? to - from : max(abs(to), 1)
      var size = 1.0
      while size * 10 < span { size *= 10 }
      while size > span { size /= 10 }
      for factor in [0.2, 0.25, 0.5, 1, 2.0] where span / (size * factor) <= 6 {
        size *= factor
        break
      }
      let first = (from / size).rounded(.down)
      let last = max(first + 1, (to / size).rounded(.up))
      return (0...Int(min(50, last - first))).map { (first + Double($0)) * size }
    }

    private static func powers(_ low: Double, _ high: Double) -> [Double] {
      var power = 1.0
      while power > low { power /= 10 }
      while power * 10 <= low { power *= 10 }
      var ticks = [power]
      while power < high, ticks.count < 40 {
        power *= 10
        ticks.append(power)
      }
      return ticks
    }

    func x(_ day: Double) -> Double { left + (day - days.first) / max(1, days.last - days.first) * (right - left) }

    func y(_ value: Double) -> Double {
      let low = scaled(ticks.first ?? 0)
      let high = scaled(ticks.last ?? 1)
      return bottom - (scaled(value) - low) / max(high - low, 1e-12) * (bottom - top)
    }

    private func scaled(_ value: Double) -> Double { isLogarithmic ? log10(max(value, .leastNormalMagnitude)) : value }

    func drawAxes(_ writer: inout SVGWriter) {
      for tick in ticks {
        let height = y(tick)
        writer.element(
          "line", line(left, height, right, height) + [("stroke", "currentColor"), ("stroke-opacity", "0.18"), ("class", "grid")])
        let at = [("x", SVGWriter.number(left - 6)), ("y", SVGWriter.number(height + 4)), ("text-anchor", "end")]
        writer.words("text", at + [("fill", "currentColor"), ("class", "axis")], NumberText.short(tick))
      }
      let years = (1970 + Int(days.first / 365.2425) - 1)...(1970 + Int(days.last / 365.2425) + 1)
      let every = max(1, Int((Double(years.count) * 44 / max(1, right - left)).rounded(.up)))
      for year in years where year % every == 0 {
        let place = x(Double(CalendarDay.number(year, 1, 1)))
        guard place >= left, place <= right - 24 else { continue }
        writer.element("line", line(place, bottom, place, bottom + 5) + [("stroke", "currentColor"), ("class", "tick")])
        writer.words(
          "text", [("x", SVGWriter.number(place + 3)), ("y", SVGWriter.number(bottom + 15)), ("fill", "currentColor"), ("class", "axis")],
          "\(year)")
      }
    }

    func draw(_ point: Point, _ writer: inout SVGWriter) {
      let inside = { (writer: inout SVGWriter) in
        writer.words("title", [], point.label)
        let middle = x((point.period.start + point.period.end) / 2)
        let height = y(point.value)
        let stroke = [("stroke", "#2c5f8a"), ("stroke-width", "2"), ("class", "stem")]
        if point.period.end - point.period.start > 1 {
          let level = point.high.map { (y($0) + height) / 2 } ?? height
          writer.element(
            "line", line(x(point.period.start), level, x(point.period.end), level) + stroke + [("stroke-opacity", "0.45")])
        }
        writer.element(
          "circle", circle(middle, height, 12) + [("fill", "transparent"), ("class", "hit")])
        if let high = point.high {
          writer.element(
            "rect", rectangle(middle - 3.5, min(y(high), height), 7, abs(height - y(high))) + [("fill", "#2c5f8a"), ("class", "mark")])
          return
        }
        if point.bound == .above || point.bound == .below {
          let sign = point.bound == .above ? -1.0 : 1
          writer.element("line", line(middle, height, middle, height + sign * 16) + stroke)
          let tip = [(middle - 4, height + sign * 12), (middle, height + sign * 18), (middle + 4, height + sign * 12)]
          let path = tip.map { "\(SVGWriter.number($0.0)),\(SVGWriter.number($0.1))" }.joined(separator: " ")
          writer.element("polyline", [("points", path), ("fill", "none")] + stroke)
        }
        let isHollow = point.bound == .about
        writer.element(
          "circle",
          circle(middle, height, 4.5) + [("fill", isHollow ? "#ffffff" : "#2c5f8a"), ("stroke", "#2c5f8a"), ("stroke-width", "2")] + [
            ("class", isHollow ? "mark hollow" : "mark")
          ])
      }
      if let link = point.link {
        writer.group("a", [("href", link), ("aria-label", point.label)], inside)
      } else {
        writer.group("g", [], inside)
      }
    }

    private func line(_ x1: Double, _ y1: Double, _ x2: Double, _ y2: Double) -> [(String, String)] {
      [("x1", SVGWriter.number(x1)), ("y1", SVGWriter.number(y1)), ("x2", SVGWriter.number(x2)), ("y2", SVGWriter.number(y2))]
    }

    private func circle(_ x: Double, _ y: Double, _ radius: Double) -> [(String, String)] {
      [("cx", SVGWriter.number(x)), ("cy", SVGWriter.number(y)), ("r", SVGWriter.number(radius))]
    }
  }
}
