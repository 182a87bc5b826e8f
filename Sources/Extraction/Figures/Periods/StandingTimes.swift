import Linguistics
import Record

/// Times that only say how long something has stood: "the wettest month since records began in 1910".
enum StandingTimes {
  /// Words besides superlatives that rank what follows.
  private static let ranks = Words.set("first last record most least fewest")
  private static let (bounded, least) = (Words.set("at"), Words.set("least most"))
  private static let (reachBack, reachAhead) = (7, 7)

  /// The stretches from "since" to the time, behind a superlative.
  static func stretches(_ sentence: PieceSentence, _ times: [TimeExpression]) -> [Range<Int>] {
    sentence.bounds.compactMap { k in
      guard sentence.holds(k, "since"), ranksBefore(k, sentence),
        let time = times.first(where: { $0.pieces.upperBound > k + 1 && $0.pieces.lowerBound <= k + reachAhead }),
        !(k + 1..<max(k + 1, time.pieces.lowerBound)).contains(where: { sentence.isSymbol($0) && !sentence.isHyphen($0) })
      else { return nil }
      return k..<time.pieces.upperBound
    }
  }

  /// Whether a superlative stands before "since" in its noun phrase.
  private static func ranksBefore(_ since: Int, _ sentence: PieceSentence) -> Bool {
    for k in stride(from: since - 1, through: max(sentence.start, since - reachBack), by: -1) {
      if sentence.isSymbol(k), !sentence.isHyphen(k), k != since - 1 { return false }
      guard sentence.isWord(k) else { continue }
      // "at least 40 dead since May", "seen only twice since 1970" rank nothing; "the only one since 1970" does.
      let isBound = sentence.holds(k, least) && sentence.holds(k - 1, bounded)
      if !isBound, sentence[k].tag == .JJS || sentence[k].tag == .RBS || sentence.holds(k, ranks) { return true }
      if sentence.holds(k, "only"), sentence.holds(k - 1, Words.determiners) { return true }
      if Clause.finite.contains(sentence[k].tag) { return false }
    }
    return false
  }
}
