import Aggregation
import FullText
import Record
import Testing

/// Looking only at the documents that can score best finds the same as looking at all of them.
@Suite struct BestFirstTests {
  /// Limits so small that lists of a few dozen documents are kept in the order of impact.
  private static let limits = {
    var limits = ImpactParts.Limits()
    limits.fewest = 40
    limits.fewestOfPrefix = 60
    limits.fewestInSegment = 300
    return limits
  }()

  /// An index of several segments, some of them merged, with articles that were replaced and removed.
  private func filled(_ path: String) throws -> SQLiteIndex {
    let index = try SQLiteIndex(path: path, mode: .write, impacts: Self.limits)
    try index.fillAndThin(articles: 900, seed: 51, batch: 90, replaced: 300, removed: 800)
    return index
  }

  private static let queries = [
    "the", "harbour", "harbour border", "the harbour", "harbour OR border", "the OR of OR refugees", "\"the harbour\"", "\"of the\"",
    "\"the border the\"", "the NEAR/3 harbour", "border NEAR/2 \"of the\"", "ha*", "h*", "bo* the", "the -harbour", "harbour speaker:quill",
    "the published:2014..2016", "the outlet:northern", "the (harbour OR \"of the\")", "the the border", "harbour OR speaker:quill", "vote",
    "the harbour border police",
  ]

  @Test func pagesAreTheBeginningOfAllInOrder() throws {
    let folder = try TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    let path = folder.file("news.db")
    let index = try filled(path)
    #expect(try index.check().problems == [])
    var hits = 0
    for query in Self.queries {
      for type in [nil, "all", "belief"] {
        var search = Search(try Query(parsing: query), options: QueryOptions(type: type), sort: .relevance, limit: nil)
        let all = try index.quotes(search).hits.map(\.id)
        hits += all.count
        for limit in [1, 7, 20] {
          search.limit = limit
          search.after = nil
          var paged: [String] = []
          for _ in 0..<4 {
            let page = try index.quotes(search)
            paged += page.hits.map(\.id)
            guard let next = page.next else { break }
            search.after = next
          }
          #expect(paged == Array(all.prefix(4 * limit)), "\(query) \(type ?? "") \(limit)")
        }
      }
    }
    #expect(hits > 5_000)
    for query in ["the", "harbour", "the OR harbour", "ha*"] {
      var search = Search(try Query(parsing: query), sort: .relevance, limit: nil)
      let figures = try index.figures(search).hits.map(\.id)
      let officials = try index.officials(search).hits.map(\.id)
      let articles = try index.articles(search).hits.map(\.article.id)
      search.limit = 5
      #expect(try index.figures(search).hits.map(\.id) == Array(figures.prefix(5)), "\(query)")
      #expect(try index.officials(search).hits.map(\.id) == Array(officials.prefix(5)), "\(query)")
      #expect(try index.articles(search).hits.map(\.article.id) == Array(articles.prefix(5)) && !articles.isEmpty, "\(query)")
    }
  }

  /// The check knows which lists must be kept in the order of impact.
  @Test func theCheckMissesWhatIsNotThere() throws {
    let folder = try TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    let path = folder.file("news.db")
    try filled(path).close()
    let problems = try SQLiteIndex(path: path, mode: .read).check().problems
    #expect(problems.contains { $0.hasSuffix("parts of lists in the order of impact, but 0 are needed") })
    #expect(problems.contains { $0.hasSuffix("prefixes of words, but 0 are needed") })
  }
}
