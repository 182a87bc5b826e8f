import Aggregation
import Linkage
import Record
import Synchronization
import TestSupport
import Testing

/// The same laws as for SQLite, and what the two backends must answer alike. Without a server these tests are skipped with a message.
@Suite(
  "The contract of an index, kept by PostgreSQL", .serialized,
  .enabled(if: PostgreSQLCluster.isInstalled, Comment(rawValue: PostgreSQLCluster.missing)))
struct PostgreSQLContractTests {
  private final class Databases {
    let cluster: PostgreSQLCluster
    private var number = 0

    init() throws { cluster = try PostgreSQLCluster() }

    func open() throws -> any SearchIndex {
      number += 1
      return try PostgreSQLIndex(cluster.database("news\(number)"), mode: .write)
    }
  }

  @Test func everyLawHolds() throws {
    let databases = try Databases()
    let contract = IndexContract { try databases.open() }
    for law in IndexContract.laws { try law(contract) }
  }

  @Test func linksHold() throws {
    let databases = try Databases()
    let laws = LinkLawTests()
    try laws.storiesHaveTheirRoles(databases.open())
    for seed in 0..<6 { try laws.orderMakesNoDifference(seed: seed, databases.open()) }
    try laws.copiesAreFolded(databases.open())
    try laws.wordingsOfAQuotationGather(databases.open())
    try laws.decisionsAreKeptAndUndone(databases.open())
  }

  /// Queries of every form give the same ids in the same order, and the same counts, facets, folded copies and pages, as with SQLite.
  @Test func answersAreThoseOfSQLite() throws {
    let databases = try Databases()
    let folder = try TemporaryFolder()
    let indexes = [try SQLiteIndex(path: folder.file("news.db"), mode: .write), try databases.open()]
    for index in indexes { try index.fillAndThin(articles: 150, seed: 71, batch: 40, replaced: 60, removed: 150) }
    var random = InventedNews(seed: 72)
    var answered = 0
    for number in 0..<400 {
      let text = BackendQueries.query(&random)
      guard let query = try? Query(parsing: text) else { continue }
      let kind = FindingKind.allCases[number % 4]
      let sort = random.pick([nil] + SortOrder.allCases.map(Optional.some))
      let search = Search(query, sort: sort, limit: random.pick([nil, 1, 7, 20]), foldsCopies: random.number(3) == 0)
      let answers = try indexes.map { try BackendQueries.answer(kind, search, $0) }
      #expect(answers[0] == answers[1], "\(kind) \(text.debugDescription) \(sort?.rawValue ?? "")")
      if answers[0].count > 3 { answered += 1 }
    }
    #expect(answered > 200, "\(answered) queries found something")
    #expect(try indexes[1].check().problems == [])
  }

