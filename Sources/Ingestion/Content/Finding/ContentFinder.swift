internal import Ranking
internal import Record

/// Finds the article's paragraphs on a page: removes what is not part of any article, ranks the elements that may hold the body, and reads
/// the best one that holds enough.
struct ContentFinder {
  /// What was found, and by which step.
  struct Content: Sendable {
    var blocks: [ContentBlock] = []
    var origin = ""
    var root = -1
    /// Headings that are links to other pages, as index pages have them.
    var teasers = 0
    /// The largest number of paragraphs of some length in a row.
    var solid = 0
  }

  let page: PageAnalysis
  let about: ContentHints
  /// The only step to use, by name, when steps are measured separately.
  var only: String?

  /// The article's blocks; none if the page holds no article.
  func content() -> Content {
    let tree = page.tree
    guard tree.count > 0 else { return Content() }
    if only == StructuredDataStep.name {
      return Content(blocks: StructuredDataStep.blocks(about.structuredBody) ?? [], origin: StructuredDataStep.name)
    }
    let whole = TextMeasure(page)
    for strictness in [Pruner.Strictness.vocabulary, .elements] {
      let pruned = Pruner.prune(page, measure: whole, strictness)
      if strictness == .vocabulary, let brief = brief(whole, pruned) { return brief }
      let measure = TextMeasure(page, without: pruned)
      let content = cascade(pruned, measure)
      let length = content.blocks.reduce(0) { $0 + $1.text.count }
      if length >= ContentHints.least { return content }
      if strictness == .elements {
        if only == nil, let structured = StructuredDataStep.blocks(about.structuredBody), structured.count > 0 {
          return Content(blocks: structured, origin: StructuredDataStep.name)
        }
        if only == nil, let short = shortLines(pruned) ?? captions(pruned) { return short }
        if only == nil, let blocks = about.states?.blocks() { return Content(blocks: blocks, origin: ScriptStates.name) }
        return content
      }
    }
    return Content()
  }

  /// A brief, on a page that says that it is an article.
  private func brief(_ whole: TextMeasure, _ pruned: [Bool]) -> Content? {
    guard about.saysArticle, only == nil else { return nil }
    var content: Content?
    let blocks = BriefFinder.blocks(page, whole, pruned) { root in
      let found = self.content(of: ContainerCandidate(roots: [root], origin: ArticleElementStep.name), pruned)
      content = found
      return found.blocks
    }
    return blocks == nil ? nil : content
  }

  /// An article whose paragraphs are all one line long, most of them sentences.
  private func shortLines(_ pruned: [Bool]) -> Content? {
    let content = cascade(pruned, TextMeasure(page, without: pruned, short: true))
    let sentences = content.blocks.filter { $0.kind == .paragraph && $0.links == 0 && TextShape.endsSentence($0.text) }
    let length = content.blocks.reduce(0) { $0 + $1.text.count }
    let said = sentences.reduce(0) { $0 + $1.text.count }
    return sentences.count >= 4 && length >= ContentHints.least && said * 3 >= length * 2 ? content : nil
  }

  /// A story told in pictures: captions that are sentences, each a paragraph or heading of its own.
  private func captions(_ pruned: [Bool]) -> Content? {
    let tree = page.tree
    // The headline may stand outside of the body, or be all of it.
    guard page.headline >= 0, let root = tree.nearest(page.headline, in: [.article, .main]) ?? tree.tags.firstIndex(of: .body),
      tree.ends[page.headline] <= tree.ends[root]
    else { return nil }
    var kept = pruned
    for node in root..<Int(tree.ends[root])
    where page.purposes[node].contains(.caption) || tree.tags[node] == .figcaption || tree.tags[node] == .figure {
      kept[node] = false
    }
    let blocks = BlockReader.blocks(page, pruned: kept, root: root, among: Int(tree.ends[page.headline])..<Int(tree.ends[root])).compactMap
    {
      block -> ContentBlock? in
      let text = CaptionText.withoutCredit(block.text)
      guard text.count >= 40, block.links == 0, TextShape.endsSentence(text) else { return nil }
      // "Photo: Ann Lee, taken in May."
      if block.purposes.contains(.credit), text.prefix(24).contains(UInt8(ascii: ":")) { return nil }
      return ContentBlock(kind: .paragraph, text: text, node: block.node, emphasis: block.emphasis, firstNode: block.firstNode)
    }
    // Each caption must have words of its own, and there must be a paragraph that is not a caption, unless the page says that it is an
    // article and its captions are long.
    let isOwn = Set(blocks.map(\.text)).count == blocks.count
    let hasText = blocks.contains { page.tree.tags[$0.node] == .p && page.purposes[$0.node].isDisjoint(with: .caption) }
    let isCalledArticle = about.saysArticle || tree.tags[root] == .article
    let isEssay = isCalledArticle && blocks.count(where: { $0.text.count >= 80 }) >= 3
    let length = blocks.reduce(0) { $0 + $1.text.count }
    guard isOwn, hasText || isEssay, blocks.count >= 3, length >= ContentHints.least else { return nil }
    return Content(blocks: blocks, origin: "captions", root: root)
  }

