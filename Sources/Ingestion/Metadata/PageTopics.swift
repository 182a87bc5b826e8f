/// What a page says its article is about: tags and section.
struct PageTopics {
  /// The subjects, in the page's order, each once.
  let tags: [String]
  /// The outlet's section.
  let section: PageMetadata.Found?

  /// The most tags that are kept, and the longest in bytes. Anything beyond is written for search engines.
  private static let most = 40, longest = 80

  init(_ metas: MetaTags, _ article: StructuredArticle?) {
    var given = article?.keywords ?? []
    if given.isEmpty { given = metas.all("article:tag").flatMap(Self.parted) }
    for name in ["news_keywords", "parsely-tags", "sailthru.tags", "keywords"] where given.isEmpty {
      given = metas.all(name).flatMap(Self.parted)
    }
    var seen: Set<[UInt8]> = []
    var tags: [String] = []
    for name in given where tags.count < Self.most {
      let tag = PlainMarkup.text(name).trimmed
      if !tag.isEmpty, tag.utf8.count <= Self.longest, seen.insert(FoldedText.fold(tag)).inserted { tags.append(tag) }
    }
    self.tags = tags
    section =
      .init(article?.section.map { PlainMarkup.text($0) }, "json-ld") ?? .init(metas.first("article:section", "og:article:section"), "og")
      ?? .init(metas.first("parsely-section", "itemprop articlesection", "section", "dc.subject"), "meta")
  }

  /// One attribute often holds several tags.
  private static func parted(_ content: String) -> [String] { content.split { $0 == "," || $0 == ";" }.map(String.init) }
}
