internal import Aggregation
import Foundation
internal import OnRecord
internal import Record
import Synchronization

/// Measures the index on invented news: storing, searching, counting, and the bytes it takes.
enum BenchmarkIndex: WorkshopCommand {
  static let path = ["benchmark", "index"]
  static let summary =
    "the index: quotes/s stored, milliseconds a search, bytes; [--quotes N] (1,000,000) [--keep FILE or postgresql:///NAME] [--no-plain] [--only WORD: searches named so] [--clients N: so many search at once, each with a connection of its own] [--writers N: so many store in PostgreSQL at once]"

  static func run(_ arguments: [String]) throws {
    var quotes = 1_000_000
    var keep: String?
    var withPlain = true
    var only: String?
    var clients = 1
    var writers = 1
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--quotes": quotes = rest.popFirst().flatMap { Int($0) } ?? quotes
      case "--keep": keep = rest.popFirst()
      case "--no-plain": withPlain = false
      case "--only": only = rest.popFirst()
      case "--clients": clients = max(1, rest.popFirst().flatMap { Int($0) } ?? 1)
      case "--writers": writers = max(1, rest.popFirst().flatMap { Int($0) } ?? 1)
      default: throw CocoaError(.featureUnsupported)
      }
    }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "onrecord-benchmark-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    BenchmarkReport.printMachine()
    let path = keep ?? folder.appendingPathComponent("index.db").path
    var isThere = FileManager.default.fileExists(atPath: path)
    if PostgreSQLIndex.isPlace(path) {
      withPlain = false
      let index = try IndexLocation.open(path, mode: .write)
      isThere = try index.count(.article, Search()).matches > 0
      index.close()
    }
    if !isThere, PostgreSQLIndex.isPlace(path) {
      try ServerFilling(quotes: quotes, place: path, writers: writers).run()
    } else if !isThere {
      try Filling(quotes: quotes, path: path, plainPath: withPlain ? folder.appendingPathComponent("plain.db").path : nil).run()
    }
    var queries = try IndexQueries(path: path, only: only, clients: clients)
    try queries.run()
  }

  /// Stores the news and measures it.
  private struct Filling {
    let quotes: Int
    let path: String
    let plainPath: String?
    /// Articles stored at once.
    private let batch = 10_000

    init(quotes: Int, path: String, plainPath: String?) {
      self.quotes = quotes
      self.path = path
      self.plainPath = plainPath
    }

    func run() throws {
      var news = ZipfNews(seed: 7)
      let index = try IndexLocation.open(path, mode: .write)
      let plain = try plainPath.map { try PlainFTS5Table(path: $0) }
      let articles = max(1, quotes / 5)
      var preparing = 0.0
      var writing = 0.0
      var bare = 0.0
      var textBytes = 0
      var quoteBytes = 0
      var start = 0
      while start < articles {
        let records = (start..<min(articles, start + batch)).map { news.article($0) }
        start += records.count
        let texts = records.flatMap { $0.quotes.map(\.span.text) }
        textBytes += records.reduce(0) { $0 + $1.article.text.utf8.count }
        quoteBytes += texts.reduce(0) { $0 + $1.utf8.count }
        var entries: [IndexEntry] = []
        preparing += try BenchmarkReport.seconds { entries = try records.map { try IndexEntry($0) } }
        writing += try BenchmarkReport.seconds { _ = try index.add(entries) }
        if let plain { bare += try BenchmarkReport.seconds { try plain.insert(texts) } }
      }
      let count = Double(articles * 5)
      let bytes = try index.statistics().fileBytes
      print("stored: \(articles * 5) quotes in \(articles) articles, \(textBytes) bytes of text, \(quoteBytes) of them quoted")
      print(
        "quotes/s, one thread: \(Int(count / (preparing + writing))) (preparing \(Int(count / preparing)), writing \(Int(count / writing)))"
      )
      if plain != nil {
        print("quotes/s of a bare FTS5 insert: \(Int(count / bare))")
        print(
          "against bare FTS5: \(BenchmarkReport.short(bare / (preparing + writing))) one thread; \(BenchmarkReport.short(bare / writing)) with entries prepared by other threads (must 0.4, aim 0.7)"
        )
      }
      print("bytes on disk a byte of text: \(BenchmarkReport.short(Double(bytes) / Double(textBytes))) (must 1.8); \(bytes) bytes")
      if let plain {
        print(
          "bare FTS5: \(BenchmarkReport.short(Double(try plain.bytes()) / Double(quoteBytes))) a byte of quotes, without articles, findings, filters"
        )
      }
      index.close()
    }
  }
}

