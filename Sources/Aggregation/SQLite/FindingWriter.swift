internal import Record

/// Writes and deletes the rows of a version's findings.
struct FindingWriter {
  private let store: Store

  init(_ store: Store) { self.store = store }

  func delete(version: Int64) throws(IndexError) {
    let keys = RecordReader.keys(of: version)
    try store.run("DELETE FROM quote WHERE id BETWEEN ? AND ?", keys)
    try store.run("DELETE FROM figure WHERE id BETWEEN ? AND ?", keys)
    try store.run("DELETE FROM official WHERE id BETWEEN ? AND ?", keys)
  }

  func insert(_ entry: IndexEntry, version: Int64) throws(IndexError) {
    let record = entry.record
    let places = Dictionary(record.officials.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
    for document in entry.documents {
      let key = SQLiteValue.integer(version << 24 | Int64(document.ordinal))
      let id = SQLiteValue.integer(Int64(bitPattern: document.publicID))
      switch document.kind {
      case .quote: try insert(record.quotes[document.ordinal], key, id, officials: places)
      case .figure: try insert(record.figures[document.ordinal], key, id)
      case .official: try insert(record.officials[document.ordinal], key, id)
      case .article: break
      }
    }
  }

  private func insert(_ quote: Quote, _ key: SQLiteValue, _ id: SQLiteValue, officials: [String: Int]) throws(IndexError) {
    try store.run(
      """
      INSERT INTO quote(id, public_id, number, start, length, kind, type, utterance, speaker, speaker_kind, official, mention_start,
        mention_length, cue_start, cue_length, confidence) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        key, id, number(quote.id), SQLiteValue(quote.span.start), SQLiteValue(quote.span.end - quote.span.start), kind(quote.kind),
        kind(quote.type), number(quote.group), try name(quote.speaker), kind(quote.speakerKind),
        SQLiteValue(quote.official.flatMap { officials[$0] }), SQLiteValue(quote.speakerMention?.start), length(quote.speakerMention),
        SQLiteValue(quote.cue?.start), length(quote.cue), SQLiteValue(quote.confidence),
      ])
  }

  private func insert(_ figure: Figure, _ key: SQLiteValue, _ id: SQLiteValue) throws(IndexError) {
    try store.run(
      """
      INSERT INTO figure(id, public_id, number, start, length, value, value_high, bound, tolerance, vague, unit, unit_text, unit_kind, change,
        role, from_value, compared_value, compared_period, concept, period, period_text, attributed_to, quote, confidence)
      VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        key, id, number(figure.id), SQLiteValue(figure.span.start), SQLiteValue(figure.span.end - figure.span.start), .real(figure.value),
        SQLiteValue(figure.valueHigh), kind(figure.bound), SQLiteValue(figure.tolerance), .integer(figure.vague ? 1 : 0),
        try name(figure.unit), SQLiteValue(figure.unitText), kind(figure.unitKind), kind(figure.change), kind(figure.role),
        SQLiteValue(figure.from), SQLiteValue(figure.comparedTo?.value), SQLiteValue(figure.comparedTo?.period),
        SQLiteValue(figure.concept),
        SQLiteValue(figure.period), SQLiteValue(figure.periodText), try name(figure.attributedTo), number(figure.quote),
        SQLiteValue(figure.confidence),
      ])
  }

  private func insert(_ official: Official, _ key: SQLiteValue, _ id: SQLiteValue) throws(IndexError) {
    try store.run(
      """
      INSERT INTO official(id, public_id, number, name, title, title_start, title_length, organization, sector, mentions)
      VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
      """,
      [
        key, id, number(official.id), try name(official.name), try name(official.title), SQLiteValue(official.titleSpan?.start),
        length(official.titleSpan), try name(official.organization), kind(official.sector),
        .blob(RecordCoding.stretches(official.mentions)),
      ])
  }

  private func name(_ text: String?) throws(IndexError) -> SQLiteValue { try store.nameID(text).map { .integer($0) } ?? .null }
  /// The number in `q12`, `g3`.
  private func number(_ id: String?) -> SQLiteValue { SQLiteValue(id.flatMap { Int($0.dropFirst()) }) }
  private func length(_ span: TextSpan?) -> SQLiteValue { SQLiteValue(span.map { $0.end - $0.start }) }
  private func kind<Case: CaseIterable & Equatable>(_ value: Case?) -> SQLiteValue {
    value.map { .integer(Int64(DocumentPreparation.number($0))) } ?? .null
  }
}
