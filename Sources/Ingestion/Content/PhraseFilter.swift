internal import Record

/// Drops promo lines, labels of advertisements and the like by their words, and everything after a heading that begins another part.
enum PhraseFilter {
  static func apply(to blocks: inout [ContentBlock], page: PageAnalysis) {
    var length = 0
    var kept: [ContentBlock] = []
    var droppedBox = -1
    var droppedInsert = -1
    for (index, block) in blocks.enumerated() {
      var block = block
      if droppedInsert >= 0, page.tree.isInside(block.firstNode, droppedInsert) { continue }
      let purposes = block.purposes
      if purposes.contains(.end), block.text.count < 60 {
        if let insert = insert(at: index, blocks, after: kept, page) {
          droppedInsert = insert
          continue
        }
        // The rest is dropped if it is the smaller part; readers' comments are dropped however much there is.
        let rest = blocks[index...].reduce(0) { $0 + ($1.isLink ? 0 : $1.text.count) }
        let isReaders = block.kind == .heading && purposes.contains(.counted) && length >= ContentHints.least
        if isReaders || rest * 3 < length || length > 1_500 && rest < length {
          blocks = kept
          return
        }
      }
      let drop = isForeign(block, purposes) && !(purposes.contains(.end) && headsText(at: index, blocks, after: kept, page))
      if purposes.contains(.correction), block.kind == .paragraph, block.text.count > 25 { block.kind = .correction }
      if droppedBox >= 0, page.tree.isInside(block.node, droppedBox), block.text.count < 300 { continue }
      let mentions = block.text.count < 1_200 ? block.findMentions() : []
      if block.kind == .heading, drop || mentions.contains(.invitation) && !isAboutSomething(block) {
        droppedBox = box(of: block, page)
        continue
      }
      let isNotice = isInvitation(block, mentions) || mentions.isSuperset(of: Self.asksForConsent) || isDisclosure(block, mentions)
      if isNotice, let last = kept.last, heads(last, block, page) {
        length -= last.text.count
        kept.removeLast()
      }
      if drop || isNotice || isLabel(block) || isPlayer(block, mentions) || isCaption(block) { continue }
      length += block.text.count
      kept.append(block)
    }
    blocks = kept
  }

  /// Whether a heading of several words stands among the article's paragraphs and goes on with one: "Comments from residents".
  private static func headsText(at index: Int, _ blocks: [ContentBlock], after kept: [ContentBlock], _ page: PageAnalysis) -> Bool {
    let block = blocks[index]
    guard block.kind == .heading, block.links == 0, block.folded.count(where: { $0 == 32 }) >= 2, index + 1 < blocks.count,
      let before = kept.last
    else { return false }
    let next = blocks[index + 1]
    let parents = [before, block, next].map { page.tree.parents[$0.node] }
    return next.kind == .paragraph && !next.isLink && next.text.count >= 80 && parents.allSatisfy { $0 == parents[0] }
  }

  /// The box that holds a heading such as "Related stories" in the middle of the article; the paragraphs after it are placed like those
  /// before it. `nil` if the heading is among the paragraphs themselves, or nothing of the article follows.
  private static func insert(at index: Int, _ blocks: [ContentBlock], after kept: [ContentBlock], _ page: PageAnalysis) -> Int? {
    guard let last = kept.last else { return nil }
    let tree = page.tree
    var box = blocks[index].node
    while tree.parents[box] >= 0, !tree.isInside(last.firstNode, Int(tree.parents[box])) { box = Int(tree.parents[box]) }
    guard box != blocks[index].node else { return nil }
    let places = Set(kept.suffix(8).filter { $0.kind == .paragraph }.map { Place($0.node, tree) })
    let goesOn = blocks[index...].contains {
      $0.kind == .paragraph && !$0.isLink && $0.text.count >= 80 && !tree.isInside($0.firstNode, box)
        && places.contains(Place($0.node, tree))
    }
    return goesOn ? box : nil
  }

  /// How a paragraph is placed in the page: how deep, and in which elements.
  private struct Place: Hashable {
    var depth = 0
    var tags: [HTMLTag] = []

    init(_ node: Int, _ tree: HTMLTree) {
      var ancestor = node
      while ancestor >= 0 {
        if depth < 3 { tags.append(tree.tags[ancestor]) }
        depth += 1
        ancestor = Int(tree.parents[ancestor])
      }
    }
  }

  /// "We and our partners store cookies on your device."
  private static let asksForConsent: PagePhrases.Purposes = [.site, .consent]

  /// "We may earn a commission from what you buy through our links."
  private static func isDisclosure(_ block: ContentBlock, _ mentions: PagePhrases.Purposes) -> Bool {
    block.kind == .paragraph && block.text.count < 500 && mentions.contains(.disclosure)
  }

