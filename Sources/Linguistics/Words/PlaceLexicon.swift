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
  /// What a row tells: a body by its name; the head noun of bodies' names; a word that tells the field of a body whose name holds no head; a
  /// subject that tells it of an association, council or the like.
  package enum Kind: String { case name, head, field, subject }

  /// Words, what they are, and sector.
  package static func rows() -> [(name: String, kind: Kind, sector: String)] {
    var rows: [(name: String, kind: Kind, sector: String)] = []
    let bodies = LexiconRows(named: "bodies.tsv")
    bodies.forEach { fields in
      guard let kind = Kind(rawValue: bodies.string(fields[1])) else { preconditionFailure("bodies.tsv: \(bodies.string(fields[1]))") }
      rows.append((bodies.string(fields[0]), kind, bodies.string(fields[2])))
    }
    return rows
  }
}
