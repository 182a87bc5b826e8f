/// A class or id that publishers use for the body: `article-body`, `entry-content`, `story-text`.
enum BodyClassStep: ContentStep {
  static let name = "body class"

  static func root(_ page: PageAnalysis, _ measure: TextMeasure) -> Int? {
    var nodes: [Int] = []
    for (node, marks) in page.marks.enumerated() where marks.contains(.body) && measure.running[node] > 0 {
      if page.tree.tags[node] == .body || page.tree.tags[node] == .html { continue }
      nodes.append(node)
    }
    return RootChoice.choose(nodes, page, measure)
  }
}
