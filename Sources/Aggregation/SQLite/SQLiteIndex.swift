package import FullText
public import Linkage
internal import Platform
public import Record
internal import Synchronization

/// How an index is opened.
public enum IndexMode: Sendable {
  /// To search only; the file must exist.
  case read
  /// To search and add; the file and its folders are created if missing.
  case write
}

/// The index in one SQLite file.
///
/// Commits are synchronous to the disk (`synchronous=FULL` in WAL mode): what ``add(_:)`` reported is there after a kill, a crash or a
/// power cut, as long as the disk keeps what it has confirmed. One call of ``add(_:)`` is one transaction: if it is interrupted, all of its
/// articles are there with all their findings, or none. A full disk ends a call with ``IndexError/full(path:)`` and leaves the state before
/// it. Readers see the state of the last commit and never wait for a writer; writers wait for one another, for a minute at most.
public final class SQLiteIndex: SearchIndex {
  /// The file.
  public let path: String
  private let session: Mutex<IndexSession?>

  /// Opens or creates an index.
  public convenience init(path: String, mode: IndexMode) throws(IndexError) {
    try self.init(path: path, mode: mode, summaries: FacetSummary.Limits())
  }

  /// As ``init(path:mode:)``, with other limits for when lists are summarized and kept in the order of impact. A file must always be opened
  /// with the same limits.
  package init(
    path: String, mode: IndexMode, summaries: FacetSummary.Limits = FacetSummary.Limits(),
    impacts: ImpactParts.Limits = ImpactParts.Limits()
  ) throws(IndexError) {
    self.path = path
    let session = try IndexSession(path: path, mode: mode)
    session.store.limits.summaries = summaries
    session.store.limits.impacts = impacts
    self.session = Mutex(session)
  }

  /// Whether a file is an index, judging by its first bytes; nothing else of it is read.
  public static func isIndex(_ path: String) -> Bool {
    guard !FilePublication.isSpecial(path), FilePublication.size(of: path) ?? 0 >= 100 else { return false }
    var header = [UInt8](repeating: 0, count: 100)
    do {
      let file = try FileInput(path: path)
      guard try file.read(into: &header, from: 0) == header.count else { return false }
    } catch { return false }
    // Bytes 68 to 71 of a database are its application's number.
    return header.starts(with: Array("SQLite format 3\u{0}".utf8))
      && header[68..<72].reduce(0) { $0 << 8 | Int($1) } == Schema.applicationID
  }

  /// Lends the session to a closure, one at a time.
  func lend<Value: Sendable>(_ body: (IndexSession) throws -> Value) throws -> Value {
    try session.withLock { (session) throws -> Value in
      guard let session else { throw IndexError.closed(path: path) }
      return try body(session)
    }
  }

  /// As ``lend(_:)``, for closures that throw only index errors.
  func use<Value: Sendable>(_ body: (IndexSession) throws -> Value) throws(IndexError) -> Value {
    do {
      return try lend(body)
    } catch let error as IndexError {
      throw error
    } catch let error as QueryError {
      throw .query(error)
    } catch {
      throw .io(path: path, detail: "\(error)")
    }
  }

  /// Closes the file. Calls after it throw ``IndexError/closed(path:)``.
  public func close() {
    session.withLock { $0 = nil }
  }

  // MARK: Writing

  /// Stores articles with all their findings, in one transaction.
  public func add(_ entries: [IndexEntry]) throws(IndexError) -> [AddOutcome] {
    try use { session in
      try session.write { writer in
        var outcomes: [AddOutcome] = []
        try writer.prepare(for: entries)
        for entry in entries { outcomes.append(try writer.add(entry)) }
        return outcomes
      }
    }
  }

  /// Keys of the pages that the newest versions were made from by rules with this hash.
  public func pageKeys(rules: String, archived: Bool) throws(IndexError) -> Set<UInt64> {
    try use { session in
      try session.read { session in
        let store = session.store
        guard let key = try store.first("SELECT id FROM name WHERE text = ?", [.text(rules)], { row in row.integer(0) }) else { return [] }
        var keys: Set<UInt64> = []
        let kept = archived ? " AND EXISTS(SELECT 1 FROM page p WHERE p.version = v.id)" : ""
        try store.each(
          "SELECT v.mark FROM article a JOIN version v ON v.id = a.current WHERE v.mark IS NOT NULL AND v.rules = ?\(kept)", [.integer(key)]
        ) { row in keys.insert(UInt64(bitPattern: row.integer(0))) }
        return keys
      }
    }
  }

  /// Removes an article with all its versions.
  public func remove(article id: String) throws(IndexError) -> Bool {
    try use { session in try session.write { writer in try writer.remove(id) } }
  }

  // MARK: Searching

  /// A page of quotes.
  public func quotes(_ search: Search) throws(IndexError) -> SearchHits<QuoteHit> {
    try use { try $0.page(.quote, search) { (hits, match) throws(IndexError) in try hits.quote(match) } }
  }
  /// A page of figures.
  public func figures(_ search: Search) throws(IndexError) -> SearchHits<FigureHit> {
    try use { try $0.page(.figure, search) { (hits, match) throws(IndexError) in try hits.figure(match) } }
  }
  /// A page of officials.
  public func officials(_ search: Search) throws(IndexError) -> SearchHits<OfficialHit> {
    try use { try $0.page(.official, search) { (hits, match) throws(IndexError) in try hits.official(match) } }
  }
  /// A page of articles.
  public func articles(_ search: Search) throws(IndexError) -> SearchHits<ArticleHit> {
    try use { try $0.page(.article, search) { (hits, match) throws(IndexError) in try hits.article(match) } }
  }

