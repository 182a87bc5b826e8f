internal import Knowledge
internal import Linguistics
internal import Record

/// The ways in which a cue attributes.
struct CueManner: OptionSet, Hashable, Sendable {
  let rawValue: UInt16
  /// "said", "added".
  static let say = CueManner(rawValue: 1)
  /// "told reporters".
  static let tell = CueManner(rawValue: 2)
  /// "asked whether".
  static let ask = CueManner(rawValue: 4)
  /// "criticized the tax".
  static let judge = CueManner(rawValue: 8)
  /// "reported", "published".
  static let report = CueManner(rawValue: 16)
  /// "showed", "found".
  static let show = CueManner(rawValue: 32)
  /// "knew", "realized".
  static let know = CueManner(rawValue: 64)
  /// "thinks", "expects".
  static let think = CueManner(rawValue: 128)
  /// "likes", "resents".
  static let feel = CueManner(rawValue: 256)
  /// "wants to", "plans to".
  static let want = CueManner(rawValue: 512)
  /// "ordered", "urged".
  static let order = CueManner(rawValue: 1024)

  /// Keyed by the hash of the name that the lexicons use.
  static let named: [UInt64: CueManner] = [
    WordHash.of("say"): .say, WordHash.of("tell"): .tell, WordHash.of("ask"): .ask, WordHash.of("judge"): .judge,
    WordHash.of("report"): .report, WordHash.of("show"): .show, WordHash.of("know"): .know, WordHash.of("think"): .think,
    WordHash.of("feel"): .feel, WordHash.of("want"): .want, WordHash.of("order"): .order,
  ]

  init(rawValue: UInt16) { self.rawValue = rawValue }
}

/// The part of speech of a cue word.
enum CueForm: UInt8, Sendable {
  case base, third, past, participle, gerund, noun, adjective, phrase
}

/// A word that can be a cue.
struct CueWord: Sendable {
  /// All its manners.
  var manners: CueManner
  /// The first manner in the lexicon.
  var manner: CueManner
  /// Its form.
  var form: CueForm
  /// The type of its attributions.
  var type: AttributionType
  /// Whether it may also be a noun.
  var isNoun: Bool
}

/// The cue words, from `cue-verbs.tsv` and `cue-words.tsv`.
struct CueLexicon: Sendable {
  static let shared = CueLexicon(verbs: Lexicon(named: "cue-verbs.tsv"), words: Lexicon(named: "cue-words.tsv"))

  private let table: WordTable
  private let entries: [CueWord]

  /// - Parameters:
  ///   - verbs: rows with lemma, forms, type and manners.
  ///   - words: rows with lemma, forms, kinds, type and manners.
  init(verbs: Lexicon, words: Lexicon) {
    var entries: [CueWord] = []
    // An entry takes more than twenty bytes of the lists, counting its share of the row.
    let room = (verbs.bytes.count + words.bytes.count) / 20
    entries.reserveCapacity(room)
    var numbers = WordTable(room: room)
    func add(_ hash: UInt64, _ word: CueWord) {
      let number = Int(numbers[hash])
      if number > 0 {
        // A form listed as a verb stays a verb; that it may also be a noun is recorded.
        if word.form == .noun { entries[number - 1].isNoun = true }
        entries[number - 1].manners.formUnion(word.manners)
        return
      }
      entries.append(word)
      numbers[hash] = UInt16(entries.count)
    }
    // Compares hashes instead of strings, because the lists are read at every start.
    let named = CueManner.named
    let types = Dictionary(uniqueKeysWithValues: AttributionType.allCases.map { (WordHash.of($0.rawValue), $0) })
    func manners(_ row: Lexicon.Row, _ column: Int) -> (first: CueManner, all: CueManner) {
      var first: CueManner?
      var all: CueManner = []
      for word in row.words(column) {
        guard let manner = named[WordHash.of(row.bytes[word])] else { row.refuse(column) }
        first = first ?? manner
        all.formUnion(manner)
      }
      guard let first else { row.refuse(column) }
      return (first, all)
    }
    for row in verbs.rows {
      let (first, all) = manners(row, 3)
      guard let type = types[row.plainHash(2)] else { row.refuse(2) }
      let forms = row.words(1)
      for (index, form) in forms.enumerated() {
        let isGerund = row.bytes[form].suffix(3).elementsEqual("ing".utf8)
        let kind: CueForm =
          index == 0 ? .base : isGerund ? .gerund : index == 1 ? .third : index == 2 || forms.count == 4 ? .past : .participle
        add(
          row.hash(of: form),
          CueWord(manners: all, manner: first, form: kind, type: type, isNoun: false))
      }
    }
    for row in words.rows {
      let (first, all) = manners(row, 4)
      guard let type = types[row.plainHash(3)] else { row.refuse(3) }
      let kinds = row[2].blankParted
      let form: CueForm = kinds.contains("noun") ? .noun : kinds.contains("adjective") ? .adjective : .phrase
      for word in row.words(1) {
        add(
          row.hash(of: word),
          CueWord(manners: all, manner: first, form: form, type: type, isNoun: form == .noun))
      }
    }
    self.entries = entries
    table = numbers
  }

  /// The cue word with that folded form.
  subscript(hash: UInt64) -> CueWord? {
    let number = table[hash]
    return number == 0 ? nil : entries[Int(number) - 1]
  }
}
