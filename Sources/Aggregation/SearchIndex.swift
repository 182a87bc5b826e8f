public import Linkage
public import Record

/// The contract between an index and its callers: what every backend must do.
///
/// An index holds articles with their findings. Each article has versions; search looks only at the newest, and the older ones stay
/// readable. Calls may come from any thread; calls on one index run one after the other. To read in parallel, open the same index several
/// times.
///
/// ```swift
/// let index = try SQLiteIndex(path: "news.db", mode: .write)
/// _ = try index.add([IndexEntry(record, page: bytes)])
/// let hits = try index.quotes(Search(try Query(parsing: "refugees speaker:archambault")))
/// ```
public protocol SearchIndex: Sendable {
  /// Stores articles with all their findings, in one transaction: when the call returns, all of them are on disk; when it throws, none of
  /// them is there. If an article with the same id is stored already and its content differs, this becomes a new version of it.
  func add(_ entries: [IndexEntry]) throws(IndexError) -> [AddOutcome]
  /// Keys of the pages that the newest versions were made from (see ``IndexEntry/init(_:page:pageKey:)``) by rules with this hash. A page
  /// with one of these keys need not be read again.
  /// - Parameter archived: only of versions whose pages are kept.
  func pageKeys(rules: String, archived: Bool) throws(IndexError) -> Set<UInt64>
  /// Removes an article with all its versions. `false` if there was none.
  func remove(article id: String) throws(IndexError) -> Bool

  /// A page of quotes.
  func quotes(_ search: Search) throws(IndexError) -> SearchHits<QuoteHit>
  /// A page of figures.
  func figures(_ search: Search) throws(IndexError) -> SearchHits<FigureHit>
  /// A page of officials, one hit per article and person.
  func officials(_ search: Search) throws(IndexError) -> SearchHits<OfficialHit>
  /// A page of articles.
  func articles(_ search: Search) throws(IndexError) -> SearchHits<ArticleHit>

  /// Every matching quote in the order of the search, without a cap; ``Search/limit`` counts only if it is set. The closure must not call
  /// the same index.
  func eachQuote(_ search: Search, _ body: (QuoteHit) throws -> Void) throws
  /// Every matching figure.
  func eachFigure(_ search: Search, _ body: (FigureHit) throws -> Void) throws
  /// Every matching official.
  func eachOfficial(_ search: Search, _ body: (OfficialHit) throws -> Void) throws
  /// Every matching article.
  func eachArticle(_ search: Search, _ body: (ArticleHit) throws -> Void) throws

  /// How many match, and for quotes how many more would with every attribution type.
  func count(_ kind: FindingKind, _ search: Search) throws(IndexError) -> MatchCount
  /// Counts of the matches by speaker, organization, outlet, month, kind and unit; the `top` largest of each.
  func facets(_ kind: FindingKind, _ search: Search, top: Int) throws(IndexError) -> Facets
  /// ``facets(_:_:top:)`` and ``count(_:_:)`` in one call, which can cost less than two.
  func survey(_ kind: FindingKind, _ search: Search, top: Int) throws(IndexError) -> (facets: Facets, count: MatchCount)

  /// How many findings of a kind some words occur in. The words are single words as ``FoldedWords`` reads them, each counted in all its
  /// forms.
  func wordCounts(_ words: [String], of kind: FindingKind) throws(IndexError) -> WordCounts

  /// An article by its id, an unambiguous prefix of 6 or more characters of the id, or its URL; the newest version
  /// unless one is named. Throws ``IndexError/noSuchArticle(_:)`` or ``IndexError/ambiguous(_:candidates:)``.
  func article(_ reference: String, version: Int?) throws(IndexError) -> StoredArticle
  /// The page's bytes as ingested; `nil` if the archive was off.
  func page(_ reference: String, version: Int?) throws(IndexError) -> [UInt8]?
  /// How two versions of an article differ: text by paragraph, findings by id.
  func difference(_ reference: String, from older: Int, to newer: Int) throws(IndexError) -> VersionDifference

  /// The articles that print the same story as one article; only that article if no other does.
  func story(of reference: String) throws(IndexError) -> Story
  /// Every story that more than one article prints, the first published first.
  func stories() throws(IndexError) -> [Story]
  /// Stores permanently that two mentions (ids of officials) are of one person, or of two. Returns the number of the decision.
  func decide(_ kind: PersonDecision.Kind, _ first: String, _ second: String) throws(IndexError) -> Int
  /// The decisions about persons, by number.
  func decisions() throws(IndexError) -> [StoredDecision]
  /// Undoes a decision. `false` if there was none of that number.
  func undo(decision number: Int) throws(IndexError) -> Bool

  /// A text that changes whenever something is stored. It is cheap to ask for.
  func changeTag() throws(IndexError) -> String
  /// What the index holds.
  func statistics() throws(IndexError) -> IndexStatistics
  /// Checks storage, full text, spans and counts. An index without problems is clean.
  func check() throws(IndexError) -> CheckReport
  /// Extracts every stored version's findings again and stores those that differ.
  func reindex(_ extract: (Article) throws -> ArticleRecord) throws -> ReindexReport
  /// Passes every stored article (newest versions) to the closure, in the order of their ids.
  func eachStoredArticle(_ body: (StoredArticle) throws -> Void) throws
  /// Closes the index. Calls after it throw ``IndexError/closed(path:)``.
  func close()
}

extension SearchIndex {
  /// By default, one call after the other.
  public func survey(_ kind: FindingKind, _ search: Search, top: Int) throws(IndexError) -> (facets: Facets, count: MatchCount) {
    (try facets(kind, search, top: top), try count(kind, search))
  }
}
