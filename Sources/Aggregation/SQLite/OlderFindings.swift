internal import Record

/// Reads the findings of files of schema 1 and 2, where each finding has a row of its own.
struct OlderFindings {
  private let store: Store
  private let reader: RecordReader

  init(_ store: Store, _ reader: RecordReader) {
    self.store = store
    self.reader = reader
  }

  private func name(_ id: Int64) throws(IndexError) -> String? { try reader.name(id) }

  /// The record of a version.
  func record(_ version: StoredVersion) throws(IndexError) -> ArticleRecord {
    ArticleRecord(
      article: version.article, quotes: try quotes(of: version), figures: try figures(of: version), officials: try officials(of: version),
      extractor: version.extractor, rules: version.rules)
  }

  /// The first and last key a version's findings can have.
  static func keys(of version: Int64) -> [SQLiteValue] { [.integer(version << 24), .integer(version << 24 | 0xFF_FFFF)] }

  private static let quoteColumns =
    "number, start, length, kind, type, utterance, speaker, speaker_kind, official, mention_start, mention_length, cue_start, cue_length, confidence"
  private static let figureColumns =
    "number, start, length, value, value_high, bound, tolerance, vague, unit, unit_text, unit_kind, change, role, from_value, compared_value, compared_period, concept, period, period_text, attributed_to, quote, confidence"
  private static let officialColumns = "number, name, title, title_start, title_length, organization, sector, mentions"

  /// All quotes of a version.
  func quotes(of version: StoredVersion) throws(IndexError) -> [Quote] {
    var quotes: [Quote] = []
    try store.each("SELECT \(Self.quoteColumns) FROM quote WHERE id BETWEEN ? AND ? ORDER BY id", Self.keys(of: version.key)) {
      (row) throws(IndexError) in
      quotes.append(try self.quote(row, version))
    }
    return quotes
  }

  private func quote(_ row: borrowing SQLiteStatement, _ version: StoredVersion) throws(IndexError) -> Quote {
    guard let kind = RecordCoding.kind(QuoteKind.self, row.integer(3)), let type = RecordCoding.kind(AttributionType.self, row.integer(4))
    else {
      throw .corrupt(path: store.path, detail: "a quote's kind is unknown")
    }
    var official: String?
    if let ordinal = row.optionalInteger(8) {
      official = try store.first("SELECT number FROM official WHERE id = ?", [.integer(version.key << 24 | Int64(ordinal))]) {
        "o\($0.integer(0))"
      }
    }
    return
      (Quote(
        id: "q\(row.integer(0))", span: span(row, 1, version) ?? TextSpan(start: 0, end: 0, text: ""), kind: kind, type: type,
        group: row.optionalInteger(5).map { "g\($0)" }, speaker: try name(row.integer(6)),
        speakerKind: RecordCoding.kind(SpeakerKind.self, row.integer(7)), official: official, speakerMention: span(row, 9, version),
        cue: span(row, 11, version), confidence: row.optionalReal(13)))
  }

  /// All figures of a version.
  func figures(of version: StoredVersion) throws(IndexError) -> [Figure] {
    var figures: [Figure] = []
    try store.each("SELECT \(Self.figureColumns) FROM figure WHERE id BETWEEN ? AND ? ORDER BY id", Self.keys(of: version.key)) {
      (row) throws(IndexError) in
      figures.append(try self.figure(row, version))
    }
    return figures
  }

  private func figure(_ row: borrowing SQLiteStatement, _ version: StoredVersion) throws(IndexError) -> Figure {
    guard let bound = RecordCoding.kind(Bound.self, row.integer(5)), let role = RecordCoding.kind(FigureRole.self, row.integer(12)) else {
      throw .corrupt(path: store.path, detail: "a figure's bound is unknown")
    }
    let compared = row.optionalReal(14).map { Comparison(value: $0, period: row.optionalText(15)) }
    return
      (Figure(
        id: "f\(row.integer(0))", span: span(row, 1, version) ?? TextSpan(start: 0, end: 0, text: ""), value: row.real(3),
        valueHigh: row.optionalReal(4), bound: bound, tolerance: row.optionalReal(6), vague: row.integer(7) != 0,
        unit: try name(row.integer(8)), unitText: row.optionalText(9), unitKind: RecordCoding.kind(UnitKind.self, row.integer(10)),
        change: RecordCoding.kind(Change.self, row.integer(11)), role: role, from: row.optionalReal(13), comparedTo: compared,
        concept: row.optionalText(16), period: row.optionalText(17), periodText: row.optionalText(18),
        attributedTo: try name(row.integer(19)), quote: row.optionalInteger(20).map { "q\($0)" }, confidence: row.optionalReal(21)))
  }

  /// All officials of a version.
  func officials(of version: StoredVersion) throws(IndexError) -> [Official] {
    var officials: [Official] = []
    try store.each("SELECT \(Self.officialColumns) FROM official WHERE id BETWEEN ? AND ? ORDER BY id", Self.keys(of: version.key)) {
      (row) throws(IndexError) in
      officials.append(try self.official(row, version))
    }
    return officials
  }

  private func official(_ row: borrowing SQLiteStatement, _ version: StoredVersion) throws(IndexError) -> Official {
    (Official(
      id: "o\(row.integer(0))", name: try name(row.integer(1)) ?? "", title: try name(row.integer(2)), titleSpan: span(row, 3, version),
      organization: try name(row.integer(5)), sector: RecordCoding.kind(Sector.self, row.integer(6)),
      mentions: RecordCoding.stretches(row.blob(7)).map { version.places.span($0, $1) }))
  }

  private func span(_ row: borrowing SQLiteStatement, _ column: Int32, _ version: StoredVersion) -> TextSpan? {
    guard let start = row.optionalInteger(column) else { return nil }
    return version.places.span(start, start + Int(row.integer(column + 1)))
  }
}

extension IndexWriter {
  /// Moves each version's findings into its row.
  func moveOlderFindings() throws(IndexError) {
    let findings = OlderFindings(store, reader)
    var versions: [(key: Int64, isCurrent: Bool)] = []
    try store.each("SELECT v.id, v.id = a.current FROM version v JOIN article a ON a.id = v.article", []) { row in
      versions.append((row.integer(0), row.integer(1) != 0))
    }
    for (key, isCurrent) in versions {
      reader.forget()
      let record = try findings.record(try reader.version(key))
      try store.run(
        "UPDATE version SET found = ?, content_sha256 = ? WHERE id = ?",
        [
          .blob(try FindingEncoder.encode(record, store)), RecordCoding.digest(record.article.provenance.contentSHA256), .integer(key),
        ])
      if !isCurrent { try remember(try IndexEntry(record), version: key) }
    }
    reader.forget()
  }
}
