import Foundation
import TestSupport
import Testing

/// What a page says about itself beside its text (tags, section, who can read it), from the folder to the export.
struct PageFactsTests {
  private static let sentence = "The ferry to Pell Harbour will not sail before the ice is gone, said Harbour Master Ruth Okoro on Monday."

  private static func page(_ title: String, _ facts: String, _ paragraphs: Int) -> String {
    let text = (1...paragraphs).map { "<p>\($0). \(sentence)</p>" }.joined()
    return """
      <!doctype html><html lang="en"><head><title>\(title)</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"\(title)",
      "datePublished":"2020-03-04T05:06:07Z",\(facts)}</script></head><body><article><h1>\(title)</h1>\(text)</article></body></html>
      """
  }

  @Test func areKeptShownAndExported() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "facts-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let files = [
      "a.html": Self.page(
        "Ferry stranded in the ice", #""keywords":["Ferries","Pell, Harbour"],"articleSection":"Local","isAccessibleForFree":true"#, 8),
      "b.html": Self.page("Quay to be widened at last", #""isAccessibleForFree":"False""#, 4), "c.pdf": "%PDF-1.7", "d.pdf": "%PDF-1.7",
    ]
    for (name, text) in files { try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8) }
    let index = try IndexBackend.place(folder.appending(path: "index.db").path)
    let ingest = try CommandLineTool.run(["ingest", folder.path, "--index", index])
    #expect(ingest.status == 0)
    #expect(ingest.text.contains("1 only the beginning") && ingest.text.contains("files passed over: ") && ingest.text.contains("2 .pdf"))
    #expect(ingest.errors.contains("b.html") && ingest.errors.contains("not free to read"))

    let export = try CommandLineTool.run(["export", "articles", "--all-copies", "--format", "jsonl", "--index", index])
    let rows = try export.text.split(separator: "\n").map {
      try #require(JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
    }
    let ferry = try #require(rows.first { ($0["title"] as? String)?.hasPrefix("Ferry") == true })
    #expect(ferry["tags"] as? [String] == ["Ferries", "Pell, Harbour"] && ferry["section"] as? String == "Local")
    #expect(ferry["access"] as? String == "free")
    let quay = try #require(rows.first { ($0["title"] as? String)?.hasPrefix("Quay") == true })
    #expect(quay["access"] as? String == "teaser" && quay["section"] is NSNull && (quay["tags"] as? [String])?.isEmpty != false)

    let shown = try CommandLineTool.run(["show", try #require(quay["id"] as? String), "--index", index])
    #expect(shown.text.contains("Only the beginning") && shown.text.contains("access teaser"))
    let other = try CommandLineTool.run(["show", try #require(ferry["id"] as? String), "--index", index])
    #expect(other.text.contains("tags Ferries, Pell, Harbour") && other.text.contains("section Local"))
    // The record is unchanged.
    let record = try CommandLineTool.run(["show", "--json", try #require(ferry["id"] as? String), "--index", index])
    #expect(!record.text.contains("\"tags\"") && !record.text.contains("Pell, Harbour"))
  }

  @Test func aTranslationIsKeptAndNotMined() throws {
    let text = """
      \(Self.sentence) \(Self.sentence)

      \u{201C}El transbordador no saldr\u{E1} hasta que el hielo se haya ido de la bah\u{ED}a\u{201D}, dijo el alcalde Juan P\u{E9}rez, y a\u{F1}adi\u{F3} que 340 toneladas esperan en el muelle.

      \u{201C}We have 340 tonnes of grain on the quay,\u{201D} said Okoro.
      """
    let line = try JSONSerialization.data(withJSONObject: ["id": "x", "text": text])
    let run = try CommandLineTool.run(["extract", "--input-format", "jsonl", "-"], input: line)
    let record = try #require(JSONSerialization.jsonObject(with: run.output) as? [String: Any])
    #expect(record["text"] as? String == text)
    #expect((record["paragraphs"] as? [Any])?.count == 3)
    #expect(SpanCheck.faults(record) == [])
    let quotes = (record["quotes"] as? [[String: Any]] ?? []).compactMap { $0["text"] as? String }
    #expect(quotes.contains { $0.contains("340 tonnes") } && !quotes.contains { $0.contains("transbordador") })
    #expect((record["figures"] as? [Any])?.count == 1)
    #expect(!(record["officials"] as? [[String: Any]] ?? []).contains { ($0["name"] as? String)?.contains("Juan") == true })
  }
}
