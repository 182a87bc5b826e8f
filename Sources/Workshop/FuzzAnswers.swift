import Aggregation
import Foundation
import FullText
internal import Record

/// Compares the index's answers with those of ``NaiveIndex`` (the set of matches, the count, facets, the order by rank and by date, pages) for
/// all four kinds of findings, after articles were added, changed and removed, and after the index was rebuilt.
enum FuzzAnswers: WorkshopCommand {
  static let path = ["fuzz", "answers"]
  static let summary =
    "[--queries N] (10,000) [--articles N] (1,000) [--seed N]: random queries of every form give what a scan of all documents gives"

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
    let count = number("articles", 1_000)
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
      for _ in 0..<number("queries", 10_000) / 4 {
        let text = queries.next()
        let kind = queries.kind()
        let sort = queries.sort()
        try compare(text, kind, sort, queries.choice(4) == 0 ? "all" : nil, index, naive, &counts)
      }
    }
    index.close()
    print("\(counts.queries) queries, \(counts.matches) matches, \(counts.faults) differences; seed \(seed)")
    if counts.faults > 0 { throw CocoaError(.featureUnsupported) }
  }

  /// Asks both for the set of matches, their number, their order, the facets and the first pages.
  private static func compare(
    _ text: String, _ kind: FindingKind, _ sort: Aggregation.SortOrder, _ type: String?, _ index: SQLiteIndex, _ naive: NaiveIndex,
    _ counts: inout (queries: Int, matches: Int, faults: Int)
  ) throws {
    guard let query = try? Query(parsing: text) else { return }
    var search = Search(query, options: QueryOptions(type: kind == .quote ? type : nil), sort: sort, limit: nil)
    let answers: [String]
    do { answers = try all(kind, search, index) } catch IndexError.query { return }
    counts.queries += 1
    let expected = naive.matches(kind, query.node, type: kind == .quote && type == nil ? .assertion : nil)
    counts.matches += expected.count
    func fault(_ words: String) {
      counts.faults += 1
      print("DIFFERENCE \(kind.rawValue) \(text.debugDescription) by \(sort.rawValue): \(words)")
    }
    let (missing, extra) = (Set(expected.keys).subtracting(answers), Set(answers).subtracting(expected.keys))
    if !missing.isEmpty || !extra.isEmpty || answers.count != expected.count {
      return fault("\(missing.count) matches missing, \(extra.count) too many of \(expected.count)")
    }
    if try index.count(kind, search).matches != expected.count { fault("the count is another than \(expected.count)") }
    for difference in differences(try index.facets(kind, search, top: most), Array(expected.values)) { fault(difference) }
    if let disorder = disorder(answers.compactMap { expected[$0] }, sort) { return fault(disorder) }
    search.limit = 7
    var paged: [String] = []
    for _ in 0..<4 {
      let (hits, next) = try page(kind, search, index)
      paged += hits
      guard let next else { break }
      search.after = next
    }
    if paged != Array(answers.prefix(28)) { fault("pages are not the beginning of all \(answers.count) matches") }
  }

  private static func all(_ kind: FindingKind, _ search: Search, _ index: SQLiteIndex) throws -> [String] {
    var answers: [String] = []
    switch kind {
    case .quote: try index.eachQuote(search) { answers.append($0.id) }
    case .figure: try index.eachFigure(search) { answers.append($0.id) }
    case .official: try index.eachOfficial(search) { answers.append($0.id) }
    case .article: try index.eachArticle(search) { answers.append($0.article.id) }
    }
    return answers
  }

  private static func page(_ kind: FindingKind, _ search: Search, _ index: SQLiteIndex) throws -> ([String], PageCursor?) {
    switch kind {
    case .quote:
      let page = try index.quotes(search)
      return (page.hits.map(\.id), page.next)
    case .figure:
      let page = try index.figures(search)
      return (page.hits.map(\.id), page.next)
    case .official:
      let page = try index.officials(search)
      return (page.hits.map(\.id), page.next)
    case .article:
      let page = try index.articles(search)
      return (page.hits.map(\.article.id), page.next)
    }
  }

  /// Where two neighbours are in the wrong order; `nil` if none are.
  private static func disorder(_ matches: [NaiveIndex.Match], _ sort: Aggregation.SortOrder) -> String? {
    for (place, pair) in zip(matches, matches.dropFirst()).enumerated() {
      let isWrong =
        switch sort {
        case .relevance: pair.0.score < pair.1.score - 1e-5 * max(1, pair.1.score)
        case .date: pair.0.time < pair.1.time
        case .oldest: pair.0.time > pair.1.time
        default: false
        }
      if isWrong {
        return "place \(place) has the score \(pair.0.score) and the time \(pair.0.time), the next one \(pair.1.score) and \(pair.1.time)"
      }
    }
    return nil
  }

  /// How many values a facet lists.
  private static let most = 3

  /// What is wrong with facets: each list holds the greatest counts, and each count is that of the matches with this value.
  private static func differences(_ facets: Facets, _ matches: [NaiveIndex.Match]) -> [String] {
    var found = facets.total == matches.count ? [] : ["the facets count another number than \(matches.count)"]
    let lists: [(NaiveIndex.Label, [FacetCount])] = [
      (.speaker, facets.speaker), (.organization, facets.organization), (.outlet, facets.outlet), (.month, facets.month),
      (.kind, facets.kind), (.unit, facets.unit),
    ]
    for (label, list) in lists {
      let expected = Dictionary(grouping: matches.compactMap { $0.labels[label] }, by: { $0 }).mapValues(\.count)
      let named = list.filter { $0.value != nil }
      for facet in named where expected[facet.value ?? ""] != facet.count {
        found.append("\(label) \(facet.value ?? "") is counted \(facet.count) times, not \(expected[facet.value ?? ""] ?? 0)")
      }
      // A list that is cut off keeps the greatest counts, and one that is not is whole. Matches without a value take a place of their own.
      let greatest = expected.values.sorted(by: >).prefix(list.count < most ? expected.count : named.count)
      if label != .month, named.map(\.count).sorted(by: >) != Array(greatest) { found.append("\(label) lacks one of the greatest counts") }
    }
    return found
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
  mutating func kind() -> FindingKind { random.pick([.quote, .quote, .article, .figure, .official]) }
  mutating func sort() -> Aggregation.SortOrder { random.pick([.relevance, .relevance, .date, .oldest]) }

  private mutating func word() -> String {
    let words = news.vocabulary
    return words[min(words.count - 1, Int(exp(random.fraction() * log(1_500))) - 1)]
  }

  private mutating func atom() -> String {
    switch random.number(17) {
    case 0...4: return word()
    case 15: return "value:\(random.pick([">", "<"]))\(random.number(100_000))"
    case 16: return random.pick(["staff", "people", "mayor", "\"with \(random.number(100_000)) people\""])
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
