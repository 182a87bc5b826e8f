internal import Record

/// The tags that the model distinguishes. Rare tags share the label of the most similar one; punctuation and symbols are tagged by their
/// kind.
package enum PartOfSpeechTags {
  /// The labels, in the order of the model's weights.
  package static let labels: [PartOfSpeech] = [
    .CC, .CD, .DT, .EX, .IN, .JJ, .JJR, .JJS, .MD, .NN, .NNS, .NNP, .NNPS, .POS, .PRP, .PRPS, .RB, .RBR, .RBS, .RP, .TO, .UH, .VB, .VBD,
    .VBG,
    .VBN, .VBP, .VBZ, .WDT, .WP, .WPS, .WRB,
  ]

  /// The label of a Penn Treebank tag, `nil` for punctuation and symbols.
  package static func label(_ tag: String) -> UInt8? {
    let name: String
    switch tag {
    case "PDT": name = "DT"
    case "FW", "ADD", "GW", "XX", "AFX", "NFP": name = "NN"
    case "LS": name = "CD"
    case "PRP$", "WP$": name = tag
    default: name = tag
    }
    return labels.firstIndex { $0.rawValue == name }.map { UInt8($0) }
  }
}

/// The features of the part-of-speech model.
package struct TagFeatures {
  static let version: UInt64 = 3
  /// The hash of labels and templates stored in a model's file.
  package static let featureSet: UInt64 = WordHash.of("tags \(version) \(PartOfSpeechTags.labels.map(\.rawValue))")

  private let tokens: [Token]
  private let bytes: [UInt8]

  package init(_ tokens: [Token], _ bytes: [UInt8]) {
    self.tokens = tokens
    self.bytes = bytes
  }

  /// The number of features of a token.
  package static let count = 15

  /// Fills `keys` with the features of a token, given the labels of the two tokens before it (32 for none).
  @inline(__always)
  package func fill(_ keys: inout [UInt32], _ index: Int, in sentence: Range<Int>, _ previous: UInt64, _ before: UInt64) {
    let token = tokens[index]
    let word = token.lower
    let last = index > sentence.lowerBound ? tokens[index - 1].lower : 1
    let beforeLast = index > sentence.lowerBound + 1 ? tokens[index - 2].lower : 1
    let next = index + 1 < sentence.upperBound ? tokens[index + 1].lower : 2
    let afterNext = index + 2 < sentence.upperBound ? tokens[index + 2].lower : 2
    let shape = shape(index, start: sentence.lowerBound)
    keys[0] = key(1, word)
    keys[1] = key(2, word, shape)
    keys[2] = key(3, suffix(token, 3), shape)
    keys[3] = key(4, suffix(token, 2))
    keys[4] = key(5, shape)
    keys[5] = key(6, previous)
    keys[6] = key(7, previous, before)
    keys[7] = key(8, previous, word)
    keys[8] = key(9, last)
    keys[9] = key(10, next)
    keys[10] = key(11, next, previous)
    keys[11] = key(12, index + 1 < sentence.upperBound ? suffix(tokens[index + 1], 3) : 2)
    keys[12] = key(13, afterNext)
    keys[13] = key(14, beforeLast)
    keys[14] = key(15, word, next)
  }

  @inline(__always)
  private func key(_ template: UInt64, _ first: UInt64, _ second: UInt64 = 0) -> UInt32 {
    FeatureKey.short(FeatureKey.of(template, first, second))
  }

  @inline(__always)
  private func shape(_ index: Int, start: Int) -> UInt64 {
    let token = tokens[index]
    let kept: TokenShape = [.capitalized, .allCaps, .hasDigit, .hyphenated, .abbreviation, .initial]
    var value = UInt64(token.shape.intersection(kept).rawValue)
    if index == start { value |= 1 << 20 }
    return value
  }

  /// The last bytes of a word, in lower case.
  @inline(__always)
  private func suffix(_ token: Token, _ length: Int) -> UInt64 {
    var value: UInt64 = 0
    let first = max(token.range.start, token.range.end - length)
    for index in first..<token.range.end {
      let byte = bytes[index]
      value = value << 8 | UInt64(byte &- 65 < 26 ? byte | 32 : byte)
    }
    return value
  }
}
