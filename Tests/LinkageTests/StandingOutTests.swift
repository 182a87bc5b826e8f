import Linkage
import Testing

@Suite struct StandingOutTests {
  /// Against the sum over the four cells of the table, worked out by hand: words in 3 of 5 texts and nowhere else of 300.
  @Test func theScoreIsTheLogLikelihoodRatio() {
    let score = StandingOut.score(holding: 3, of: 5, all: 3, of: 300)
    // 2 (3 ln(3 / 0.05) + 2 ln(2 / 4.95) + 295 ln(295 / 292.05))
    #expect(abs(score - 26.8708) < 0.001, "\(score)")
    #expect(StandingOut.score(holding: 30, of: 100, all: 300, of: 1000) == 0, "as often as elsewhere")
    #expect(StandingOut.score(holding: 1, of: 100, all: 300, of: 1000) == 0, "less often than elsewhere")
    #expect(StandingOut.score(holding: 20, of: 100, all: 40, of: 1000) > StandingOut.score(holding: 20, of: 100, all: 80, of: 1000))
  }

  /// Counts that do not fit together, as after a change between two questions, give no nonsense.
  @Test func oddCountsAreBorne() {
    for (holding, texts, all, total) in [(0, 0, 0, 0), (5, 5, 2, 3), (2, 10, 500, 10), (3, 3, 3, 3)] {
      let score = StandingOut.score(holding: holding, of: texts, all: all, of: total)
      #expect(score.isFinite && score >= 0, "\(holding) of \(texts), \(all) of \(total)")
    }
  }

  @Test func functionWordsAreKnown() {
    for word in ["the", "was", "dont", "with", "they"] { #expect(StandingOut.isFunctionWord(word), "\(word)") }
    for word in ["harbour", "police", "tax"] { #expect(!StandingOut.isFunctionWord(word), "\(word)") }
  }
}
