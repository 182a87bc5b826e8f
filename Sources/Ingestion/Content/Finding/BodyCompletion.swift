internal import Record

/// Completes a body's container with the parts of the article's text that are beside it: the paragraphs after an advertisement, or a second
/// container of another class.
///
/// Only what is inside the article's own element counts, and only up to the first text of another kind: comments, other stories, the site's
/// own words.
struct BodyCompletion {
  private let page: PageAnalysis
  private let measure: TextMeasure
  private let pruned: [Bool]
  private let candidate: ContainerCandidate
  /// Whether the headline is inside the container. A part that begins with a heading is then a story of its own.
  private let holdsHeadline: Bool

  /// The container with the parts beside it.
  static func complete(_ candidate: ContainerCandidate, _ page: PageAnalysis, _ measure: TextMeasure, _ pruned: [Bool])
    -> ContainerCandidate
  {
    guard let first = candidate.roots.first, let last = candidate.roots.last else { return candidate }
    let completion = BodyCompletion(page, measure, pruned, candidate)
    guard let holder = completion.holder(of: first, last) else { return candidate }
    var whole = candidate
    whole.roots = completion.before(first, in: holder) + candidate.roots + completion.after(last, in: holder)
    return whole
  }

  private init(_ page: PageAnalysis, _ measure: TextMeasure, _ pruned: [Bool], _ candidate: ContainerCandidate) {
    self.page = page
    self.measure = measure
    self.pruned = pruned
    self.candidate = candidate
    holdsHeadline = page.headline >= 0 && candidate.contains(page.headline, page.tree)
  }

  /// The element that holds the article and nothing else: the lowest that also holds the headline, or the nearest `article` or `main`.
  private func holder(of first: Int, _ last: Int) -> Int? {
    let tree = page.tree
    guard !Self.whole.contains(tree.tags[first]), page.headline < Int(tree.ends[last]) else { return nil }
    var node = Int(tree.parents[first])
    while node > 0 {
      if tree.isInside(last, node) {
        let isHolder = page.headline >= 0 ? tree.isInside(page.headline, node) : Self.whole.contains(tree.tags[node])
        if isHolder || Self.whole.contains(tree.tags[node]) { return holdsHeadline && tree.tags[node] == .body ? nil : node }
      }
      node = Int(tree.parents[node])
    }
    return nil
  }

  /// The parts after the container.
  private func after(_ last: Int, in holder: Int) -> [Int] {
    let tree = page.tree
    var found: [Int] = [], waiting: [Int] = []
    var node = last
    while node != holder {
      let parent = Int(tree.parents[node])
      guard parent >= 0 else { return found }
      var next = Int(tree.ends[node])
      while next < Int(tree.ends[parent]) {
        switch part(next) {
        case .text:
          if waiting.contains(where: isNewHeading), !isOfKind(next) { return enough(found) }
          found += waiting + [next]
          waiting = []
        case .between: waiting.append(next)
        case .nothing: break
        case .foreign: return enough(found)
        }
        if waiting.count > Self.mostBetween { return enough(found) }
        next = Int(tree.ends[next])
      }
      node = parent
    }
    return enough(found)
  }

  /// The parts between the headline and the container.
  private func before(_ first: Int, in holder: Int) -> [Int] {
    let tree = page.tree
    guard page.headline >= 0, page.headline < first else { return [] }
    let start = Int(tree.ends[page.headline])
    var found: [Int] = []
    var node = first
    while node != holder {
      let parent = Int(tree.parents[node])
      guard parent >= 0 else { break }
      var parts: [Int] = [], waiting: [Int] = []
      var child = parent + 1
      while child < node {
        if child >= start {
          switch part(child) {
          case .text:
            parts += waiting + [child]
            waiting = []
          case .between: waiting.append(child)
          case .nothing: break
          case .foreign: (parts, waiting) = ([], [])
          }
        }
        child = Int(tree.ends[child])
      }
      found = parts + (parts.isEmpty ? [] : waiting) + found
      node = parent
    }
    return enough(found)
  }

  /// The parts, if they have more than one paragraph. A single one may be anything.
  private func enough(_ parts: [Int]) -> [Int] {
    var paragraphs = 0
    for part in parts { paragraphs += BlockReader.blocks(page, pruned: pruned, root: part).count(where: isProse) }
    return paragraphs >= 2 ? parts : []
  }

