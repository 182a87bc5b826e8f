import Foundation
import TestSupport
import Testing

/// Faults that new users have met and that no other test covers; each test is named after its fault.
@Suite struct ReportedFaultTests {
  private static let tables = ["quotes", "figures", "officials", "articles"]

  @Test("fault: hits print codes of units instead of words", .everyBackend) func unitsAreFoundAndPrintedInWords() throws {
    let asked = try Asked([
      "id": "trail", "published": "2020-05-04",
      "text": """
      The trail is 12 miles long, the county said. It cost $4.2 billion and took 55 years, and 3,400 people walked it, up 12 percent. \
      The mayor, Ana Ruiz, said 30 pounds of sugar were used.
      """,
    ])
    let shown = try asked.run(["figures", "--min-confidence", "0"]).text
    for words in ["= 12 miles", "= $4.2 billion", "= 55 years", "= 3,400 people", "= 12 percent", "= 30 pounds"] {
      #expect(shown.contains(words), "\(words) in \(shown)")
    }
    for (unit, value) in [
      ("%", 12.0), ("percent", 12), ("$", 4_200_000_000), ("dollars", 4_200_000_000), ("pounds", 30), ("miles", 12), ("year", 55),
      ("years", 55), ("people", 3400),
    ] {
      let found = try asked.rows(["export", "figures", "--min-confidence", "0", "--unit", unit]).compactMap { $0["value"] as? Double }
      #expect(found == [value], "\(unit)")
    }
  }

  @Test("fault: article: is no field", .everyBackend) func articleIsAField() throws {
    let row = try #require(try CorpusIndex.rows(["articles", "--limit", "1", "money"]).first)
    let id = try #require(row["id"] as? String)
    let wanted = try CorpusIndex.rows(["export", "quotes", "--min-confidence", "0", "--all-copies"]).filter {
      $0["article_id"] as? String == id
    }
    #expect(!wanted.isEmpty)
    let found = try CorpusIndex.rows(["export", "quotes", "--min-confidence", "0", "--all-copies", "article:\(id.prefix(8))"])
    #expect(Set(found.compactMap { $0["id"] as? String }) == Set(wanted.compactMap { $0["id"] as? String }))
  }

  @Test("fault: a word of the sentence weighs as much as one of the concept", .everyBackend) func conceptWeighsMoreThanItsSentence() throws
  {
    let text =
      "Turbines were the talk of the day when the council spent 40 dollars on tea. The wind farm has 84 turbines, the council said on Monday."
    let rows = try Asked(["id": "farm", "text": text]).rows(["figures", "turbines", "--min-confidence", "0"])
    #expect(rows.compactMap { $0["value"] as? Double } == [84, 40])
  }

