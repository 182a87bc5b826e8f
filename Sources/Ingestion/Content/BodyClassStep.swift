/// A class or id that publishers use for the body: `article-body`, `entry-content`, `story-text`.
enum BodyClassStep: ContentStep {
  static let name = "body class"

  static func nodes(_ page: PageAnalysis, _ measure: TextMeasure) -> [Int] {
    page.purposes.indices.filter { node in
      page.purposes[node].contains(.body) && measure.running[node] > 0 && page.tree.tags[node] != .body && page.tree.tags[node] != .html
    }
  }
}
