internal import Record

/// Cleans the beginning: removes bylines, dates, credits and kickers before the standfirst, or between it and the first paragraph.
enum LeadFilter {
  static func apply(to blocks: inout [ContentBlock], page: PageAnalysis, about: ContentHints) {
    let authors = about.authors.map { FoldedText.fold($0) }
    dropHeadings(&blocks)
    var solid = 0
    var index = 0
    var looked = 0
    while index < blocks.count, looked < 12, solid < 3 {
      looked += 1
      let block = blocks[index]
      if blocks.count > 1, isClutter(block, solid: solid, page, authors) {
        blocks.remove(at: index)
        continue
      }
      if block.kind == .heading, solid == 0, block.text.count > 80 || TextShape.endsSentence(block.text) { blocks[index].kind = .paragraph }
      if block.text.count > 150 || (block.text.count > 60 && TextShape.endsSentence(block.text)) { solid += 1 }
      index += 1
    }
  }

  /// Drops kicker and headline if they are repeated: of the headings before any text, all but the last head nothing.
  private static func dropHeadings(_ blocks: inout [ContentBlock]) {
    let count = blocks.prefix { $0.kind == .heading && $0.text.count <= 80 && !TextShape.endsSentence($0.text) }.count
    if count > 1, count < blocks.count { blocks.removeFirst(count) }
  }

  private static func isClutter(
    _ block: ContentBlock, solid: Int, _ page: PageAnalysis, _ authors: [[UInt8]]
  ) -> Bool {
    let text = block.text
    if block.kind == .table || block.kind == .blockquote || block.isTableCaption { return false }
    let ends = TextShape.endsSentence(text)
    if page.headline >= 0, block.firstNode < page.headline, text.count < 120 { return true }
    if block.kind == .heading { return solid == 0 && TextShape.endsOpen(text) }
    guard text.count < 200 else { return false }
    let purposes = block.purposes
    if purposes.contains(.byline), text.count < 120, !ends || text.count < 60 { return true }
    if purposes.contains(.credit), text.count < 160 { return true }
    for author in authors where author.count > 3 {
      if block.folded.starts(with: author), text.count < author.count + 60, !ends || text.count < author.count + 8 { return true }
    }
    if text.count < 140, PageDateReader.standard.read(text) != nil || TextShape.isClock(text),
      purposes.contains(.dateline) || !ends || TextShape.digits(text) * 4 > text.count
    {
      return true
    }
    if purposes.contains(.dateline), text.count < 60 { return true }
    return solid < 1 && block.kind == .paragraph && text.count < 30 && !ends
  }
}
