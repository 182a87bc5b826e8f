import Aggregation
import FullText
import Linkage
import Record
import Synchronization

/// An index in memory, written with nothing but what the module shows to others: it reads every article for every question, keeps one
/// version, no pages and no decisions, and understands words and speakers.
final class SmallIndex: SearchIndex {
  private let records = Mutex<[ArticleRecord]>([])

  private var all: [ArticleRecord] { records.withLock { $0 } }

  func add(_ entries: [IndexEntry]) throws(IndexError) -> [AddOutcome] {
    records.withLock { records in
      entries.map { entry in
        let place = records.firstIndex { $0.article.id == entry.record.article.id }
        if let place { records[place] = entry.record } else { records.append(entry.record) }
        return place == nil ? .added : .replaced
      }
    }
  }
  func pageKeys(rules: String, archived: Bool) throws(IndexError) -> Set<UInt64> { [] }
  func remove(article id: String) throws(IndexError) -> Bool {
    records.withLock { records in
      let before = records.count
      records.removeAll { $0.article.id == id }
      return records.count < before
    }
  }

  // MARK: Searches

  private func head(_ record: ArticleRecord) -> ArticleHead {
    let article = record.article
    return ArticleHead(
      id: article.id, version: 1, title: article.title, site: article.site, published: article.published, url: article.url,
      canonicalURL: article.canonicalURL, source: article.source, authors: article.authors, modified: article.modified,
      retrieved: article.provenance.retrieved, contentSHA256: article.provenance.contentSHA256, language: article.language,
      extractor: record.extractor, rules: record.rules)
  }

  private func matches(_ node: QueryNode, _ text: String, _ name: String?) -> Bool {
    func holds(_ text: String, _ pattern: WordPattern) -> Bool {
      let words = FoldedWords(text).all
      return pattern.words.allSatisfy(words.contains)
    }
    return switch node {
    case .everything: true
    case .words(let pattern): holds(text, pattern)
    case .field(_, let pattern): holds(name ?? "", pattern)
    case .and(let nodes): nodes.allSatisfy { matches($0, text, name) }
    case .or(let nodes): nodes.contains { matches($0, text, name) }
    case .not(let node): !matches(node, text, name)
    default: false
    }
  }

  private func ids(_ record: ArticleRecord, _ kind: FindingKind, _ words: [String]) -> [String] {
    words.indices.map { place in
      FindingID.of(
        article: record.article.id, kind: kind, words: words[place], nth: words[...place].count { $0 == words[place] })
    }
  }

  private func passage(_ record: ArticleRecord, _ span: TextSpan?) -> (text: String, start: Int, range: ByteRange, sentence: TextSpan) {
    let text = record.article.text
    let whole = TextSpan(start: 0, end: text.unicodeScalars.count, text: text)
    guard let span else { return ("", 0, ByteRange(0, 0), TextSpan(start: 0, end: 0, text: "")) }
    let start = text.unicodeScalars.prefix(span.start).reduce(0) { $0 + UTF8.width($1) }
    return (text, 0, ByteRange(start, start + span.text.utf8.count), whole)
  }

  private func quoteHits(_ search: Search) -> [QuoteHit] {
    all.flatMap { record in
      let ids = ids(record, .quote, record.quotes.map(\.span.text))
      return record.quotes.indices.filter { matches(search.query.node, record.quotes[$0].span.text, record.quotes[$0].speaker) }.map {
        let (text, start, range, sentence) = passage(record, record.quotes[$0].span)
        return QuoteHit(
          id: ids[$0], quote: record.quotes[$0], passage: text, passageStart: start, passageRange: range, sentence: sentence,
          article: head(record), highlights: [])
      }
    }
  }

  private func figureHits(_ search: Search) -> [FigureHit] {
    all.flatMap { record in
      let ids = ids(record, .figure, record.figures.map(\.span.text))
      return record.figures.indices.filter {
        matches(search.query.node, record.figures[$0].span.text + " " + (record.figures[$0].concept ?? ""), record.figures[$0].attributedTo)
      }.map {
        let (text, start, range, sentence) = passage(record, record.figures[$0].span)
        return FigureHit(
          id: ids[$0], figure: record.figures[$0], passage: text, passageStart: start, passageRange: range, sentence: sentence,
          article: head(record), highlights: [], conceptHighlights: [])
      }
    }
  }

  private func officialHits(_ search: Search) -> [OfficialHit] {
    all.flatMap { record in
      let ids = ids(record, .official, record.officials.map(\.name))
      return record.officials.indices.filter { matches(search.query.node, record.officials[$0].name, record.officials[$0].name) }.map {
        let (text, start, range, sentence) = passage(record, record.officials[$0].mentions.first)
        return OfficialHit(
          id: ids[$0], official: record.officials[$0], passage: text, passageStart: start, passageRange: range, sentence: sentence,
          article: head(record), highlights: [])
      }
    }
  }

  private func articleHits(_ search: Search) -> [ArticleHit] {
    all.filter { matches(search.query.node, ($0.article.title ?? "") + " " + $0.article.text, nil) }.map { record in
      ArticleHit(
        article: head(record), authors: record.article.authors, language: record.article.language, section: record.article.section,
        tags: record.article.tags, access: record.article.access, length: record.article.text.unicodeScalars.count,
        quotes: record.quotes.count, figures: record.figures.count, officials: record.officials.count, versions: 1,
        excerpt: String(record.article.text.prefix(80)), highlights: [])
    }
  }

  private func page<Hit: Sendable>(_ hits: [Hit], _ search: Search) -> SearchHits<Hit> {
    SearchHits(hits: Array(hits.prefix(search.limit ?? .max)), next: nil)
  }