/// Stores the news in a database as several concurrent `ingest` runs do, each with its own connection and its own articles, and measures the
/// wall-clock time.
private struct ServerFilling {
  let quotes: Int
  let place: String
  let writers: Int
  /// Articles stored at once, as in `ingest`.
  private static let batch = 200
  /// Batches that are invented before the clock starts, and then stored by each writer without waiting for the others.
  private static let batchesAhead = 25

  func run() throws {
    var news = ZipfNews(seed: 7)
    let indexes = try (0..<writers).map { _ in try IndexLocation.open(place, mode: .write) }
    let articles = max(1, quotes / 5)
    var (wall, own, textBytes, start) = (0.0, 0.0, 0, 0)
    while start < articles {
      let end = min(articles, start + Self.batch * Self.batchesAhead * writers)
      let records = (start..<end).map { news.article($0) }
      textBytes += records.reduce(0) { $0 + $1.article.text.utf8.count }
      wall += try BenchmarkReport.seconds(ofClock: true) {
        own += try BenchmarkReport.seconds { try store(records, indexes) }
      }
      start = end
    }
    wall += BenchmarkReport.seconds(ofClock: true) { for index in indexes { index.close() } }
    let count = Double(articles * 5)
    print("stored: \(articles * 5) quotes in \(articles) articles, \(textBytes) bytes of text")
    print(
      "quotes/s by the clock, \(writers) at once, prepared and stored: \(Int(count / wall)); the program's processor for a thousand: \(BenchmarkReport.short(own / count * 1e6)) ms"
    )
    let index = try IndexLocation.open(place)
    let bytes = try index.statistics().fileBytes
    print("bytes on disk a byte of text: \(BenchmarkReport.short(Double(bytes) / Double(textBytes))); \(bytes) bytes")
    index.close()
  }

  /// Each writer prepares and stores a part of the records, batch by batch.
  private func store(_ records: [ArticleRecord], _ indexes: [any SearchIndex]) throws {
    let problem = Mutex<(any Error)?>(nil)
    let group = DispatchGroup()
    for (number, index) in indexes.enumerated() {
      let own = records[records.count * number / writers..<records.count * (number + 1) / writers]
      group.enter()
      Thread.detachNewThread {
        defer { group.leave() }
        do {
          for start in stride(from: own.startIndex, to: own.endIndex, by: Self.batch) {
            _ = try index.add(try own[start..<min(own.endIndex, start + Self.batch)].map { try IndexEntry($0) })
          }
        } catch {
          problem.withLock { $0 = error }
        }
      }
    }
    group.wait()
    if let problem = problem.withLock({ $0 }) { throw problem }
  }
}

/// Searches of every kind in the benchmark's index.
struct IndexQueries {
  let path: String
  let only: String?
  /// The index, opened once for each client.
  private let clients: [any SearchIndex]
  private var random = SeededGenerator(seed: 11)
  private let news = ZipfNews(seed: 7)
  /// Whether wall-clock time is measured, because a server does the work or several clients wait for one another.
  private var isOfClock: Bool { PostgreSQLIndex.isPlace(path) || clients.count > 1 }
  private typealias Work = @Sendable (any SearchIndex, Search) throws -> Int

