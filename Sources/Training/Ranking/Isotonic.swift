package import Ranking

/// Fits an increasing map from shares to probabilities: isotonic regression by pooling adjacent violators (Ayer et al. 1955; as
/// calibration: Zadrozny and Elkan 2002), over blocks that are large enough to be reliable.
package enum Isotonic {
  /// The least number of observations in a block.
  private static let block = 25

  /// Fits the map. With fewer than two blocks of observations, shares are used as probabilities.
  package static func calibration(_ observations: [(share: Double, isRight: Bool)]) -> Calibration {
    let sorted = observations.sorted { $0.share < $1.share }
    guard sorted.count >= 2 * block else { return .identity }
    let size = max(block, sorted.count / 40)
    var pools: [(share: Double, right: Double, count: Double)] = []
    for start in stride(from: 0, to: sorted.count, by: size) {
      let part = sorted[start..<min(start + size, sorted.count)]
      if part.count < size / 2, let last = pools.indices.last {
        for observation in part { add(observation, to: &pools[last]) }
      } else {
        pools.append((0, 0, 0))
        for observation in part { add(observation, to: &pools[pools.count - 1]) }
      }
      while pools.count > 1, chance(pools[pools.count - 2]) >= chance(pools[pools.count - 1]) {
        let last = pools.removeLast()
        pools[pools.count - 1].share += last.share
        pools[pools.count - 1].right += last.right
        pools[pools.count - 1].count += last.count
      }
    }
    return Calibration(points: pools.map { ($0.share / $0.count, chance($0)) })
  }

  private static func add(_ observation: (share: Double, isRight: Bool), to pool: inout (share: Double, right: Double, count: Double)) {
    pool.share += observation.share
    pool.right += observation.isRight ? 1 : 0
    pool.count += 1
  }

  /// The rate of right observations, smoothed slightly towards one half so that no probability is 0 or 1 (Laplace).
  private static func chance(_ pool: (share: Double, right: Double, count: Double)) -> Double { (pool.right + 0.5) / (pool.count + 1) }
}
