import Aggregation
import Record
import Testing

/// The laws that every backend of ``SearchIndex`` must obey. The tests of a backend open an empty index and run them.
struct IndexContract {
  /// Opens the index at a place reserved for one law; opening the same place again must find what was stored.
  let open: () throws -> any SearchIndex

  /// All laws.
  static let laws: [@Sendable (IndexContract) throws -> Void] = [
    { try $0.recordsComeBack() },
    { try $0.addingTwiceChangesNothing() },
    { try $0.orderMakesNoDifference() },
    { try $0.removingLeavesNoTrace() },
    { try $0.answersMatchAPlainReading() },
    { try $0.pagesMakeTheWhole() },
    { try $0.facetsAddUp() },
    { try $0.optionsAreFields() },
    { try $0.newContentIsANewVersion() },
    { try $0.olderContentStaysOld() },
    { try $0.reindexTellsWhatChanged() },
    { try $0.articlesAreFound() },
    { try $0.manyRecordsComeBack() },
    { try $0.everyBeginningFindsItsWord() },
    { try $0.longWordsAreFound() },
    { try $0.repeatedWordsFindTheSame() },
    { try $0.idsOfFindingsLeadToTheirArticle() },
    { try $0.hitsCarryTheirCount() },
    { try $0.changesAreMarked() },
    { try $0.wordsAreCounted() },
    { try $0.stretchesTellTheirUtterance() },
    { try $0.confidencesNarrow() },
    { try $0.confidencesAskedForReplaceTheUsualOnes() },
    { try $0.theSurestComeFirst() },
  ]

  func filled(_ makers: [RecordMaker], batch: Int = 7) throws -> any SearchIndex {
    let index = try open()
    var start = 0
    while start < makers.count {
      _ = try index.add(makers[start..<min(makers.count, start + batch)].map { try $0.entry() })
      start += batch
    }
    return index
  }

  // MARK: Records

