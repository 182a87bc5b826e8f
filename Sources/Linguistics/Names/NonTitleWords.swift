internal import Knowledge

/// Letters behind a name for degrees and honours, from `non-titles.tsv`: "OBE", "PhD".
package enum PostnominalLetters {
  package static func contains(_ hash: UInt64) -> Bool { all.contains(hash) }

  // "M.D." is a title too, so the list of words that are none lacks it.
  private static let all = NonTitleWords.words(of: "letters").union(WordHash.foldedWords("md m.d."))
}

/// Nouns for relatives and friends, from `non-titles.tsv`. Alone and with a capital ("Mum") they name nobody.
package enum KinNouns {
  package static func contains(_ hash: UInt64) -> Bool { all.contains(hash) }

  private static let all = NonTitleWords.words(of: "kin")
}

/// The words of one kind in `non-titles.tsv`.
private enum NonTitleWords {
  static func words(of kind: String) -> Set<UInt64> {
    var found: Set<UInt64> = []
    for row in Lexicon(named: "non-titles.tsv").rows where row[1] == kind { found.insert(row.hash(0)) }
    return found
  }
}
