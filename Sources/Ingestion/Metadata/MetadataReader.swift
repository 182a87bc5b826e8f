internal import Knowledge

/// Reads a page's metadata from these sources, in order: JSON-LD, Open Graph and meta, microdata and `<time>`, what the reader sees, the
/// address.
struct MetadataReader {
  let page: PageAnalysis
  let jsonLD: [[UInt8]]
  /// The address the page was fetched from.
  let address: String?
  /// Headline and site as ``HeadlineFinder`` read them from the title of a page without `h1`.
  let titled: (text: String, site: String)?
  /// Where the article's own byline and date are.
  private let head: BylineArea

  init(page: PageAnalysis, jsonLD: [[UInt8]], address: String?, titled: (text: String, site: String)?) {
    self.page = page
    self.jsonLD = jsonLD
    self.address = address
    self.titled = titled
    head = BylineArea(page)
  }

  func metadata() -> PageMetadata {
    let tree = page.tree
    let tags = MetaTags(tree)
    var metadata = PageMetadata()
    let openGraph = tags.first("og:title", "twitter:title", "title", "dc.title")
    var headings = headings()
    let article = StructuredArticle(jsonLD, titles: headings + [openGraph].compactMap { $0 })
    let alternative = article?.alternativeHeadline.map { PlainMarkup.text($0).trimmed }
    // The `h1` may be the headline for search engines, in the breadcrumbs, with the reader's headline below it.
    let known = headings
    if titled == nil, let openGraph, let shown = CrumbHeadline.find(page, like: [openGraph]) { headings = [shown] }
    let structured = article?.headline.map { PlainMarkup.text($0).trimmed }
    metadata.site =
      .init(tags.first("og:site_name"), "og") ?? .init(article?.publisher, "json-ld")
      ?? .init(tags.first("application-name", "publisher", "dc.publisher"), "meta") ?? .init(titled?.site, "title")
    // Only a page that does not state its site has to be searched for the copyright line.
    let holder = metadata.site == nil ? CopyrightHolder.name(tree) : nil
    metadata.otherSites = [article?.publisher, tags.first("application-name"), titled?.site].compactMap { $0 }
    metadata.language =
      .init(Self.languageTag(tags.language), "html") ?? .init(Self.languageTag(tags.first("og:locale")), "og")
      ?? .init(Self.languageTag(article?.language), "json-ld")
    readAddresses(tags, article, &metadata)
    metadata.title =
      TitleReader(
        headings: headings, isHeading: titled == nil, structured: structured, alternative: alternative, openGraph: openGraph,
        titleElement: tags.title, site: metadata.site?.value ?? holder
      ).title()
    if metadata.site == nil {
      let host = (metadata.url ?? metadata.canonicalURL).flatMap { WebAddress($0.value) }.map { Array($0.host) }
      let suffix = metadata.title.flatMap { SiteSuffix.name(in: tags.title, after: $0.value) }
      let owner = SiteSuffix.holder(holder, host: host)
      metadata.site = .init(suffix, "title") ?? .init(owner, "copyright")
      metadata.otherSites += [owner].compactMap { $0 }
    }
    metadata.headlines =
      (headings.count == 1 ? headings : []) + (known.count == 1 ? known : [])
      + [titled == nil ? nil : tree.plainText(page.headline), metadata.title?.value, openGraph, structured, tags.title].compactMap { $0 }
    metadata.body = article?.body
    metadata.description = article?.description ?? tags.first("og:description", "description")
    let monthFirst = metadata.language.map { $0.value == "en" || $0.value == "en-US" } ?? true
    readDates(tags, article, monthFirst, &metadata)
    readAuthors(tags, article, holder, &metadata)
    let topics = PageTopics(tags, article)
    metadata.tags = topics.tags
    metadata.section = topics.section
    metadata.access = StatedAccess(tags, article)
    metadata.saysArticle =
      article?.published != nil || article?.isNews == true || tags.first("og:type")?.lowercased() == "article"
      || metadata.published.map { $0.origin == "meta" || $0.origin == "microdata" } == true
    return metadata
  }

