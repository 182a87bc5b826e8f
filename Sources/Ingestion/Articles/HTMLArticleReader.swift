internal import Platform
package import Ranking
public import Record

/// Turns an HTML page into an article: decodes, cuts and parses it, then reads metadata and content.
public enum HTMLArticleReader {
  /// How long one page's parse may take.
  static let timeLimit = Duration.seconds(3)

  /// The article of a page whose bytes (after gunzip) are given.
  /// - Throws: ``IngestionError`` with reason `notArticle` if the page holds none.
  public static func article(of page: RawPage, bytes: [UInt8]) throws(IngestionError) -> Article {
    try article(of: page, bytes: bytes, step: nil, by: .cut)
  }

  /// The names of the cascade's steps, in order of trust.
  package static var steps: [String] { ContentSteps.all.map { $0.name } + [StructuredDataStep.name] }

  /// The article as a single step of the cascade finds it, for measuring that step; with `nil`, as the whole cascade does. `way` is how
  /// the page is parsed first.
  package static func article(
    of page: RawPage, bytes: [UInt8], step: String?, by way: PageParsing = .cut
  ) throws(IngestionError) -> Article {
    var prepared = prepare(page, bytes, by: way)
    let content = prepared.finder(only: step).content()
    let (text, paragraphs) = TextBuilder.build(content.blocks)
    if content.blocks.contains(where: \.isCut) {
      prepared.warnings.append("a paragraph longer than \(BlockReader.longest >> 20) MB was cut off")
    }
    guard !text.isEmpty else {
      let links = LinkList.count(prepared.analysis)
      if links > 0 { throw indexPage(page, links) }
      throw page.error(.notArticle, "no article here: the page holds no running text")
    }
    if !prepared.metadata.saysArticle {
      if content.teasers >= 5, content.teasers > content.solid, content.solid < 3 {
        throw indexPage(page, content.teasers)
      }
      if text.utf8.count < ContentHints.least {
        throw page.error(.notArticle, "no article here: too little text; perhaps a gallery, a login or an error page")
      }
    }
    if prepared.metadata.language == nil { prepared.metadata.language = .init(TextLanguage.standard.language(of: text), "text") }
    let digest = Digest.sha256(bytes)
    var origins = prepared.metadata.origins
    origins["text"] = content.origin
    let access = prepared.metadata.access.access(of: content.blocks, page: prepared.analysis)
    if access == .teaser {
      prepared.warnings.append("only the beginning is here: the page says that it is not free to read")
    }
    var article = Article(
      id: ArticleIdentity.id(given: page.id, canonicalURL: prepared.metadata.canonicalURL?.value, contentSHA256: digest),
      source: page.source,
      url: prepared.metadata.url?.value, canonicalURL: prepared.metadata.canonicalURL?.value, site: prepared.metadata.outlet,
      title: prepared.metadata.title?.value,
      authors: prepared.metadata.authors.names, published: prepared.metadata.published?.value, modified: prepared.metadata.modified?.value,
      language: prepared.metadata.language?.value, text: text, paragraphs: paragraphs,
      tables: TextBuilder.tables(content.blocks, paragraphs),
      provenance: Provenance(
        retrieved: page.retrieved ?? prepared.saved?.retrieved, contentSHA256: digest, mediaType: "text/html",
        encoding: prepared.decoded.encoding,
        warcRecordID: page.warcRecordID, warcOffset: page.warcOffset),
      origins: origins, warnings: prepared.warnings)
    article.tags = prepared.metadata.tags
    article.section = prepared.metadata.section?.value
    article.access = access
    return article
  }

  private static func indexPage(_ page: RawPage, _ links: Int) -> IngestionError {
    var error = page.error(.notArticle, "no article here: an index page, a list of links to \(links) others")
    error.isWalkedIndex = page.isWalked
    return error
  }

  /// A page that is ready for its content to be searched.
  private struct Prepared {
    var decoded: DecodedText
    var warnings: [String]
    var analysis: PageAnalysis
    var metadata: PageMetadata
    var states: ScriptStates
    /// What a browser that saved the page wrote into it.
    var saved: SavedPageMark?

    func finder(only step: String?) -> ContentFinder {
      ContentFinder(
        page: analysis,
        about: .init(
          titles: metadata.headlines, authors: metadata.authors.names, structuredBody: metadata.body, states: states,
          sites: metadata.siteNames, saysArticle: metadata.saysArticle),
        only: step)
    }
  }

  private static func prepare(_ page: RawPage, _ bytes: [UInt8], by way: PageParsing = .cut) -> Prepared {
    let decoded = EncodingSniffer.decode(bytes, contentType: page.contentType)
    let parsed = PageParser.parse(decoded.utf8, limit: timeLimit, by: way)
    let warnings = decoded.warnings + parsed.warnings
    var analysis = PageAnalysis(parsed.tree, vocabulary: .standard)
    let states = ScriptStates(bytes: decoded.utf8, scripts: parsed.scripts)
    let headline = HeadlineFinder.find(analysis)
    if let headline { analysis.headline = headline.node }
    let saved = page.url == nil ? SavedPageMark(decoded.utf8) : nil
    let address = page.url ?? saved?.address
    var metadata = MetadataReader(page: analysis, jsonLD: parsed.jsonLD, address: address, titled: headline?.titled).metadata()
    addGiven(page, &metadata)
    let ownAddress = metadata.url?.value ?? metadata.canonicalURL?.value
    PublisherQuirks.standard.apply(to: &analysis, address: ownAddress, published: metadata.published?.value)
    return Prepared(decoded: decoded, warnings: warnings, analysis: analysis, metadata: metadata, states: states, saved: saved)
  }

  /// A number that changes with the features of containers; their model is made for one such number.
  package static var containerFeatureSet: UInt64 { ContainerFeatures.featureSet }

  /// A number that changes with the features of lines; their model is made for one such number.
  package static var lineFeatureSet: UInt64 { LineFeatures.featureSet }

  /// The short lines of a page's body with their features, to train the line filter.
  package static func lines(of page: RawPage, bytes: [UInt8]) -> [(text: String, features: CandidateFeatures?)] {
    prepare(page, bytes).finder(only: nil).lines().map { (String(decoding: $0.text, as: UTF8.self), $0.features) }
  }

  /// The containers of a page with their features and the text that each gives, to train their ranking.
  package static func containers(of page: RawPage, bytes: [UInt8]) -> [(origin: String, text: String, features: CandidateFeatures)] {
    let prepared = prepare(page, bytes)
    return prepared.finder(only: nil).allContents().map { ($0.origin, TextBuilder.build($0.blocks).text, $0.features) }
  }

  /// Fills in from the input what the page does not say itself.
  private static func addGiven(_ page: RawPage, _ metadata: inout PageMetadata) {
    metadata.title = metadata.title ?? .init(page.title, "input")
    metadata.site = metadata.site ?? .init(page.site, "input")
    metadata.published = metadata.published ?? .init(page.published.flatMap { GivenDate.normalized($0) }, "input")
    if metadata.authors.names.isEmpty || page.isLetter, !page.authors.isEmpty {
      metadata.authors = (page.authors.flatMap { AuthorNames.standard.names(in: $0, site: metadata.site?.value) }, "input")
    }
    if page.isLetter {
      // If the markup is only an article, the input around it has the metadata, and the markup is the text.
      metadata.title = .init(page.title, "input") ?? metadata.title
      metadata.saysArticle = true
    }
  }
}
