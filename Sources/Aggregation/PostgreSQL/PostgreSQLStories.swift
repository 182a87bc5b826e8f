internal import Linkage
internal import Record

/// The tables `story` and `story_key` of a database.
struct PostgreSQLStories: StoryRows {
  let connection: PostgreSQLConnection

  private func keys(_ keys: [UInt32]) -> PostgreSQLValue { .integers(keys.map { Int64($0) }) }

  func candidates(keys: [UInt32], mostPerKey: Int) throws(IndexError) -> [(version: Int64, story: Int64)] {
    let rows = try connection.query(
      """
      SELECT found.version, s.story FROM unnest($1::bigint[]) wanted(key)
      CROSS JOIN LATERAL (SELECT version FROM story_key k WHERE k.key = wanted.key ORDER BY version LIMIT \(mostPerKey)) found
      JOIN story s ON s.version = found.version
      """, [self.keys(keys)])
    return (0..<rows.count).map { (rows.integer($0, 0), rows.integer($0, 1)) }
  }

  /// The versions that have one of some keys, with their stories, key by key; so many of a key at most.
  func candidates(ofEach keys: [UInt32], mostPerKey: Int) throws(IndexError) -> [(key: UInt32, version: Int64, story: Int64)] {
    let rows = try connection.query(
      """
      SELECT wanted.key, found.version, s.story FROM unnest($1::bigint[]) wanted(key)
      CROSS JOIN LATERAL (SELECT version FROM story_key k WHERE k.key = wanted.key ORDER BY version LIMIT \(mostPerKey)) found
      JOIN story s ON s.version = found.version ORDER BY 1, 2
      """, [self.keys(keys)])
    return (0..<rows.count).map { (UInt32(truncatingIfNeeded: rows.integer($0, 0)), rows.integer($0, 1), rows.integer($0, 2)) }
  }

  /// Stores new versions with their stories and keys.
  func insert(_ new: [(version: Int64, story: Int64, sketch: ArticleSketch)]) throws(IndexError) {
    var stories = CopyRows(columns: 3)
    var keys = CopyRows(columns: 2)
    for (version, story, sketch) in new {
      stories.beginRow()
      stories.bigint(version)
      stories.bigint(story)
      stories.blob(sketch.bytes)
      for key in sketch.keys {
        keys.beginRow()
        keys.bigint(Int64(key))
        keys.bigint(version)
      }
    }
    try connection.copy(into: "story(version, story, sketch)", &stories)
    try connection.copy(into: "story_key(key, version)", &keys)
  }

  func sketch(_ version: Int64) throws(IndexError) -> ArticleSketch? { try story(version)?.sketch }

  func story(_ version: Int64) throws(IndexError) -> (story: Int64, sketch: ArticleSketch?)? {
    let rows = try connection.query("SELECT story, sketch FROM story WHERE version = $1", [.integer(version)])
    return rows.count > 0 ? (rows.integer(0, 0), ArticleSketch(bytes: rows.blob(0, 1))) : nil
  }

  func insert(_ sketch: ArticleSketch, version: Int64, story: Int64) throws(IndexError) {
    try connection.query(
      """
      WITH new AS (INSERT INTO story(version, story, sketch) VALUES($1, $2, $3::bytea))
      INSERT INTO story_key(key, version) SELECT DISTINCT key, $1::bigint FROM unnest($4::bigint[]) key ON CONFLICT DO NOTHING
      """, [.integer(version), .integer(story), .blob(sketch.bytes), keys(sketch.keys)])
  }

  func delete(version: Int64, keys: [UInt32]) throws(IndexError) {
    try connection.query("DELETE FROM story_key WHERE key = ANY($1::bigint[]) AND version = $2", [self.keys(keys), .integer(version)])
    try connection.query("DELETE FROM story WHERE version = $1", [.integer(version)])
  }

  func rename(story: Int64, to other: Int64) throws(IndexError) {
    try connection.query("UPDATE story SET story = $1 WHERE story = $2", [.integer(other), .integer(story)])
  }
  func move(version: Int64, to story: Int64) throws(IndexError) {
    try connection.query("UPDATE story SET story = $1 WHERE version = $2", [.integer(story), .integer(version)])
  }

  func members(story: Int64) throws(IndexError) -> [(version: Int64, sketch: ArticleSketch?)] {
    let rows = try connection.query("SELECT version, sketch FROM story WHERE story = $1 ORDER BY version", [.integer(story)])
    return (0..<rows.count).map { (rows.integer($0, 0), ArticleSketch(bytes: rows.blob($0, 1))) }
  }

  func members(of version: Int64) throws(IndexError) -> [Int64] {
    let rows = try connection.query(
      "SELECT o.version FROM story s JOIN story o ON o.story = s.story WHERE s.version = $1 ORDER BY o.version", [.integer(version)])
    return (0..<rows.count).map { rows.integer($0, 0) }
  }

  func articles(of versions: [Int64]) throws(IndexError) -> [StoryRow] {
    let rows = try connection.query(
      """
      SELECT v.id, v.record, CASE WHEN v.site IS NOT NULL THEN min(v.id) OVER (PARTITION BY v.site) END
      FROM version v JOIN unnest($1::bigint[]) wanted(id) ON v.id = wanted.id ORDER BY v.id
      """, [.integers(versions)])
    return (0..<rows.count).compactMap { row in
      guard let article = WholeRecord.decode(rows.blob(row, 1), text: [])?.article else { return nil }
      // Outlets are distinguished by the first of these versions that has one.
      return StoryRow(
        version: rows.integer(row, 0), article: article.id, published: article.published, site: rows.integer(row, 2), outlet: article.site)
    }
  }

  func stories() throws(IndexError) -> [Int64] {
    let rows = try connection.query("SELECT min(version) FROM story GROUP BY story HAVING count(*) > 1 ORDER BY 1")
    return (0..<rows.count).map { rows.integer($0, 0) }
  }

  func all() throws(IndexError) -> [(version: Int64, story: Int64, sketch: [UInt8])] {
    let rows = try connection.query("SELECT version, story, sketch FROM story")
    return (0..<rows.count).map { (rows.integer($0, 0), rows.integer($0, 1), rows.blob($0, 2)) }
  }

  func countKeys() throws(IndexError) -> Int { Int(try connection.query("SELECT count(*) FROM story_key").integer(0, 0)) }
}
