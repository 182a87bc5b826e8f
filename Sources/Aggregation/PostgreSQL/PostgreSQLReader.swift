internal import Record

/// Reads articles and findings back from a database.
final class PostgreSQLReader: VersionReader {
  private let connection: PostgreSQLConnection
  private var recent: [Int64: StoredVersion] = [:]
  private static let most = 2_000

  init(_ connection: PostgreSQLConnection) { self.connection = connection }

  var path: String { connection.place }

  /// Forgets what was read; at the start of each transaction.
  func forget() { recent.removeAll(keepingCapacity: true) }

  func name(_ id: Int64, in version: StoredVersion) throws(IndexError) -> String? {
    if id == 0 { return nil }
    guard id > 0, id <= version.names.count else { throw .corrupt(path: path, detail: "a name of article \(version.publicID) is missing") }
    return version.names[Int(id) - 1]
  }

  func version(_ key: Int64) throws(IndexError) -> StoredVersion {
    if recent[key] == nil { try prepare([key]) }
    guard let version = recent[key] else { throw .corrupt(path: path, detail: "an article is missing") }
    return version
  }

  /// Reads versions that will be asked for, with their stories, all at once.
  func prepare(_ keys: [Int64]) throws(IndexError) {
    let wanted = Set(keys).filter { recent[$0] == nil }.sorted()
    guard !wanted.isEmpty else { return }
    if recent.count + wanted.count > Self.most { recent.removeAll(keepingCapacity: true) }
    let rows = try connection.query(
      """
      SELECT v.id, v.number, a.versions, v.record, v.body, v.quotes, v.figures, v.officials,
        (SELECT count(*) FROM story s JOIN story o ON o.story = s.story WHERE s.version = v.id)
      FROM version v JOIN article a ON a.id = v.article WHERE v.id = ANY($1::bigint[])
      """, [.integers(wanted)])
    let stories = StoryLinks(rows: PostgreSQLStories(connection: connection))
    for row in 0..<rows.count {
      guard let text = Deflate.expand(rows.blob(row, 4)), let parts = WholeRecord.decode(rows.blob(row, 3), text: text) else {
        throw .corrupt(path: path, detail: "an article cannot be read")
      }
      let key = rows.integer(row, 0)
      var version = StoredVersion(
        key: key, number: Int(rows.integer(row, 1)), publicID: parts.article.id, versions: Int(rows.integer(row, 2)),
        article: parts.article,
        places: TextPlaces(text), quotes: Int(rows.integer(row, 5)), figures: Int(rows.integer(row, 6)),
        officials: Int(rows.integer(row, 7)),
        extractor: parts.extractor, rules: parts.rules, found: parts.found)
      version.names = parts.names
      if rows.integer(row, 8) > 1 { version.story = try stories.place(of: key) }
      recent[key] = version
    }
  }
}
