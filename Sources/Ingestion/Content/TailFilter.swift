internal import Record

/// Cleans the end: removes contributors, biographies of the authors, copyright lines, and headings that head nothing.
enum TailFilter {
  static func apply(to blocks: inout [ContentBlock], about: ContentHints) {
    let authors = (about.authors + about.sites).map { FoldedText.fold($0) }.filter { $0.count > 4 }
    var looked = 0
    var index = blocks.count - 1
    while index > 0, looked < 5 {
      let block = blocks[index]
      if isClutter(block, isLast: index == blocks.count - 1, authors) {
        blocks.remove(at: index)
      } else {
        looked += 1
      }
      index -= 1
    }
    while let last = blocks.last, blocks.count > 1, last.kind == .heading { blocks.removeLast() }
  }

  /// Words after an author's name at the beginning of a biography.
  private static let biography = ["is ", "has ", "was ", "covers ", "writes ", "can ", "joined ", "lives ", "works ", "reports "].map {
    Array($0.utf8)
  }

  private static func isClutter(_ block: ContentBlock, isLast: Bool, _ authors: [[UInt8]]) -> Bool {
    let text = block.text
    if block.kind == .heading { return isLast }
    if block.kind != .paragraph || block.isTableCaption { return false }
    if isLast, text.count < 30, !TextShape.endsSentence(text) { return true }
    let purposes = block.purposes
    if text.count < 300, purposes.contains(.promo), block.links > 0 || block.emphasis * 2 > text.count { return true }
    if text.count < 250, purposes.contains(.contact), text.contains(UInt8(ascii: "@")) || TextShape.digits(text) > 6 { return true }
    if text.count < 400, block.mentions.contains(.contributor) { return true }
    if text.count < 200, text.starts(with: [0xC2, 0xA9]) { return true }
    if isLast, text.count < 120, purposes.contains(.credit) || purposes.contains(.byline) { return true }
    guard text.count < 900 else { return false }
    return authors.contains { author in
      guard block.folded.starts(with: author) else { return false }
      let next = block.folded.dropFirst(author.count).drop { $0 == 32 }
      return biography.contains { next.starts(with: $0) }
    }
  }
}
