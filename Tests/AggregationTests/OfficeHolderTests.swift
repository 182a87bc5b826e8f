import Aggregation
import OnRecord
import Record
import Testing

/// Who held the office that a query names, from text to answer.
@Suite struct OfficeHolderTests {
  private static func article(_ id: String, _ published: String, _ text: String) -> Article {
    Article(
      id: "holder-\(id)", source: nil, url: "https://example.org/\(id)", site: "Lake Post", title: nil, authors: [], published: published,
      language: "en", text: text, paragraphs: [Paragraph(ByteRange(0, text.utf8.count), .paragraph)],
      provenance: Provenance(contentSHA256: String(repeating: "0", count: 64), mediaType: "text/plain", encoding: "utf-8"))
  }

  private static let articles = [
    article("a", "2022-03-05", "“The budget is sound,” said Nell Arbor, mayor of Tarnwick."),
    article("b", "2023-04-06", "“We shall build,” said Housing Minister Nell Arbor."),
    article("c", "2024-03-05", "“The boats are new,” said Cyril Dane, mayor of Tarnwick."),
    article("d", "2024-06-05", "“Nobody asked us,” said Nell Arbor, the former mayor of Tarnwick."),
    article("e", "2024-07-05", "“The pier is old,” said Bea Mott, who was mayor of Gullhaven until 2021."),
    article("f", "2024-07-06", "“It is a start,” said deputy mayor Olive Quint of Tarnwick."),
    article("g", "2024-08-01", "“It is late,” said Cyril Dane, mayor of Tarnwick until last month."),
  ]

  private func holders(_ date: String, _ query: String) throws -> [String] {
    let folder = try TemporaryFolder()
    let index = try SQLiteIndex(path: folder.file("holders.db"), mode: .write)
    let pipeline = Pipeline()
    _ = try index.add(Self.articles.map { try IndexEntry(pipeline.record(of: $0)) })
    return try index.holders(Search(Query(parsing: query)), asOf: date).map { "\($0.person.name), \($0.role.title ?? "")" }
  }

  @Test(
    arguments: [
      ("2021", "mayor", []), ("2022", "mayor", ["Nell Arbor, mayor"]), ("2022-03-04", "mayor", []),
      ("March 2022", "mayor tarnwick", ["Nell Arbor, mayor"]),
      // The same person has another office since.
      ("2023-12", "mayor", []), ("2023-12", "minister", ["Nell Arbor, Housing Minister"]), ("2022-12", "minister", []),
      ("5 March 2024", "mayor", ["Cyril Dane, mayor"]), ("2024-07-31", "mayor", ["Cyril Dane, mayor"]),
      ("2024-07-31", "deputy mayor", ["Olive Quint, deputy mayor"]), ("2024-07-31", "title:mayor -tarnwick", []),
      ("2024-08-01", "mayor", []), ("yesterday", "mayor", []), ("2024-07-31", "gullhaven", []),
    ] as [(String, String, [String])]) func officesAreThoseThatTheQueryNames(date: String, query: String, wanted: [String]) throws
  {
    #expect(try holders(date, query) == wanted)
  }

  @Test(arguments: ["", "2024-13", "soon", "03/04/2024"]) func otherDatesAreRefused(date: String) {
    #expect(throws: QueryError.self) { try holders(date, "mayor") }
  }
}
