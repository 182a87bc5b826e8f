internal import Knowledge
package import Record

/// The place lexicons as strings, for code that prints names.
package enum PlaceLexicon {
  /// Full names by abbreviation, and places by adjective.
  package static func forms() -> (full: [String: String], nations: [String: String]) {
    var full: [String: String] = [:]
    var nations: [String: String] = [:]
    for row in Lexicon(named: "places.tsv").rows where !row.range(2).isEmpty { full[row[0]] = row[2] }
    for row in Lexicon(named: "nationalities.tsv").rows where !row.range(1).isEmpty { nations[row[0]] = row[1] }
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
  package static func rows() -> [(name: String, kind: Kind, sector: Sector)] {
    Lexicon(named: "bodies.tsv").rows.map { ($0[0], $0.value(1), $0.value(2)) }
  }
}
