/// A linear-chain model over hashed features: each token's labels are scored by the sum of its features' weights, each pair of
/// neighbouring labels by a transition weight.
///
/// Weights are integers in units of 1/64 nat.
package struct SequenceModel: Sendable {
  /// Weights are this many to a nat.
  package static let unit: Float = 64
  /// No feature weight is larger, so that 80 of them fit 16 bits.
  package static let weightLimit: Int16 = 400
  /// Stands for a transition that must not happen.
  package static let forbidden: Int32 = -1_000_000

  /// Where the model comes from.
  package var origin: SequenceModelOrigin
  /// Number of labels.
  package let labelCount: Int
  /// Number of blocks of 16 labels.
  let blocks: Int
  /// Transition weights: `[from * blocks + block]`, a lane for each label that follows.
  package let transitions: [SIMD16<Int32>]
  /// Weights of a sequence's first label, block by block.
  package let initial: [SIMD16<Int32>]
  /// The kept features' keys in ascending order, as stored.
  let keys: [UInt32]
  private let weights: FeatureWeights

  /// Makes a model.
  /// - Parameters:
  ///   - keys: the features' short keys, ascending, each once.
  ///   - weights: for each key its blocks of weights.
  ///   - transitions: `[from * blocks + block]`.
  package init(
    origin: SequenceModelOrigin, labelCount: Int, keys: [UInt32], weights: [SIMD16<Int16>], transitions: [SIMD16<Int32>],
    initial: [SIMD16<Int32>]
  ) {
    self.init(
      origin: origin, labelCount: labelCount, keys: keys, weights: FeatureWeights(keys: keys, weights: weights, labelCount: labelCount),
      transitions: transitions, initial: initial)
  }

  /// Makes a model of weights that are laid out.
  init(
    origin: SequenceModelOrigin, labelCount: Int, keys: [UInt32], weights: FeatureWeights, transitions: [SIMD16<Int32>],
    initial: [SIMD16<Int32>]
  ) {
    self.origin = origin
    self.labelCount = labelCount
    self.keys = keys
    self.weights = weights
    self.transitions = transitions
    self.initial = initial
    blocks = (labelCount + 15) / 16
  }

  /// The number of features that have weights.
  package var featureCount: Int { keys.count }

  /// The weights of the features: for each of ``keys`` its blocks.
  var weightRows: [SIMD16<Int16>] {
    switch weights {
    case .packed(let weights): weights.weights(count: keys.count)
    case .wide(let weights): weights.weights(count: keys.count)
    }
  }

  /// The weights of a model of more than sixteen labels, for those who add up features themselves.
  var wide: WideWeights? {
    if case .wide(let weights) = weights { weights } else { nil }
  }

  /// Adds up the weights of each token's features: `[token * blocks + block]`.
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

/// What a model was made of.
package struct SequenceModelOrigin: Sendable, Hashable {
  /// Hash of the feature templates and labels: a model serves only the extractor that it was trained with.
  package var featureSet: UInt64
  /// Hash of the training texts and labels.
  package var corpus: UInt64
  /// The seed of the training's random order.
  package var seed: UInt64
  package init(featureSet: UInt64, corpus: UInt64, seed: UInt64) {
    self.featureSet = featureSet
    self.corpus = corpus
    self.seed = seed
  }
}
