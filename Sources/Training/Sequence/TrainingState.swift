internal import Linguistics

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// The weights during training.
struct TrainingState {
  private let labelCount: Int
  private let blocks: Int
  private let rate: Float
  private let sparsity: Float
  private let decay: Float
  private let prune: Int16
  private let dropout: UInt64
  private var random: SplitMix64
  private let price: [[SIMD16<Float>]]
  private let forbidden: Set<Int>
  private let forbiddenFirst: Set<Int>
  private var weights: [SIMD16<Float>]
  private var squares: [SIMD16<Float>]
  private var lastStep: [Int32]
  private var now: Int32 = 0
  private var transitions: [Float]
  private var transitionSquares: [Float]
  private var initial: [Float]
  private var initialSquares: [Float]
  /// The sums of the weights at the ends of passes, and the number of passes.
  private var sums = (weights: [SIMD16<Float>](), transitions: [Float](), initial: [Float](), passes: 0)
  private static let never: Float = -1e4

  init(labelCount: Int, featureCount: Int, trainer: SequenceTrainer) {
    self.labelCount = labelCount
    blocks = (labelCount + 15) / 16
    rate = trainer.rate
    sparsity = trainer.sparsity
    decay = trainer.decay
    prune = trainer.prune
    dropout = UInt64(Double(trainer.dropout) * 4_294_967_296)
    random = SplitMix64(state: trainer.seed &+ 77)
    forbidden = Set(trainer.forbidden.map { $0.from * labelCount + $0.to })
    forbiddenFirst = Set(trainer.forbiddenFirst)
    let blocks = blocks
    price = trainer.price.map { row in
      var lanes = [SIMD16<Float>](repeating: SIMD16(), count: blocks)
      for (label, value) in row.enumerated() { lanes[label >> 4][label & 15] = value }
      return lanes
    }
    weights = [SIMD16<Float>](repeating: SIMD16(), count: featureCount * blocks)
    squares = [SIMD16<Float>](repeating: SIMD16(repeating: trainer.damping), count: featureCount * blocks)
    lastStep = [Int32](repeating: 0, count: featureCount)
    transitions = [Float](repeating: 0, count: labelCount * labelCount)
    transitionSquares = [Float](repeating: 1e-2, count: labelCount * labelCount)
    initial = [Float](repeating: 0, count: labelCount)
    initialSquares = [Float](repeating: 1e-2, count: labelCount)
    for pair in forbidden { transitions[pair] = Self.never }
    for label in forbiddenFirst { initial[label] = Self.never }
  }

  /// Applies the penalty for the steps in which the row was not used. None of its weights changed in between, so it can be applied all at
  /// once.
  private mutating func settle(_ row: Int) {
    let missed = now - lastStep[row]
    if missed == 0 { return }
    lastStep[row] = now
    let pull = sparsity * rate * Float(missed)
    for block in row * blocks..<(row + 1) * blocks {
      // The decay of the missed steps at once, as 1 / (1 + n x), which approximates the stepwise decay for small x.
      if decay > 0 { weights[block] /= 1 + SIMD16<Float>(repeating: decay * rate * Float(missed)) / squares[block].squareRoot() }
      if sparsity == 0 { continue }
      let shrink = SIMD16<Float>(repeating: pull) / squares[block].squareRoot()
      let value = weights[block]
      weights[block] = (value - shrink).replacing(with: 0, where: value .< shrink)
        .replacing(with: (value + shrink).replacing(with: 0, where: value .> -shrink), where: value .< 0)
    }
  }