  /// Every matching quote.
  public func eachQuote(_ search: Search, _ body: (QuoteHit) throws -> Void) throws {
    try lend { try $0.each(.quote, search) { hits, match in try body(hits.quote(match)) } }
  }
  /// Every matching figure.
  public func eachFigure(_ search: Search, _ body: (FigureHit) throws -> Void) throws {
    try lend { try $0.each(.figure, search) { hits, match in try body(hits.figure(match)) } }
  }
  /// Every matching official.
  public func eachOfficial(_ search: Search, _ body: (OfficialHit) throws -> Void) throws {
    try lend { try $0.each(.official, search) { hits, match in try body(hits.official(match)) } }
  }
  /// Every matching article.
  public func eachArticle(_ search: Search, _ body: (ArticleHit) throws -> Void) throws {
    try lend { try $0.each(.article, search) { hits, match in try body(hits.article(match)) } }
  }

  /// How many match.
  public func count(_ kind: FindingKind, _ search: Search) throws(IndexError) -> MatchCount {
    try use { try $0.count(kind, search) }
  }

  /// Facets: counts of the matches by what they have in common.
  public func facets(_ kind: FindingKind, _ search: Search, top: Int) throws(IndexError) -> Facets {
    try survey(kind, search, top: top).facets
  }

  /// Facets and the count in one pass over the matches.
  public func survey(_ kind: FindingKind, _ search: Search, top: Int) throws(IndexError) -> (facets: Facets, count: MatchCount) {
    try use { try $0.survey(kind, search, top: top) }
  }

  /// How many findings some words occur in.
  public func wordCounts(_ words: [String], of kind: FindingKind) throws(IndexError) -> WordCounts {
    try use { try $0.wordCounts(words, of: kind) }
  }

  // MARK: Articles

  /// An article by its id, a prefix of it, or its URL.
  public func article(_ reference: String, version: Int?) throws(IndexError) -> StoredArticle {
    try use { try $0.read { try $0.library.stored($0.library.find(reference, version: version)) } }
  }
  /// The page's bytes as ingested.
  public func page(_ reference: String, version: Int?) throws(IndexError) -> [UInt8]? {
    try use { try $0.read { try $0.library.page($0.library.find(reference, version: version)) } }
  }
  /// How two versions of an article differ.
  public func difference(_ reference: String, from older: Int, to newer: Int) throws(IndexError) -> VersionDifference {
    try use {
      try $0.read { VersionDifference(from: try $0.library.article(reference, older), to: try $0.library.article(reference, newer)) }
    }
  }
  /// Passes every stored article to the body (newest versions) in the order of its id.
  public func eachStoredArticle(_ body: (StoredArticle) throws -> Void) throws {
    try lend { try $0.read { session in try session.library.eachCurrent { try body(session.library.stored($0)) } } }
  }

  // MARK: Links

  /// The articles that print the same story as one article.
  public func story(of reference: String) throws(IndexError) -> Story {
    try use { try $0.read { session in try session.story(of: session.library.find(reference, version: nil)) } }
  }
  /// Every story that more than one article prints.
  public func stories() throws(IndexError) -> [Story] {
    try use {
      try $0.read { session in
        var stories: [Story] = []
        for version in try StoryLinks(store: session.store).stories() { stories.append(try session.story(of: version)) }
        return stories.inOrderOfTime
      }
    }
  }
  /// Stores permanently that two mentions are of one person, or of two.
  public func decide(_ kind: PersonDecision.Kind, _ first: String, _ second: String) throws(IndexError) -> Int {
    try use {
      try $0.write { writer in
        try writer.store.run(
          "INSERT INTO person_decision(kind, first, second) VALUES(?, ?, ?)", [.text(kind.rawValue), .text(first), .text(second)])
        return Int(writer.store.lastKey)
      }
    }
  }
  /// The decisions about persons, by number.
  public func decisions() throws(IndexError) -> [StoredDecision] {
    try use {
      try $0.read { session in
        var decisions: [StoredDecision] = []
        try session.store.each("SELECT id, kind, first, second FROM person_decision ORDER BY id", []) { row in
          guard let kind = PersonDecision.Kind(rawValue: row.text(1)) else { return }
          decisions.append(StoredDecision(number: Int(row.integer(0)), kind: kind, first: row.text(2), second: row.text(3)))
        }
        return decisions
      }
    }
  }
  /// Undoes a decision.
  public func undo(decision number: Int) throws(IndexError) -> Bool {
    try use {
      try $0.write { writer in
        guard try writer.store.number("SELECT count(*) FROM person_decision WHERE id = ?", [SQLiteValue(number)]) > 0 else { return false }
        try writer.store.run("DELETE FROM person_decision WHERE id = ?", [SQLiteValue(number)])
        return true
      }
    }
  }

  // MARK: Upkeep

  /// The sizes and times of the file and of the log beside it.
  public func changeTag() throws(IndexError) -> String {
    [path, path + "-wal"].map { "\(FileStamp(path: $0))" }.joined(separator: " ")
  }

  /// What the index holds.
  public func statistics() throws(IndexError) -> IndexStatistics { try use { try $0.read { try IndexCensus($0).statistics() } } }
  /// Checks storage, full text, spans and counts.
  public func check() throws(IndexError) -> CheckReport { try use { try $0.read { try IndexCheck($0).report() } } }
  /// Extracts every stored version's findings again and stores those that differ.
  public func reindex(_ extract: (Article) throws -> ArticleRecord) throws -> ReindexReport {
    try lend { try Reindexing($0).run(extract) }
  }
}
