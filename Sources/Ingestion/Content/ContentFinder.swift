internal import Record

/// Finds the article's paragraphs on a page: an ordered cascade, whose every step runs only where the one before found too little.
struct ContentFinder {
  /// What was found, and by which step.
  struct Content: Sendable {
    var blocks: [ContentBlock] = []
    var origin = ""
    var root = -1
    /// Headings that are links to other pages, as index pages have them.
    var teasers = 0
    /// Paragraphs of some length.
    var solid = 0
  }

  let page: PageAnalysis
  let about: Hints
  /// The one step to use, by name, where the steps are measured alone.
  var only: String?

  /// What the metadata tell that helps to tell body from the rest.
  struct Hints: Sendable {
    /// The headline in all its forms, to leave it out of the body.
    var titles: [String] = []
    /// The authors, to know bylines and biographies by.
    var authors: [String] = []
    /// `articleBody` of the page's JSON-LD.
    var structuredBody: String?
    /// Names of the publisher, to know what it says about itself by.
    var sites: [String] = []
  }

  /// Text under which an article is not believed, in bytes.
  static let least = 250

  /// The article's blocks; none where the page holds no article.
  func content() -> Content {
    let tree = page.tree
    guard tree.count > 0 else { return Content() }
    if only == StructuredDataStep.name {
      return Content(blocks: StructuredDataStep.blocks(about.structuredBody) ?? [], origin: StructuredDataStep.name)
    }
    let whole = TextMeasure(page)
    for strictness in [Pruner.Strictness.vocabulary, .elements] {
      let pruned = Pruner.prune(page, measure: whole, strictness)
      let measure = TextMeasure(page, without: pruned)
      let content = cascade(pruned, measure)
      let length = content.blocks.reduce(0) { $0 + $1.text.count }
      if length >= Self.least { return content }
      if strictness == .elements {
        if only == nil, let structured = StructuredDataStep.blocks(about.structuredBody), structured.count > 0 {
          return Content(blocks: structured, origin: StructuredDataStep.name)
        }
        if only == nil, let short = shortLines(pruned) { return short }
        return content
      }
    }
    return Content()
  }

  /// An article all of whose paragraphs are a line long, most of them sentences.
  private func shortLines(_ pruned: [Bool]) -> Content? {
    let content = cascade(pruned, TextMeasure(page, without: pruned, short: true))
    let sentences = content.blocks.filter { $0.kind == .paragraph && $0.links == 0 && TextShape.endsSentence($0.text) }
    let length = content.blocks.reduce(0) { $0 + $1.text.count }
    let said = sentences.reduce(0) { $0 + $1.text.count }
    return sentences.count >= 4 && length >= Self.least && said * 3 >= length * 2 ? content : nil
  }

  private func cascade(_ pruned: [Bool], _ measure: TextMeasure) -> Content {
    let total = measure.running[0]
    func finished(_ blocks: [ContentBlock], of all: [ContentBlock], _ step: any ContentStep.Type, _ root: Int) -> Content {
      var blocks = blocks
      StandfirstFinder.add(to: &blocks, page: page, pruned: pruned)
      var content = Content(blocks: blocks, origin: step.name, root: root)
      content.teasers = all.reduce(0) { $0 + ($1.kind == .heading && $1.isLink ? 1 : 0) }
      content.solid = blocks.reduce(0) { $0 + ($1.text.count >= 200 ? 1 : 0) }
      return content
    }
    var best = Content()
    var bestLength = 0
    for step in Self.steps where only == nil || step.name == only {
      guard let root = step.root(page, measure) else { continue }
      // A step that holds little of the page's running text marks something else.
      guard measure.running[root] * 4 >= total || step == DensityStep.self else { continue }
      let all = BlockReader.blocks(page, pruned: pruned, root: root)
      let blocks = filtered(all, root: root)
      let length = blocks.reduce(0) { $0 + $1.text.count }
      if length >= Self.least { return finished(blocks, of: all, step, root) }
      if length > bestLength {
        best = finished(blocks, of: all, step, root)
        bestLength = length
      }
    }
    return best
  }

  private func filtered(_ blocks: [ContentBlock], root: Int) -> [ContentBlock] {
    var blocks = blocks
    BlockFilters.apply(to: &blocks, page: page, root: root, about: about)
    return blocks
  }

  /// The steps, in the order in which they are believed.
  static let steps: [any ContentStep.Type] = [
    MicrodataStep.self, BodyClassStep.self, ArticleElementStep.self, MainElementStep.self, DensityStep.self,
  ]
}
