internal import Linkage

extension StoryLinks {
  /// The stories of a file.
  init(store: Store) { rows = SQLiteStories(store: store) }
}

/// The tables `story` and `story_key` of a file.
struct SQLiteStories: StoryRows {
  let store: Store

  func candidates(keys: [UInt32], mostPerKey: Int) throws(IndexError) -> [(version: Int64, story: Int64)] {
    var candidates: [(version: Int64, story: Int64)] = []
    for key in keys {
      try store.each(
        "SELECT k.version, s.story FROM story_key k JOIN story s ON s.version = k.version WHERE k.key = ? LIMIT \(mostPerKey)",
        [.integer(Int64(key))]
      ) { row in candidates.append((row.integer(0), row.integer(1))) }
    }
    return candidates
  }

  func sketch(_ version: Int64) throws(IndexError) -> ArticleSketch? {
    try store.first("SELECT sketch FROM story WHERE version = ?", [.integer(version)]) { ArticleSketch(bytes: $0.blob(0)) } ?? nil
  }

  func story(_ version: Int64) throws(IndexError) -> (story: Int64, sketch: ArticleSketch?)? {
    try store.first("SELECT story, sketch FROM story WHERE version = ?", [.integer(version)]) { row in
      (row.integer(0), ArticleSketch(bytes: row.blob(1)))
    }
  }

  func insert(_ sketch: ArticleSketch, version: Int64, story: Int64) throws(IndexError) {
    try store.run("INSERT INTO story(version, story, sketch) VALUES(?, ?, ?)", [.integer(version), .integer(story), .blob(sketch.bytes)])
    for key in sketch.keys {
      try store.run("INSERT OR IGNORE INTO story_key(key, version) VALUES(?, ?)", [.integer(Int64(key)), .integer(version)])
    }
  }

  func delete(version: Int64, keys: [UInt32]) throws(IndexError) {
    for key in keys {
      try store.run("DELETE FROM story_key WHERE key = ? AND version = ?", [.integer(Int64(key)), .integer(version)])
    }
    try store.run("DELETE FROM story WHERE version = ?", [.integer(version)])
  }

  func rename(story: Int64, to other: Int64) throws(IndexError) {
    try store.run("UPDATE story SET story = ? WHERE story = ?", [.integer(other), .integer(story)])
  }
  func move(version: Int64, to story: Int64) throws(IndexError) {
    try store.run("UPDATE story SET story = ? WHERE version = ?", [.integer(story), .integer(version)])
  }

  func members(story: Int64) throws(IndexError) -> [(version: Int64, sketch: ArticleSketch?)] {
    var members: [(version: Int64, sketch: ArticleSketch?)] = []
    try store.each("SELECT version, sketch FROM story WHERE story = ? ORDER BY version", [.integer(story)]) { row in
      members.append((row.integer(0), ArticleSketch(bytes: row.blob(1))))
    }
    return members
  }

  func members(of version: Int64) throws(IndexError) -> [Int64] {
    var members: [Int64] = []
    try store.each(
      "SELECT o.version FROM story s JOIN story o ON o.story = s.story WHERE s.version = ? ORDER BY o.version", [.integer(version)]
    ) { row in members.append(row.integer(0)) }
    return members
  }

  func articles(of versions: [Int64]) throws(IndexError) -> [StoryRow] {
    var rows: [StoryRow] = []
    for version in versions {
      let row = try store.first(
        """
        SELECT a.public_id, v.published, v.site, n.text FROM version v JOIN article a ON a.id = v.article
        LEFT JOIN name n ON n.id = v.site WHERE v.id = ?
        """, [.integer(version)]
      ) { row in
        StoryRow(
          version: version, article: row.text(0), published: row.optionalText(1), site: row.integer(2), outlet: row.optionalText(3))
      }
      if let row { rows.append(row) }
    }
    return rows
  }

  func stories() throws(IndexError) -> [Int64] {
    var stories: [Int64] = []
    try store.each("SELECT min(version) FROM story GROUP BY story HAVING count(*) > 1 ORDER BY 1", []) { stories.append($0.integer(0)) }
    return stories
  }

  func all() throws(IndexError) -> [(version: Int64, story: Int64, sketch: [UInt8])] {
    var rows: [(version: Int64, story: Int64, sketch: [UInt8])] = []
    try store.each("SELECT version, story, sketch FROM story", []) { row in rows.append((row.integer(0), row.integer(1), row.blob(2))) }
    return rows
  }

  func countKeys() throws(IndexError) -> Int { try store.number("SELECT count(*) FROM story_key") }
}
