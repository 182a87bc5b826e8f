import Foundation
import TestSupport
import Testing

/// `onrecord extract` over the project's own pages.
@Suite struct ExtractTests {
  @Test(arguments: [false, true]) func everyRecordIsValidAndEverySpanStands(explained: Bool) throws {
    let schema = try JSONSchema(Data(contentsOf: Project.recordSchema))
    let run = try CommandLineTool.run(["extract", Project.corpus.path] + (explained ? ["--explain"] : []))
    // The gold records beside the pages are skipped, with a message.
    #expect(run.errors.hasPrefix("onrecord: \(run.lines.count) files passed over") && run.errors.split(separator: "\n").count == 1)
    #expect(run.status == 0)
    #expect(run.lines.count >= 40)
    for line in run.output.split(separator: 0x0A) {
      #expect(try schema.violations(in: line) == [])
      let record = try #require(JSONSerialization.jsonObject(with: line) as? [String: Any])
      #expect(SpanCheck.faults(record) == [])
    }
  }

  @Test func workersDoNotChangeTheOutput() throws {
    let one = try CommandLineTool.run(["extract", "--jobs", "1", Project.corpus.path])
    let four = try CommandLineTool.run(["extract", "--jobs", "4", Project.corpus.path])
    #expect(one.output == four.output)
  }

  @Test func spansCountCodePointsInAnyText() throws {
    let text =
      "\u{1F468}\u{200D}\u{1F469} Caf\u{65}\u{301} news\r\n\r\n\u{201C}We lost 1\u{202F}400\u{A0}boats\u{2026} \u{1F600},\u{201D} said Ann\u{A0}Roe, the harbour master.\r\nIt cost $3.5\u{A0}million."
    let line = try JSONSerialization.data(withJSONObject: ["id": "x", "text": text])
    let run = try CommandLineTool.run(["extract", "--explain", "--input-format", "jsonl", "-"], input: line)
    #expect(run.status == 0)
    let record = try #require(JSONSerialization.jsonObject(with: run.output) as? [String: Any])
    #expect(Array((record["text"] as? String ?? "").utf8) == Array(text.utf8))
    #expect(SpanCheck.faults(record) == [])
    let quotes = try #require(record["quotes"] as? [[String: Any]])
    #expect(quotes.contains { ($0["text"] as? String)?.contains("We lost") == true })
  }

  @Test func otherLanguagesGiveTheArticleAlone() throws {
    let text =
      "Der B\u{FC}rgermeister sagte am Montag: \u{201E}Wir haben 14 Millionen Euro f\u{FC}r die Br\u{FC}cke, und das ist nicht genug.\u{201C}"
    let line = try JSONSerialization.data(withJSONObject: ["id": "x", "text": text])
    let run = try CommandLineTool.run(["extract", "--input-format", "jsonl", "-"], input: line)
    #expect(run.status == 0)
    #expect(run.errors.contains("not English"))
    let record = try #require(JSONSerialization.jsonObject(with: run.output) as? [String: Any])
    #expect(record["text"] as? String == text)
    for key in ["quotes", "figures", "officials"] { #expect((record[key] as? [Any])?.isEmpty == true, "\(key)") }
  }

  @Test func explanationsComeOnlyWhenAskedFor() throws {
    let scratch = try Scratch()
    let page = try scratch.file("page.html", Pages.harbour)
    let plain = try CommandLineTool.run(["extract", page])
    let explained = try CommandLineTool.run(["extract", "--explain", page])
    #expect(!plain.text.contains("\"explanation\""))
    #expect(!plain.text.contains("\"periods\""))
    #expect(explained.text.contains("\"explanation\":{\"rule\":"))
    #expect(explained.text.contains("\"periods\":["))
  }
}

/// Whether the text at `start` to `end` of each object is its `text`.
enum SpanCheck {
  static func faults(_ record: [String: Any]) -> [String] {
    let text = Array((record["text"] as? String ?? "").unicodeScalars)
    var found: [String] = []
    func visit(_ value: Any) {
      if let object = value as? [String: Any] {
        if let start = object["start"] as? Int, let end = object["end"] as? Int {
          if start < 0 || end < start || end > text.count {
            found.append("\(start)..<\(end) is outside of the text")
          } else if let words = object["text"] as? String {
            var stands = String.UnicodeScalarView()
            stands.append(contentsOf: text[start..<end])
            if Array(String(stands).utf8) != Array(words.utf8) { found.append("at \(start) stands '\(String(stands))', not '\(words)'") }
          }
        }
        for (key, inner) in object where key != "text" { visit(inner) }
      } else if let array = value as? [Any] {
        for inner in array { visit(inner) }
      }
    }
    visit(record)
    return found
  }
}
