import Charts
import Testing

/// Bars are as long as their counts, in pictures and in the terminal, and no label can break the picture.
@Suite struct BarChartTests {
  private static func isXML(_ text: String) -> Bool {
    var open: [Substring] = []
    for match in text.matches(of: /<(\/?)([A-Za-z]+)([^<>]*)>/) {
      let (_, slash, name, rest) = match.output
      if slash == "/" {
        guard open.popLast() == name else { return false }
      } else if !rest.hasSuffix("/") {
        open.append(name)
      }
    }
    return open.isEmpty && text.firstMatch(of: /&(?!amp;|lt;|gt;|quot;)/) == nil
  }

  @Test func barsAreAsLongAsTheirCounts() throws {
    let chart = BarChart(title: "A & B <c>", bars: [.init("Ana \"Ruiz\"", 40), .init("none & nobody", 10)])
    #expect(Self.isXML(chart.svg))
    let widths = chart.svg.matches(of: /<rect [^>]*width="([0-9.]+)"/).compactMap { Double($0.output.1) }
    #expect(widths.count == 2 && abs(widths[0] / widths[1] - 4) < 0.02)
    #expect(chart.svg.contains("<title id=\"title\">A &amp; B &lt;c&gt;</title>"))
    let lines = chart.text(width: 60).split(separator: "\n")
    #expect(lines.count == 2 && lines.allSatisfy { $0.count <= 60 })
    let blocks = lines.map { line in line.count { $0 == "\u{2588}" } }
    #expect(blocks[0] / 4 == blocks[1])
  }

  @Test func noBarsAreAPictureToo() {
    #expect(Self.isXML(BarChart(title: "none", bars: []).svg))
    #expect(BarChart(title: "none", bars: []).text(width: 10).isEmpty)
    #expect(Self.isXML(TextPicture(title: "<&>", lines: ["a < b", "", "\u{1F600} & \u{1}"]).svg))
  }
}
