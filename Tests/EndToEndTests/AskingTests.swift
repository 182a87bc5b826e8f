import Foundation
import TestSupport
import Testing

/// Finding and citing, as a new user would try it.
@Suite(.everyBackend) struct AskingTests {
  @Test("fault: figures are found by number and concept alone") func figuresAreFoundByTheWordsOfTheirSentenceAndHeadline() throws {
    let rows = try CorpusIndex.rows(["export", "figures", "owner Superior Ridge"])
    #expect(rows.contains { ($0["text"] as? String)?.contains("302") == true })
    #expect(try !CorpusIndex.rows(["export", "figures", "\"ex-clerk accused\""]).isEmpty)
    // A word of the concept weighs more than one of the sentence.
    let best = try #require(try CorpusIndex.rows(["figures", "turbines"]).first)
    #expect((best["concept"] as? String)?.contains("turbine") == true)
  }

  static let unknown: [(query: String, hint: String)] = [
    ("foo:bar", "no field"), ("spaeker:ruiz", "speaker:ruiz"), ("wom?n", "wom*"), ("refugee~1", "not searched for"), ("river NEAR", "NEAR"),
    ("published:03/04/2024", "published:"), ("confidence:high", "0 to 1"), ("money ?", "try: money"), ("? money", "try: money"),
    ("money ??", "try: money"), ("money *", "try: money"), ("w??man", "try: w*"), ("?oman", "does not stand for a letter"),
    ("wom*n", "try: wom*"), ("*oman", "at its end"), ("money ~1", "try: money"), ("\"money river\"~3", "NEAR/3"),
    ("money^2 river", "try: money river"), ("!money", "try: -money"), ("/mon.y/", "patterns"), ("?", "without a query"),
  ]
  @Test("fault: an unknown field, ?, ~1 and a bare NEAR are read silently as words", arguments: unknown.indices)
  func whatIsNotUnderstoodIsRefusedWithWhatWorks(number: Int) throws {
    let (query, hint) = Self.unknown[number]
    let run = try CorpusIndex.run(["quotes", "--", query])
    #expect(run.status == 2 && run.errors.contains(hint), "\(query): \(run.errors)")
  }

  @Test(
    "fault: a sign that only punctuates is refused",
    arguments: ["why?", "\"why ?\"", "*money*", "f***ing", "https://x.example/?a=1", "\"mon* river\""])
  func whatPunctuatesIsPassedOver(query: String) throws {
    let run = try CorpusIndex.run(["quotes", "--", query])
    #expect(run.status == 0 || run.status == 3, "\(query): \(run.errors)")
  }

  @Test("fault: url, site, cue, confidence, ingested are no fields; no search by day of ingest") func everyFieldFindsWhatItShould() throws {
    let all = try CorpusIndex.rows(["export", "quotes", "--min-confidence", "0"])
    func ids(_ rows: [[String: Any]]) -> Set<String> { Set(rows.compactMap { $0["id"] as? String }) }
    func check(_ query: String, _ keeps: ([String: Any]) -> Bool) throws {
      let wanted = ids(all.filter(keeps))
      #expect(!wanted.isEmpty, "\(query)")
      #expect(ids(try CorpusIndex.rows(["export", "quotes", "--min-confidence", "0", query])) == wanted, "\(query)")
    }
    try check("cue:denied") { ($0["cue"] as? String)?.firstMatch(of: /(?i)\bden(y|ied|ies|ying)\b/) != nil }
    try check("confidence:<0.5") { ($0["confidence"] as? Double ?? 1) < 0.5 }
    try check("site:gulfcoasttribune.example") { row in
      ["url", "canonical_url"].contains { (row[$0] as? String)?.contains("gulfcoasttribune.example") == true }
    }
    try check("url:/crime/") { row in ["url", "canonical_url"].contains { (row[$0] as? String)?.contains("/crime/") == true } }
    try check("ingested:today") { _ in true }
    #expect(try CorpusIndex.run(["quotes", "ingested:\"last year\""]).status == 3)
  }

