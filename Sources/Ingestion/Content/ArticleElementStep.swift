/// The `<article>` element.
enum ArticleElementStep: ContentStep {
  static let name = "article"

  static func nodes(_ page: PageAnalysis, _ measure: TextMeasure) -> [Int] {
    page.tree.all(.article).filter { measure.running[$0] > 0 }
  }
}
