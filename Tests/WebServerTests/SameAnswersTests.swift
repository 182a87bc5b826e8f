import Foundation
import TestSupport
import Testing

/// The browser gets the same answers as the command line.
@Suite struct SameAnswersTests {
  @Test(
    "rows 9 and 19: one query language and the same filters in the browser, the API and the command line",
    arguments: [
      ("quotes", "bridge", []), ("quotes", "\"number 7\" OR \"number 9\"", []), ("quotes", "bridge -7 speaker:\"Ada Quill\"", []),
      ("quotes", "", [("speaker", "Quill"), ("since", "2016"), ("until", "2018-06")]), ("quotes", "brid* kind:direct sort:oldest", []),
      ("quotes", "", [("min-confidence", "0.85"), ("min-speaker-confidence", "0.5")]),
      ("figures", "speaker-confidence:1", [("min-concept-confidence", "0.5"), ("min-period-confidence", "0.5")]),
      ("officials", "", [("min-organization-confidence", "0.5")]), ("quotes", "sort:oldest speaker_confidence:>0.3", []),
      ("figures", "", [("unit", "year"), ("min", "5")]), ("figures", "value:>=5 years", []), ("officials", "engineer", []),
      ("officials", "organization:bridge", [("outlet", "Ferry")]), ("articles", "report", [("outlet", "Quay Courier")]),
    ] as [(String, String, [(String, String)])])
  func askedAlikeTheyAnswerAlike(table: String, query: String, options: [(String, String)]) throws {
    let news = try #require(Self.news)
    var words = [
      "export", table, "--format", "jsonl", "--sort", query.contains("sort:") ? "oldest" : "date", "--all-copies", "--index", news.path,
    ]
    for (name, value) in options { words += ["--\(name)", value] }
    let told = try CommandLineTool.run(words + (query.isEmpty ? [] : ["--", query]))
    #expect(told.status == 0, "\(told.errors)")
    var address = URLComponents()
    address.path = "/\(table).jsonl"
    address.queryItems = [
      URLQueryItem(name: "sort", value: query.contains("sort:") ? "oldest" : "date"), URLQueryItem(name: "copies", value: "all"),
    ]
    if !query.isEmpty { address.queryItems?.append(URLQueryItem(name: "q", value: query)) }
    for (name, value) in options { address.queryItems?.append(URLQueryItem(name: name, value: value)) }
    let target = try #require(address.string)
    func ids(_ lines: some Sequence<Substring>) throws -> [String] {
      try lines.map { line in
        let row = try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
        return try #require(row["id"] as? String)
      }
    }
    let wanted = try ids(told.text.split(separator: "\n"))
    #expect(!wanted.isEmpty)
    #expect(try ids(news.text(target).split(separator: "\n")) == wanted, "\(target)")
    // The page itself says how many there are.
    let page = news.text(target.replacingOccurrences(of: ".jsonl", with: ""))
    #expect(page.contains("\(wanted.count) "), "\(target)")
  }

  private static let news = try? TestNews()
}
