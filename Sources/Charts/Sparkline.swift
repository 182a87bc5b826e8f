/// Counts in a row as a small line of bars, to stand within a text.
package struct Sparkline: Sendable {
  /// What it shows.
  package var title: String
  /// The counts, in order of time.
  package var counts: [Int]

  /// Makes a sparkline.
  package init(title: String, counts: [Int]) {
    self.title = title
    self.counts = counts
  }

  /// Draws it, sizes in pixels; `id` begins the ids of its title and description.
  package func svg(width: Double = 96, height: Double = 20, id: String) -> SVG {
    var writer = SVGWriter()
    let most = Double(max(1, counts.max() ?? 1))
    let step = width / Double(max(1, counts.count))
    for (index, count) in counts.enumerated() where count > 0 {
      let tall = max(1, Double(count) / most * height)
      writer.element(
        "rect", rectangle(Double(index) * step, height - tall, max(1, step - 1), tall) + [("fill", "#2c5f8a"), ("class", "bar")])
    }
    let list = counts.map { NumberText.grouped($0) }.joined(separator: ", ")
    return writer.drawing(
      width: width, height: height, id: id, title: title, description: list, hasLinks: false, name: "chart sparkline")
  }
}
