internal import Extraction
public import Ingestion
internal import Platform
public import Record

/// The path of one article: raw page → article → record. It is stateless; the same page always gives the same record.
public struct Pipeline: Sendable {
  private let reader = PageReader()
  private let extractor: Extractor

  /// Makes a pipeline.
  /// - Parameter explains: whether findings carry the rule and words they are based on.
  public init(explains: Bool = false) { extractor = Extractor(explains: explains) }

  /// The record of a page.
  /// - Throws: ``IngestionError`` if the page cannot be read or holds no article.
  public func record(of page: RawPage) throws(IngestionError) -> ArticleRecord {
    if page.isListOfFiles {
      throw page.error(.notArticle, "these lines are names of files; to read the files: … | xargs -d '\\n' onrecord …")
    }
    return extractor.record(of: try reader.article(of: page))
  }

  /// The record of an article that was read before, by the present rules.
  public func record(of article: Article) -> ArticleRecord { extractor.record(of: article) }
}

extension RawPage {
  /// Whether the text is the output of `ls`: from standard input, with every line the name of an existing file.
  fileprivate var isListOfFiles: Bool {
    guard source == nil, id == nil, url == nil, bytes.count < 1 << 20 else { return false }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    return !lines.isEmpty && lines.prefix(100).allSatisfy { $0.utf8.count < 4096 && FilePublication.size(of: String($0)) != nil }
  }
}
