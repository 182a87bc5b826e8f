/// A way to find elements that may hold the article.
protocol ContentStep: Sendable {
  /// The step's name, as a record's origins show it.
  static var name: String { get }
  /// The elements, in document order; one may be inside of another.
  static func nodes(_ page: PageAnalysis, _ measure: TextMeasure) -> [Int]
}