  /// One gradient step on a sequence; returns its negative log-likelihood before the step.
  mutating func step(rows all: [Int32], starts: [Int], labels: [UInt8]) -> Double {
    now += 1
    var rows = all
    if dropout > 0 { for index in rows.indices where random.next() >> 32 < dropout { rows[index] = -1 } }
    let count = labels.count
    var local = [Float](repeating: 0, count: count * labelCount)
    for token in 0..<count {
      for block in 0..<blocks {
        var sum = price.isEmpty ? SIMD16<Float>() : price[Int(labels[token])][block]
        for index in starts[token]..<starts[token + 1] where rows[index] >= 0 {
          let row = Int(rows[index])
          if block == 0 { settle(row) }
          sum += weights[row * blocks + block]
        }
        for label in block * 16..<min(labelCount, block * 16 + 16) { local[token * labelCount + label] = sum[label & 15] }
      }
    }
    let lattice = Lattice(local: local, transitions: transitions, initial: initial, labelCount: labelCount)
    let loss = lattice.logPartition - lattice.score(labels)
    for token in 0..<count {
      for block in 0..<blocks {
        var gradient = SIMD16<Float>()
        for label in block * 16..<min(labelCount, block * 16 + 16) {
          gradient[label & 15] = lattice.marginals[token * labelCount + label]
        }
        if Int(labels[token]) >> 4 == block { gradient[Int(labels[token]) & 15] -= 1 }
        let square = gradient * gradient
        if square.sum() < 1e-8 { continue }
        for index in starts[token]..<starts[token + 1] where rows[index] >= 0 {
          let place = Int(rows[index]) * blocks + block
          squares[place] += square
          weights[place] -= rate * gradient / squares[place].squareRoot()
        }
      }
    }
    var gradient = lattice.pairs
    for token in 1..<max(count, 1) { gradient[Int(labels[token - 1]) * labelCount + Int(labels[token])] -= 1 }
    for pair in gradient.indices where gradient[pair] != 0 && !forbidden.contains(pair) {
      transitionSquares[pair] += gradient[pair] * gradient[pair]
      transitions[pair] -= rate * gradient[pair] / transitionSquares[pair].squareRoot()
    }
    for label in 0..<labelCount where !forbiddenFirst.contains(label) {
      let gradient = lattice.marginals[label] - (Int(labels[0]) == label ? 1 : 0)
      initialSquares[label] += gradient * gradient
      initial[label] -= rate * gradient / initialSquares[label].squareRoot()
    }
    return Double(loss)
  }

  /// Adds the current weights to the average of which the model will consist.
  mutating func collect() {
    for row in lastStep.indices { settle(row) }
    if sums.passes == 0 {
      sums = (weights, transitions, initial, 1)
      return
    }
    for place in weights.indices { sums.weights[place] += weights[place] }
    for place in transitions.indices { sums.transitions[place] += transitions[place] }
    for place in initial.indices { sums.initial[place] += initial[place] }
    sums.passes += 1
  }

  /// The finished model, without rows whose weights all round to zero.
  mutating func model(keys: [UInt32], origin: SequenceModelOrigin) -> SequenceModel {
    if sums.passes > 1 {
      let share = 1 / Float(sums.passes)
      for place in weights.indices { weights[place] = sums.weights[place] * share }
      for place in transitions.indices { transitions[place] = sums.transitions[place] * share }
      for place in initial.indices { initial[place] = sums.initial[place] * share }
    }
    var kept: [UInt32] = []
    var rows: [SIMD16<Int16>] = []
    let limit = Float(SequenceModel.weightLimit)
    for (row, key) in keys.enumerated() {
      if sums.passes < 2 { settle(row) }
      let scaled = (row * blocks..<(row + 1) * blocks).map { block in
        SIMD16<Int16>(
          (weights[block] * SequenceModel.unit).clamped(lowerBound: SIMD16(repeating: -limit), upperBound: SIMD16(repeating: limit))
            .rounded(.toNearestOrEven))
      }
      if scaled.allSatisfy({ $0.max() <= prune && $0.min() >= -prune }) { continue }
      kept.append(key)
      rows += scaled
    }
    func whole(_ value: Float) -> Int32 {
      value <= Self.never / 2 ? SequenceModel.forbidden : Int32((value * SequenceModel.unit).rounded())
    }
    var first = [SIMD16<Int32>](repeating: SIMD16(repeating: SequenceModel.forbidden), count: blocks)
    var pairs = [SIMD16<Int32>](repeating: SIMD16(repeating: SequenceModel.forbidden), count: labelCount * blocks)
    for to in 0..<labelCount {
      first[to >> 4][to & 15] = whole(initial[to])
      for from in 0..<labelCount { pairs[from * blocks + to >> 4][to & 15] = whole(transitions[from * labelCount + to]) }
    }
    return SequenceModel(origin: origin, labelCount: labelCount, keys: kept, weights: rows, transitions: pairs, initial: first)
  }
}

