package import Linguistics

/// A sequence with gold labels, for training.
package struct TrainingSequence: Sendable {
  /// The tokens' features.
  package var features: FeatureRows
  /// The tokens' labels.
  package var labels: [UInt8]
  package init(features: FeatureRows, labels: [UInt8]) {
    self.features = features
    self.labels = labels
  }
}

/// Trains a linear-chain conditional random field by AdaGrad, with an L1 penalty that empties the rows of unhelpful features. The same
/// sequences, settings and seed give the same model, byte for byte.
package struct SequenceTrainer: Sendable {
  /// The number of labels.
  package var labelCount: Int
  /// Passes over the data.
  package var epochs = 12
  /// The learning rate of AdaGrad.
  package var rate: Float = 0.15
  /// L1 penalty for each weight and sequence.
  package var sparsity: Float = 2e-6
  /// L2 penalty for each weight and sequence.
  package var decay: Float = 0
  /// The initial value of AdaGrad's sums of squares; the larger it is, the more slowly rare features learn.
  package var damping: Float = 1
  /// The share of features left out at random in each step, so that the model does not rely on any single one.
  package var dropout: Float = 0
  /// The number of sequences in which a feature must occur.
  package var minimumCount: UInt32 = 3
  /// Features whose weights are all at most this large (in 1/64 nat) are left out of the model.
  package var prune: Int16 = 0
  /// Over the ends of how many final passes the weights are averaged; the more, the less the result depends on the order of the sequences.
  package var averaged = 1
  /// The seed for the order of the sequences.
  package var seed: UInt64 = 1
  /// `(from, to)` pairs that must not follow each other.
  package var forbidden: [(from: Int, to: Int)] = []
  /// Labels with which a sequence must not begin.
  package var forbiddenFirst: [Int] = []
  /// Added in training to the score of a label where another one is right: `[right][other]`, in nats. It is a cost on a kind of mistake:
  /// the larger it is, the more the model avoids the mistake.
  package var price: [[Float]] = []

  package init(labelCount: Int) { self.labelCount = labelCount }

  /// Trains a model.
  /// - Parameter progress: called after each pass with its number and the mean negative log-likelihood per token.
  package func train(
    _ data: [TrainingSequence], featureSet: UInt64, corpus: UInt64, progress: (Int, Double) -> Void = { _, _ in }
  ) -> SequenceModel {
    var counter = FeatureCounter()
    for (number, sequence) in data.enumerated() {
      for key in sequence.features.keys { counter.count(key, sequence: UInt32(number + 1)) }
    }
    let keys = counter.keys(minimum: minimumCount)
    var rows: [[Int32]] = []
    rows.reserveCapacity(data.count)
    for sequence in data { rows.append(sequence.features.keys.map { keys.position(of: $0) }) }
    var state = TrainingState(labelCount: labelCount, featureCount: keys.count, trainer: self)
    var order = Array(data.indices)
    var random = SplitMix64(state: seed)
    for epoch in 0..<epochs {
      order.shuffle(using: &random)
      var loss = 0.0
      var tokens = 0
      for index in order where !data[index].labels.isEmpty {
        loss += state.step(rows: rows[index], starts: data[index].features.starts, labels: data[index].labels)
        tokens += data[index].labels.count
      }
      if averaged > 1, epoch >= epochs - averaged { state.collect() }
      progress(epoch + 1, loss / Double(max(tokens, 1)))
    }
    return state.model(keys: keys, origin: SequenceModelOrigin(featureSet: featureSet, corpus: corpus, seed: seed))
  }
}

extension [UInt32] {
  /// The index of a value in an ascending array, -1 if it is absent.
  fileprivate func position(of value: UInt32) -> Int32 {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low < count && self[low] == value ? Int32(low) : -1
  }
}
