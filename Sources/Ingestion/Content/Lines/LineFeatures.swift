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
    add(featuresOf: index, to: &features)
    return features
  }

  /// Adds the features of a line.
  func add(featuresOf index: Int, to features: inout CandidateFeatures) {
    let templates = Self.templates
    let block = blocks[index]
    let text = block.text
    let before = proseBefore[index], after = proseBefore[blocks.count] - proseBefore[index + 1]
    let place: UInt64 = before == 0 ? 0 : after == 0 ? 2 : 1
    features.add(templates.bias)
    features.add(templates.place, place, block.kind == .listItem ? 1 : 0)
    features.add(templates.fromStart, min(index, 6))
    features.add(templates.fromEnd, min(blocks.count - 1 - index, 8))
    features.add(templates.length, UInt64(CandidateFeatures.bucket(text.count / 10)), place)
    features.add(templates.sentence, TextShape.endsSentence(text) ? 1 : TextShape.endsOpen(text) ? 2 : 0, place)
    features.add(templates.links, UInt64(text.isEmpty ? 0 : block.linkLength * 5 / text.count), place)
    features.add(templates.emphasis, UInt64(text.isEmpty ? 0 : block.emphasis * 4 / text.count), place)
    features.add(templates.digits, TextShape.digits(text) * 8 / max(1, text.count))
    features.add(templates.mail, if: text.contains(UInt8(ascii: "@")))
    features.add(templates.quoted, if: text.contains(UInt8(ascii: "\"")) || text.place(of: Self.openingMark) != nil)
    features.add(
      templates.first,
      UInt64(text[0] < 128 ? (text[0] &- 65 < 26 ? 65 : text[0] &- 97 < 26 ? 97 : text[0] &- 48 < 10 ? 48 : text[0]) : 255))
    let tree = page.tree
    features.add(templates.tag, UInt64(tree.tags[block.node].rawValue))
    let parent = tree.parents[block.node]
    features.add(templates.parent, parent == mainParent ? 1 : parent >= 0 && tree.parents[Int(parent)] == mainParent ? 2 : 0, place)
    features.add(templates.isMarked, if: !page.purposes[block.node].isEmpty)
    features.add(templates.named, if: names.contains { block.folded.place(of: $0) != nil })
    features.add(templates.previous, index == 0 ? 9 : UInt64(Self.number(blocks[index - 1].kind)))
    features.add(templates.next, index + 1 == blocks.count ? 9 : UInt64(Self.number(blocks[index + 1].kind)))
    let purposes = block.purposes.union(block.mentions).rawValue
    for bit in 0..<16 where purposes >> UInt16(bit) & 1 != 0 { features.add(templates.purpose, UInt64(bit), place) }
    add(Self.words(block.folded), place, templates, &features)
  }

  private func add(_ words: [UInt64], _ place: UInt64, _ templates: Templates, _ features: inout CandidateFeatures) {
    guard let first = words.first, let last = words.last else { return }
    features.add(templates.firstWord, first, place)
    features.add(templates.lastWord, last)
    if words.count > 1 { features.add(templates.firstTwo, first, words[1]) }
    features.add(templates.wordCount, min(words.count, 12))
    for (index, word) in words.enumerated() {
      features.add(templates.word, word, place == 1 ? 1 : 0)
      if index > 0 { features.add(templates.pair, words[index - 1], word) }
    }
  }

  private static func number(_ kind: ParagraphKind) -> Int { kinds.firstIndex(of: kind) ?? 0 }

  private static let kinds = ParagraphKind.allCases

  /// The hashes of the first words of a folded text. All numbers of one length count as the same word.
  private static func words(_ folded: [UInt8]) -> [UInt64] {
    var words: [UInt64] = []
    words.reserveCapacity(mostWords)
    var hash = seed
    var length = 0
    var isNumber = true
    func end() {
      if length > 0 { words.append(isNumber ? UInt64(length) : hash) }
      (hash, length, isNumber) = (seed, 0, true)
    }
    for byte in folded {
      if byte == 32 {
        end()
        if words.count == mostWords { return words }
      } else {
        hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211
        length += 1
        if byte &- 48 >= 10 { isNumber = false }
      }
    }
    end()
    return words
  }

  /// How many words of a line are looked at.
  private static let mostWords = 60
  /// FNV-1a's first value.
  private static let seed: UInt64 = 14_695_981_039_346_656_037
  private static let openingMark: [UInt8] = [0xE2, 0x80, 0x9C]
  private static let templates = Templates()

  /// The kinds of features. As members of one value they are ready once a line's features are collected; each of them as a constant of its
  /// own would be asked whether it is.
  private struct Templates {
    let bias = FeatureTemplate("line"), place = FeatureTemplate("line place"), fromStart = FeatureTemplate("line from start")
    let fromEnd = FeatureTemplate("line from end"), length = FeatureTemplate("line length")
    let sentence = FeatureTemplate("line sentence"), links = FeatureTemplate("line links")
    let emphasis = FeatureTemplate("line emphasis"), digits = FeatureTemplate("line digits")
    let mail = FeatureTemplate("line mail"), quoted = FeatureTemplate("line quoted"), first = FeatureTemplate("line first")
    let tag = FeatureTemplate("line tag"), parent = FeatureTemplate("line parent"), isMarked = FeatureTemplate("line marked")
    let named = FeatureTemplate("line named"), previous = FeatureTemplate("line previous"), next = FeatureTemplate("line next")
    let purpose = FeatureTemplate("line purpose"), firstWord = FeatureTemplate("line first word")
    let lastWord = FeatureTemplate("line last word"), firstTwo = FeatureTemplate("line first two")
    let wordCount = FeatureTemplate("line words"), word = FeatureTemplate("line word"), pair = FeatureTemplate("line pair")
  }
}
