import Foundation
import TestSupport
import Testing

/// Figures of two articles, from the text to the answer: whether they are about one thing, and whether they exclude each other.
@Suite struct FigurePairsTests {
  private struct Pair {
    var half: String
    var label: String
    var articles: [(outlet: String, text: String)]
  }

  private static let pairs: [Pair] = {
    let file = Project.folder.appending(path: "Tests/EndToEndTests/Sets/figure-pairs.tsv")
    let lines = ((try? String(contentsOf: file, encoding: .utf8)) ?? "").split(separator: "\n").filter { !$0.hasPrefix("#") }
    return lines.map { line in
      let fields = line.split(separator: "\t").map(String.init)
      return Pair(half: fields[0], label: fields[1], articles: [(fields[2], fields[3]), (fields[4], fields[5])])
    }
  }()

  /// What an index of all pairs answers for each, with the words of the labels.
  private static func answers() throws -> [String] {
    let scratch = try Scratch()
    let index = try IndexBackend.place(scratch.path("pairs.db"))
    var lines = Data()
    for (number, pair) in pairs.enumerated() {
      for (place, article) in pair.articles.enumerated() {
        lines += try JSONSerialization.data(withJSONObject: [
          "id": "pair-\(number)-\(place)", "site": article.outlet, "published": "2024-03-0\(place + 1)", "title": "News \(place)",
          "text": article.text,
        ])
        lines += Data("\n".utf8)
      }
    }
    let run = try CommandLineTool.run(["ingest", "--input-format", "jsonl", try scratch.file("pairs.jsonl", lines), "--index", index])
    #expect(run.status == 0, "\(run.errors)")
    func rows(_ option: String) throws -> [[String: Any]] {
      try CommandLineTool.run(["figures", option, "--all-copies", "--limit", "1000", "--format", "jsonl", "--index", index]).output
        .split(separator: 0x0A).map { try #require(JSONSerialization.jsonObject(with: $0) as? [String: Any]) }
    }
    let conflicts = try Set(rows("--conflicts").map { row in Set(["first", "second"].compactMap { row["\($0)_article_id"] as? String }) })
    let series = try Dictionary(grouping: rows("--series"), by: { $0["number"] as? Int ?? 0 }).values.map { figures in
      Set(figures.compactMap { $0["article_id"] as? String })
    }
    return pairs.indices.map { number in
      let both: Set<String> = ["pair-\(number)-0", "pair-\(number)-1"]
      if conflicts.contains(both) { return "conflict" }
      return series.contains { $0.isSuperset(of: both) } ? "agree" : "apart"
    }
  }

  /// No conflict is false and no series mixes two things; few conflicts are missed.
  @Test(.everyBackend) func answersAreThoseOfTheLabels() throws {
    let answers = try Self.answers()
    #expect(answers.count >= 40)
    for half in ["known", "blind"] {
      var (missed, conflicts) = ([String](), 0)
      for (pair, found) in zip(Self.pairs, answers) where pair.half == half {
        let texts = pair.articles.map(\.text).joined(separator: " | ")
        if pair.label == "conflict" { conflicts += 1 }
        if found == pair.label { continue }
        if pair.label == "conflict" { missed.append(texts) } else { Issue.record("\(found), not \(pair.label): \(texts)") }
      }
      #expect(conflicts >= 8 && Double(missed.count) <= 0.3 * Double(conflicts), "\(half): missed \(missed)")
    }
  }
}
