import Aggregation
import Foundation
import Record
import Testing

/// Bytes that a bad disk has changed give an answer or an error, never a crash or a search without end.
@Suite struct DamagedIndexTests {
  @Test func changedBytesEndNoSearch() throws {
    let folder = try TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    var impacts = ImpactParts.Limits()
    impacts.fewest = 40
    impacts.fewestOfBeginning = 60
    impacts.fewestInSegment = 300
    var summaries = FacetSummary.Limits()
    summaries.fewest = 100
    summaries.fewestInSegment = 300
    let path = folder.file("sound.db")
    let index = try SQLiteIndex(path: path, mode: .write, summaries: summaries, impacts: impacts)
    let makers = InventedNews.articles(300, seed: 61)
    for start in stride(from: 0, to: makers.count, by: 60) { _ = try index.add(makers[start..<start + 60].map { try $0.entry() }) }
    for number in stride(from: 3, to: 300, by: 41) { #expect(try index.remove(article: makers[number].id)) }
    index.close()
    let sound = try Data(contentsOf: URL(fileURLWithPath: path))
    var random = InventedNews(seed: 62)
    var answers = 0
    var errors = 0
    for number in 0..<24 {
      var bytes = sound
      // The first page holds the tables' names.
      for _ in 0..<[20, 200, 2_000][number % 3] { bytes[8192 + random.number(bytes.count - 8192)] = UInt8(random.number(256)) }
      let damaged = folder.file("damaged-\(number).db")
      try bytes.write(to: URL(fileURLWithPath: damaged))
      guard let index = try? SQLiteIndex(path: damaged, mode: .read, summaries: summaries, impacts: impacts) else { continue }
      for query in ["the", "the harbour", "\"of the\"", "the NEAR/3 harbour", "the OR border", "ha*", "the -of", "the speaker:quill", ""] {
        for sort in SortOrder.allCases {
          let search = Search(try Query(parsing: query), sort: sort, limit: 5)
          do {
            _ = try index.quotes(search)
            _ = try index.facets(.quote, search, top: 5)
            _ = try index.count(.quote, search)
            answers += 1
          } catch { errors += 1 }
        }
      }
      if let report = try? index.check(), number % 3 == 2 { #expect(!report.problems.isEmpty) }
      index.close()
    }
    #expect(answers > 0 && errors > 0)
  }
}