  /// Whether a heading heads only this block: in a small box, or above a rule.
  private static func heads(_ heading: ContentBlock, _ block: ContentBlock, _ page: PageAnalysis) -> Bool {
    guard heading.kind == .heading else { return false }
    let tree = page.tree
    let parent = Int(tree.parents[heading.node])
    guard parent >= 0, tree.isInside(block.node, parent) else { return false }
    var next = Int(tree.ends[block.node])
    while next < tree.count, tree.tags[next] == .text, page.ink[next] == 0 { next += 1 }
    return tree.textRange(parent).count < 800 || next < tree.count && tree.tags[next] == .hr
  }

  /// Whether a block is a heading of the text although it names what others invite to: "A pamphlet that nobody read", "How the app failed".
  private static func isAboutSomething(_ block: ContentBlock) -> Bool {
    let words = block.folded.split(separator: 32)
    guard words.count >= 4, let first = words.first, let last = words.last else { return false }
    // "The newsletter of the chess club"
    let isStated =
      first.elementsEqual("the".utf8) && !PagePhrases.standard.mentions(Array(last)).contains(.invitation)
      && words.contains { ["of", "that", "which", "was", "is", "were"].contains(String(decoding: $0, as: UTF8.self)) }
    return
      (isStated
      || ["a", "an", "how", "why", "what", "when", "who", "where", "was", "is", "did"].contains(String(decoding: first, as: UTF8.self)))
      && !words.contains { ["our", "your", "you", "us"].contains(String(decoding: $0, as: UTF8.self)) }
  }

  /// Whether a block is the title of a film or recording with its length: "Watch: the flood from the air 2:18".
  private static func isPlayer(_ block: ContentBlock, _ mentions: PagePhrases.Purposes) -> Bool {
    let text = block.text
    guard block.kind == .paragraph, text.count >= 5, text.count < 160, text[text.count - 1] &- 48 < 10, text[text.count - 2] &- 48 < 10,
      text[text.count - 3] == UInt8(ascii: ":"), text[text.count - 4] &- 48 < 10
    else { return false }
    return mentions.contains(.player)
  }

  /// Whether a block's first words say that it is not part of the article.
  private static func isForeign(_ block: ContentBlock, _ purposes: PagePhrases.Purposes) -> Bool {
    let length = block.text.count
    if purposes.contains(.whole) || purposes.contains(.start), length < 500 { return true }
    if purposes.contains(.end), length < 60 { return true }
    if purposes.contains(.promo), length < 250,
      block.linkLength * 3 > length || block.text.prefix(40).contains(UInt8(ascii: ":"))
    {
      return true
    }
    if purposes.contains(.credit), isPostCredit(block) { return true }
    return purposes.contains(.credit) && !block.isTableCaption && length < 200 && block.kind == .paragraph
      && block.text.prefix(24).contains(UInt8(ascii: ":"))
  }

  /// Whether a block in a quoted post names only whose it is, with a link: "A post shared by Ann Lee (@annlee)".
  private static func isPostCredit(_ block: ContentBlock) -> Bool {
    block.kind == .blockquote && block.links > 0 && block.text.count < 200 && !TextShape.endsSentence(block.text)
      && block.text.place(of: Array("(@".utf8)) != nil
  }

  /// The small box whose heading was removed; its content is removed too.
  private static func box(of block: ContentBlock, _ page: PageAnalysis) -> Int {
    let parent = Int(page.tree.parents[block.node])
    guard parent >= 0 else { return -1 }
    return page.tree.textRange(parent).count < 500 ? parent : -1
  }

  /// Whether a block is a caption: "Stallholders at the Guildhall. Picture: Pat Oxborrow".
  private static func isCaption(_ block: ContentBlock) -> Bool {
    guard block.kind == .paragraph, block.text.count < 400, !block.isTableCaption else { return false }
    guard let colon = block.text.lastIndex(of: UInt8(ascii: ":")), block.text.count - colon < 60 else { return false }
    var start = colon
    while start > 0, CharacterReferences.isAlphanumeric(block.text[start - 1]) { start -= 1 }
    guard start < colon, start == 0 || !TextShape.endsSentence(Array(block.text[(colon + 1)...])) else { return false }
    guard block.text[start] &- 65 < 26 else { return false }
    let credit = block.text[start...]
    return PagePhrases.standard.purposes(of: FoldedText.fold(credit), length: credit.count).contains(.credit)
  }

  /// Whether there is nothing to read: stars, bullets, the number of a picture.
  private static func isLabel(_ block: ContentBlock) -> Bool {
    guard block.kind == .paragraph, block.text.count < 16 else { return false }
    return !block.text.contains { ($0 | 32) &- 97 < 26 || $0 >= 0xC3 && $0 != 0xE2 }
  }

  /// Whether a line in italics, or with a link, asks the reader to subscribe, follow or download.
  private static func isInvitation(_ block: ContentBlock, _ mentions: PagePhrases.Purposes) -> Bool {
    guard block.kind == .paragraph || block.kind == .listItem, block.text.count < 360 else { return false }
    guard block.links > 0 || block.emphasis * 2 > block.text.count else { return false }
    return mentions.contains(.invitation)
  }
}
