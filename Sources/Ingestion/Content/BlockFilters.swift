internal import Record

/// Takes out of an article's blocks what is none of its text. Each filter is a file; this one holds their order.
enum BlockFilters {
  static func apply(to blocks: inout [ContentBlock], page: PageAnalysis, root: Int, titles: [String]) {
    HeadlineFilter.apply(to: &blocks, page: page, titles: titles)
    LinkFilter.apply(to: &blocks)
    PhraseFilter.apply(to: &blocks)
    EdgeFilter.apply(to: &blocks)
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

/// Drops a paragraph that stands there a second time.
enum RepetitionFilter {
  static func apply(to blocks: inout [ContentBlock]) {
    var seen: Set<[UInt8]> = []
    blocks.removeAll { block in
      guard block.text.count > 40 else { return false }
      return !seen.insert(block.text).inserted
    }
  }
}

/// Drops blocks that are made of links.
enum LinkFilter {
  static func apply(to blocks: inout [ContentBlock]) {
    blocks.removeAll { block in
      guard block.links > 0 else { return false }
      let share = block.linkLength * 100 / max(1, block.text.count)
      if block.kind == .heading { return share > 90 && block.text.count > 0 }
      if block.links == 1 { return share >= 90 }
      if block.links > 4, block.linkLength / block.links < 30, share > 50 { return true }
      return share >= 80
    }
    // A run of list items that are all links was dropped above; a heading that is left without its list goes with it.
  }
}

/// Drops promo lines, labels of advertisements and the like by their words, and all behind a heading that begins another part.
enum PhraseFilter {
  static func apply(to blocks: inout [ContentBlock]) {
    let phrases = PagePhrases.standard
    var length = 0
    let total = blocks.reduce(0) { $0 + $1.text.count }
    var kept: [ContentBlock] = []
    for var block in blocks {
      let purposes = phrases.purposes(of: block.text)
      var drop = false
      for purpose in purposes {
        switch purpose {
        case .whole, .start: drop = drop || block.text.count < 500
        case .promo:
          let colon = block.text.prefix(40).contains(UInt8(ascii: ":"))
          drop = drop || block.text.count < 250 && (colon || block.linkLength * 3 > block.text.count)
        case .end:
          if block.text.count < 60, block.kind == .heading || block.emphasis > 0 || block.links == 0, length * 2 > total {
            blocks = kept
            return
          }
        case .correction: if block.kind == .paragraph, block.text.count > 25 { block.kind = .correction }
        case .byline, .credit: break
        }
      }
      if drop { continue }
      length += block.text.count
      kept.append(block)
    }
    blocks = kept
  }
}

/// Cleans the beginning and the end: bylines, dates and captions before the first sentence, headings that head nothing.
enum EdgeFilter {
  static func apply(to blocks: inout [ContentBlock]) {
    let phrases = PagePhrases.standard
    // Leading lines without a sentence.
    while let first = blocks.first, blocks.count > 1 {
      let purposes = phrases.purposes(of: first.text)
      let short = first.text.count < 100
      if short, purposes.contains(.byline) || purposes.contains(.credit) || isDateLike(first.text) {
        blocks.removeFirst()
      } else if first.text.count < 30, first.kind == .paragraph, !endsSentence(first.text) {
        blocks.removeFirst()
      } else {
        break
      }
    }
    while let last = blocks.last, blocks.count > 1 {
      if last.kind == .heading || (last.text.count < 30 && !endsSentence(last.text)) {
        blocks.removeLast()
      } else {
        break
      }
    }
  }

  static func endsSentence(_ text: [UInt8]) -> Bool {
    guard let last = text.last else { return false }
    if [UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "\""), UInt8(ascii: ":")].contains(last) {
      return true
    }
    let tail = Array(text.suffix(3))
    return ["”", "…", "»", "’", "“", "。"].contains { Array($0.utf8) == tail || tail.suffix($0.utf8.count) == Array($0.utf8)[...] }
  }

  /// Short and full of digits, like a date or time.
  static func isDateLike(_ text: [UInt8]) -> Bool {
    guard text.count < 60 else { return false }
    let digits = text.filter { $0 &- 48 < 10 }.count
    return digits >= 4 && digits * 6 >= text.count
  }
}
