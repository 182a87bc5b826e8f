import Foundation
import TestSupport
import Testing

/// `--facets` and `--after`: counts of all matches, and page after page of them.
@Suite(.everyBackend) struct FacetTests {
  typealias Row = [String: Any]

  private static func rows(_ words: [String]) throws -> [Row] {
    try CommandLineTool.run(words + ["--format", "jsonl"]).lines.map {
      try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? Row)
    }
  }

  /// Counts by facet and value, "" for none.
  private static func counts(_ rows: [Row]) -> [String: [String: Int]] {
    var counts: [String: [String: Int]] = [:]
    for row in rows {
      counts[row["facet"] as? String ?? "?", default: [:]][row["value"] as? String ?? ""] = row["matches"] as? Int
    }
    return counts
  }

  /// A table, a facet of it, and the exported column it must agree with.
  static let cases: [(table: String, facet: String, column: String)] = [
    ("quotes", "speaker", "speaker"), ("quotes", "outlet", "outlet"), ("quotes", "kind", "kind"),
    ("figures", "unit", "unit"), ("figures", "kind_of_unit", "unit_kind"), ("figures", "outlet", "outlet"),
    ("officials", "sector", "sector"), ("officials", "organization", "organization"), ("articles", "outlet", "outlet"),
  ]

  @Test(arguments: cases.indices) func facetsCountWhatTheExportHolds(number: Int) throws {
    let (table, facet, column) = FacetTests.cases[number]
    let index = try CorpusIndex.shared()
    let found = FacetTests.counts(try FacetTests.rows([table, "--facets", "--limit", "100000", "--index", index]))
    var wanted: [String: Int] = [:]
    for row in try FacetTests.rows(["export", table, "--all-copies", "--index", index]) {
      wanted[row[column] as? String ?? "", default: 0] += 1
    }
    #expect(!wanted.isEmpty)
    #expect(found[facet] == wanted)
  }

  @Test(arguments: ["quotes", "figures", "officials", "articles"]) func pagesGoThroughAllMatches(table: String) throws {
    let index = try CorpusIndex.shared()
    let all = try FacetTests.rows(["export", table, "--sort", "date", "--index", index]).compactMap { $0["id"] as? String }
    var seen: [String] = []
    var after: [String] = []
    repeat {
      let page = try CommandLineTool.run(
        [table, "--sort", "date", "--limit", "40", "--format", "jsonl", "--index", index] + after)
      for line in page.lines {
        let row = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? Row)
        seen.append(try #require(row["id"] as? String))
      }
      let words = page.errors.split(separator: " ")
      after = words.firstIndex(of: "--after").map { ["--after", String(words[$0 + 1])] } ?? []
      try #require(seen.count <= all.count)
    } while !after.isEmpty
    #expect(all.count > 40)
    #expect(seen == all)
  }

  @Test func listsTellTheRest() throws {
    let run = try CommandLineTool.run(["quotes", "--facets", "--limit", "1", "--index", try CorpusIndex.shared()])
    #expect(run.status == 0)
    #expect(run.lines.first == "speaker")
    #expect(run.text.contains(" of others"))
    #expect(run.errors.hasPrefix("counts of "))
    let none = try CommandLineTool.run(["quotes", "zyzzyva", "--facets", "--index", try CorpusIndex.shared()])
    #expect(none.status == 3)
    let wrong = try CommandLineTool.run(["quotes", "--after", "there", "--index", try CorpusIndex.shared()])
    #expect(wrong.status == 2)
    let both = try CommandLineTool.run(["quotes", "--facets", "--after", "0.0.0", "--index", try CorpusIndex.shared()])
    #expect(both.status == 2 && both.errors.contains("--facets"))
  }
}
