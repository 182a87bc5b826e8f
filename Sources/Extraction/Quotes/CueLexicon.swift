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

  /// By its name in the lexicons.
  init?(named name: Substring) {
    switch name {
    case "say": self = .say
    case "tell": self = .tell
    case "ask": self = .ask
    case "judge": self = .judge
    case "report": self = .report
    case "show": self = .show
    case "know": self = .know
    case "think": self = .think
    case "feel": self = .feel
    case "want": self = .want
    case "order": self = .order
    default: return nil
    }
  }

  init(rawValue: UInt16) { self.rawValue = rawValue }
}

/// The form in which a cue's word stands.
enum CueForm: UInt8, Sendable {
  case base, third, past, participle, gerund, noun, adjective, phrase
}

/// A word that may attribute.
struct CueWord: Sendable {
  /// All its manners.
  var manners: CueManner
  /// The first of them.
  var manner: CueManner
  /// Its form.
  var form: CueForm
  /// The type of its attributions.
  var type: AttributionType
  /// Whether it may also be a noun.
  var isNoun: Bool
}

/// The words that may attribute: `cue-verbs.tsv` and `cue-words.tsv`.
struct CueLexicon: Sendable {
  static let shared = CueLexicon(verbs: Lexicon(named: "cue-verbs.tsv"), words: Lexicon(named: "cue-words.tsv"))

  private let table: WordTable
  private let entries: [CueWord]

  init(verbs: Lexicon, words: Lexicon) {
    var entries: [CueWord] = []
    var numbers: [UInt64: UInt16] = [:]
    func add(_ hash: UInt64, _ word: CueWord) {
      if let number = numbers[hash] {
        // A verb's form stays a verb's; that it is a noun too is kept.
        if word.form == .noun { entries[Int(number) - 1].isNoun = true }
        entries[Int(number) - 1].manners.formUnion(word.manners)
        return
      }
      entries.append(word)
      numbers[hash] = UInt16(entries.count)
    }
    numbers.reserveCapacity(8 * (verbs.rows.count + words.rows.count))
    func manners(_ field: String) -> [CueManner] { field.blankParted.compactMap(CueManner.init(named:)) }
    let forms = verbs.column("forms")
    let type = verbs.column("type")
    let manner = verbs.column("manner")
    for row in verbs.rows {
      let all = manners(row[manner])
      guard let first = all.first, let type = AttributionType(rawValue: row[type]) else {
        preconditionFailure("cue-verbs.tsv: \(row)")
      }
      let words = row[forms].blankParted
      for (index, form) in words.enumerated() {
        let kind: CueForm =
          index == 0 ? .base : form.hasSuffix("ing") ? .gerund : index == 1 ? .third : index == 2 || words.count == 4 ? .past : .participle
        add(
          WordHash.folded(String(form)),
          CueWord(manners: all.reduce(into: []) { $0.formUnion($1) }, manner: first, form: kind, type: type, isNoun: false))
      }
    }
    let wordForms = words.column("forms")
    let wordKind = words.column("kind")
    let wordType = words.column("type")
    let wordManner = words.column("manner")
    for row in words.rows {
      let all = manners(row[wordManner])
      guard let first = all.first, let type = AttributionType(rawValue: row[wordType]) else {
        preconditionFailure("cue-words.tsv: \(row)")
      }
      let kinds = row[wordKind].blankParted
      let form: CueForm = kinds.contains("noun") ? .noun : kinds.contains("adjective") ? .adjective : .phrase
      for word in row[wordForms].blankParted {
        add(
          WordHash.folded(String(word)),
          CueWord(
            manners: all.reduce(into: []) { $0.formUnion($1) }, manner: first, form: form, type: type, isNoun: form == .noun))
      }
    }
    self.entries = entries
    table = WordTable(numbers)
  }

  /// The cue word of that folded form.
  subscript(hash: UInt64) -> CueWord? {
    let number = table[hash]
    return number == 0 ? nil : entries[Int(number) - 1]
  }
}