  @Test("fault: units are not named by the words people use") func unitsAreNamedInWords() throws {
    for (word, codes) in [
      ("%", ["percent"]), ("percent", ["percent"]), ("$", ["USD", "CAD"]), ("dollars", ["USD", "CAD"]), ("years", ["a"]), ("year", ["a"]),
      ("pounds", ["GBP", "[lb_av]"]), ("people", ["person"]),
    ] {
      let rows = try CorpusIndex.rows(["export", "figures", "--unit", word])
      #expect(!rows.isEmpty, "\(word)")
      #expect(rows.allSatisfy { codes.contains($0["unit"] as? String ?? "") }, "\(word)")
      #expect(try CorpusIndex.rows(["export", "figures", "unit:\(word)"]).count == rows.count)
    }
    let shown = try CorpusIndex.run(["figures", "--unit", "years", "--limit", "50"]).text
    #expect(shown.contains(" years") && !shown.contains(" a \u{B7}") && !shown.contains("[mi_i]"))
  }

  @Test("fault: oldest first cannot be had; --after of another query is taken") func oldestComesFirstAndPagesGoOn() throws {
    let days = try CorpusIndex.rows(["export", "quotes", "--sort", "oldest"]).compactMap { $0["published_date"] as? String }
    #expect(days == days.sorted() && days.first != days.last)
    let first = try CorpusIndex.run(["quotes", "--sort", "oldest", "--limit", "5", "--format", "jsonl"])
    let place = try #require(first.errors.firstMatch(of: /--after (\S+)/)?.1)
    let second = try CorpusIndex.rows(["quotes", "--sort", "oldest", "--limit", "5", "--after", String(place)])
    let together = try CorpusIndex.rows(["quotes", "--sort", "oldest", "--limit", "10"]).compactMap { $0["id"] as? String }
    #expect(Array(together.suffix(5)) == second.compactMap { $0["id"] as? String })
    let other = try CorpusIndex.run(["quotes", "--sort", "oldest", "--limit", "5", "--after", String(place), "money"])
    #expect(other.status == 2 && other.errors.contains("another search"))
  }

  @Test(
    "fault: dates in words are not understood",
    arguments: ["yesterday", "27/02/2015", "last month", "27 February 2015", "3 days ago", "Feb 2015", "2015-02-27"])
  func datesAreUnderstoodInWords(date: String) throws {
    let run = try CorpusIndex.run(["quotes", "--since", date])
    #expect(run.status == 0 || run.status == 3, "\(run.errors)")
  }

  @Test("fault: a date that is not understood is refused without the form that works") func dateThatMayBeTwoDaysIsRefusedWithFormsThatWork()
    throws
  {
    let run = try CorpusIndex.run(["quotes", "--since", "03/04/2024"])
    #expect(run.status == 2 && run.errors.contains("2017-02-27"))
  }

  @Test("fault: a hit does not show its sentence, its address and how to open it") func hitShowsItsSentenceItsAddressAndHowToOpenIt() throws
  {
    let row = try #require(try CorpusIndex.rows(["quotes", "--kind", "indirect", "--limit", "1"]).first)
    let text = try CorpusIndex.run(["quotes", "--kind", "indirect", "--limit", "1"]).text
    let flat = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let sentence = try #require(row["sentence"] as? String)
    #expect(flat.contains(sentence.split(whereSeparator: \.isWhitespace).joined(separator: " ")))
    #expect(flat.contains("onrecord show \(row["id"] as? String ?? "?")"))
    #expect(flat.contains(row["canonical_url"] as? String ?? row["url"] as? String ?? "?"))
  }

  @Test("fault: a hit does not show what stands around it") func contextAddsSentencesOnBothSides() throws {
    let plain = try CorpusIndex.run(["quotes", "--limit", "3"]).text.count
    let one = try CorpusIndex.run(["quotes", "--limit", "3", "--context", "1"]).text.count
    let three = try CorpusIndex.run(["quotes", "--limit", "3", "--context", "3"]).text.count
    #expect(plain < one && one < three)
  }

  @Test("fault: no citation line on request") func citationIsOneLineWithSourceAndDate() throws {
    for table in ["quotes", "figures", "officials", "articles"] {
      let run = try CorpusIndex.run([table, "--cite", "--limit", "4"])
      #expect(run.lines.count == 4)
      for line in run.lines { #expect(line.contains("http") && line.contains("\u{201C}") && line.hasSuffix("."), "\(line)") }
    }
  }

  @Test("fault: a misspelt name gives nothing") func misspeltNamesAreSuggested() throws {
    let run = try CorpusIndex.run(["quotes", "--speaker", "Halvorson"])
    #expect(run.status == 3 && run.errors.contains("did you mean 'Gord Halvorsen'"), "\(run.errors)")
    let unit = try CorpusIndex.run(["figures", "--unit", "perzent"])
    #expect(unit.errors.contains("did you mean 'percent'"), "\(unit.errors)")
  }

  @Test func misspeltPlainNamesAreSuggested() throws {
    let official = try CorpusIndex.run(["officials", "Halvorson"])
    #expect(
      official.status == 3 && official.errors.contains("no official 'halvorson'; did you mean 'Gord Halvorsen'"), "\(official.errors)")
    let field = try CorpusIndex.run(["quotes", "speaker:halvorson"])
    #expect(field.errors.contains("did you mean 'Gord Halvorsen'"), "\(field.errors)")
    // A word that is not similar to any name is not taken for one.
    #expect(!(try CorpusIndex.run(["quotes", "xylophonist"]).errors.contains("did you mean")))
  }