  /// The texts of all `h1` or, if there is none, of everything marked as headline.
  private func headings() -> [String] {
    let tree = page.tree
    if let titled { return [titled.text] }
    var found: [String] = []
    let all = tree.all(.h1)
    // A heading that links to the front page is the site's name.
    let own = all.filter { !leadsHome($0) }
    for node in own.isEmpty ? all : own {
      let text = HeadingLines.text(of: node, tree)
      if !text.isEmpty, text.utf8.count < 400, !found.contains(text) { found.append(text) }
    }
    if found.isEmpty {
      for node in 0..<tree.count where page.purposes[node].contains(.headline) {
        let text = tree.plainText(node)
        if text.utf8.count > 10, text.utf8.count < 300 { return [text] }
      }
    }
    return found
  }

  /// Whether a heading holds a link to the site's first page.
  private func leadsHome(_ node: Int) -> Bool {
    (node..<min(Int(page.tree.ends[node]), node + 12)).contains { page.tree.value($0, .href, is: "/") }
  }

  private func readAddresses(_ tags: MetaTags, _ article: StructuredArticle?, _ metadata: inout PageMetadata) {
    let shared = tags.first("og:url", "twitter:url").flatMap { $0.hasPrefix("http") ? $0 : nil }
    let base = address ?? shared ?? article?.url
    metadata.canonicalURL = .init(tags.canonical.flatMap { Self.absolute($0, base: base) }, "link")
    metadata.url =
      .init(address, "input") ?? .init(shared, "og") ?? metadata.canonicalURL
      ?? .init(article?.url.flatMap { $0.hasPrefix("http") ? $0 : nil }, "json-ld")
  }

  /// An address made absolute with the page's own.
  static func absolute(_ address: String, base: String?) -> String? {
    if address.hasPrefix("http://") || address.hasPrefix("https://") { return address }
    guard let base = base.flatMap({ WebAddress($0) }) else { return nil }
    if address.hasPrefix("//") { return String(decoding: base.scheme.dropLast(2), as: UTF8.self) + address }
    guard address.hasPrefix("/") else { return nil }
    return String(decoding: base.scheme + base.authority, as: UTF8.self) + address
  }

  /// A BCP 47 tag with its usual letter case: `en-GB`.
  static func languageTag(_ value: String?) -> String? {
    guard let value = value?.trimmed, (2...20).contains(value.utf8.count) else { return nil }
    var parts = value.split(whereSeparator: { $0 == "-" || $0 == "_" }).map(String.init)
    guard let first = parts.first, (2...3).contains(first.utf8.count),
      parts.allSatisfy({ $0.utf8.allSatisfy(CharacterReferences.isAlphanumeric) })
    else { return nil }
    parts[0] = first.lowercased()
    for index in parts.indices.dropFirst() {
      parts[index] =
        parts[index].utf8.count == 2
        ? parts[index].uppercased() : parts[index].utf8.count == 4 ? parts[index].capitalizedASCII : parts[index]
    }
    return parts.joined(separator: "-")
  }

  private func readDates(_ tags: MetaTags, _ article: StructuredArticle?, _ monthFirst: Bool, _ metadata: inout PageMetadata) {
    let reader = PageDateReader.standard
    func read(_ value: String?, _ origin: String) -> PageMetadata.Found? { .init(reader.read(value, monthFirst: monthFirst), origin) }
    func first(of names: [String]) -> PageMetadata.Found? {
      for name in names {
        if let date = tags.first(name).flatMap({ read($0, "meta") }) { return date }
      }
      return nil
    }
    let host = (metadata.url ?? metadata.canonicalURL).flatMap { WebAddress($0.value) }.map {
      String(decoding: $0.host, as: UTF8.self).lowercased()
    }
    let zone = LocalZone(host: host ?? "", language: metadata.language?.value)
    let visible = VisibleDates(page: page, head: head, monthFirst: monthFirst, zone: zone).dates()
    let fromMeta = first(of: Self.publishedNames)
    // A date that is not in schema.org's format was not meant for machines; what the reader sees is more reliable.
    let isStandard =
      article?.published?.utf8.first.map { $0 == UInt8(ascii: "1") || $0 == UInt8(ascii: "2") } == true
      && article?.published?.contains("-") == true
    let structured = read(article?.published, "json-ld")
    let published = [isStandard ? structured : nil, fromMeta, visible.published, structured].compactMap { $0 }
    metadata.published = Self.finest(published) ?? .init(URLDate.read(metadata.url?.value ?? metadata.canonicalURL?.value), "url")
    metadata.modified = Self.finest(
      [
        read(article?.modified, "json-ld"),
        first(of: Self.modifiedNames),
        visible.modified,
      ].compactMap { $0 })
    // If a page gives no other date, it is from the day of its last change, as far as anybody can know.
    metadata.published = metadata.published ?? metadata.modified.flatMap { .init(String($0.value.prefix(10)), "updated") }
  }

