internal import Record

/// Cleans the end: contributors, biographies of the authors, copyright lines, headings that head nothing.
enum TailFilter {
  static func apply(to blocks: inout [ContentBlock], about: ContentFinder.Hints) {
    let phrases = PagePhrases.standard
    let authors = (about.authors + about.sites).map { PagePhrases.fold(Array($0.utf8)) }.filter { $0.count > 4 }
    var looked = 0
    var index = blocks.count - 1
    while index > 0, looked < 5 {
      let block = blocks[index]
      if isClutter(block, isLast: index == blocks.count - 1, phrases, authors) {
        blocks.remove(at: index)
      } else {
        looked += 1
      }
      index -= 1
    }
    while let last = blocks.last, blocks.count > 1, last.kind == .heading { blocks.removeLast() }
  }

  private static func isClutter(_ block: ContentBlock, isLast: Bool, _ phrases: PagePhrases, _ authors: [[UInt8]]) -> Bool {
    let text = block.text
    if block.kind == .heading { return isLast }
    if block.kind != .paragraph { return false }
    if isLast, text.count < 30, !TextShape.endsSentence(text) { return true }
    let purposes = phrases.purposes(of: text)
    if text.count < 300, purposes.contains(.promo), block.links > 0 || block.emphasis * 2 > text.count { return true }
    if text.count < 250, purposes.contains(.contact), text.contains(UInt8(ascii: "@")) || TextShape.digits(text) > 6 { return true }
    if text.count < 400, phrases.mentions(.contributor, text) { return true }
    if text.starts(with: Array("©".utf8)), text.count < 200 { return true }
    if isLast, text.count < 120, purposes.contains(.credit) || purposes.contains(.byline) { return true }
    let folded = PagePhrases.fold(text.prefix(120))
    if text.count < 900 {
      for author in authors where folded.starts(with: author) {
        let next = folded.dropFirst(author.count).drop { $0 == 32 }
        if ["is ", "has ", "was ", "covers ", "writes ", "can ", "joined ", "lives ", "works ", "reports "].contains(where: {
          next.starts(with: $0.utf8)
        }) {
          return true
        }
      }
    }
    return false
  }
}
