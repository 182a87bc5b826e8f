internal import Aggregation
import Foundation
internal import Ingestion
internal import Linkage
internal import OnRecord
internal import Record

/// Measures what links between articles cost: how the time for an article grows with the index, the links' share of a whole ingest, and
/// searches that fold copies beside the same ones that do not.
enum BenchmarkLinks: WorkshopCommand {
  static let path = ["benchmark", "links"]
  static let summary =
    "links between articles: growth of the time an article takes, share of ingest, folding of copies; [--articles N] (200,000, a million quotes) [--keep FILE] [--no-share] [FOLDER of pages] (Corpus)"

  /// Articles per commit, as in `ingest`.
  private static let batch = 200
  /// Numbers of articles at which the time is printed, and so it is at a tenth of all.
  private static let marks = [10_000, 50_000, 100_000, 200_000]

  static func run(_ arguments: [String]) throws {
    var articles = 200_000
    var keep: String?
    var pages = "Corpus"
    var withShare = true
    var rest = arguments[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--articles": articles = rest.popFirst().flatMap { Int($0) } ?? articles
      case "--keep": keep = rest.popFirst()
      case "--no-share": withShare = false
      default: pages = argument
      }
    }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "onrecord-links-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    BenchmarkReport.printMachine()
    let path = keep ?? folder.appendingPathComponent("linked.db").path
    if !FileManager.default.fileExists(atPath: path) {
      let linked = try fill(path, articles, isLinked: true)
      report("with links", linked)
      if withShare {
        let plain = try fill(folder.appendingPathComponent("plain.db").path, articles, isLinked: false)
        report("without", plain)
        try share(linked, plain, pages)
      }
    }
    try folding(path)
  }

  /// The times that storing took.
  private struct Times {
    /// Up to a number of articles, the milliseconds of processor time for each.
    var marks: [(articles: Int, each: Double)] = []
    /// The part of the time that the sketches took, in milliseconds per article.
    var sketch = 0.0
    /// Words of an article.
    var words = 0.0
    var each: Double { marks.last?.each ?? 0 }
  }

  private static func fill(_ path: String, _ articles: Int, isLinked: Bool) throws -> Times {
    var news = CopiedNews()
    let index = try IndexLocation.open(path, mode: .write)
    defer { index.close() }
    var times = Times()
    var (total, sketches, words) = (0.0, 0.0, 0)
    var count = 0
    while count < articles {
      let records = (count..<min(articles, count + batch)).map { news.article($0) }
      total += try BenchmarkReport.seconds {
        let entries = try records.map { isLinked ? try IndexEntry($0) : try IndexEntry($0).unlinked() }
        _ = try index.add(entries)
      }
      sketches += BenchmarkReport.seconds { for record in records { _ = ArticleSketch(record.article).keys.count } }
      words += records.reduce(0) { $0 + $1.article.text.split(separator: " ").count }
      let before = count
      count += records.count
      if (marks + [articles / 10, articles]).contains(where: { before < $0 && $0 <= count }) {
        times.marks.append((count, total / Double(count) * 1000))
      }
    }
    times.sketch = sketches / Double(articles) * 1000
    times.words = Double(words) / Double(articles)
    return times
  }

  private static func report(_ name: String, _ times: Times) {
    let marks = times.marks.map { "\($0.articles): \(String(format: "%.3f", $0.each))" }.joined(separator: ", ")
    print("milliseconds an article, prepared and stored, \(name), up to \(marks)")
    guard let first = times.marks.first, let last = times.marks.last(where: { $0.articles <= 100_000 }), last.articles > first.articles
    else {
      return
    }
    print("  growth from \(first.articles) to \(last.articles): \(String(format: "%.2f", last.each / first.each)) (must 1.3)")
  }

  /// The links' share of a whole ingest (reading pages, extraction, storing), computed per word because invented articles are shorter than
  /// pages.
  private static func share(_ linked: Times, _ plain: Times, _ folder: String) throws {
    let pipeline = Pipeline()
    var (words, extraction) = (0, 0.0)
    for _ in 0..<3 {
      for result in PageSource(paths: [folder], format: .html) {
        guard case .success(let page) = result else { continue }
        extraction += BenchmarkReport.seconds {
          words += (try? pipeline.record(of: page).article.text.split(whereSeparator: \.isWhitespace).count) ?? 0
        }
      }
    }
    // The sketch is made in both cases.
    let links = (linked.each - plain.each + linked.sketch) / linked.words
    let storing = (plain.each - plain.sketch) / plain.words
    let reading = extraction * 1000 / Double(max(1, words))
    print(
      "milliseconds of a thousand words: reading and extraction \(String(format: "%.2f", reading * 1000)), storing \(String(format: "%.2f", storing * 1000)), links \(String(format: "%.2f", links * 1000))"
    )
    print("  share of links in a whole ingest: \(String(format: "%.1f", 100 * links / (reading + storing + links))) % (must 25)")
    print("  share of links in storing alone: \(String(format: "%.1f", 100 * links / (storing + links))) %")
  }

  /// The same searches without and with folding, alternating.
  private static func folding(_ path: String) throws {
    let index = try IndexLocation.open(path)
    defer { index.close() }
    let quotes = try index.count(.quote, Search(options: QueryOptions(type: "all"))).matches
    print(
      "searching \(quotes) quotes of \(try index.count(.article, Search()).matches) articles; milliseconds without and with folding (must 2)"
    )
    let news = ZipfNews(seed: 7)
    var random = SeededGenerator(seed: 11)
    func common() -> String { news.vocabulary[12 + random.number(113)] }
    let single = (0..<200).map { step in news.vocabulary[min(news.vocabulary.count - 1, Int(exp(Double(step) / 200 * log(100_000))))] }
    let kinds: [(String, [Search])] = [
      ("one word, by rank", try single.map { Search(try Query(parsing: $0)) }),
      ("two common words", try (0..<200).map { _ in Search(try Query(parsing: "\(common()) \(common())")) }),
      ("phrase of two common words", try (0..<200).map { _ in Search(try Query(parsing: "\"\(common()) \(common())\"")) }),
      (
        "word + speaker",
        try (0..<200).map { _ in
          Search(try Query(parsing: common()), options: QueryOptions(speaker: news.speaker(random.number(200))))
        }
      ), ("newest of a word", try (0..<200).map { _ in Search(try Query(parsing: common()), sort: .date) }),
    ]
    for (name, searches) in kinds {
      var times: [[Double]] = [[], []]
      var folded = 0
      for (number, search) in searches.enumerated() {
        for turn in 0..<2 {
          let isFolding = (number + turn) % 2 == 1
          var asked = search
          asked.foldsCopies = isFolding
          var hits = 0
          // The first searches would meet cold pages, so each is run once before.
          _ = try index.quotes(asked)
          times[isFolding ? 1 : 0].append(try BenchmarkReport.seconds { hits = try index.quotes(asked).hits.count } * 1000)
          folded += hits
        }
      }
      func p99(_ times: [Double]) -> Double { times.sorted()[min(times.count - 1, times.count * 99 / 100)] }
      func median(_ times: [Double]) -> Double { times.sorted()[times.count / 2] }
      print(
        "  \(name): median \(BenchmarkReport.short(median(times[0]))) and \(BenchmarkReport.short(median(times[1]))), p99 \(BenchmarkReport.short(p99(times[0]))) and \(BenchmarkReport.short(p99(times[1]))), ratio of p99 \(String(format: "%.2f", p99(times[1]) / p99(times[0])))"
      )
      guard folded > 0 else { throw CocoaError(.fileReadCorruptFile) }
    }
  }
}