  /// What is stored comes back unchanged.
  func recordsComeBack() throws {
    let makers = InventedNews.articles(40, seed: 1)
    let index = try filled(makers)
    for maker in makers {
      let stored = try index.article(maker.id, version: nil)
      Self.expectSame(stored.record, maker.record)
      #expect(stored.version == 1)
      #expect(Set(stored.quoteIDs).count == stored.quoteIDs.count)
      for (id, quote) in zip(stored.quoteIDs, stored.record.quotes) { #expect(id.utf8.count == 16, "\(quote)") }
    }
    #expect(try index.check().problems == [])
  }

  /// Compares everything that a record holds.
  static func expectSame(_ found: ArticleRecord, _ wanted: ArticleRecord) {
    #expect(Array(found.article.text.utf8) == Array(wanted.article.text.utf8))
    #expect(found.quotes == wanted.quotes)
    #expect(found.figures == wanted.figures)
    #expect(found.officials == wanted.officials)
    let (a, b) = (found.article, wanted.article)
    #expect(a.id == b.id && a.source == b.source && a.url == b.url && a.canonicalURL == b.canonicalURL && a.site == b.site)
    #expect(a.title == b.title && a.authors == b.authors && a.published == b.published && a.modified == b.modified)
    #expect(a.language == b.language && a.paragraphs == b.paragraphs && a.provenance == b.provenance && a.origins == b.origins)
    #expect(a.warnings == b.warnings && found.extractor == wanted.extractor && found.rules == wanted.rules)
  }

  /// Adding the same articles again changes nothing.
  func addingTwiceChangesNothing() throws {
    let makers = InventedNews.articles(25, seed: 2)
    let index = try filled(makers)
    let before = try Self.state(index)
    #expect(try index.add(makers.map { try $0.entry() }).allSatisfy { $0 == .unchanged })
    #expect(try Self.state(index) == before)
  }

  /// No answer depends on the order or the batches in which articles are added.
  func orderMakesNoDifference() throws {
    let makers = InventedNews.articles(60, seed: 3)
    let first = try filled(makers, batch: 60)
    let second = try filled(makers.reversed(), batch: 1)
    #expect(try Self.state(first) == Self.state(second))
    for text in ["the", "harbour OR border", "refugees police", "\"the harbour\"", "ha*"] {
      let search = Search(try Query(parsing: text), limit: nil)
      #expect(try first.quotes(search).hits.map(\.id) == second.quotes(search).hits.map(\.id), "\(text)")
    }
  }

  /// What is removed leaves no trace in any answer, not even in the ranking.
  func removingLeavesNoTrace() throws {
    let makers = InventedNews.articles(50, seed: 4)
    let whole = try filled(makers)
    for maker in makers[25...] { #expect(try whole.remove(article: maker.id)) }
    #expect(try whole.remove(article: makers[30].id) == false)
    let half = try filled(Array(makers[..<25]))
    #expect(try Self.state(whole) == Self.state(half))
    #expect(try whole.check().problems == [])
  }

  /// Every answer of an index, as text.
  static func state(_ index: any SearchIndex) throws -> [String] {
    var lines: [String] = []
    for text in ["", "the", "harbour border"] {
      let search = Search(try Query(parsing: text), options: QueryOptions(type: "all"), sort: .relevance, limit: nil)
      lines += try index.quotes(search).hits.map {
        "\($0.id) \($0.quote.span.text) \($0.article.id) \($0.article.version) \($0.highlights)"
      }
      let other = Search(try Query(parsing: text), limit: nil)
      lines += try index.figures(other).hits.map { "\($0.id) \($0.figure.span.text)" }
      lines += try index.officials(other).hits.map { "\($0.id) \($0.official.name)" }
      lines += try index.articles(other).hits.map { "\($0.article.id) \($0.excerpt)" }
      let facets = try index.facets(.quote, search, top: 100)
      lines.append("\(facets)")
    }
    return lines
  }

  // MARK: Searching

  /// Answers equal those of a plain reading of all quotes.
  func answersMatchAPlainReading() throws {
    let makers = InventedNews.articles(120, seed: 5)
    let index = try filled(makers, batch: 11)
    let all = makers.flatMap { maker in maker.record.quotes.map { PlainQuote(maker.record, $0) } }
    for (text, holds) in PlainQuote.questions {
      let search = Search(try Query(parsing: text), options: QueryOptions(type: "all"), limit: nil)
      let found = try index.quotes(search).hits.map { "\($0.article.id) \($0.quote.id)" }
      let wanted = all.filter(holds).map(\.key)
      #expect(Set(found) == Set(wanted), "\(text): \(found.count) found, \(wanted.count) wanted")
      #expect(found.count == Set(found).count, "\(text): a hit twice")
      #expect(try index.count(.quote, search).matches == wanted.count, "\(text)")
    }
  }

  /// All pages together are the whole result, in every order, and so is the export.
  func pagesMakeTheWhole() throws {
    let index = try filled(InventedNews.articles(80, seed: 6))
    for text in ["the", "", "harbour OR the OR fe*", "-the", "\"of the\"", "the NEAR/3 border"] {
      for sort in SortOrder.allCases {
        var search = Search(try Query(parsing: text), sort: sort, limit: nil)
        let whole = try index.quotes(search).hits.map(\.id)
        var exported: [String] = []
        try index.eachQuote(search) { exported.append($0.id) }
        #expect(exported == whole, "\(text) \(sort)")
        search.limit = 7
        var paged: [String] = []
        while true {
          let page = try index.quotes(search)
          paged += page.hits.map(\.id)
          guard let next = page.next else { break }
          search.after = PageCursor(next.text)
          #expect(search.after == next)
        }
        #expect(paged == whole, "\(text) \(sort)")
      }
    }
  }

  /// The counts of each facet add up to the matches.
  func facetsAddUp() throws {
    let index = try filled(InventedNews.articles(60, seed: 7))
    for text in ["", "the", "harbour -border", "speaker:quill"] {
      let search = Search(try Query(parsing: text))
      let count = try index.count(.quote, search)
      let facets = try index.facets(.quote, search, top: 1000)
      #expect(facets.total == count.matches)
      for list in [facets.speaker, facets.organization, facets.outlet, facets.month, facets.kind] {
        #expect(list.reduce(0) { $0 + $1.count } == facets.total, "\(text)")
      }
      for speaker in facets.speaker where speaker.value != nil {
        var narrowed = search
        narrowed.options.speaker = speaker.value
        #expect(try index.count(.quote, narrowed).matches == speaker.count, "\(text) \(speaker)")
      }
      var everyType = search
      everyType.options.type = "all"
      #expect(try index.count(.quote, everyType).matches == count.matches + count.otherTypes)
    }
  }

  /// Options narrow a search like the same words in the query.
  func optionsAreFields() throws {
    let index = try filled(InventedNews.articles(80, seed: 8))
    let pairs: [(QueryOptions, String)] = [
      (QueryOptions(speaker: "quill"), "speaker:quill"), (QueryOptions(organization: "port authority"), "org:\"port authority\""),
      (QueryOptions(outlet: "northern"), "outlet:northern"), (QueryOptions(since: "2015-03", until: "2016"), "published:2015-03..2016"),
      (QueryOptions(kind: "direct"), "kind:direct"), (QueryOptions(type: "belief"), "type:belief"),
    ]
    for (options, text) in pairs {
      let byOption = try index.quotes(Search(try Query(parsing: "the"), options: options, limit: nil)).hits.map(\.id)
      let byField = try index.quotes(Search(try Query(parsing: "the \(text)"), limit: nil)).hits.map(\.id)
      #expect(byOption == byField && !byOption.isEmpty, "\(text)")
    }
    let figures: [(QueryOptions, String)] = [
      (QueryOptions(unit: "usd"), "unit:USD"), (QueryOptions(minimum: 1000, maximum: 2000), "value:1000..2000"),
      (QueryOptions(kind: "money"), "kind:money"), (QueryOptions(speaker: "o'hara"), "speaker:O’Hara"),
    ]
    for (options, text) in figures {
      let byOption = try index.figures(Search(options: options, limit: nil)).hits.map(\.id)
      let byField = try index.figures(Search(try Query(parsing: text), limit: nil)).hits.map(\.id)
      #expect(byOption == byField && !byOption.isEmpty, "\(text)")
    }
  }

  /// If asked, a page says how many matches there are in the state of the index that its hits are from.
  func hitsCarryTheirCount() throws {
    let index = try filled(InventedNews.articles(30, seed: 10))
    var search = Search(try Query(parsing: "the"), limit: 3)
    #expect(try index.quotes(search).count == nil)
    search.countsMatches = true
    #expect(try index.quotes(search).count == index.count(.quote, search))
    #expect(try index.figures(search).count == index.count(.figure, search))
  }

  /// The change mark of an index stays the same until something is stored, and is then a different one.
  func changesAreMarked() throws {
    let index = try filled(InventedNews.articles(3, seed: 11))
    let before = try index.changeTag()
    _ = try index.quotes(Search())
    #expect(try index.changeTag() == before)
    _ = try index.add([InventedNews.articles(4, seed: 12)[3].entry()])
    #expect(try index.changeTag() != before)
  }

  // MARK: Versions

  /// New content of an article becomes a new version; search finds only that one, and the old one stays readable.
  func newContentIsANewVersion() throws {
    let index = try open()
    var old = RecordMaker("story", published: "2017-01-05")
    old.quote("The bridge is closed for a week", by: "Mara Quill")
    old.quote("Nobody was hurt", by: "Mara Quill")
    var new = RecordMaker("story", published: "2017-01-05")
    new.quote("The bridge is closed for a month", by: "Mara Quill")
    new.quote("Nobody was hurt", by: "Mara Quill")
    #expect(try index.add([old.entry(page: [1, 2, 3])]) == [.added])
    let firstIDs = try index.article("story", version: nil).quoteIDs
    #expect(try index.add([new.entry(page: [4, 5])]) == [.replaced])
    #expect(try index.quotes(Search(try Query(parsing: "week"))).hits.isEmpty)
    #expect(try index.quotes(Search(try Query(parsing: "month"))).hits.first?.article.version == 2)
    let now = try index.article("story", version: nil)
    #expect(now.versions.map(\.isCurrent) == [false, true])
    #expect(now.quoteIDs[1] == firstIDs[1] && now.quoteIDs[0] != firstIDs[0])
    Self.expectSame(try index.article("story", version: 1).record, old.record)
    #expect(try index.page("story", version: 1) == [1, 2, 3])
    #expect(try index.page("story", version: nil) == [4, 5])
    let difference = try index.difference("story", from: 1, to: 2)
    #expect(difference.removed.map(\.words) == ["The bridge is closed for a week"])
    #expect(difference.added.map(\.words) == ["The bridge is closed for a month"])
    #expect(difference.paragraphs.count == 3)
    #expect(throws: IndexError.noSuchVersion(article: "story", version: 3, newest: 2)) { try index.article("story", version: 3) }
    // Both again, in either order; all of it is known already.
    #expect(try index.add([old.entry(), new.entry(), old.entry()]) == [.unchanged, .unchanged, .unchanged])
    #expect(try index.check().problems == [])
  }

  /// A page fetched earlier does not replace one fetched later.
  func olderContentStaysOld() throws {
    let index = try open()
    var late = RecordMaker("story")
    late.retrieved = "2017-03-02T00:00:00Z"
    late.quote("The later word", by: "Mara Quill")
    var early = RecordMaker("story")
    early.retrieved = "2017-03-01T00:00:00Z"
    early.quote("The earlier word", by: "Mara Quill")
    #expect(try index.add([late.entry(), early.entry()]) == [.added, .older])
    #expect(try index.quotes(Search(try Query(parsing: "word"))).hits.map(\.quote.span.text) == ["The later word"])
    #expect(try index.article("story", version: 2).record.quotes.first?.span.text == "The earlier word")
    #expect(try index.add([early.entry(), late.entry()]) == [.unchanged, .unchanged])
    #expect(try index.check().problems == [])
  }

  /// New rules give new findings of the same version.
  func reindexTellsWhatChanged() throws {
    let makers = InventedNews.articles(30, seed: 9)
    let index = try filled(makers)
    let same = try index.reindex { article in
      guard let maker = makers.first(where: { $0.id == article.id }) else { throw IndexError.noSuchArticle(article.id) }
      return maker.record
    }
    #expect(same.versions == 30 && same.changed == 0 && same.changes.isEmpty)
    let report = try index.reindex { article in
      guard var record = makers.first(where: { $0.id == article.id })?.record else { throw IndexError.noSuchArticle(article.id) }
      record.quotes = []
      record.rules = "r2"
      return record
    }
    let withQuotes = makers.filter { !$0.record.quotes.isEmpty }
    #expect(report.changed == withQuotes.count)
    #expect(report.changes.reduce(0) { $0 + $1.removed.count } == withQuotes.reduce(0) { $0 + $1.record.quotes.count })
    #expect(try index.count(.quote, Search()).matches == 0)
    #expect(try index.article(makers[0].id, version: nil).record.rules == "r2")
    #expect(try index.check().problems == [])
  }

  // MARK: Finding articles

  /// An article is found by id, prefix, URL and the id of a finding.
  func articlesAreFound() throws {
    let index = try open()
    var first = RecordMaker("abcdef0123", url: "https://harbour.example/one")
    first.quote("Only here", by: "Mara Quill")
    var second = RecordMaker("abcdef9999", url: "https://harbour.example/two")
    second.quote("Only there", by: "Mara Quill")
    _ = try index.add([first.entry(), second.entry()])
    #expect(try index.article("abcdef0123", version: nil).record.article.id == "abcdef0123")
    #expect(try index.article("abcdef01", version: nil).record.article.id == "abcdef0123")
    #expect(try index.article("https://harbour.example/two", version: nil).record.article.id == "abcdef9999")
    let quote = try index.quotes(Search(try Query(parsing: "there"))).hits[0].id
    #expect(try index.article(quote, version: nil).record.article.id == "abcdef9999")
    #expect(throws: IndexError.ambiguous("abcdef", candidates: ["abcdef0123", "abcdef9999"])) { try index.article("abcdef", version: nil) }
    #expect(throws: IndexError.noSuchArticle("abcde")) { try index.article("abcde", version: nil) }
    for id in ["abcde", "abcdef0123"] { #expect(throws: IndexError.noSuchQuote(id)) { try index.variants(ofQuote: id) } }
    index.close()
    #expect(throws: IndexError.self) { try index.article("abcdef01", version: nil) }
  }
}
