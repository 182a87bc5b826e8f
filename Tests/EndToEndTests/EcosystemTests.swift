import Foundation
import TestSupport
import Testing

/// What users of other systems have asked for (asking and taking away), each a test; the number is the row of the list of requests that the
/// project honours.
@Suite(.everyBackend) struct EcosystemTests {
  private static func run(_ words: [String]) throws -> CommandLineTool.Result {
    let index = try CorpusIndex.shared()
    // In front: what stands behind -- is query text.
    return try CommandLineTool.run(Array(words.prefix(1)) + ["--index", index] + words.dropFirst())
  }
  private static func rows(_ words: [String]) throws -> [[String: Any]] {
    let run = try run(Array(words.prefix(1)) + ["--format", "jsonl"] + words.dropFirst())
    #expect(run.status == 0 || run.status == 3, "\(words): \(run.errors)")
    return try run.output.split(separator: 0x0A).map { try #require(JSONSerialization.jsonObject(with: $0) as? [String: Any]) }
  }
  private static func ids(_ words: [String]) throws -> [String] { try rows(words).compactMap { $0["id"] as? String } }

  // 2
  @Test func fullNameStandsBesideTheMention() throws {
    let rows = try Self.rows(["export", "quotes"])
    #expect(
      rows.contains { row in
        guard let speaker = row["speaker"] as? String, let mention = row["speaker_mention"] as? String else { return false }
        return speaker != mention && speaker.hasSuffix(mention)
      })
  }

  // 5
  @Test func offsetsAreCodePointsThatOtherToolsAgreeOn() throws {
    for table in ["quotes", "figures"] {
      for row in try Self.rows(["export", table]) {
        let text = try #require(row["text"] as? String)
        for part in ["passage", "sentence"] {
          let words = Array((row[part] as? String ?? "").unicodeScalars)
          let start = try #require(row["char_start"] as? Int) - #require(row["\(part)_start"] as? Int)
          let end = try #require(row["char_end"] as? Int) - #require(row["\(part)_start"] as? Int)
          try #require(start >= 0 && end <= words.count)
          #expect(Array(text.unicodeScalars) == Array(words[start..<end]), "\(row["id"] ?? "")")
        }
      }
    }
  }

  // 6
  @Test func curlyMarksInAQueryWorkAsStraightOnes() throws {
    let straight = try Self.ids(["export", "quotes", "\"money's worth\""])
    #expect(!straight.isEmpty)
    #expect(try Self.ids(["export", "quotes", "\u{201C}money\u{2019}s worth\u{201D}"]) == straight)
    #expect(try Self.ids(["export", "quotes", "\u{201E}money\u{2019}s worth\u{201C}"]) == straight)
  }

  // 7
  @Test(arguments: [
    "well-being", "don't", "a.b.c", "50%", "(river", "C++", "why?", "a && b", "*", "$5", "#tag", "x:", "16:30", "e-mail@x.org", "\u{0}",
  ])
  func punctuationNeverGivesASyntaxErrorWithoutAReadingThatWorks(query: String) throws {
    guard !query.contains("\u{0}") else { return }
    let run = try Self.run(["quotes", "--", query])
    #expect(run.status == 0 || run.status == 3 || run.status == 2 && run.errors.contains("column"), "\(query): \(run.errors)")
    #expect(!run.errors.lowercased().contains("sql"), "\(run.errors)")
  }

  // 9
  @Test func exportHoldsExactlyWhatTheScreenShows() throws {
    for filters in RandomFilters.make(count: 50, seed: 7) {
      let table = filters[0]
      let rest = Array(filters.dropFirst())
      let exported = try Self.ids(["export", table] + rest)
      let shown = try Self.ids([table, "--limit", "100000"] + rest)
      #expect(Set(exported) == Set(shown) && exported.count == shown.count, "\(filters)")
      let run = try Self.run(["export", table, "--format", "csv"] + rest)
      #expect(run.errors.hasPrefix(exported.count == 1 ? "1 row\n" : "\(exported.count) rows\n"), "\(filters): \(run.errors)")
    }
  }

  // 10
  @Test func spreadsheetStandsBesideCSVAndDatesAreBare() throws {
    let scratch = try Scratch()
    let path = scratch.path("figures.xlsx")
    #expect(try Self.run(["export", "figures", "--output", path]).status == 0)
    #expect(try Data(contentsOf: URL(filePath: path)).starts(with: Array("PK".utf8)))
    let days = try Self.rows(["export", "figures"]).compactMap { $0["published_date"] as? String }
    #expect(!days.isEmpty && days.allSatisfy { $0.wholeMatch(of: /\d{4}-\d\d-\d\d/) != nil })
  }

  // 11
  @Test func byteOrderMarkIsThereForExcelAlone() throws {
    #expect(try Self.run(["export", "officials", "--excel"]).output.starts(with: [0xEF, 0xBB, 0xBF]))
    #expect(try Self.run(["export", "officials"]).output.starts(with: Array("id,".utf8)))
  }

