import Aggregation
import Linkage
import Record
import Testing

/// What must be true of the links between articles, however these are added and removed.
@Suite struct LinkLawTests {
  private static let paragraphs = [
    "The council of Port Marlow voted on Monday to sell the old grain pier to a firm from Tarrow for 2.4 million crowns.",
    "Opponents led by Hedda Crane had gathered 1,912 signatures against the sale and filled the gallery until midnight.",
    "The firm, Ostwick Holdings, wants to put 86 flats and a market hall where barges once took on wheat for Lenning.",
    "Work could begin in May if the harbour court in Vessel finds no fault with the tender that closed in January.",
    "A second pier, leased by the Marlow Rowing Society since 1931, stays in the hands of the town for now.",
  ]
  private static let other = [
    "Heavy rain washed out the road between Lower Pask and Dunnick on Friday and cut off some 300 farms for the night.",
    "Soldiers from the barracks at Fellbridge laid a bridge of pontoons by noon, the first since the flood of 1987.",
    "Farmers drove their cattle to the high ground at Tolling, where the school gave out hay, soup and dry boots.",
  ]

  private static func maker(
    _ id: String, _ site: String, _ published: String, _ paragraphs: [String], quote: String? = nil, speaker: String = "Hedda Crane"
  ) -> RecordMaker {
    var maker = RecordMaker(id, site: site, title: "Pier \(id)", published: published)
    for paragraph in paragraphs { maker.filler(paragraph) }
    if let quote { maker.quote(quote, by: speaker) }
    return maker
  }

  private static let quote = "We will lie down in front of the diggers if the court does not stop them first."
  private static let articles = [
    maker("a", "Marlow Wire", "2020-03-02", paragraphs, quote: quote),
    maker("b", "Tarrow Times", "2020-03-03", paragraphs, quote: quote),
    maker("c", "Lenning Post", "2020-03-04", Array(paragraphs[..<3]), quote: quote),
    maker("d", "Marlow Wire", "2020-03-05", Array(paragraphs[1...]) + [other[2]], quote: quote),
    maker("e", "Vessel Echo", "2020-03-06", Array(paragraphs[2...])),
    maker("f", "Pask Mail", "2020-03-02", other),
    maker("g", "Dunnick Star", "2020-03-07", other),
  ]

  private static func state(_ index: any SearchIndex) throws -> [String] {
    try index.stories().map { story in story.members.map { "\($0.article.id) \($0.role.rawValue)" }.joined(separator: ", ") }
  }

  /// Runs a law on an index in a file; the tests of another backend pass their own.
  private func onFile(_ law: (any SearchIndex) throws -> Void) throws {
    let folder = try TemporaryFolder()
    try law(SQLiteIndex(path: folder.file("links.db"), mode: .write))
  }

  @Test func storiesHaveTheirRoles() throws { try onFile(storiesHaveTheirRoles) }
  func storiesHaveTheirRoles(_ index: any SearchIndex) throws {
    _ = try index.add(Self.articles.map { try $0.entry() })
    #expect(try Self.state(index) == ["a first, b copy, c copy, d update, e copy", "f first, g copy"])
    #expect(try index.story(of: "c").id == "a")
    #expect(try index.article("b", version: nil).record.article.id == "b")
    #expect(try index.check().problems == [])
  }

  /// Any order, any batches, and removing, adding again and replacing articles all lead to the same stories.
  @Test(arguments: 0..<40) func orderMakesNoDifference(seed: Int) throws {
    try onFile { try orderMakesNoDifference(seed: seed, $0) }
  }
  func orderMakesNoDifference(seed: Int, _ index: any SearchIndex) throws {
    var news = InventedNews(seed: UInt64(seed + 1))
    var order = Self.articles
    for place in order.indices.reversed() { order.swapAt(place, news.number(place + 1)) }
    var rest = order[...]
    while !rest.isEmpty {
      let count = min(rest.count, 1 + news.number(3))
      _ = try index.add(rest.prefix(count).map { try $0.entry() })
      rest = rest.dropFirst(count)
    }
    let gone = (0..<3).map { _ in news.pick(order) }
    for maker in gone { _ = try index.remove(article: maker.id) }
    #expect(try index.check().problems == [])
    // One of the remaining articles becomes another story for a while.
    let stays = try #require(order.first { maker in !gone.contains { $0.id == maker.id } })
    var changed = Self.maker(stays.id, "Elsewhere", "2020-04-01", Self.other + ["Nobody was hurt, said the mayor of Dunnick."])
    changed.modified = "2020-04-02"
    #expect(try index.add([changed.entry()]) == [.replaced])
    #expect(try index.check().problems == [])
    _ = try index.remove(article: stays.id)
    for maker in gone + [stays] { _ = try index.add([maker.entry()]) }
    #expect(try Self.state(index) == ["a first, b copy, c copy, d update, e copy", "f first, g copy"])
    #expect(try index.check().problems == [])
  }

