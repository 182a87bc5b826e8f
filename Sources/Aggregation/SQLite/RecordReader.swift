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

  var head: ArticleHead {
    ArticleHead(
      id: publicID, version: number, title: article.title, site: article.site, published: article.published, url: article.url,
      canonicalURL: article.canonicalURL, source: article.source)
  }
}

/// Reads articles and findings back.
final class RecordReader {
  private let store: Store
  /// The versions read last: neighbours among the hits are often of one article.
  private var recent: [Int64: StoredVersion] = [:]
  private var names: [Int64: String] = [:]

  init(_ store: Store) { self.store = store }

  /// The file.
  var path: String { store.path }

  /// Forgets what was read; at the start of each transaction.
  func forget() {
    recent.removeAll(keepingCapacity: true)
    if names.count > 50_000 { names.removeAll() }
  }

  /// A name by its key.
  func name(_ id: Int64) throws(IndexError) -> String? {
    if id == 0 { return nil }
    if let known = names[id] { return known }
    let name = try store.name(id)
    if let name { names[id] = name }
    return name
  }

  /// A version by its key.
  func version(_ key: Int64) throws(IndexError) -> StoredVersion {
    if let known = recent[key] { return known }
    let version = try store.first(
      """
      SELECT v.number, a.public_id, a.versions, v.source, v.url, v.canonical_url, v.site, v.title, v.authors, v.published, v.modified,
        v.language, v.retrieved, v.content_sha256, v.media_type, v.encoding, v.warc_record_id, v.warc_offset, v.extractor, v.rules,
        v.origins, v.warnings, v.quotes, v.figures, v.officials, v.paragraphs, v.text
      FROM version v JOIN article a ON a.id = v.article WHERE v.id = ?
      """, [.integer(key)]
    ) { (row) throws(IndexError) in try self.read(row, key) }
    guard let version else { throw .corrupt(path: store.path, detail: "an article is missing") }
    if recent.count >= 64 { recent.removeAll(keepingCapacity: true) }
    recent[key] = version
    return version
  }

  private func read(_ row: borrowing SQLiteStatement, _ key: Int64) throws(IndexError) -> StoredVersion {
    guard let text = Deflate.expand(row.blob(26)) else { throw .corrupt(path: store.path, detail: "the text of an article cannot be read") }
    let provenance = Provenance(
      retrieved: row.optionalText(12), contentSHA256: row.text(13), mediaType: try name(row.integer(14)) ?? "",
      encoding: try name(row.integer(15)) ?? "", warcRecordID: row.optionalText(16), warcOffset: row.optionalInteger(17))
    let article = Article(
      id: row.text(1), source: row.optionalText(3), url: row.optionalText(4), canonicalURL: row.optionalText(5),
      site: try name(row.integer(6)), title: row.optionalText(7), authors: RecordCoding.list(row.optionalText(8)),
      published: row.optionalText(9), modified: row.optionalText(10), language: row.optionalText(11),
      text: String(decoding: text, as: UTF8.self), paragraphs: RecordCoding.paragraphs(row.blob(25)), provenance: provenance,
      origins: RecordCoding.dictionary(row.optionalText(20)), warnings: RecordCoding.list(row.optionalText(21)))
    return StoredVersion(
      key: key, number: Int(row.integer(0)), publicID: row.text(1), versions: Int(row.integer(2)), article: article,
      places: TextPlaces(text), quotes: Int(row.integer(22)), figures: Int(row.integer(23)), officials: Int(row.integer(24)),
      extractor: try name(row.integer(18)) ?? "", rules: try name(row.integer(19)) ?? "")
  }

  // MARK: Findings

  /// The first and last key a version's findings can have.
  static func keys(of version: Int64) -> [SQLiteValue] { [.integer(version << 24), .integer(version << 24 | 0xFF_FFFF)] }

  private static let quoteColumns =
    "public_id, number, start, length, kind, type, utterance, speaker, speaker_kind, official, mention_start, mention_length, cue_start, cue_length, confidence"
  private static let figureColumns =
    "public_id, number, start, length, value, value_high, bound, tolerance, vague, unit, unit_text, unit_kind, change, role, from_value, compared_value, compared_period, concept, period, period_text, attributed_to, quote, confidence"
  private static let officialColumns = "public_id, number, name, title, title_start, title_length, organization, sector, mentions"

  /// A quote by its key, with its stable id.
  func quote(_ key: Int64, in version: StoredVersion) throws(IndexError) -> (id: UInt64, quote: Quote)? {
    try store.first("SELECT \(Self.quoteColumns) FROM quote WHERE id = ?", [.integer(key)]) { (row) throws(IndexError) in
      try self.quote(row, version)
    }
  }
  /// All quotes of a version.
  func quotes(of version: StoredVersion) throws(IndexError) -> [(id: UInt64, quote: Quote)] {
    var quotes: [(id: UInt64, quote: Quote)] = []
    try store.each("SELECT \(Self.quoteColumns) FROM quote WHERE id BETWEEN ? AND ? ORDER BY id", Self.keys(of: version.key)) {
      (row) throws(IndexError) in
      quotes.append(try self.quote(row, version))
    }
    return quotes
  }

