internal import Record

/// Finds stored articles and their history in a database.
struct PostgreSQLLibrary {
  let connection: PostgreSQLConnection
  let reader: PostgreSQLReader
  let searching: SegmentSearch<PostgreSQLSegments>

  /// The fewest characters of an id's prefix.
  private static let shortestPrefix = 6

  /// The key of the version that a reference means: an article's id or a prefix of it, its URL, or the stable id of a finding.
  func find(_ reference: String, version: Int?) throws(IndexError) -> Int64 {
    guard !reference.utf8.contains(0), let article = try articleKey(reference) else { throw .noSuchArticle(reference) }
    let rows = try connection.query("SELECT current, versions FROM article WHERE id = $1", [.integer(article)])
    guard let version else { return rows.integer(0, 0) }
    let found = try connection.query(
      "SELECT id FROM version WHERE article = $1 AND number = $2::bigint", [.integer(article), PostgreSQLValue(version)])
    guard found.count > 0 else { throw .noSuchVersion(article: reference, version: version, newest: Int(rows.integer(0, 1))) }
    return found.integer(0, 0)
  }

  private func articleKey(_ reference: String) throws(IndexError) -> Int64? {
    let exact = try connection.query("SELECT id FROM article WHERE public_id = $1", [.text(reference)])
    if exact.count > 0 { return exact.integer(0, 0) }
    if let byURL = try articleKey(url: reference) { return byURL }
    if let byFinding = try articleKey(finding: reference) { return byFinding }
    guard reference.unicodeScalars.count >= Self.shortestPrefix else { return nil }
    // U+10FFFF sorts behind every character that an id can go on with.
    let rows = try connection.query(
      "SELECT id, public_id FROM article WHERE public_id >= $1 AND public_id < $2 ORDER BY public_id LIMIT 6",
      [.text(reference), .text(reference + "\u{10FFFF}")])
    guard rows.count <= 1 else { throw .ambiguous(reference, candidates: (0..<rows.count).map { rows.text($0, 1) }) }
    return rows.count > 0 ? rows.integer(0, 0) : nil
  }

  private func articleKey(url: String) throws(IndexError) -> Int64? {
    let rows = try connection.query(
      """
      SELECT DISTINCT a.id, a.public_id FROM address JOIN version v ON v.id = address.version JOIN article a ON a.id = v.article
      WHERE address.hash = $1 AND (v.url = $2 OR v.canonical_url = $2) ORDER BY a.public_id
      """, [.integer(IndexWriter.addressHash(url)), .text(url)])
    guard rows.count <= 1 else { throw .ambiguous(url, candidates: (0..<rows.count).map { rows.text($0, 1) }) }
    return rows.count > 0 ? rows.integer(0, 0) : nil
  }

  private func articleKey(finding: String) throws(IndexError) -> Int64? {
    guard finding.utf8.count == 16, let number = UInt64(finding, radix: 16) else { return nil }
    func article(_ sql: String, _ key: Int64) throws(IndexError) -> Int64? {
      let rows = try connection.query(sql, [.integer(key)])
      return rows.count > 0 ? rows.integer(0, 0) : nil
    }
    for key in try searching.owners(ofFinding: number) where try stored(key).holds(finding: finding) {
      return try article("SELECT article FROM version WHERE id = $1", key)
    }
    return try article(
      "SELECT v.article FROM former f JOIN version v ON v.id = f.version WHERE f.id = $1 LIMIT 1", Int64(bitPattern: number))
  }

  /// A version with its history.
  func stored(_ key: Int64) throws(IndexError) -> StoredArticle {
    let version = try reader.version(key)
    let rows = try connection.query(
      """
      SELECT v.number, v.id = a.current, v.retrieved, v.modified, v.content_sha256, EXISTS(SELECT 1 FROM page p WHERE p.version = v.id)
      FROM version v JOIN article a ON a.id = v.article WHERE v.article = (SELECT article FROM version WHERE id = $1) ORDER BY v.number
      """, [.integer(key)])
    let history = (0..<rows.count).map { row in
      ArticleVersion(
        number: Int(rows.integer(row, 0)), isCurrent: rows.bool(row, 1), retrieved: rows.optionalText(row, 2),
        modified: rows.optionalText(row, 3), contentSHA256: rows.text(row, 4), hasPage: rows.bool(row, 5))
    }
    return StoredArticle(record: try reader.record(version), version: version.number, versions: history)
  }

  /// The page of a version.
  func page(_ key: Int64) throws(IndexError) -> [UInt8]? {
    let rows = try connection.query("SELECT bytes FROM page WHERE version = $1", [.integer(key)])
    guard rows.count > 0 else { return nil }
    guard let page = Deflate.expand(rows.blob(0, 0)) else { throw .corrupt(path: connection.place, detail: "a kept page cannot be read") }
    return page
  }

  /// The keys of the newest versions in the order of the articles' ids.
  func eachCurrent(_ body: (Int64) throws -> Void) throws {
    let rows = try connection.query("SELECT current FROM article ORDER BY public_id")
    for row in 0..<rows.count {
      if row % 100 == 0 { try reader.prepare((row..<min(row + 100, rows.count)).map { rows.integer($0, 0) }) }
      try body(rows.integer(row, 0))
    }
  }
}

extension PostgreSQLSession {
  var library: PostgreSQLLibrary { PostgreSQLLibrary(connection: connection, reader: reader, searching: searching) }

  /// The articles that print a version's story.
  func story(of version: Int64) throws(IndexError) -> Story {
    var members: [Story.Member] = []
    for member in try stories.roles(of: version) {
      members.append(Story.Member(article: try reader.version(member.version).head, role: member.role))
    }
    return Story(members: members)
  }
}

extension [Story] {
  /// The first published first.
  var inOrderOfTime: [Story] {
    func day(_ story: Story) -> String { story.members.first?.article.published ?? "9999" }
    return sorted { (day($0), $0.id) < (day($1), $1.id) }
  }
}
