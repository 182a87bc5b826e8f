/// Restrictions and a bias for a decoder.
package struct DecodingConstraints: Sendable {
  /// For each token a mask of the labels it may have, one bit for each of the first 64; empty where every label is allowed.
  package var allowed: [UInt64] = []
  /// A score added to each label, in units of ``SequenceModel/unit``; empty for none.
  package var bias: [Int16] = []
  package init(allowed: [UInt64] = [], bias: [Int16] = []) {
    self.allowed = allowed
    self.bias = bias
  }
}

/// Finds the best label sequence and the probability of each label. Reuses its memory from sequence to sequence.
package struct SequenceDecoder: Sendable {
  private let model: SequenceModel
  private let padding: [SIMD16<Int16>]
  private let decay: [Float]
  /// For each label the factors of its transitions to the following label, and from the preceding one.
  private let following: [SIMD16<Float>]
  private let preceding: [SIMD16<Float>]
  private let expInitial: SIMD16<Float>
  private var emissions: [SIMD16<Int16>] = []
  private var back: [SIMD16<UInt8>] = []

  /// With more than 16 labels, labels whose score is this far (in units) below the best are pruned.
  private static let beam: Int32 = 10 * 64

  package init(_ model: SequenceModel) {
    self.model = model
    var padding = [SIMD16<Int16>](repeating: SIMD16(), count: model.blocks)
    for label in model.labelCount..<16 * model.blocks { padding[label >> 4][label & 15] = -20_000 }
    self.padding = padding
    // exp(-k/64) for whole k suffices, because scores are multiples of 1/64.
    decay = ExponentialTable.values
    let following = model.blocks == 1 ? model.transitions.map(ExponentialTable.exponentials) : []
    self.following = following
    preceding = following.indices.map { label in
      var column = SIMD16<Float>()
      for from in following.indices { column[from] = following[from][label] }
      return column
    }
    expInitial = model.blocks == 1 ? ExponentialTable.exponentials(model.initial[0]) : SIMD16()
  }

  /// The best label sequence.
  package mutating func decode(_ features: FeatureRows, constraints: DecodingConstraints = DecodingConstraints()) -> [UInt8] {
    score(features, constraints)
    return model.blocks == 1 ? viterbi() : blockViterbi()
  }

  /// The best label sequence, and for each token the labels' marginal probabilities (models of at most 16 labels).
  package mutating func decodeWithMarginals(
    _ features: FeatureRows, constraints: DecodingConstraints = DecodingConstraints()
  ) -> (labels: [UInt8], marginals: [SIMD16<Float>]) {
    (decode(features, constraints: constraints), marginals())
  }

  /// For each token of the last decoded sequence the labels' marginal probabilities (models of at most 16 labels).
  package func marginals() -> [SIMD16<Float>] {
    precondition(model.blocks == 1, "marginals are for models of at most 16 labels")
    return forwardBackward()
  }

  private mutating func score(_ features: FeatureRows, _ constraints: DecodingConstraints) {
    model.emissions(features, into: &emissions)
    var rim = padding
    for (label, bias) in constraints.bias.enumerated() where label < model.labelCount { rim[label >> 4][label & 15] &+= bias }
    let everything: UInt64 = model.labelCount >= 64 ? .max : (1 << UInt64(model.labelCount)) - 1
    for token in 0..<features.count {
      for block in 0..<model.blocks {
        emissions[token * model.blocks + block] =
          (emissions[token * model.blocks + block] &+ rim[block]).clamped(
            lowerBound: SIMD16(repeating: -25_000), upperBound: SIMD16(repeating: 25_000))
      }
      if constraints.allowed.isEmpty || constraints.allowed[token] & everything == everything { continue }
      let allowed = constraints.allowed[token]
      for label in 0..<model.labelCount where allowed >> UInt64(label) & 1 == 0 {
        emissions[token * model.blocks + label >> 4][label & 15] = -25_000
      }
    }
  }

  private mutating func viterbi() -> [UInt8] {
    let count = emissions.count
    if count == 0 { return [] }
    back.removeAll(keepingCapacity: true)
    let labelCount = model.labelCount
    var scores = model.initial[0] &+ SIMD16<Int32>(truncatingIfNeeded: emissions[0])
    for token in 1..<max(count, 1) {
      var best = SIMD16<Int32>(repeating: .min / 2)
      var from = SIMD16<Int32>(repeating: 0)
      for label in 0..<labelCount {
        let candidate = model.transitions[label] &+ scores[label]
        let better = candidate .> best
        best.replace(with: candidate, where: better)
        from.replace(with: Int32(label), where: better)
      }
      back.append(SIMD16<UInt8>(truncatingIfNeeded: from))
      // Only differences matter; without this, scores would overflow in long paragraphs.
      scores = best &- best.max() &+ SIMD16<Int32>(truncatingIfNeeded: emissions[token])
    }
    var label = 0
    for other in 1..<labelCount where scores[other] > scores[label] { label = other }
    var labels = [UInt8](repeating: UInt8(label), count: count)
    for token in stride(from: count - 1, to: 0, by: -1) {
      label = Int(back[token - 1][label])
      labels[token - 1] = UInt8(label)
    }
    return labels
  }

  private func blockViterbi() -> [UInt8] {
    let blocks = model.blocks
    let count = emissions.count / blocks
    if count == 0 { return [] }
    let labelCount = model.labelCount
    var back: [SIMD16<UInt8>] = []
    back.reserveCapacity(emissions.count)
    var scores = model.initial
    for block in 0..<blocks { scores[block] &+= SIMD16<Int32>(truncatingIfNeeded: emissions[block]) }
    for token in 1..<max(count, 1) {
      var best = [SIMD16<Int32>](repeating: SIMD16(repeating: .min / 2), count: blocks)
      var from = [SIMD16<Int32>](repeating: SIMD16(), count: blocks)
      let top = scores.reduce(Int32.min / 2) { max($0, $1.max()) }
      for label in 0..<labelCount {
        let score = scores[label >> 4][label & 15]
        if score < top - Self.beam { continue }
        for block in 0..<blocks {
          let candidate = model.transitions[label * blocks + block] &+ score
          let better = candidate .> best[block]
          best[block].replace(with: candidate, where: better)
          from[block].replace(with: Int32(label), where: better)
        }
      }
      let highest = best.reduce(Int32.min / 2) { max($0, $1.max()) }
      for block in 0..<blocks {
        scores[block] = best[block] &- highest &+ SIMD16<Int32>(truncatingIfNeeded: emissions[token * blocks + block])
        back.append(SIMD16<UInt8>(truncatingIfNeeded: from[block]))
      }
    }
    var label = 0
    for other in 1..<labelCount where scores[other >> 4][other & 15] > scores[label >> 4][label & 15] { label = other }
    var labels = [UInt8](repeating: UInt8(label), count: count)
    for token in stride(from: count - 1, to: 0, by: -1) {
      label = Int(back[(token - 1) * blocks + label >> 4][label & 15])
      labels[token - 1] = UInt8(label)
    }
    return labels
  }

  private func exponentials(_ row: SIMD16<Int16>) -> SIMD16<Float> {
    let top = Int(row.max())
    var out = SIMD16<Float>()
    for label in 0..<model.labelCount { out[label] = decay[min(top - Int(row[label]), decay.count - 1)] }
    return out
  }

  /// The row scaled to sum to 1.
  private func normalized(_ row: SIMD16<Float>) -> SIMD16<Float> {
    let eight = row.lowHalf + row.highHalf
    let four = eight.lowHalf + eight.highHalf
    let two = four.lowHalf + four.highHalf
    return row * SIMD16(repeating: 1 / max(two[0] + two[1], .leastNormalMagnitude))
  }

  private func forwardBackward() -> [SIMD16<Float>] {
    let count = emissions.count
    if count == 0 { return [] }
    let labelCount = model.labelCount
    var local: [SIMD16<Float>] = []
    local.reserveCapacity(count)
    var forward: [SIMD16<Float>] = []
    forward.reserveCapacity(count)
    var alpha = SIMD16<Float>()
    for token in 0..<count {
      var next = expInitial
      if token > 0 {
        next = SIMD16()
        for label in 0..<labelCount { next += following[label] * alpha[label] }
      }
      let own = exponentials(emissions[token])
      local.append(own)
      alpha = normalized(next * own)
      forward.append(alpha)
    }
    var beta = SIMD16<Float>(repeating: 1)
    for token in stride(from: count - 1, to: 0, by: -1) {
      let product = beta * local[token]
      var before = SIMD16<Float>()
      for label in 0..<labelCount { before += preceding[label] * product[label] }
      beta = normalized(before)
      forward[token - 1] = normalized(forward[token - 1] * beta)
    }
    return forward
  }
}

/// Powers of e in steps of 1/64.
enum ExponentialTable {
  /// `exp(-k / 64)` for k from 0 to 1,535; the last is 0, so that values out of range vanish.
  static let values: [Float] = {
    var values: [Float] = []
    // exp(-1/64) by its power series: exact to the last bits of a double, and the same on every machine.
    var step = 1.0
    var term = 1.0
    for n in 1..<12 {
      term *= -1.0 / 64 / Double(n)
      step += term
    }
    var value = 1.0
    for _ in 0..<1535 {
      values.append(Float(value))
      value *= step
    }
    values.append(0)
    return values
  }()

  /// `exp(x / 64)` for each lane, scaled so that the largest is at most 1; 0 for forbidden transitions.
  static func exponentials(_ row: SIMD16<Int32>) -> SIMD16<Float> {
    var out = SIMD16<Float>()
    for label in 0..<16 {
      // Transition weights are small. A common offset keeps them below 0 and cancels in the normalisation.
      let distance = 640 - Int(row[label])
      out[label] = values[max(0, min(distance, values.count - 1))]
    }
    return out
  }
}