  /// The short lines of the body before they are filtered, each with its features; longer blocks come without features.
  func lines() -> [(text: [UInt8], features: CandidateFeatures?)] {
    guard page.tree.count > 0 else { return [] }
    let whole = TextMeasure(page)
    for strictness in [Pruner.Strictness.vocabulary, .elements] {
      let pruned = Pruner.prune(page, measure: whole, strictness)
      let measure = TextMeasure(page, without: pruned)
      for candidate in ContainerChoice.ranked(candidates(measure), page, measure, pruned).prefix(Self.mostTried) {
        let blocks = content(of: candidate, pruned, filtersLines: false).blocks
        guard blocks.reduce(0, { $0 + $1.text.count }) >= ContentHints.least else { continue }
        let features = LineFeatures(blocks, page, about)
        return blocks.enumerated().map { ($0.element.text, LineFeatures.isLine($0.element) ? features.features(of: $0.offset) : nil) }
      }
    }
    return []
  }

  /// What each of the page's containers gives, and its features.
  func allContents() -> [(origin: String, blocks: [ContentBlock], features: CandidateFeatures)] {
    guard page.tree.count > 0 else { return [] }
    let whole = TextMeasure(page)
    var found: [(origin: String, blocks: [ContentBlock], features: CandidateFeatures)] = []
    for strictness in [Pruner.Strictness.vocabulary, .elements] {
      let pruned = Pruner.prune(page, measure: whole, strictness)
      let measure = TextMeasure(page, without: pruned)
      let features = ContainerFeatures(page, measure, pruned)
      found = candidates(measure).map { ($0.origin, content(of: $0, pruned).blocks, features.features(of: $0)) }
      if found.contains(where: { $0.blocks.reduce(0) { $0 + $1.text.count } >= ContentHints.least }) { break }
    }
    return found
  }

  private func cascade(_ pruned: [Bool], _ measure: TextMeasure) -> Content {
    var best = Content()
    var bestLength = 0
    for candidate in ContainerChoice.ranked(candidates(measure), page, measure, pruned).prefix(Self.mostTried) {
      let whole = only == nil ? BodyCompletion.complete(candidate, page, measure, pruned) : candidate
      let content = content(of: whole, pruned)
      let length = content.blocks.reduce(0) { $0 + $1.text.count }
      if length >= ContentHints.least { return content }
      if length > bestLength { (best, bestLength) = (content, length) }
    }
    return best
  }

  /// How many containers are read at most until one holds enough.
  private static let mostTried = 6

  /// The page's candidate containers; only those of one step when steps are measured separately.
  func candidates(_ measure: TextMeasure) -> [ContainerCandidate] {
    guard let only else { return ContainerCandidates.all(page, measure) }
    guard let step = ContentSteps.all.first(where: { $0.name == only }) else { return [] }
    let nodes = step.nodes(page, measure)
    return nodes.max { measure.running[$0] < measure.running[$1] }.map { [ContainerCandidate(roots: [$0], origin: step.name)] } ?? []
  }

  /// What is read from a container.
  func content(of candidate: ContainerCandidate, _ pruned: [Bool], filtersLines: Bool = true) -> Content {
    let all = BlockReader.blocks(page, pruned: pruned, roots: candidate.roots)
    var blocks = all
    BlockFilters.apply(to: &blocks, page: page, root: candidate.roots[0], about: about)
    StandfirstFinder.add(to: &blocks, page: page, pruned: pruned)
    if filtersLines { LineFilter.apply(to: &blocks, page: page, about: about) }
    var content = Content(blocks: blocks, origin: candidate.origin, root: candidate.roots[0])
    content.teasers = all.reduce(0) { $0 + ($1.kind == .heading && $1.isLink ? 1 : 0) }
    content.solid = Self.longestRun(of: all)
    return content
  }

  /// The largest number of paragraphs of text in a row without the headline of another page between them.
  private static func longestRun(of blocks: [ContentBlock]) -> Int {
    var longest = 0, run = 0
    for block in blocks {
      if block.kind == .heading, block.isLink {
        run = 0
      } else if block.text.count >= 100, !block.isLink, TextShape.endsSentence(block.text) {
        run += 1
        longest = max(longest, run)
      }
    }
    return longest
  }

}