  func quotes(_ search: Search) throws(IndexError) -> SearchHits<QuoteHit> { page(quoteHits(search), search) }
  func figures(_ search: Search) throws(IndexError) -> SearchHits<FigureHit> { page(figureHits(search), search) }
  func officials(_ search: Search) throws(IndexError) -> SearchHits<OfficialHit> { page(officialHits(search), search) }
  func articles(_ search: Search) throws(IndexError) -> SearchHits<ArticleHit> { page(articleHits(search), search) }
  func eachQuote(_ search: Search, _ body: (QuoteHit) throws -> Void) throws { for hit in quoteHits(search) { try body(hit) } }
  func eachFigure(_ search: Search, _ body: (FigureHit) throws -> Void) throws { for hit in figureHits(search) { try body(hit) } }
  func eachOfficial(_ search: Search, _ body: (OfficialHit) throws -> Void) throws { for hit in officialHits(search) { try body(hit) } }
  func eachArticle(_ search: Search, _ body: (ArticleHit) throws -> Void) throws { for hit in articleHits(search) { try body(hit) } }

  func count(_ kind: FindingKind, _ search: Search) throws(IndexError) -> MatchCount {
    let matches =
      switch kind {
      case .quote: quoteHits(search).count
      case .figure: figureHits(search).count
      case .official: officialHits(search).count
      case .article: articleHits(search).count
      }
    return MatchCount(matches: matches, otherTypes: 0)
  }
  func facets(_ kind: FindingKind, _ search: Search, top: Int) throws(IndexError) -> Facets {
    let speakers = kind == .quote ? quoteHits(search).map(\.quote.speaker) : []
    let counts = Dictionary(speakers.map { ($0, 1) }, uniquingKeysWith: +).map { FacetCount(value: $0.key, count: $0.value) }
    let speaker = Array(counts.sorted { ($1.count, $0.value ?? "") < ($0.count, $1.value ?? "") }.prefix(top))
    return Facets(
      total: try count(kind, search).matches, speaker: speaker, organization: [], outlet: [], month: [], kind: [], unit: [])
  }
  func wordCounts(_ words: [String], of kind: FindingKind) throws(IndexError) -> WordCounts {
    let texts = all.flatMap { $0.quotes.map(\.span.text) }.map { FoldedWords($0).all }
    return WordCounts(findings: texts.count, holding: words.map { word in texts.count { $0.contains(Array(word.utf8)) } })
  }

  // MARK: Articles

  func article(_ reference: String, version: Int?) throws(IndexError) -> StoredArticle {
    for record in all {
      let quotes = ids(record, .quote, record.quotes.map(\.span.text))
      let figures = ids(record, .figure, record.figures.map(\.span.text))
      let officials = ids(record, .official, record.officials.map(\.name))
      guard ([record.article.id] + quotes + figures + officials).contains(reference) else { continue }
      let only = ArticleVersion(number: 1, isCurrent: true, contentSHA256: record.article.provenance.contentSHA256, hasPage: false)
      return StoredArticle(record: record, version: 1, versions: [only], quoteIDs: quotes, figureIDs: figures, officialIDs: officials)
    }
    throw .noSuchArticle(reference)
  }
  func page(_ reference: String, version: Int?) throws(IndexError) -> [UInt8]? { nil }
  func difference(_ reference: String, from older: Int, to newer: Int) throws(IndexError) -> VersionDifference {
    VersionDifference(
      older: older, newer: newer, paragraphs: [.kept(try article(reference, version: nil).record.article.text)], removed: [], added: [])
  }
  func story(of reference: String) throws(IndexError) -> Story {
    Story(members: [Story.Member(article: head(try article(reference, version: nil).record), role: .first)])
  }
  func stories() throws(IndexError) -> [Story] { [] }
  func decide(_ kind: PersonDecision.Kind, _ first: String, _ second: String) throws(IndexError) -> Int {
    throw .readOnly(path: "memory")
  }
  func decisions() throws(IndexError) -> [StoredDecision] { [] }
  func undo(decision number: Int) throws(IndexError) -> Bool { false }

  // MARK: The whole

  func changeTag() throws(IndexError) -> String { String(all.count) }
  func statistics() throws(IndexError) -> IndexStatistics {
    let all = all
    return IndexStatistics(
      articles: all.count, versions: all.count, quotes: all.reduce(0) { $0 + $1.quotes.count }, quotesByType: [:],
      figures: all.reduce(0) { $0 + $1.figures.count }, officials: all.reduce(0) { $0 + $1.officials.count },
      speakers: Set(all.flatMap { $0.quotes.compactMap(\.speaker) }).count, outlets: Set(all.compactMap(\.article.site)).count,
      textBytes: all.reduce(0) { $0 + $1.article.text.utf8.count }, pages: 0, archiveBytes: 0, fileBytes: 0, schema: 0)
  }
  func check() throws(IndexError) -> CheckReport {
    CheckReport(articles: all.count, versions: all.count, findings: 0, postings: 0, problems: [])
  }
  func reindex(_ extract: (Article) throws -> ArticleRecord) throws -> ReindexReport {
    let changes = try records.withLock { records in
      var changes: [ReindexReport.Change] = []
      for place in records.indices {
        let new = try extract(records[place].article)
        guard new.quotes != records[place].quotes else { continue }
        changes.append(ReindexReport.Change(article: new.article.id, version: 1, removed: [], added: []))
        records[place] = new
      }
      return changes
    }
    return ReindexReport(versions: all.count, changed: changes.count, changes: changes)
  }
  func eachStoredArticle(_ body: (StoredArticle) throws -> Void) throws {
    for record in all.sorted(by: { $0.article.id < $1.article.id }) { try body(try article(record.article.id, version: nil)) }
  }
  func close() {}
}
