/// `itemprop="articleBody"`: the publisher says where the body is.
enum MicrodataStep: ContentStep {
  static let name = "microdata"

  static func root(_ page: PageAnalysis, _ measure: TextMeasure) -> Int? {
    let tree = page.tree
    var nodes: [Int] = []
    for (node, marks) in page.marks.enumerated() where marks.contains(.body) && measure.running[node] > 0 {
      guard let range = tree.valueRange(node, .itemprop), tree.values[range].elementsEqual("articleBody".utf8) else { continue }
      nodes.append(node)
    }
    return RootChoice.choose(nodes, page, measure)
  }
}
