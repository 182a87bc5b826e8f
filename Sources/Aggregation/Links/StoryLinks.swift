internal import Linkage
internal import Record

/// Keeps which articles print one story: the connected components of ``ArticleSketch/isSameStory(as:)`` over the newest versions.
///
/// A component does not depend on the order in which articles come or go. An article joins by comparing it with one member of each story that
/// shares a key; where one goes, the story it leaves is put together anew from the sketches of those that stay. All is written in the
/// transaction that writes the article.
struct StoryLinks {
  let store: Store
  /// How many articles of one key are looked at; texts that share a key with so many are boilerplate.
  private static let mostPerKey = 2_000

  /// Adds the newest version of an article.
  func add(_ sketch: ArticleSketch, version: Int64) throws(IndexError) {
    guard !sketch.keys.isEmpty else { return }
    var joined: Set<Int64> = []
    var seen: Set<Int64> = []
    for key in sketch.keys {
      var candidates: [(version: Int64, story: Int64)] = []
      try store.each(
        "SELECT k.version, s.story FROM story_key k JOIN story s ON s.version = k.version WHERE k.key = ? LIMIT \(Self.mostPerKey)",
        [.integer(Int64(key))]
      ) { row in candidates.append((row.integer(0), row.integer(1))) }
      for candidate in candidates where !joined.contains(candidate.story) && seen.insert(candidate.version).inserted {
        if try self.sketch(candidate.version)?.isSameStory(as: sketch) == true { joined.insert(candidate.story) }
      }
    }
    let story = joined.min() ?? version
    for other in joined where other != story {
      try store.run("UPDATE story SET story = ? WHERE story = ?", [.integer(story), .integer(other)])
    }
    try store.run("INSERT INTO story(version, story, sketch) VALUES(?, ?, ?)", [.integer(version), .integer(story), .blob(sketch.bytes)])
    for key in sketch.keys {
      try store.run("INSERT OR IGNORE INTO story_key(key, version) VALUES(?, ?)", [.integer(Int64(key)), .integer(version)])
    }
  }

  /// Takes a version out.
  func remove(version: Int64) throws(IndexError) {
    let row = try store.first("SELECT story, sketch FROM story WHERE version = ?", [.integer(version)]) { ($0.integer(0), $0.blob(1)) }
    guard let (story, bytes) = row else { return }
    for key in ArticleSketch(bytes: bytes)?.keys ?? [] {
      try store.run("DELETE FROM story_key WHERE key = ? AND version = ?", [.integer(Int64(key)), .integer(version)])
    }
    try store.run("DELETE FROM story WHERE version = ?", [.integer(version)])
    var left: [(version: Int64, sketch: ArticleSketch)] = []
    try store.each("SELECT version, sketch FROM story WHERE story = ? ORDER BY version", [.integer(story)]) { row in
      if let sketch = ArticleSketch(bytes: row.blob(1)) { left.append((row.integer(0), sketch)) }
    }
    for group in Self.components(left) {
      for member in group where group[0] != story {
        try store.run("UPDATE story SET story = ? WHERE version = ?", [.integer(group[0]), .integer(member)])
      }
    }
    // The story's key may be the version that is gone: a member's takes its place.
    if story == version, let first = left.first?.version {
      try store.run("UPDATE story SET story = ? WHERE story = ?", [.integer(first), .integer(version)])
    }
  }

  /// The connected components, each sorted.
  static func components(_ sketches: [(version: Int64, sketch: ArticleSketch)]) -> [[Int64]] {
    var groups: [[Int]] = []
    for index in sketches.indices {
      var own = [index]
      var others: [[Int]] = []
      for group in groups {
        if group.contains(where: { sketches[$0].sketch.isSameStory(as: sketches[index].sketch) }) {
          own += group
        } else {
          others.append(group)
        }
      }
      groups = others + [own]
    }
    return groups.map { $0.map { sketches[$0].version }.sorted() }
  }

  func sketch(_ version: Int64) throws(IndexError) -> ArticleSketch? {
    try store.first("SELECT sketch FROM story WHERE version = ?", [.integer(version)]) { ArticleSketch(bytes: $0.blob(0)) } ?? nil
  }

  /// The versions of a version's story, that one alone where no other prints it.
  func members(of version: Int64) throws(IndexError) -> [Int64] {
    var members: [Int64] = []
    try store.each(
      "SELECT o.version FROM story s JOIN story o ON o.story = s.story WHERE s.version = ? ORDER BY o.version", [.integer(version)]
    ) { row in members.append(row.integer(0)) }
    return members.isEmpty ? [version] : members
  }

