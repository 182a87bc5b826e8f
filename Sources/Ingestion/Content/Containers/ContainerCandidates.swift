/// What may hold the article's body: one element, or several of one kind.
struct ContainerCandidate: Sendable {
  /// The elements, in document order, none inside another.
  var roots: [Int]
  /// The step that found it, as it is shown among a record's origins.
  var origin: String

  /// Whether a node is inside one of the elements.
  func contains(_ node: Int, _ tree: HTMLTree) -> Bool {
    var low = 0, high = roots.count
    while low < high {
      let middle = (low + high) / 2
      if roots[middle] <= node { low = middle + 1 } else { high = middle }
    }
    return low > 0 && tree.isInside(node, roots[low - 1])
  }
}

/// Collects the elements of a page that may hold the body: those that say so, those that hold the headline, and those where the text is.
struct ContainerCandidates {
  private let page: PageAnalysis
  private let measure: TextMeasure
  private var found: [ContainerCandidate] = []
  private var known: Set<[Int]> = []
  /// The most candidates: a page has few that differ, and each is read as a whole.
  private let most: Int

  /// The candidates of a page, first those that claim to be the body.
  static func all(_ page: PageAnalysis, _ measure: TextMeasure) -> [ContainerCandidate] {
    guard page.tree.count > 0, measure.running[0] > 0 else { return [] }
    var candidates = ContainerCandidates(page, measure)
    candidates.gather()
    return candidates.found
  }

  private init(_ page: PageAnalysis, _ measure: TextMeasure) {
    self.page = page
    self.measure = measure
    most = max(8, min(48, 4_000_000 / max(1, page.tree.count)))
  }

  private mutating func gather() {
    let tree = page.tree
    for step in ContentSteps.all where step != DensityStep.self {
      let nodes = step.nodes(page, measure)
      addGroups(nodes, step.name)
      for node in largest(nodes, 8) { add([node], step.name) }
      let tops = Self.tops(nodes, tree)
      if tops.count > 1 { add([ancestor(of: tops)], step.name) }
      for node in largest(nodes, 2) {
        for share: Int32 in [17, 12] { add([DensityStep.descend(from: node, page, measure, twentieths: share)], DensityStep.name) }
      }
    }
    for share: Int32 in [17, 14, 11] { add([DensityStep.descend(from: 0, page, measure, twentieths: share)], DensityStep.name) }
    addAroundHeadline()
    addParagraphParents()
    for candidate in found.prefix(12) where candidate.roots.count == 1 {
      let parent = Int(tree.parents[candidate.roots[0]])
      if parent > 0, !Self.frame.contains(tree.tags[parent]) { add([parent], "parent") }
    }
  }

  private mutating func add(_ roots: [Int], _ origin: String) {
    guard found.count < most, let first = roots.first, first >= 0 else { return }
    let running = roots.reduce(Int32(0)) { $0 + measure.running[$1] }
    guard running > 0, known.insert(roots).inserted else { return }
    found.append(ContainerCandidate(roots: roots, origin: origin))
  }

  private func largest(_ nodes: [Int], _ count: Int) -> [Int] {
    if nodes.count < 2 { return nodes }
    let running = measure.running
    return Array(nodes.sorted { running[$0] != running[$1] ? running[$0] > running[$1] : $0 < $1 }.prefix(count))
  }

  /// The lowest element that contains all of them.
  private func ancestor(of nodes: [Int]) -> Int {
    guard var common = nodes.first, let last = nodes.last else { return 0 }
    while Int(page.tree.ends[common]) <= last, page.tree.parents[common] >= 0 { common = Int(page.tree.parents[common]) }
    return common
  }

  /// The nodes that are not inside any of the others.
  static func tops(_ nodes: [Int], _ tree: HTMLTree) -> [Int] {
    var tops: [Int] = []
    for node in nodes {
      if let last = tops.last, tree.isInside(node, last) { continue }
      tops.append(node)
    }
    return tops
  }

  /// Adds the parts of one article: elements of one kind, by tag and class.
  private mutating func addGroups(_ nodes: [Int], _ origin: String) {
    guard nodes.count > 1 else { return }
    var groups: [[UInt8]: [Int]] = [:]
    for node in nodes { groups[ElementKind.key(of: node, page.tree), default: []].append(node) }
    for group in groups.values.map({ Self.tops($0, page.tree) }).filter({ $0.count > 1 && $0.count < 200 }).sorted(by: { $0[0] < $1[0] }) {
      add(withHeadings(group), origin)
    }
  }

  /// Parts that are children of one element, together with the headings between them.
  private func withHeadings(_ parts: [Int]) -> [Int] {
    let tree = page.tree
    guard let first = parts.first, let last = parts.last, case let parent = tree.parents[first], parent >= 0,
      parts.allSatisfy({ tree.parents[$0] == parent })
    else { return parts }
    var all: [Int] = []
    var child = first
    while child <= last {
      if parts.contains(child) || measure.running[child] == 0 && headingAlone(child) { all.append(child) }
      child = Int(tree.ends[child])
    }
    return all
  }

  /// Whether all text of an element is a heading.
  private func headingAlone(_ node: Int) -> Bool {
    let tree = page.tree
    guard let heading = (node..<min(Int(tree.ends[node]), node + 6)).first(where: { TagSet.heading.contains(tree.tags[$0]) }) else {
      return false
    }
    return tree.textRange(heading).count * 10 >= tree.textRange(node).count * 9
  }

  /// Adds the headline's ancestors, and the elements after the headline on the same level.
  private mutating func addAroundHeadline() {
    let tree = page.tree
    guard page.headline >= 0 else { return }
    var node = page.headline
    var added = 0
    while node > 0, added < 6, !Self.frame.contains(tree.tags[node]) {
      if measure.running[node] > 0 {
        add([node], "headline")
        added += 1
      }
      let parent = Int(tree.parents[node])
      var next = Int(tree.ends[node])
      while parent >= 0, next < Int(tree.ends[parent]) {
        if TagSet.block.contains(tree.tags[next]), measure.running[next] * 8 >= measure.running[0] {
          add([next], "headline")
          break
        }
        next = Int(tree.ends[next])
      }
      node = parent
    }
  }

  /// Adds the elements whose own paragraphs hold most text.
  private mutating func addParagraphParents() {
    let tree = page.tree
    var sums: [Int: Int32] = [:]
    for node in 0..<tree.count where tree.tags[node] == .p && measure.isRunning(node, .p) {
      sums[Int(tree.parents[node]), default: 0] += measure.lengths[node]
    }
    for parent in sums.sorted(by: { ($0.value, $1.key) > ($1.value, $0.key) }).prefix(4) where parent.key > 0 {
      add([parent.key], "paragraphs")
    }
  }

  private static let frame: TagSet = [.html, .body]
}

/// The kind of an element: its tag and its class, ignoring numbers.
enum ElementKind {
  /// A key that is the same for elements of the same kind.
  static func key(of node: Int, _ tree: HTMLTree) -> [UInt8] {
    var key = tree.tags[node].bytes
    if let range = tree.valueRange(node, .classes) {
      key.append(32)
      key += tree.values[range].filter { $0 &- 48 >= 10 }
    }
    return key
  }
}
