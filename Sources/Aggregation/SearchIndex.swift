public import Linkage
public import Record

/// The contract between the index and everyone who asks it: what any backend must do.
///
/// An index is made of articles with their findings. Each article has versions; search looks at the newest alone, the
/// older ones stay readable. All calls may come from any thread; calls on one index run one after the other. Open the
/// same index several times to read in parallel.
///
/// ```swift
/// let index = try SQLiteIndex(path: "news.db", mode: .write)
/// _ = try index.add([IndexEntry(record, page: bytes)])
/// let hits = try index.quotes(Search(try Query(parsing: "refugees speaker:archambault")))
/// ```
public protocol SearchIndex: Sendable {
  /// Stores articles with all their findings, in one transaction: when the call returns, all of them are on disk; when
  /// it throws, none of them is there. An article that is stored already, by its id, becomes a new version if its
  /// content differs.
  func add(_ entries: [IndexEntry]) throws(IndexError) -> [AddOutcome]
  /// Marks of the pages that the newest versions were made of (see ``IndexEntry/init(_:page:mark:)``) by rules with this hash: a page with one of
  /// them need not be read again.
  /// - Parameter archived: only of versions whose pages are kept.
  func pageMarks(rules: String, archived: Bool) throws(IndexError) -> Set<UInt64>
  /// Removes an article with all its versions. `false` if there was none.
  func remove(article id: String) throws(IndexError) -> Bool

  /// A page of quotes.
  func quotes(_ search: Search) throws(IndexError) -> SearchHits<QuoteHit>
  /// A page of figures.
  func figures(_ search: Search) throws(IndexError) -> SearchHits<FigureHit>
  /// A page of officials, one hit an article and person.
  func officials(_ search: Search) throws(IndexError) -> SearchHits<OfficialHit>
  /// A page of articles.
  func articles(_ search: Search) throws(IndexError) -> SearchHits<ArticleHit>

  /// Every matching quote in the order of the search, nothing capped; ``Search/limit`` counts only where it is set.
  /// The body must not call the same index.
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
  /// ``facets(_:_:top:)`` and ``count(_:_:)`` together, which can cost less than one after the other.
  func survey(_ kind: FindingKind, _ search: Search, top: Int) throws(IndexError) -> (facets: Facets, count: MatchCount)

  /// In how many findings of a kind words stand: single words as ``FoldedWords`` reads them, each counted in all its forms.
  func wordCounts(_ words: [String], of kind: FindingKind) throws(IndexError) -> WordCounts

  /// An article by its id, an unambiguous prefix of 6 or more characters of the id, or its URL; the newest version
  /// unless one is named. Throws ``IndexError/noSuchArticle(_:)`` or ``IndexError/ambiguous(_:candidates:)``.
  func article(_ reference: String, version: Int?) throws(IndexError) -> StoredArticle
  /// The page's bytes as ingested; `nil` where the archive was off.
  func page(_ reference: String, version: Int?) throws(IndexError) -> [UInt8]?
  /// What two versions of an article differ in: text by paragraph, findings by id.
  func difference(_ reference: String, from older: Int, to newer: Int) throws(IndexError) -> VersionDifference

  /// The articles that print the story of one; that alone where no other does.
  func story(of reference: String) throws(IndexError) -> Story
  /// Every story that more than one article prints, the first published first.
  func stories() throws(IndexError) -> [Story]
  /// Stores for good that two mentions (ids of officials) are of one person, or of two; its number.
  func decide(_ kind: PersonDecision.Kind, _ first: String, _ second: String) throws(IndexError) -> Int
  /// The decisions about persons, by number.
  func decisions() throws(IndexError) -> [StoredDecision]
  /// Undoes a decision. `false` if there was none of that number.
  func undo(decision number: Int) throws(IndexError) -> Bool

  /// A text that changes whenever something is stored; cheap to ask for.
  func changeMark() throws(IndexError) -> String
  /// What the index holds.
  func statistics() throws(IndexError) -> IndexStatistics
  /// Verifies storage, full text, spans and counts; an empty list of problems is a clean index.
  func check() throws(IndexError) -> CheckReport
  /// Extracts every stored version's findings again and stores those that differ.
  func reindex(_ extract: (Article) throws -> ArticleRecord) throws -> ReindexReport
  /// Passes every stored article to the body (newest versions) in the order of its id.
  func eachStoredArticle(_ body: (StoredArticle) throws -> Void) throws
  /// Closes the index. Calls after it throw ``IndexError/closed(path:)``.
  func close()
}

extension SearchIndex {
  /// One after the other.
  public func survey(_ kind: FindingKind, _ search: Search, top: Int) throws(IndexError) -> (facets: Facets, count: MatchCount) {
    (try facets(kind, search, top: top), try count(kind, search))
  }
}
