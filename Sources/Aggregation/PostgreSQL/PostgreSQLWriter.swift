internal import FullText
internal import Linkage
internal import Platform
internal import Record

/// Stores articles within one open transaction; several programs may do so at once.
///
/// What is new is gathered as rows for COPY and sent by ``flush()``. Programs wait for one another in one order, so that they seldom wait in a
/// circle: the articles they write, by id; new names, by their digest; last the full text and the stories, from whose joining to the end of the
/// transaction one program is alone.
final class PostgreSQLWriter {
  private let session: PostgreSQLSession
  private let connection: PostgreSQLConnection
  private let reader: PostgreSQLReader

  private struct Known {
    var article: Int64
    var current: Int64
    var versions: Int
  }
  private var known: [String: Known] = [:]
  /// Articles whose newest version or number of versions is another now.
  private var changed: Set<String> = []
  private var keys: ArraySlice<Int64> = []

  private var versions = CopyRows(columns: 26)
  private var addresses = CopyRows(columns: 2)
  private var pages = CopyRows(columns: 2)
  private var formers = CopyRows(columns: 2)
  private var documents: PendingSegments
  /// Versions whose rows have not been sent yet, and those whose documents have not been counted.
  private var pending: Set<Int64> = []
  private var indexed: [(version: Int64, sketch: ArticleSketch)] = []

  init(_ session: PostgreSQLSession, _ vocabulary: consuming Vocabulary) {
    self.session = session
    connection = session.connection
    reader = session.reader
    documents = PendingSegments(vocabulary)
  }

  /// The words met while writing.
  var vocabulary: Vocabulary { documents.vocabulary }

  // MARK: Articles

