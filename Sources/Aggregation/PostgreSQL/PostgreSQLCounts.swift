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

  /// Adds the documents of versions, or takes them off with the sign -1.
  func count(_ versions: [Int64], sign: Int) throws(IndexError) {
    let keys = PostgreSQLValue.integers(versions)
    try connection.query(
      """
      INSERT INTO document_count(kind, documents, words)
      SELECT kind, \(sign) * count(*), \(sign) * sum(size) FROM document WHERE version = ANY($1::bigint[]) GROUP BY kind
      """, [keys])
    try connection.query(
      """
      INSERT INTO lexeme_count(kind, lexeme, documents)
      SELECT kind, lexeme, \(sign) * count(*) FROM document CROSS JOIN LATERAL unnest(tsvector_to_array(words)) lexeme
      WHERE version = ANY($1::bigint[]) AND left(lexeme, 1) IN ('w', 's') GROUP BY kind, lexeme
      """, [keys])
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
        WITH gone AS (DELETE FROM lexeme_count WHERE level = \(level) RETURNING kind, lexeme, documents)
        INSERT INTO lexeme_count(kind, lexeme, documents, level)
        SELECT kind, lexeme, sum(documents), \(level + 1) FROM gone GROUP BY kind, lexeme HAVING sum(documents) <> 0
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
      "SELECT lexeme, sum(documents)::bigint FROM lexeme_count WHERE kind = \(kind.number) AND lexeme = ANY($1::text[]) GROUP BY lexeme",
      [.texts(lexemes)])
    return Dictionary(uniqueKeysWithValues: (0..<rows.count).map { (rows.text($0, 0), Int(rows.integer($0, 1))) })
  }

  /// The documents of all lexemes that begin so, added up.
  func documents(beginning lexeme: String, _ kind: FindingKind) throws(IndexError) -> Int {
    let rows = try connection.query(
      """
      SELECT coalesce(sum(documents), 0)::bigint FROM lexeme_count
      WHERE kind = \(kind.number) AND lexeme >= $1 AND lexeme < $1 || U&'\\+10FFFF'
      """, [.text(lexeme)])
    return Int(rows.integer(0, 0))
  }
}
