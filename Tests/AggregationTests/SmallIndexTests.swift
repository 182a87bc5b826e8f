import Aggregation
import Export
import OnRecord
import Record
import Testing

/// A backend that is no part of the module: exports and everything that the module builds on the contract work with it.
@Suite struct SmallIndexTests {
  private static func index() throws -> SmallIndex {
    let index = SmallIndex()
    var first = RecordMaker("first", published: "2017-02-27")
    let mayor = first.official("Ruth Okoro", "mayor", "Pell")
    first.quote("We shall mend the bridge before winter", by: "Ruth Okoro", official: mayor)
    first.figure("40 boats", 40, unit: "boat", concept: "fishing boats in the harbour", by: "Ruth Okoro")
    var second = RecordMaker("second", published: "2018-05-06")
    second.official("Ruth Okoro", "minister", "Pell")
    second.quote("The bridge is mended", by: "Ann Roe")
    for record in [first.record, second.record] { #expect(try index.add([IndexEntry(record)]) == [.added]) }
    return index
  }

  @Test func exportsWork() throws {
    let index = try Self.index()
    var bytes: [UInt8] = []
    let sink = ExportFormat.csv.makeSink { bytes += $0 }
    try sink.begin(QuoteHit.table)
    try index.eachQuote(Search(try Query(parsing: "bridge"), limit: nil)) { try sink.row($0.cells) }
    try sink.finish()
    try sink.close()
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\r\n")
    #expect(lines.count == 3)
    #expect(lines.dropFirst().first?.contains("We shall mend the bridge before winter,direct,assertion") == true)
    #expect(try index.quotes(Search(try Query(parsing: "bridge speaker:roe"))).hits.map(\.quote.span.text) == ["The bridge is mended"])
    #expect(try index.survey(.quote, Search(), top: 1).facets.speaker == [FacetCount(value: "Ann Roe", count: 1)])
  }

  @Test func whatIsBuiltOnTheContractWorks() throws {
    let index = try Self.index()
    let person = try #require(try index.person("Ruth Okoro").first)
    #expect(person.roles.map(\.title) == ["mayor", "minister"])
    #expect(person.quotes.map(\.quote.span.text) == ["We shall mend the bridge before winter"])
    #expect(try index.series(Search()).map(\.concept) == ["fishing boats in the harbour"])
    let quote = try #require(try index.quotes(Search(try Query(parsing: "winter"))).hits.first)
    #expect(try index.variants(ofQuote: quote.id).variants.map(\.hit.id) == [quote.id])
    let saved = SavedSearch(name: "bridges", kind: .quote, query: "bridge")
    #expect(try SavedSearches.countNew(saved, in: index) == 2)
    #expect(throws: IndexError.self) { _ = try index.article("third", version: nil) }
  }
}
