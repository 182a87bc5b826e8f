internal import Knowledge
internal import Linguistics

/// The word classes of the quote tagger: small closed classes, shapes, and manners and forms of cues.
enum QuoteWordClass {
  static let other: UInt8 = 0
  static let capital: UInt8 = 1
  static let allCaps: UInt8 = 2
  static let number: UInt8 = 3
  static let punctuation: UInt8 = 4
  static let comma: UInt8 = 5
  static let stop: UInt8 = 6
  static let colon: UInt8 = 7
  static let question: UInt8 = 8
  static let dash: UInt8 = 9
  static let openingMark: UInt8 = 10
  static let closingMark: UInt8 = 11
  static let bracket: UInt8 = 12
  static let possessive: UInt8 = 13
  static let handle: UInt8 = 14
  static let adverb: UInt8 = 15
  static let gerund: UInt8 = 16
  static let past: UInt8 = 17
  static let plural: UInt8 = 18
  static let person: UInt8 = 19
  static let body: UInt8 = 20
  static let place: UInt8 = 21
  static let semicolon: UInt8 = 22
  /// The first number of the classes in `quote-words.tsv`, in the order of ``QuoteWords/classes``.
  static let listed: UInt8 = 24
  /// The first number of cue classes: manner (0–10) × 8 + form.
  static let cue: UInt8 = 64
}

/// The closed word classes, from `quote-words.tsv`.
struct QuoteWords: Sendable {
  static let shared = QuoteWords(Lexicon(named: "quote-words.tsv"))

  /// The names of the classes, in the order of their numbers.
  static let classes = [
    "det", "poss", "prep", "to", "that", "whether", "conj", "but", "sub", "not", "modal", "be", "have", "do", "subj", "obj", "wh", "there",
    "adv", "day", "hear", "title", "media",
  ]

  private let table: WordTable

  init(_ lexicon: Lexicon) {
    let word = lexicon.column("word")
    let kind = lexicon.column("class")
    var numbers: [UInt64: UInt16] = [:]
    for row in lexicon.rows {
      guard let index = Self.classes.firstIndex(of: row[kind]) else { row.refuse(kind) }
      numbers[WordHash.folded(row[word])] = UInt16(QuoteWordClass.listed) + UInt16(index)
    }
    table = WordTable(numbers)
  }

  /// The class of a folded form, 0 for none.
  subscript(hash: UInt64) -> UInt8 { UInt8(table[hash]) }

  /// The number of the class with a name.
  static func number(of name: String) -> UInt8 {
    guard let index = classes.firstIndex(of: name) else { preconditionFailure("no word class \(name)") }
    return QuoteWordClass.listed + UInt8(index)
  }

  static let to = number(of: "to")
  static let that = number(of: "that")
  static let whether = number(of: "whether")
  static let be = number(of: "be")
  static let modal = number(of: "modal")
  static let not = number(of: "not")
  static let subject = number(of: "subj")
  static let question = number(of: "wh")
  static let conjunction = number(of: "conj")
  static let preposition = number(of: "prep")
}
