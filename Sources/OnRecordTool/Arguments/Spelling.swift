/// Guesses what a mistyped word was meant to be.
enum Spelling {
  /// The nearest candidate within an edit distance of a third of the word (at least one).
  static func nearest(to word: String, in candidates: [String]) -> String? {
    let limit = max(1, word.count / 3)
    let ranked = candidates.map { ($0, distance(Array(word), Array($0))) }.filter { $0.1 <= limit }
    return ranked.min { $0.1 < $1.1 }?.0
  }

  /// Levenshtein's edit distance.
  static func distance(_ a: [Character], _ b: [Character]) -> Int {
    var row = Array(0...b.count)
    for (i, left) in a.enumerated() {
      var diagonal = row[0]
      row[0] = i + 1
      for (j, right) in b.enumerated() {
        let above = row[j + 1]
        row[j + 1] = left == right ? diagonal : 1 + min(diagonal, above, row[j])
        diagonal = above
      }
    }
    return row[b.count]
  }
}
