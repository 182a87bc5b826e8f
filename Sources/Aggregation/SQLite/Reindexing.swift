internal import Record

/// Extracts the findings of all stored texts again.
struct Reindexing {
  private let session: IndexSession
  /// Versions in one transaction.
  private static let batch = 200

  init(_ session: IndexSession) { self.session = session }

  func run(_ extract: (Article) throws -> ArticleRecord) throws -> ReindexReport {
    // The full text comes first, so that damage in it does not keep findings from being replaced.
    try session.write { writer in try writer.rebuildFullText() }
    var report = ReindexReport(versions: 0, changed: 0, changes: [])
    var keys: [(key: Int64, isCurrent: Bool)] = []
    try session.read { session in
      try session.store.each("SELECT v.id, v.id = a.current FROM version v JOIN article a ON a.id = v.article ORDER BY v.id", []) { row in
        keys.append((row.integer(0), row.integer(1) != 0))
      }
    }
    var start = 0
    while start < keys.count {
      let batch = keys[start..<min(keys.count, start + Self.batch)]
      start = batch.endIndex
      // Extraction takes most of the time; no lock is held meanwhile.
      var news: [(key: Int64, isCurrent: Bool, entry: IndexEntry, stored: StoredArticle)] = []
      for (key, isCurrent) in batch {
        guard let stored = try session.read({ try $0.stored(key) }) else { continue }
        report.versions += 1
        let entry = try IndexEntry(try extract(stored.record.article))
        news.append((key, isCurrent, entry, stored))
      }
      let changed = try session.write { writer in
        var changed: [Int64] = []
        for new in news where try session.store(new.entry, for: new.key, isCurrent: new.isCurrent, &writer) { changed.append(new.key) }
        return changed
      }
      report.changed += changed.count
      for new in news where changed.contains(new.key) {
        let after = StoredArticle(new.entry, like: new.stored)
        let (removed, added) = VersionDifference.compare(new.stored.findings, after.findings)
        guard !(removed.isEmpty && added.isEmpty) else { continue }
        report.changes.append(
          ReindexReport.Change(article: new.stored.record.article.id, version: new.stored.version, removed: removed, added: added))
      }
    }
    return report
  }
}

extension IndexSession {
  /// A version, if it still exists.
  fileprivate func stored(_ key: Int64) throws(IndexError) -> StoredArticle? {
    guard try store.number("SELECT count(*) FROM version WHERE id = ?", [.integer(key)]) > 0 else { return nil }
    return try library.stored(key)
  }

  /// Stores findings that differ, or only the hash of the rules if they do not. Returns whether the findings differ.
  fileprivate func store(_ entry: IndexEntry, for key: Int64, isCurrent: Bool, _ writer: inout IndexWriter) throws(IndexError) -> Bool {
    let findings = try store.first("SELECT findings FROM version WHERE id = ?", [.integer(key)]) { row in row.integer(0) }
    guard let findings else { return false }
    if findings != entry.findings {
      try writer.replaceFindings(of: key, with: entry, isCurrent: isCurrent)
      return true
    }
    let extractor = try store.nameID(entry.record.extractor) ?? 0
    let rules = try store.nameID(entry.record.rules) ?? 0
    try store.run("UPDATE version SET extractor = ?, rules = ? WHERE id = ?", [.integer(extractor), .integer(rules), .integer(key)])
    return false
  }
}

extension StoredArticle {
  /// An entry with the findings of `entry` and everything else as in `other`.
  fileprivate init(_ entry: IndexEntry, like other: StoredArticle) {
    self = other
    record = entry.record
    func ids(_ kind: FindingKind) -> [String] { entry.documents.filter { $0.kind == kind }.map { FindingID.digits($0.publicID) } }
    quoteIDs = ids(.quote)
    figureIDs = ids(.figure)
    officialIDs = ids(.official)
  }
}
