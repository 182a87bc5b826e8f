internal import Knowledge

/// Nouns for a person of a nationality: "the Dane", "a Spaniard".
package enum Demonyms {
  package static func contains(_ hash: UInt64) -> Bool { all.contains(hash) }

  private static let all = Set(
    WordHash.foldedWords(WordSets["Demonyms.all"]))
}
