internal import Knowledge

/// Abbreviations that end in a full stop of their own.
struct Abbreviations: Sendable {
  /// What an abbreviation stands next to, which decides whether a sentence may end after it.
  enum Kind: String, Sendable {
    case title, month, day, number, suffix, state, place, general
  }

  struct Entry: Sendable {
    var kind: Kind
    /// Whether the letters also spell an ordinary word ("No.", "Miss.").
    var isWord: Bool
    /// Whether it is written with a capital letter.
    var capitalized: Bool
  }

  static let shared = Abbreviations(Lexicon(named: "abbreviations.tsv"))

  private let entries: [UInt64: Entry]

  init(_ lexicon: Lexicon) {
    let form = lexicon.column("form")
    let kind = lexicon.column("kind")
    let word = lexicon.column("word")
    var entries: [UInt64: Entry] = [:]
    for row in lexicon.rows {
      let capital = row[form].utf8.first.map { $0 < 91 } ?? false
      entries[WordHash.folded(row[form])] = Entry(kind: row.value(kind), isWord: row[word] == "yes", capitalized: capital)
    }
    self.entries = entries
  }

  /// The abbreviation with that folded form, including its full stop.
  @inline(__always)
  subscript(hash: UInt64) -> Entry? { entries[hash] }
}
