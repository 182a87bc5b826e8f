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

/// The nouns that head titles ("minister" of "minister for health"), from `titles.tsv`: a word inside a title ("television personality") is
/// no person.
enum TitleHeads {
  static func contains(_ hash: UInt64) -> Bool { all.contains(hash) }

  private static let all: Set<UInt64> = {
    let lexicon = Lexicon(named: "titles.tsv")
    let title = lexicon.column("title")
    var heads: Set<UInt64> = []
    for row in lexicon.rows {
      let words = row[title].split(separator: " ")
      let end = words.firstIndex { links.contains(String($0)) } ?? words.endIndex
      if end > 0 { heads.insert(WordHash.folded(String(words[end - 1]))) }
    }
    return heads
  }()
  private static let links: Set<String> = ["of", "for", "to", "in", "at", "on", "and", "without"]
}
