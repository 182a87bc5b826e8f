internal import FullText
internal import Platform
internal import Record

/// Stores articles within one open transaction.
struct IndexWriter {
  let store: Store
  let reader: RecordReader
  private let segments: SQLiteSegments
  private var documents: PendingSegments
  /// Versions whose documents are not written yet.
  private var pending: Set<Int64> = []

  init(_ store: Store, _ reader: RecordReader, _ segments: SQLiteSegments, _ vocabulary: consuming Vocabulary = Vocabulary()) {
    self.store = store
    self.reader = reader
    self.segments = segments
    documents = PendingSegments(vocabulary)
  }

  /// The words met while writing.
  var vocabulary: Vocabulary { documents.vocabulary }

  // MARK: Articles

  private struct Known {
    var article: Int64
    var current: Int64
    var versions: Int
  }

  private func known(_ id: String) throws(IndexError) -> Known? {
    try store.first("SELECT id, current, versions FROM article WHERE public_id = ?", [.text(id)]) { row in
      Known(article: row.integer(0), current: row.integer(1), versions: Int(row.integer(2)))
    }
  }

  /// Prepares for entries that are about to be added.
  func prepare(for entries: [IndexEntry]) throws(IndexError) { try reader.texts.prepare(for: entries.map(\.text)) }

  /// Stores an entry as a new article, a new version, or new findings of a version, or leaves everything as it is.
  mutating func add(_ entry: IndexEntry) throws(IndexError) -> AddOutcome {
    let article = entry.record.article
    guard let known = try known(article.id) else {
      try store.run("INSERT INTO article(public_id, current, versions) VALUES(?, 0, 1)", [.text(article.id)])
      let key = store.lastKey
      let version = try insertVersion(entry, article: key, number: 1)
      try makeCurrent(version, of: key, versions: 1)
      try index(entry, version: version)
      return .added
    }
    let twin = try store.first(
      "SELECT id, findings FROM version WHERE article = ? AND content = ? ORDER BY number DESC LIMIT 1",
      [.integer(known.article), .integer(entry.content)]
    ) { row in (key: row.integer(0), findings: row.integer(1)) }
    let isNews = twin?.key == known.current ? false : try isNewer(entry, than: known.current, known: twin != nil)
    if let twin, !isNews {
      if twin.findings == entry.findings { return .unchanged }
      try replaceFindings(of: twin.key, with: entry, isCurrent: twin.key == known.current)
      return .replaced
    }
    let number = known.versions + 1
    let version = try insertVersion(entry, article: known.article, number: number)
    guard isNews else {
      try makeCurrent(known.current, of: known.article, versions: number)
      try remember(entry, version: version)
      return .older
    }
    try remember(try unindex(version: known.current), version: known.current)
    try makeCurrent(version, of: known.article, versions: number)
    try index(entry, version: version)
    return .replaced
  }

  private func makeCurrent(_ version: Int64, of article: Int64, versions: Int) throws(IndexError) {
    try store.run(
      "UPDATE article SET current = ?, versions = ? WHERE id = ?", [.integer(version), SQLiteValue(versions), .integer(article)])
  }

  /// Whether an entry is newer than a version: by date of retrieval if both have one, else by date of change if both have one, else because
  /// it came later (content that is already `known` does not become newer by coming again).
  private func isNewer(_ entry: IndexEntry, than version: Int64, known: Bool) throws(IndexError) -> Bool {
    let other = try store.first("SELECT retrieved, modified FROM version WHERE id = ?", [.integer(version)]) { row in
      (row.optionalText(0), row.optionalText(1))
    }
    return PublicationTime.isNewer(entry.record.article, thanRetrieved: other?.0, modified: other?.1) ?? !known
  }

