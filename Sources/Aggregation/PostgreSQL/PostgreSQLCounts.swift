internal import FullText
internal import Record

/// The counts of documents and lexemes by which words are weighed.
///
/// They are sums of rows: a transaction adds rows of level 0 for what it puts in or takes out, so that no two programs wait for the same row; when
/// there are rows of many batches in a level they become one row each of the next.
struct PostgreSQLCounts {
  private let connection: PostgreSQLConnection
  /// Batches of one level that become one of the next.
  private static let batches = 32
  private static let levels = 6

  init(_ connection: PostgreSQLConnection) { self.connection = connection }

  /// Where counts are kept.
  struct Tables {
    var documents = "document_count"
    var lexemes = "lexeme_count"
  }

  /// Adds documents that are new, or takes off those that go.
  func add(_ tally: DocumentTally, _ vocabulary: LexemeVocabulary, takesOff: Bool = false, to tables: Tables = Tables()) throws(IndexError)
  {
    let sign = takesOff ? -1 : 1
    var totals = CopyLines()
    var words = CopyLines()
    for (kind, own) in tally.kinds.sorted(by: { $0.key.number < $1.key.number }) where own.documents > 0 {
      for number in [kind.number, Int64(sign * own.documents), Int64(sign * own.length)] { totals.integer(number) }
      totals.endLine()
      var shards = [[(lexeme: ArraySlice<UInt8>, documents: Int32)]](repeating: [], count: Self.firstShards)
      for (isStem, counts) in [(false, own.words), (true, own.stems)] {
        for number in counts.numbers {
          let lexeme = vocabulary.lexeme(number, isStem: isStem)
          shards[Self.firstShard(lexeme)].append((lexeme, Int32(sign * counts[number])))
        }
      }
      for (shard, counts) in shards.enumerated() where !counts.isEmpty {
        words.integer(kind.number)
        words.integer(0)
        words.integer(Int64(-1 - shard))
        words.texts(counts.lazy.map(\.lexeme))
        words.integers(counts.map(\.documents))
        words.endLine()
      }
    }
    try connection.copy(into: "\(tables.documents)(kind, documents, words)", totals.bytes)
    try connection.copy(into: "\(tables.lexemes)(kind, level, shard, lexemes, documents)", words.bytes)
  }

  /// Takes the documents of a version off.
  func takeOff(_ version: Int64, _ vocabulary: LexemeVocabulary) throws(IndexError) {
    let rows = try connection.query("SELECT kind, size, plain FROM document WHERE version = $1", [.integer(version)])
    var tally = DocumentTally()
    for row in 0..<rows.count {
      guard let kind = FindingKind.allCases.first(where: { $0.number == rows.integer(row, 0) }) else { continue }
      let plain = rows.utf8(row, 2)
      var words = NumberCounts()
      var stems = NumberCounts()
      for word in plain.split(whereSeparator: { $0 == 0x20 || $0 == 0x0A }) {
        let number = vocabulary.number(of: plain, word.startIndex..<word.endIndex)
        words.add(number)
        stems.add(vocabulary.stem(of: number))
      }
      tally.add(kind, words: Int(rows.integer(row, 1)))
      tally.add(kind, words: words.numbers, stems: stems.numbers)
    }
    try add(tally, vocabulary, takesOff: true)
  }

  // Where a lexeme is counted: on the lowest level by the first character of its word, in few rows a batch; on the others by the first two, so that
  // no row becomes long. The numbers of the former are negative, so that one index leads to both.
  private static let firstShards = 32
  private static func firstShard(_ lexeme: ArraySlice<UInt8>) -> Int {
    guard lexeme.count > 1 else { return 0 }
    // The last five bits of a code point are those of its last byte.
    let first = lexeme[lexeme.startIndex + 1]
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    return Int(lexeme[min(lexeme.endIndex - 1, lexeme.startIndex + length)]) & 31
  }
  private static func character(_ lexeme: String, _ place: Int) -> String { "(ascii(substr(\(lexeme), \(place), 1)) & 31)" }
  private static func firstShard(of lexeme: String) -> String { "(-1 - \(character(lexeme, 2)))" }
  private static func shard(of lexeme: String) -> String { "(\(character(lexeme, 2)) << 5 | \(character(lexeme, 3)))" }

  /// All counts of lexemes of a table.
  static func all(of table: String = Tables().lexemes) -> String {
    """
    (SELECT kind, counted.lexeme, counted.documents FROM \(table) c
    CROSS JOIN LATERAL unnest(c.lexemes, c.documents) counted(lexeme, documents))
    """
  }

