internal import Ranking
internal import Record

/// Features that show whether a short line of the body is part of the text: its words, its form, and its position.
struct LineFeatures {
  /// Must change whenever the feature templates change.
  static let featureSet: UInt64 = 1
  /// Longer lines always count as text.
  static let longest = 320

  private let blocks: [ContentBlock]
  private let page: PageAnalysis
  private let names: [[UInt8]]
  /// Long paragraphs before each block.
  private let proseBefore: [Int]
  /// The element that holds most paragraphs of the body.
  private let mainParent: Int32

  init(_ blocks: [ContentBlock], _ page: PageAnalysis, _ about: ContentHints) {
    self.blocks = blocks
    self.page = page
    names = (about.authors + about.sites).map { FoldedText.fold($0) }.filter { $0.count > 3 }
    var proseBefore = [0]
    for block in blocks {
      let isProse = block.kind == .paragraph && block.text.count >= 120 && block.linkLength * 3 < block.text.count
      proseBefore.append((proseBefore.last ?? 0) + (isProse ? 1 : 0))
    }
    self.proseBefore = proseBefore
    var sums: [Int32: Int] = [:]
    for block in blocks where block.kind == .paragraph && block.node >= 0 {
      sums[page.tree.parents[block.node], default: 0] += block.text.count
    }
    mainParent = sums.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? -1
  }

  /// Whether a block is a short line, which the filter judges.
  static func isLine(_ block: ContentBlock) -> Bool {
    (block.kind == .paragraph || block.kind == .listItem) && block.text.count <= longest && block.node >= 0
  }

  /// The features of a line as a candidate to drop.
  func features(of index: Int) -> CandidateFeatures {
    var features = CandidateFeatures()
    let block = blocks[index]
    let text = block.text
    let before = proseBefore[index], after = proseBefore[blocks.count] - proseBefore[index + 1]
    let place: UInt64 = before == 0 ? 0 : after == 0 ? 2 : 1
    features.add(Self.bias)
    features.add(Self.place, place, block.kind == .listItem ? 1 : 0)
    features.add(Self.fromStart, min(index, 6))
    features.add(Self.fromEnd, min(blocks.count - 1 - index, 8))
    features.add(Self.length, UInt64(CandidateFeatures.bucket(text.count / 10)), place)
    features.add(Self.sentence, TextShape.endsSentence(text) ? 1 : TextShape.endsOpen(text) ? 2 : 0, place)
    features.add(Self.links, UInt64(text.isEmpty ? 0 : block.linkLength * 5 / text.count), place)
    features.add(Self.emphasis, UInt64(text.isEmpty ? 0 : block.emphasis * 4 / text.count), place)
    features.add(Self.digits, TextShape.digits(text) * 8 / max(1, text.count))
    features.add(Self.mail, if: text.contains(UInt8(ascii: "@")))
    features.add(Self.quoted, if: text.contains(UInt8(ascii: "\"")) || text.place(of: Self.openingMark) != nil)
    features.add(
      Self.first, UInt64(text[0] < 128 ? (text[0] &- 65 < 26 ? 65 : text[0] &- 97 < 26 ? 97 : text[0] &- 48 < 10 ? 48 : text[0]) : 255))
    let tree = page.tree
    features.add(Self.tag, UInt64(tree.tags[block.node].rawValue))
    let parent = tree.parents[block.node]
    features.add(Self.parent, parent == mainParent ? 1 : parent >= 0 && tree.parents[Int(parent)] == mainParent ? 2 : 0, place)
    features.add(Self.isMarked, if: !page.marks[block.node].isEmpty)
    features.add(Self.named, if: names.contains { block.folded.place(of: $0) != nil })
    features.add(Self.previous, index == 0 ? 9 : UInt64(Self.number(blocks[index - 1].kind)))
    features.add(Self.next, index + 1 == blocks.count ? 9 : UInt64(Self.number(blocks[index + 1].kind)))
    let purposes = block.purposes.union(block.mentions).rawValue
    for bit in 0..<16 where purposes >> UInt16(bit) & 1 != 0 { features.add(Self.purpose, UInt64(bit), place) }
    addWords(block, place, &features)
    return features
  }

  private func addWords(_ block: ContentBlock, _ place: UInt64, _ features: inout CandidateFeatures) {
    let words = block.folded.split(separator: 32).prefix(60).map(Self.hash)
    guard let first = words.first, let last = words.last else { return }
    features.add(Self.firstWord, first, place)
    features.add(Self.lastWord, last)
    if words.count > 1 { features.add(Self.firstTwo, first, words[1]) }
    features.add(Self.wordCount, min(words.count, 12))
    for (index, word) in words.enumerated() {
      features.add(Self.word, word, place == 1 ? 1 : 0)
      if index > 0 { features.add(Self.pair, words[index - 1], word) }
    }
  }

  private static func number(_ kind: ParagraphKind) -> Int { ParagraphKind.allCases.firstIndex(of: kind) ?? 0 }

  private static func hash(_ word: ArraySlice<UInt8>) -> UInt64 {
    // All numbers of one length count as the same word.
    if word.allSatisfy({ $0 &- 48 < 10 }) { return UInt64(word.count) }
    var hash: UInt64 = 14_695_981_039_346_656_037
    for byte in word { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
    return hash
  }

  private static let openingMark: [UInt8] = [0xE2, 0x80, 0x9C]
  private static let bias = FeatureTemplate("line"), place = FeatureTemplate("line place"), fromStart = FeatureTemplate("line from start")
  private static let fromEnd = FeatureTemplate("line from end"), length = FeatureTemplate("line length")
  private static let sentence = FeatureTemplate("line sentence"), links = FeatureTemplate("line links")
  private static let emphasis = FeatureTemplate("line emphasis"), digits = FeatureTemplate("line digits")
  private static let mail = FeatureTemplate("line mail"), quoted = FeatureTemplate("line quoted"), first = FeatureTemplate("line first")
  private static let tag = FeatureTemplate("line tag"), parent = FeatureTemplate("line parent"), isMarked = FeatureTemplate("line marked")
  private static let named = FeatureTemplate("line named"), previous = FeatureTemplate("line previous"), next = FeatureTemplate("line next")
  private static let purpose = FeatureTemplate("line purpose"), firstWord = FeatureTemplate("line first word")
  private static let lastWord = FeatureTemplate("line last word"), firstTwo = FeatureTemplate("line first two")
  private static let wordCount = FeatureTemplate("line words"), word = FeatureTemplate("line word"), pair = FeatureTemplate("line pair")
}
