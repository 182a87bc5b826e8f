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
    let census = try SegmentCensus(session.searching, session.segments)
    func published(_ version: Int64?) throws(IndexError) -> String? {
      guard let version else { return nil }
      let rows = try connection.query("SELECT published FROM version WHERE id = $1", [.integer(version)])
      return rows.count > 0 ? rows.optionalText(0, 0) : nil
    }
    let size = """
      SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0)::bigint FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'onrecord' AND c.relkind IN ('r', 'm')
      """
    return IndexStatistics(
      articles: try number("SELECT count(*) FROM article"), versions: try number("SELECT count(*) FROM version"),
      quotes: census.quotes, quotesByType: census.types, figures: census.figures, officials: census.officials, speakers: census.speakers,
      outlets: census.outlets, earliest: try published(census.earliest), latest: try published(census.latest),
      textBytes: try number("SELECT coalesce(sum(v.bytes), 0)::bigint FROM article a JOIN version v ON v.id = a.current"),
      pages: try number("SELECT count(*) FROM page"),
      archiveBytes: try number("SELECT coalesce(sum(octet_length(bytes)), 0)::bigint FROM page"),
      fileBytes: try number(size), schema: try number("SELECT schema FROM setting"))
  }

  // MARK: Check

  /// Reads every version and the whole full text back, and compares them.
  func check() throws(IndexError) -> CheckReport {
    var report = CheckReport(articles: try number("SELECT count(*) FROM article"), versions: 0, findings: 0, postings: 0, problems: [])
    func note(_ problem: String) { report.problems.append(problem) }
    let rows = try connection.query(
      "SELECT v.id, v.id = a.current, v.content, v.findings FROM version v LEFT JOIN article a ON a.id = v.article ORDER BY v.id")
    var fullText = FullTextCheck()
    for row in 0..<rows.count {
      let key = rows.integer(row, 0)
      if row % 100 == 0 { try? session.reader.prepare((row..<min(row + 100, rows.count)).map { rows.integer($0, 0) }) }
      report.versions += 1
      do throws(IndexError) {
        let version = try session.reader.version(key)
        let record = try session.reader.record(version)
        if let problem = RecordSoundness.problem(record, version.places) { note("version \(key): \(problem)") }
        let entry = try IndexEntry(record)
        report.findings += record.quotes.count + record.figures.count + record.officials.count
        if entry.content != rows.integer(row, 2) { note("the text of version \(key) is not what was stored") }
        if entry.findings != rows.integer(row, 3) { note("the findings of version \(key) are not what was stored") }
        guard rows.bool(row, 1) else { continue }
        fullText.expect(entry, version: UInt32(truncatingIfNeeded: key))
        fullText.sketches.append((key, entry.sketch))
      } catch {
        note("version \(key) cannot be read: \(error)")
      }
    }
    for kind in FindingKind.allCases {
      var problems: [String] = []
      report.postings += try fullText.read(kind, session.searching, session.segments) { problems.append($0) }
      report.problems += problems
    }
    report.problems += fullText.problems
    try countRows(fullText, &report)
    for problem in try session.stories.problems(fullText.sketches) { report.problems.append(problem) }
    return report
  }

  private func countRows(_ fullText: FullTextCheck, _ report: inout CheckReport) throws(IndexError) {
    for (table, needed, words) in [
      ("doc_values", fullText.valueRows, "pages of values"), ("impact", fullText.impactParts, "parts of lists in the order of impact"),
      ("prefix", fullText.prefixes, "prefixes of words"), ("summary", fullText.summaries, "summaries of lists"),
    ] {
      let found = try number("SELECT count(*) FROM \(table)")
      if found != needed { report.problems.append("\(found) \(words), but \(needed) are needed; run onrecord reindex") }
    }
    for (table, words) in [("address", "addresses"), ("page", "pages"), ("former", "ids")] {
      let lost = try number("SELECT count(*) FROM \(table) t WHERE NOT EXISTS(SELECT 1 FROM version v WHERE v.id = t.version)")
      if lost > 0 { report.problems.append("\(lost) \(words) belong to no version") }
    }
    let lost = try number(
      "SELECT count(*) FROM article a WHERE NOT EXISTS(SELECT 1 FROM version v WHERE v.id = a.current AND v.article = a.id)")
    if lost > 0 { report.problems.append("\(lost) articles have no newest version") }
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
