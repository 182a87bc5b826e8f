internal import Ranking

/// Features that show whether a container holds the article's body and nothing else.
struct ContainerFeatures {
  /// Must change whenever the feature templates change.
  static let featureSet: UInt64 = 1

  private let page: PageAnalysis
  private let measure: TextMeasure
  private let pruned: [Bool]
  /// Blocks of running text in document order.
  private let texts: [Int]
  /// Headings in document order.
  private let headings: [Int]
  private let total: Int32
  /// How much running text is in the outermost elements of each kind.
  private let kindred: [[UInt8]: Int32]
  /// Bytes of text and of links before each node.
  private let lengthBefore: [Int32], linksBefore: [Int32]
  /// Nodes that claim to be a body.
  private let bodies: [Int]

  init(_ page: PageAnalysis, _ measure: TextMeasure, _ pruned: [Bool]) {
    self.page = page
    self.measure = measure
    self.pruned = pruned
    total = max(1, measure.running.first ?? 1)
    var texts: [Int] = [], headings: [Int] = []
    var node = 0
    while node < page.tree.count {
      if pruned[node] {
        node = Int(page.tree.ends[node])
        continue
      }
      let tag = page.tree.tags[node]
      if tag != .text, measure.isRunning(node, tag) { texts.append(node) }
      if TagSet.heading.contains(tag), page.tree.hasText(node) { headings.append(node) }
      node += 1
    }
    self.texts = texts
    self.headings = headings
    kindred = Self.sums(page, measure, texts)
    var lengths: [Int32] = [0], links: [Int32] = [0], bodies: [Int] = []
    for node in 0..<page.tree.count {
      lengths.append(lengths[node] &+ measure.lengths[node])
      links.append(links[node] &+ measure.linkLengths[node])
      if page.purposes[node].contains(.body), measure.running[node] > 0 { bodies.append(node) }
    }
    (lengthBefore, linksBefore, self.bodies) = (lengths, links, bodies)
  }

  private static func sums(_ page: PageAnalysis, _ measure: TextMeasure, _ texts: [Int]) -> [[UInt8]: Int32] {
    let tree = page.tree
    var sums: [[UInt8]: Int32] = [:]
    var seen: Set<Int> = []
    for text in texts {
      var node = Int(tree.parents[text])
      while node > 0, seen.insert(node).inserted {
        if tree.valueRange(node, .classes) != nil { sums[ElementKind.key(of: node, tree), default: 0] += measure.running[node] }
        node = Int(tree.parents[node])
      }
    }
    return sums
  }

  /// The features of a candidate.
  func features(of candidate: ContainerCandidate) -> CandidateFeatures {
    var features = CandidateFeatures()
    guard let first = candidate.roots.first, let last = candidate.roots.last else { return features }
    let tree = page.tree
    let running = candidate.roots.reduce(Int32(0)) { $0 + measure.running[$1] }
    let end = Int(tree.ends[last])
    features.add(Self.share, Self.tenths(running, total))
    features.add(Self.size, CandidateFeatures.bucket(Int(running) / 100))
    features.add(Self.parts, min(candidate.roots.count, 4))
    addKind(first, candidate, &features)
    // How much the other elements of the same kind hold.
    let all = tree.valueRange(first, .classes) == nil ? running : kindred[ElementKind.key(of: first, tree)] ?? running
    features.add(Self.ofKind, UInt64(Self.tenths(running, max(1, all))), candidate.roots.count > 1 ? 1 : 0)
    addText(candidate, running, &features)
    addHeadline(first, end, candidate, &features)
    addSurroundings(first, end, candidate, running, &features)
    return features
  }

  private func addKind(_ node: Int, _ candidate: ContainerCandidate, _ features: inout CandidateFeatures) {
    let tree = page.tree
    let purposes = page.purposes[node]
    let isMicrodata = tree.valueRange(node, .itemprop).map { tree.values[$0].elementsEqual("articleBody".utf8) } ?? false
    let kind: UInt64 =
      isMicrodata
      ? 1
      : purposes.contains(.body) ? 2 : tree.tags[node] == .article ? 3 : tree.tags[node] == .main ? 4 : purposes.contains(.story) ? 5 : 6
    features.add(Self.kind, kind)
    features.add(Self.tag, UInt64(tree.tags[node].rawValue))
    if purposes.contains(.drop) || purposes.contains(.comments) { features.add(Self.foreign) }
    let inner = bodies.reduce(Int32(0)) {
      candidate.contains($1, tree) && !candidate.roots.contains($1) ? max($0, measure.running[$1]) : $0
    }
    let running = candidate.roots.reduce(Int32(0)) { $0 + measure.running[$1] }
    features.add(Self.innerBody, UInt64(inner == 0 ? 99 : Self.tenths(inner, max(1, running))))
    var outer = Int(tree.parents[node])
    while outer >= 0, !page.purposes[outer].contains(.body), tree.tags[outer] != .article { outer = Int(tree.parents[outer]) }
    features.add(Self.outer, outer < 0 ? 99 : UInt64(Self.tenths(running, max(1, measure.running[outer]))), kind == 6 ? 1 : 0)
  }

