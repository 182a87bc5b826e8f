internal import Platform
public import Record

/// Turns an HTML page into an article: decode, cut, parse, metadata, content.
public enum HTMLArticleReader {
  /// How long one page's parse may take.
  static let timeLimit = Duration.seconds(3)

  /// The article of a page whose bytes (after gunzip) are given.
  /// - Throws: ``IngestionError`` with reason `notArticle` where the page holds none.
  public static func article(of page: RawPage, bytes: [UInt8]) throws(IngestionError) -> Article {
    try article(of: page, bytes: bytes, step: nil)
  }

  /// The names of the cascade's steps, in the order in which they are believed.
  package static var steps: [String] { ContentFinder.steps.map { $0.name } + [StructuredDataStep.name] }

  /// The article as one step of the cascade alone finds it, to measure the step; with `nil` as the whole cascade does.
  package static func article(of page: RawPage, bytes: [UInt8], step: String?) throws(IngestionError) -> Article {
    let decoded = EncodingSniffer.decode(bytes, contentType: page.contentType)
    let cut = PageCutter.cut(decoded.utf8)
    let (tree, stoppedEarly) = LibXML2Parser.parse(cut, limit: timeLimit)
    var warnings = decoded.warnings + cut.warnings
    if stoppedEarly { warnings.append("page cut off: parsing it took too long") }
    var analysis = PageAnalysis(tree, vocabulary: .standard)
    let titled = analysis.headline < 0 ? HeadlineFinder.find(analysis) : nil
    if let titled { analysis.headline = titled.node }
    var metadata = MetadataReader(page: analysis, jsonLD: cut.jsonLD, address: page.url, titled: titled.map { ($0.text, $0.site) })
      .metadata()
    addGiven(page, &metadata)
    let ownAddress = metadata.url?.value ?? metadata.canonicalURL?.value
    PublisherQuirks.standard.apply(to: &analysis, address: ownAddress, published: metadata.published?.value)
    metadata.site = metadata.site ?? .init(PublisherQuirks.standard.name(of: ownAddress), "publisher")
    let content = ContentFinder(
      page: analysis,
      about: .init(titles: metadata.headlines, authors: metadata.authors.names, structuredBody: metadata.body, sites: metadata.siteNames),
      only: step
    ).content()
    let (text, paragraphs) = TextBuilder.build(content.blocks)
    if content.blocks.contains(where: \.isCut) { warnings.append("a paragraph longer than \(BlockReader.longest >> 20) MB was cut off") }
    guard !text.isEmpty else {
      throw page.error(.notArticle, "no article here: the page holds no running text")
    }
    if !metadata.saysArticle {
      if content.teasers >= 5, content.teasers > content.solid {
        throw page.error(.notArticle, "no article here: an index page, a list of links to \(content.teasers) others")
      }
      if text.utf8.count < ContentFinder.least {
        throw page.error(.notArticle, "no article here: too little text; perhaps a gallery, a login or an error page")
      }
    }
    if metadata.language == nil { metadata.language = .init(TextLanguage.standard.language(of: text), "text") }
    let digest = Digest.sha256(bytes)
    var origins = metadata.origins
    origins["text"] = content.origin
    return Article(
      id: ArticleIdentity.id(given: page.id, canonicalURL: metadata.canonicalURL?.value, contentSHA256: digest), source: page.source,
      url: metadata.url?.value, canonicalURL: metadata.canonicalURL?.value, site: metadata.site?.value, title: metadata.title?.value,
      authors: metadata.authors.names, published: metadata.published?.value, modified: metadata.modified?.value,
      language: metadata.language?.value, text: text, paragraphs: paragraphs,
      provenance: Provenance(
        retrieved: page.retrieved, contentSHA256: digest, mediaType: "text/html", encoding: decoded.encoding,
        warcRecordID: page.warcRecordID, warcOffset: page.warcOffset),
      origins: origins, warnings: warnings)
  }

  /// What stands beside the page in its input fills what the page does not tell.
  private static func addGiven(_ page: RawPage, _ metadata: inout PageMetadata) {
    metadata.title = metadata.title ?? .init(page.title, "input")
    metadata.site = metadata.site ?? .init(page.site, "input")
    metadata.published = metadata.published ?? .init(page.published.flatMap { GivenDate.normalized($0) }, "input")
  }
}
