/// Nouns for a person of a nationality: "the Dane", "a Spaniard".
package enum Demonyms {
  package static func contains(_ hash: UInt64) -> Bool { all.contains(hash) }

  private static let all = Set(
    WordHash.foldedWords(
      "frenchman frenchwoman englishman englishwoman irishman irishwoman scotsman scotswoman scot welshman welshwoman dutchman dutchwoman dane "
        + "swede finn spaniard pole turk briton icelander norwegian german italian austrian belgian croat serb slovak slovene czech greek russian "
        + "ukrainian canadian australian american brazilian argentine chilean mexican indian pakistani nigerian kenyan ghanaian egyptian israeli "
        + "japanese korean chinese swiss portuguese"))
}
