import Aggregation
import Record

/// Builds records of invented articles; spans are computed from the words.
struct RecordMaker {
  private(set) var text = ""
  private var quotes: [Quote] = []
  private var figures: [Figure] = []
  private var officials: [Official] = []
  private var paragraphs: [Paragraph] = []
  let id: String
  let url: String?
  let site: String?
  let title: String?
  let published: String?
  var modified: String?
  var retrieved: String?

  init(
    _ id: String, url: String? = nil, site: String? = "The Harbour Post", title: String? = "A day in the harbour",
    published: String? = "2017-02-27"
  ) {
    self.id = id
    self.url = url ?? "https://harbour.example/\(id)"
    self.site = site
    self.title = title
    self.published = published
  }

  private mutating func write(_ words: String) -> TextSpan {
    let start = text.unicodeScalars.count
    text += words
    return TextSpan(start: start, end: text.unicodeScalars.count, text: words)
  }

  private mutating func paragraph(_ body: (inout RecordMaker) -> Void) {
    if !text.isEmpty { text += "\n\n" }
    let start = text.utf8.count
    body(&self)
    paragraphs.append(Paragraph(ByteRange(start, text.utf8.count), .paragraph))
  }

  /// Adds an official, named in a paragraph of its own.
  @discardableResult
  mutating func official(_ name: String, _ title: String?, _ organization: String?, _ sector: Sector? = .government) -> String {
    let id = "o\(officials.count + 1)"
    paragraph { maker in
      let mention = maker.write(name)
      _ = maker.write(" is the ")
      let span = title.map { maker.write($0) }
      _ = maker.write(" there.")
      maker.officials.append(
        Official(
          id: id, name: name, title: title, titleSpan: span, organization: organization, sector: sector, mentions: [mention],
          confidence: 0.875,
          organizationConfidence: 0.375))
    }
    return id
  }

  /// Adds a quote in a paragraph of its own.
  mutating func quote(
    _ words: String, by speaker: String? = nil, kind: QuoteKind = .direct, type: AttributionType = .assertion, official: String? = nil,
    speakerKind: SpeakerKind? = .person
  ) {
    paragraph { maker in
      _ = maker.write("“")
      let span = maker.write(words)
      _ = maker.write("” ")
      let cue = maker.write("said")
      _ = maker.write(" ")
      let mention = speaker.map { maker.write($0) }
      _ = maker.write(".")
      maker.quotes.append(
        Quote(
          id: "q\(maker.quotes.count + 1)", span: span, kind: kind, type: type, group: "g\(maker.quotes.count + 1)", speaker: speaker,
          speakerKind: speaker == nil ? nil : speakerKind, official: official, speakerMention: mention, cue: cue, confidence: 0.8125,
          speakerConfidence: 0.75))
    }
  }

  /// Adds a figure in a paragraph of its own.
  mutating func figure(
    _ words: String, _ value: Double, high: Double? = nil, unit: String? = nil, kind: UnitKind? = .count, concept: String? = nil,
    by credited: String? = nil
  ) {
    paragraph { maker in
      _ = maker.write("It was ")
      let span = maker.write(words)
      _ = maker.write(" in all.")
      maker.figures.append(
        Figure(
          id: "f\(maker.figures.count + 1)", span: span, value: value, valueHigh: high, bound: .about, tolerance: 0.5, vague: high != nil,
          unit: unit, unitText: unit, unitKind: kind, change: .up, role: .level, from: 3.25,
          comparedTo: Comparison(value: 9, period: "2016"), status: .planned, priceYear: 2015,
          concept: concept, period: "2016-11/2017-02", periodText: "since November", attributedTo: credited,
          quote: maker.quotes.last?.id, sameAs: maker.figures.last?.id, confidence: 0.5, conceptConfidence: 0.25, periodConfidence: 0.125,
          attributedToConfidence: 0.625))
    }
  }

  /// Adds a paragraph without findings.
  mutating func filler(_ words: String) { paragraph { _ = $0.write(words) } }

