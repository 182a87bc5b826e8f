package import Knowledge

/// Tags words with their part of speech, from left to right, by an averaged perceptron over hashed features.
package struct PartOfSpeechTagger: Sendable {
  /// The tagger with the embedded weights; `nil` where they do not fit this program, which a test detects.
  static let shared: PartOfSpeechTagger? = {
    guard let file = EmbeddedBytes(named: "tags.bin") else { return nil }
    return try? PartOfSpeechTagger(file: file.content)
  }()

  private let weights: WideWeights

  /// Makes a tagger from a model's file.
  package init(file: ConstantBytes) throws(SequenceModelError) {
    let model = try SequenceModel(file: file, named: "tags.bin", featureSet: TagFeatures.featureSet)
    guard let weights = model.wide, weights.blocks == 2 else {
      throw SequenceModelError(description: "tags.bin has \(model.labelCount) labels; the tagger reads 17 to 32.")
    }
    self.weights = weights
  }

  /// Sets the tags of a text's tokens.
  package func tag(_ text: inout AnalyzedText) {
    var keys = [UInt32](repeating: 0, count: TagFeatures.count)
    var likely = [LikelyRow](repeating: LikelyRow(), count: TagFeatures.count)
    let features = TagFeatures(text.tokens, text.bytes)
    var tags: [PartOfSpeech] = text.tokens.map { Self.fixed($0) ?? .NN }
    let none = UInt64(PartOfSpeechTags.labels.count)
    for sentence in text.sentences {
      var previous = none
      var before = none
      for index in sentence.tokens {
        var label: UInt64
        if let fixed = Self.fixed(text.tokens[index]) {
          label = fixed == .CD ? 1 : none + UInt64(text.tokens[index].kind.rawValue)
        } else {
          features.fill(&keys, index, in: sentence.tokens, previous, before)
          label = UInt64(best(keys, &likely))
          tags[index] = PartOfSpeechTags.labels[Int(label)]
        }
        before = previous
        previous = label
      }
    }
    for index in text.tokens.indices { text.tokens[index].tag = tags[index] }
  }

  /// The tag that follows from a token's kind alone.
  @inline(__always)
  package static func fixed(_ token: Token) -> PartOfSpeech? {
    switch token.kind {
    case .word: nil
    case .number: .CD
    case .url, .email, .hashtag, .handle: .NN
    case .symbol: .SYM
    default: .punctuation
    }
  }

  @inline(__always)
  private func best(_ keys: [UInt32], _ likely: inout [LikelyRow]) -> Int {
    let (low, high) = weights.pair(keys, &likely)
    let lowTop = low.max()
    let highTop = high.max()
    let block = highTop > lowTop ? high : low
    let top = max(lowTop, highTop)
    for lane in 0..<16 where block[lane] == top { return highTop > lowTop ? 16 + lane : lane }
    return 0
  }
}
