import Aggregation
import Record
import Testing

/// Arbitrary bytes as a query lead quickly to an answer or one of our own errors.
@Suite struct QueryFuzzTests {
  /// Pieces that have a meaning for the parser, and some that have a meaning for SQLite.
  static let pieces = [
    "the", "harbour", "ha*", "*", "\"", "“", "”", "'", "(", ")", "((", "))", " OR ", " AND ", " NOT ", " NEAR/5 ", " NEAR/", "NEAR(", "-",
    "--",
    " ", "  ", "\t", "\n", "\0", ":", "speaker:", "official:", "org:", "title:", "headline:", "outlet:", "kind:", "type:", "unit:",
    "value:>",
    "value:1..", "value:>1e999", "published:", "published:2017-01..2017-03", "published:9999-99", "sort:date", "concept:", "speaker:\"",
    "^",
    "+", "{", "}", "words:", ";", "DROP TABLE quote", "%", "_", "\\", "\u{301}", "é", "ß", "İ", "中文", "👩‍👩‍👧", "\u{202E}", "\u{FEFF}", "1,400",
    "a.b",
    "NEAR/99999999999999999999", "x*y*", "-(", "-\"", "..", ">", "<=",
  ]
  #if DEBUG
    static let patience = Duration.milliseconds(1000)
  #else
    static let patience = Duration.milliseconds(100)
  #endif

  static func query(_ random: inout InventedNews) -> String {
    switch random.number(4) {
    case 0: String(decoding: (0..<random.number(60)).map { _ in UInt8(random.number(256)) }, as: UTF8.self)
    case 1: (0..<random.number(6)).map { _ in random.pick(pieces) }.joined()
    case 2: (0..<random.number(30)).map { _ in random.pick(pieces) }.joined()
    default: String(repeating: random.pick(pieces), count: random.number(400))
    }
  }

  @Test func anyBytesGiveAnAnswerOrAnErrorOfOurOwn() throws {
    let folder = try TemporaryFolder()
    let index = try SQLiteIndex(path: folder.file("news.db"), mode: .write)
    _ = try index.add(InventedNews.articles(60, seed: 21).map { try $0.entry() })
    var random = InventedNews(seed: 22)
    let clock = ContinuousClock()
    var answers = 0
    var errors = 0
    for _ in 0..<3000 {
      let text = Self.query(&random)
      let start = clock.now
      do {
        let search = Search(try Query(parsing: text), limit: 5)
        switch random.number(4) {
        case 0: _ = try index.figures(search)
        case 1: _ = try index.officials(search)
        case 2: _ = try index.articles(search)
        default: _ = try index.quotes(search)
        }
        answers += 1
      } catch let error as QueryError {
        expectClear(error.description, text)
        errors += 1
      } catch let IndexError.query(error) {
        expectClear(error.description, text)
        errors += 1
      }
      #expect(start.duration(to: clock.now) < Self.patience, "\(text.debugDescription)")
    }
    #expect(answers > 300 && errors > 300, "\(answers) answers, \(errors) errors")
    #expect(try index.check().problems == [])
  }

  private func expectClear(_ message: String, _ text: String) {
    #expect(!message.isEmpty)
    let problem = message.split(separator: "; try:").first.map(String.init) ?? message
    for word in ["sqlite", "fts5", "syntax error near", "no such column"] {
      #expect(!problem.lowercased().contains(word), "\(text.debugDescription): \(message)")
    }
  }

  /// A suggestion is a query that can be read.
  @Test func suggestionsWork() {
    var random = InventedNews(seed: 23)
    for _ in 0..<2000 {
      let text = Self.query(&random)
      do throws(QueryError) { _ = try Query(parsing: text) } catch {
        if let suggestion = error.suggestion {
          #expect(throws: Never.self, "\(text.debugDescription) → \(suggestion)") { try Query(parsing: suggestion) }
        }
      }
    }
  }
}
