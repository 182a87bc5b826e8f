internal import FullText
internal import Platform
internal import Record

/// What a search over the segments of a database reads beside them.
final class PostgreSQLSegments: SegmentStore {
  private let connection: PostgreSQLConnection
  private let reader: PostgreSQLReader
  let tables: PostgreSQLTables
  let names: PostgreSQLNames

  init(_ connection: PostgreSQLConnection, _ reader: PostgreSQLReader) {
    self.connection = connection
    self.reader = reader
    tables = PostgreSQLTables(connection)
    names = PostgreSQLNames(connection)
  }

  var path: String { connection.place }
  var limits: FullTextLimits { FullTextLimits() }
  var fullText: any FullTextStorage { tables }
  var versions: any VersionReader { reader }
  func prepare(_ versions: [Int64]) throws(IndexError) { try reader.prepare(versions) }
  func name(_ id: Int64) throws(IndexError) -> String? { try names.name(id) }
  func note(_ error: IndexError) { tables.note(error) }
  func throwFailure() throws(IndexError) { try tables.throwNoted() }

  func storyMembers(of version: Int64) throws(IndexError) -> [StoryMember] {
    // Most articles are alone with their story, which was read with them.
    try reader.version(version).story == nil ? [] : try StoryLinks(rows: PostgreSQLStories(connection: connection)).roles(of: version)
  }

  func versions(ingested range: DateRange) throws(IndexError) -> Set<UInt32> {
    let shift = Int64(WallClock.zone)
    func bound(_ time: Int64) -> Int64 { time == .min || time == .max ? time : time - shift }
    let rows = try connection.query(
      "SELECT v.id FROM article a JOIN version v ON v.id = a.current WHERE v.ingested >= $1 AND v.ingested < $2",
      [.integer(bound(range.start)), .integer(bound(range.end))])
    return Set((0..<rows.count).map { UInt32(truncatingIfNeeded: rows.integer($0, 0)) })
  }

  func versions(_ field: QueryField, _ text: String) throws(IndexError) -> Set<UInt32> {
    let test = ArticleTest(field, text)
    let rows = try connection.query(
      "SELECT v.id, a.public_id, v.url, v.canonical_url, v.site FROM article a JOIN version v ON v.id = a.current")
    var versions: Set<UInt32> = []
    for row in 0..<rows.count
    where test.admits(
      id: rows.text(row, 1), addresses: [rows.optionalText(row, 2), rows.optionalText(row, 3)].compactMap { $0 },
      site: field == .site ? rows.optionalText(row, 4) : nil)
    {
      versions.insert(UInt32(truncatingIfNeeded: rows.integer(row, 0)))
    }
    return versions
  }
}
