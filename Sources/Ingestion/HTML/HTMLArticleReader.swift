internal import Platform
public import Record

/// Turns an HTML page into an article: cut, parse, metadata, content.
public enum HTMLArticleReader {
  /// How long one page may take.
  static let timeLimit = Duration.seconds(4)

  /// The article of a page whose bytes (after gunzip) are given.
  /// - Throws: ``IngestionError`` with reason `notArticle` where the page holds none.
  public static func article(of page: RawPage, bytes: [UInt8]) throws(IngestionError) -> Article {
    let source = page.source ?? page.id ?? "standard input"
    let cut = PageCutter.cut(bytes)
    let (tree, stoppedEarly) = LibXML2Parser.parse(cut.markup, limit: timeLimit)
    var warnings = cut.warnings
    if stoppedEarly { warnings.append("page cut off: parsing it took too long") }
    let analysis = PageAnalysis(tree, vocabulary: .standard)
    let titles = analysis.headline >= 0 ? [tree.plainText(analysis.headline)] : []
    let content = ContentFinder(page: analysis, titles: titles, structuredBody: nil).content()
    let (text, paragraphs) = TextBuilder.build(content.blocks)
    guard !text.isEmpty else {
      throw IngestionError(.notArticle, source: source, message: "no article here: the page holds no running text")
    }
    return Article(
      id: page.id ?? "", source: page.source, url: page.url, title: titles.first, text: text, paragraphs: paragraphs,
      provenance: Provenance(contentSHA256: "", mediaType: "text/html", encoding: "utf-8"), origins: ["text": content.origin],
      warnings: warnings)
  }
}
