import Knowledge
import Linguistics
import Record

/// The words of which numbers consist, from `numbers.tsv`.
enum NumberWords {
  enum Kind: String, Sendable {
    case unit, teen, ten, hundred, scale, dozen, dozens, vague, half, quarter, denominator, multiple, letter
  }

  struct Entry: Sendable {
    var kind: Kind
    var value: Double
  }

  static let table: [UInt64: Entry] = {
    let lexicon = Lexicon(named: "numbers.tsv")
    let (word, kind, value) = (lexicon.column("word"), lexicon.column("kind"), lexicon.column("value"))
    var table: [UInt64: Entry] = [:]
    for row in lexicon.rows {
      guard let number = Double(row[value]) else { row.refuse(value) }
      table[WordHash.of(row[word])] = Entry(kind: row.value(kind), value: number)
    }
    return table
  }()
}

/// A number without its unit, as read.
struct Numeral: Sendable {
  enum Form: UInt8, Sendable { case digits, words, fraction, vague, multiple }
  var pieces: Range<Int>
  var value: Double
  var high: Double? = nil
  var form: Form
  /// Whether it contains a scale word or letter ("million", "bn").
  var scaled = false
  /// Whether it is written with thousands separators, and whether with a decimal point.
  var grouped = false
  var decimal = false
  /// The bound implied by the words: "a couple dozen" is about 24.
  var bound: String? = nil
  /// Whether it is "one" by itself.
  var isOne = false
  var vague: Bool { form == .vague }
}