  @Test("fault: what is more likely wrong than right is shown and counted by nobody") func doubtfulFindingsAreLeftOutAndCounted() throws {
    // The reported number includes copies of a story, as all counts do.
    let shown = try CorpusIndex.run(["export", "quotes", "--format", "jsonl", "--all-copies"])
    let all = try CorpusIndex.run(["export", "quotes", "--format", "jsonl", "--all-copies", "--min-confidence", "0"])
    func chance(_ row: [String: Any], _ name: String) -> Double { row[name] as? Double ?? 1 }
    let rows = try CorpusIndex.rows(["export", "quotes", "--all-copies", "--min-confidence", "0"])
    let isMisnamed = { (row: [String: Any]) in row["speaker"] is String && chance(row, "speaker_confidence") < 0.5 }
    let doubtful = rows.count { chance($0, "confidence") < 0.5 || isMisnamed($0) }
    #expect(rows.contains { isMisnamed($0) && chance($0, "confidence") >= 0.5 } && all.lines.count - shown.lines.count == doubtful)
    let told = "\(doubtful) left out, more likely wrong than right, in words or speaker; --min-confidence 0 shows them"
    #expect(shown.errors.contains(told), "\(shown.errors)")
    #expect(!all.errors.contains("left out"))
    // Facets and bars are of the same quotes, and say so.
    for words in [["quotes", "--facets"], ["stats", "--by", "kind"]] {
      let counted = try CorpusIndex.run(words)
      #expect(counted.errors.contains(told) && counted.errors.contains("\(shown.lines.count) matches"), "\(counted.errors)")
    }
    // Speakers of any confidence alone, and surer ones: what shows the rest is told.
    let anyName = try CorpusIndex.run(["export", "quotes", "--all-copies", "--min-speaker-confidence", "0"])
    #expect(anyName.errors.contains("\(rows.count { chance($0, "confidence") < 0.5 }) left out"), "\(anyName.errors)")
    let sure = try CorpusIndex.run(["export", "quotes", "--all-copies", "--min-speaker-confidence", "0.9"])
    let unsure = rows.count { chance($0, "confidence") < 0.5 || chance($0, "speaker_confidence") < 0.9 }
    let hint = "\(unsure) left out, less sure than asked for; --min-confidence 0 --min-speaker-confidence 0 shows them"
    #expect(sure.errors.contains(hint), "\(sure.errors)")
    #expect(try CorpusIndex.run(["quotes", "--min-speaker-confidence", "2"]).errors.contains("--min-speaker-confidence takes a number"))
    #expect(try CorpusIndex.run(["officials", "--min-speaker-confidence", "1"]).status == 2)
    #expect(try CorpusIndex.run(["export", "officials", "--min-speaker-confidence", "1"]).errors.contains("have no speaker_confidence"))
  }

  @Test func statsAreBarsAndPictures() throws {
    let scratch = try Scratch()
    for axis in ["speaker", "organization", "outlet", "month", "unit", "kind"] {
      let path = scratch.path("\(axis).svg")
      let run = try CorpusIndex.run(["stats", "--by", axis, "--svg", path])
      #expect(run.status == 0 && run.text.contains("\u{2588}"), "\(axis): \(run.errors)")
      let picture = try String(contentsOfFile: path, encoding: .utf8)
      #expect(picture.contains("<svg ") && picture.contains("<title") && picture.contains("<desc"))
    }
    let path = scratch.path("period.svg")
    #expect(try CorpusIndex.run(["stats", "--by", "period", "--unit", "percent", "--svg", path]).status == 0)
    #expect(try String(contentsOfFile: path, encoding: .utf8).contains("<circle"))
    #expect(try CorpusIndex.run(["stats", "--by", "period", "--svg", path]).errors.contains("--unit"))
  }
}