  @Test("fault: a date column holds more than one type", .everyBackend) func everyDateColumnIsOneType() throws {
    for table in Self.tables {
      for row in try CorpusIndex.rows(["export", table, "--min-confidence", "0"]) {
        for column in ["published", "modified", "retrieved"] {
          guard let text = row[column] as? String else { continue }
          #expect(text.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z/) != nil, "\(table).\(column) \(text)")
        }
        for column in ["published_date", "modified_date", "period_start", "period_end"] {
          guard let text = row[column] as? String else { continue }
          #expect(text.wholeMatch(of: /\d{4}-\d\d-\d\d/) != nil, "\(table).\(column) \(text)")
        }
        if let instant = row["published"] as? String { #expect(row["published_date"] is String, "\(instant)") }
        if let start = row["period_start"] as? String, let end = row["period_end"] as? String { #expect(start <= end) }
      }
    }
    let periods = try CorpusIndex.rows(["export", "figures"]).filter { $0["period"] is String }
    #expect(!periods.isEmpty && periods.allSatisfy { $0["period_start"] is String || $0["period_end"] is String })
  }

  @Test("fault: confidences are no columns; low ones are not shown", .everyBackend) func confidenceIsShownAndTakenAway() throws {
    let columns = [
      "quotes": ["confidence", "speaker_confidence"],
      "figures": ["confidence", "concept_confidence", "period_confidence", "attributed_to_confidence"],
      "officials": ["confidence", "organization_confidence"],
    ]
    for (table, names) in columns {
      let all = try CorpusIndex.rows(["export", table, "--min-confidence", "0"])
      for name in names {
        let values = all.compactMap { $0[name] as? Double }
        #expect(!values.isEmpty && values.allSatisfy { (0...1).contains($0) }, "\(table).\(name)")
        // Only a quote that names nobody may lack the confidence.
        #expect(all.allSatisfy { $0[name] is Double || name == "speaker_confidence" && !($0["speaker"] is String) }, "\(table).\(name)")
      }
      // Filters, by option and by field. Under the name of a speaker who is more likely the wrong one nothing is shown by default.
      func likely(_ row: [String: Any]) -> Bool { !(row["speaker"] is String) || (row["speaker_confidence"] as? Double ?? 1) >= 0.5 }
      for name in names {
        func ids(_ words: [String]) throws -> Set<String> {
          Set(try CorpusIndex.rows(["export", table] + words).compactMap { $0["id"] as? String })
        }
        let sure = Set(all.filter { ($0[name] as? Double ?? 1) >= 0.8 }.compactMap { $0["id"] as? String })
        let usual = Set(all.filter(likely).compactMap { $0["id"] as? String })
        let option = "--min-" + name.replacing("attributed_to", with: "speaker").replacing("_", with: "-")
        #expect(try ids(["--min-confidence", "0", "\(name):>=0.8"]) == sure, "\(table).\(name)")
        if name == "confidence" {
          for words in [["--min-confidence", "0.8"], ["confidence:>=0.8"]] {
            #expect(try ids(words) == sure.intersection(usual), "\(table) \(words)")
          }
        } else {
          #expect(try ids(["--min-confidence", "0", option, "0.8"]) == sure, "\(table) \(option)")
        }
      }
      // Ordered by all confidences of what a row tells, surest first.
      let parts = [
        "speaker_confidence": "speaker", "concept_confidence": "concept", "period_confidence": "period",
        "attributed_to_confidence": "attributed_to", "organization_confidence": "organization",
      ]
      let ranked = try CorpusIndex.rows(["export", table, "--min-confidence", "0", "--sort", "confidence"]).map { row in
        names.reduce(1) { product, name in
          if let part = parts[name], !(row[part] is String) { return product }
          return product * (row[name] as? Double ?? 1)
        }
      }
      #expect(ranked.count == all.count && ranked.first != ranked.last, "\(table)")
      for (first, second) in zip(ranked, ranked.dropFirst()) { #expect(first > second - 1e-6, "\(table)") }
      // The confidence is shown if it is low.
      guard all.contains(where: { $0["confidence"] as? Double ?? 1 < 0.7 }) else { continue }
      let shown = try CorpusIndex.run([table, "--min-confidence", "0", "--limit", "5", "confidence:<0.7"]).text
      #expect(shown.contains("% sure"), "\(table): \(shown)")
    }
  }

  @Test(
    "fault: make install takes no PREFIX",
    .enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/make"), "make is not installed"))
  func makeInstallTakesAPrefix() throws {
    let scratch = try Scratch()
    let make = URL(filePath: "/usr/bin/make")
    let words = ["-C", Project.folder.path, "BINARY=\(Project.binary.path)", "PREFIX=\(scratch.path("prefix"))"]
    #expect(try CommandRun(make, words + ["install-files"]).wait() == 0)
    let files = [
      "bin/onrecord", "share/man/man1/onrecord.1", "share/man/man1/onrecord-quotes.1", "share/bash-completion/completions/onrecord",
      "share/zsh/vendor-completions/_onrecord", "share/fish/vendor_completions.d/onrecord.fish",
    ]
    for file in files { #expect(FileManager.default.fileExists(atPath: scratch.path("prefix/" + file)), "\(file)") }
    let version = try CommandRun(URL(filePath: scratch.path("prefix/bin/onrecord")), ["--version"])
    #expect(version.wait() == 0 && version.output.hasPrefix("onrecord "))
    #expect(try CommandRun(make, words + ["uninstall"]).wait() == 0)
    for file in files { #expect(!FileManager.default.fileExists(atPath: scratch.path("prefix/" + file)), "\(file)") }
  }

  @Test("fault: a column that is empty in the first rows stops its reader") func rowsThatShowATypeStandInFront() throws {
    // A range, a tolerance and a year of prices, after 300 figures without any; the newest articles are exported first.
    let scratch = try Scratch()
    var lines = (0..<300).map { number in
      #"{"id": "n\#(number)", "published": "2020-05-04", "text": "The trail is \#(number + 2) miles long, the county said."}"#
    }
    lines.append(
      #"{"id": "r", "published": "2001-05-04", "text": "It will cost between $4 million and $5 million in 1995 dollars, up from $3 million in 1999, the county said."}"#
    )
    let file = try scratch.file("trail.jsonl", lines.joined(separator: "\n"))
    let index = scratch.path("trail.db")
    #expect(try CommandLineTool.run(["ingest", "--input-format", "jsonl", file, "--index", index]).status == 0)
    func ids(_ words: [String]) throws -> [String] {
      let run = try CommandLineTool.run(["export", "figures", "--format", "csv", "--min-confidence", "0", "--index", index] + words)
      return CSVTable(run.text).values("article_id")
    }
    let led = try ids([])
    let plain = try ids(["--sort", "date"])
    #expect(led.count > 300 && led.count == plain.count && led.sorted() == plain.sorted())
    #expect(led.firstIndex(of: "r").map { $0 < 100 } == true, "the rows that show a type stand in front")
    #expect(plain.firstIndex(of: "r").map { $0 >= 300 } == true, "where an order is asked for, it is kept")
    #expect(try ids([]) == led)
  }

  @Test("fault: a column that is empty in 50,000 rows stops its reader") func rowsThatShowATypeStandInFrontHoweverFarBehind() throws {
    let scratch = try Scratch()
    // The numbers differ in every article, so that no article is another's copy.
    var lines = (0..<850).map { article in
      let sentences = (0..<60).map { "The trail is \(article * 60 + $0 + 2) miles long, the county said." }.joined(separator: " ")
      return #"{"id": "n\#(article)", "published": "2020-05-04", "text": "\#(sentences)"}"#
    }
    lines.append(#"{"id": "r", "published": "2001-05-04", "text": "It will cost between $4 million and $5 million, the county said."}"#)
    let file = try scratch.file("trail.jsonl", lines.joined(separator: "\n"))
    let index = scratch.path("trail.db")
    #expect(try CommandLineTool.run(["ingest", "--input-format", "jsonl", file, "--index", index]).status == 0)
    for format in ["csv", "jsonl"] {
      let output = scratch.path("figures.\(format)")
      let run = try CommandLineTool.run(
        ["export", "figures", "--all-copies", "--output", output, "--min-confidence", "0", "--index", index])
      #expect(run.status == 0, "\(run.errors)")
      let written = try String(contentsOfFile: output, encoding: .utf8).split(whereSeparator: \.isNewline)
      let count = written.count - (format == "csv" ? 1 : 0)
      #expect(count > 50_000 && run.errors.hasPrefix("\(count) rows"), "\(format): \(count), \(run.errors)")
      #expect(Set(written).count == written.count, "\(format): no row stands there twice")
      #expect(written.prefix(100).contains { $0.contains("between $4 million") }, "\(format)")
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path).allSatisfy { !$0.contains(".new-") })
  }
}