  // 14
  @Test func matchesAreMarkedInThePassage() throws {
    let found = try #require(try Self.rows(["quotes", "money"]).first)
    let id = try #require(found["id"] as? String)
    let text = try #require(found["text"] as? String)
    for command in ["show", "open"] {
      let run = try Self.run([command, id, "--context", "1", "--color", "never"])
      #expect(run.status == 0)
      let flat = run.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(flat.contains("[" + text.split(whereSeparator: \.isWhitespace).joined(separator: " ") + "]"), "\(flat)")
      #expect(flat.contains("#:~:text=") && flat.contains("sha256:"), "\(flat)")
    }
  }

  // 16
  @Test func figuresCarryTheRawUnitAndTheirPlace() throws {
    let rows = try Self.rows(["export", "figures"])
    #expect(rows.contains { ($0["unit_text"] as? String)?.isEmpty == false })
    #expect(rows.allSatisfy { $0["char_start"] is Int })
  }

  // 18
  @Test func savedSearchTellsWhatIsNewSinceItsLastRun() throws {
    let scratch = try Scratch()
    // Saved searches stand beside the index, those of a server's in a folder of the user.
    let index = try IndexBackend.place(scratch.path("news.db"))
    func run(_ words: [String]) throws -> CommandLineTool.Result {
      try CommandLineTool.run(words + ["--index", index], environment: ["XDG_DATA_HOME": scratch.folder.path])
    }
    let ingest = try run(["ingest", Project.corpus.path])
    #expect(ingest.status == 0 && !ingest.errors.contains("log of ingests"), "\(ingest.errors)")
    #expect(try run(["saved", "add", "money", "quotes", "money"]).status == 0)
    #expect(try run(["saved", "list"]).text.contains("money: onrecord quotes"))
    let first = try run(["saved", "run", "money", "--new", "--format", "csv"])
    #expect(first.status == 0 && first.text.split(separator: "\r\n").count > 1)
    let second = try run(["saved", "run", "money", "--new", "--format", "csv"])
    #expect(second.status == 3, "nothing is new")
    #expect(try run(["saved", "run", "money", "--format", "atom"]).text.contains("<entry>"))
    #expect(try run(["saved", "run", "mony"]).errors.contains("did you mean 'money'"))
    #expect(try run(["saved", "remove", "money"]).status == 0)
    #expect(try run(["saved", "run", "money"]).status == 2)
  }

  // 19
  @Test(arguments: ["quotes", "figures", "officials", "articles"]) func everySearchTakesTheSameOptions(table: String) throws {
    let search = try CommandLineTool.run([table, "--help"]).text
    let export = try CommandLineTool.run(["export", "--help"]).text
    for option in search.matches(of: /--[a-z-]+/).map({ String($0.output) }) {
      let isOfTheScreen = [
        "--after", "--facets", "--context", "--cite", "--color", "--no-pager", "--svg", "--variants", "--series", "--conflicts",
        "--profiles", "--as-of", "--stories",
      ].contains(option)
      #expect(isOfTheScreen || export.contains(option), "\(option)")
    }
  }

