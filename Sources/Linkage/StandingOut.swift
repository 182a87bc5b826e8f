internal import Knowledge

#if canImport(Glibc)
  internal import Glibc
#endif

/// Which words stand out in some texts against many others.
package enum StandingOut {
  /// From this score on a word stands out by more than chance: 1 in 1,000 (the quantile of chi squared with one degree of freedom).
  package static let least = 10.83

  /// How much more often a word stands in some texts than in all others: the log-likelihood ratio of Dunning, “Accurate Methods for the Statistics
  /// of Surprise and Coincidence”, Computational Linguistics 19 (1993), over the texts that hold it. 0 where it is not more often there.
  /// - Parameters:
  ///   - holding: the texts in question that hold the word, of `texts`.
  ///   - all: the texts that hold it of `total`; those in question are among them.
  package static func score(holding: Int, of texts: Int, all: Int, of total: Int) -> Double {
    let total = max(total, texts)
    let all = min(max(all, holding), total - texts + holding)
    guard texts > 0, holding * total > all * texts else { return 0 }
    let cells = [(holding, all, texts), (texts - holding, total - all, texts), (all - holding, all, total - texts)]
    let last = (total - all - texts + holding, total - all, total - texts)
    return 2
      * (cells + [last]).reduce(0) { sum, cell in
        let expected = Double(cell.1) * Double(cell.2) / Double(total)
        return cell.0 > 0 && expected > 0 ? sum + Double(cell.0) * log(Double(cell.0) / expected) : sum
      }
  }

  /// Whether a folded word says nothing by itself: articles, pronouns, auxiliaries and their like.
  package static func isFunctionWord(_ word: String) -> Bool { functionWords.contains(word) }

  private static let functionWords: Set<String> = {
    let lexicon = Lexicon(named: "function-words.tsv")
    let (kind, column) = (lexicon.column("kind"), lexicon.column("words"))
    var words: Set<String> = []
    for row in lexicon.rows where row[kind] != "noun" {
      for word in row[column].split(separator: " ") { words.insert(FoldedTokens.fold(word).filter { $0 != "'" }) }
    }
    return words
  }()
}
