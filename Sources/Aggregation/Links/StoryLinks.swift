internal import Linkage
internal import Record

/// Keeps track of which articles print one story: the connected components of ``ArticleSketch/isSameStory(as:)`` over the newest versions.
///
/// A component does not depend on the order in which articles are added or removed. An added article is compared with one member of each
/// story that shares a key with it. When an article is removed, its story is rebuilt from the sketches of those that stay. All of this is
/// written in the transaction that writes the article.
struct StoryLinks {
  let rows: any StoryRows
  /// The most articles of one key that are looked at; text that shares a key with so many is boilerplate.
  static let mostPerKey = 2_000

  /// Adds the newest version of an article.
  func add(_ sketch: ArticleSketch, version: Int64) throws(IndexError) {
    guard !sketch.keys.isEmpty else { return }
    var joined: Set<Int64> = []
    var seen: Set<Int64> = []
    for candidate in try rows.candidates(keys: sketch.keys, mostPerKey: Self.mostPerKey)
    where !joined.contains(candidate.story) && seen.insert(candidate.version).inserted {
      if try rows.sketch(candidate.version)?.isSameStory(as: sketch) == true { joined.insert(candidate.story) }
    }
    let story = joined.min() ?? version
    for other in joined where other != story { try rows.rename(story: other, to: story) }
    try rows.insert(sketch, version: version, story: story)
  }

  /// Takes a version out.
  func remove(version: Int64) throws(IndexError) {
    guard let (story, sketch) = try rows.story(version) else { return }
    try rows.delete(version: version, keys: sketch?.keys ?? [])
    let left = try rows.members(story: story).compactMap { row in row.sketch.map { (version: row.version, sketch: $0) } }
    for group in Self.components(left) {
      for member in group where group[0] != story { try rows.move(version: member, to: group[0]) }
    }
    // The story's key may be the version that is gone; the key of another member then takes its place.
    if story == version, let first = left.first?.version { try rows.rename(story: version, to: first) }
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

  /// The versions of a version's story; only that version if no other article prints it.
  func members(of version: Int64) throws(IndexError) -> [Int64] {
    let members = try rows.members(of: version)
    return members.isEmpty ? [version] : members
  }

  /// A story's versions with the part each plays in it, in the order in which they were seen.
  func roles(of version: Int64) throws(IndexError) -> [StoryMember] {
    let versions = try members(of: version)
    guard versions.count > 1 else { return versions.map { StoryMember(version: $0, role: .first) } }
    var rows: [(row: StoryRow, time: Int64)] = []
    for row in try self.rows.articles(of: versions) {
      rows.append((row, row.published == nil ? Int64.max : PublicationTime.seconds(row.published)))
    }
    rows.sort { ($0.time, $0.row.version) < ($1.time, $1.row.version) }
    var firstOfSite: [Int64: Int64] = [:]
    var members: [StoryMember] = []
    for (index, row) in rows.map(\.row).enumerated() {
      var role = index == 0 ? StoryPlace.Role.first : .copy
      if index > 0, row.site != 0, let earlier = firstOfSite[row.site] {
        // If the same outlet prints the same words again, it is a copy; with other words, it is an update.
        let alike = try self.rows.sketch(earlier)?.resemblance(to: self.rows.sketch(row.version) ?? ArticleSketch(text: "")) ?? 0
        role = alike >= Self.sameText ? .copy : .update
      }
      if firstOfSite[row.site] == nil { firstOfSite[row.site] = row.version }
      members.append(StoryMember(version: row.version, article: row.article, role: role, outlet: row.outlet, published: row.published))
    }
    return members
  }
  private static let sameText = 0.97

  /// An article's place in its story; `nil` if no other prints it.
  func place(of version: Int64) throws(IndexError) -> StoryPlace? { Self.place(of: version, in: try roles(of: version)) }

  /// An article's place among the members of its story; `nil` if it is the only one.
  static func place(of version: Int64, in members: [StoryMember]) -> StoryPlace? {
    guard members.count > 1, let first = members.first, let own = members.first(where: { $0.version == version }) else { return nil }
    return StoryPlace(
      story: first.article, role: own.role, copies: members.count { $0.role == .copy && $0.version != version },
      firstOutlet: first.outlet, firstPublished: first.published)
  }

  /// One version of each story that has more than one.
  func stories() throws(IndexError) -> [Int64] {
    try rows.stories()
  }

  /// What is wrong with the links, compared with the sketches of the stored texts.
  func problems(_ sketches: [(version: Int64, sketch: ArticleSketch)]) throws(IndexError) -> [String] {
    var problems: [String] = []
    let wanted = sketches.filter { !$0.sketch.keys.isEmpty }
    var stored: [Int64: (story: Int64, bytes: [UInt8])] = [:]
    for row in try rows.all() { stored[row.version] = (row.story, row.sketch) }
    let keys = try rows.countKeys()
    if stored.count != wanted.count { problems.append("\(stored.count) articles have a sketch, but \(wanted.count) need one") }
    if keys != wanted.reduce(0, { $0 + $1.sketch.keys.count }) { problems.append("the keys of stories are not those of the texts") }
    for (version, sketch) in wanted where stored[version]?.bytes != sketch.bytes {
      problems.append("the sketch of version \(version) is not that of its text")
    }
    // Two articles with a common key are in one story exactly if their sketches say so, or if a chain of others joins them.
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

/// What is known of an article in a story.
struct StoryRow {
  var version: Int64
  var article: String
  var published: String?
  /// The outlet's key, 0 for none.
  var site: Int64
  var outlet: String?
}

/// Where the stories are stored.
protocol StoryRows {
  /// The versions that have one of these keys, with their stories; at most `mostPerKey` for each key.
  func candidates(keys: [UInt32], mostPerKey: Int) throws(IndexError) -> [(version: Int64, story: Int64)]
  func sketch(_ version: Int64) throws(IndexError) -> ArticleSketch?
  /// A version's story and sketch.
  func story(_ version: Int64) throws(IndexError) -> (story: Int64, sketch: ArticleSketch?)?
  func insert(_ sketch: ArticleSketch, version: Int64, story: Int64) throws(IndexError)
  func delete(version: Int64, keys: [UInt32]) throws(IndexError)
  func rename(story: Int64, to other: Int64) throws(IndexError)
  func move(version: Int64, to story: Int64) throws(IndexError)
  /// A story's versions, by key.
  func members(story: Int64) throws(IndexError) -> [(version: Int64, sketch: ArticleSketch?)]
  /// The versions of a version's story, by key; none if it has no sketch.
  func members(of version: Int64) throws(IndexError) -> [Int64]
  func articles(of versions: [Int64]) throws(IndexError) -> [StoryRow]
  /// The first version of each story that has several.
  func stories() throws(IndexError) -> [Int64]
  func all() throws(IndexError) -> [(version: Int64, story: Int64, sketch: [UInt8])]
  func countKeys() throws(IndexError) -> Int
}

/// An article of a story.
struct StoryMember {
  var version: Int64
  var article = ""
  var role: StoryPlace.Role
  var outlet: String?
  var published: String?
}
