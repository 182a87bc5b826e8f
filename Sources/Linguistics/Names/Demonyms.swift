internal import Knowledge

/// Nouns for a person of a nationality, from `demonyms.tsv`: "the Dane", "a Spaniard".
package enum Demonyms {
  package static func contains(_ hash: UInt64) -> Bool { adjectives[hash] != nil }

  /// The adjectives that describe the person of a noun: "Danish" for "Dane"; empty for other words.
  package static func adjectives(of noun: UInt64) -> [UInt64] { adjectives[noun] ?? [] }

  private static let adjectives: [UInt64: [UInt64]] = {
    var found: [UInt64: [UInt64]] = [:]
    for row in Lexicon(named: "demonyms.tsv").rows { found[row.hash(0)] = row.words(1).map { row.hash(of: $0) } }
    return found
  }()
}
