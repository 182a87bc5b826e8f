import Foundation
import TestSupport
import Testing

/// Answers over several articles as rows.
@Suite(.everyBackend) struct LinkRowTests {
  /// Commands over the Corpus, with the columns that must have a value in every row.
  static let answers: [(words: [String], filled: [String])] = [
    (["officials", "--profiles", "--limit", "500"], ["id", "person", "name", "article_id", "outlet"]),
    (["officials", "--as-of", "2030", "mayor"], ["id", "person", "name", "title", "article_id", "first_date"]),
    (["figures", "--series", "--limit", "5000"], ["id", "number", "series", "value", "bound", "unit", "sentence", "article_id"]),
    (
      ["figures", "--conflicts"],
      ["id", "first_value", "second_value", "first_sentence", "second_sentence", "first_outlet", "second_outlet"]
    ),
    (["articles", "--stories"], ["id", "story", "role", "outlet"]),
    (["quotes", "--variants", "60974e4a8f13688b"], ["id", "longest", "text", "difference", "outlet", "published_date"]),
  ]

  @Test(arguments: answers.indices) func rowsAreComplete(number: Int) throws {
    let (words, filled) = Self.answers[number]
    let rows = try CorpusIndex.rows(words)
    #expect(!rows.isEmpty, "\(words)")
    for row in rows {
      for column in filled { #expect(row[column] != nil && !(row[column] is NSNull), "\(words): \(column) of \(row)") }
    }
    #expect(Set(rows.compactMap { $0["id"] as? String }).count == rows.count, "ids are unique")
    let table = CSVTable(try CorpusIndex.run(words + ["--format", "csv"]).text).rows
    #expect(table.count == rows.count + 1)
    #expect(Set(table[0]) == Set(rows[0].keys))
    let guide = try String(contentsOf: Project.folder.appending(path: "Sources/OnRecord/OnRecord.docc/Exports.md"), encoding: .utf8)
    for column in table[0] { #expect(guide.contains("| `\(column)` |"), "\(column)") }
    for (format, head) in [("xlsx", "PK"), ("sqlite", "SQLite format 3"), ("parquet", "PAR1")] {
      let run = try CorpusIndex.run(words + ["--format", format])
      #expect(run.status == 0 && run.output.starts(with: Array(head.utf8)), "\(words) \(format): \(run.errors)")
    }
  }

  /// Rows say what the text says.
  @Test func rowsAreThoseOfTheText() throws {
    let conflicts = try CorpusIndex.rows(["figures", "--conflicts"])
    let text = try CorpusIndex.run(["figures", "--conflicts"]).text
    for row in conflicts {
      for side in ["first", "second"] { #expect(text.contains("figure \(row["\(side)_figure"] as? String ?? "?")")) }
      #expect(row["first_article_id"] as? String != row["second_article_id"] as? String)
    }
    let variants = try CorpusIndex.rows(["quotes", "--variants", "60974e4a8f13688b"])
    let longest = try #require(variants.first { $0["id"] as? String == $0["longest"] as? String })
    #expect(longest["words_changed"] as? Int == 0 && longest["difference"] as? String == longest["text"] as? String)
  }

  @Test func wordsThatDifferAreMarked() throws {
    let scratch = try Scratch()
    let index = try IndexBackend.place(scratch.path("wordings.db"))
    let lines = ["the old pier", "the pier"].enumerated().map { number, pier in
      """
      {"id": "wording-\(number)", "published": "2024-03-0\(number + 1)", "site": "Velland Post", "title": "Pier \(number)", \
      "text": "\u{201C}We will keep \(pier) open for the ferries all winter,\u{201D} said harbour master Hedda Crane."}
      """
    }
    let file = try scratch.file("wordings.jsonl", lines.joined(separator: "\n"))
    #expect(try CommandLineTool.run(["ingest", "--input-format", "jsonl", file, "--index", index]).status == 0)
    let asked = ["--format", "jsonl", "--all-copies", "--index", index]
    func rows(_ words: [String]) throws -> [[String: Any]] {
      try CommandLineTool.run(words + asked).output.split(separator: 0x0A).map {
        try #require(JSONSerialization.jsonObject(with: $0) as? [String: Any])
      }
    }
    let id = try #require(rows(["quotes"]).first?["id"] as? String)
    let variants = try rows(["quotes", "--variants", id])
    #expect(variants.map { $0["words_changed"] as? Int } == [0, 1])
    #expect(try #require(variants.last?["difference"] as? String).contains("keep the [-old-] pier open"))
  }

  @Test func noAnswerIsATableWithoutRows() throws {
    let run = try CorpusIndex.run(["figures", "--conflicts", "nothinghasit", "--format", "csv"])
    #expect(run.status == 3 && run.lines.count == 1 && run.errors.contains("nothing found"))
    let limited = try CorpusIndex.run(["figures", "--series", "--limit", "2", "--format", "jsonl"])
    #expect(limited.errors.contains("--limit shows more"))
  }
}
