internal import Record

/// The features of the name model. A capitalised word is a feature by itself only if a lexicon contains it, so that the model learns the
/// forms of names rather than the particular names of its training texts.
package struct NameFeatures {
  static let version: UInt64 = 4
  /// The hash of labels and templates stored in a model's file.
  package static let featureSet = WordHash.of("names \(version) \(NameLabels.count)")

  private let text: AnalyzedText
  private let classes: [WordClass]
  private let uses: [UInt16]
  private let identities: [UInt64]
  private let shapes: [UInt64]

  package init(_ text: AnalyzedText, classes: [WordClass]) {
    self.text = text
    self.classes = classes
    uses = WordUses(text, classes).uses
    let known: WordClass = [
      .country, .state, .place, .nationality, .bodyHead, .bodyName, .common, .role, .calendar, .courtesy, .particle, .nameSuffix,
    ]
    identities = text.tokens.indices.map { index in
      let token = text.tokens[index]
      return token.shape.contains(.capitalized) && classes[index].isDisjoint(with: known) ? 7 : token.lower
    }
    shapes = text.tokens.indices.map { Self.shape(text.tokens[$0], text.bytes) }
  }

  private static func shape(_ token: Token, _ bytes: [UInt8]) -> UInt64 {
    let kept: TokenShape = [.capitalized, .allCaps, .hasDigit, .hyphenated, .abbreviation, .initial]
    var value = UInt64(token.shape.intersection(kept).rawValue) | UInt64(token.kind.rawValue) << 16
    if token.shape.contains(.capitalized) {
      // Another capital inside the word: "McCain", "BuzzFeed", "O'Neill".
      for index in token.range.start + 1..<token.range.end where bytes[index] &- 65 < 26 { value |= 1 << 24 }
      if token.range.count <= 2 { value |= 1 << 25 }
      if bytes[token.range.start..<token.range.end].contains(where: { $0 >= 0xC3 && $0 < 0xE0 }) { value |= 1 << 26 }
    } else if token.kind == .punctuation {
      value |= UInt64(bytes[token.range.start]) << 28
    }
    return value
  }

  /// Appends the features of a sentence's tokens.
  package func describe(_ sentence: Range<Int>, into rows: inout FeatureRows) {
    var capitals = 0
    var words = 0
    for index in sentence where text.tokens[index].kind == .word {
      words += 1
      if text.tokens[index].shape.contains(.capitalized) { capitals += 1 }
    }
    // In headings with most words capitalised, a capital is weak evidence.
    let titled: UInt64 = words > 3 && capitals * 10 >= words * 7 ? 1 : 0
    for index in sentence {
      describe(index, in: sentence, titled: titled, into: &rows)
      rows.endToken()
    }
  }

  @inline(__always)
  private func describe(_ index: Int, in sentence: Range<Int>, titled: UInt64, into rows: inout FeatureRows) {
    let lower = sentence.lowerBound
    let upper = sentence.upperBound
    let w0 = identities[index]
    let w1 = index > lower ? identities[index - 1] : 1
    let w2 = index > lower + 1 ? identities[index - 2] : 1
    let n1 = index + 1 < upper ? identities[index + 1] : 2
    let n2 = index + 2 < upper ? identities[index + 2] : 2
    let start: UInt64 = index == lower ? 1 << 40 : 0
    let s0 = shapes[index] | start
    let s1 = index > lower ? shapes[index - 1] : 1 << 41
    let t1 = index + 1 < upper ? shapes[index + 1] : 1 << 42
    let t2 = index + 2 < upper ? shapes[index + 2] : 1 << 42
    let c0 = UInt64(classes[index].rawValue)
    let c1 = index > lower ? UInt64(classes[index - 1].rawValue) : 1 << 40
    let c2 = index > lower + 1 ? UInt64(classes[index - 2].rawValue) : 1 << 40
    let d1 = index + 1 < upper ? UInt64(classes[index + 1].rawValue) : 1 << 41
    let d2 = index + 2 < upper ? UInt64(classes[index + 2].rawValue) : 1 << 41
    let use = UInt64(uses[index])
    let tag = tagNumber(index)
    let tagBefore = index > lower ? tagNumber(index - 1) : 50
    let tagAfter = index + 1 < upper ? tagNumber(index + 1) : 51
    rows.add(FeatureKey.of(1, w0, titled))
    rows.add(FeatureKey.of(2, w1, s0))
    rows.add(FeatureKey.of(3, n1, s0))
    rows.add(FeatureKey.of(7, s0, titled))
    rows.add(FeatureKey.of(8, s1, s0, t1))
    rows.add(FeatureKey.of(9, c0, s0))
    rows.add(FeatureKey.of(13, tag, tagBefore, tagAfter))
    // A word that is clearly not part of a name needs no further features.
    let isPlain =
      !text.tokens[index].shape.contains(.capitalized) && text.tokens[index].kind == .word && !classes[index].contains(.particle)
    if isPlain { return }
    rows.add(FeatureKey.of(4, w1, w0))
    rows.add(FeatureKey.of(5, w0, n1))
    rows.add(FeatureKey.of(6, w2))
    rows.add(FeatureKey.of(10, c1, c0))
    rows.add(FeatureKey.of(11, c0, d1))
    rows.add(FeatureKey.of(12, c1, c0, d1))
    rows.add(FeatureKey.of(14, c0, tag))
    rows.add(FeatureKey.of(15, n2))
    rows.add(FeatureKey.of(16, use, titled))
    rows.add(FeatureKey.of(17, use, c0, titled))
    rows.add(FeatureKey.of(18, suffix(index, 3), s0))
    rows.add(FeatureKey.of(19, suffix(index, 4)))
    rows.add(FeatureKey.of(20, t1, t2, s0))
    rows.add(FeatureKey.of(21, c2, c1))
    rows.add(FeatureKey.of(22, d1, d2))
    rows.add(FeatureKey.of(23, index + 1 < upper ? UInt64(uses[index + 1]) : 1 << 20))
    rows.add(FeatureKey.of(24, index > lower ? UInt64(uses[index - 1]) : 1 << 20))
    rows.add(FeatureKey.of(25, w1, n1))
    rows.add(FeatureKey.of(26, prefix(index)))
    // The first noun after the run of capitalised words: "Acme Widget Company".
    var end = index + 1
    while end < upper, end < index + 6, text.tokens[end].shape.contains(.capitalized) || classes[end].contains(.particle) { end += 1 }
    let head = end - 1
    rows.add(FeatureKey.of(27, UInt64(classes[head].rawValue), UInt64(min(head - index, 3))))
    rows.add(FeatureKey.of(28, end < upper ? identities[end] : 2, UInt64(min(head - index, 3))))
    var begin = index
    while begin > lower, begin > index - 5, text.tokens[begin - 1].shape.contains(.capitalized) || classes[begin - 1].contains(.particle) {
      begin -= 1
    }
    rows.add(FeatureKey.of(29, begin > lower ? identities[begin - 1] : 1, UInt64(min(index - begin, 3))))
    rows.add(FeatureKey.of(30, UInt64(classes[begin].rawValue), UInt64(min(index - begin, 3))))
  }

  @inline(__always)
  private func tagNumber(_ index: Int) -> UInt64 { text.tokens[index].tag.number }

  @inline(__always)
  private func suffix(_ index: Int, _ length: Int) -> UInt64 {
    let range = text.tokens[index].range
    var value: UInt64 = 0
    for place in max(range.start, range.end - length)..<range.end {
      let byte = text.bytes[place]
      value = value << 8 | UInt64(byte &- 65 < 26 ? byte | 32 : byte)
    }
    return value
  }

  @inline(__always)
  private func prefix(_ index: Int) -> UInt64 {
    let range = text.tokens[index].range
    var value: UInt64 = 0
    for place in range.start..<min(range.start + 3, range.end) {
      let byte = text.bytes[place]
      value = value << 8 | UInt64(byte &- 65 < 26 ? byte | 32 : byte)
    }
    return value
  }
}

extension PartOfSpeech {
  /// A small number for feature keys. Singular and plural nouns, and the forms of verbs, have different numbers.
  var number: UInt64 {
    switch self {
    case .CC: 1
    case .CD: 2
    case .DT: 3
    case .IN, .TO: 4
    case .JJ, .JJR, .JJS: 5
    case .MD: 6
    case .NN: 7
    case .NNS: 8
    case .NNP: 9
    case .NNPS: 10
    case .POS: 11
    case .PRP, .PRPS, .EX: 12
    case .RB, .RBR, .RBS, .RP: 13
    case .VB, .VBP: 14
    case .VBD, .VBZ: 15
    case .VBG: 16
    case .VBN: 17
    case .WDT, .WP, .WPS, .WRB: 18
    case .punctuation: 19
    default: 20
    }
  }
}
