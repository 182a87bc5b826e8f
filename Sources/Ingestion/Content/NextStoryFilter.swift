internal import Record

/// Cuts the text where the next story begins in the same container: at a second `h1`, or at a heading that is a link to another page and
/// has paragraphs of its own; or where the teasers of three or more stories begin.
enum NextStoryFilter {
  static func apply(to blocks: inout [ContentBlock], page: PageAnalysis, titles: [String]) {
    let tree = page.tree
    guard let first = blocks.indices.first(where: { isProse(blocks[$0]) }) else { return }
    let headlines = blocks.indices.filter { index in
      index > first && blocks[index].kind == .heading && isHeadline(blocks[index], page)
        && index + 1 < blocks.count && isProse(blocks[index + 1])
    }
    if headlines.isEmpty { return }
    // A heading of the text names again what the headline is about.
    let known = Set(titles.flatMap(stems))
    let heads = headlines.filter { known.isDisjoint(with: stems(String(decoding: blocks[$0].text, as: UTF8.self))) }
    // Headings of this kind above most sections are the entries of a list, a live blog or a text whose sections are `h1`.
    guard let cut = heads.first, heads.count <= mostStories || areTeasers(blocks[cut...], page) else { return }
    // A heading with a time beside it is an entry's.
    if [cut - 1, cut + 1].contains(where: { TextShape.isTimeStamp(blocks[$0].text) || TextShape.isClock(blocks[$0].text) }) { return }
    let before = blocks[..<cut].filter(isProse), after = blocks[cut...]
    let said = before.reduce(0) { $0 + $1.text.count }
    guard before.count >= 3, after.reduce(0, { $0 + $1.text.count }) < said else { return }
    // What is a heading of the text has others of its kind before it.
    let kind = tree.tags[blocks[cut].node]
    if kind != .h1, blocks[..<cut].contains(where: { $0.kind == .heading && tree.tags[$0.node] == kind && $0.isLink }) { return }
    blocks.removeSubrange(cut...)
  }

  /// Whether blocks are nothing but the headlines of other stories, each a link, with at most one short paragraph and some labels under it.
  private static func areTeasers(_ blocks: ArraySlice<ContentBlock>, _ page: PageAnalysis) -> Bool {
    var paragraphs = 0
    for block in blocks {
      if block.kind == .heading {
        guard page.tree.tags[block.node] != .h1, isHeadline(block, page) else { return false }
        paragraphs = 0
      } else if block.text.count >= leastParagraph || TextShape.endsSentence(block.text) {
        paragraphs += 1
        if paragraphs > 1 || block.text.count > mostTeaser { return false }
      }
    }
    return true
  }

  /// Shorter lines are labels, dates and bylines.
  private static let leastParagraph = 60
  /// The most text of a teaser's paragraph, in bytes.
  private static let mostTeaser = 220
  /// The most stories behind the first: where there are more, the page is a list of them.
  private static let mostStories = 2

  /// Whether a heading may be the headline of another story.
  private static func isHeadline(_ block: ContentBlock, _ page: PageAnalysis) -> Bool {
    guard block.text.count(where: { $0 == 32 }) >= 3, TagSet.heading.contains(page.tree.tags[block.node]) else { return false }
    if page.tree.tags[block.node] == .h1 {
      return page.headline >= 0 && page.tree.tags[page.headline] == .h1 && block.node != page.headline
    }
    return block.links == 1 && block.linkLength * 10 >= block.text.count * 9
  }

  /// The beginnings of a title's longer words.
  private static func stems(_ title: String) -> [String] {
    title.split(whereSeparator: { !$0.isLetter }).filter { $0.count >= 4 }.map { $0.prefix(4).lowercased() }
  }

  private static func isProse(_ block: ContentBlock) -> Bool {
    block.kind == .paragraph && block.text.count >= 60 && block.linkLength * 3 < block.text.count && TextShape.endsSentence(block.text)
  }
}
