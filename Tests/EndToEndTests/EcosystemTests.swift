import Foundation
import TestSupport
import Testing

/// What users of other systems have asked for. Each test is named after its row in the list of requests that the project honours. Row 19
/// for the browser, and row 23, are tests of the web pages; row 12 also has one in the tests of the writer.
@Suite(.everyBackend) struct EcosystemTests {
  private static func rows(_ words: [String]) throws -> [[String: Any]] {
    let run = try CorpusIndex.run(Array(words.prefix(1)) + ["--format", "jsonl"] + words.dropFirst())
    #expect(run.status == 0 || run.status == 3, "\(words): \(run.errors)")
    return try run.output.split(separator: 0x0A).map { try #require(JSONSerialization.jsonObject(with: $0) as? [String: Any]) }
  }
  private static func ids(_ words: [String]) throws -> [String] { try rows(words).compactMap { $0["id"] as? String } }

  @Test("row 1: the right speaker, after an apposition and across paragraphs") func speakerIsNamedInFullOrNotAtAll() throws {
    let asked = try Asked([
      "id": "ward",
      "text": """
      \u{201C}The ward opens in May,\u{201D} said Maria Lopez, a doctor at Alder Hospital.

      \u{201C}We have waited for nine years,\u{201D} she said. \u{201C}It was worth it.\u{201D}
      """,
    ])
    let rows = try asked.rows(["quotes", "--speaker", "Maria Lopez"])
    #expect(
      Set(rows.compactMap { $0["text"] as? String }) == ["The ward opens in May,", "We have waited for nine years,", "It was worth it."])
    #expect(rows.contains { $0["speaker_mention"] as? String == "she" })
    // A speaker whom the page does not name stays unknown, and is never a bare pronoun.
    let pronouns: Set = ["he", "she", "they", "it", "we", "i", "you", "who", "his", "her", "their"]
    let speakers = try Self.rows(["export", "quotes", "--type", "all", "--min-confidence", "0"]).map { $0["speaker"] as? String }
    #expect(speakers.contains(nil))
    #expect(!speakers.contains { pronouns.contains($0?.lowercased() ?? "") })
  }

  @Test("row 3: indirect speech too") func everyKindOfSpeechIsFoundAndTakenAway() throws {
    let all = try Self.rows(["export", "quotes"])
    for kind in ["direct", "indirect", "mixed"] {
      let wanted = Set(all.filter { $0["kind"] as? String == kind }.compactMap { $0["id"] as? String })
      #expect(!wanted.isEmpty, "\(kind)")
      #expect(Set(try Self.ids(["export", "quotes", "--kind", kind])) == wanted, "\(kind)")
    }
  }

  @Test("row 4: speakers behind a dash and before a colon, unclosed marks") func oddMarksNeverEndAnArticle() throws {
    let asked = try Asked([
      "id": "bridge",
      "text": """
      \u{201C}The bridge is closed until further notice\u{201D} \u{2013}Commissioner Dan Webb

      From Mayor Ana Ruiz: \u{201C}The bridge will open in May.\u{201D}

      The engineer, Tom Hale, said: \u{201C}Nobody asked us about the load. It was never in the plan.

      The council meets again on Tuesday. \u{201C}We will vote,\u{201D} said Councillor Jane Orr.
      """,
    ])
    let rows = try asked.rows(["quotes", "--min-confidence", "0"])
    for (name, word) in [("Dan Webb", "closed"), ("Ana Ruiz", "May"), ("Tom Hale", "load"), ("Jane Orr", "vote")] {
      let text = rows.first { $0["speaker"] as? String == name }?["text"] as? String
      #expect(text?.contains(word) == true, "\(name): \(text ?? "nothing")")
    }
    #expect(!rows.contains { ($0["text"] as? String)?.contains("Tuesday") == true }, "the unclosed mark ends with its paragraph")
  }