  private func insertVersion(_ entry: IndexEntry, article key: Int64, number: Int) throws(IndexError) -> Int64 {
    let record = entry.record
    let article = record.article
    let provenance = article.provenance
    let text = reader.texts.encode(entry.text)
    try store.run(
      """
      INSERT INTO version(article, number, content, findings, source, url, canonical_url, site, title, authors, published, modified, language,
        retrieved, content_sha256, media_type, encoding, warc_record_id, warc_offset, extractor, rules, origins, warnings, quotes, figures,
        officials, length, bytes, paragraphs, text, dictionary, found, ingested, mark, tags, section, access)
      VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        .integer(key), SQLiteValue(number), .integer(entry.content), .integer(entry.findings), SQLiteValue(article.source),
        SQLiteValue(article.url), SQLiteValue(article.canonicalURL), try name(article.site),
        SQLiteValue(article.title),
        SQLiteValue(RecordCoding.text(article.authors)), SQLiteValue(article.published), SQLiteValue(article.modified),
        SQLiteValue(article.language), SQLiteValue(provenance.retrieved), RecordCoding.digest(provenance.contentSHA256),
        try name(provenance.mediaType),
        try name(provenance.encoding), SQLiteValue(provenance.warcRecordID), SQLiteValue(provenance.warcOffset), try name(record.extractor),
        try name(record.rules), SQLiteValue(RecordCoding.text(article.origins)), SQLiteValue(RecordCoding.text(article.warnings)),
        SQLiteValue(record.quotes.count), SQLiteValue(record.figures.count), SQLiteValue(record.officials.count), SQLiteValue(entry.length),
        SQLiteValue(entry.text.count), .blob(RecordCoding.paragraphs(article.paragraphs)), .blob(text.bytes), .integer(text.dictionary),
        .blob(try FindingEncoder.encode(record) { [store] (name) throws(IndexError) in try store.nameID(name) }),
        .integer(WallClock.seconds),
        entry.pageKey.map { .integer(Int64(bitPattern: $0)) } ?? .null, SQLiteValue(RecordCoding.text(article.tags)),
        try name(article.section), article.access.map { .integer(Int64(DocumentPreparation.number($0))) } ?? .null,
      ])
    let version = store.lastKey
    guard version <= Int64(UInt32.max) else { throw .full(path: store.path) }
    for address in Set([article.url, article.canonicalURL].compactMap { $0 }) {
      try store.run("INSERT OR IGNORE INTO address(hash, version) VALUES(?, ?)", [.integer(Self.addressHash(address)), .integer(version)])
    }
    if let page = entry.page { try store.run("INSERT INTO page(version, bytes) VALUES(?, ?)", [.integer(version), .blob(page)]) }
    return version
  }

  /// The number by which a URL is looked up.
  static func addressHash(_ url: String) -> Int64 { Int64(bitPattern: Digest.sha256Prefix(Array(url.utf8))) }

  private func name(_ text: String?) throws(IndexError) -> SQLiteValue { try store.nameID(text).map { .integer($0) } ?? .null }

  /// Replaces the findings of a version's text.
  mutating func replaceFindings(of version: Int64, with entry: IndexEntry, isCurrent: Bool) throws(IndexError) {
    if isCurrent { _ = try unindex(version: version) }
    let record = entry.record
    try store.run(
      "UPDATE version SET findings = ?, quotes = ?, figures = ?, officials = ?, extractor = ?, rules = ?, found = ? WHERE id = ?",
      [
        .integer(entry.findings), SQLiteValue(record.quotes.count), SQLiteValue(record.figures.count), SQLiteValue(record.officials.count),
        try name(record.extractor), try name(record.rules),
        .blob(try FindingEncoder.encode(record) { [store] (name) throws(IndexError) in try store.nameID(name) }), .integer(version),
      ])
    reader.forget()
    if isCurrent { try index(entry, version: version) } else { try remember(entry, version: version) }
  }

  /// Removes an article with all its versions.
  mutating func remove(_ id: String) throws(IndexError) -> Bool {
    guard let known = try known(id) else { return false }
    _ = try unindex(version: known.current)
    var versions: [Int64] = []
    try store.each("SELECT id FROM version WHERE article = ?", [.integer(known.article)]) { row in versions.append(row.integer(0)) }
    for version in versions {
      try store.run("DELETE FROM former WHERE version = ?", [.integer(version)])
      for address in try addresses(of: version) {
        try store.run("DELETE FROM address WHERE hash = ? AND version = ?", [.integer(Self.addressHash(address)), .integer(version)])
      }
      try store.run("DELETE FROM page WHERE version = ?", [.integer(version)])
      try store.run("DELETE FROM version WHERE id = ?", [.integer(version)])
    }
    try store.run("DELETE FROM article WHERE id = ?", [.integer(known.article)])
    reader.forget()
    return true
  }

  private func addresses(of version: Int64) throws(IndexError) -> [String] {
    try store.first("SELECT url, canonical_url FROM version WHERE id = ?", [.integer(version)]) { row in
      [row.optionalText(0), row.optionalText(1)].compactMap { $0 }
    } ?? []
  }

  /// Keeps the ids of the findings of a version that is not the newest. Those of the newest are in the full text.
  func remember(_ entry: IndexEntry, version: Int64) throws(IndexError) {
    try store.run("DELETE FROM former WHERE version = ?", [.integer(version)])
    for document in entry.documents where document.kind != .article {
      try store.run(
        "INSERT OR IGNORE INTO former(version, id) VALUES(?, ?)",
        [.integer(version), .integer(Int64(bitPattern: document.publicID))])
    }
  }

  // MARK: Full text

  mutating func index(_ entry: IndexEntry, version: Int64) throws(IndexError) {
    try documents.add(entry, version: version) { [store] (name) throws(IndexError) in
      UInt32(truncatingIfNeeded: try store.nameID(name) ?? 0)
    }
    try StoryLinks(store: store).add(entry.sketch, version: version)
    pending.insert(version)
    if documents.isFull { try flush() }
  }

  /// Writes what is pending as segments.
  mutating func flush() throws(IndexError) {
    try documents.write(to: segments)
    pending.removeAll()
  }

  /// Rebuilds the full text from the stored texts and findings.
  mutating func rebuildFullText() throws(IndexError) {
    for table in ["segment", "doc_values", "chunk", "term", "summary", "impact", "prefix", "story", "story_key"] {
      try store.execute("DELETE FROM \(table)")
    }
    var versions: [Int64] = []
    try store.each("SELECT current FROM article ORDER BY id", []) { row in versions.append(row.integer(0)) }
    for version in versions {
      reader.forget()
      try index(try IndexEntry(try reader.record(try reader.version(version))), version: version)
    }
    try flush()
  }

  /// Removes a version's documents from the full text.
  mutating func unindex(version: Int64) throws(IndexError) -> IndexEntry {
    if pending.contains(version) { try flush() }
    try StoryLinks(store: store).remove(version: version)
    let stored = try reader.version(version)
    let entry = try IndexEntry(try reader.record(stored))
    try DocumentRemover(segments).remove(entry, version: version)
    return entry
  }
}