  private func quote(_ row: borrowing SQLiteStatement, _ version: StoredVersion) throws(IndexError) -> (UInt64, Quote) {
    guard let kind = RecordCoding.kind(QuoteKind.self, row.integer(4)), let type = RecordCoding.kind(AttributionType.self, row.integer(5))
    else {
      throw .corrupt(path: store.path, detail: "a quote's kind is unknown")
    }
    var official: String?
    if let ordinal = row.optionalInteger(9) {
      official = try store.first("SELECT number FROM official WHERE id = ?", [.integer(version.key << 24 | Int64(ordinal))]) {
        "o\($0.integer(0))"
      }
    }
    return (
      UInt64(bitPattern: row.integer(0)),
      Quote(
        id: "q\(row.integer(1))", span: span(row, 2, version) ?? TextSpan(start: 0, end: 0, text: ""), kind: kind, type: type,
        group: row.optionalInteger(6).map { "g\($0)" }, speaker: try name(row.integer(7)),
        speakerKind: RecordCoding.kind(SpeakerKind.self, row.integer(8)), official: official, speakerMention: span(row, 10, version),
        cue: span(row, 12, version), confidence: row.optionalReal(14))
    )
  }

  /// A figure by its key.
  func figure(_ key: Int64, in version: StoredVersion) throws(IndexError) -> (id: UInt64, figure: Figure)? {
    try store.first("SELECT \(Self.figureColumns) FROM figure WHERE id = ?", [.integer(key)]) { (row) throws(IndexError) in
      try self.figure(row, version)
    }
  }
  /// All figures of a version.
  func figures(of version: StoredVersion) throws(IndexError) -> [(id: UInt64, figure: Figure)] {
    var figures: [(id: UInt64, figure: Figure)] = []
    try store.each("SELECT \(Self.figureColumns) FROM figure WHERE id BETWEEN ? AND ? ORDER BY id", Self.keys(of: version.key)) {
      (row) throws(IndexError) in
      figures.append(try self.figure(row, version))
    }
    return figures
  }

  private func figure(_ row: borrowing SQLiteStatement, _ version: StoredVersion) throws(IndexError) -> (UInt64, Figure) {
    guard let bound = RecordCoding.kind(Bound.self, row.integer(6)), let role = RecordCoding.kind(FigureRole.self, row.integer(13)) else {
      throw .corrupt(path: store.path, detail: "a figure's bound is unknown")
    }
    let compared = row.optionalReal(15).map { Comparison(value: $0, period: row.optionalText(16)) }
    return (
      UInt64(bitPattern: row.integer(0)),
      Figure(
        id: "f\(row.integer(1))", span: span(row, 2, version) ?? TextSpan(start: 0, end: 0, text: ""), value: row.real(4),
        valueHigh: row.optionalReal(5), bound: bound, tolerance: row.optionalReal(7), vague: row.integer(8) != 0,
        unit: try name(row.integer(9)), unitText: row.optionalText(10), unitKind: RecordCoding.kind(UnitKind.self, row.integer(11)),
        change: RecordCoding.kind(Change.self, row.integer(12)), role: role, from: row.optionalReal(14), comparedTo: compared,
        concept: row.optionalText(17), period: row.optionalText(18), periodText: row.optionalText(19),
        attributedTo: try name(row.integer(20)), quote: row.optionalInteger(21).map { "q\($0)" }, confidence: row.optionalReal(22))
    )
  }

  /// An official by its key.
  func official(_ key: Int64, in version: StoredVersion) throws(IndexError) -> (id: UInt64, official: Official)? {
    try store.first("SELECT \(Self.officialColumns) FROM official WHERE id = ?", [.integer(key)]) { (row) throws(IndexError) in
      try self.official(row, version)
    }
  }
  /// All officials of a version.
  func officials(of version: StoredVersion) throws(IndexError) -> [(id: UInt64, official: Official)] {
    var officials: [(id: UInt64, official: Official)] = []
    try store.each("SELECT \(Self.officialColumns) FROM official WHERE id BETWEEN ? AND ? ORDER BY id", Self.keys(of: version.key)) {
      (row) throws(IndexError) in
      officials.append(try self.official(row, version))
    }
    return officials
  }

  private func official(_ row: borrowing SQLiteStatement, _ version: StoredVersion) throws(IndexError) -> (UInt64, Official) {
    (
      UInt64(bitPattern: row.integer(0)),
      Official(
        id: "o\(row.integer(1))", name: try name(row.integer(2)) ?? "", title: try name(row.integer(3)), titleSpan: span(row, 4, version),
        organization: try name(row.integer(6)), sector: RecordCoding.kind(Sector.self, row.integer(7)),
        mentions: RecordCoding.stretches(row.blob(8)).map { version.places.span($0, $1) })
    )
  }

  /// Title and organization of a quote's speaker.
  func office(of quote: Quote, in version: StoredVersion) throws(IndexError) -> (title: String?, organization: String?) {
    let number = quote.official.flatMap { RecordSoundness.number($0, "o") } ?? -1
    return try store.first(
      "SELECT title, organization FROM official WHERE id BETWEEN ? AND ? AND number = ?", Self.keys(of: version.key) + [SQLiteValue(number)]
    ) { (row) throws(IndexError) in (try self.name(row.integer(0)), try self.name(row.integer(1))) } ?? (nil, nil)
  }

  private func span(_ row: borrowing SQLiteStatement, _ column: Int32, _ version: StoredVersion) -> TextSpan? {
    guard let start = row.optionalInteger(column) else { return nil }
    return version.places.span(start, start + Int(row.integer(column + 1)))
  }

  /// The whole record of a version.
  func record(_ version: StoredVersion) throws(IndexError) -> ArticleRecord {
    ArticleRecord(
      article: version.article, quotes: try quotes(of: version).map(\.quote), figures: try figures(of: version).map(\.figure),
      officials: try officials(of: version).map(\.official), extractor: version.extractor, rules: version.rules)
  }
}
