import Charts
import Foundation
import FoundationXML
import Testing

@Suite struct ChartTests {
  /// Reads a drawing as XML: the elements' names with their attributes.
  private final class Reader: NSObject, XMLParserDelegate {
    var elements: [(name: String, attributes: [String: String])] = []
    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String] = [:]
    ) { elements.append((name, attributes)) }
  }

  private func elements(_ drawing: SVG) throws -> [(name: String, attributes: [String: String])] {
    let reader = Reader()
    let parser = XMLParser(data: Data(drawing.document))
    parser.delegate = reader
    let isWhole = parser.parse()
    try #require(isWhole, "no well-formed XML: \(drawing.text)")
    return reader.elements
  }

  @Test(arguments: [
    ("2017", 17167.0, 17532.0), ("2017-02", 17198, 17226), ("2017-02-27", 17224, 17225), ("2016-W36", 17049, 17056),
    ("2016-11/2017-02", 17106, 17226), ("/2016-09-30", 17074, 17075), ("2016-22", 16953, 17045), ("2017~", 17167, 17532),
    ("2016-12/", 17136, 17167), ("2016-24", 17136, 17226),
  ]) func periodsCoverTheirDays(text: String, start: Double, end: Double) throws {
    let extent = try #require(PeriodExtent(edtf: text))
    #expect(extent.start == start && extent.end == end, "\(extent)")
  }

  @Test(arguments: ["", "/", "soon", "2017-13", "2017-02-32", "2018/2017", "2017/2018/2019", "99999999999999999999"])
  func whatIsNoPeriodHasNoExtent(text: String) { #expect(PeriodExtent(edtf: text) == nil) }

  @Test(arguments: [
    (0.0, "0"), (1400, "1,400"), (-1_234_567.5, "\u{2212}1,234,567.5"), (0.25, "0.25"), (999, "999"), (100_000, "100,000"), (1e20, "1e+20"),
  ]) func thousandsAreGrouped(value: Double, text: String) { #expect(NumberText.grouped(value) == text) }

  @Test(arguments: [(1, 1), (14, 14), (15, 8), (84, 14), (400, 12), (3000, 13)]) func binsAreFewAndLoseNothing(months: Int, most: Int) {
    let counts = (0..<months).map { (month: Month(number: 2000 * 12 + $0).text, count: $0 % 7) }
    let chart = Histogram(title: "t", unit: "quotes", months: counts)
    #expect(chart.bins.count <= 14 && chart.bins.count >= min(months, 5))
    #expect(chart.bins.reduce(0) { $0 + $1.count } == counts.reduce(0) { $0 + $1.count })
    #expect(zip(chart.bins, chart.bins.dropFirst()).allSatisfy { $0.last.number + 1 == $1.first.number })
  }

  @Test func namesAndLinksOfMarkupStayWords() throws {
    let hostile = "</title><script>alert(1)</script>\u{0}&\"'"
    let bars = Histogram(title: hostile, unit: hostile, months: [("2017-01", 2)]) { _ in "/?q=\"><script>" }.svg(id: "a\"b")
    let found = try elements(bars)
    #expect(!found.contains { $0.name == "script" })
    #expect(found.first { $0.name == "a" }?.attributes["href"] == "/?q=\"><script>")
    let period = try #require(PeriodExtent(edtf: "2017"))
    let values = ValueChart(
      title: hostile, unit: hostile, points: [.init(period: period, value: 1, label: hostile, link: hostile)]
    ).svg()
    let names = try elements(values).map(\.name)
    #expect(!names.contains("script"))
  }

  @Test func boundsRangesAndApproximationsLookDifferent() throws {
    let period = try #require(PeriodExtent(edtf: "2017-03-04"))
    func drawn(_ bound: ValueChart.Bound, high: Double? = nil) throws -> [String] {
      let chart = ValueChart(title: "t", unit: "km", points: [.init(period: period, value: 5, high: high, bound: bound, label: "l")])
      return try elements(chart.svg()).map { $0.name + ($0.attributes["class"] ?? "") }.filter { !["lineticks", "texttick"].contains($0) }
    }
    let all = [try drawn(.exact), try drawn(.above), try drawn(.about), try drawn(.exact, high: 9)]
    #expect(Set(all).count == all.count)
    #expect(try drawn(.about).contains("circlemark hollow") && drawn(.exact, high: 9).contains("rectmark"))
  }

  @Test(arguments: [
    [], [0.0], [-5, -1], [1, 1_000_000], [0, 1e17], [-1e300, 1e300], [5, 5], [0.0001, 0.0002], [.infinity, 1], [.nan, 2],
    [Double.leastNonzeroMagnitude, 1],
  ]) func everyValueCanBeDrawn(values: [Double]) throws {
    let periods = ["0001", "9999", "2017"].compactMap { PeriodExtent(edtf: $0) }
    let points = values.enumerated().map { ValueChart.Point(period: periods[$0 % 3], value: $1, label: "l") }
    let chart = ValueChart(title: "t", unit: "u", points: points)
    for element in try elements(chart.svg(width: 340, height: 200)) where element.name == "circle" {
      let height = Double(element.attributes["cy"] ?? "") ?? -1
      #expect(height >= 0 && height <= 200, "\(element.attributes)")
    }
    #expect(chart.table.rows.count == chart.points.count)
  }
}
