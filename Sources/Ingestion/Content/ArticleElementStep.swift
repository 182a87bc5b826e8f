/// The `<article>` element.
enum ArticleElementStep: ContentStep {
  static let name = "article"

  static func root(_ page: PageAnalysis, _ measure: TextMeasure) -> Int? {
    let nodes = page.tree.all(.article)
    if page.headline >= 0, let holder = nodes.first(where: { page.tree.isInside(page.headline, $0) && measure.running[$0] > 500 }) {
      return holder
    }
    return RootChoice.choose(nodes, page, measure)
  }
}
