/// A step of the cascade that finds the element that holds the article.
protocol ContentStep: Sendable {
  /// The step's name, as a record's origins show it.
  static var name: String { get }
  /// The element, or `nil` where the step does not apply.
  static func root(_ page: PageAnalysis, _ measure: TextMeasure) -> Int?
}

/// Picks one element out of several that all look like the article.
enum RootChoice {
  /// The one that holds most running text; where several hold much, what they have in common, unless each is an article
  /// with its own headline.
  static func choose(_ nodes: [Int], _ page: PageAnalysis, _ measure: TextMeasure) -> Int? {
    let tree = page.tree
    var tops: [Int] = []
    for node in nodes where measure.running[node] > 0 {
      if let last = tops.last, tree.isInside(node, last) { continue }
      tops.append(node)
    }
    guard let best = tops.max(by: { measure.running[$0] < measure.running[$1] }) else { return nil }
    let sum = tops.reduce(0) { $0 + measure.running[$1] }
    if measure.running[best] * 4 >= sum * 3 { return best }
    // Others count where they are as long, or stand beside it: parts of one article, entries of a live blog.
    let parts = tops.filter { measure.running[$0] * 3 >= measure.running[best] || tree.parents[$0] == tree.parents[best] }
    if parts.count == 1 { return best }
    let common = ancestor(of: parts, tree)
    let headlines = (common..<Int(tree.ends[common])).filter { tree.tags[$0] == .h1 && tree.hasText($0) }
    if headlines.count > 1 || tree.tags[common] == .body {
      // The article under the first headline, or with it inside.
      if page.headline >= 0 {
        if let holder = tops.first(where: { tree.isInside(page.headline, $0) }) { return holder }
        if let next = tops.first(where: { $0 > page.headline && measure.running[$0] * 5 >= measure.running[best] }) { return next }
      }
      return best
    }
    return common
  }

  /// The lowest element that holds all of them.
  static func ancestor(of nodes: [Int], _ tree: HTMLTree) -> Int {
    guard var common = nodes.first, let last = nodes.last else { return 0 }
    while Int(tree.ends[common]) <= last, tree.parents[common] >= 0 { common = Int(tree.parents[common]) }
    return common
  }
}
