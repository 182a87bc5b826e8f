/// The lexicons of places as strings, for who writes them.
package enum PlaceLexicon {
  /// Full names by abbreviation, and places by adjective.
  package static func forms() -> (full: [String: String], nations: [String: String]) {
    var full: [String: String] = [:]
    var nations: [String: String] = [:]
    let places = LexiconRows(named: "places.tsv")
    places.forEach { fields in if !fields[2].isEmpty { full[places.string(fields[0])] = places.string(fields[2]) } }
    let adjectives = LexiconRows(named: "nationalities.tsv")
    adjectives.forEach { fields in if !fields[1].isEmpty { nations[adjectives.string(fields[0])] = adjectives.string(fields[1]) } }
    return (full, nations)
  }

  /// The full name of an abbreviated state ("S.C."), the place of an adjective ("Russian"); `nil` for any other word.
  package static func place(of word: String) -> String? { shared.full[word] ?? shared.nations[word] }

  private static let shared = forms()
}

/// The lexicon of bodies as strings.
package enum BodyLexicon {
  /// Name, whether it is a head noun, and sector.
  package static func rows() -> [(name: String, isHead: Bool, sector: String)] {
    var rows: [(name: String, isHead: Bool, sector: String)] = []
    let bodies = LexiconRows(named: "bodies.tsv")
    bodies.forEach { rows.append((bodies.string($0[0]), bodies.string($0[1]) == "head", bodies.string($0[2]))) }
    return rows
  }
}
