package import Ranking

/// A group of candidates, one or more of which are right.
package struct RankingGroup: Sendable {
  /// The candidates' features.
  package var candidates: [CandidateFeatures]
  /// The indices of the right candidates. A group without one is not used for training and counts as wrong in the calibration.
  package var right: Set<Int>
  /// The weight of the group relative to others.
  package var weight: Float
  /// Groups with the same number, such as those of one article or publisher, are kept in one fold.
  package var source: Int

  package init(candidates: [CandidateFeatures], right: Set<Int>, weight: Float = 1, source: Int) {
    self.candidates = candidates
    self.right = right
    self.weight = weight
    self.source = source
  }
}

/// How well a model chooses on groups that it was not trained on.
package struct RankingResult: Sendable {
  /// A group's winner: its index, its share of the softmax, and whether it is right.
  package struct Winner: Sendable {
    package var group: Int
    package var candidate: Int
    package var share: Double
    package var isRight: Bool
  }
  package var winners: [Winner]
  /// The share of groups whose winner is right.
  package var accuracy: Double { winners.isEmpty ? 0 : Double(winners.count { $0.isRight }) / Double(winners.count) }
}

/// Trains a ``RankingModel`` by AdaGrad (Duchi, Hazan and Singer 2011) on the likelihood of the right candidates, with an L2 penalty. The
/// weights are averaged over the last half of the passes. The same groups and settings give the same model, byte for byte.
package struct RankingTrainer: Sendable {
  /// Passes over the data.
  package var epochs = 12
  /// The learning rate of AdaGrad.
  package var rate: Float = 0.1
  /// L2 penalty for each weight, per group with a candidate that has the feature.
  package var decay: Float = 1e-4
  /// In how many groups a feature must occur.
  package var minimumCount = 3
  /// The share of features left out at random in each step, so that the model does not rely on any single one.
  package var dropout: Float = 0.1
  /// The seed for the order of the groups.
  package var seed: UInt64 = 1
  /// The number of folds for ``crossValidated(_:)`` and the calibration.
  package var folds = 5
  /// Weights smaller than this are left out of the model.
  package var prune: Float = 0.02

  package init() {}

  /// Trains on all groups, and calibrates on the choices made in each fold by a model trained on the others.
  /// - Parameters:
  ///   - featureSet: the version of the feature templates.
  ///   - corpus: a fingerprint of the data.
  package func train(_ groups: [RankingGroup], featureSet: UInt64, corpus: UInt64) -> RankingModel {
    let calibration = Isotonic.calibration(crossValidated(groups).winners.map { ($0.share, $0.isRight) })
    let (keys, weights) = fit(groups)
    return RankingModel(
      origin: RankingModel.Origin(featureSet: featureSet, corpus: corpus, seed: seed), keys: keys, weights: weights,
      calibration: calibration)
  }

  /// The choices made in each fold by a model trained on the others. Sources are never split between folds.
  package func crossValidated(_ groups: [RankingGroup]) -> RankingResult {
    RankingResult(winners: winners(of: groups, by: foldModels(groups)))
  }

  /// For each fold a model trained on all others. Sources are never split between folds.
  package func foldModels(_ groups: [RankingGroup]) -> [RankingModel] {
    (0..<folds).map { fold in model(groups.filter { Self.fold(of: $0.source, folds) != fold }) }
  }

  /// The choices that each fold's model makes in that fold.
  package func winners(of groups: [RankingGroup], by models: [RankingModel]) -> [RankingResult.Winner] {
    groups.enumerated().compactMap { number, group in
      Self.winner(of: group, number: number, by: models[Self.fold(of: group.source, folds)])
    }
  }

  private static func winner(of group: RankingGroup, number: Int, by model: RankingModel) -> RankingResult.Winner? {
    let shares = model.shares(group.candidates)
    guard let best = shares.indices.max(by: { (shares[$0], -$0) < (shares[$1], -$1) }) else { return nil }
    return RankingResult.Winner(group: number, candidate: best, share: shares[best], isRight: group.right.contains(best))
  }

  /// The fold to which a source belongs.
  package static func fold(of source: Int, _ folds: Int) -> Int {
    var random = SplitMix64(state: UInt64(bitPattern: Int64(source)))
    return Int(random.next() % UInt64(folds))
  }

  /// Trains on all groups, without calibration.
  package func model(_ groups: [RankingGroup], featureSet: UInt64 = 0, corpus: UInt64 = 0) -> RankingModel {
    let (keys, weights) = fit(groups)
    return RankingModel(
      origin: RankingModel.Origin(featureSet: featureSet, corpus: corpus, seed: seed), keys: keys, weights: weights,
      calibration: .identity)
  }

  // MARK: Fitting

  private func fit(_ groups: [RankingGroup]) -> (keys: [UInt32], weights: [Float]) {
    let keys = vocabulary(groups)
    var place: [UInt32: Int32] = [:]
    place.reserveCapacity(keys.count)
    for (index, key) in keys.enumerated() { place[key] = Int32(index) }
    let rows: [[[Int32]]] = groups.map { group in group.candidates.map { $0.keys.compactMap { place[$0] } } }
    var weights = [Float](repeating: 0, count: keys.count)
    var squares = [Float](repeating: 1, count: keys.count)
    var sums = [Float](repeating: 0, count: keys.count)
    var collected: Float = 0
    var gradient = [Float](repeating: 0, count: keys.count)
    var touched: [Int32] = []
    var order = groups.indices.filter { !groups[$0].right.isEmpty && groups[$0].right.count < groups[$0].candidates.count }
    var random = SplitMix64(state: seed)
    for epoch in 0..<epochs {
      order.shuffle(using: &random)
      for index in order {
        let salt = random.next()
        let isKept = { (feature: Int32) in dropout == 0 || Self.uniform(salt, feature) >= dropout }
        let scores = rows[index].map { row in row.reduce(Float(0)) { isKept($1) ? $0 + weights[Int($1)] : $0 } }
        let shares = RankingModel.softmax(scores.map(Double.init))
        let rightShare = max(groups[index].right.reduce(0) { $0 + shares[$1] }, 1e-12)
        touched.removeAll(keepingCapacity: true)
        for (candidate, row) in rows[index].enumerated() {
          let target = groups[index].right.contains(candidate) ? shares[candidate] / rightShare : 0
          let slope = Float(target - shares[candidate]) * groups[index].weight
          if abs(slope) < 1e-5 { continue }
          for feature in row where isKept(feature) {
            if gradient[Int(feature)] == 0 { touched.append(feature) }
            gradient[Int(feature)] += slope
          }
        }
        for feature in touched {
          let feature = Int(feature)
          let slope = gradient[feature] - decay * weights[feature]
          gradient[feature] = 0
          squares[feature] += slope * slope
          weights[feature] += rate * slope / squares[feature].squareRoot()
        }
      }
      if epoch >= epochs / 2 {
        collected += 1
        for feature in weights.indices { sums[feature] += weights[feature] }
      }
    }
    var kept: [UInt32] = []
    var means: [Float] = []
    for (feature, key) in keys.enumerated() {
      let mean = sums[feature] / max(collected, 1)
      if abs(mean) < prune { continue }
      kept.append(key)
      means.append(Float(RankingModel.rounded(mean)) / RankingModel.unit)
    }
    return (kept, means)
  }

  /// The features that occur in enough groups, ascending.
  private func vocabulary(_ groups: [RankingGroup]) -> [UInt32] {
    var counts: [UInt32: (count: Int, last: Int)] = [:]
    for (number, group) in groups.enumerated() where !group.right.isEmpty {
      for candidate in group.candidates {
        for key in candidate.keys {
          let known = counts[key] ?? (0, -1)
          if known.last != number { counts[key] = (known.count + 1, number) }
        }
      }
    }
    return counts.filter { $0.value.count >= minimumCount }.keys.sorted()
  }

  private static func uniform(_ salt: UInt64, _ feature: Int32) -> Float {
    var random = SplitMix64(state: salt ^ UInt64(UInt32(bitPattern: feature)) &* 0x9e37_79b9)
    return Float(random.next() >> 40) / Float(1 << 24)
  }
}
