internal import FullText
internal import Platform
internal import Record

/// What a search over the segments of a file reads beside them.
final class SQLiteSegments: SegmentStore {
  private let store: Store
  private let reader: RecordReader
  let fullText: any FullTextStorage

  init(_ store: Store, _ reader: RecordReader) {
    self.store = store
    self.reader = reader
    fullText = FullTextTables(store)
  }

  var path: String { store.path }
  var limits: FullTextLimits { store.limits }
  var versions: any VersionReader { reader }
  func prepare(_ versions: [Int64]) throws(IndexError) {}
  func name(_ id: Int64) throws(IndexError) -> String? { try reader.name(id) }
  func storyMembers(of version: Int64) throws(IndexError) -> [StoryMember] { try reader.story(of: version) }
  func note(_ error: IndexError) { store.note(error) }
  func throwFailure() throws(IndexError) { try store.throwFailure() }

  func versions(ingested range: DateRange) throws(IndexError) -> Set<UInt32> {
    let shift = Int64(WallClock.zone)
    var versions: Set<UInt32> = []
    try store.each("SELECT v.id, v.ingested FROM article a JOIN version v ON v.id = a.current", []) { row in
      if range.contains(row.integer(1) + shift) { versions.insert(UInt32(truncatingIfNeeded: row.integer(0))) }
    }
    return versions
  }

  func versions(_ field: QueryField, _ text: String) throws(IndexError) -> Set<UInt32> {
    let test = ArticleTest(field, text)
    var versions: Set<UInt32> = []
    try store.each(
      "SELECT v.id, a.public_id, v.url, v.canonical_url, v.site FROM article a JOIN version v ON v.id = a.current", []
    ) { (row) throws(IndexError) in
      let site = field == .site ? try reader.name(row.integer(4)) : nil
      if test.admits(id: row.text(1), addresses: [row.optionalText(2), row.optionalText(3)].compactMap { $0 }, site: site) {
        versions.insert(UInt32(truncatingIfNeeded: row.integer(0)))
      }
    }
    return versions
  }
}
