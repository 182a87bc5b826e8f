import Aggregation
import FullText
import Record
import Testing

/// The counts made when a segment was written equal those made by walking through its lists.
@Suite struct FacetSummaryTests {
  /// Limits so small that lists of a few hundred documents are summarized, and some names are always left out.
  private static let limits = {
    var limits = FacetSummary.Limits()
    limits.fewest = 300
    limits.fewestInSegment = 300
    limits.most = 3
    return limits
  }()

  /// An index of several segments, some of them merged, with articles that were replaced and removed.
  private func filled(_ path: String) throws -> SQLiteIndex {
    let index = try SQLiteIndex(path: path, mode: .write, summaries: Self.limits)
    try index.fillAndThin(articles: 2_400, seed: 41, batch: 120, replaced: 400, removed: 2_000)
    return index
  }

  @Test func summariesTellWhatWalkingTells() throws {
    let folder = try TemporaryFolder()
    defer { withExtendedLifetime(folder) {} }
    let path = folder.file("news.db")
    let index = try filled(path)
    #expect(try index.check().problems == [])
    for kind in FindingKind.allCases {
      for type in kind == .quote ? [nil, "all", "belief", "assertion"] : [nil] {
        for word in ["the", "harbour", "\"harbour\"", "vote", "council", "nowhere"] {
          // A part that matches nothing keeps the query from being a single word.
          let alone = Search(try Query(parsing: word), options: QueryOptions(type: type))
          let joined = Search(try Query(parsing: "\(word) OR nowherenever"), options: QueryOptions(type: type))
          #expect(try index.count(kind, alone) == index.count(kind, joined), "\(kind) \(word) \(type ?? "")")
          for top in [0, 1, 2, 4, 1_000] {
            let counted = try index.facets(kind, alone, top: top)
            #expect(try counted == index.facets(kind, joined, top: top), "\(kind) \(word) \(type ?? "") \(top)")
          }
        }
      }
    }
    index.close()
    // The check counts the summaries again, and knows where there must be some.
    var limits = Self.limits
    limits.most = 2
    let other = try SQLiteIndex(path: path, mode: .read, summaries: limits).check().problems
    #expect(other.contains { $0.contains("is not what was counted") })
    let none = try SQLiteIndex(path: path, mode: .read).check().problems
    #expect(none.contains { $0.hasSuffix("summaries of lists, but 0 are needed") })
  }
}
