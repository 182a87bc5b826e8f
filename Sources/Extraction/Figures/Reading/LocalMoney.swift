import Knowledge
import Linguistics
import Record

/// Resolves words and letters that stand for several currencies, from `local-currencies.tsv`: "pesos" are those of the country that the
/// article names most, and "N189" is a sum where the article is about Nigeria or writes "N500 million" elsewhere.
struct LocalMoney: Sendable {
  /// The codes of the article's own currencies, keyed by the words for them.
  private(set) var codes: [UInt64: String] = [:]
  /// The letters that are a currency sign in the article.
  private(set) var letters: Set<UInt64> = []

  private struct Table: Sendable {
    struct Row: Sendable {
      var words: [UInt64]
      var letter: UInt64?
      var code: String
    }
    var rows: [Row] = []
    /// Rows keyed by the first word of their places, with the words that follow it.
    var places: [UInt64: [(rest: [UInt64], row: Int)]] = [:]
    var words: Set<UInt64> = []
    var letters: Set<UInt64> = []
  }

  private static let table: Table = {
    let lexicon = Lexicon(named: "local-currencies.tsv")
    let columns = ["words", "letter", "code", "places"].map(lexicon.column)
    var table = Table()
    for row in lexicon.rows {
      let letter = row[columns[1]].isEmpty ? nil : WordHash.of(row[columns[1]].lowercased())
      let words = row[columns[0]].blankParted.map { WordHash.of(String($0)) }
      for place in row[columns[3]].blankParted {
        let parts = place.split(separator: "_").map { WordHash.of(String($0)) }
        if let first = parts.first { table.places[first, default: []].append((Array(parts.dropFirst()), table.rows.count)) }
      }
      table.rows.append(Table.Row(words: words, letter: letter, code: row[columns[2]]))
      table.words.formUnion(words)
      if let letter { table.letters.insert(letter) }
    }
    return table
  }()

  /// Reads the pieces of an article; both results are empty where it contains none of the words and letters.
  init(_ pieces: [Piece]) {
    let table = Self.table
    func isSign(_ i: Int) -> Bool {
      pieces[i].kind == .word && pieces[i].range.count == 1 && pieces[i].capitalized && table.letters.contains(pieces[i].key)
        && i + 1 < pieces.count && pieces[i + 1].kind == .number && !pieces[i + 1].spaceBefore
    }
    guard pieces.indices.contains(where: { table.words.contains(pieces[$0].key) || isSign($0) }) else { return }
    var votes = [Int](repeating: 0, count: table.rows.count)
    for i in pieces.indices where pieces[i].capitalized {
      for place in table.places[pieces[i].key] ?? []
      where place.rest.indices.allSatisfy({ i + 1 + $0 < pieces.count && pieces[i + 1 + $0].key == place.rest[$0] }) {
        votes[place.row] += 1
      }
    }
    for (number, row) in table.rows.enumerated() where votes[number] > 0 {
      if let letter = row.letter { letters.insert(letter) }
      let rivals = table.rows.indices.filter { $0 != number && table.rows[$0].words == row.words }
      guard rivals.allSatisfy({ votes[$0] < votes[number] }) else { continue }
      for word in row.words { codes[word] = row.code }
    }
    for i in pieces.indices where isSign(i) && Self.isScaled(pieces, i + 1) { letters.insert(pieces[i].key) }
  }

  /// Whether a scale follows the number: "500 million", "1.1bn".
  private static func isScaled(_ pieces: [Piece], _ i: Int) -> Bool {
    guard i + 1 < pieces.count, pieces[i + 1].kind == .word, let scale = NumberWords.table[pieces[i + 1].key] else { return false }
    return scale.kind == .scale && scale.value >= 1000
      || scale.kind == .letter && pieces[i + 1].range.count > 1 && !pieces[i + 1].spaceBefore
  }
}