  /// Several programs that add overlapping sets of articles at once leave the same index as one after another.
  @Test func manyMayWriteAtOnce() async throws {
    let databases = try Databases()
    let place = try databases.cluster.database("shared")
    let makers = InventedNews.articles(120, seed: 73)
    let entries = try makers.map { try $0.entry() }
    try PostgreSQLIndex(place, mode: .write).close()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for writer in 0..<4 {
        group.addTask {
          let index = try PostgreSQLIndex(place, mode: .write)
          // Each adds all of them, in a different order.
          let order = entries.indices.map { ($0 * 7 + writer * 31) % entries.count }
          for start in stride(from: 0, to: order.count, by: 15) { _ = try index.add(order[start..<start + 15].map { entries[$0] }) }
        }
      }
      try await group.waitForAll()
    }
    let index = try PostgreSQLIndex(place, mode: .read)
    #expect(try index.check().problems == [])
    let alone = try databases.open()
    _ = try alone.add(entries)
    #expect(try IndexContract.state(index) == IndexContract.state(alone))
    #expect(try index.statistics().versions == 120)
  }

  /// What was reported as stored is still there after the server is stopped as in a crash.
  @Test func whatIsStoredOutlivesTheServer() throws {
    let databases = try Databases()
    let place = try databases.cluster.database("durable")
    let makers = InventedNews.articles(60, seed: 74)
    var index = try PostgreSQLIndex(place, mode: .write)
    for start in stride(from: 0, to: 60, by: 20) {
      _ = try index.add(makers[start..<start + 20].map { try $0.entry() })
      try databases.cluster.stop(mode: "immediate")
      #expect(throws: IndexError.self) { try index.statistics() }
      try databases.cluster.start()
      // The connection is restored automatically.
      #expect(try index.statistics().articles == start + 20)
      index = try PostgreSQLIndex(place, mode: .write)
    }
    #expect(try index.check().problems == [])
    for maker in makers { IndexContract.expectSame(try index.article(maker.id, version: nil).record, maker.record) }
  }

  /// For words in many documents, only the best documents are ranked; page after page must equal SQLite's, which looks at all of them.
  @Test func commonWordsAreRankedAlike() throws {
    let databases = try Databases()
    let folder = try TemporaryFolder()
    let indexes = [try SQLiteIndex(path: folder.file("news.db"), mode: .write), try databases.open()]
    for index in indexes { try index.fillAndThin(articles: 900, seed: 75, batch: 200, replaced: 60, removed: 150) }
    var pages = 0
    for text in [
      "the", "harbour", "the border", "the OR harbour", "\"the harbour\"", "the -harbour", "the speaker:quill", "the the border",
      "police OR \"of the\"",
      "(the OR of) border", "the published:2015..2016",
    ] {
      for kind in FindingKind.allCases {
        var search = Search(try Query(parsing: text), options: QueryOptions(type: kind == .quote ? "all" : nil), limit: 9)
        for _ in 0..<12 {
          let answers = try indexes.map { try Self.page(kind, search, $0) }
          #expect(answers[0].lines == answers[1].lines, "\(kind) \(text)")
          search.after = answers[0].next
          pages += 1
          if search.after == nil { break }
        }
      }
    }
    #expect(pages > 200)
  }

  private static func page(_ kind: FindingKind, _ search: Search, _ index: any SearchIndex) throws -> (lines: [String], next: PageCursor?) {
    func lines<Hit>(_ page: SearchHits<Hit>, _ id: (Hit) -> String) -> (lines: [String], next: PageCursor?) {
      (page.hits.map(id) + [page.next?.text ?? "end"], page.next)
    }
    return switch kind {
    case .quote: lines(try index.quotes(search)) { $0.id }
    case .figure: lines(try index.figures(search)) { $0.id }
    case .official: lines(try index.officials(search)) { $0.id }
    case .article: lines(try index.articles(search)) { $0.article.id }
    }
  }

  private final class Readings: Sendable {
    let count = Atomic(0)
  }

  /// While everything is rebuilt, readers always see the whole index and wait for nobody; if the server crashes meanwhile, nothing is lost.
  @Test func reindexIsSafeForReadersAndCrashes() async throws {
    let databases = try Databases()
    let place = try databases.cluster.database("anew")
    let makers = InventedNews.articles(80, seed: 76)
    let records = Dictionary(uniqueKeysWithValues: makers.map { ($0.id, $0.record) })
    let index = try PostgreSQLIndex(place, mode: .write)
    _ = try index.add(makers.map { try $0.entry() })
    let state = try IndexContract.state(index)
    let readings = Readings()
    let reading = Task {
      let reader = try PostgreSQLIndex(place, mode: .read)
      repeat {
        #expect(try IndexContract.state(reader) == state)
        readings.count.add(1, ordering: .relaxed)
      } while !Task.isCancelled
    }
    // On a busy machine a rebuild may be quicker than a reading.
    var rebuilds = 0
    while rebuilds < 3 || readings.count.load(ordering: .relaxed) < 4 && rebuilds < 200 {
      _ = try index.reindex { try #require(records[$0.id]) }
      rebuilds += 1
    }
    reading.cancel()
    try await reading.value
    #expect(readings.count.load(ordering: .relaxed) >= 4)
    #expect(try index.check().problems == [])
    for moment in [5, 40, 120, 250] {
      let run = Task<Void, any Error> {
        let writer = try PostgreSQLIndex(place, mode: .write)
        while true { _ = try writer.reindex { try #require(records[$0.id]) } }
      }
      try await Task.sleep(for: .milliseconds(moment))
      try databases.cluster.stop(mode: "immediate")
      await #expect(throws: IndexError.self) { try await run.value }
      try databases.cluster.start()
      let after = try PostgreSQLIndex(place, mode: .read)
      #expect(try after.check().problems == [], "after \(moment) ms")
      #expect(try IndexContract.state(after) == state, "after \(moment) ms")
    }
  }

  /// Tables of another build with the same number are told, whether it wrote a digest or none yet.
  @Test func anIndexOfAnEarlierBuildIsToldApart() throws {
    let databases = try Databases()
    let place = try databases.cluster.database("earlier")
    try PostgreSQLIndex(place, mode: .write).close()
    try PostgreSQLIndex(place, mode: .read).close()
    for sql in ["UPDATE onrecord.setting SET digest = 'another'", "ALTER TABLE onrecord.setting DROP COLUMN digest"] {
      try databases.cluster.execute(sql, in: "earlier")
      for mode in [IndexMode.read, .write] {
        #expect(throws: IndexError.earlierBuild(path: place)) { try PostgreSQLIndex(place, mode: mode) }
      }
    }
    #expect("\(IndexError.earlierBuild(path: place))".contains("make it anew"))
  }

  /// The newest matches stand among the newest documents, or far behind them, and page after page they are those of SQLite.
  @Test func newestWordsAreFoundFarBack() throws {
    let databases = try Databases()
    let folder = try TemporaryFolder()
    let indexes = [try SQLiteIndex(path: folder.file("news.db"), mode: .write), try databases.open()]
    for index in indexes { try index.fillAndThin(articles: 900, seed: 77, batch: 200, replaced: 60, removed: 150) }
    var pages = 0
    for text in [
      "the", "harbour", "votes", "\"ferries\"", "the border", "\"of the\"", "fe*", "the OR harbour", "the -harbour", "speaker:quill the",
      "the published:2015..2016",
    ] {
      for kind in FindingKind.allCases {
        for sort in [SortOrder.date, .oldest] {
          var search = Search(try Query(parsing: text), options: QueryOptions(type: kind == .quote ? "all" : nil), sort: sort, limit: 40)
          for _ in 0..<40 {
            let answers = try indexes.map { try Self.page(kind, search, $0) }
            #expect(answers[0].lines == answers[1].lines, "\(kind) \(text) \(sort)")
            search.after = answers[0].next
            pages += 1
            if search.after == nil { break }
          }
        }
      }
    }
    #expect(pages > 400)
  }

  @Test func whatCannotBeOpenedSaysWhatToDo() throws {
    let databases = try Databases()
    let place = try databases.cluster.database("empty")
    #expect(throws: IndexError.missing(path: place)) { try PostgreSQLIndex(place, mode: .read) }
    #expect {
      try PostgreSQLIndex("postgresql://desk:secret@localhost/news", mode: .read)
    } throws: { error in
      let text = "\(error)"
      return text.contains(".pgpass") && !text.contains("secret")
    }
    #expect {
      try PostgreSQLIndex(databases.cluster.place("nowhere"), mode: .write)
    } throws: { error in
      if case IndexError.unreachable = error { return "\(error)".contains("nowhere") }
      return false
    }
  }
}