  var record: ArticleRecord {
    let article = Article(
      id: id, source: "pages/\(id).html", url: url, canonicalURL: url, site: site, title: title, authors: ["Ada Byline", "Bo Desk"],
      published: published, modified: modified, language: "en", text: text, paragraphs: paragraphs,
      provenance: Provenance(
        retrieved: retrieved, contentSHA256: String(repeating: "ab", count: 32), mediaType: "text/html", encoding: "utf-8",
        warcRecordID: "urn:uuid:1", warcOffset: 77),
      origins: ["title": "og", "published": "json-ld"], warnings: ["one warning"])
    return ArticleRecord(article: article, quotes: quotes, figures: figures, officials: officials, extractor: "onrecord test", rules: "r1")
  }

  func entry(page: [UInt8]? = nil) throws -> IndexEntry { try IndexEntry(record, page: page) }
}

/// A small world of invented articles whose words are drawn by a seeded generator.
struct InventedNews {
  static let words = [
    "harbour", "harbours", "border", "police", "refugee", "refugees", "refuge", "council", "vote", "votes", "voted", "budget", "bridge",
    "storm", "the", "the", "the", "and", "and", "of", "to", "ferry", "ferries", "café", "naïve", "tax", "taxes", "Zürich", "well-being",
    "don’t",
    "1,400", "2.5", "school", "schools", "rain",
  ]
  static let speakers = ["Mara Quill", "Jon Abernathy", "Zoë Lindqvist", "Port Authority", "Officials", "Ann O’Hara"]
  static let outlets = ["The Harbour Post", "Northern Ledger", "Le Courrier du Nord"]

  private var state: UInt64
  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func number(_ limit: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state >> 33) % limit
  }
  mutating func pick<Value>(_ list: [Value]) -> Value { list[number(list.count)] }
  mutating func sentence(_ count: Int) -> String { (0..<count).map { _ in pick(Self.words) }.joined(separator: " ") }

  mutating func article(_ number: Int) -> RecordMaker {
    let day = self.number(28) + 1
    let month = self.number(12) + 1
    let year = 2014 + self.number(4)
    func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
    let date =
      self.number(12) == 0 ? nil : "\(year)-\(two(month))-\(two(day))" + (self.number(2) == 0 ? "" : "T\(two(self.number(24))):15:00Z")
    var maker = RecordMaker("article-\(number)", site: pick(Self.outlets), title: sentence(4), published: date)
    let official = maker.official(
      pick(Self.speakers), pick(["mayor", "chief constable", "harbour master"]), pick(["City Council", "Port Authority"]))
    for _ in 0..<self.number(6) {
      let isOfficial = self.number(3) == 0
      maker.quote(
        sentence(3 + self.number(14)), by: self.number(8) == 0 ? nil : pick(Self.speakers), kind: pick(QuoteKind.allCases),
        type: self.number(3) > 0 ? .assertion : pick(AttributionType.allCases), official: isOfficial ? official : nil,
        speakerKind: pick(SpeakerKind.allCases))
    }
    for _ in 0..<self.number(3) {
      let value = Double(self.number(5000))
      maker.figure(
        "about \(Int(value)) \(pick(Self.words))", value, high: self.number(4) == 0 ? value * 2 : nil, unit: pick(["person", "USD", "km"]),
        kind: pick(UnitKind.allCases), concept: sentence(3), by: pick(Self.speakers))
    }
    maker.filler(sentence(12))
    return maker
  }

  /// A number of articles.
  static func articles(_ count: Int, seed: UInt64) -> [RecordMaker] {
    var news = InventedNews(seed: seed)
    return (0..<count).map { news.article($0) }
  }
}

extension SearchIndex {
  /// Stores articles in batches, then stores other versions of some of the first `replaced`, and removes some of the first `removed`.
  func fillAndThin(articles: Int, seed: UInt64, batch: Int, replaced: Int, removed: Int) throws {
    let makers = InventedNews.articles(articles, seed: seed)
    for start in stride(from: 0, to: makers.count, by: batch) {
      _ = try add(makers[start..<min(makers.count, start + batch)].map { try $0.entry() })
    }
    let others = InventedNews.articles(articles, seed: seed + 1)
    _ = try add(
      stride(from: 0, to: replaced, by: 7).map { number in
        var maker = others[number]
        maker.modified = "2030-01-01"
        return try maker.entry()
      })
    for number in stride(from: 3, to: removed, by: 31) { _ = try remove(article: makers[number].id) }
  }
}
