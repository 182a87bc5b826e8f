package import Linguistics

/// Trains the part-of-speech model, an averaged perceptron. It tags as the tagger does, with its own tags as history.
package struct TagTrainer: Sendable {
  /// Passes over the data.
  package var epochs = 6
  /// How often a feature must occur.
  package var minimumCount: UInt32 = 3
  /// Rows whose averaged weights are all smaller than this, before scaling to the file's unit, are left out.
  package var threshold: Float = 0.12
  /// The seed for the order of the examples.
  package var seed: UInt64 = 1

  package init() {}

  /// A text with a label for each token, -1 for none.
  package struct Example: Sendable {
    package var text: AnalyzedText
    package var labels: [Int8]
    package init(text: AnalyzedText, labels: [Int8]) {
      self.text = text
      self.labels = labels
    }
  }

  /// The label of a treebank tag, -1 for punctuation.
  package static func label(_ tag: String) -> Int8 { PartOfSpeechTags.label(tag).map { Int8($0) } ?? -1 }

  /// Trains and returns the model's file.
  package func train(_ examples: [Example], progress: (Int, Double) -> Void = { _, _ in }) -> [UInt8] {
    var counter = FeatureCounter()
    var corpus = WordHash.seed
    var sequence: UInt32 = 0
    for example in examples {
      walk(example, labels: { _, gold in gold }) { keys, _, _ in
        sequence += 1
        for key in keys { counter.count(key, sequence: sequence) }
      }
      for byte in example.text.bytes { corpus = WordHash.step(corpus, byte) }
    }
    let kept = counter.keys(minimum: minimumCount)
    let rows = RowIndex(kept)
    var weights = [SIMD32<Float>](repeating: SIMD32(), count: kept.count)
    var sums = [SIMD32<Float>](repeating: SIMD32(), count: kept.count)
    var time: Float = 0
    var random = SplitMix64(state: seed)
    var order = Array(examples.indices)
    for epoch in 0..<epochs {
      order.shuffle(using: &random)
      var wrong = 0
      var total = 0
      for index in order {
        var found: [Int] = []
        var guess = 0
        walk(
          examples[index],
          labels: { _, _ in Int8(guess) },
          { keys, gold, _ in
            found.removeAll(keepingCapacity: true)
            var scores = SIMD32<Float>()
            for key in keys {
              let row = rows[key]
              if row >= 0 {
                found.append(row)
                scores += weights[row]
              }
            }
            guess = 0
            for label in 1..<32 where scores[label] > scores[guess] { guess = label }
            time += 1
            guard gold >= 0 else { return }
            total += 1
            if guess != Int(gold) {
              wrong += 1
              for row in found {
                weights[row][Int(gold)] += 1
                weights[row][guess] -= 1
                sums[row][Int(gold)] += time
                sums[row][guess] -= time
              }
            }
          })
      }
      progress(epoch + 1, Double(wrong) / Double(max(total, 1)))
    }
    return file(kept, weights, sums, time, corpus)
  }

  /// Walks through a text as the tagger does; `labels` gives each word's label for the history.
  private func walk(_ example: Example, labels: (Int, Int8) -> Int8, _ body: ([UInt32], Int8, Int) -> Void) {
    var keys = [UInt32](repeating: 0, count: TagFeatures.count)
    let features = TagFeatures(example.text.tokens, example.text.bytes)
    let none = UInt64(PartOfSpeechTags.labels.count)
    for sentence in example.text.sentences {
      var previous = none
      var before = none
      for index in sentence.tokens {
        let token = example.text.tokens[index]
        var label = none + UInt64(token.kind.rawValue)
        if let fixed = PartOfSpeechTagger.fixed(token) {
          if fixed == .CD { label = 1 }
        } else {
          features.fill(&keys, index, in: sentence.tokens, previous, before)
          body(keys, example.labels[index], index)
          let known = labels(index, example.labels[index])
          label = known >= 0 ? UInt64(known) : none
        }
        before = previous
        previous = label
      }
    }
  }

  private func file(_ keys: [UInt32], _ weights: [SIMD32<Float>], _ sums: [SIMD32<Float>], _ time: Float, _ corpus: UInt64) -> [UInt8] {
    var averaged: [SIMD32<Float>] = []
    var largest: Float = 1
    for row in keys.indices {
      let average = weights[row] - sums[row] / time
      averaged.append(average)
      largest = max(largest, average.max(), -average.min())
    }
    // The sum of fifteen features with the largest weight must fit in 16 bits.
    let scale = Float(2000) / largest
    var keptKeys: [UInt32] = []
    var rows: [SIMD16<Int16>] = []
    for row in keys.indices {
      let average = averaged[row]
      if average.max() < threshold && average.min() > -threshold { continue }
      keptKeys.append(keys[row])
      let scaled = (average * scale).rounded(.toNearestOrEven)
      var low = SIMD16<Int16>()
      var high = SIMD16<Int16>()
      for lane in 0..<16 {
        low[lane] = Int16(scaled[lane])
        high[lane] = Int16(scaled[lane + 16])
      }
      rows.append(low)
      rows.append(high)
    }
    let labelCount = PartOfSpeechTags.labels.count
    let model = SequenceModel(
      origin: SequenceModelOrigin(featureSet: TagFeatures.featureSet, corpus: corpus, seed: seed), labelCount: labelCount, keys: keptKeys,
      weights: rows, transitions: [SIMD16<Int32>](repeating: SIMD16(), count: labelCount * 2), initial: [SIMD16(), SIMD16()])
    return model.file
  }
}

/// A hash table from keys to rows, with open addressing.
private struct RowIndex {
  private var slots: [UInt64]
  private let mask: Int

  init(_ keys: [UInt32]) {
    var size = 64
    while size < keys.count * 2 { size *= 2 }
    slots = [UInt64](repeating: 0, count: size)
    mask = size - 1
    for (row, key) in keys.enumerated() {
      var slot = Int(key) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt64(key) << 32 | UInt64(row + 1)
    }
  }

  subscript(key: UInt32) -> Int {
    var slot = Int(key) & mask
    while slots[slot] != 0 {
      if UInt32(truncatingIfNeeded: slots[slot] >> 32) == key { return Int(slots[slot] & 0xffff_ffff) - 1 }
      slot = (slot + 1) & mask
    }
    return -1
  }
}
