/// Finds where running text is densest: goes down from the top, always into the child that holds most of it.
enum DensityStep: ContentStep {
  static let name = "density"

  static func nodes(_ page: PageAnalysis, _ measure: TextMeasure) -> [Int] {
    guard page.tree.count > 0, measure.running[0] > 0 else { return [] }
    return [descend(from: 0, page, measure, twentieths: 17)]
  }

  /// The lowest element under `start` that can be reached if every step down keeps that share of the running text of the element above.
  static func descend(from start: Int, _ page: PageAnalysis, _ measure: TextMeasure, twentieths share: Int32) -> Int {
    let tree = page.tree
    var node = start
    while true {
      var best = -1
      var child = node + 1
      while child < Int(tree.ends[node]) {
        if best < 0 || measure.running[child] > measure.running[best] { best = child }
        child = Int(tree.ends[child])
      }
      guard best >= 0, measure.running[best] * 20 >= measure.running[node] * share, !leaf.contains(tree.tags[best]) else { return node }
      node = best
    }
  }

  private static let leaf: TagSet = [.p, .li, .td, .span, .text, .blockquote, .b, .strong, .em, .i, .a, .font]
}
