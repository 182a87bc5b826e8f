/// A way to find elements that may hold the article.
protocol ContentStep: Sendable {
  /// The step's name, as it is shown among a record's origins.
  static var name: String { get }
  /// The elements, in document order; one may be inside another.
  static func nodes(_ page: PageAnalysis, _ measure: TextMeasure) -> [Int]
}
