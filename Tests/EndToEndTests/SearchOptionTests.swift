import Foundation
import TestSupport
import Testing

/// Each search option is compared with the whole index: the rows it gives are exactly those that it should keep.
@Suite(.everyBackend) struct SearchOptionTests {
  typealias Row = [String: Any]

  /// A use of an option, and which of all rows it must keep.
  struct Case: CustomTestStringConvertible, Sendable {
    let table: String
    let words: [String]
    let keeps: @Sendable (Row) -> Bool
    var testDescription: String { "export \(table) \(words.joined(separator: " "))" }
  }

  private static func text(_ row: Row, _ key: String) -> String { row[key] as? String ?? "" }
  private static func day(_ row: Row) -> String { text(row, "published_date") }
  private static func value(_ row: Row) -> Double { row["value"] as? Double ?? .nan }
  private static func high(_ row: Row) -> Double { row["value_high"] as? Double ?? value(row) }
  /// Whether a name contains a word, ignoring case.
  private static func has(_ row: Row, _ key: String, _ word: String) -> Bool {
    text(row, key).lowercased().split { !$0.isLetter }.contains { $0 == word }
  }

  static let cases: [Case] = [
    Case(table: "quotes", words: ["--speaker", "Ruiz"]) { has($0, "speaker", "ruiz") },
    Case(table: "quotes", words: ["--organization", "police"]) { has($0, "organization", "police") },
    Case(table: "quotes", words: ["--outlet", "Harbor City Courier"]) { text($0, "outlet") == "Harbor City Courier" },
    Case(table: "quotes", words: ["--since", "2019-02-05", "--until", "2019-09"]) {
      day($0) >= "2019-02-05" && day($0) <= "2019-09-30" && !day($0).isEmpty
    },
    Case(table: "quotes", words: ["--kind", "mixed"]) { text($0, "kind") == "mixed" },
    Case(table: "quotes", words: ["--type", "belief"]) { text($0, "type") == "belief" },
    Case(table: "quotes", words: ["--type", "all", "money"]) { row in
      ["money", "moneys"].contains { has(row, "text", $0) }
    },
    Case(table: "figures", words: ["--unit", "percent"]) { text($0, "unit") == "percent" },
    Case(table: "figures", words: ["--kind", "money"]) { text($0, "unit_kind") == "money" },
    Case(table: "figures", words: ["--min", "1000", "--max", "5000"]) { high($0) >= 1000 && value($0) <= 5000 },
    Case(table: "figures", words: ["--unit", "person", "--min", "100"]) { text($0, "unit") == "person" && high($0) >= 100 },
    Case(table: "officials", words: ["--kind", "law_enforcement"]) { text($0, "sector") == "law_enforcement" },
    Case(table: "officials", words: ["--outlet", "Prairie Courier"]) { text($0, "outlet") == "Prairie Courier" },
    Case(table: "articles", words: ["--until", "2018"]) { !day($0).isEmpty && day($0) <= "2018-12-31" },
  ]

  private static func rows(_ words: [String]) throws -> [Row] {
    let path = try CorpusIndex.shared()
    let run = try CommandLineTool.run(words + ["--all-copies", "--index", path])
    #expect(run.status == 0, "\(words) \(run.errors)")
    return try run.output.split(separator: 0x0A).map { try #require(JSONSerialization.jsonObject(with: $0) as? Row) }
  }

  @Test(arguments: cases) func keepsJustWhatItShould(example: Case) throws {
    let every = try Self.rows(["export", example.table, "--format", "jsonl"] + (example.table == "quotes" ? ["--type", "all"] : []))
    // Without --type, quotes are assertions.
    let eligible =
      example.table == "quotes" && !example.words.contains("--type") ? every.filter { Self.text($0, "type") == "assertion" } : every
    let wanted = Set(eligible.filter(example.keeps).map { Self.text($0, "id") })
    let given = Set(try Self.rows(["export", example.table, "--format", "jsonl"] + example.words).map { Self.text($0, "id") })
    #expect(!wanted.isEmpty)
    #expect(given == wanted)
    // The search gives the same as the export.
    let found = Set(try Self.rows([example.table, "--format", "jsonl", "--limit", "10000"] + example.words).map { Self.text($0, "id") })
    #expect(found == wanted)
  }

  @Test func newestComeFirstAndTheLimitHolds() throws {
    let rows = try Self.rows(["quotes", "--sort", "date", "--format", "jsonl", "--limit", "7"])
    #expect(rows.count == 7)
    let times = rows.map { Self.day($0) }
    #expect(times == times.sorted(by: >))
  }

  @Test func everyRowCarriesThePassageItStandsIn() throws {
    for table in ["quotes", "figures"] {
      for row in try Self.rows(["export", table, "--format", "jsonl"]) {
        #expect(Self.text(row, "passage").contains(Self.text(row, "text")), "\(row["id"] ?? "")")
      }
    }
  }

  @Test func tableMarksTheMatchAndTellsThePlace() throws {
    let path = try CorpusIndex.shared()
    let run = try CommandLineTool.run(["quotes", "--index", path, "--color", "always", "--limit", "1", "money"])
    #expect(run.status == 0)
    #expect(run.text.firstMatch(of: /\u{1B}\[[0-9;]+m[Mm]oney['\u{2019}s]*\u{1B}\[/) != nil, "\(run.text)")
    #expect(run.text.contains("characters "))
    #expect(run.text.contains("article "))
  }

  @Test func csvHasAHeaderAndARowAHit() throws {
    let path = try CorpusIndex.shared()
    let run = try CommandLineTool.run(["figures", "--index", path, "--format", "csv", "--unit", "percent", "--limit", "3"])
    #expect(run.status == 0)
    #expect(run.text.hasPrefix("id,text,value,"))
    #expect(run.text.split(separator: "\r\n").count == 4)
  }

  @Test func nothingFoundIsStatus3() throws {
    let path = try CorpusIndex.shared()
    let run = try CommandLineTool.run(["quotes", "--index", path, "xylophonist"])
    #expect(run.status == 3)
    #expect(run.output.isEmpty)
  }
}
