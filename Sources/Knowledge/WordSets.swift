/// Sets of words that rules ask for, from `word-sets.tsv`. A set is named by the file and the property that use it: `ChangeReader.adverbs`.
package enum WordSets {
  private static let sets: (lexicon: Lexicon, rows: [String: Int]) = {
    let lexicon = Lexicon(named: "word-sets.tsv")
    return (lexicon, Dictionary(uniqueKeysWithValues: lexicon.rows.enumerated().map { ($1[0], $0) }))
  }()

  /// The words of a set, separated by spaces. Ends the program if there is no set with that name.
  package static subscript(_ name: String) -> String {
    guard let row = sets.rows[name] else { fatalError("word-sets.tsv has no set \(name)") }
    return sets.lexicon.rows[row][1]
  }

  /// The words of a set.
  package static func words(_ name: String) -> [String] { Self[name].blankParted.map(String.init) }

  /// The phrases of a set, which bars separate.
  package static func phrases(_ name: String) -> [String] {
    Self[name].utf8.split(separator: UInt8(ascii: "|")).map { String(Substring($0)) }
  }
}
