/// A linear-chain model over hashed features: each token's labels are scored by the sum of its features' weights, each pair of
/// neighbouring labels by a transition weight.
///
/// Weights are integers in units of 1/64 nat. A feature's weights stand in rows padded to 16 labels, so that a row is one SIMD
/// load; features that training dropped are mostly turned away by a one-bit filter before the table is touched.
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
  @usableFromInline let blocks: Int
  /// Transition weights: `[from * blocks + block]`, a lane for each label that follows.
  package let transitions: [SIMD16<Int32>]
  /// Weights of a sequence's first label, block by block.
  package let initial: [SIMD16<Int32>]
  /// The kept features' keys in ascending order, as stored.
  let keys: [UInt32]
  @usableFromInline let weights: [SIMD16<Int16>]
  /// Open addressing: the key above, the row's number + 1 below; 0 is free.
  @usableFromInline let slots: [UInt64]
  @usableFromInline let filter: [UInt64]

  /// Makes a model.
  /// - Parameters:
  ///   - keys: the features' short keys, ascending, each once.
  ///   - weights: for each key its blocks of weights.
  ///   - transitions: `[from * blocks + block]`.
  package init(
    origin: SequenceModelOrigin, labelCount: Int, keys: [UInt32], weights: [SIMD16<Int16>], transitions: [SIMD16<Int32>],
    initial: [SIMD16<Int32>]
  ) {
    self.origin = origin
    self.labelCount = labelCount
    self.keys = keys
    self.weights = weights
    self.transitions = transitions
    self.initial = initial
    blocks = (labelCount + 15) / 16
    var size = 64
    while size < keys.count * 3 / 2 { size *= 2 }
    var slots = [UInt64](repeating: 0, count: size)
    var filter = [UInt64](repeating: 0, count: Self.filterBits / 64)
    for (row, key) in keys.enumerated() {
      var slot = Int(key) & (size - 1)
      while slots[slot] != 0 { slot = (slot + 1) & (size - 1) }
      slots[slot] = UInt64(key) << 32 | UInt64(row + 1)
      let bit = Self.filterBit(key)
      filter[bit >> 6] |= 1 << UInt64(bit & 63)
    }
    self.slots = slots
    self.filter = filter
  }

  /// The number of features that have weights.
  package var featureCount: Int { keys.count }
  /// Features that have weights, with their rows' number.
  package func weights(ofRow row: Int) -> ArraySlice<SIMD16<Int16>> { weights[row * blocks..<(row + 1) * blocks] }

  @usableFromInline static let filterBits = 1 << 20
  @inlinable static func filterBit(_ key: UInt32) -> Int { Int(key >> 12) }

  /// The row of a feature, -1 where it has none.
  @inlinable func row(of key: UInt32) -> Int { passes(key) == 0 ? -1 : slotted(key) }

  /// 1 where the filter lets a feature pass, else 0.
  @inlinable func passes(_ key: UInt32) -> Int {
    let bit = Self.filterBit(key)
    return Int(truncatingIfNeeded: filter[bit >> 6] >> UInt64(bit & 63) & 1)
  }

  /// The row of a feature that the filter let pass, -1 where it has none.
  @inlinable func slotted(_ key: UInt32) -> Int {
    let mask = slots.count - 1
    var slot = Int(key) & mask
    while true {
      let entry = slots[slot]
      if entry == 0 { return -1 }
      if UInt32(truncatingIfNeeded: entry >> 32) == key { return Int(entry & 0xffff_ffff) - 1 }
      slot = (slot + 1) & mask
    }
  }

  /// Adds up the weights of each token's features: `[token * blocks + block]`.
  package func emissions(_ features: FeatureRows, into scores: inout [SIMD16<Int16>]) {
    scores.removeAll(keepingCapacity: true)
    let keys = features.keys
    // Three passes a token, so that the table's and the weights' memory is waited for side by side, not after each doubtful branch.
    let most = (0..<features.count).reduce(0) { max($0, features.starts[$1 + 1] - features.starts[$1]) }
    var likely = [UInt32](repeating: 0, count: most + 1)
    var rows = [Int32](repeating: 0, count: most + 1)
    for token in 0..<features.count {
      if blocks == 1 {
        var likelies = 0
        for index in features.starts[token]..<features.starts[token + 1] {
          likely[likelies] = keys[index]
          likelies &+= passes(keys[index])
        }
        var found = 0
        for index in 0..<likelies {
          let row = slotted(likely[index])
          rows[found] = Int32(truncatingIfNeeded: row)
          if row >= 0 { found &+= 1 }
        }
        var sum = SIMD16<Int16>()
        for index in 0..<found { sum &+= weights[Int(rows[index])] }
        scores.append(sum)
      } else {
        let first = scores.count
        for _ in 0..<blocks { scores.append(SIMD16()) }
        for index in features.starts[token]..<features.starts[token + 1] {
          let row = row(of: keys[index])
          if row < 0 { continue }
          for block in 0..<blocks { scores[first + block] &+= weights[row * blocks + block] }
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
