internal import Record

/// Reads articles and findings back.
final class RecordReader {
  private let store: Store
  let texts: TextStorage
  /// The versions read last: neighbouring hits are often from one article.
  private var recent: [Int64: StoredVersion] = [:]
  private var names: [Int64: String] = [:]
  /// The stories of the versions seen, with their members.
  private var stories: [Int64: [StoryMember]] = [:]

  init(_ store: Store) {
    self.store = store
    texts = TextStorage(store)
  }

  /// The file.
  var path: String { store.path }

  /// Forgets what was read; at the start of each transaction.
  func forget() {
    recent.removeAll(keepingCapacity: true)
    stories.removeAll(keepingCapacity: true)
    if names.count > 50_000 { names.removeAll() }
  }

  /// A name by its key.
  func name(_ id: Int64) throws(IndexError) -> String? {
    if id == 0 { return nil }
    if let known = names[id] { return known }
    let name = try store.name(id)
    if let name { names[id] = name }
    return name
  }

  /// A version by its key.
  func version(_ key: Int64) throws(IndexError) -> StoredVersion {
    if let known = recent[key] { return known }
    let version = try store.first(
      """
      SELECT v.number, a.public_id, a.versions, v.source, v.url, v.canonical_url, v.site, v.title, v.authors, v.published, v.modified,
        v.language, v.retrieved, v.content_sha256, v.media_type, v.encoding, v.warc_record_id, v.warc_offset, v.extractor, v.rules,
        v.origins, v.warnings, v.quotes, v.figures, v.officials, v.paragraphs, v.text, v.dictionary, v.bytes,
        v.found, v.tags, v.section, v.access
      FROM version v JOIN article a ON a.id = v.article WHERE v.id = ?
      """, [.integer(key)]
    ) { (row) throws(IndexError) in try self.read(row, key) }
    guard var version else { throw .corrupt(path: store.path, detail: "an article is missing") }
    version.story = StoryLinks.place(of: key, in: try story(of: key))
    if recent.count >= 64 { recent.removeAll(keepingCapacity: true) }
    recent[key] = version
    return version
  }

  /// The members of a version's story (see ``StoryLinks/roles(of:)``).
  func story(of version: Int64) throws(IndexError) -> [StoryMember] {
    if let known = stories[version] { return known }
    let members = try StoryLinks(store: store).roles(of: version)
    if stories.count >= Self.mostStories { stories.removeAll(keepingCapacity: true) }
    for member in members { stories[member.version] = members }
    return members
  }
  private static let mostStories = 1_000

  private func read(_ row: borrowing SQLiteStatement, _ key: Int64) throws(IndexError) -> StoredVersion {
    guard let text = try texts.decode(row.blob(26), dictionary: row.integer(27), size: Int(row.integer(28))) else {
      throw .corrupt(path: store.path, detail: "the text of an article cannot be read")
    }
    let provenance = Provenance(
      retrieved: row.optionalText(12), contentSHA256: RecordCoding.digest(row, 13), mediaType: try name(row.integer(14)) ?? "",
      encoding: try name(row.integer(15)) ?? "", warcRecordID: row.optionalText(16), warcOffset: row.optionalInteger(17))
    var article = Article(
      id: row.text(1), source: row.optionalText(3), url: row.optionalText(4), canonicalURL: row.optionalText(5),
      site: try name(row.integer(6)), title: row.optionalText(7),
      authors: RecordCoding.list(row.optionalText(8)),
      published: row.optionalText(9), modified: row.optionalText(10), language: row.optionalText(11),
      text: String(decoding: text, as: UTF8.self), paragraphs: RecordCoding.paragraphs(row.blob(25)), provenance: provenance,
      origins: RecordCoding.dictionary(row.optionalText(20)), warnings: RecordCoding.list(row.optionalText(21)))
    article.tags = RecordCoding.list(row.optionalText(30))
    article.section = try name(row.integer(31))
    article.access = RecordCoding.kind(ArticleAccess.self, row.integer(32))
    return StoredVersion(
      key: key, number: Int(row.integer(0)), publicID: row.text(1), versions: Int(row.integer(2)), article: article,
      places: TextPlaces(text), quotes: Int(row.integer(22)), figures: Int(row.integer(23)), officials: Int(row.integer(24)),
      extractor: try name(row.integer(18)) ?? "", rules: try name(row.integer(19)) ?? "", found: row.blob(29))
  }
}

extension RecordReader: VersionReader {
  func name(_ id: Int64, in version: StoredVersion) throws(IndexError) -> String? { try name(id) }
}
