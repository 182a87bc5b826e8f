internal import Linkage
internal import Record

/// Counts, verifies and renews what a database holds.
struct PostgreSQLUpkeep {
  private let session: PostgreSQLSession
  private let connection: PostgreSQLConnection

  init(_ session: PostgreSQLSession) {
    self.session = session
    connection = session.connection
  }

  private func number(_ sql: String) throws(IndexError) -> Int { Int(try connection.query(sql).integer(0, 0)) }

  // MARK: Census

  func statistics() throws(IndexError) -> IndexStatistics {
    let types = try connection.query("SELECT type, count(*) FROM quote GROUP BY type")
    var byType: [String: Int] = [:]
    for row in 0..<types.count {
      if let type = RecordCoding.kind(AttributionType.self, types.integer(row, 0)) { byType[type.rawValue] = Int(types.integer(row, 1)) }
    }
    func published(_ order: String) throws(IndexError) -> String? {
      let rows = try connection.query(
        """
        SELECT v.published FROM whole d JOIN version v ON v.id = d.version WHERE d.time > \(PublicationTime.unknown + 1)
        ORDER BY d.time \(order) LIMIT 1
        """)
      return rows.count > 0 ? rows.optionalText(0, 0) : nil
    }
    let size = """
      SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'onrecord' AND c.relkind IN ('r', 'm')
      """
    return IndexStatistics(
      articles: try number("SELECT count(*) FROM article"), versions: try number("SELECT count(*) FROM version"),
      quotes: byType.values.reduce(0, +), quotesByType: byType, figures: try number("SELECT count(*) FROM figure"),
      officials: try number("SELECT count(*) FROM official"),
      speakers: try number("SELECT count(DISTINCT speaker COLLATE \"C\") FROM quote"),
      outlets: try number("SELECT count(DISTINCT outlet COLLATE \"C\") FROM whole"), earliest: try published("ASC"),
      latest: try published("DESC"),
      textBytes: try number("SELECT coalesce(sum(v.bytes), 0)::bigint FROM article a JOIN version v ON v.id = a.current"),
      pages: try number("SELECT count(*) FROM page"),
      archiveBytes: try number("SELECT coalesce(sum(octet_length(bytes)), 0)::bigint FROM page"),
      fileBytes: try number(size), schema: try number("SELECT schema FROM setting"))
  }

  // MARK: Check

  /// Reads every version back, makes the rows of its documents anew, and counts lexemes anew.
  func check() throws(IndexError) -> CheckReport {
    var report = CheckReport(
      articles: try number("SELECT count(*) FROM article"), versions: 0, findings: 0,
      postings: try number("SELECT coalesce(sum(documents), 0)::bigint FROM \(PostgreSQLCounts.all()) counts"), problems: [])
    let rows = try connection.query(
      "SELECT v.id, v.id = a.current, v.content, v.findings FROM version v LEFT JOIN article a ON a.id = v.article ORDER BY v.id")
    var sketches: [(version: Int64, sketch: ArticleSketch)] = []
    // The rows as they should be, to be compared by the server, which reads both in the same way.
    try connection.execute(
      """
      CREATE TEMPORARY TABLE wanted(LIKE document) ON COMMIT DROP; CREATE TEMPORARY TABLE counted(LIKE lexeme_count) ON COMMIT DROP;
      CREATE TEMPORARY TABLE summed(LIKE document_count INCLUDING DEFAULTS) ON COMMIT DROP
      """)
    let vocabulary = LexemeVocabulary()
    var lines = DocumentLines(vocabulary)
    func send() throws(IndexError) {
      try connection.copy(into: DocumentLines.table.replacing("document(", with: "wanted("), lines.lines.bytes)
      lines.clear(keepsTally: true)
    }
    for row in 0..<rows.count {
      let key = rows.integer(row, 0)
      if row % 100 == 0 { try? session.reader.prepare((row..<min(row + 100, rows.count)).map { rows.integer($0, 0) }) }
      report.versions += 1
      do throws(IndexError) {
        let version = try session.reader.version(key)
        let record = try session.reader.record(version)
        let entry = try IndexEntry(record)
        report.findings += record.quotes.count + record.figures.count + record.officials.count
        if entry.content != rows.integer(row, 2) { report.problems.append("the text of version \(key) is not what was stored") }
        if entry.findings != rows.integer(row, 3) { report.problems.append("the findings of version \(key) are not what was stored") }
        guard rows.bool(row, 1) else { continue }
        try lines.add(entry, version: key)
        sketches.append((key, entry.sketch))
        if lines.lines.bytes.count > 16 << 20 { try send() }
      } catch {
        report.problems.append("version \(key) cannot be read: \(error)")
      }
    }
    try send()
    try PostgreSQLCounts(connection).add(lines.tally, vocabulary, to: PostgreSQLCounts.Tables(documents: "summed", lexemes: "counted"))
    try compare(&report)
    for problem in try session.stories.problems(sketches) { report.problems.append(problem) }
    return report
  }

