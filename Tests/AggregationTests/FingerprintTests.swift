import Record
import Testing

@testable import Aggregation

/// Whatever changes in an article changes its fingerprint, so that the index takes it in. Findings: ``StoredFieldTests``.
@Suite struct FingerprintTests {
  private static func article() -> Article {
    Article(
      id: "a", text: "We go. 12 on.", paragraphs: [Paragraph(ByteRange(0, 13), .paragraph)],
      provenance: Provenance(contentSHA256: "", mediaType: "text/html", encoding: "utf-8"))
  }

  /// The fields of a value that have no change in a table.
  private static func missing(_ value: Any, _ changed: [String]) -> [String] {
    Mirror(reflecting: value).children.compactMap(\.label).filter { !changed.contains($0) }
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
