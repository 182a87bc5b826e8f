import Aggregation
import Foundation
import FullText
internal import Record

/// Compares the index's answers with those of ``NaiveIndex`` (the set of matches, the count, the order by rank, pages), after articles were
/// added, changed and removed, and after the index was rebuilt.
enum FuzzAnswers: WorkshopCommand {
  static let path = ["fuzz", "answers"]
  static let summary =
    "[--queries N] (2,000) [--articles N] (300) [--seed N]: random queries of every form give what a scan of all documents gives"

  static func run(_ arguments: [String]) throws {
    let options = WorkshopOptions(arguments)
    func number(_ name: String, _ usual: Int) -> Int { options[name].flatMap { Int($0) } ?? usual }
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
      "onrecord-answers-\(ProcessInfo.processInfo.processIdentifier)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let seed = options["seed"].flatMap { UInt64($0) } ?? UInt64.random(in: 1...1_000_000)
    // With small limits, a few hundred articles use everything that long lists of millions use.
    var impacts = ImpactParts.Limits()
    impacts.fewest = 40
    impacts.fewestOfPrefix = 60
    impacts.fewestInSegment = 300
    var summaries = FacetSummary.Limits()
    summaries.fewest = 100
    summaries.fewestInSegment = 300
    let index = try SQLiteIndex(
      path: folder.appendingPathComponent("index.db").path, mode: .write, summaries: summaries, impacts: impacts)
    let naive = NaiveIndex()
    var news = ZipfNews(seed: seed)
    var queries = AnswerQueries(seed: seed, news: news)
    let count = number("articles", 300)
    var counts = (queries: 0, matches: 0, faults: 0)
    for round in 0..<4 {
      for start in stride(from: 0, to: count, by: 50) {
        // In later rounds some articles are new, and some are new versions of old ones.
        let records = (start..<start + 50).filter { round == 0 || $0 % 3 == round % 3 }.map { news.article($0 + round * count / 2) }
        let outcomes = try index.add(try records.map { try IndexEntry($0) })
        for (record, outcome) in zip(records, outcomes) where outcome != .older { naive.add(record) }
      }
      for _ in 0..<count / 10 {
        let id = String(0x1000_0000_0000 + queries.choice(count), radix: 16)
        if try index.remove(article: id) { naive.remove(id) }
      }
      if round == 2 {
        var records: [String: ArticleRecord] = [:]
        try index.eachStoredArticle { records[$0.record.article.id] = $0.record }
        _ = try index.reindex {
          records[$0.id] ?? ArticleRecord(article: $0, quotes: [], figures: [], officials: [], extractor: "", rules: "")
        }
      }
      for _ in 0..<number("queries", 2_000) / 4 {
        try compare(queries.next(), queries.choice(4) == 0 ? .article : .quote, index, naive, &counts)
      }
    }
    index.close()
    print("\(counts.queries) queries, \(counts.matches) matches, \(counts.faults) differences; seed \(seed)")
    if counts.faults > 0 { throw CocoaError(.featureUnsupported) }
  }

  private static func compare(
    _ text: String, _ kind: FindingKind, _ index: SQLiteIndex, _ naive: NaiveIndex,
    _ counts: inout (queries: Int, matches: Int, faults: Int)
  ) throws {
    guard let query = try? Query(parsing: text) else { return }
    var search = Search(query, sort: .relevance, limit: nil)
    var answers: [String] = []
    do {
      if kind == .quote {
        try index.eachQuote(search) { answers.append($0.id) }
      } else {
        try index.eachArticle(search) { answers.append($0.article.id) }
      }
    } catch IndexError.query { return }
    counts.queries += 1
    let expected = naive.matches(kind, query.node, type: kind == .quote ? .assertion : nil)
    counts.matches += expected.count
    func fault(_ words: String) {
      counts.faults += 1
      print("DIFFERENCE \(kind.rawValue) \(text.debugDescription): \(words)")
    }
    let (missing, extra) = (Set(expected.keys).subtracting(answers), Set(answers).subtracting(expected.keys))
    if !missing.isEmpty || !extra.isEmpty || answers.count != expected.count {
      return fault("\(missing.count) matches missing, \(extra.count) too many of \(expected.count)")
    }
    if try index.count(kind, search).matches != expected.count { fault("the count is another than \(expected.count)") }
    if try index.facets(kind, search, top: 3).total != expected.count { fault("the facets count another number than \(expected.count)") }
    let scores = answers.map { expected[$0] ?? 0 }
    for (place, pair) in zip(scores, scores.dropFirst()).enumerated() where pair.0 < pair.1 - 1e-5 * max(1, pair.1) {
      return fault("place \(place) has the score \(pair.0), the next one \(pair.1)")
    }
    search.limit = 7
    var paged: [String] = []
    for _ in 0..<4 {
      let next: PageCursor?
      if kind == .quote {
        let page = try index.quotes(search)
        paged += page.hits.map(\.id)
        next = page.next
      } else {
        let page = try index.articles(search)
        paged += page.hits.map(\.article.id)
        next = page.next
      }
      guard let next else { break }
      search.after = next
    }
    if paged != Array(answers.prefix(28)) { fault("pages are not the beginning of all \(answers.count) matches") }
  }
}

/// Makes queries of every form, nested.
private struct AnswerQueries {
  private var random: SeededGenerator
  private let news: ZipfNews

  init(seed: UInt64, news: ZipfNews) {
    random = SeededGenerator(seed: seed &+ 77)
    self.news = news
  }

  mutating func choice(_ limit: Int) -> Int { random.number(limit) }

  private mutating func word() -> String {
    let words = news.vocabulary
    return words[min(words.count - 1, Int(exp(random.fraction() * log(1_500))) - 1)]
  }

  private mutating func atom() -> String {
    switch random.number(15) {
    case 0...4: return word()
    case 5: return "\"\(word()) \(word())\""
    case 6: return "\(word()) NEAR/\(random.number(6)) \(word())"
    case 7: return word().prefix(1 + random.number(3)) + "*"
    case 8: return "speaker:\"\(news.speaker(random.number(12)))\""
    case 9: return "published:201\(random.number(8))..201\(8 + random.number(2))"
    case 10: return "\"\(word()) \(word().prefix(2))*\""
    case 11: return "\(word()) NEAR/\(random.number(9)) \(word()) NEAR/\(random.number(4)) \"\(word()) \(word())\""
    case 12: return "(" + (0..<3 + random.number(10)).map { _ in word().prefix(1 + random.number(2)) + "*" }.joined(separator: " OR ") + ")"
    case 13: return "title:\(random.pick(["mayor", "minister", "chief", "director"]))"
    default: return "headline:\(word())"
    }
  }

  private mutating func group(_ depth: Int) -> String {
    let isPlain = depth == 0 || random.number(3) == 0
    let operands = (0..<1 + random.number(3)).map { _ in isPlain ? atom() : "(\(group(depth - 1)))" }
    let signed = operands.map { random.number(5) == 0 ? "-(\($0))" : $0 }
    return signed.joined(separator: random.number(2) == 0 ? " OR " : " ")
  }

  mutating func next() -> String { random.number(3) == 0 ? atom() : group(2) }
}
