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

/// The lexicon of bodies.
package enum BodyLexicon {
  /// The kind of a row: the name of a body; the head noun of names of bodies; a word that shows the sector of a body whose name has no head
  /// noun; a subject that shows the sector of an association, council or the like.
  package enum Kind: String, CaseIterable { case name, head, field, subject }

  /// The hash of the words of each row in lower case, their kind, and the sector.
  package static func rows() -> [(name: UInt64, kind: Kind, sector: Sector)] {
    let kinds = Dictionary(uniqueKeysWithValues: Kind.allCases.map { (WordHash.of($0.rawValue), $0) })
    let sectors = Dictionary(uniqueKeysWithValues: Sector.allCases.map { (WordHash.of($0.rawValue), $0) })
    return Lexicon(named: "bodies.tsv").rows.map { row in
      guard let kind = kinds[row.plainHash(1)] else { row.refuse(1) }
      guard let sector = sectors[row.plainHash(2)] else { row.refuse(2) }
      return (row.lowerHash(0), kind, sector)
    }
  }
}