  /// Makes ready for entries that are about to be added: no other program writes their articles before this transaction ends.
  func prepare(for entries: [IndexEntry]) throws(IndexError) {
    for entry in entries where entry.record.article.id.utf8.contains(0) {
      throw .invalidRecord(article: entry.record.article.id, detail: "its id holds a zero byte")
    }
    let ids = PostgreSQLValue.texts(Set(entries.map(\.record.article.id)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    try connection.query("INSERT INTO article(public_id) SELECT unnest($1::text[]) ON CONFLICT (public_id) DO NOTHING", [ids])
    try lock(ids)
    let rows = try connection.query(
      "SELECT nextval(pg_get_serial_sequence('version', 'id')) FROM generate_series(1, $1::integer)", [.integer(Int64(entries.count))])
    keys = (0..<rows.count).map { rows.integer($0, 0) }[...]
    try session.segments.names.prepare(entries.flatMap { Self.names(of: $0) })
  }

  /// The names whose keys the documents of an entry hold.
  private static func names(of entry: IndexEntry) -> [String] {
    [entry.record.article.site.map(NameComposition.composed)].compactMap { $0 }
      + entry.documents.flatMap { [$0.speaker, $0.organization, $0.unit].compactMap { $0 } }
  }

  private func lock(_ ids: PostgreSQLValue) throws(IndexError) {
    let rows = try connection.query(
      "SELECT public_id, id, current, versions FROM article WHERE public_id = ANY($1::text[]) ORDER BY public_id FOR UPDATE", [ids])
    for row in 0..<rows.count {
      known[rows.text(row, 0)] = Known(article: rows.integer(row, 1), current: rows.integer(row, 2), versions: Int(rows.integer(row, 3)))
    }
  }

  /// Stores an entry as a new article, a new version, or new findings of a version, or leaves all as it is.
  func add(_ entry: IndexEntry) throws(IndexError) -> AddOutcome {
    let id = entry.record.article.id
    guard var article = known[id] else { throw .io(path: connection.place, detail: "the article \(id) was not made ready") }
    func settle() {
      known[id] = article
      changed.insert(id)
    }
    guard article.versions > 0 else {
      (article.versions, article.current) = (1, try insertVersion(entry, article: article.article, number: 1))
      settle()
      try index(entry, version: article.current)
      return .added
    }
    try flush()
    let rows = try connection.query(
      "SELECT id, findings FROM version WHERE article = $1 AND content = $2 ORDER BY number DESC LIMIT 1",
      [.integer(article.article), .integer(entry.content)])
    let twin = rows.count > 0 ? (key: rows.integer(0, 0), findings: rows.integer(0, 1)) : nil
    let isNews = twin?.key == article.current ? false : try isNewer(entry, than: article.current, known: twin != nil)
    if let twin, !isNews {
      if twin.findings == entry.findings { return .unchanged }
      try replaceFindings(of: twin.key, with: entry, isCurrent: twin.key == article.current)
      return .replaced
    }
    article.versions += 1
    let version = try insertVersion(entry, article: article.article, number: article.versions)
    if isNews {
      try unindex(version: article.current, remembers: true)
      article.current = version
      settle()
      try index(entry, version: version)
      return .replaced
    }
    settle()
    remember(entry, version: version)
    return .older
  }

  /// Whether an entry is newer than a version, as ``IndexWriter`` judges it.
  private func isNewer(_ entry: IndexEntry, than version: Int64, known: Bool) throws(IndexError) -> Bool {
    let rows = try connection.query("SELECT retrieved, modified FROM version WHERE id = $1", [.integer(version)])
    let other = rows.count > 0 ? (rows.optionalText(0, 0), rows.optionalText(0, 1)) : (nil, nil)
    return PublicationTime.isNewer(entry.record.article, thanRetrieved: other.0, modified: other.1) ?? !known
  }

  private func insertVersion(_ entry: IndexEntry, article: Int64, number: Int) throws(IndexError) -> Int64 {
    let record = entry.record
    guard let version = keys.popFirst() else { throw .io(path: connection.place, detail: "no key is left") }
    guard version <= Int64(UInt32.max) else { throw .full(path: connection.place) }
    let parts = record.article
    let metadata = try WholeRecord.encode(record)
    versions.beginRow()
    versions.bigint(version)
    versions.bigint(article)
    versions.integer(Int64(number))
    versions.bigint(entry.content)
    versions.bigint(entry.findings)
    for text in [
      parts.source, parts.url, parts.canonicalURL, parts.site, parts.title, parts.published, parts.modified, parts.language,
      parts.provenance.retrieved, parts.provenance.contentSHA256, record.extractor, record.rules,
    ] {
      versions.text(text)
    }
    for number in [record.quotes.count, record.figures.count, record.officials.count, entry.length, entry.text.count] {
      versions.integer(Int64(number))
    }
    versions.blob(metadata)
    versions.blob(Deflate.compress(entry.text, level: 6))
    versions.bigint(WallClock.seconds)
    if let key = entry.pageKey { versions.bigint(Int64(bitPattern: key)) } else { versions.null() }
    for address in Set([parts.url, parts.canonicalURL].compactMap { $0 }.map { IndexWriter.addressHash($0) }) {
      addresses.beginRow()
      addresses.bigint(address)
      addresses.bigint(version)
    }
    if let page = entry.page {
      pages.beginRow()
      pages.bigint(version)
      pages.blob(page)
    }
    pending.insert(version)
    return version
  }

  /// Stores other findings of a version's text.
  func replaceFindings(of version: Int64, with entry: IndexEntry, isCurrent: Bool) throws(IndexError) {
    try flush()
    if isCurrent { try unindex(version: version, remembers: false) }
    let record = entry.record
    try connection.query(
      """
      UPDATE version SET findings = $2, quotes = $3, figures = $4, officials = $5, extractor = $6, rules = $7, record = $8::bytea WHERE id = $1
      """,
      [
        .integer(version), .integer(entry.findings), PostgreSQLValue(record.quotes.count), PostgreSQLValue(record.figures.count),
        PostgreSQLValue(record.officials.count), .text(record.extractor), .text(record.rules), .blob(try WholeRecord.encode(record)),
      ])
    reader.forget()
    try connection.query("DELETE FROM former WHERE version = $1", [.integer(version)])
    if isCurrent { try index(entry, version: version) } else { remember(entry, version: version) }
  }

  /// Stores that findings which are the same were found by other rules.
  func rename(_ record: ArticleRecord, version: Int64) throws(IndexError) {
    try connection.query(
      "UPDATE version SET extractor = $2, rules = $3, record = $4::bytea WHERE id = $1",
      [.integer(version), .text(record.extractor), .text(record.rules), .blob(try WholeRecord.encode(record))])
  }

  /// Takes an article out with all its versions.
  func remove(_ id: String) throws(IndexError) -> Bool {
    if id.utf8.contains(0) { return false }
    try lock(.texts([id]))
    guard let article = known.removeValue(forKey: id) else { return false }
    try unindex(version: article.current, remembers: false)
    let versions = try connection.query("SELECT id FROM version WHERE article = $1", [.integer(article.article)])
    let keys = PostgreSQLValue.integers((0..<versions.count).map { versions.integer($0, 0) })
    for table in ["former", "address", "page"] { try connection.query("DELETE FROM \(table) WHERE version = ANY($1::bigint[])", [keys]) }
    try connection.query("DELETE FROM version WHERE article = $1", [.integer(article.article)])
    try connection.query("DELETE FROM article WHERE id = $1", [.integer(article.article)])
    reader.forget()
    return true
  }

  /// Keeps the ids of the findings of a version that is not the newest.
  private func remember(_ entry: IndexEntry, version: Int64) {
    for id in Set(entry.documents.lazy.filter { $0.kind != .article }.map(\.publicID)) {
      formers.beginRow()
      formers.bigint(version)
      formers.bigint(Int64(bitPattern: id))
    }
  }

  // MARK: Full text

  /// Puts the documents of a version in.
  func index(_ entry: IndexEntry, version: Int64) throws(IndexError) {
    try documents.add(entry, version: version) { [names = session.segments.names] (name) throws(IndexError) in try names.key(name) }
    indexed.append((version, entry.sketch))
    pending.insert(version)
    if documents.isFull { try flush() }
  }

  /// Takes a version's documents out.
  private func unindex(version: Int64, remembers: Bool) throws(IndexError) {
    if pending.contains(version) { try flush() }
    try lockStories()
    try session.stories.remove(version: version)
    let entry = try IndexEntry(try reader.record(try reader.version(version)))
    try DocumentRemover(session.segments).remove(entry, version: version)
    if remembers { remember(entry, version: version) }
  }

  private func lockStories() throws(IndexError) {
    try connection.query("SELECT pg_advisory_xact_lock($1)", [.integer(Int64(PostgreSQLSession.Lock.stories.rawValue))])
  }

  /// Sends what is pending.
  func flush() throws(IndexError) {
    try connection.copy(
      into: """
        version(id, article, number, content, findings, source, url, canonical_url, site, title, published, modified, language, retrieved, \
        content_sha256, extractor, rules, quotes, figures, officials, length, bytes, record, body, ingested, mark)
        """, &versions)
    try connection.copy(into: "address(hash, version)", &addresses)
    try connection.copy(into: "page(version, bytes)", &pages)
    try connection.copy(into: "former(version, id)", &formers)
    if !changed.isEmpty {
      let articles = changed.compactMap { known[$0] }
      try connection.query(
        """
        UPDATE article SET current = new.current, versions = new.versions
        FROM unnest($1::bigint[], $2::bigint[], $3::integer[]) new(id, current, versions) WHERE article.id = new.id
        """,
        [
          .integers(articles.map(\.article)), .integers(articles.map(\.current)), .integers(articles.map { Int64($0.versions) }),
        ])
      changed.removeAll()
    }
    if !indexed.isEmpty {
      try lockStories()
      var stories = StoryBatch(connection)
      try stories.add(indexed)
      try documents.write(to: session.segments)
    }
    try session.segments.tables.finish()
    indexed.removeAll()
    pending.removeAll()
  }

  /// Makes the full text and the stories anew from the stored records.
  func rebuildFullText() throws(IndexError) {
    try lockStories()
    // Names stay: one too many finds nothing, and other programs know which they have added.
    // Not TRUNCATE: readers would wait for the end, and those whose transaction is older would then see empty tables.
    for table in ["segment", "doc_values", "chunk", "term", "summary", "impact", "prefix", "story", "story_key"] {
      try connection.execute("DELETE FROM \(table)")
    }
    let rows = try connection.query("SELECT current FROM article ORDER BY id")
    for row in 0..<rows.count {
      let version = rows.integer(row, 0)
      if row % 100 == 0 { try reader.prepare((row..<min(row + 100, rows.count)).map { rows.integer($0, 0) }) }
      try index(try IndexEntry(try reader.record(try reader.version(version))), version: version)
      if indexed.count == 500 { try flush() }
    }
    try flush()
  }
}
