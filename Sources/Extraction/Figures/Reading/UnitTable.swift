import Knowledge
import Linguistics
import Record

/// A unit as read in a sentence.
struct Unit: Sendable {
  var code: String
  var kind: UnitKind
  /// The factor for numbers of this unit: 0.01 for cents.
  var factor = 1.0
  /// The pieces that name it, before or after the number.
  var pieces: Range<Int>
}

/// The hash key of a sequence of pieces.
enum PhraseKey {
  static func of(_ keys: some Sequence<UInt64>) -> UInt64 { keys.reduce(WordHash.seed, step) }
  static func step(_ hash: UInt64, _ key: UInt64) -> UInt64 { (hash ^ key) &* 0x100_0000_01b3 }
  /// The key of a phrase in a lexicon, where underscores stand for spaces.
  static func of(_ phrase: String) -> UInt64 { of(PieceScanner.keys(phrase.utf8.map { $0 == UInt8(ascii: "_") ? 0x20 : $0 })) }
}

extension PieceScanner {
  /// The keys of a phrase's pieces.
  static func keys(_ phrase: String) -> [UInt64] { keys(Array(phrase.utf8)) }

  static func keys(_ bytes: [UInt8]) -> [UInt64] {
    guard !bytes.isEmpty else { return [] }
    let whole = Token(range: ByteRange(0, bytes.count), kind: .word)
    var pieces: [Piece] = []
    scan(AnalyzedText(bytes: bytes, paragraphs: [], tokens: [whole]), 0..<1, into: &pieces)
    return pieces.map(\.key)
  }
}

/// Measures, durations and shares, from `units.tsv`.
struct UnitTable: Sendable {
  struct Entry: Sendable {
    var code: String
    var kind: UnitKind
    var factor = 1.0
  }

  /// Keyed by the phrase key of their words, in any case.
  let words: [UInt64: Entry]
  /// Keyed by their symbols, case-sensitive.
  let symbols: [String: Entry]
  static let longest = 5
  static let shared = UnitTable()

  private static let prefixNames = [
    "k": "kilo", "M": "mega", "G": "giga", "T": "tera", "P": "peta", "E": "exa", "h": "hecto", "d": "deci", "c": "centi", "m": "milli",
    "u": "micro", "n": "nano", "p": "pico",
  ]

  private init() {
    let lexicon = Lexicon(named: "units.tsv")
    let columns = ["unit", "kind", "words", "symbols", "prefixed"].map(lexicon.column)
    var words: [UInt64: Entry] = [:]
    var symbols: [String: Entry] = [:]
    for row in lexicon.rows {
      let code = row[columns[0]]
      let kind: UnitKind = row.value(columns[1])
      let entry = code == "bp" ? Entry(code: "percentage_point", kind: kind, factor: 0.01) : Entry(code: code, kind: kind)
      let names = row[columns[2]].blankParted.map(String.init)
      for name in names { words[PhraseKey.of(name)] = entry }
      let own = row[columns[3]].blankParted.map(String.init)
      for symbol in own { symbols[symbol] = entry }
      for prefixed in row[columns[4]].blankParted.map(String.init) {
        guard let name = Self.prefixNames[String(prefixed.prefix(1))] else { continue }
        // With the code "W.h", "kW" stands for "kW.h"; with the code "By", "kB" stands for "kBy".
        let multiple = Entry(code: String(prefixed.prefix(1)) + code, kind: kind)
        symbols[code == "W.h" || code == "A.h" ? prefixed + "h" : prefixed] = multiple
        if prefixed.hasPrefix("u") {
          symbols["µ" + prefixed.dropFirst()] = multiple
          symbols["μ" + prefixed.dropFirst()] = multiple
        }
        for word in names { words[PhraseKey.of(name + word)] = multiple }
      }
    }
    for (symbol, code) in [
      ("mb", "Mbit"), ("KB", "kBy"), ("Kb", "kbit"), ("gb", "GBy"), ("tb", "TBy"), ("kmh", "km/h"), ("Km", "km"), ("KM", "km"),
      ("KG", "kg"), ("Kg", "kg"), ("ML", "mL"), ("ml", "mL"), ("cl", "cL"), ("dl", "dL"), ("l", "L"),
    ] {
      symbols[symbol] = Entry(code: code, kind: .measure)
    }
    // Longer durations, in years and weeks.
    for (name, code, factor) in [("decade", "a", 10.0), ("century", "a", 100), ("millennium", "a", 1000), ("fortnight", "wk", 2)] {
      let plural = ["century": "centuries", "millennium": "millennia"][name] ?? name + "s"
      for word in [name, plural] { words[PhraseKey.of(word)] = Entry(code: code, kind: .duration, factor: factor) }
    }
    self.words = words
    self.symbols = symbols
  }
}

