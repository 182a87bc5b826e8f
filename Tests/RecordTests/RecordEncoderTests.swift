import Foundation
import Record
import TestSupport
import Testing

@Suite struct RecordEncoderTests {
  static let text = "\u{1F600} Caf\u{65}\u{301}\r\n\u{A0}\u{201C}We rose 3.2%,\u{201D} she said."

  static func record(explained: Bool) -> ArticleRecord {
    let map = CodePointMap(text)
    let bytes = Array(text.utf8)
    let start = bytes.count - "We rose 3.2%,\u{201D} she said.".utf8.count
    let quote = map.span(ByteRange(start, start + 13))
    let why = explained ? Explanation(rule: "quotation", evidence: [.init(span: quote, role: "content")]) : nil
    return ArticleRecord(
      article: Article(
        id: "a1", source: nil, title: "A \"title\" \\ with\ttab", published: "2017-02-27", text: text,
        paragraphs: [Paragraph(ByteRange(0, bytes.count), .paragraph)],
        provenance: Provenance(contentSHA256: String(repeating: "0", count: 64), mediaType: "text/html", encoding: "utf-8")),
      quotes: [Quote(id: "q1", span: quote, kind: .direct, type: .assertion, confidence: 0.97321, explanation: why)],
      figures: [
        Figure(
          id: "f1", span: map.span(ByteRange(start + 8, start + 12)), value: 3.2, unit: "percent", change: .up,
          comparedTo: Comparison(value: 900), explanation: why)
      ],
      officials: [Official(id: "o1", name: "Ann", explanation: why)], periods: explained ? [] : nil, extractor: "onrecord 0.1.0",
      rules: "0123456789abcdef")
  }

  @Test(arguments: [false, true]) func outputFitsTheSchema(explained: Bool) throws {
    let schema = try JSONSchema(Data(contentsOf: Project.recordSchema))
    let json = Data(RecordEncoder.encode(RecordEncoderTests.record(explained: explained)))
    #expect(try schema.violations(in: json) == [])
  }

  @Test func schemaSeesFaults() throws {
    let schema = try JSONSchema(Data(contentsOf: Project.recordSchema))
    let good = String(decoding: RecordEncoder.encode(RecordEncoderTests.record(explained: false)), as: UTF8.self)
    for (old, new) in [
      ("\"kind\":\"direct\"", "\"kind\":\"spoken\""), ("\"site\":null,", ""), ("\"value\":3.2", "\"value\":\"3.2\""),
      ("\"id\":\"a1\"", "\"id\":\"a1\",\"more\":1"), ("\"start\":0", "\"start\":-1"),
    ] {
      #expect(good.contains(old))
      #expect(try !schema.violations(in: Data(good.replacing(old, with: new).utf8)).isEmpty, "\(old) → \(new)")
    }
  }

  @Test func keysStandInTheContractsOrder() {
    let json = String(decoding: RecordEncoder.encode(RecordEncoderTests.record(explained: false)), as: UTF8.self)
    #expect(
      json.hasPrefix(
        #"{"id":"a1","source":null,"url":null,"canonical_url":null,"site":null,"title":"A \"title\" \\ with\ttab","authors":[],"published":"2017-02-27","modified":null,"language":null,"text":""#
      ))
    #expect(
      json.contains(
        #","kind":"direct","type":"assertion","group":null,"speaker":null,"speaker_kind":null,"official":null,"speaker_mention":null,"cue":null,"confidence":0.973,"speaker_confidence":null}"#
      ))
    #expect(
      json.contains(
        #""value":3.2,"value_high":null,"bound":"=","tolerance":null,"vague":false,"unit":"percent","unit_text":null,"unit_kind":null,"change":"up","role":"level","from":null,"compared_to":{"value":900,"period":null},"status":"actual","price_year":null,"concept":null,"period":null,"period_text":null,"attributed_to":null,"quote":null,"same_as":null,"confidence":null,"concept_confidence":null,"period_confidence":null,"attributed_to_confidence":null}"#
      ))
    #expect(
      json.hasSuffix(
        #""provenance":{"retrieved":null,"content_sha256":"\#(String(repeating: "0", count: 64))","media_type":"text/html","encoding":"utf-8","warc":{"record_id":null,"offset":null},"extractor":"onrecord 0.1.0","rules":"0123456789abcdef"}}"#
      ))
  }

  @Test func spansAreCodePoints() throws {
    let json = Data(RecordEncoder.encode(RecordEncoderTests.record(explained: false)))
    let object = try #require(JSONSerialization.jsonObject(with: json) as? [String: Any])
    let text = Array(try #require(object["text"] as? String).unicodeScalars)
    let quote = try #require((object["quotes"] as? [[String: Any]])?.first)
    let start = try #require(quote["start"] as? Int)
    let end = try #require(quote["end"] as? Int)
    var words = String.UnicodeScalarView()
    words.append(contentsOf: text[start..<end])
    #expect(Array(String(words).utf8) == Array("We rose 3.2%,".utf8))
    #expect(Array((quote["text"] as? String ?? "").utf8) == Array("We rose 3.2%,".utf8))
  }

  @Test(arguments: [
    (1400, "1400"), (0.19, "0.19"), (1_400_000, "1400000"), (0.3333, "0.3333"), (-2.5, "-2.5"), (1e15, "1000000000000000"), (1e16, "1e+16"),
    (123_456_789_012, "123456789012"),
  ]) func numbersAreShortest(value: Double, digits: String) {
    #expect(NumberDigits.text(value) == digits)
    #expect(Double(digits) == value)
  }
}
