/// How often a word must occur in a document of each length class for a score to be reached.
struct CountsNeeded {
  private let weight: Float
  private let ranking: BM25
  private var score: Float = 0
  private var counts = [UInt32](repeating: 0, count: 256)
  /// Which of the counts have been computed for the current score.
  private var isKnown = [Bool](repeating: true, count: 256)

  init(weight: Float, ranking: BM25) {
    self.weight = weight
    self.ranking = ranking
  }

  /// Sets the score to reach.
  mutating func set(_ score: Float) {
    guard score != self.score else { return }
    self.score = score
    for length in isKnown.indices { isKnown[length] = false }
  }

  /// The smallest count with which a document of a length class reaches the score; the largest number where no count does.
  subscript(length: UInt8) -> UInt32 {
    mutating get {
      let place = Int(length)
      if !isKnown[place] {
        counts[place] = least(length)
        isKnown[place] = true
      }
      return counts[place]
    }
  }

  private func least(_ length: UInt8) -> UInt32 {
    guard score > 0 else { return 0 }
    guard weight > score else { return .max }
    // Solves for the count, then corrects it by the rounded score itself.
    let solved = score * ranking.lengthening[Int(length)] / (weight - score)
    guard solved < 1_000_000 else { return .max }
    var count = UInt32(max(1, solved.rounded(.up)))
    while count > 1, ranking.score(weight, count: count - 1, length: length) >= score { count -= 1 }
    while count < 2_000_000, ranking.score(weight, count: count, length: length) < score { count += 1 }
    return count
  }
}