/// Currencies, from `currencies.tsv`.
struct CurrencyTable: Sendable {
  struct Entry: Sendable {
    var code: String
    var factor: Double
    /// Whether it is a plain "dollar", whose country the article decides.
    var isPlainDollar = false
  }

  let words: [UInt64: Entry]
  /// Symbols and codes without spaces, case-sensitive.
  let symbols: [String: Entry]
  static let shared = CurrencyTable()

  private init() {
    let lexicon = Lexicon(named: "currencies.tsv")
    let columns = ["code", "factor", "words", "symbols"].map(lexicon.column)
    var words: [UInt64: Entry] = [:]
    var symbols: [String: Entry] = [:]
    for row in lexicon.rows {
      guard let factor = Double(row[columns[1]]) else { row.refuse(columns[1]) }
      for word in row[columns[2]].blankParted.map(String.init) {
        let key = PhraseKey.of(word)
        if words[key] == nil {
          words[key] = Entry(code: row[columns[0]], factor: factor, isPlainDollar: ["dollar", "dollars", "cent", "cents"].contains(word))
        }
      }
      for symbol in row[columns[3]].blankParted.map(String.init) where symbols[symbol] == nil {
        symbols[symbol] = Entry(code: row[columns[0]], factor: factor, isPlainDollar: symbol == "$")
      }
    }
    self.words = words
    self.symbols = symbols
  }

  /// Whether the letters at `start`, separated by a space from the sign, say whose dollar it is: "US $5", "c $ 5" in tokenized text, but
  /// not "A $5 coat".
  private func isCountry(_ sentence: PieceSentence, _ start: Int, _ i: Int) -> Bool {
    (2...3).contains(sentence[start].range.count) || sentence[start].range.count == 1 && !sentence.glued(i) && !sentence.holds(start, "a")
  }

  /// Whether the number at `i` is written like a sum of money: with a scale word, or with groups of thousands ("R1 500").
  func isSum(_ sentence: PieceSentence, _ i: Int) -> Bool {
    if DigitReader.number(sentence, i)?.grouped ?? false { return true }
    guard sentence.isWord(i + 1), let scale = NumberWords.table[sentence.key(i + 1)] else { return false }
    return scale.kind == .scale || scale.kind == .letter && sentence.glued(i + 1) && sentence[i + 1].range.count > 1
      || scale.kind == .letter && scale.value < 1e12 && sentence.glued(i + 1) && !sentence[i + 1].capitalized
  }

  private static let lowerCodes = Words.set(WordSets["UnitTable.lowerCodes"])

  /// The currency whose symbol or code stands before piece `i`, and where it begins.
  func standsBefore(_ sentence: PieceSentence, _ i: Int) -> (entry: Entry, start: Int, scale: Double)? {
    guard sentence.has(i - 1), sentence.kind(i - 1) != .number else { return nil }
    var best: (Entry, Int, Double)?
    for length in 1...4 {
      let start = i - length
      guard sentence.has(start), sentence.kind(start) != .number else { break }
      // The pieces of a symbol are written without spaces, except in "C $" and "US $".
      if length > 1, sentence[start + 1].spaceBefore, !(sentence.isSymbol(i - 1) && sentence.isWord(start) && isCountry(sentence, start, i))
      {
        break
      }
      var symbol = ""
      for k in start..<i { symbol += sentence.string(k) }
      for dotted in ["u.s.", "U.S.", "u.s", "U.S"] where symbol.hasPrefix(dotted) { symbol = "US" + symbol.dropFirst(dotted.count) }
      if let entry = symbols[symbol]
        ?? ((symbol.hasSuffix("$") && symbol != "a$" && symbol != "s$" && symbol != "j$") || Self.lowerCodes.contains(sentence.key(start))
          ? symbols[symbol.uppercased()] : nil)
      {
        // A code is not part of a longer word, and "Rs", "RM" and "p" stand close to the number.
        if symbol.utf8.allSatisfy({ $0 | 0x20 >= 0x61 }), sentence.glued(start), sentence.isWord(start - 1) { continue }
        if symbol == "p" || symbol == "TL" || symbol == "元" { continue }
        // "N500 million", "R2,000" are money, "N95" and "R2" names.
        if length == 1, sentence.isWord(start), sentence[start].range.count == 1,
          !sentence.glued(i) || !isSum(sentence, i) && !sentence.source.isMoneyLetter(sentence.key(start), sentence, i)
        {
          continue
        }
        best = (entry, start, 1)
      } else if length == 1, symbol.utf8.count == 4, symbol.hasPrefix("M"), let entry = symbols[String(symbol.dropFirst())],
        entry.code == symbol.dropFirst()
      {
        best = (entry, start, 1_000_000)
      }
    }
    return best
  }
}
