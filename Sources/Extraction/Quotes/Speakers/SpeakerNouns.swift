internal import Knowledge
internal import Linguistics
internal import Record

/// What nouns that stand for speakers are: `speaker-nouns.tsv`.
struct SpeakerNouns: Sendable {
  static let shared = SpeakerNouns(Lexicon(named: "speaker-nouns.tsv"))

  private let table: WordTable

  init(_ lexicon: Lexicon) {
    let noun = lexicon.column("noun")
    let kind = lexicon.column("kind")
    var numbers: [UInt64: UInt16] = [:]
    for row in lexicon.rows {
      switch row[kind] {
      case "organization": numbers[WordHash.folded(row[noun])] = 1
      case "document": numbers[WordHash.folded(row[noun])] = 2
      case "group": numbers[WordHash.folded(row[noun])] = 3
      default: preconditionFailure("speaker-nouns.tsv: \(row)")
      }
    }
    table = WordTable(numbers)
  }

  /// The kind of speaker that a noun stands for, where it is listed.
  subscript(hash: UInt64) -> SpeakerKind? {
    switch table[hash] {
    case 1: .organization
    case 2: .document
    case 3: .group
    default: nil
    }
  }
}
