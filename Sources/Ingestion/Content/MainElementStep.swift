/// The `<main>` element, or a class for the page's main column.
enum MainElementStep: ContentStep {
  static let name = "main"

  static func nodes(_ page: PageAnalysis, _ measure: TextMeasure) -> [Int] {
    page.tree.tags.indices.filter { node in
      let tag = page.tree.tags[node]
      if tag == .text || tag == .body || tag == .html { return false }
      return (tag == .main || page.purposes[node].contains(.story)) && measure.running[node] > 0
    }
  }
}
