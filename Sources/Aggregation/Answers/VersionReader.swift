internal import Linkage
internal import Record

/// An article version as read from its row.
struct StoredVersion {
  var key: Int64
  var number: Int
  var publicID: String
  var versions: Int
  var article: Article
  var places: TextPlaces
  var quotes: Int
  var figures: Int
  var officials: Int
  var extractor: String
  var rules: String
  /// The findings as stored.
  var found: [UInt8]
  /// What is derived from it on demand.
  let details = VersionDetails()
  /// The names that the findings use, if they are stored with the version itself.
  var names: [String] = []
  /// Its place among the articles that print one story.
  var story: StoryPlace?

  /// The place of the dateline, which stands in one of the first paragraphs: a summary or a byline may come before it.
  var dateline: String? {
    details.dateline {
      article.paragraphs.prefix(3).lazy.compactMap { paragraph in
        Dateline.place(String(decoding: places.bytes[paragraph.range.start..<paragraph.range.end].prefix(200), as: UTF8.self))
      }.first
    }
  }

  var head: ArticleHead {
    ArticleHead(
      id: publicID, version: number, title: article.title, site: article.site, published: article.published, url: article.url,
      canonicalURL: article.canonicalURL, source: article.source, authors: article.authors, modified: article.modified,
      retrieved: article.provenance.retrieved, contentSHA256: article.provenance.contentSHA256, language: article.language,
      extractor: extractor, rules: rules, story: story)
  }
}

/// Reads stored versions and their findings, which hits are made of, wherever they are stored.
protocol VersionReader: AnyObject {
  /// The index, for messages.
  var path: String { get }
  /// A version by its key.
  func version(_ key: Int64) throws(IndexError) -> StoredVersion
  /// A name by its key; `nil` for 0.
  func name(_ id: Int64, in version: StoredVersion) throws(IndexError) -> String?
}

extension VersionReader {
  private func findings(_ version: StoredVersion) -> FindingDecoder {
    FindingDecoder(version.found, version.places, path: path) { (id) throws(IndexError) in try self.name(id, in: version) }
  }

  private func id(_ kind: FindingKind, _ words: String, _ findings: FindingDecoder, _ version: StoredVersion) -> UInt64 {
    FindingID.number(article: version.publicID, kind: kind, words: words, nth: findings.nth)
  }

  /// A quote by its position in the record, with its stable id, its speaker's office and, if the speaker is an official, that official's
  /// id.
  func quote(_ ordinal: Int, in version: StoredVersion) throws(IndexError) -> (
    id: UInt64, quote: Quote, office: (id: UInt64, of: Official)?
  )? {
    var findings = findings(version)
    let officials = findings.officialIDs()
    guard let quote = try findings.quotes(only: ordinal, officials: officials).first else { return nil }
    let id = id(.quote, quote.span.text, findings, version)
    guard let place = quote.official.flatMap({ officials.firstIndex(of: $0) }) else { return (id, quote, nil) }
    guard let office = try findings.officials(only: place).first else { return (id, quote, nil) }
    return (id, quote, (self.id(.official, office.name, findings, version), office))
  }
  /// The stable id of the first quote of a group. Whoever asks for a second one of a version asks for all of them (an export, a list by
  /// article).
  func utterance(_ group: String, in version: StoredVersion) throws(IndexError) -> String? {
    defer { version.details.utterancesAsked += 1 }
    if version.details.utterancesAsked > 0 { return try ids(in: version).groups[group] }
    var findings = findings(version)
    guard let first = try findings.quotes(firstOf: group, officials: []).first else { return nil }
    return FindingID.digits(id(.quote, first.span.text, findings, version))
  }
  /// A figure by its position in the record.
  func figure(_ ordinal: Int, in version: StoredVersion) throws(IndexError) -> (id: UInt64, figure: Figure)? {
    if let known = version.details.figures { return known.indices.contains(ordinal) ? known[ordinal] : nil }
    var findings = findings(version)
    // Whoever asks for a second figure of an article asks for all of them (an export, a list by article).
    if version.details.figuresAsked > 0 {
      let figures = try findings.figures()
      let ids = FindingID.numbers(article: version.publicID, kind: .figure, words: figures.map(\.span.text))
      version.details.figures = zip(ids, figures).map { (id: $0, figure: $1) }
      return figures.indices.contains(ordinal) ? (ids[ordinal], figures[ordinal]) : nil
    }
    version.details.figuresAsked += 1
    guard let figure = try findings.figures(only: ordinal).first else { return nil }
    return (id(.figure, figure.span.text, findings, version), figure)
  }
  /// An official by its position in the record.
  func official(_ ordinal: Int, in version: StoredVersion) throws(IndexError) -> (id: UInt64, official: Official)? {
    var findings = findings(version)
    guard let official = try findings.officials(only: ordinal).first else { return nil }
    return (id(.official, official.name, findings, version), official)
  }

  /// The stable ids of a version's findings.
  func ids(in version: StoredVersion) throws(IndexError) -> VersionDetails.IDs {
    try version.details.ids { () throws(IndexError) in try record(version) }
  }

  /// The whole record of a version.
  func record(_ version: StoredVersion) throws(IndexError) -> ArticleRecord {
    var findings = findings(version)
    let officials = try findings.officials()
    return ArticleRecord(
      article: version.article, quotes: try findings.quotes(officials: officials.map(\.id)), figures: try findings.figures(),
      officials: officials, extractor: version.extractor, rules: version.rules)
  }
}