/// Invented news in which every eighth article is another outlet's copy of a recent one, whole or without its last paragraphs, and every
/// fortieth is the same outlet's longer account.
struct CopiedNews {
  private var news = ZipfNews(seed: 7)
  private var recent: [ArticleRecord] = []
  private var random = SeededGenerator(seed: 23)
  private static let kept = 500

  mutating func article(_ number: Int) -> ArticleRecord {
    let own = news.article(number)
    guard number % 8 == 7, let base = recent.isEmpty ? nil : recent[random.number(recent.count)] else {
      if recent.count < Self.kept { recent.append(own) } else { recent[number % Self.kept] = own }
      return own
    }
    var copy = base
    copy.article.id = own.article.id
    copy.article.url = own.article.url
    copy.article.title = own.article.title
    if number % 40 != 39 { copy.article.site = own.article.site }
    copy.article.published = own.article.published
    // When a paragraph is dropped, its quote is dropped too.
    if number % 3 == 0, let last = copy.article.paragraphs.last, copy.quotes.count > 2 {
      let end = last.range.start - 2
      copy.article.text = String(decoding: Array(copy.article.text.utf8)[..<end], as: UTF8.self)
      copy.article.paragraphs.removeLast()
      copy.quotes.removeLast()
    }
    return copy
  }
}
