internal import Record

/// What a page says about who can read its article (schema.org's `isAccessibleForFree`, `article:content_tier`), and whether the text on
/// the page is all of it.
struct StatedAccess: Sendable {
  /// `nil` if the page says nothing.
  private(set) var isFree: Bool?
  private var wordCount: Int?
  private var paidParts: [String] = []

  init() {}

  init(_ metas: MetaTags, _ article: StructuredArticle?) {
    isFree = article?.isFree ?? metas.first("itemprop isaccessibleforfree").flatMap { StructuredArticle.truth($0) }
    if isFree == nil, let tier = metas.first("article:content_tier")?.lowercased() {
      isFree = tier == "free" ? true : tier == "locked" ? false : nil
    }
    wordCount = article?.wordCount
    paidParts = article?.paidParts ?? []
  }

  /// Texts with fewer bytes than this are briefs or beginnings.
  private static let short = 1_500

  /// Who can read the article whose text was found.
  func access(of blocks: [ContentBlock], page: PageAnalysis) -> ArticleAccess? {
    guard let isFree else { return nil }
    if isFree { return .free }
    let length = blocks.reduce(0) { $0 + $1.text.count }
    if let wordCount, wordCount >= 100 {
      // The page says how many words the article has.
      let words = blocks.reduce(0) { $0 + $1.folded.split(separator: 32).count }
      return words * 3 < wordCount * 2 ? .teaser : .paid
    }
    guard length < Self.short * 2 else { return .paid }
    if let last = blocks.last?.text, Self.breaksOff(last) { return .teaser }
    return length < Self.short && !holdsPaidPart(page) ? .teaser : .paid
  }

  /// Whether a text ends in an ellipsis.
  private static func breaksOff(_ text: [UInt8]) -> Bool {
    text.suffix(3).elementsEqual([0xE2, 0x80, 0xA6]) || text.suffix(3).elementsEqual("...".utf8)
      || text.suffix(5).elementsEqual("[...]".utf8)
  }

  /// Whether an element that the page marks as not free is there with running text.
  private func holdsPaidPart(_ page: PageAnalysis) -> Bool {
    let tree = page.tree
    // In ".story .paywall", the last name selects the element.
    let names = Set(paidParts.compactMap { $0.split { $0 == " " || $0 == "." || $0 == "#" || $0 == ">" }.last.map { Array($0.utf8) } })
    if names.isEmpty { return false }
    for node in 0..<tree.count where tree.tags[node] != .text && tree.textRange(node).count > 200 {
      for attribute in [HTMLAttribute.classes, .id] {
        guard let range = tree.valueRange(node, attribute) else { continue }
        if tree.values[range].split(whereSeparator: { $0 <= 32 }).contains(where: { names.contains(Array($0)) }) { return true }
      }
    }
    return false
  }
}