  @Test("row 2: full name beside the mention") func fullNameStandsBesideTheMention() throws {
    let rows = try Self.rows(["export", "quotes"])
    #expect(
      rows.contains { row in
        guard let speaker = row["speaker"] as? String, let mention = row["speaker_mention"] as? String else { return false }
        return speaker != mention && speaker.hasSuffix(mention)
      })
  }

  @Test("row 5: offsets that other tools agree on") func offsetsAreCodePointsThatOtherToolsAgreeOn() throws {
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

  @Test("row 5: offsets that other tools agree on, with emoji and combining marks") func offsetsCountEmojiAndCombiningMarks() throws {
    let text =
      "\u{1F642}\u{1F642} Caf\u{E9} talk. \u{201C}Cafe\u{301} prices \u{1F600} will rise by 12 percent,\u{201D} said Zoe\u{308} Marsh, the owner of the cafe\u{301}."
    let asked = try Asked(["id": "talk", "text": text])
    let scalars = Array(text.unicodeScalars)
    var spans: [(start: Any?, end: Any?, words: String?)] = []
    for table in ["quotes", "figures", "officials"] {
      for row in try asked.rows(["export", table]) {
        spans.append((row["char_start"], row["char_end"], (row["text"] ?? row["name"]) as? String))
        spans.append((row["sentence_start"], row["sentence_end"], row["sentence"] as? String))
      }
    }
    let page = try #require(
      JSONSerialization.jsonObject(with: asked.run(["export", "quotes", "--format", "annotations"]).output) as? [String: Any])
    for item in page["items"] as? [[String: Any]] ?? [] {
      let selectors = try #require((item["target"] as? [String: Any])?["selector"] as? [[String: Any]])
      spans.append((selectors[1]["start"], selectors[1]["end"], selectors[0]["exact"] as? String))
    }
    #expect(spans.count >= 7)
    for span in spans {
      let (start, end) = (try #require(span.start as? Int), try #require(span.end as? Int))
      try #require(start >= 0 && start < end && end <= scalars.count)
      #expect(Array(scalars[start..<end]) == Array((span.words ?? "").unicodeScalars), "\(span)")
    }
  }

  @Test("row 6: curly quotes in a query work as straight ones") func curlyMarksInAQueryWorkAsStraightOnes() throws {
    let straight = try Self.ids(["export", "quotes", "\"money's worth\""])
    #expect(!straight.isEmpty)
    #expect(try Self.ids(["export", "quotes", "\u{201C}money\u{2019}s worth\u{201D}"]) == straight)
    #expect(try Self.ids(["export", "quotes", "\u{201E}money\u{2019}s worth\u{201C}"]) == straight)
  }

  @Test(
    "row 7: punctuation in a query never gives a syntax error",
    arguments: [
      "well-being", "don't", "a.b.c", "50%", "(river", "C++", "why?", "a && b", "*", "$5", "#tag", "x:", "16:30", "e-mail@x.org", "\u{0}",
    ])
  func punctuationNeverGivesASyntaxErrorWithoutAReadingThatWorks(query: String) throws {
    guard !query.contains("\u{0}") else { return }
    let run = try CorpusIndex.run(["quotes", "--", query])
    #expect(run.status == 0 || run.status == 3 || run.status == 2 && run.errors.contains("column"), "\(query): \(run.errors)")
    #expect(!run.errors.lowercased().contains("sql"), "\(run.errors)")
  }

  @Test("row 9: the export holds exactly what the screen shows, all rows") func exportHoldsExactlyWhatTheScreenShows() throws {
    for filters in RandomFilters.make(count: 50, seed: 7) {
      let table = filters[0]
      let rest = Array(filters.dropFirst())
      let exported = try Self.ids(["export", table] + rest)
      let shown = try Self.ids([table, "--limit", "100000"] + rest)
      #expect(Set(exported) == Set(shown) && exported.count == shown.count, "\(filters)")
      let run = try CorpusIndex.run(["export", table, "--format", "csv"] + rest)
      #expect(run.errors.hasPrefix(exported.count == 1 ? "1 row\n" : "\(exported.count) rows\n"), "\(filters): \(run.errors)")
    }
  }

  @Test("row 10: CSV beside Excel; correct quoting; bare dates") func spreadsheetStandsBesideCSVAndDatesAreBare() throws {
    let scratch = try Scratch()
    let path = scratch.path("figures.xlsx")
    #expect(try CorpusIndex.run(["export", "figures", "--output", path]).status == 0)
    #expect(try Data(contentsOf: URL(filePath: path)).starts(with: Array("PK".utf8)))
    let csv = try CorpusIndex.run(["export", "quotes", "--type", "all"])
    let table = CSVTable(csv.text).rows
    let lines = try Self.rows(["export", "quotes", "--type", "all"])
    #expect(table.count == lines.count + 1 && table.allSatisfy { $0.count == table[0].count })
    for (fields, row) in zip(table.dropFirst(), lines) {
      for (name, field) in zip(table[0], fields) where ["id", "passage", "article_title"].contains(name) {
        let text = row[name] as? String ?? ""
        #expect(field == text || field == "'" + text, "\(name): \(field)")
      }
    }
    let days = try Self.rows(["export", "figures"]).compactMap { $0["published_date"] as? String }
    #expect(!days.isEmpty && days.allSatisfy { $0.wholeMatch(of: /\d{4}-\d\d-\d\d/) != nil })
  }

  @Test("row 11: a byte-order mark for Excel, none for scripts") func byteOrderMarkIsThereForExcelAlone() throws {
    #expect(try CorpusIndex.run(["export", "officials", "--excel"]).output.starts(with: [0xEF, 0xBB, 0xBF]))
    #expect(try CorpusIndex.run(["export", "officials"]).output.starts(with: Array("id,".utf8)))
  }

  @Test("row 12: formula injection stopped, negative numbers kept") func formulasAreStoppedAndNegativeNumbersKept() throws {
    let asked = try Asked([
      "id": "typed", "title": "=HYPERLINK(\"https://x.example\")",
      "text": "The station measured -12.5 degrees Celsius on Monday. \"=SUM(A1) is what they typed,\" said the editor, Lena Hart.",
    ])
    let quotes = CSVTable(try asked.run(["export", "quotes", "--min-confidence", "0"]).text)
    #expect(quotes.values("text").contains("'=SUM(A1) is what they typed,"))
    #expect(quotes.values("article_title").allSatisfy { $0 == "'=HYPERLINK(\"https://x.example\")" })
    let figures = CSVTable(try asked.run(["export", "figures", "--min-confidence", "0"]).text)
    #expect(figures.values("value") == ["-12.5"])
    // What no spreadsheet opens is unchanged.
    #expect(try asked.rows(["export", "quotes"]).allSatisfy { ($0["article_title"] as? String)?.hasPrefix("=") == true })
  }

  @Test("row 14: the match shown in the passage") func matchesAreMarkedInThePassage() throws {
    let found = try #require(try Self.rows(["quotes", "money"]).first)
    let id = try #require(found["id"] as? String)
    let text = try #require(found["text"] as? String)
    for command in ["show", "open"] {
      let run = try CorpusIndex.run([command, id, "--context", "1", "--color", "never"])
      #expect(run.status == 0)
      let flat = run.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(flat.contains("[" + text.split(whereSeparator: \.isWhitespace).joined(separator: " ") + "]"), "\(flat)")
      #expect(flat.contains("#:~:text=") && flat.contains("sha256:"), "\(flat)")
    }
  }

  @Test("row 15: quoted blocks must survive extraction") func quotedBlocksAreFoundAndShown() throws {
    let scratch = try Scratch()
    let filler = "The council has talked about the pier for years, and nobody on the quay expects that it will be any quicker this time."
    let page = """
      <html><head><title>Pier</title><link rel="canonical" href="https://news.example/pier"></head><body><article><h1>Pier</h1>
      <p>\(filler)</p><p>In a letter to the council, Hedda Crane, chairwoman of the Marlow Rowing Society, wrote:</p>
      <blockquote><p>The boats must go, and the club will go with them before the winter.</p></blockquote>
      <p>\(filler)</p></article></body></html>
      """
    let index = try IndexBackend.place(scratch.path("pier.db"))
    #expect(try CommandLineTool.run(["ingest", scratch.file("pier.html", page), "--index", index]).status == 0)
    #expect(try CommandLineTool.run(["articles", "\"club will go with them\"", "--index", index]).status == 0)
    #expect(try CommandLineTool.run(["show", "https://news.example/pier", "--index", index]).text.contains("The boats must go"))
    let found = try CommandLineTool.run(["quotes", "boats", "--min-confidence", "0", "--index", index])
    #expect(found.text.contains("The boats must go, and the club will go with them"), "\(found.text) \(found.errors)")
  }

  @Test("row 16: years that are spans, thin spaces, per cent") func numbersAreReadAsTheyAreWritten() throws {
    let text = "In 2012\u{2013}13 farms brought in 816\u{2009}000 t of barley, 4 per cent more than a year earlier, the Grain Board said."
    let asked = try Asked(["id": "grain", "published": "2014-03-02", "text": text])
    let rows = try asked.rows(["export", "figures", "--min-confidence", "0"])
    #expect(rows.compactMap { $0["value"] as? Double } == [816_000, 4])
    #expect(rows.compactMap { $0["unit"] as? String } == ["t", "percent"] && rows.last?["unit_text"] as? String == "per cent")
    for row in rows {
      let words = Array(text.unicodeScalars)[try #require(row["char_start"] as? Int)..<(try #require(row["char_end"] as? Int))]
      #expect(String(String.UnicodeScalarView(words)) == row["text"] as? String)
    }
  }

  @Test("row 16: raw unit and its span") func figuresCarryTheRawUnitAndTheirPlace() throws {
    let rows = try Self.rows(["export", "figures"])
    #expect(rows.contains { ($0["unit_text"] as? String)?.isEmpty == false })
    #expect(rows.allSatisfy { $0["char_start"] is Int })
  }

  @Test("row 18: alerts and saved searches") func savedSearchTellsWhatIsNewSinceItsLastRun() throws {
    let scratch = try Scratch()
    // Saved searches are beside the index; those of a server's index are in a folder of the user.
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

  @Test("row 19: same options on every search form", arguments: ["quotes", "figures", "officials", "articles"])
  func everySearchTakesTheSameOptions(table: String) throws {
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

  @Test("row 8: accents and special letters found") func accentsAndSpecialLettersAreFoundWithoutThem() throws {
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

  @Test("row 13: wire copies must not inflate counts") func wireCopiesDoNotInflateWhatIsShownAndCountsSayWhatTheyCount() throws {
    let folded = try Self.rows(["export", "quotes"])
    let all = try Self.rows(["export", "quotes", "--all-copies"])
    #expect(all.count > folded.count && Set(folded.compactMap { $0["id"] as? String }).isSubset(of: all.compactMap { $0["id"] as? String }))
    let copy = try #require(all.first { row in !folded.contains { $0["id"] as? String == row["id"] as? String } })
    #expect(copy["copy_of"] as? String != nil && copy["copy_of"] as? String == copy["cluster"] as? String)
    let text = try #require(copy["text"] as? String)
    let shown = try CorpusIndex.run(["quotes", "\"\(text.prefix { $0 != "," && $0 != "\u{2019}" })\""])
    #expect(shown.text.contains("first in "), "\(shown.text)")
    #expect(shown.errors.contains("counts hold all, --all-copies shows"), "\(shown.errors)")
    #expect(try CorpusIndex.run(["quotes", "--facets"]).errors.contains("copies of a story included"))
  }

  @Test("row 17: corrections kept apart and labelled") func correctionsAreKeptApartAndOldVersionsStayReadable() throws {
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

  @Test("row 20: it must start") func itStartsWithoutServiceOrDownload() throws {
    let run = try CommandLineTool.run(["--version"], environment: ["PATH": "/nonexistent", "HOME": "/nonexistent"])
    #expect(run.status == 0)
  }

  @Test("row 21: who speaks how often, in which role, how prominently; stated or claimed") func rolesPlaceAndCueStandInEveryExport() throws
  {
    let columns = ["speaker", "speaker_title", "organization", "cue", "char_start", "kind", "type"]
    let rows = try Self.rows(["export", "quotes", "--type", "all"])
    let table = CSVTable(try CorpusIndex.run(["export", "quotes", "--type", "all"]).text)
    for column in columns {
      let values = rows.map { $0[column].map { $0 is NSNull ? "" : "\($0)" } ?? "no such key" }
      #expect(table.values(column) == values && values.contains { !$0.isEmpty }, "\(column)")
    }
    // Who speaks how often: the bars count what the table holds.
    let counts = Dictionary(try Self.rows(["export", "quotes", "--all-copies"]).map { ($0["speaker"] as? String, 1) }, uniquingKeysWith: +)
    let most = try #require(counts.filter { $0.key != nil }.max { $0.value < $1.value })
    let bars = try CorpusIndex.run(["stats", "--by", "speaker"]).text.split(separator: "\n")
    let bar = try #require(bars.first { $0.contains(most.key ?? "?") })
    #expect(bar.contains(" \(most.value)"), "\(bar)")
  }

  @Test("row 22: one person's line over time; outlets compared; press releases as input") func pressReleasesAreTakenAndOutletsCompared()
    throws
  {
    let scratch = try Scratch()
    let file = try scratch.file("release.txt", "The mayor, Ana Ruiz, said the bridge would open in May.\n")
    let index = try IndexBackend.place(scratch.path("release.db"))
    #expect(try CommandLineTool.run(["ingest", "--input-format", "text", file, "--index", index]).status == 0)
    #expect(try CommandLineTool.run(["quotes", "--index", index]).text.contains("Ana Ruiz"))
    #expect(try CorpusIndex.run(["stats", "--by", "outlet"]).text.contains("Quotes by outlet"))
    // Two outlets compared on one word, and one person over time.
    let outlets = Set(try Self.rows(["export", "quotes", "the"]).compactMap { $0["outlet"] as? String })
    let facets = CSVTable(try CorpusIndex.run(["quotes", "the", "--facets", "--format", "csv"]).text).rows
    #expect(outlets.count > 1 && facets.count { $0.first == "outlet" } > 1)
    let person = try CorpusIndex.run(["person", "Odile", "Marchetti"])
    #expect(person.status == 0 && person.text.contains("Odile Marchetti"), "\(person.errors)")
    let days = try Self.rows(["export", "quotes", "--speaker", "Marchetti", "--sort", "oldest"]).compactMap {
      $0["published_date"] as? String
    }
    #expect(!days.isEmpty && days == days.sorted())
  }

  @Test("row 24: sources that outlive the link") func sourceOutlivesTheLink() throws {
    for article in try Self.rows(["articles", "--limit", "5"]) {
      let page = try CorpusIndex.run(["show", try #require(article["id"] as? String), "--html"])
      #expect(page.status == 0)
      #expect(page.output == (try Data(contentsOf: URL(filePath: try #require(article["source"] as? String)))))
    }
  }
}
