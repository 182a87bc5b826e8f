internal import FullText
internal import Linkage
internal import Record

/// Verifies an index: the file, every finding against its text, and the full text against the findings.
struct IndexCheck {
  private let session: IndexSession
  /// How many problems are described; beyond that only their number is given.
  private static let mostProblems = 50

  init(_ session: IndexSession) { self.session = session }

  func report() throws(IndexError) -> CheckReport {
    var problems: [String] = []
    var more = 0
    func note(_ problem: String) { if problems.count < Self.mostProblems { problems.append(problem) } else { more += 1 } }

    try session.store.each("PRAGMA integrity_check(20)", []) { row in
      let line = row.text(0)
      if line != "ok" { note("the file is damaged: \(line)") }
    }
    var report = CheckReport(articles: 0, versions: 0, findings: 0, postings: 0, problems: [])
    report.articles = try session.store.number("SELECT count(*) FROM article")
    var fullText = FullTextCheck()
    var versions: [(key: Int64, article: Int64, isCurrent: Bool)] = []
    try session.store.each(
      "SELECT v.id, v.article, v.id = a.current FROM version v LEFT JOIN article a ON a.id = v.article ORDER BY v.id", []
    ) { row in versions.append((row.integer(0), row.integer(1), row.integer(2) != 0)) }
    let current = versions.count { $0.isCurrent }
    if current != report.articles { note("\(report.articles) articles, but \(current) newest versions") }
    for version in versions {
      report.versions += 1
      do {
        report.findings += try check(version.key, isCurrent: version.isCurrent, &fullText, note)
      } catch {
        note("version \(version.key) of article \(version.article): \(error.description)")
      }
      session.reader.forget()
    }
    for kind in FindingKind.allCases { report.postings += try fullText.read(kind, session.searching, session.segments, note) }
    for problem in fullText.problems { note(problem) }
    try orphans(fullText, note)
    for problem in try StoryLinks(store: session.store).problems(fullText.sketches) { note("\(problem); run onrecord reindex") }
    if more > 0 { problems.append("and \(more) more") }
    report.problems = problems
    return report
  }

  /// Compares a version's findings with its text; returns the number of findings.
  private func check(
    _ key: Int64, isCurrent: Bool, _ fullText: inout FullTextCheck, _ note: (String) -> Void
  ) throws(IndexError) -> Int {
    let version = try session.reader.version(key)
    let record = try session.reader.record(version)
    let id = record.article.id
    if let problem = RecordSoundness.problem(record, version.places) { note("article \(id), version \(version.number): \(problem)") }
    let counts = [record.quotes.count, record.figures.count, record.officials.count]
    if counts != [version.quotes, version.figures, version.officials] {
      note("article \(id), version \(version.number): \(counts) quotes, figures and officials, but its row says otherwise")
    }
    let entry = try IndexEntry(record)
    let row = try session.store.first("SELECT content, findings FROM version WHERE id = ?", [.integer(key)]) {
      ($0.integer(0), $0.integer(1))
    }
    if row?.0 != entry.content { note("article \(id), version \(version.number): the text is not the one that was stored") }
    if row?.1 != entry.findings { note("article \(id), version \(version.number): the findings are not those that were stored") }
    if isCurrent {
      fullText.expect(entry, version: UInt32(truncatingIfNeeded: key))
      fullText.sketches.append((key, entry.sketch))
    }
    return counts.reduce(0, +)
  }

  private func orphans(_ fullText: FullTextCheck, _ note: (String) -> Void) throws(IndexError) {
    let rows = try session.store.number("SELECT count(*) FROM doc_values")
    if rows != fullText.valueRows { note("\(rows) pages of values, but \(fullText.valueRows) are needed") }
    let summaries = try session.store.number("SELECT count(*) FROM summary")
    let parts = try session.store.number("SELECT count(*) FROM impact")
    if parts != fullText.impactParts { note("\(parts) parts of lists in the order of impact, but \(fullText.impactParts) are needed") }
    let prefixes = try session.store.number("SELECT count(*) FROM prefix")
    if prefixes != fullText.prefixes { note("\(prefixes) prefixes of words, but \(fullText.prefixes) are needed") }
    if summaries != fullText.summaries { note("\(summaries) summaries of lists, but \(fullText.summaries) are needed") }
    let former = try session.store.number(
      "SELECT count(*) FROM former f LEFT JOIN version v ON v.id = f.version LEFT JOIN article a ON a.id = v.article WHERE a.current IS NULL OR a.current = v.id"
    )
    if former > 0 { note("\(former) ids are kept as of older versions that are none") }
    let pages = try session.store.number("SELECT count(*) FROM page p WHERE NOT EXISTS(SELECT 1 FROM version v WHERE v.id = p.version)")
    if pages > 0 { note("\(pages) kept pages belong to no article") }
  }
}
