public import Record

/// Turns a page's bytes into an article: decode, parse, find content and metadata.
public struct PageReader: Sendable {
  /// Makes a reader; tables are loaded once a process.
  public init() {}

  /// The article of a page.
  /// - Throws: ``IngestionError`` where the page holds no article, or cannot be read.
  public func article(of page: RawPage) throws(IngestionError) -> Article {
    throw IngestionError(.unsupported, source: page.source ?? "standard input", message: "not read yet")
  }
}
