internal import Aggregation
import Foundation
internal import Record

/// Asks an index arbitrary queries: each must give an answer or one of our own errors, and quickly.
enum FuzzQueries: WorkshopCommand {
  static let path = ["fuzz", "queries"]
  static let summary =
    "[--seconds N] (60) [--articles N] (5,000): any bytes as a query; no crash, no message of SQLite's, 100 ms of the processor at most"

  /// The longest time that a query may take, in seconds.
  private static let patience = 0.1
  private static let forbidden = ["sqlite", "fts5", "syntax error near", "no such", "constraint", "datatype"]

  static func run(_ arguments: [String]) throws {
    func number(_ option: String, _ usual: Int) -> Int {
      guard let place = arguments.firstIndex(of: option), place + 1 < arguments.count else { return usual }
      return Int(arguments[place + 1]) ?? usual
    }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("onrecord-fuzz-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var news = ZipfNews(seed: 3)
    let index = try SQLiteIndex(path: folder.appendingPathComponent("index.db").path, mode: .write)
    _ = try index.add(try (0..<number("--articles", 5_000)).map { try IndexEntry(news.article($0)) })
    let seed = UInt64.random(in: 1...1_000_000)
    var maker = QueryMaker(seed: seed, vocabulary: Array(news.vocabulary.prefix(2_000)))
    let end = Date().addingTimeInterval(Double(number("--seconds", 60)))
    var counts = (asked: 0, answered: 0, refused: 0, slow: 0, faults: 0)
    var longest = (time: 0.0, query: "")
    while Date() < end {
      let text = maker.next()
      let call = maker.choice(7)
      counts.asked += 1
      var time = BenchmarkReport.seconds { ask(index, text, call, &counts) }
      // A pause of the machine is not the query's fault, so the query is repeated.
      for _ in 0..<3 where time > patience { time = min(time, BenchmarkReport.seconds { ask(index, text, call, &counts) }) }
      if time > longest.time { longest = (time, text) }
      if time > patience {
        counts.slow += 1
        print("SLOW \(Int(time * 1000)) ms: \(text.prefix(300).debugDescription)")
      }
    }
    let problems = try index.check().problems
    for problem in problems { print("FAULT the index is unsound: \(problem)") }
    print(
      "\(counts.asked) queries, \(counts.answered) answers, \(counts.refused) errors of our own, \(counts.slow) slower than 100 ms of the processor, "
        + "\(counts.faults + problems.count) faults; the longest took \(Int(longest.time * 1000)) ms: \(longest.query.prefix(100).debugDescription); seed \(seed)"
    )
    if counts.slow + counts.faults + problems.count > 0 { throw CocoaError(.featureUnsupported) }
  }

  private static func ask(
    _ index: SQLiteIndex, _ text: String, _ call: Int, _ counts: inout (asked: Int, answered: Int, refused: Int, slow: Int, faults: Int)
  ) {
    do {
      let search = Search(try Query(parsing: text), limit: 20)
      switch call {
      case 0: _ = try index.figures(search)
      case 1: _ = try index.officials(search)
      case 2: _ = try index.articles(search)
      case 3: _ = try index.count(.quote, search)
      case 4: _ = try index.facets(.quote, search, top: 10)
      default: _ = try index.quotes(search)
      }
      counts.answered += 1
    } catch let error as QueryError {
      judge(error, text, &counts)
    } catch let IndexError.query(error) {
      judge(error, text, &counts)
    } catch {
      counts.faults += 1
      print("FAULT \(error): \(text.debugDescription)")
    }
  }

  private static func judge(
    _ error: QueryError, _ text: String, _ counts: inout (asked: Int, answered: Int, refused: Int, slow: Int, faults: Int)
  ) {
    counts.refused += 1
    let message = error.description.split(separator: "; try:").first.map { $0.lowercased() } ?? ""
    // A message that repeats the query's words may contain anything.
    let words = text.lowercased()
    for word in forbidden where message.contains(word) && !words.contains(word) {
      counts.faults += 1
      print("FAULT \(message): \(text.debugDescription)")
    }
    if let suggestion = error.suggestion, (try? Query(parsing: suggestion)) == nil {
      counts.faults += 1
      print("FAULT the suggestion \(suggestion.debugDescription) cannot be read: \(text.debugDescription)")
    }
  }
}

/// Makes queries: bytes, pieces that mean something to the parser or to SQLite, whole queries with a piece changed.
private struct QueryMaker {
  private var random: SeededGenerator
  private let vocabulary: [String]
  private static let pieces = [
    "*", "\"", "“", "”", "'", "(", ")", "((", "))", " OR ", " AND ", " NOT ", " NEAR/5 ", " NEAR/", "NEAR(", "-", "--", " ", "  ", "\t",
    "\n",
    "\0", ":", "speaker:", "official:", "org:", "organization:", "title:", "headline:", "outlet:", "kind:", "type:", "unit:", "value:>",
    "value:1..",
    "value:>1e999", "value:-1..1", "published:", "published:2017-01..2017-03", "published:9999-99", "published:2010", "sort:date",
    "concept:",
    "speaker:\"", "kind:direct", "type:all", "unit:person", "^", "+", "{", "}", "words:", ";", "'; DROP TABLE version; --", "%", "_", "\\",
    "\u{301}",
    "é", "ß", "İ", "中文", "👩‍👩‍👧", "\u{202E}", "\u{FEFF}", "\u{FFFF}", "1,400", "a.b", "NEAR/99999999999999999999", "x*y*", "-(", "-\"", "..",
    ">", "<=",
    "a*", "e*", "s*", "the", "of", "and", "*:*", "NULL", "rowid:", "rank",
  ]

  init(seed: UInt64, vocabulary: [String]) {
    random = SeededGenerator(seed: seed)
    self.vocabulary = vocabulary
  }

  mutating func choice(_ limit: Int) -> Int { random.number(limit) }

  private mutating func piece() -> String { random.number(3) == 0 ? random.pick(vocabulary) : random.pick(Self.pieces) }

  mutating func next() -> String {
    switch random.number(6) {
    case 0: String(decoding: (0..<random.number(80)).map { _ in UInt8(random.number(256)) }, as: UTF8.self)
    case 1: (0..<random.number(6)).map { _ in piece() }.joined()
    case 2: (0..<random.number(40)).map { _ in piece() }.joined(separator: random.number(2) == 0 ? " " : "")
    case 3: String(repeating: piece(), count: random.number(2_000))
    case 4:
      (0..<random.number(60)).map { _ in random.pick(vocabulary) }.joined(separator: random.pick([" ", " OR ", " NEAR/9 ", "* ", " -"]))
    default:
      "\(random.pick(vocabulary)) (\(random.pick(vocabulary)) OR \(piece())) \"\(random.pick(vocabulary)) \(piece())\" \(piece())"
    }
  }
}
