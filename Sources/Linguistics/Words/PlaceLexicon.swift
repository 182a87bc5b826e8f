/// The place lexicons as strings, for code that prints names.
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
  /// The kind of a row: the name of a body; the head noun of names of bodies; a word that shows the sector of a body whose name has no head
  /// noun; a subject that shows the sector of an association, council or the like.
  package enum Kind: String { case name, head, field, subject }

  /// The words of each row, their kind, and the sector.
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