/// Forward and backward sums over all label sequences of one sequence.
struct Lattice {
  private(set) var logPartition: Float = 0
  /// `[token * labelCount + label]`
  private(set) var marginals: [Float]
  /// The expected number of each pair of neighbouring labels.
  private(set) var pairs: [Float]
  private let local: [Float]
  private let transitions: [Float]
  private let initial: [Float]
  private let labelCount: Int

  init(local: [Float], transitions: [Float], initial: [Float], labelCount: Int) {
    self.local = local
    self.transitions = transitions
    self.initial = initial
    self.labelCount = labelCount
    let count = local.count / labelCount
    let expTransitions = transitions.map { exp($0) }
    // Probabilities are normalized token by token; the logarithms of the scale factors are summed separately.
    var factors = [Float](repeating: 0, count: local.count)
    var total: Double = 0
    for token in 0..<count {
      let base = token * labelCount
      var top = -Float.infinity
      for label in 0..<labelCount {
        let value = local[base + label] + (token == 0 ? initial[label] : 0)
        factors[base + label] = value
        top = max(top, value)
      }
      for label in 0..<labelCount { factors[base + label] = exp(factors[base + label] - top) }
      total += Double(top)
    }
    var forward = [Float](repeating: 0, count: local.count)
    var scales = [Float](repeating: 1, count: count)
    for token in 0..<count {
      let base = token * labelCount
      var sum: Float = 0
      for label in 0..<labelCount {
        var value = factors[base + label]
        if token > 0 {
          var inflow: Float = 0
          for from in 0..<labelCount { inflow += forward[base - labelCount + from] * expTransitions[from * labelCount + label] }
          value *= inflow
        }
        forward[base + label] = value
        sum += value
      }
      sum = max(sum, 1e-30)
      scales[token] = sum
      total += Double(log(sum))
      for label in 0..<labelCount { forward[base + label] /= sum }
    }
    logPartition = Float(total)
    marginals = forward
    pairs = [Float](repeating: 0, count: labelCount * labelCount)
    var beta = [Float](repeating: 1, count: labelCount)
    for token in stride(from: count - 1, through: 0, by: -1) {
      let base = token * labelCount
      for label in 0..<labelCount { marginals[base + label] = forward[base + label] * beta[label] }
      if token == 0 { break }
      var weighted = [Float](repeating: 0, count: labelCount)
      for label in 0..<labelCount { weighted[label] = factors[base + label] * beta[label] / scales[token] }
      for from in 0..<labelCount {
        var sum: Float = 0
        for label in 0..<labelCount {
          let flow = expTransitions[from * labelCount + label] * weighted[label]
          sum += flow
          pairs[from * labelCount + label] += forward[base - labelCount + from] * flow
        }
        beta[from] = sum
      }
    }
  }

  /// The score of one label sequence.
  func score(_ labels: [UInt8]) -> Float {
    var sum = initial[Int(labels[0])]
    for (token, label) in labels.enumerated() {
      sum += local[token * labelCount + Int(label)]
      if token > 0 { sum += transitions[Int(labels[token - 1]) * labelCount + Int(label)] }
    }
    return sum
  }
}