  // 8
  @Test func accentsAndSpecialLettersAreFoundWithoutThem() throws {
    let scratch = try Scratch()
    let file = try scratch.file(
      "pier.txt",
      "The mayor, Zo\u{EB} M\u{FC}ller-Str\u{F8}m, said: \u{201C}The caf\u{E9} on the pier stays open until \u{15E}i\u{15F}li pays.\u{201D}\n"
    )
    let index = try IndexBackend.place(scratch.path("pier.db"))
    #expect(try CommandLineTool.run(["ingest", "--input-format", "text", file, "--index", index]).status == 0)
    for query in ["cafe", "caf\u{E9}", "cafe\u{301}", "sisli", "\u{15E}i\u{15F}li", "speaker:zoe", "speaker:\"muller strom\""] {
      let run = try CommandLineTool.run(["quotes", query, "--index", index])
      #expect(
        run.status == 0 && run.text.contains("caf\u{E9}") && run.text.contains("Zo\u{EB} M\u{FC}ller-Str\u{F8}m"), "\(query): \(run.errors)"
      )
    }
  }

  // 13
  @Test func wireCopiesDoNotInflateWhatIsShownAndCountsSayWhatTheyCount() throws {
    let folded = try Self.rows(["export", "quotes"])
    let all = try Self.rows(["export", "quotes", "--all-copies"])
    #expect(all.count > folded.count && Set(folded.compactMap { $0["id"] as? String }).isSubset(of: all.compactMap { $0["id"] as? String }))
    let copy = try #require(all.first { row in !folded.contains { $0["id"] as? String == row["id"] as? String } })
    #expect(copy["copy_of"] as? String != nil && copy["copy_of"] as? String == copy["cluster"] as? String)
    let text = try #require(copy["text"] as? String)
    let shown = try Self.run(["quotes", "\"\(text.prefix { $0 != "," && $0 != "\u{2019}" })\""])
    #expect(shown.text.contains("first in "), "\(shown.text)")
    #expect(shown.errors.contains("counts hold all, --all-copies shows"), "\(shown.errors)")
    #expect(try Self.run(["quotes", "--facets"]).errors.contains("copies of a story included"))
  }

  // 17
  @Test func correctionsAreKeptApartAndOldVersionsStayReadable() throws {
    let scratch = try Scratch()
    func page(_ count: String, _ note: String) -> String {
      """
      <html><head><title>Pier closes</title><link rel="canonical" href="https://news.example/pier"></head><body><article><h1>Pier closes</h1>
      <p>The old pier at Marlow will be closed in May, and some \(count) boats must find another berth before the summer is over.</p>
      <p>"We were given four weeks and no map," said Hedda Crane, chairwoman of the Marlow Rowing Society, on Monday evening.</p>
      <p>The council said that it would pay for the moving of every boat that has had its berth at the pier since 2015.</p>\(note)
      </article></body></html>
      """
    }
    let index = try IndexBackend.place(scratch.path("pier.db"))
    _ = try scratch.file("pages/pier.html", page("40", ""))
    #expect(try CommandLineTool.run(["ingest", scratch.path("pages"), "--index", index]).status == 0)
    let note = "<p>Correction: An earlier version of this article said \"forty-four boats are sunk\", said the editor. It is 48 boats.</p>"
    _ = try scratch.file("pages/pier.html", page("48", note))
    #expect(try CommandLineTool.run(["ingest", scratch.path("pages"), "--index", index]).text.contains("1 replaced"))
    func run(_ words: [String]) throws -> CommandLineTool.Result { try CommandLineTool.run(words + ["--index", index]) }
    #expect(try run(["quotes", "sunk"]).status == 3, "a correction note is never mined for quotes")
    #expect(try run(["quotes", "map"]).text.contains("Hedda Crane"))
    #expect(try run(["show", "https://news.example/pier"]).text.contains("48 boats"))
    #expect(try run(["show", "https://news.example/pier", "--version", "1"]).text.contains("40 boats"))
  }

  // 20
  @Test func itStartsWithoutServiceOrDownload() throws {
    let run = try CommandLineTool.run(["--version"], environment: ["PATH": "/nonexistent", "HOME": "/nonexistent"])
    #expect(run.status == 0)
  }

  // 21
  @Test func rolesPlaceAndCueStandInEveryExport() throws {
    let header = try Self.run(["export", "quotes", "--format", "csv"]).text.prefix(1000)
    for column in ["speaker_title", "organization", "cue", "char_start", "kind", "type"] { #expect(header.contains(column), "\(column)") }
  }

  // 22
  @Test func pressReleasesAreTakenAndOutletsCompared() throws {
    let scratch = try Scratch()
    let file = try scratch.file("release.txt", "The mayor, Ana Ruiz, said the bridge would open in May.\n")
    let index = try IndexBackend.place(scratch.path("release.db"))
    #expect(try CommandLineTool.run(["ingest", "--input-format", "text", file, "--index", index]).status == 0)
    #expect(try Self.run(["stats", "--by", "outlet"]).text.contains("Quotes by outlet"))
  }

  // 24
  @Test func sourceOutlivesTheLink() throws {
    let article = try #require(try Self.rows(["articles"]).first?["id"] as? String)
    let page = try Self.run(["show", article, "--html"])
    #expect(page.status == 0 && !page.output.isEmpty)
  }
}

/// Filters by chance, the same for the same seed.
enum RandomFilters {
  static func make(count: Int, seed: UInt64) -> [[String]] {
    var state = seed
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    let words = ["money", "river", "police OR council", "\"the\" -not", "wat*", "city NEAR/9 the", "site:example confidence:>0.3", "year"]
    return (0..<count).map { _ in
      let table = ["quotes", "figures", "officials", "articles"][next(4)]
      var filters = [table]
      if next(3) > 0 { filters.append(words[next(words.count - (table == "articles" ? 2 : 0))]) }
      if next(3) == 0 { filters += ["--since", ["2016", "2018-05", "yesterday", "27 February 2015"][next(4)]] }
      if next(4) == 0 { filters += ["--until", ["2020", "2019-06-30"][next(2)]] }
      if next(4) == 0 { filters += ["--outlet", ["Courier", "Tribune", "Standard"][next(3)]] }
      if table != "articles", next(3) == 0 { filters += ["--min-confidence", ["0", "0.7", "0.95"][next(3)]] }
      if table == "quotes", next(3) == 0 { filters += ["--type", ["all", "belief"][next(2)]] }
      if table == "figures", next(2) == 0 { filters += ["--unit", ["dollars", "%", "people", "years", "km"][next(5)]] }
      if next(4) == 0 { filters += ["--sort", ["oldest", "date", "relevance"][next(3)]] }
      return filters
    }
  }
}
