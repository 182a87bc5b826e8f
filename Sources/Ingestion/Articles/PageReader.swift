public import Record

/// Turns a page's bytes into an article: plain text by its lines, HTML by finding content and metadata on the page.
public struct PageReader: Sendable {
  /// Makes a reader; tables are loaded once per process.
  public init() {}

  /// The article of a page.
  /// - Throws: ``IngestionError`` if the page holds no article, or cannot be read.
  public func article(of page: RawPage) throws(IngestionError) -> Article {
    var article =
      switch page.content {
      case .text: try PlainTextReader().article(of: page)
      case .html(let bytes): try HTMLArticleReader.article(of: page, bytes: bytes)
      }
    if article.tags.isEmpty { article.tags = page.tags }
    article.section = article.section ?? page.section
    article.warnings = page.warnings + article.warnings
    return article
  }
}