  init(path: String, only: String?, clients: Int) throws {
    self.path = path
    self.only = only
    self.clients = try (0..<clients).map { _ in try IndexLocation.open(path) }
  }

  /// A word that is in 2 to 20 of 100 quotes.
  private mutating func common() -> String { news.vocabulary[12 + random.number(113)] }
  private mutating func name() -> String { String(news.speaker(random.number(200))) }

  mutating func run() throws {
    let count = try clients[0].count(.quote, Search(options: QueryOptions(type: "all"))).matches
    print(
      "searching \(count) quotes, \(clients.count) at once; each search returns 20 hits in full; milliseconds\(isOfClock ? " of the clock" : "")"
    )
    let vocabulary = news.vocabulary
    // Ranks are drawn so that each power of ten is equally frequent.
    let single =
      ["the", "of", "and"]
      + (0..<197).map { step in vocabulary[min(vocabulary.count - 1, Int(exp(Double(step) / 197 * log(100_000))) - 1)] }
    try measure("one word, by rank, any from “the” down (must 50, aim 5)", single.map { Search(try Query(parsing: $0)) })
    try measure("“the”, by rank", [Search](repeating: Search(try Query(parsing: "the")), count: 20))
    let pairs = (0..<200).map { _ in "\(common()) \(common())" }
    try measure("two common words (must 25, aim 5)", pairs.map { Search(try Query(parsing: $0)) })
    try measure("either of two common words", pairs.prefix(50).map { Search(try Query(parsing: $0.replacing(" ", with: " OR "))) })
    try measure("phrase of two common words (25, 5)", pairs.map { Search(try Query(parsing: "\"\($0)\"")) })
    try measure("NEAR/5 of two common words (25, 5)", pairs.map { Search(try Query(parsing: $0.replacing(" ", with: " NEAR/5 "))) })
    let prefixes = (0..<200).map { _ in String(vocabulary[random.number(20_000)].prefix(3)) + "*" }
    try measure("prefix of 3 (25, 5)", prefixes.map { Search(try Query(parsing: $0)) })
    let stars = (0..<5).map { _ in
      (0..<32).map { _ in String(vocabulary[random.number(20_000)].prefix(2)) + "*" }.joined(separator: " OR ")
    }
    let wide = ["t* NEAR/5 s*", "of-t*", "t* s* -(p* OR l*)", "(t* OR s* OR p*) (m* OR n* OR b*)", "a* OR b* OR c* OR d* OR t* OR s*"]
    for (name, queries) in [("32 starts of two letters, joined by OR (500)", stars)] + wide.map({ ($0 + " (500)", [$0]) }) {
      let searches = try queries.map { Search(try Query(parsing: $0)) }
      try measure(name, searches, Self.narrowed { try $0.quotes($1).hits.count })
      try measure(name + ", counted", searches, Self.narrowed { try $0.count(.quote, $1).matches })
    }
    let filtered = try (0..<200).map { _ in
      Search(try Query(parsing: common()), options: QueryOptions(speaker: name(), since: "2010-03", until: "2014-06"))
    }
    try measure("common word + speaker + dates (30, 5)", filtered)
    let newest = try (0..<200).map { _ in Search(try Query(parsing: common()), sort: .date) }
    try measure("newest 20 of a common word (1)", newest)
    try measure("newest 20 of any word, by rank", single.map { Search(try Query(parsing: $0), sort: .date) })
    let words = (0..<100).map { _ in common() }
    try measure("facets of a common word (60, 10)", words.map { Search(try Query(parsing: $0)) }) { index, search in
      try index.facets(.quote, search, top: 10).total
    }
    try measure("count of a common word", words.map { Search(try Query(parsing: $0)) }) { try $0.count(.quote, $1).matches }
    try coldStart()
  }

