internal import Record

/// Takes out of an article's blocks what is none of its text. Each filter is a file; this one holds their order.
enum BlockFilters {
  static func apply(to blocks: inout [ContentBlock], page: PageAnalysis, root: Int, about: ContentFinder.Hints) {
    HeadlineFilter.apply(to: &blocks, page: page, titles: about.titles)
    LinkFilter.apply(to: &blocks, page: page)
    PhraseFilter.apply(to: &blocks)
    LeadFilter.apply(to: &blocks, page: page, about: about)
    TailFilter.apply(to: &blocks, about: about)
    RepetitionFilter.apply(to: &blocks)
  }
}

/// Drops the headline where it stands in the body.
enum HeadlineFilter {
  static func apply(to blocks: inout [ContentBlock], page: PageAnalysis, titles: [String]) {
    let known = Set(titles.map { PagePhrases.fold(Array($0.utf8)) }.filter { $0.count > 8 })
    blocks.removeAll { block in
      if block.kind == .heading, page.tree.nearest(block.node, in: [.h1]) != nil, page.headline == block.node { return true }
      return known.contains(PagePhrases.fold(block.text))
    }
  }
}

/// Drops a long paragraph that stands there a second time: a pull quote, a page drawn twice. What comes back more often
/// is a refrain (the questions of an interview) and stays.
enum RepetitionFilter {
  static func apply(to blocks: inout [ContentBlock]) {
    var counts: [[UInt8]: Int] = [:]
    for block in blocks where block.text.count >= 80 { counts[block.text, default: 0] += 1 }
    guard counts.values.contains(2) else { return }
    var seen: Set<[UInt8]> = []
    blocks.removeAll { block in
      guard block.kind != .heading, block.kind != .table, counts[block.text] == 2 else { return false }
      return !seen.insert(block.text).inserted
    }
  }
}

/// Drops blocks that are made of links.
enum LinkFilter {
  static func apply(to blocks: inout [ContentBlock], page: PageAnalysis) {
    var kept: [ContentBlock] = []
    for (index, block) in blocks.enumerated() {
      let next = index + 1 < blocks.count ? blocks[index + 1] : nil
      if !isMadeOfLinks(block, next: next, page) { kept.append(block) }
    }
    blocks = kept
  }

  private static func isMadeOfLinks(_ block: ContentBlock, next: ContentBlock?, _ page: PageAnalysis) -> Bool {
    guard block.links > 0 else { return false }
    let share = block.linkLength * 100 / max(1, block.text.count)
    let words = block.text.reduce(1) { $0 + ($1 == 32 ? 1 : 0) }
    switch block.kind {
    case .heading:
      // A product's name over its description stays; a teaser's headline goes.
      guard share > 90 else { return false }
      if let next, next.kind == .paragraph, next.text.count > 200, !next.isLink, page.tree.parents[next.node] == page.tree.parents[block.node] {
        return false
      }
      return true
    case .listItem: return share >= 75 || share >= 50 && block.text.count < 120 && words > 3
    case .table: return share >= 95 && words > 3
    default:
      if block.links == 1, share >= 90 { return words > 4 || isCapitals(block.text) || TextShape.endsOpen(block.text) }
      if block.links > 4, block.linkLength / block.links < 30, share > 50 { return true }
      return share >= 80
    }
  }

  private static func isCapitals(_ text: [UInt8]) -> Bool { !text.contains { $0 &- 97 < 26 } }
}

/// Drops promo lines, labels of advertisements and the like by their words, and all behind a heading that begins another part.
enum PhraseFilter {
  static func apply(to blocks: inout [ContentBlock]) {
    let phrases = PagePhrases.standard
    var length = 0
    var kept: [ContentBlock] = []
    for (index, block) in blocks.enumerated() {
      var block = block
      let purposes = phrases.purposes(of: block.text)
      var drop = false
      for purpose in purposes {
        switch purpose {
        case .whole, .start: drop = drop || block.text.count < 500
        case .promo:
          let colon = block.text.prefix(40).contains(UInt8(ascii: ":"))
          drop = drop || block.text.count < 250 && (colon || block.linkLength * 3 > block.text.count)
        case .end:
          guard block.text.count < 60 else { break }
          // The rest goes where it is the lesser part.
          let rest = blocks[index...].reduce(0) { $0 + ($1.isLink ? 0 : $1.text.count) }
          if rest * 3 < length || length > 1_500 && rest < length {
            blocks = kept
            return
          }
          drop = true
        case .correction: if block.kind == .paragraph, block.text.count > 25 { block.kind = .correction }
        case .credit: drop = drop || block.text.count < 200 && block.kind == .paragraph && block.text.prefix(24).contains(UInt8(ascii: ":"))
        case .byline, .dateline, .contributor, .invitation: break
        }
      }
      if drop || isLabel(block) || isInvitation(block, phrases) { continue }
      length += block.text.count
      kept.append(block)
    }
    blocks = kept
  }

  /// Nothing to read: stars, bullets, the number of a picture.
  private static func isLabel(_ block: ContentBlock) -> Bool {
    guard block.kind == .paragraph, block.text.count < 16 else { return false }
    return !block.text.contains { ($0 | 32) &- 97 < 26 || $0 >= 0xC3 && $0 != 0xE2 }
  }

  /// A line in italics, or with a link, that asks the reader to subscribe, follow or download.
  private static func isInvitation(_ block: ContentBlock, _ phrases: PagePhrases) -> Bool {
    guard block.kind == .paragraph || block.kind == .listItem, block.text.count < 360 else { return false }
    guard block.links > 0 || block.emphasis * 2 > block.text.count else { return false }
    return phrases.mentions(.invitation, block.text)
  }
}
