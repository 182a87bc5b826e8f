internal import Extraction
public import Ingestion
public import Record

/// The way of one article: raw page → article → record. Stateless; the same page gives the same record.
public struct Pipeline: Sendable {
  private let reader = PageReader()
  private let extractor: Extractor

  /// Makes a pipeline.
  /// - Parameter explains: whether findings carry the rule and words they rest on.
  public init(explains: Bool = false) { extractor = Extractor(explains: explains) }

  /// The record of a page.
  /// - Throws: ``IngestionError`` where the page cannot be read or holds no article.
  public func record(of page: RawPage) throws(IngestionError) -> ArticleRecord { extractor.record(of: try reader.article(of: page)) }

  /// The record of an article that is at hand: by the present rules.
  public func record(of article: Article) -> ArticleRecord { extractor.record(of: article) }
}
