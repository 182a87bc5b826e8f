public import Aggregation
internal import Platform
internal import Record

/// A search saved under a name, with what it had found when it was last looked at.
public struct SavedSearch: Sendable, Hashable {
  /// The name, unique in its index.
  public var name: String
  /// What is searched for.
  public var kind: FindingKind
  /// The query as written; empty for everything.
  public var query: String
  /// The options that narrow it, by the names of ``SearchOption``.
  public var options: [String: String]
  /// When it was saved (RFC 3339).
  public var created: String
  /// When its findings were last marked as seen (RFC 3339).
  public var seenAt: String
  /// The findings at that time, as ``SavedSearches/key(of:)``.
  var seen: Set<UInt64>

  /// Makes a search of which nothing has been seen.
  public init(name: String, kind: FindingKind, query: String, options: [String: String] = [:]) {
    self.name = name
    self.kind = kind
    self.query = query
    self.options = options
    created = CalendarDay.instant(WallClock.seconds * 1_000_000)
    seenAt = created
    seen = []
  }

  /// How many findings there were when it was last looked at.
  public var seenCount: Int { seen.count }

  /// Whether a finding was there when the search was last looked at, by its stable id (for an article, the article's id).
  public func hasSeen(_ id: String) -> Bool { seen.contains(SavedSearches.key(of: id)) }

  /// The search to run on the index: newest first.
  public func search(limit: Int? = nil) throws(QueryError) -> Search {
    var filters: QueryOptions
    do {
      filters = try QueryOptions { options[$0.rawValue] }
    } catch {
      throw QueryError(column: 0, problem: error.description)
    }
    let query = try Query(parsing: query)
    filters.leaveOutDoubtful(of: query)
    return Search(query, options: filters, sort: .date, limit: limit)
  }
}

/// The searches saved for an index, in a file beside it (`news.db.saved.json`; for a database see ``IndexLocation/companion(of:)``). The
/// command line and the pages share them.
///
/// A finding is new if it was not among the search's findings when they were last marked as seen. So a finding in an old article that was
/// ingested today is new, and one that was extracted again with the same words is not.
public struct SavedSearches: Sendable {
  private let path: String

  /// The searches of the index at a path.
  public init(index path: String) { self.path = IndexLocation.companion(of: path) + ".saved.json" }

  /// A finding's id as a number, by which the findings that were seen are kept.
  static func key(of id: String) -> UInt64 {
    id.utf8.count == 16 ? UInt64(id, radix: 16) ?? Digest.sha256Prefix(Array(id.utf8)) : Digest.sha256Prefix(Array(id.utf8))
  }

  /// All searches, by name.
  public func all() throws -> [SavedSearch] {
    guard let bytes = try WholeFile.bytes(at: path) else { return [] }
    let value: JSONValue
    do {
      value = try JSONValue(parsing: bytes)
    } catch {
      throw SavedSearchError.unreadable(path: path, detail: error.message)
    }
    return (value["searches"]?.elements ?? []).compactMap(Self.read)
  }

  /// The search with a name.
  public func search(named name: String) throws -> SavedSearch? { try all().first { $0.name == name } }

  /// Saves a search, replacing one of the same name.
  public func save(_ search: SavedSearch) throws {
    try change { searches in
      searches.removeAll { $0.name == search.name }
      searches.append(search)
    }
  }

  /// Removes a search; `false` if there was none.
  public func remove(_ name: String) throws -> Bool {
    try change { searches in
      let before = searches.count
      searches.removeAll { $0.name == name }
      return searches.count < before
    }
  }

  /// Marks what a search finds now as seen: later, only what has been added since is new.
  public func markSeen(_ name: String, in index: any SearchIndex) throws {
    guard let search = try search(named: name) else { return }
    var seen: Set<UInt64> = []
    try Self.each(search, in: index) { seen.insert(Self.key(of: $0)) }
    let now = CalendarDay.instant(WallClock.seconds * 1_000_000)
    try change { searches in
      guard let place = searches.firstIndex(where: { $0.name == name }) else { return }
      searches[place].seen = seen
      searches[place].seenAt = now
    }
  }

  /// Marks findings that have been shown as seen, in addition to those marked before.
  public func markSeen(_ name: String, findings ids: [String]) throws {
    let now = CalendarDay.instant(WallClock.seconds * 1_000_000)
    try change { searches in
      guard let place = searches.firstIndex(where: { $0.name == name }) else { return }
      for id in ids { searches[place].seen.insert(Self.key(of: id)) }
      searches[place].seenAt = now
    }
  }

  /// How many findings of a search were not there when it was last looked at.
  public static func countNew(_ search: SavedSearch, in index: any SearchIndex) throws -> Int {
    var count = 0
    try each(search, in: index) { if !search.hasSeen($0) { count += 1 } }
    return count
  }

  private static func each(_ search: SavedSearch, in index: any SearchIndex, _ body: (String) -> Void) throws {
    let asked = try index.withAllNames(search.search())
    switch search.kind {
    case .quote: try index.eachQuote(asked) { body($0.id) }
    case .figure: try index.eachFigure(asked) { body($0.id) }
    case .official: try index.eachOfficial(asked) { body($0.id) }
    case .article: try index.eachArticle(asked) { body($0.article.id) }
    }
  }

  // MARK: The file

  private func change<Value>(_ body: (inout [SavedSearch]) throws -> Value) throws -> Value {
    FolderMaker.makeParents(of: path)
    return try WholeFile.alone(lock: path + ".lock") {
      var searches = try all()
      let value = try body(&searches)
      searches.sort { $0.name < $1.name }
      try WholeFile.replace(path, with: Self.bytes(searches))
      return value
    }
  }

  private static func bytes(_ searches: [SavedSearch]) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      writer.key("searches")
      writer.array(searches) { writer, search in
        writer.object { writer in
          writer.member("name", search.name)
          writer.member("kind", search.kind.rawValue)
          writer.member("query", search.query)
          writer.key("options")
          writer.object { for (name, value) in search.options.sorted(by: { $0.key < $1.key }) { $0.member(name, value) } }
          writer.member("created", search.created)
          writer.member("seen_at", search.seenAt)
          writer.key("seen")
          writer.array(search.seen.sorted()) { $0.string(String($1, radix: 16)) }
        }
      }
    }
    return writer.bytes + [0x0A]
  }

  private static func read(_ value: JSONValue) -> SavedSearch? {
    guard let name = value["name"]?.string, let kind = value["kind"]?.string.flatMap({ FindingKind(rawValue: $0) }) else { return nil }
    var search = SavedSearch(name: name, kind: kind, query: value["query"]?.string ?? "")
    if case .object(let members)? = value["options"] { for member in members { search.options[member.key] = member.value.string } }
    search.created = value["created"]?.string ?? search.created
    search.seenAt = value["seen_at"]?.string ?? search.created
    search.seen = Set((value["seen"]?.elements ?? []).compactMap { $0.string.flatMap { UInt64($0, radix: 16) } })
    return search
  }
}

/// Why saved searches cannot be read or written.
public enum SavedSearchError: Error, Sendable, CustomStringConvertible {
  /// The file is damaged.
  case unreadable(path: String, detail: String)

  /// A sentence that says what to do.
  public var description: String {
    switch self {
    case .unreadable(let path, let detail): "\(path) cannot be read (\(detail)); move it away to begin anew"
    }
  }
}
