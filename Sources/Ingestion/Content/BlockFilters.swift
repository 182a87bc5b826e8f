internal import Record

/// Removes from an article's blocks what is not part of its text, filter by filter.
enum BlockFilters {
  static func apply(to blocks: inout [ContentBlock], page: PageAnalysis, root: Int, about: ContentHints) {
    NextStoryFilter.apply(to: &blocks, page: page, titles: about.titles)
    HeadlineFilter.apply(to: &blocks, page: page, titles: about.titles)
    LinkFilter.apply(to: &blocks, page: page)
    FurnitureFilter.apply(to: &blocks, page: page)
    PhraseFilter.apply(to: &blocks, page: page)
    LeadFilter.apply(to: &blocks, page: page, about: about)
    TailFilter.apply(to: &blocks, about: about)
    RepetitionFilter.apply(to: &blocks)
  }
}

/// Drops the headline if it is repeated in the body.
enum HeadlineFilter {
  static func apply(to blocks: inout [ContentBlock], page: PageAnalysis, titles: [String]) {
    let known = titles.map { FoldedText.fold($0) }.filter { $0.count > 8 }
    let letters = known.map { $0.filter { $0 != 32 } }.filter { $0.count >= 20 }
    for (index, block) in blocks.prefix(3).enumerated().reversed() where endsInHeadline(block, letters) { blocks.remove(at: index) }
    let longest = known.reduce(0) { max($0, $1.count) }
    blocks.removeAll { block in
      if isOfHeadline(block, page) { return true }
      // Folding removes quotation marks and dashes but no letters, so a paragraph far longer than any headline cannot be one.
      return block.text.count <= longest * 2 + 60 && known.contains(block.folded)
    }
  }
}

extension HeadlineFilter {
  /// Whether a line is in the headline's own element: the headline itself, or its kicker. An element with more text than a headline was
  /// never closed.
  private static func isOfHeadline(_ block: ContentBlock, _ page: PageAnalysis) -> Bool {
    page.headline >= 0 && page.tree.isInside(block.firstNode, page.headline) && TagSet.heading.contains(page.tree.tags[page.headline])
      && page.tree.textRange(page.headline).count < 400
  }

  /// Whether a block is the headline after its kicker: "Flood in Leeds: The river has left its bed".
  private static func endsInHeadline(_ block: ContentBlock, _ headlines: [[UInt8]]) -> Bool {
    guard block.kind != .listItem, block.text.count < 400, !TextShape.endsSentence(block.text) else { return false }
    let letters = block.folded.filter { $0 != 32 }
    return headlines.contains { letters.count >= $0.count && letters.count <= $0.count + 60 && letters.suffix($0.count) == $0[...] }
  }
}

/// Drops a long paragraph that occurs a second time: a pull quote, or a page drawn twice. What recurs more often is a refrain (the
/// questions of an interview) and stays.
enum RepetitionFilter {
  static func apply(to blocks: inout [ContentBlock]) {
    let pulled = pullQuotes(blocks)
    guard mayRepeat(blocks) || !pulled.isEmpty else { return }
    var counts: [[UInt8]: Int] = [:]
    for block in blocks where block.text.count >= 80 { counts[block.text, default: 0] += 1 }
    var seen: Set<[UInt8]> = []
    blocks.removeAll { block in
      if pulled.contains(block.firstNode) { return true }
      guard block.kind != .heading, block.kind != .table, counts[block.text] == 2 else { return false }
      return !seen.insert(block.text).inserted
    }
  }

  /// Whether two long blocks have the same length and some bytes in common. That is rarely anything but the same block twice.
  private static func mayRepeat(_ blocks: [ContentBlock]) -> Bool {
    var seen: Set<Int> = []
    for block in blocks where block.text.count >= 80 {
      let text = block.text
      let middle = text.count / 2
      let key = [0, 7, 31, middle, middle + 5].reduce(text.count) { $0 << 8 | Int(text[$1]) }
      if !seen.insert(key).inserted { return true }
    }
    return false
  }

  /// Block quotes whose words are in another paragraph, set there to draw the eye; by their first node.
  private static func pullQuotes(_ blocks: [ContentBlock]) -> Set<Int> {
    let quotes = blocks.filter { $0.kind == .blockquote && $0.text.count >= 30 && $0.text.count < 400 }
    if quotes.isEmpty || quotes.count > 100 { return [] }
    let others = blocks.filter { $0.kind == .paragraph }.map(\.folded)
    var found: Set<Int> = []
    for quote in quotes {
      if others.contains(where: { $0.count > quote.folded.count && Self.contains($0, quote.folded) }) { found.insert(quote.firstNode) }
    }
    return found
  }

  private static func contains(_ text: [UInt8], _ words: [UInt8]) -> Bool {
    guard text.count >= words.count, let first = words.first else { return false }
    for start in 0...(text.count - words.count) where text[start] == first && text[start..<start + words.count].elementsEqual(words) {
      return true
    }
    return false
  }
}
