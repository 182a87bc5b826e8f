/// The `<main>` element, or a class for the page's main column.
enum MainElementStep: ContentStep {
  static let name = "main"

  static func root(_ page: PageAnalysis, _ measure: TextMeasure) -> Int? {
    let tree = page.tree
    var nodes: [Int] = []
    for node in 0..<tree.count {
      let tag = tree.tags[node]
      if tag == .text || tag == .body || tag == .html { continue }
      let isMain = tag == .main || page.marks[node].contains(.story)
      if isMain, measure.running[node] > 0 { nodes.append(node) }
    }
    return RootChoice.choose(nodes, page, measure)
  }
}
