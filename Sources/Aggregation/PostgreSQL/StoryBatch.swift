internal import Linkage

/// Joins many new articles to stories at once, as ``StoryLinks/add(_:version:)`` joins one after the other, with few statements.
struct StoryBatch {
  private let connection: PostgreSQLConnection
  private let rows: PostgreSQLStories
  /// The versions of each key, those stored before first; the story of each version met.
  private var versions: [UInt32: [Int64]] = [:]
  private var storyOf: [Int64: Int64] = [:]
  private var sketches: [Int64: ArticleSketch?] = [:]
  /// Stories that have become a part of another.
  private var renamed: [Int64: Int64] = [:]

  init(_ connection: PostgreSQLConnection) {
    self.connection = connection
    rows = PostgreSQLStories(connection: connection)
  }

  mutating func add(_ entries: [(version: Int64, sketch: ArticleSketch)]) throws(IndexError) {
    let new = entries.filter { !$0.sketch.keys.isEmpty }
    guard !new.isEmpty else { return }
    for found in try rows.candidates(ofEach: Set(new.flatMap(\.sketch.keys)).sorted(), mostPerKey: StoryLinks.mostPerKey) {
      versions[found.key, default: []].append(found.version)
      storyOf[found.version] = found.story
    }
    for (version, sketch) in new { try join(version, sketch) }
    for other in renamed.keys.sorted() { try rows.rename(story: other, to: story(other)) }
    try rows.insert(new.map { ($0.version, story(storyOf[$0.version] ?? $0.version), $0.sketch) })
  }

  private mutating func join(_ version: Int64, _ sketch: ArticleSketch) throws(IndexError) {
    var joined: Set<Int64> = []
    var seen: Set<Int64> = []
    for key in sketch.keys {
      for other in versions[key, default: []].prefix(StoryLinks.mostPerKey) {
        let story = story(storyOf[other] ?? other)
        guard !joined.contains(story), seen.insert(other).inserted else { continue }
        if sketches[other] == nil { sketches[other] = try rows.sketch(other) }
        if let known = sketches[other] ?? nil, known.isSameStory(as: sketch) { joined.insert(story) }
      }
    }
    let story = joined.min() ?? version
    for other in joined where other != story { renamed[other] = story }
    storyOf[version] = story
    sketches[version] = sketch
    for key in sketch.keys { versions[key, default: []].append(version) }
  }

  /// What a story is called by now.
  private func story(_ name: Int64) -> Int64 {
    var name = name
    while let other = renamed[name] { name = other }
    return name
  }
}
