internal import FullText
internal import Record

/// Finds stored articles and their history.
final class ArticleLibrary {
  private let store: Store
  private let reader: RecordReader
  private let searching: SegmentSearch<SQLiteSegments>

  init(_ store: Store, _ reader: RecordReader, _ searching: SegmentSearch<SQLiteSegments>) {
    self.store = store
    self.reader = reader
    self.searching = searching
  }

  /// The fewest characters that a prefix of an id may have.
  private static let shortestPrefix = 6

  /// The key of the version that a reference means: an article's id or a prefix of it, its URL, or the stable id of a finding.
  func find(_ reference: String, version: Int?) throws(IndexError) -> Int64 {
    guard let article = try articleKey(reference) else { throw .noSuchArticle(reference) }
    guard let version else {
      return Int64(try store.number("SELECT current FROM article WHERE id = ?", [.integer(article)]))
    }
    let key = try store.first(
      "SELECT id FROM version WHERE article = ? AND number = ?", [.integer(article), SQLiteValue(version)]
    ) { row in row.integer(0) }
    guard let key else {
      let versions = try store.number("SELECT versions FROM article WHERE id = ?", [.integer(article)])
      throw .noSuchVersion(article: reference, version: version, newest: versions)
    }
    return key
  }

  private func articleKey(_ reference: String) throws(IndexError) -> Int64? {
    if let exact = try store.first("SELECT id FROM article WHERE public_id = ?", [.text(reference)], { row in row.integer(0) }) {
      return exact
    }
    if let byURL = try articleKey(url: reference) { return byURL }
    if let byFinding = try articleKey(finding: reference) { return byFinding }
    guard reference.unicodeScalars.count >= Self.shortestPrefix else { return nil }
    var candidates: [(key: Int64, id: String)] = []
    // U+10FFFF sorts after every character that can follow in an id.
    try store.each(
      "SELECT id, public_id FROM article WHERE public_id >= ? AND public_id < ? ORDER BY public_id LIMIT 6",
      [.text(reference), .text(reference + "\u{10FFFF}")]
    ) { row in candidates.append((row.integer(0), row.text(1))) }
    guard candidates.count <= 1 else { throw .ambiguous(reference, candidates: candidates.map(\.id)) }
    return candidates.first?.key
  }

  private func articleKey(url: String) throws(IndexError) -> Int64? {
    var articles: Set<Int64> = []
    try store.each(
      """
      SELECT v.article FROM address JOIN version v ON v.id = address.version
      WHERE address.hash = ?1 AND (v.url = ?2 OR v.canonical_url = ?2)
      """, [.integer(IndexWriter.addressHash(url)), .text(url)]
    ) { row in articles.insert(row.integer(0)) }
    guard articles.count > 1 else { return articles.first }
    var ids: [String] = []
    for key in articles {
      if let id = try store.first("SELECT public_id FROM article WHERE id = ?", [.integer(key)], { $0.text(0) }) { ids.append(id) }
    }
    throw .ambiguous(url, candidates: ids.sorted())
  }

  private func articleKey(finding: String) throws(IndexError) -> Int64? {
    guard finding.utf8.count == 16, let number = UInt64(finding, radix: 16) else { return nil }
    for key in try searching.owners(ofFinding: number) where try stored(key).holds(finding: finding) {
      return try store.first("SELECT article FROM version WHERE id = ?", [.integer(key)]) { row in row.integer(0) }
    }
    return try store.first(
      "SELECT v.article FROM former f JOIN version v ON v.id = f.version WHERE f.id = ? LIMIT 1", [.integer(Int64(bitPattern: number))]
    ) { row in row.integer(0) }
  }

  /// A version by reference and number.
  func article(_ reference: String, _ version: Int) throws(IndexError) -> StoredArticle { try stored(find(reference, version: version)) }

  /// A version with its history.
  func stored(_ key: Int64) throws(IndexError) -> StoredArticle {
    let version = try reader.version(key)
    let record = try reader.record(version)
    return StoredArticle(record: record, version: version.number, versions: try history(of: key))
  }

  private func history(of key: Int64) throws(IndexError) -> [ArticleVersion] {
    var versions: [ArticleVersion] = []
    try store.each(
      """
      SELECT v.number, v.id = a.current, v.retrieved, v.modified, v.content_sha256, EXISTS(SELECT 1 FROM page p WHERE p.version = v.id)
      FROM version v JOIN article a ON a.id = v.article WHERE v.article = (SELECT article FROM version WHERE id = ?) ORDER BY v.number
      """, [.integer(key)]
    ) { row in
      versions.append(
        ArticleVersion(
          number: Int(row.integer(0)), isCurrent: row.integer(1) != 0, retrieved: row.optionalText(2), modified: row.optionalText(3),
          contentSHA256: row.text(4), hasPage: row.integer(5) != 0))
    }
    return versions
  }

  /// The page of a version.
  func page(_ key: Int64) throws(IndexError) -> [UInt8]? {
    guard let bytes = try store.first("SELECT bytes FROM page WHERE version = ?", [.integer(key)], { row in row.blob(0) }) else {
      return nil
    }
    guard let page = Deflate.expand(bytes) else { throw .corrupt(path: store.path, detail: "a kept page cannot be read") }
    return page
  }

  /// The keys of the newest versions in the order of the articles' ids.
  func eachCurrent(_ body: (Int64) throws -> Void) throws {
    var keys: [Int64] = []
    try store.each("SELECT current FROM article ORDER BY public_id", []) { row in keys.append(row.integer(0)) }
    for key in keys { try body(key) }
  }
}