  private func compare(_ report: inout CheckReport) throws(IndexError) {
    func tell(_ sql: String, _ sentence: (PostgreSQLRows) -> String) throws(IndexError) {
      let rows = try connection.query(sql)
      if rows.count > 0, rows.integer(0, 0) > 0 { report.problems.append(sentence(rows)) }
    }
    for (left, right, words) in [
      ("wanted", "document", "are missing in the full text or differ there"),
      ("document", "wanted", "do not belong to the newest versions"),
    ] {
      try tell("SELECT count(*) FROM (SELECT * FROM \(left) EXCEPT ALL SELECT * FROM \(right)) d") {
        "\($0.integer(0, 0)) documents \(words); run onrecord reindex"
      }
    }
    for kind in FindingKind.allCases {
      try tell(
        """
        SELECT count(*) FROM (SELECT lexeme, documents FROM \(PostgreSQLCounts.all(of: "counted")) counts WHERE kind = \(kind.number)) found
        FULL JOIN (SELECT lexeme, sum(documents) AS documents FROM \(PostgreSQLCounts.all()) counts WHERE kind = \(kind.number) GROUP BY lexeme
          HAVING sum(documents) <> 0) kept ON kept.lexeme = found.lexeme WHERE found.documents IS DISTINCT FROM kept.documents
        """
      ) { "\($0.integer(0, 0)) words of \(kind.plural) are not counted right; run onrecord reindex" }
    }
    try tell(
      """
      SELECT count(*) FROM (SELECT kind, count(*) AS documents, sum(size) AS words FROM document GROUP BY kind) found
      FULL JOIN (SELECT kind, sum(documents) AS documents, sum(words) AS words FROM document_count GROUP BY kind
        HAVING sum(documents) <> 0) kept ON kept.kind = found.kind
      WHERE found.documents IS DISTINCT FROM kept.documents OR found.words IS DISTINCT FROM kept.words
      """
    ) { _ in "the number of documents is not counted right; run onrecord reindex" }
    for (table, words) in [("address", "addresses"), ("page", "pages"), ("former", "ids")] {
      try tell("SELECT count(*) FROM \(table) t WHERE NOT EXISTS(SELECT 1 FROM version v WHERE v.id = t.version)") {
        "\($0.integer(0, 0)) \(words) belong to no version"
      }
    }
    try tell("SELECT count(*) FROM article a WHERE NOT EXISTS(SELECT 1 FROM version v WHERE v.id = a.current AND v.article = a.id)") {
      "\($0.integer(0, 0)) articles have no newest version"
    }
  }

  // MARK: Reindex

  /// Versions in one transaction.
  private static let batch = 200

  func reindex(_ extract: (Article) throws -> ArticleRecord) throws -> ReindexReport {
    try session.write { writer in try writer.rebuildFullText() }
    var report = ReindexReport(versions: 0, changed: 0, changes: [])
    let keys = try session.read {
      let rows = try connection.query("SELECT id FROM version ORDER BY id")
      return (0..<rows.count).map { rows.integer($0, 0) }
    }
    for start in stride(from: 0, to: keys.count, by: Self.batch) {
      let batch = Array(keys[start..<min(start + Self.batch, keys.count)])
      // Extraction takes the most time; nobody waits for it meanwhile.
      let stored = try session.read { () -> [(key: Int64, stored: StoredArticle)] in
        let rows = try connection.query("SELECT id FROM version WHERE id = ANY($1::bigint[]) ORDER BY id", [.integers(batch)])
        return try (0..<rows.count).map { (rows.integer($0, 0), try session.library.stored(rows.integer($0, 0))) }
      }
      let news = try stored.map { (key: $0.key, entry: try IndexEntry(try extract($0.stored.record.article)), stored: $0.stored) }
      report.versions += news.count
      let changed = try session.write { writer in
        var changed: Set<Int64> = []
        for new in news where try store(new.entry, for: new.key, writer) { changed.insert(new.key) }
        return changed
      }
      report.changed += changed.count
      for new in news where changed.contains(new.key) {
        let after = StoredArticle(record: new.entry.record, version: new.stored.version, versions: new.stored.versions)
        let (removed, added) = VersionDifference.compare(new.stored.findings, after.findings)
        guard !(removed.isEmpty && added.isEmpty) else { continue }
        report.changes.append(
          ReindexReport.Change(article: new.stored.record.article.id, version: new.stored.version, removed: removed, added: added))
      }
    }
    return report
  }

  /// Stores findings that differ, or the name of the rules alone where they do not; whether the findings differ.
  private func store(_ entry: IndexEntry, for key: Int64, _ writer: PostgreSQLWriter) throws(IndexError) -> Bool {
    let rows = try connection.query(
      "SELECT v.findings, v.id = a.current FROM version v JOIN article a ON a.id = v.article WHERE v.id = $1 FOR UPDATE OF a",
      [.integer(key)])
    guard rows.count > 0 else { return false }
    if rows.integer(0, 0) != entry.findings {
      try writer.replaceFindings(of: key, with: entry, isCurrent: rows.bool(0, 1))
      return true
    }
    try writer.rename(entry.record, version: key)
    return false
  }
}
