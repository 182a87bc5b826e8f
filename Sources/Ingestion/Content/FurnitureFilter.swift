internal import Record

/// Drops what belongs to the page and not to the article, recognized by its form: the time stamps of entries, short lists of buttons and
/// labels at the edges, and everything after a copyright line.
enum FurnitureFilter {
  static func apply(to blocks: inout [ContentBlock], page: PageAnalysis) {
    blocks.removeAll { $0.kind != .heading && $0.kind != .table && TextShape.isTimeStamp($0.text) }
    cutAtCopyright(&blocks)
    dropRimLists(&blocks, page)
  }

  /// What follows "© 2019 The Post" is the page's own.
  private static func cutAtCopyright(_ blocks: inout [ContentBlock]) {
    var before = 0
    for (index, block) in blocks.enumerated() {
      if before >= ContentHints.least, block.kind != .heading, block.text.count < 160, tellsCopyright(block) {
        let rest = blocks[index...].reduce(0) { $0 + $1.text.count }
        if rest * 2 < before {
          blocks.removeSubrange(index...)
          return
        }
      }
      before += block.text.count
    }
  }

  private static func tellsCopyright(_ block: ContentBlock) -> Bool {
    block.text.starts(with: [0xC2, 0xA9])
      || block.folded.starts(with: "copyright ".utf8) && (block.text.contains(0xA9) || TextShape.digits(block.text) >= 4)
  }

  /// Drops lists of words and short phrases before the first and after the last paragraph: font size, tags, tools.
  private static func dropRimLists(_ blocks: inout [ContentBlock], _ page: PageAnalysis) {
    let isProse = { (block: ContentBlock) in block.kind == .paragraph && block.text.count >= 80 && !block.isLink }
    guard let first = blocks.firstIndex(where: isProse), let last = blocks.lastIndex(where: isProse) else { return }
    var dropped: Set<Int> = []
    var index = 0
    while index < blocks.count {
      guard blocks[index].kind == .listItem, index < first || index > last,
        let list = page.tree.nearest(blocks[index].node, in: [.ul, .ol])
      else {
        index += 1
        continue
      }
      var end = index
      while end < blocks.count, page.tree.isInside(blocks[end].firstNode, list) { end += 1 }
      let before = index > 0 ? blocks[index - 1] : nil
      let isIntroduced = before.map { $0.kind == .heading || TextShape.endsOpen($0.text) } ?? false
      if end - index >= 2, !isIntroduced, blocks[index..<end].allSatisfy(isLabel) { dropped.formUnion(index..<end) }
      index = max(end, index + 1)
    }
    if dropped.isEmpty { return }
    blocks = blocks.indices.filter { !dropped.contains($0) }.map { blocks[$0] }
  }

  /// Whether a block is at most four words that are not a sentence and contain no number.
  private static func isLabel(_ block: ContentBlock) -> Bool {
    block.text.count <= 40 && block.text.count(where: { $0 == 32 }) <= 3 && !TextShape.endsSentence(block.text)
      && TextShape.digits(block.text) == 0
  }
}
