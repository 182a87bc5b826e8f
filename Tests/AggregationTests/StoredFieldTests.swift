import Export
import OnRecord
import Record
import TestSupport
import Testing

@testable import Aggregation

/// Each listed field of a finding counts in the fingerprint, comes back from the index as it went in, and is in the exported rows.
@Suite struct StoredFieldTests {
  /// A record after it has been stored and read again.
  private static func stored(_ record: ArticleRecord) throws -> ArticleRecord {
    var names: [String] = []
    let bytes = try FindingEncoder.encode(record) { (name) throws(IndexError) in
      guard let name else { return nil }
      if !names.contains(name) { names.append(name) }
      return Int64((names.firstIndex(of: name) ?? 0) + 1)
    }
    let known = names
    var decoder = FindingDecoder(bytes, TextPlaces(Array(record.article.text.utf8)), path: "") { (key) throws(IndexError) in
      known.indices.contains(Int(key) - 1) ? known[Int(key) - 1] : nil
    }
    var copy = record
    copy.quotes = try decoder.quotes(officials: decoder.officialIDs())
    copy.figures = try decoder.figures()
    copy.officials = try decoder.officials()
    for place in copy.figures.indices { #expect(try decoder.figures(only: place) == [copy.figures[place]]) }
    return copy
  }

  private static func check<Finding: FieldedFinding & Equatable>(
    _ full: Finding, _ record: (Finding) -> ArticleRecord, _ read: (ArticleRecord) -> [Finding], _ cells: (Finding) -> [Cell]
  ) throws {
    let print = RecordFingerprint.findings(record(full))
    for (field, finding) in [("nothing", full)] + full.variants {
      #expect(read(try stored(record(finding))).first == finding, "\(field) is not stored")
      guard finding != full else { continue }
      #expect(RecordFingerprint.findings(record(finding)) != print, "\(field) is not in the fingerprint")
      let content = Finding.fields.first { $0.key == field }?.content
      // A hit has its own ids; an official's title is in its row, but not the title's place.
      if case .reference? = content { continue }
      if field != "title_span" { #expect(cells(finding) != cells(full), "\(field) is not in the rows") }
    }
  }

  private static let head = ArticleHead(
    id: "full", version: 1, authors: [], contentSHA256: "", extractor: "onrecord 0.1.0", rules: "0123456789abcdef")
  private static let others = [Official(id: "o2", name: "Ann Roe", mentions: [FullRecord.span(4, 11)]), FullRecord.official]

  @Test func quotes() throws {
    try Self.check(FullRecord.quote, { FullRecord.record([$0], [], Self.others) }, \.quotes) {
      QuoteHit(
        id: "", quote: $0, passage: "", passageStart: 0, passageRange: ByteRange(0, 0), sentence: FullRecord.span(0, 1), article: Self.head,
        highlights: []
      ).cells
    }
  }

  @Test func figures() throws {
    try Self.check(FullRecord.figure, { FullRecord.record([], [$0, FullRecord.figure, $0], []) }, \.figures) {
      FigureHit(
        id: "", figure: $0, passage: "", passageStart: 0, passageRange: ByteRange(0, 0), sentence: FullRecord.span(0, 1),
        article: Self.head, highlights: [], conceptHighlights: []
      ).cells
    }
  }

  @Test func officials() throws {
    try Self.check(FullRecord.official, { FullRecord.record([], [], [$0]) }, \.officials) {
      OfficialHit(
        id: "", official: $0, passage: "", passageStart: 0, passageRange: ByteRange(0, 0), sentence: FullRecord.span(0, 1),
        article: Self.head, highlights: []
      ).cells
    }
  }
}