  @Test func copiesAreFolded() throws { try onFile(copiesAreFolded) }
  func copiesAreFolded(_ index: any SearchIndex) throws {
    _ = try index.add(Self.articles.map { try $0.entry() })
    func found(_ search: Search) throws -> [String] { try index.quotes(search).hits.map(\.article.id) }
    #expect(try found(Search(try Query(parsing: "diggers"), sort: .date, foldsCopies: true)) == ["d", "a"])
    #expect(try index.quotes(Search(try Query(parsing: "diggers"), foldsCopies: true)).folded == 2)
    #expect(try found(Search(try Query(parsing: "diggers"), sort: .date, foldsCopies: false)) == ["d", "c", "b", "a"])
    // If the first article is not among the matches, a copy represents it.
    #expect(try found(Search(try Query(parsing: "diggers outlet:tarrow"), foldsCopies: true)) == ["b"])
    #expect(try found(Search(try Query(parsing: "diggers -outlet:\"marlow wire\""), foldsCopies: true)) == ["b"])
    let hit = try #require(try index.quotes(Search(try Query(parsing: "diggers outlet:tarrow"), foldsCopies: true)).hits.first)
    #expect(hit.article.story?.copyOf == "a")
    #expect(try index.count(.quote, Search(try Query(parsing: "diggers"))).matches == 4)
    // All pages together are the whole result.
    for kind in SortOrder.allCases {
      var search = Search(try Query(parsing: "diggers OR pier OR farms"), sort: kind, limit: nil, foldsCopies: true)
      let whole = try index.articles(search).hits.map(\.article.id)
      var exported: [String] = []
      try index.eachArticle(search) { exported.append($0.article.id) }
      #expect(exported == whole)
      #expect(Set(whole) == ["a", "d", "f"])
      search.limit = 1
      var paged: [String] = []
      while true {
        let page = try index.articles(search)
        paged += page.hits.map(\.article.id)
        guard let next = page.next else { break }
        search.after = next
      }
      #expect(paged == whole)
    }
  }

  @Test func wordingsOfAQuotationGather() throws { try onFile(wordingsOfAQuotationGather) }
  func wordingsOfAQuotationGather(_ index: any SearchIndex) throws {
    _ = try index.add(Self.articles.map { try $0.entry() })
    _ = try index.add([
      Self.maker("h", "Night Final", "2020-03-09", [], quote: "[They] will lie down in front of the diggers").entry(),
      Self.maker("i", "Night Final", "2020-03-10", [], quote: "We will lie down in front of the diggers", speaker: "Olaf Binns").entry(),
    ])
    let id = try #require(try index.article("h", version: nil).quoteIDs.first)
    let cluster = try index.variants(ofQuote: id)
    #expect(cluster.variants.map(\.hit.article.id) == ["a", "b", "c", "d", "h"])
    #expect(cluster.variants.last?.difference.first?.change == .removed && cluster.variants.last?.difference.first?.text == "We")
    let again = try index.variants(ofQuote: try #require(try index.article("c", version: nil).quoteIDs.first))
    #expect(again.variants.map(\.hit.id) == cluster.variants.map(\.hit.id))
  }

  @Test func decisionsAreKeptAndUndone() throws { try onFile(decisionsAreKeptAndUndone) }
  func decisionsAreKeptAndUndone(_ index: any SearchIndex) throws {
    func official(_ id: String, _ date: String, _ name: String, _ title: String, _ body: String) throws -> IndexEntry {
      var maker = RecordMaker(id, published: date)
      maker.official(name, title, body)
      maker.quote("Nothing is settled in \(id).", by: name, official: "o1")
      return try maker.entry()
    }
    let entries = [
      try official("p", "2020-01-01", "Astrid Hollow", "councillor", "Dunmere"),
      try official("q", "2021-01-01", "Astrid Hollow", "mayor", "Dunmere"),
      try official("r", "2020-06-01", "Astrid Hollow", "goalkeeper", "Varga Rovers"),
      try official("s", "2022-01-01", "Astrid Benn", "mayor", "Dunmere"),
    ]
    _ = try index.add(entries)
    func profiles() throws -> [[String]] {
      try index.profiles(Search()).map { $0.roles.flatMap { $0.articles.map(\.id) }.sorted() }.sorted { $0[0] < $1[0] }
    }
    #expect(try profiles() == [["p", "q"], ["r"], ["s"]])
    let person = try #require(try index.person("Astrid Hollow").first)
    #expect(person.roles.map(\.title) == ["councillor", "mayor"] && person.quotes.count == 2 && person.reasons.count == 1)
    #expect(
      person.role(asOf: "2020-05")?.title == "councillor" && person.role(asOf: "2021")?.title == "mayor" && person.role(asOf: "2019") == nil
    )
    func id(_ article: String) throws -> String { try #require(try index.article(article, version: nil).officialIDs.first) }
    let merge = try index.decide(.merge, id("q"), id("s"))
    let split = try index.decide(.split, id("p"), id("q"))
    #expect(try profiles() == [["p"], ["q", "s"], ["r"]])
    // They survive a new ingest and a reindex.
    _ = try index.remove(article: "q")
    #expect(try profiles() == [["p"], ["r"], ["s"]])
    _ = try index.add([entries[1]])
    let records = Dictionary(uniqueKeysWithValues: entries.map { ($0.record.article.id, $0.record) })
    _ = try index.reindex { try #require(records[$0.id]) }
    #expect(try profiles() == [["p"], ["q", "s"], ["r"]])
    #expect(try index.decisions().map(\.number) == [merge, split])
    #expect(try index.undo(decision: merge) && index.undo(decision: split) && !index.undo(decision: 99))
    #expect(try profiles() == [["p", "q"], ["r"], ["s"]])
  }
}
