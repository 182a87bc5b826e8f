public import Record

/// How an index is opened.
public enum IndexMode: Sendable {
  /// To search alone; the file must exist.
  case read
  /// To add as well; the file and its folders are made if missing.
  case write
}

/// The index in one SQLite file.
public final class SQLiteIndex: SearchIndex {
  private let path: String

  /// Opens or makes an index.
  public init(path: String, mode: IndexMode) throws(IndexError) {
    self.path = path
    throw .missing(path: path)
  }

  public func add(_ entries: [IndexEntry]) throws(IndexError) -> [AddOutcome] { throw .closed(path: path) }
  public func remove(article id: String) throws(IndexError) -> Bool { throw .closed(path: path) }
  public func quotes(_ search: Search) throws(IndexError) -> SearchHits<QuoteHit> { throw .closed(path: path) }
  public func figures(_ search: Search) throws(IndexError) -> SearchHits<FigureHit> { throw .closed(path: path) }
  public func officials(_ search: Search) throws(IndexError) -> SearchHits<OfficialHit> { throw .closed(path: path) }
  public func articles(_ search: Search) throws(IndexError) -> SearchHits<ArticleHit> { throw .closed(path: path) }
  public func eachQuote(_ search: Search, _ body: (QuoteHit) throws -> Void) throws {}
  public func eachFigure(_ search: Search, _ body: (FigureHit) throws -> Void) throws {}
  public func eachOfficial(_ search: Search, _ body: (OfficialHit) throws -> Void) throws {}
  public func eachArticle(_ search: Search, _ body: (ArticleHit) throws -> Void) throws {}
  public func count(_ kind: FindingKind, _ search: Search) throws(IndexError) -> MatchCount { throw .closed(path: path) }
  public func facets(_ kind: FindingKind, _ search: Search, top: Int) throws(IndexError) -> Facets { throw .closed(path: path) }
  public func article(_ reference: String, version: Int?) throws(IndexError) -> StoredArticle { throw .closed(path: path) }
  public func page(_ reference: String, version: Int?) throws(IndexError) -> [UInt8]? { throw .closed(path: path) }
  public func difference(_ reference: String, from older: Int, to newer: Int) throws(IndexError) -> VersionDifference {
    throw .closed(path: path)
  }
  public func statistics() throws(IndexError) -> IndexStatistics { throw .closed(path: path) }
  public func check() throws(IndexError) -> CheckReport { throw .closed(path: path) }
  public func reindex(_ extract: (Article) throws -> ArticleRecord) throws -> ReindexReport { throw IndexError.closed(path: path) }
  public func eachStoredArticle(_ body: (StoredArticle) throws -> Void) throws {}
  public func close() {}
}
