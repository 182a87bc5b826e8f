/// `itemprop="articleBody"`: the publisher says where the body is.
enum MicrodataStep: ContentStep {
  static let name = "microdata"

  static func nodes(_ page: PageAnalysis, _ measure: TextMeasure) -> [Int] {
    let tree = page.tree
    return page.purposes.indices.filter { node in
      page.purposes[node].contains(.body) && measure.running[node] > 0
        && tree.valueRange(node, .itemprop).map { tree.values[$0].elementsEqual("articleBody".utf8) } == true
    }
  }
}
