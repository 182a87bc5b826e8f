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

  /// Adds documents that are new.
  func add(_ tally: DocumentTally) throws(IndexError) {
    var totals = CopyLines()
    var words = CopyLines()
    for (kind, own) in tally.kinds.sorted(by: { $0.key.number < $1.key.number }) {
      for number in [kind.number, Int64(own.documents), Int64(own.words)] { totals.integer(number) }
      totals.endLine()
      for (shard, counts) in own.lexemes {
        words.integer(kind.number)
        words.integer(Int64(shard))
        words.text(utf8: Self.json(counts))
        words.endLine()
      }
    }
    try connection.copy(into: "document_count(kind, documents, words)", totals.bytes)
    try connection.copy(into: "lexeme_recent(kind, shard, counts)", words.bytes)
  }

  private static func json(_ counts: [[UInt8]: Int]) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      for (lexeme, count) in counts { writer.member(PostgreSQLText.storable(String(decoding: lexeme, as: UTF8.self)), count) }
    }
    return writer.bytes
  }

  /// Takes the documents of versions off.
  func takeOff(_ versions: [Int64]) throws(IndexError) {
    let keys = PostgreSQLValue.integers(versions)
    try connection.query(
      """
      INSERT INTO document_count(kind, documents, words)
      SELECT kind, -1 * count(*), -1 * sum(size) FROM document WHERE version = ANY($1::bigint[]) GROUP BY kind
      """, [keys])
    try connection.query(
      """
      INSERT INTO lexeme_recent(kind, shard, counts)
      SELECT kind, \(Self.shard("lexeme")), jsonb_object_agg(lexeme, documents) FROM (
        SELECT kind, lexeme, -1 * count(*) AS documents FROM document CROSS JOIN LATERAL unnest(tsvector_to_array(words)) lexeme
        WHERE version = ANY($1::bigint[]) AND left(lexeme, 1) IN ('w', 's') GROUP BY kind, lexeme) found
      GROUP BY 1, 2
      """, [keys])
  }

  /// Where a lexeme is counted in `lexeme_recent`: as ``DocumentTally/shard(_:)`` tells.
  private static func shard(_ lexeme: String) -> String { "(ascii(substr(\(lexeme), 2, 1)) & 31)" }

  /// All counts of lexemes, from both tables.
  static let all = """
    (SELECT kind, lexeme, documents FROM lexeme_count
    UNION ALL SELECT kind, key, value::integer FROM lexeme_recent CROSS JOIN LATERAL jsonb_each_text(counts))
    """

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
        WITH \(level == 0 ? Self.recent : "gone AS (DELETE FROM lexeme_count WHERE level = \(level) RETURNING kind, lexeme, documents)")
        INSERT INTO lexeme_count(kind, lexeme, documents, level)
        SELECT kind, lexeme, sum(documents), \(level + 1) FROM gone GROUP BY kind, lexeme HAVING sum(documents) <> 0 ORDER BY kind, lexeme
        """)
    }
  }
  private static let recent = """
    old AS (DELETE FROM lexeme_recent RETURNING kind, counts),
    gone AS (SELECT kind, key AS lexeme, value::integer AS documents FROM old CROSS JOIN LATERAL jsonb_each_text(counts))
    """

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
      SELECT lexeme, sum(documents)::bigint FROM (
        SELECT lexeme, documents FROM lexeme_count WHERE kind = \(kind.number) AND lexeme = ANY($1::text[])
        UNION ALL SELECT wanted, (counts ->> wanted)::integer FROM unnest($1::text[]) wanted
        JOIN lexeme_recent ON kind = \(kind.number) AND shard = \(Self.shard("wanted")) WHERE counts ? wanted) found
      GROUP BY lexeme
      """, [.texts(Array(Set(lexemes)))])
    return Dictionary(uniqueKeysWithValues: (0..<rows.count).map { (rows.text($0, 0), Int(rows.integer($0, 1))) })
  }

  /// The documents of all lexemes that begin so, added up: a field's letter and one character at least.
  func documents(beginning lexeme: String, _ kind: FindingKind) throws(IndexError) -> Int {
    let rows = try connection.query(
      """
      SELECT coalesce(sum(documents), 0)::bigint FROM (
        SELECT documents FROM lexeme_count WHERE kind = \(kind.number) AND lexeme >= $1 AND lexeme < $1 || U&'\\+10FFFF'
        UNION ALL SELECT value::integer FROM lexeme_recent CROSS JOIN LATERAL jsonb_each_text(counts)
        WHERE kind = \(kind.number) AND shard = \(Self.shard("$1")) AND starts_with(key, $1)) found
      """, [.text(lexeme)])
    return Int(rows.integer(0, 0))
  }
}

/// How many documents there are of each kind, their words, and in how many of them a lexeme of the field `text` stands.
struct DocumentTally {
  struct Kind {
    var documents = 0
    var words = 0
    var lexemes: [Int: [[UInt8]: Int]] = [:]
  }
  private(set) var kinds: [FindingKind: Kind] = [:]

  mutating func add(_ kind: FindingKind, words: Int) {
    kinds[kind, default: Kind()].documents += 1
    kinds[kind, default: Kind()].words += words
  }

  mutating func add(_ lexeme: [UInt8], _ kind: FindingKind) {
    kinds[kind, default: Kind()].lexemes[Self.shard(lexeme), default: [:]][lexeme, default: 0] += 1
  }

  /// Where a lexeme is counted: by the code of the first character behind its field's letter.
  private static func shard(_ lexeme: [UInt8]) -> Int {
    guard lexeme.count > 1 else { return 0 }
    // The last five bits of a code point are those of its last byte.
    let first = lexeme[1]
    let length = first < 0x80 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    return Int(lexeme[min(lexeme.count - 1, length)]) & 31
  }
}