  /// Merges the rows of levels that hold many batches; where another program does so, it is left to that one.
  func mergeAsNeeded() throws(IndexError) {
    let rows = try connection.query(
      "SELECT level, count(*) FROM document_count WHERE kind = 4 AND level < \(Self.levels) GROUP BY level HAVING count(*) >= \(Self.batches)"
    )
    guard rows.count > 0 else { return }
    let lock = Int64(PostgreSQLSession.Lock.counts.rawValue)
    guard try connection.query("SELECT pg_try_advisory_xact_lock($1)", [.integer(lock)]).bool(0, 0) else { return }
    for row in 0..<rows.count {
      let level = rows.integer(row, 0)
      try connection.execute(
        """
        WITH gone AS (DELETE FROM document_count WHERE level = \(level) RETURNING kind, documents, words)
        INSERT INTO document_count(kind, documents, words, level)
        SELECT kind, sum(documents), sum(words), \(level + 1) FROM gone GROUP BY kind;
        WITH gone AS (DELETE FROM lexeme_count WHERE level = \(level) RETURNING kind, lexemes, documents),
        summed AS (
          SELECT kind, lexeme, sum(n)::integer AS documents FROM gone CROSS JOIN LATERAL unnest(lexemes, documents) counted(lexeme, n)
          GROUP BY kind, lexeme HAVING sum(n) <> 0)
        INSERT INTO lexeme_count(kind, level, shard, lexemes, documents)
        SELECT kind, \(level + 1), \(Self.shard(of: "lexeme")), array_agg(lexeme), array_agg(documents) FROM summed GROUP BY 1, 3
        """)
    }
  }

  /// How many documents of a kind there are, and their words.
  func totals(_ kind: FindingKind) throws(IndexError) -> (documents: Int, words: Int) {
    let rows = try connection.query(
      "SELECT coalesce(sum(documents), 0)::bigint, coalesce(sum(words), 0)::bigint FROM document_count WHERE kind = \(kind.number)")
    return (Int(rows.integer(0, 0)), Int(rows.integer(0, 1)))
  }

  /// In how many documents lexemes stand.
  func documents(of lexemes: [String], _ kind: FindingKind) throws(IndexError) -> [String: Int] {
    guard !lexemes.isEmpty else { return [:] }
    let rows = try connection.query(
      """
      SELECT wanted, coalesce(sum(c.documents[array_position(c.lexemes, wanted)]), 0)::bigint FROM unnest($1::text[]) wanted
      JOIN lexeme_count c ON c.kind = \(kind.number) AND c.shard = ANY(ARRAY[\(Self.shard(of: "wanted")), \(Self.firstShard(of: "wanted"))])
      GROUP BY wanted
      """, [.texts(Array(Set(lexemes)))])
    return Dictionary(uniqueKeysWithValues: (0..<rows.count).map { (rows.text($0, 0), Int(rows.integer($0, 1))) })
  }

  /// In how many documents words of the main field stand, in all their forms, and how many documents there are.
  func wordCounts(_ words: [String], of kind: FindingKind) throws(IndexError) -> WordCounts {
    let lexemes = words.map { String(decoding: LexemeField.lexeme(Array($0.utf8), .stem, .text), as: UTF8.self) }
    let known = try documents(of: lexemes, kind)
    return WordCounts(findings: try totals(kind).documents, holding: lexemes.map { known[$0] ?? 0 })
  }

  /// The rows of lexemes that begin so: a field's letter and one character at least.
  private func rows(_ kind: FindingKind, beginning lexeme: String) -> String {
    let first = Self.character("$1::text", 2)
    let shards =
      lexeme.unicodeScalars.count > 2
      ? "c.shard = \(Self.shard(of: "$1::text"))" : "c.shard BETWEEN (\(first) << 5) AND (\(first) << 5 | 31)"
    return """
      (SELECT counted.lexeme, counted.documents FROM lexeme_count c CROSS JOIN LATERAL unnest(c.lexemes, c.documents) counted(lexeme, documents)
      WHERE c.kind = \(kind.number) AND (\(shards) OR c.shard = \(Self.firstShard(of: "$1::text"))) AND starts_with(counted.lexeme, $1::text)) found
      """
  }

  /// The documents of all lexemes that begin so, added up.
  func documents(beginning lexeme: String, _ kind: FindingKind) throws(IndexError) -> Int {
    let rows = try connection.query(
      "SELECT coalesce(sum(documents), 0)::bigint FROM \(rows(kind, beginning: lexeme))", [.text(lexeme)])
    return Int(rows.integer(0, 0))
  }

  /// The lexemes that begin so; `nil` if there are more than `most`.
  func lexemes(beginning lexeme: String, _ kind: FindingKind, most: Int) throws(IndexError) -> [[UInt8]]? {
    let rows = try connection.query(
      "SELECT DISTINCT lexeme COLLATE \"C\" FROM \(rows(kind, beginning: lexeme)) LIMIT \(most + 1)", [.text(lexeme)])
    return rows.count > most ? nil : (0..<rows.count).map { rows.utf8($0, 0) }
  }
}

/// How many documents there are of each kind, their words, and in how many of them each word and stem of the field `text` stands.
struct DocumentTally {
  struct Kind {
    var documents = 0
    /// The sum of their lengths.
    var length = 0
    var words = NumberCounts()
    var stems = NumberCounts()

    fileprivate mutating func add(_ words: [UInt32], _ stems: [UInt32]) {
      for number in words { self.words.add(number) }
      for number in stems { self.stems.add(number) }
    }
  }
  private(set) var kinds: [FindingKind: Kind] = [:]

  mutating func add(_ kind: FindingKind, words: Int) {
    kinds[kind, default: Kind()].documents += 1
    kinds[kind, default: Kind()].length += words
  }

  /// Adds a document's words and stems, each once.
  mutating func add(_ kind: FindingKind, words: [UInt32], stems: [UInt32]) { kinds[kind, default: Kind()].add(words, stems) }

  mutating func clear() { kinds.removeAll() }
}