  private func addText(_ candidate: ContainerCandidate, _ running: Int32, _ features: inout CandidateFeatures) {
    let tree = page.tree
    var length: Int32 = 0, links: Int32 = 0, inParagraphs: Int32 = 0, prose = 0
    var byParent: [Int32: Int32] = [:]
    for root in candidate.roots {
      length += lengthBefore[Int(tree.ends[root])] - lengthBefore[root]
      links += linksBefore[Int(tree.ends[root])] - linksBefore[root]
    }
    for node in texts where candidate.contains(node, tree) {
      prose += 1
      byParent[tree.parents[node], default: 0] += measure.lengths[node]
      if tree.tags[node] == .p { inParagraphs += measure.lengths[node] }
    }
    features.add(Self.links, Self.tenths(links, max(1, length)))
    features.add(Self.running, Self.tenths(running, max(1, length)))
    features.add(Self.paragraphs, Self.tenths(inParagraphs, max(1, running)))
    features.add(Self.oneParent, Self.tenths(byParent.values.max() ?? 0, max(1, running)))
    features.add(Self.prose, CandidateFeatures.bucket(prose))
  }

  private func addHeadline(_ first: Int, _ end: Int, _ candidate: ContainerCandidate, _ features: inout CandidateFeatures) {
    let tree = page.tree
    guard page.headline >= 0 else { return features.add(Self.noHeadline) }
    let isInside = candidate.contains(page.headline, tree)
    let firstText = texts.first { $0 >= first && $0 > (isInside ? page.headline : -1) } ?? end
    features.add(Self.headline, isInside ? 1 : page.headline < first ? 2 : 3)
    if page.headline >= end { return features.add(Self.behind) }
    addHeadingBefore(firstText, &features)
    // Running text between the headline and the candidate's own text.
    let skipped = texts.reduce(Int32(0)) { $1 > page.headline && $1 < firstText ? $0 + measure.lengths[$1] : $0 }
    features.add(Self.skipped, UInt64(CandidateFeatures.bucket(Int(skipped) / 40)), isInside ? 1 : 0)
    features.add(Self.isNext, if: skipped == 0 && page.headline < firstText)
    let before = isInside ? texts.reduce(Int32(0)) { $1 >= first && $1 < page.headline ? $0 + measure.lengths[$1] : $0 } : 0
    features.add(Self.beforeHeadline, CandidateFeatures.bucket(Int(before) / 80))
    // Headings with the same tag as the headline: headlines of other stories.
    let tag = tree.tags[page.headline]
    let parent = Int(tree.parents[page.headline])
    let kind = parent >= 0 ? ElementKind.key(of: parent, tree) : []
    var others = 0
    for heading in headings where heading != page.headline && tree.tags[heading] == tag {
      guard candidate.contains(heading, tree) else { continue }
      let own = Int(tree.parents[heading])
      if own != parent, own >= 0, ElementKind.key(of: own, tree) == kind { others += 1 }
    }
    features.add(Self.otherStories, UInt64(min(others, 3)), isInside ? 1 : 0)
  }

  /// The heading right before the text: "12 responses" or "Related stories" begin something other than the article.
  private func addHeadingBefore(_ firstText: Int, _ features: inout CandidateFeatures) {
    guard let next = headings.lastIndex(where: { $0 < firstText }), headings[next] != page.headline, headings[next] + 40 > firstText else {
      return
    }
    let folded = FoldedText.fold(page.tree.plainText(headings[next]))
    let purposes = PagePhrases.standard.purposes(of: folded, length: folded.count)
    if !purposes.isDisjoint(with: [.end, .counted, .promo, .whole]) { features.add(Self.foreignHeading) }
  }