  /// What an element beside the container is.
  private enum Part {
    /// Text of the article.
    case text
    /// A subheading, a list or a short paragraph: text if more text follows.
    case between
    /// An advertisement, a picture, a gap.
    case nothing
    /// Text that is not the article's. The article ends here.
    case foreign
  }

  private func part(_ node: Int) -> Part {
    let tree = page.tree
    let tag = tree.tags[node]
    if tag == .text { return page.ink[node] < 40 ? .nothing : .foreign }
    if tag == .hr { return .foreign }
    if pruned[node] { return page.purposes[node].contains(.comments) ? .foreign : .nothing }
    guard tree.hasText(node) else { return .nothing }
    if isForeign(node) { return .foreign }
    let blocks = BlockReader.blocks(page, pruned: pruned, root: node)
    guard !blocks.isEmpty else { return .nothing }
    if blocks.contains(where: isBoundary) { return .foreign }
    if measure.running[node] == 0 { return Self.simple.contains(tag) ? .between : .nothing }
    let prose = blocks.filter(isProse)
    if Self.simple.contains(tag) { return prose.isEmpty ? .between : .text }
    if let first = blocks.first, first.isLink || first.kind == .heading && (holdsHeadline || isNewHeading(first.node) && !isOfKind(node)) {
      return .foreign
    }
    if blocks.count(where: \.isLink) >= 2 || blocks.count(where: isLabel) >= 2 { return .foreign }
    let said = prose.reduce(0) { $0 + $1.text.count }
    let all = blocks.reduce(0) { $0 + ($1.kind == .heading ? 0 : $1.text.count) }
    return !prose.isEmpty && said * 10 >= all * 7 && (prose.count >= 2 || isOfKind(node)) ? .text : .foreign
  }

  /// Whether a node is a heading, and the container has no other of its level. It may be the headline of the next story.
  private func isNewHeading(_ node: Int) -> Bool {
    let tree = page.tree
    guard TagSet.heading.contains(tree.tags[node]) else { return false }
    return !candidate.roots.contains { root in
      (root..<Int(tree.ends[root])).contains { tree.tags[$0] == tree.tags[node] && $0 != page.headline && tree.hasText($0) }
    }
  }

  /// Whether an element has the class of a part of the container, or is a section beside sections.
  private func isOfKind(_ node: Int) -> Bool {
    guard page.tree.tags[node] == .section || page.tree.valueRange(node, .classes) != nil else { return false }
    let key = ElementKind.key(of: node, page.tree)
    return candidate.roots.contains { ElementKind.key(of: $0, page.tree) == key }
  }

  /// Whether an element has a headline, author, time or form of its own, or is marked as comments or other stories.
  private func isForeign(_ node: Int) -> Bool {
    let tree = page.tree
    for inner in node..<Int(tree.ends[node]) {
      if Self.ofOthers.contains(tree.tags[inner]) || !page.purposes[inner].isDisjoint(with: Self.marked) { return true }
      if inner == node, page.purposes[inner].contains(.drop) { return true }
    }
    return false
  }

  /// Whether a block is a few words that are not a sentence, such as the names above readers' comments.
  private func isLabel(_ block: ContentBlock) -> Bool {
    block.kind == .paragraph && block.text.count < 60 && !TextShape.endsSentence(block.text)
  }

  /// Whether a block begins another story or the site's own words.
  private func isBoundary(_ block: ContentBlock) -> Bool {
    if block.kind == .heading, block.links > 0 { return true }
    if TextShape.isTimeStamp(block.text) { return true }
    return !block.purposes.isDisjoint(with: block.kind == .heading ? [.end, .counted, .promo, .whole] : [.end, .counted])
  }

  /// Whether a block is a paragraph of some length that is not the site's own.
  private func isProse(_ block: ContentBlock) -> Bool {
    (block.kind == .paragraph || block.kind == .blockquote) && block.text.count >= 80 && block.linkLength * 3 < block.text.count
      && TextShape.endsSentence(block.text) && block.purposes.isEmpty && block.isWithoutNotes
  }

  /// The most short paragraphs and the like in a row.
  private static let mostBetween = 6
  private static let whole: TagSet = [.article, .main]
  /// Elements that are a block of text themselves.
  private static let simple: TagSet = [.p, .h2, .h3, .h4, .h5, .h6, .ul, .ol, .blockquote, .pre]
  /// Elements that another story, a form or the site's own words have.
  private static let ofOthers: TagSet = [.h1, .form, .input, .textarea, .article, .time, .header, .hr]
  private static let marked: ElementPurposes = [.comments, .byline, .date, .headline, .standfirst]
}
