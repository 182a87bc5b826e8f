public import Linkage
public import Record
internal import Synchronization

/// The index in a PostgreSQL database (15 or later), for more than one machine holds or writes.
///
/// Answers are those of ``SQLiteIndex``: the same hits, counts, facets, scores and orders. Several programs may add at once. What ``add(_:)`` has
/// reported is on the server's disk (`synchronous_commit`); one call is one transaction. Readers see the state of the last commit and wait for
/// nobody.
public final class PostgreSQLIndex: SearchIndex {
  /// The address, one of libpq's connection strings without a password.
  public let place: String
  private let session: Mutex<PostgreSQLSession?>

  /// Whether an index's location is an address of a database rather than a file's path.
  public static func isPlace(_ location: String) -> Bool { location.hasPrefix("postgresql://") || location.hasPrefix("postgres://") }

  /// Opens an index; to write, its tables are made in the schema `onrecord` of the database if they are missing.
  ///
  /// Throws ``IndexError/unreachable(path:detail:)``, or ``IndexError/wrongPlace(detail:)`` where the address holds a password: every user of a
  /// machine sees the arguments of its programs.
  public convenience init(_ place: String, mode: IndexMode) throws(IndexError) { try self.init(place, mode: mode, schema: .newest) }

  init(_ place: String, mode: IndexMode, schema: PostgreSQLSchema) throws(IndexError) {
    self.place = place
    session = Mutex(try PostgreSQLSession(place, mode: mode, schema: schema))
  }

  /// Lends the session to a body; one at a time.
  private func lend<Value: Sendable>(_ body: (PostgreSQLSession) throws -> Value) throws -> Value {
    try session.withLock { (session) throws -> Value in
      guard let session else { throw IndexError.closed(path: place) }
      return try body(session)
    }
  }

  /// As ``lend(_:)`` for bodies that throw nothing but index errors.
  private func use<Value: Sendable>(_ body: (PostgreSQLSession) throws -> Value) throws(IndexError) -> Value {
    do {
      return try lend(body)
    } catch let error as IndexError {
      throw error
    } catch let error as QueryError {
      throw .query(error)
    } catch {
      throw .io(path: place, detail: "\(error)")
    }
  }

  /// Closes the connection. Calls after it throw ``IndexError/closed(path:)``.
  public func close() {
    session.withLock { $0 = nil }
  }

  // MARK: Writing

  /// Stores articles with all their findings, in one transaction.
  public func add(_ entries: [IndexEntry]) throws(IndexError) -> [AddOutcome] {
    guard !entries.isEmpty else { return [] }
    return try use { session in
      try session.write { writer in
        try writer.prepare(for: entries)
        var outcomes: [AddOutcome] = []
        for entry in entries { outcomes.append(try writer.add(entry)) }
        return outcomes
      }
    }
  }

  /// Keys of the pages that the newest versions were made from by rules with this hash.
  public func pageKeys(rules: String, archived: Bool) throws(IndexError) -> Set<UInt64> {
    let kept = archived ? " AND EXISTS(SELECT 1 FROM page p WHERE p.version = v.id)" : ""
    return try use { session in
      try session.read {
        let rows = try session.connection.query(
          "SELECT v.mark FROM article a JOIN version v ON v.id = a.current WHERE v.mark IS NOT NULL AND v.rules = $1\(kept)", [.text(rules)]
        )
        return Set((0..<rows.count).map { UInt64(bitPattern: rows.integer($0, 0)) })
      }
    }
  }

  /// Takes an article and all its versions out.
  public func remove(article id: String) throws(IndexError) -> Bool {
    try use { session in try session.write { writer in try writer.remove(id) } }
  }

  // MARK: Searching

  /// A page of quotes.
  public func quotes(_ search: Search) throws(IndexError) -> SearchHits<QuoteHit> {
    try use { session in
      try session.read { try session.searching.page(.quote, search) { (hits, place) throws(IndexError) in try hits.quote(place) } }
    }
  }
  /// A page of figures.
  public func figures(_ search: Search) throws(IndexError) -> SearchHits<FigureHit> {
    try use { session in
      try session.read { try session.searching.page(.figure, search) { (hits, place) throws(IndexError) in try hits.figure(place) } }
    }
  }
  /// A page of officials.
  public func officials(_ search: Search) throws(IndexError) -> SearchHits<OfficialHit> {
    try use { session in
      try session.read { try session.searching.page(.official, search) { (hits, place) throws(IndexError) in try hits.official(place) } }
    }
  }
  /// A page of articles.
  public func articles(_ search: Search) throws(IndexError) -> SearchHits<ArticleHit> {
    try use { session in
      try session.read { try session.searching.page(.article, search) { (hits, place) throws(IndexError) in try hits.article(place) } }
    }
  }