  /// A story's versions with what each is to it, the first seen first.
  func roles(of version: Int64) throws(IndexError) -> [StoryMember] {
    let versions = try members(of: version)
    guard versions.count > 1 else { return versions.map { StoryMember(version: $0, role: .first) } }
    var rows: [(version: Int64, article: String, time: Int64, site: Int64, outlet: String?, published: String?)] = []
    for version in versions {
      let row = try store.first(
        """
        SELECT a.public_id, v.published, v.site, n.text FROM version v JOIN article a ON a.id = v.article
        LEFT JOIN name n ON n.id = v.site WHERE v.id = ?
        """, [.integer(version)]
      ) { row in (row.text(0), row.optionalText(1), row.integer(2), row.optionalText(3)) }
      guard let (article, published, site, outlet) = row else { continue }
      let time = published == nil ? Int64.max : PublicationTime.seconds(published)
      rows.append((version, article, time, site, outlet, published))
    }
    rows.sort { ($0.time, $0.version) < ($1.time, $1.version) }
    var firstOfSite: [Int64: Int64] = [:]
    var members: [StoryMember] = []
    for (index, row) in rows.enumerated() {
      var role = index == 0 ? StoryPlace.Role.first : .copy
      if index > 0, row.site != 0, let earlier = firstOfSite[row.site] {
        // The same outlet with the same words has printed it twice; with others, it tells more.
        let alike = try sketch(earlier)?.resemblance(to: sketch(row.version) ?? ArticleSketch(text: "")) ?? 0
        role = alike >= Self.sameText ? .copy : .update
      }
      if firstOfSite[row.site] == nil { firstOfSite[row.site] = row.version }
      members.append(StoryMember(version: row.version, article: row.article, role: role, outlet: row.outlet, published: row.published))
    }
    return members
  }
  private static let sameText = 0.97

  /// An article's place in its story; `nil` where no other prints it.
  func place(of version: Int64) throws(IndexError) -> StoryPlace? {
    let members = try roles(of: version)
    guard members.count > 1, let first = members.first, let own = members.first(where: { $0.version == version }) else { return nil }
    return StoryPlace(
      story: first.article, role: own.role, copies: members.count { $0.role == .copy && $0.version != version },
      firstOutlet: first.outlet, firstPublished: first.published)
  }

  /// One version of each story that has more than one.
  func stories() throws(IndexError) -> [Int64] {
    var stories: [Int64] = []
    try store.each("SELECT min(version) FROM story GROUP BY story HAVING count(*) > 1 ORDER BY 1", []) { stories.append($0.integer(0)) }
    return stories
  }

  /// What is wrong with the links, given the sketches that the stored texts have.
  func problems(_ sketches: [(version: Int64, sketch: ArticleSketch)]) throws(IndexError) -> [String] {
    var problems: [String] = []
    let wanted = sketches.filter { !$0.sketch.keys.isEmpty }
    var stored: [Int64: (story: Int64, bytes: [UInt8])] = [:]
    try store.each("SELECT version, story, sketch FROM story", []) { row in stored[row.integer(0)] = (row.integer(1), row.blob(2)) }
    let keys = try store.number("SELECT count(*) FROM story_key")
    if stored.count != wanted.count { problems.append("\(stored.count) articles have a sketch, but \(wanted.count) need one") }
    if keys != wanted.reduce(0, { $0 + $1.sketch.keys.count }) { problems.append("the keys of stories are not those of the texts") }
    for (version, sketch) in wanted where stored[version]?.bytes != sketch.bytes {
      problems.append("the sketch of version \(version) is not that of its text")
    }
    // Two articles of one key are of one story exactly where their sketches say so, or a chain of others joins them.
    var byStory: [Int64: [(version: Int64, sketch: ArticleSketch)]] = [:]
    for entry in wanted { byStory[stored[entry.version]?.story ?? 0, default: []].append(entry) }
    for (story, members) in byStory where members.count > 1 && Self.components(members).count > 1 {
      problems.append("story \(story) holds articles that nothing joins")
    }
    var first: [UInt32: [Int]] = [:]
    for (index, entry) in wanted.enumerated() {
      for key in entry.sketch.keys {
        for other in first[key, default: []] where stored[wanted[other].version]?.story != stored[entry.version]?.story {
          if wanted[other].sketch.isSameStory(as: entry.sketch) {
            problems.append("versions \(wanted[other].version) and \(entry.version) print one story and are not joined")
          }
        }
        if first[key, default: []].count < 50 { first[key, default: []].append(index) }
      }
    }
    return problems
  }
}

/// An article of a story.
struct StoryMember {
  var version: Int64
  var article = ""
  var role: StoryPlace.Role
  var outlet: String?
  var published: String?
}
