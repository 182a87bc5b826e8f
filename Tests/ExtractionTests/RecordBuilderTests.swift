import Record
import TestSupport
import Testing

@testable import Extraction

/// Whatever the extractor knows of a finding reaches the record.
@Suite struct RecordBuilderTests {
  @Test func noFieldIsLeftBehind() {
    let article = FullRecord.record([], [], []).article
    let official = OfficialFinding(
      name: "Ruth Okoro", person: 0, title: "mayor", titleRange: ByteRange(47, 52), organization: "Pell", sector: .government,
      mentions: [ByteRange(53, 63)], confidence: 0.5, organizationConfidence: 0.5, reason: Reason(rule: "apposition"))
    let quote = QuoteFinding(
      range: ByteRange(0, 46), kind: .indirect, type: .assertion, group: 4, speaker: "Ruth Okoro", speakerKind: .person, person: 0,
      mention: ByteRange(53, 63), cue: ByteRange(71, 75), confidence: 0.5, speakerConfidence: 0.5, reason: Reason(rule: "cue"))
    let figure = FigureFinding(
      range: ByteRange(17, 37), value: 1200, valueHigh: 1400, bound: .about, tolerance: 1, vague: true, unit: "boat", unitText: "boats",
      unitKind: .count, change: .up, role: .change, from: 1000, comparedTo: Comparison(value: 900), status: .planned, priceYear: 2014,
      concept: "boats taken", period: "2016", periodText: "in 2016", attributedTo: "Ruth Okoro", quote: 0, sameAs: 0, confidence: 0.5,
      conceptConfidence: 0.5, periodConfidence: 0.5, attributedToConfidence: 0.5, reason: Reason(rule: "number"))
    let record = RecordBuilder(article: article, explains: true).record(
      officials: [official], quotes: [quote, quote], figures: [figure], periods: [])
    #expect(record.quotes.first?.unset == [])
    #expect(record.figures.first?.unset == [])
    #expect(record.officials.first?.unset == [])
    #expect(record.figures.first?.explanation != nil)
  }
}
