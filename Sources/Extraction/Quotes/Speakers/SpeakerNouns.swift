internal import Knowledge
internal import Linguistics
internal import Record

/// The kinds of speaker that nouns stand for, from `speaker-nouns.tsv`.
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
      default: row.refuse(kind)
      }
    }
    table = WordTable(numbers)
  }

  /// The kind of speaker that a noun stands for, if it is listed.
  subscript(hash: UInt64) -> SpeakerKind? {
    switch table[hash] {
    case 1: .organization
    case 2: .document
    case 3: .group
    default: nil
    }
  }
}

/// The head nouns of titles ("minister" of "minister for health"), from `titles.tsv`. Other words of a title ("television" in "television
/// personality") are not people.
enum TitleHeads {
  static func contains(_ hash: UInt64) -> Bool { all.contains(hash) }

  private static let all: Set<UInt64> = {
    let lexicon = Lexicon(named: "titles.tsv")
    let title = lexicon.column("title")
    var heads: Set<UInt64> = []
    for row in lexicon.rows {
      let words = row.words(title)
      let end = words.firstIndex { links.contains(WordHash.of(row.bytes[$0])) } ?? words.endIndex
      if end > 0 { heads.insert(row.hash(of: words[end - 1])) }
    }
    return heads
  }()
  private static let links = Set(WordHash.words(WordSets["SpeakerNouns.links"]))
}