  /// Every matching quote.
  public func eachQuote(_ search: Search, _ body: (QuoteHit) throws -> Void) throws {
    try lend { session in try session.read { try session.searching.each(.quote, search) { hits, place in try body(hits.quote(place)) } } }
  }
  /// Every matching figure.
  public func eachFigure(_ search: Search, _ body: (FigureHit) throws -> Void) throws {
    try lend { session in try session.read { try session.searching.each(.figure, search) { hits, place in try body(hits.figure(place)) } } }
  }
  /// Every matching official.
  public func eachOfficial(_ search: Search, _ body: (OfficialHit) throws -> Void) throws {
    try lend { session in
      try session.read { try session.searching.each(.official, search) { hits, place in try body(hits.official(place)) } }
    }
  }
  /// Every matching article.
  public func eachArticle(_ search: Search, _ body: (ArticleHit) throws -> Void) throws {
    try lend { session in try session.read { try session.searching.each(.article, search) { hits, place in try body(hits.article(place)) } }
    }
  }

  /// How many match.
  public func count(_ kind: FindingKind, _ search: Search) throws(IndexError) -> MatchCount {
    try use { session in try session.read { try session.searching.count(kind, search) } }
  }
  /// Counts of the matches by what they have in common.
  public func facets(_ kind: FindingKind, _ search: Search, top: Int) throws(IndexError) -> Facets {
    try use { session in try session.read { try session.searching.survey(kind, search, top: top).facets } }
  }

  /// In how many findings words stand.
  public func wordCounts(_ words: [String], of kind: FindingKind) throws(IndexError) -> WordCounts {
    try use { session in try session.read { try session.searching.wordCounts(words, of: kind) } }
  }

  // MARK: Articles

  /// An article by its id, a prefix of it, its URL, or the id of a finding.
  public func article(_ reference: String, version: Int?) throws(IndexError) -> StoredArticle {
    try use { session in try session.read { try session.library.stored(session.library.find(reference, version: version)) } }
  }
  /// The page's bytes as ingested.
  public func page(_ reference: String, version: Int?) throws(IndexError) -> [UInt8]? {
    try use { session in try session.read { try session.library.page(session.library.find(reference, version: version)) } }
  }
  /// What two versions of an article differ in.
  public func difference(_ reference: String, from older: Int, to newer: Int) throws(IndexError) -> VersionDifference {
    try use { session in
      try session.read {
        let library = session.library
        return VersionDifference(
          from: try library.stored(library.find(reference, version: older)), to: try library.stored(library.find(reference, version: newer))
        )
      }
    }
  }
  /// Hands out every stored article (newest versions) in the order of its id.
  public func eachStoredArticle(_ body: (StoredArticle) throws -> Void) throws {
    try lend { session in try session.read { try session.library.eachCurrent { try body(session.library.stored($0)) } } }
  }

  // MARK: Links

  /// The articles that print the story of one.
  public func story(of reference: String) throws(IndexError) -> Story {
    try use { session in try session.read { try session.story(of: session.library.find(reference, version: nil)) } }
  }
  /// Every story that more than one article prints.
  public func stories() throws(IndexError) -> [Story] {
    try use { session in
      try session.read {
        var stories: [Story] = []
        for version in try session.stories.stories() { stories.append(try session.story(of: version)) }
        return stories.inOrderOfTime
      }
    }
  }
  /// Stores for good that two mentions are of one person, or of two.
  public func decide(_ kind: PersonDecision.Kind, _ first: String, _ second: String) throws(IndexError) -> Int {
    try use { session in
      try session.write { _ in
        let rows = try session.connection.query(
          "INSERT INTO person_decision(kind, first, second) VALUES($1, $2, $3) RETURNING id",
          [.text(kind.rawValue), .text(first), .text(second)])
        return Int(rows.integer(0, 0))
      }
    }
  }
  /// The decisions about persons, by number.
  public func decisions() throws(IndexError) -> [StoredDecision] {
    try use { session in
      try session.read {
        let rows = try session.connection.query("SELECT id, kind, first, second FROM person_decision ORDER BY id")
        return (0..<rows.count).compactMap { row in
          PersonDecision.Kind(rawValue: rows.text(row, 1)).map {
            StoredDecision(number: Int(rows.integer(row, 0)), kind: $0, first: rows.text(row, 2), second: rows.text(row, 3))
          }
        }
      }
    }
  }
  /// Takes a decision back.
  public func undo(decision number: Int) throws(IndexError) -> Bool {
    try use { session in
      try session.write { _ in
        try session.connection.query("DELETE FROM person_decision WHERE id = $1", [PostgreSQLValue(number)]).changed > 0
      }
    }
  }

  // MARK: Upkeep

  /// The newest and the sum of the numbers of the transactions that stored something: one that ends after a later one was begun changes the sum.
  public func changeTag() throws(IndexError) -> String {
    try use { session in
      try session.read {
        try session.connection.query("SELECT coalesce(max(id), 0) || '.' || coalesce(sum(id), 0) FROM change").text(0, 0)
      }
    }
  }
  /// What the index holds.
  public func statistics() throws(IndexError) -> IndexStatistics {
    try use { session in try session.read { try PostgreSQLUpkeep(session).statistics() } }
  }
  /// Verifies records, full text, spans and counts.
  public func check() throws(IndexError) -> CheckReport {
    try use { session in try session.read { try PostgreSQLUpkeep(session).check() } }
  }
  /// Extracts every stored version's findings anew and stores those that differ.
  public func reindex(_ extract: (Article) throws -> ArticleRecord) throws -> ReindexReport {
    try lend { try PostgreSQLUpkeep($0).reindex(extract) }
  }
}
