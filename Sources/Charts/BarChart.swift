/// Counts as horizontal bars, each with its label and number.
package struct BarChart: Sendable {
  /// A bar.
  package struct Bar: Sendable, Hashable {
    /// What is counted.
    package var label: String
    /// How many.
    package var count: Int

    /// Makes a bar.
    package init(_ label: String, _ count: Int) {
      self.label = label
      self.count = count
    }
  }

  /// The heading.
  package var title: String
  /// The bars in their order.
  package var bars: [Bar]

  /// Makes a chart.
  package init(title: String, bars: [Bar]) {
    self.title = title
    self.bars = bars
  }

  /// The chart in words, as the description of the picture.
  private var description: String {
    guard let largest = bars.max(by: { $0.count < $1.count }) else { return "No matches." }
    return "\(bars.count) bars, \(bars.reduce(0) { $0 + $1.count }) in all; the longest is \(largest.label) with \(largest.count)."
  }

  /// The chart as an SVG picture.
  package var svg: String {
    let (width, left, row) = (760.0, 240.0, 24.0)
    var picture = SVGDocument(width: Int(width), height: 50 + bars.count * Int(row) + 10, title: title, description: description)
    picture.text(title, 10, 24, .heading)
    let most = Double(max(1, bars.map(\.count).max() ?? 1))
    for (index, bar) in bars.enumerated() {
      let y = 44 + Double(index) * row
      let length = max(1, (width - left - 80) * Double(bar.count) / most)
      picture.text(Self.shortened(bar.label, 34), left - 10, y + 15, anchor: .end)
      picture.rectangle(left, y + 3, length, row - 7, .bar, tip: "\(bar.label): \(bar.count)")
      picture.text(String(bar.count), left + length + 6, y + 15)
    }
    return picture.text
  }

  /// The chart for a terminal: one line per bar, drawn with block characters in steps of an eighth.
  /// - Parameter width: the terminal's width in columns.
  package func text(width: Int) -> String {
    let most = max(1, bars.map(\.count).max() ?? 1)
    let label = min(max(8, bars.map { $0.label.count }.max() ?? 8), max(8, width / 3))
    let digits = String(most).count
    let room = max(8, width - label - digits - 4)
    var text = ""
    for bar in bars {
      let name = Self.shortened(bar.label, label)
      let eighths = bar.count == 0 ? 0 : max(1, bar.count * room * 8 / most)
      let blocks = String(repeating: "\u{2588}", count: eighths / 8)
      let rest = eighths % 8 == 0 ? "" : String(Self.parts[eighths % 8 - 1])
      let count = String(bar.count)
      text +=
        name + String(repeating: " ", count: max(0, label - name.count + 1)) + String(repeating: " ", count: digits - count.count)
        + count + " " + blocks + rest + "\n"
    }
    return text
  }

  private static let parts: [Character] = ["\u{258F}", "\u{258E}", "\u{258D}", "\u{258C}", "\u{258B}", "\u{258A}", "\u{2589}"]

  static func shortened(_ text: String, _ most: Int) -> String {
    text.count <= most ? text : text.prefix(max(1, most - 1)) + "\u{2026}"
  }
}