  private func addSurroundings(
    _ first: Int, _ end: Int, _ candidate: ContainerCandidate, _ running: Int32, _ features: inout CandidateFeatures
  ) {
    let tree = page.tree
    func isIn(_ node: Int) -> Bool { candidate.contains(node, tree) }
    let linked = headings.count { isIn($0) && page.inLink[$0 + 1 < tree.count ? $0 + 1 : $0] }
    features.add(Self.linkedHeadings, CandidateFeatures.bucket(linked))
    features.add(Self.headings, CandidateFeatures.bucket(headings.count { isIn($0) }))
    // What comes next outside the candidate: more of the same, or first a heading.
    let nextText = Self.first(of: texts, from: end)
    let nextHeading = Self.first(of: headings, from: end)
    let next: UInt64 = nextText.map { text in nextHeading.map { $0 < text ? 2 : 1 } ?? 1 } ?? 0
    let parent = Int(tree.parents[first])
    let isSibling = nextText.map { parent >= 0 && tree.isInside($0, parent) } ?? false
    features.add(Self.next, next, isSibling ? 1 : 0)
    let after = parent < 0 ? 0 : texts.reduce(Int32(0)) { $1 >= end && tree.isInside($1, parent) ? $0 + measure.lengths[$1] : $0 }
    features.add(Self.leftBehind, UInt64(Self.tenths(after, max(1, running))), next)
    // Inside the candidate: what follows the last heading of a part that is set apart.
    let kinds = Set(texts.filter(isIn).map { Int(tree.tags[$0].rawValue) })
    features.add(Self.kinds, min(kinds.count, 4))
    let lastApart = apartAtEnd(candidate)
    features.add(Self.apart, UInt64(Self.tenths(lastApart, max(1, running))))
    features.add(Self.place, Self.tenths(texts.reduce(Int32(0)) { $1 < first ? $0 + measure.lengths[$1] : $0 }, total))
    let repeated = repeatedBoxes(candidate)
    features.add(Self.repeated, Self.tenths(repeated, max(1, running)))
  }

  /// Running text in the last children of the candidate that begin with a heading, if a child with most of its text comes before them.
  private func apartAtEnd(_ candidate: ContainerCandidate) -> Int32 {
    guard candidate.roots.count == 1, let root = candidate.roots.first else { return 0 }
    let tree = page.tree
    var child = root + 1
    var seen: Int32 = 0
    while child < Int(tree.ends[root]) {
      let own = measure.running[child]
      if own > 0, seen * 2 >= measure.running[root], TagSet.block.contains(tree.tags[child]), tree.tags[child] != .p {
        let firstText = Self.first(of: texts, from: child) ?? Int.max
        if let heading = Self.first(of: headings, from: child), heading < firstText { return measure.running[root] - seen }
      }
      seen += own
      child = Int(tree.ends[child])
    }
    return 0
  }

  /// Running text in blocks that begin with a link, or that are next to one in a box of two: teasers.
  private func repeatedBoxes(_ candidate: ContainerCandidate) -> Int32 {
    let tree = page.tree
    var sum: Int32 = 0
    for node in texts where candidate.contains(node, tree) {
      let parent = Int(tree.parents[node])
      if measure.linkLengths[node] > 0 {
        let start = (node..<Int(tree.ends[node])).first { page.ink[$0] > 0 }
        if let start, page.inLink[start] { sum += measure.lengths[node] }
      } else if parent >= 0, measure.running[parent] == measure.running[node],
        (parent..<node).contains(where: { page.inLink[$0] && page.ink[$0] >= 12 })
      {
        sum += measure.lengths[node]
      }
    }
    return sum
  }

  /// The first of some ascending nodes that is not before `start`.
  private static func first(of nodes: [Int], from start: Int) -> Int? {
    var low = 0, high = nodes.count
    while low < high {
      let middle = (low + high) / 2
      if nodes[middle] < start { low = middle + 1 } else { high = middle }
    }
    return low < nodes.count ? nodes[low] : nil
  }

  /// A share in steps: 0, tenths, and nearly all.
  private static func tenths(_ part: Int32, _ whole: Int32) -> Int {
    if part <= 0 { return 0 }
    let share = Int(part) * 100 / Int(whole)
    return share >= 100 ? 13 : share >= 98 ? 12 : share >= 95 ? 11 : share / 10 + 1
  }

  private static let share = FeatureTemplate("container share"), size = FeatureTemplate("container size")
  private static let parts = FeatureTemplate("container parts"), kind = FeatureTemplate("container kind")
  private static let tag = FeatureTemplate("container tag"), foreign = FeatureTemplate("container foreign")
  private static let innerBody = FeatureTemplate("container inner body"), outer = FeatureTemplate("container outer")
  private static let links = FeatureTemplate("container links"), running = FeatureTemplate("container running")
  private static let paragraphs = FeatureTemplate("container paragraphs"), oneParent = FeatureTemplate("container one parent")
  private static let prose = FeatureTemplate("container prose"), noHeadline = FeatureTemplate("container no headline")
  private static let headline = FeatureTemplate("container headline"), behind = FeatureTemplate("container behind headline")
  private static let skipped = FeatureTemplate("container skipped"), isNext = FeatureTemplate("container next to headline")
  private static let beforeHeadline = FeatureTemplate("container before headline")
  private static let otherStories = FeatureTemplate("container other stories")
  private static let linkedHeadings = FeatureTemplate("container linked headings"), headings = FeatureTemplate("container headings")
  private static let next = FeatureTemplate("container next"), leftBehind = FeatureTemplate("container left behind")
  private static let kinds = FeatureTemplate("container kinds"), apart = FeatureTemplate("container apart")
  private static let ofKind = FeatureTemplate("container of kind")
  private static let foreignHeading = FeatureTemplate("container foreign heading")
  private static let place = FeatureTemplate("container place"), repeated = FeatureTemplate("container repeated")
}