  /// The first of the dates, made more precise by the others. A bare date is replaced by the same day with its time. A time with `+00:00`,
  /// which many systems write in JSON-LD whatever their zone, is replaced by the same instant in local time.
  static func finest(_ dates: [PageMetadata.Found]) -> PageMetadata.Found? {
    guard let first = dates.first else { return nil }
    if first.value.utf8.count == 10 { return dates.first { $0.value.utf8.count > 10 && $0.value.hasPrefix(first.value) } ?? first }
    guard first.value.hasSuffix("+00:00"), let instant = PageDateReader.minutes(first.value) else { return first }
    return dates.first { $0.origin != "dateline" && !$0.value.hasSuffix("+00:00") && PageDateReader.minutes($0.value) == instant } ?? first
  }

  private func readAuthors(_ tags: MetaTags, _ article: StructuredArticle?, _ holder: String?, _ metadata: inout PageMetadata) {
    let site = metadata.site?.value ?? holder
    let own = Set(([site, article?.publisher].compactMap { $0 } + metadata.siteNames).map { FoldedText.letters($0) })
    // Names of the site, of logins and of bodies; a person in the byline takes precedence over them.
    var organizations: [String] = []
    var people: [String] = []
    func add(_ name: String, isOrganization: Bool) {
      guard people.count + organizations.count < Self.mostAuthors else { return }
      if isOrganization || BylineLabels.standard.isFirm(name) || own.contains(FoldedText.letters(name)) || Self.isLogin(name) {
        if !organizations.contains(name) { organizations.append(name) }
      } else if !people.contains(name) {
        people.append(name)
      }
    }
    for author in article?.authors ?? [] {
      for name in AuthorNames.standard.names(in: PlainMarkup.text(author.name), site: site, isPerson: !author.isOrganization) {
        add(name, isOrganization: author.isOrganization)
      }
    }
    if !people.isEmpty {
      // An agency that wrote with them is an author; the page's own site or publisher is not.
      for name in organizations where !people.contains(name) && !own.contains(FoldedText.letters(name)) && !Self.isLogin(name) {
        people.append(name)
      }
      metadata.authors = (people, "json-ld")
      return
    }
    for name in Self.authorNames {
      for content in tags.all(name) {
        for author in AuthorNames.standard.names(in: PlainMarkup.text(content), site: site) { add(author, isOrganization: false) }
      }
      if !people.isEmpty {
        metadata.authors = (people, "meta")
        return
      }
    }
    let seen = VisibleByline(page: page, head: head, site: site).authors()
    let persons = seen?.names.filter { !own.contains(FoldedText.letters($0)) && !AuthorNames.standard.isAgency($0) } ?? []
    if let seen, !persons.isEmpty {
      metadata.authors = (persons, seen.origin)
    } else if case let lead = LeadByline.names(page, site: site), !lead.isEmpty, seen != nil || !organizations.isEmpty {
      metadata.authors = (lead, "byline")
    } else if !organizations.isEmpty {
      metadata.authors = (organizations.filter { !Self.isLogin($0) }, article?.authors.isEmpty == false ? "json-ld" : "meta")
    } else if let seen {
      metadata.authors = seen
    }
  }

  /// The most authors. No article has more, and each further name would be compared with all before it.
  private static let mostAuthors = 200

  /// Whether a name is that of an account: "jsmith12".
  private static func isLogin(_ name: String) -> Bool {
    !name.utf8.contains(32) && name.utf8.contains { $0 &- 48 < 10 || $0 == UInt8(ascii: "_") }
      && name.utf8.allSatisfy { $0 &- 97 < 26 || $0 &- 48 < 10 || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: ".") }
  }

  private static let publishedNames = WordSets.phrases("MetadataReader.publishedNames")
  private static let modifiedNames = WordSets.phrases("MetadataReader.modifiedNames")
  private static let authorNames = WordSets.phrases("MetadataReader.authorNames")
}

extension String {
  /// The first letter upper case, the others lower, in ASCII.
  fileprivate var capitalizedASCII: String { prefix(1).uppercased() + dropFirst().lowercased() }
}
