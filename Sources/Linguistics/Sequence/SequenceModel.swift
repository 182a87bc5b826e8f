internal import Knowledge

/// A linear-chain model over hashed features. The score of a label is the sum of the weights of the token's features; each pair of
/// neighbouring labels adds a transition weight.
///
/// Weights are integers in units of 1/64 nat.
package struct SequenceModel: Sendable {
  /// The number of weight units per nat.
  package static let unit: Float = 64
  /// The largest feature weight, so that the sum of 80 fits in 16 bits.
  package static let weightLimit: Int16 = 400
  /// Stands for a transition that is not allowed.
  package static let forbidden: Int32 = -1_000_000

  /// What the model was made from.
  package let origin: SequenceModelOrigin
  /// The number of labels.
  package let labelCount: Int
  /// The number of blocks of 16 labels.
  let blocks: Int
  /// The number of features that have weights.
  package let featureCount: Int
  /// Transition weights: `[from * blocks + block]`, one lane for each following label.
  package let transitions: [SIMD16<Int32>]
  /// Weights of the first label of a sequence, block by block.
  package let initial: [SIMD16<Int32>]
  private let weights: FeatureWeights
  private let content: ConstantBytes

  /// Makes a model.
  /// - Parameters:
  ///   - keys: the short keys of the features, ascending, without duplicates.
  ///   - weights: for each key its blocks of weights.
  ///   - transitions: `[from * blocks + block]`.
  package init(
    origin: SequenceModelOrigin, labelCount: Int, keys: [UInt32], weights: [SIMD16<Int16>], transitions: [SIMD16<Int32>],
    initial: [SIMD16<Int32>]
  ) {
    let file = Self.file(origin, labelCount: labelCount, keys: keys, weights: weights, transitions: transitions, initial: initial)
    do throws(SequenceModelError) {
      try self.init(file: file, named: "the new model", featureSet: origin.featureSet)
    } catch {
      preconditionFailure(error.description)
    }
  }

  /// Uses a file whose size has been checked against its layout.
  init(_ content: ConstantBytes, _ layout: SequenceModelLayout, origin: SequenceModelOrigin) {
    self.content = content
    self.origin = origin
    labelCount = layout.labelCount
    featureCount = layout.featureCount
    blocks = layout.blocks
    let first = content.table(of: SIMD16<Int32>.self, at: layout.initial, count: blocks)
    initial = (0..<blocks).map { first[$0] }
    let pairs = content.table(of: SIMD16<Int32>.self, at: layout.transitions, count: labelCount * blocks)
    transitions = (0..<pairs.count).map { pairs[$0] }
    let words = FeatureIndex.words(layout.shift)
    let index = FeatureIndex(
      shift: layout.shift, heads: layout.heads, bits: content.table(of: UInt64.self, at: layout.bits, count: words),
      before: content.table(of: UInt32.self, at: layout.before, count: words))
    if layout.isPacked {
      weights = .packed(
        PackedWeights(index: index, rows: content.table(of: SIMD8<Int16>.self, at: layout.rows, count: layout.rowCount)))
    } else {
      weights = .wide(
        WideWeights(
          blocks: blocks, index: index, keys: content.table(of: UInt32.self, at: layout.keys, count: layout.rowCount),
          next: content.table(of: UInt16.self, at: layout.next, count: layout.rowCount),
          rows: content.table(of: SIMD16<Int16>.self, at: layout.rows, count: layout.rowCount * blocks)))
    }
  }

  /// The model as a file.
  package var file: [UInt8] { content.bytes }

  /// The weights of a model of more than twelve labels, for callers that sum features themselves.
  var wide: WideWeights? {
    if case .wide(let weights) = weights { weights } else { nil }
  }

  /// Sums the weights of each token's features: `[token * blocks + block]`.
  package func emissions(_ features: FeatureRows, into scores: inout [SIMD16<Int16>]) {
    scores.removeAll(keepingCapacity: true)
    switch weights {
    case .packed(let weights):
      let most = (0..<features.count).reduce(0) { max($0, features.starts[$1 + 1] - features.starts[$1]) }
      var likely = [LikelyRow](repeating: LikelyRow(), count: most + 1)
      for token in 0..<features.count {
        scores.append(weights.sum(features.keys, features.starts[token]..<features.starts[token + 1], &likely))
      }
    case .wide(let weights):
      for token in 0..<features.count {
        let first = scores.count
        for _ in 0..<blocks { scores.append(SIMD16()) }
        for index in features.starts[token]..<features.starts[token + 1] {
          let row = weights.row(of: features.keys[index])
          if row < 0 { continue }
          for block in 0..<blocks { scores[first + block] &+= weights.rows[row * blocks + block] }
        }
      }
    }
  }
}

/// What a model was made from.
package struct SequenceModelOrigin: Sendable, Hashable {
  /// Hash of the feature templates and labels; a model works only with the feature extractor that it was trained with.
  package var featureSet: UInt64
  /// Hash of the training texts and labels.
  package var corpus: UInt64
  /// The seed of the random order in training.
  package var seed: UInt64
  package init(featureSet: UInt64, corpus: UInt64, seed: UInt64) {
    self.featureSet = featureSet
    self.corpus = corpus
    self.seed = seed
  }
}