/// Queries of every form, and the index's answers to them.
enum BackendQueries {
  private static let atoms = [
    "the", "harbour", "harbours", "refugee", "votes", "ferries", "ha*", "f*", "b*", "\"the harbour\"", "\"the the\"", "\"the the the\"",
    "\"of the\"",
    "\"votes\"", "\"the ha*\"", "the NEAR/2 border", "harbour NEAR/4 police NEAR/4 the", "\"the border\" NEAR/3 tax", "speaker:quill",
    "speaker:\"Mara Quill\"", "speaker:ab*", "speaker:qui*", "speaker:\"mara qu*\"", "title:mayo*", "cue:sai*", "org:\"port auth*\"",
    "har*", "official:lindqvist", "org:council", "org:\"port authority\"", "title:mayor", "headline:the",
    "headline:\"the harbour\"", "outlet:northern", "outlet:le*", "published:2015", "published:>2016-03", "published:2014..2015-06",
    "confidence:>=0.6", "confidence:<0.82", "speaker_confidence:<0.7", "organization_confidence:<0.5", "period-confidence:0.1..0.2",
    "site:harbour.example", "url:article-1", "article:article-2", "cue:said", "kind:direct",
    "kind:money",
    "type:belief", "type:all", "unit:USD", "unit:people", "value:>1000", "value:100..2000", "concept:the", "concept:harbour*",
    "ingested:today",
    "nothinghasit", "1400", "2.5", "café", "\"the nothinghasit\"",
  ]

  static func query(_ random: inout InventedNews) -> String {
    func atom() -> String {
      let text = random.pick(atoms)
      return random.number(5) == 0 ? "-" + text : text
    }
    switch random.number(5) {
    case 0: return atom()
    case 1: return atom() + " " + atom()
    case 2: return atom() + " OR " + atom()
    case 3: return "(" + atom() + " OR " + atom() + ") " + atom()
    default: return atom() + " " + atom() + " -(" + atom() + " OR " + atom() + ")"
    }
  }

  /// Everything that an index answers, as text; for one of our own errors, its sentence.
  static func answer(_ kind: FindingKind, _ search: Search, _ index: any SearchIndex) throws -> [String] {
    do {
      return try lines(kind, search, index)
    } catch {
      guard let refusal = error as? IndexError, case .query(let reason) = refusal else { throw error }
      return [reason.description]
    }
  }

  private static func lines(_ kind: FindingKind, _ search: Search, _ index: any SearchIndex) throws -> [String] {
    var lines: [String] = []
    var search = search
    search.countsMatches = true
    func add<Hit>(_ page: SearchHits<Hit>, _ id: (Hit) -> String) {
      lines += page.hits.map(id)
      lines.append("next \(page.next?.text ?? "none") folded \(page.folded) of \(String(describing: page.count))")
      search.after = page.next
    }
    repeat {
      switch kind {
      case .quote: add(try index.quotes(search)) { "\($0.id) \($0.highlights) \($0.article)" }
      case .figure: add(try index.figures(search)) { "\($0.id) \($0.highlights) \($0.conceptHighlights)" }
      case .official: add(try index.officials(search)) { "\($0.id) \($0.highlights)" }
      case .article: add(try index.articles(search)) { "\($0.article) \($0.excerpt)" }
      }
    } while search.after != nil && lines.count < 60
    search.after = nil
    lines.append("\(try index.count(kind, search))")
    lines.append("\(try index.facets(kind, search, top: 3))")
    lines.append("\(try index.facets(kind, search, top: 1000))")
    return lines
  }
}
