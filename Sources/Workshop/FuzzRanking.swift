internal import Aggregation
import Foundation
internal import Record

/// Asks an index for its best hits in two ways that must agree: as a page, which looks only at the documents that can score best, and as
/// the beginning of the whole export, which goes through every match.
enum FuzzRanking: WorkshopCommand {
  static let path = ["fuzz", "ranking"]
  static let summary =
    "[--seconds N] (60) [--articles N] (40,000) [--index FILE made by benchmark index]: pages of hits are the beginning of all hits in order"

  static func run(_ arguments: [String]) throws {
    func value(_ option: String) -> String? {
      guard let place = arguments.firstIndex(of: option), place + 1 < arguments.count else { return nil }
      return arguments[place + 1]
    }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "onrecord-ranking-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var news = ZipfNews(seed: 5)
    let given = value("--index")
    let index = try SQLiteIndex(path: given ?? folder.appendingPathComponent("index.db").path, mode: given == nil ? .write : .read)
    if given == nil { try fill(index, articles: value("--articles").flatMap { Int($0) } ?? 40_000, &news) }
    let seed = UInt64.random(in: 1...1_000_000)
    var maker = RankedQueries(seed: seed, news: news)
    let end = Date().addingTimeInterval(value("--seconds").flatMap { Double($0) } ?? 60)
    var asked = 0
    var hits = 0
    var faults = 0
    while Date() < end {
      let query = maker.next()
      let options = QueryOptions(type: maker.choice(3) == 0 ? "all" : nil)
      var search = Search(try Query(parsing: query), options: options, sort: .relevance, limit: nil)
      var all: [String] = []
      try index.eachQuote(search) { all.append($0.id) }
      search.limit = 1 + maker.choice(40)
      var paged: [String] = []
      for _ in 0..<3 {
        let page = try index.quotes(search)
        paged += page.hits.map(\.id)
        guard let next = page.next else { break }
        search.after = next
      }
      asked += 1
      hits += all.count
      guard paged != Array(all.prefix(paged.count)) || paged.count < min(all.count, search.limit ?? 0) else { continue }
      faults += 1
      let place = zip(paged, all).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? paged.count
      print("FAULT \(query.debugDescription) \(options.type ?? ""): pages of \(search.limit ?? 0) differ from all \(all.count) at \(place)")
    }
    print("\(asked) queries, \(hits) hits, \(faults) faults; seed \(seed)")
    if faults > 0 { throw CocoaError(.featureUnsupported) }
  }

  /// Stores news and removes some of it, so that lists have gaps.
  private static func fill(_ index: SQLiteIndex, articles: Int, _ news: inout ZipfNews) throws {
    var ids: [String] = []
    for start in stride(from: 0, to: articles, by: 10_000) {
      let records = (start..<min(articles, start + 10_000)).map { news.article($0) }
      _ = try index.add(try records.map { try IndexEntry($0) })
      ids += records.map(\.article.id)
    }
    for place in stride(from: 7, to: ids.count, by: max(1, ids.count / 200)) { _ = try index.remove(article: ids[place]) }
  }
}

/// Makes queries of every form that is ranked, from the commonest words down.
private struct RankedQueries {
  private var random: SeededGenerator
  private let news: ZipfNews

  init(seed: UInt64, news: ZipfNews) {
    random = SeededGenerator(seed: seed)
    self.news = news
  }

  mutating func choice(_ limit: Int) -> Int { random.number(limit) }

  private mutating func word() -> String {
    let words = news.vocabulary
    return words[min(words.count - 1, Int(exp(random.fraction() * log(3_000))) - 1)]
  }

  mutating func next() -> String {
    switch random.number(12) {
    case 0: return word()
    case 1: return "\(word()) \(word())"
    case 2: return "\(word()) OR \(word())"
    case 3: return "\"\(word()) \(word())\""
    case 4: return "\(word()) NEAR/\(1 + random.number(6)) \(word())"
    case 5: return word().prefix(1 + random.number(3)) + "*"
    case 6: return "\(word()) speaker:\"\(news.speaker(random.number(30)))\""
    case 7: return "\(word()) published:2010-03..2014-0\(1 + random.number(9))"
    case 8: return "\(word()) -\(word())"
    case 9: return "\(word()) (\(word()) OR \"\(word()) \(word())\")"
    case 10: return "\(word()) \(word()) \(word().prefix(2))*"
    default: return "\(word()) \(word()) \(word()) \(word())"
    }
  }
}
