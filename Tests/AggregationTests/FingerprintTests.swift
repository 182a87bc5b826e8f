import Record
import Testing

@testable import Aggregation

/// Whatever changes in a record changes a fingerprint, so that the index takes it in.
@Suite struct FingerprintTests {
  private static let quote = Quote(id: "q1", span: TextSpan(start: 0, end: 4, text: "We go"), kind: .direct, type: .assertion)
  private static let figure = Figure(id: "f1", span: TextSpan(start: 0, end: 2, text: "12"), value: 12, bound: .equal)
  private static let official = Official(id: "o1", name: "Ruth Okoro", mentions: [TextSpan(start: 0, end: 4, text: "Ruth")])
  private static let span = TextSpan(start: 7, end: 9, text: "on")

  private static func article() -> Article {
    Article(
      id: "a", text: "We go. 12 on.", paragraphs: [Paragraph(ByteRange(0, 13), .paragraph)],
      provenance: Provenance(contentSHA256: "", mediaType: "text/html", encoding: "utf-8"))
  }

  private static func findings(_ change: (inout ArticleRecord) -> Void) -> Int64 {
    var record = ArticleRecord(
      article: article(), quotes: [quote], figures: [figure], officials: [official], extractor: "x", rules: "1")
    change(&record)
    return RecordFingerprint.findings(record)
  }

  /// The fields of a value that have no change in a table. Explanations are made anew, and stored nowhere.
  private static func missing(_ value: Any, _ changed: [String]) -> [String] {
    Mirror(reflecting: value).children.compactMap(\.label).filter { $0 != "explanation" && !changed.contains($0) }
  }

  @Test func everyFieldOfAQuoteCounts() {
    let changes: [(String, (inout Quote) -> Void)] = [
      ("id", { $0.id = "q2" }), ("span", { $0.span = Self.span }), ("kind", { $0.kind = .indirect }), ("type", { $0.type = .belief }),
      ("group", { $0.group = "g1" }), ("speaker", { $0.speaker = "Ruth Okoro" }), ("speakerKind", { $0.speakerKind = .person }),
      ("official", { $0.official = "o1" }), ("speakerMention", { $0.speakerMention = Self.span }), ("cue", { $0.cue = Self.span }),
      ("confidence", { $0.confidence = 0.5 }), ("speakerConfidence", { $0.speakerConfidence = 0.5 }),
    ]
    #expect(Self.missing(Self.quote, changes.map(\.0)).isEmpty)
    let before = Self.findings { _ in }
    for (field, change) in changes { #expect(Self.findings { change(&$0.quotes[0]) } != before, "\(field)") }
  }

  @Test func everyFieldOfAFigureCounts() {
    let changes: [(String, (inout Figure) -> Void)] = [
      ("id", { $0.id = "f2" }), ("span", { $0.span = Self.span }), ("value", { $0.value = 13 }), ("valueHigh", { $0.valueHigh = 13 }),
      ("bound", { $0.bound = .about }), ("tolerance", { $0.tolerance = 1 }), ("vague", { $0.vague = true }), ("unit", { $0.unit = "km" }),
      ("unitText", { $0.unitText = "km" }), ("unitKind", { $0.unitKind = .count }), ("change", { $0.change = .up }),
      ("role", { $0.role = .change }), ("from", { $0.from = 10 }), ("comparedTo", { $0.comparedTo = Comparison(value: 9) }),
      ("status", { $0.status = .planned }), ("priceYear", { $0.priceYear = 2015 }), ("concept", { $0.concept = "boats" }),
      ("period", { $0.period = "2016" }), ("periodText", { $0.periodText = "in 2016" }), ("attributedTo", { $0.attributedTo = "police" }),
      ("quote", { $0.quote = "q1" }), ("sameAs", { $0.sameAs = "f2" }), ("confidence", { $0.confidence = 0.5 }),
      ("conceptConfidence", { $0.conceptConfidence = 0.5 }), ("periodConfidence", { $0.periodConfidence = 0.5 }),
      ("attributedToConfidence", { $0.attributedToConfidence = 0.5 }),
    ]
    #expect(Self.missing(Self.figure, changes.map(\.0)).isEmpty)
    let before = Self.findings { _ in }
    for (field, change) in changes { #expect(Self.findings { change(&$0.figures[0]) } != before, "\(field)") }
  }

  @Test func everyFieldOfAnOfficialCounts() {
    let changes: [(String, (inout Official) -> Void)] = [
      ("id", { $0.id = "o2" }), ("name", { $0.name = "Ann Roe" }), ("title", { $0.title = "mayor" }),
      ("titleSpan", { $0.titleSpan = Self.span }), ("organization", { $0.organization = "Pell" }), ("sector", { $0.sector = .politics }),
      ("mentions", { $0.mentions.append(Self.span) }), ("confidence", { $0.confidence = 0.5 }),
      ("organizationConfidence", { $0.organizationConfidence = 0.5 }),
    ]
    #expect(Self.missing(Self.official, changes.map(\.0)).isEmpty)
    let before = Self.findings { _ in }
    for (field, change) in changes { #expect(Self.findings { change(&$0.officials[0]) } != before, "\(field)") }
  }

  /// What makes a new version of an article, and what does not: where its page was found, and how it was read.
  @Test func whatThePageSaysCounts() {
    let changes: [(String, (inout Article) -> Void)] = [
      ("text", { $0.text += " More." }), ("paragraphs", { $0.paragraphs[0].kind = .heading }), ("title", { $0.title = "Ferry" }),
      ("site", { $0.site = "Post" }), ("published", { $0.published = "2020-03-04" }), ("modified", { $0.modified = "2020-03-05" }),
      ("language", { $0.language = "en" }), ("authors", { $0.authors = ["Ann Roe"] }), ("tags", { $0.tags = ["Ann Roe"] }),
      ("section", { $0.section = "Local" }), ("access", { $0.access = .paid }),
    ]
    let others = ["id", "source", "url", "canonicalURL", "tables", "provenance", "origins", "warnings"]
    #expect(Self.missing(Self.article(), changes.map(\.0) + others).isEmpty)
    var prints: Set<Int64> = [RecordFingerprint.content(Self.article())]
    for (field, change) in changes {
      var article = Self.article()
      change(&article)
      #expect(prints.insert(RecordFingerprint.content(article)).inserted, "\(field)")
    }
  }
}
