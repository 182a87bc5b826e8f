internal import Knowledge

/// Chooses among candidates: a log-linear model over hashed features, with a softmax over the candidates of a group (McCullagh and Nelder
/// 1989, ch. 5; as a ranker in coreference: Denis and Baldridge 2008). "None of them" is a candidate like the others, with features of its
/// own.
package struct RankingModel: Sendable {
  /// What the weights were trained on.
  package struct Origin: Sendable, Equatable {
    /// The version of the feature templates; a model works only with the version it was trained on.
    package var featureSet: UInt64
    /// A fingerprint of the training data.
    package var corpus: UInt64
    /// The trainer's seed.
    package var seed: UInt64
    package init(featureSet: UInt64, corpus: UInt64, seed: UInt64) {
      self.featureSet = featureSet
      self.corpus = corpus
      self.seed = seed
    }
  }

  package let origin: Origin
  /// The keys of the features that have weights, ascending, and the weights.
  let keys: ConstantTable<UInt32>
  let weights: Weights
  /// Maps the winner's share of the softmax to a probability.
  package let calibration: Calibration
  /// For each key prefix the index of the first key with it or a larger one. Since keys are hashes, only a few share a prefix. Built in a
  /// single pass, because it is built at every start.
  private let starts: [UInt32]
  private let shift: UInt32

  /// Makes a model.
  /// - Parameters:
  ///   - keys: in ascending order, without duplicates.
  ///   - weights: one per key.
  package init(origin: Origin, keys: [UInt32], weights: [Float], calibration: Calibration) {
    let bytes = ConstantBytes(keys.flatMap { key in (0..<4).map { UInt8(truncatingIfNeeded: key >> (8 * $0)) } })
    self.init(
      origin: origin, keys: bytes.table(of: UInt32.self, at: 0, count: keys.count), weights: .exact(weights), calibration: calibration)
  }

  /// Weights as trained, or as stored in a file and read in place.
  enum Weights: Sendable {
    case exact([Float])
    /// Integers in units of 1/``RankingModel/unit``.
    case stored(ConstantTable<Int16>)

    subscript(position: Int) -> Float {
      switch self {
      case .exact(let weights): weights[position]
      case .stored(let weights): Float(weights[position]) / RankingModel.unit
      }
    }
  }

  init(origin: Origin, keys: ConstantTable<UInt32>, weights: Weights, calibration: Calibration) {
    self.origin = origin
    self.keys = keys
    self.weights = weights
    self.calibration = calibration
    var shift: UInt32 = 28
    while shift > 8, keys.count >> 1 >= 1 << Int(32 - shift) { shift -= 1 }
    // First where the keys of each prefix end, which needs no decisions; then the prefixes without keys.
    var starts = [UInt32](repeating: 0, count: 1 << Int(32 - shift) + 1)
    for position in 0..<keys.count { starts[Int(keys[position] >> shift) + 1] = UInt32(position + 1) }
    for prefix in 1..<starts.count { starts[prefix] = max(starts[prefix], starts[prefix - 1]) }
    self.starts = starts
    self.shift = shift
  }

  /// A model with the same weights and another map from shares to probabilities.
  package func calibrated(_ calibration: Calibration) -> RankingModel {
    RankingModel(origin: origin, keys: keys, weights: weights, calibration: calibration)
  }

  /// Where a key is; -1 if it has no weight.
  @inline(__always) private func place(of key: UInt32) -> Int {
    let beginning = Int(key >> shift)
    var position = Int(starts[beginning])
    let end = Int(starts[beginning + 1])
    while position < end {
      if keys[position] == key { return position }
      position += 1
    }
    return -1
  }

  /// A candidate's score: the logarithm of its odds, up to a constant of the group.
  package func score(_ candidate: CandidateFeatures) -> Float {
    var sum: Float = 0
    switch weights {
    case .exact(let weights):
      for key in candidate.keys {
        let place = place(of: key)
        if place >= 0 { sum += weights[place] }
      }
    case .stored(let weights):
      for key in candidate.keys {
        let place = place(of: key)
        if place >= 0 { sum += Float(weights[place]) / Self.unit }
      }
    }
    return sum
  }

  /// Each candidate's share of the group's probability (softmax). Not calibrated: see ``choice(among:)``.
  package func shares(_ candidates: [CandidateFeatures]) -> [Double] { Self.softmax(candidates.map { Double(score($0)) }) }

  /// The softmax of scores.
  package static func softmax(_ scores: [Double]) -> [Double] {
    guard let most = scores.max() else { return [] }
    let powers = scores.map { exponential($0 - most) }
    let sum = powers.reduce(0, +)
    return powers.map { $0 / sum }
  }

  /// The candidate with the largest share (the first, if equal) and the calibrated probability that it is right.
  /// - Returns: `nil` if there are no candidates.
  package func choice(among candidates: [CandidateFeatures]) -> (index: Int, chance: Double)? {
    let shares = shares(candidates)
    guard let best = shares.indices.max(by: { (shares[$0], -$0) < (shares[$1], -$1) }) else { return nil }
    return (best, calibration.chance(of: shares[best]))
  }
}

/// An increasing, piecewise linear map from the winner's share to the probability that it is right, fitted on data not used for training.
package struct Calibration: Sendable, Equatable {
  /// Points `(share, chance)`, where the chance is the probability; ascending in both.
  package let points: [(share: Double, chance: Double)]

  package init(points: [(share: Double, chance: Double)]) { self.points = points }

  /// Uses shares as probabilities.
  package static let identity = Calibration(points: [(0, 0), (1, 1)])

  /// The probability for a share.
  package func chance(of share: Double) -> Double {
    guard let first = points.first, let last = points.last else { return share }
    if share <= first.share { return first.chance }
    for (low, high) in zip(points, points.dropFirst()) where share <= high.share {
      if high.share == low.share { return high.chance }
      return low.chance + (high.chance - low.chance) * (share - low.share) / (high.share - low.share)
    }
    return last.chance
  }

  package static func == (left: Calibration, right: Calibration) -> Bool {
    left.points.count == right.points.count && zip(left.points, right.points).allSatisfy { $0 == $1 }
  }
}