  /// Work whose query may be refused for being too wide; the refusal's message is printed.
  private static func narrowed(_ work: @escaping Work) -> Work {
    { index, search in
      do {
        return try work(index, search)
      } catch IndexError.query(let error) {
        print("  refused: \(error)")
        return 0
      }
    }
  }

  private func measure(_ name: String, _ searches: [Search], _ work: @escaping Work = { try $0.quotes($1).hits.count }) throws {
    guard only.map(name.contains) ?? true else { return }
    for search in searches.prefix(3) { _ = try work(clients[0], search) }
    let isOfClock = isOfClock
    if clients.count == 1 {
      var times: [Double] = []
      for search in searches { times.append(try BenchmarkReport.seconds(ofClock: isOfClock) { _ = try work(clients[0], search) } * 1000) }
      return BenchmarkReport.printTimes(name, times)
    }
    let results = Mutex<(times: [Double], problem: (any Error)?)>(([], nil))
    let group = DispatchGroup()
    for (number, index) in clients.enumerated() {
      // Every client runs a part of the searches, in order.
      let own = stride(from: number, to: searches.count, by: clients.count).map { searches[$0] }
      group.enter()
      Thread.detachNewThread {
        defer { group.leave() }
        do {
          for search in own {
            let time = try BenchmarkReport.seconds(ofClock: true) { _ = try work(index, search) } * 1000
            results.withLock { $0.times.append(time) }
          }
        } catch {
          results.withLock { $0.problem = error }
        }
      }
    }
    group.wait()
    let (times, problem) = results.withLock { $0 }
    if let problem { throw problem }
    BenchmarkReport.printTimes(name, times)
  }

  /// A search in an index that was just opened, as for each command.
  private func coldStart() throws {
    guard only.map("open, search, close".contains) ?? true else { return }
    var times: [Double] = []
    for word in ["the", "people", "police", news.vocabulary[5000]] {
      let search = Search(try Query(parsing: word))
      times.append(
        try BenchmarkReport.seconds(ofClock: isOfClock) {
          let index = try IndexLocation.open(path)
          _ = try index.quotes(search)
          index.close()
        } * 1000)
    }
    BenchmarkReport.printTimes("open, search, close", times)
  }
}

/// How benchmarks print what they measured.
enum BenchmarkReport {
  /// The machine, the system and the day.
  static func printMachine() {
    let info = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let model = info.split(separator: "\n").first { $0.hasPrefix("model name") }?.split(separator: ":").last.map {
      $0.trimmingCharacters(in: .whitespaces)
    }
    let load = (try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8))?.split(separator: " ").first.map(String.init)
    let date = ISO8601DateFormatter().string(from: Date()).prefix(10)
    print(
      "\(date), \(model ?? "unknown processor"), \(ProcessInfo.processInfo.activeProcessorCount) processors, load \(load ?? "unknown"); times are of the processor"
    )
  }

  /// The processor time that a piece of work takes in this process, which stays comparable on a machine with other load.
  /// - Parameter ofClock: whether to measure wall-clock time instead, because a server does the work.
  static func seconds(ofClock: Bool = false, _ work: () throws -> Void) rethrows -> Double {
    if ofClock {
      let start = ContinuousClock.now
      try work()
      let time = start.duration(to: .now).components
      return Double(time.seconds) + Double(time.attoseconds) / 1e18
    }
    let start = clock()
    try work()
    return Double(clock() - start) / Double(CLOCKS_PER_SEC)
  }

  static func printTimes(_ name: String, _ times: [Double]) {
    let sorted = times.sorted()
    let p99 = sorted[min(sorted.count - 1, sorted.count * 99 / 100)]
    print("  \(name): median \(short(sorted[sorted.count / 2])), p99 \(short(p99)), most \(short(sorted[sorted.count - 1]))")
    fflush(nil)
  }

  static func short(_ value: Double) -> String { String(format: value < 10 ? "%.2f" : "%.0f", value) }
}
