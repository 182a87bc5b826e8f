import Aggregation
import Record
import Testing

/// Laws about words: stored texts and the forms that find them.
extension IndexContract {
  /// Many articles come back unchanged, including those in other scripts and without words.
  func manyRecordsComeBack() throws {
    var makers = InventedNews.articles(230, seed: 41)
    for (number, words) in [
      "中文报纸说水位上升", "👩‍👩‍👧 — … “„”", "Ελληνικά, Русский, e\u{301}te\u{301}", String(repeating: "ab ", count: 5_000), "\u{0}\u{1}\u{7F}",
    ]
    .enumerated() {
      var maker = RecordMaker("odd\(number)", title: "Headline of \(words.prefix(40))")
      maker.quote(words, by: "Ngaio Te Whenua-Kingi")
      makers.append(maker)
    }
    let index = try open()
    for start in stride(from: 0, to: makers.count, by: 110) {
      _ = try index.add(makers[start..<min(makers.count, start + 110)].map { try $0.entry() })
    }
    for maker in makers { Self.expectSame(try index.article(maker.id, version: nil).record, maker.record) }
    #expect(try index.check().problems == [])
  }

  /// Words of any length are found, as they are, by their other forms and by their beginnings; two words that differ only near the end are
  /// different.
  func longWordsAreFound() throws {
    let index = try open()
    var entries: [IndexEntry] = []
    let long = [700, 899, 900, 901, 998, 999, 1000, 1001, 1200, 1900].map { String(repeating: "k", count: $0) }
    for (number, word) in long.enumerated() {
      for (form, ending) in ["", "s", "ed"].enumerated() {
        var maker = RecordMaker("long\(number)form\(form)")
        maker.quote("\(word)\(ending) q", by: "Someone \(word)")
        entries.append(try maker.entry())
      }
    }
    _ = try index.add(entries)
    for (number, word) in long.enumerated() {
      func articles(_ text: String) throws -> Set<String> {
        Set(try index.quotes(Search(try Query(parsing: text), limit: nil)).hits.map(\.article.id))
      }
      #expect(try articles("\"\(word)s q\"") == ["long\(number)form1"], "\(word.count)")
      #expect(try articles("\"\(word) q\"") == ["long\(number)form0"], "\(word.count)")
      #expect(try articles("speaker:\(word)") == Set((0..<3).map { "long\(number)form\($0)" }), "\(word.count)")
      #expect(try articles("\(word)s").isSuperset(of: ["long\(number)form0", "long\(number)form1"]), "\(word.count)")
    }
    #expect(try index.check().problems == [])
  }

  private static let words = [
    "nobility", "mobility", "probability", "probabilities", "ability", "happy", "happiest", "hoping", "hoped", "relational", "rational",
    "skies",
    "ties", "tie", "agencies", "agency", "running", "controlled", "hopefulness", "possibly", "electricity", "electrical", "dying", "flies",
    "policies",
    "generously", "privatization", "privatize", "sized", "sizing", "agreed", "feed", "bled", "sing", "is", "as", "be", "us", "bus", "buses",
    "conditional",
    "valency", "digitizer", "conformably", "radically", "vilely", "operator", "feudalism", "decisiveness", "formality", "sensitivity",
    "triplicate",
    "formative", "formalize", "hopeful", "goodness", "revival", "allowance", "inference", "airliner", "gyroscopic", "adjustable",
    "defensible",
    "irritant", "replacement", "adjustment", "dependent", "adoption", "communism", "activate", "angularity", "effective", "bowdlerize",
    "cease",
    "controlling", "rolling", "y", "yes", "étés", "café", "1400",
  ]

  /// Every beginning of a word, followed by a star, finds the word and nothing that begins differently; every word finds and marks itself.
  func everyBeginningFindsItsWord() throws {
    let index = try open()
    var entries: [IndexEntry] = []
    for (number, word) in Self.words.enumerated() {
      var maker = RecordMaker("word\(number)")
      maker.quote("\(word) q", by: "Someone")
      entries.append(try maker.entry())
    }
    _ = try index.add(entries)
    let folded = Self.words.map { $0.replacing("é", with: "e") }
    for (number, word) in folded.enumerated() {
      for length in 1...word.count {
        let beginning = word.prefix(length)
        let found = try index.quotes(Search(try Query(parsing: "\(beginning)*"), limit: nil)).hits.map(\.article.id)
        let wanted = folded.indices.filter { folded[$0].hasPrefix(beginning) || (beginning == "q") }.map { "word\($0)" }
        #expect(Set(found) == Set(wanted) && found.count == wanted.count, "\(beginning)*")
      }
      let hits = try index.quotes(Search(try Query(parsing: word), limit: nil)).hits
      let own = hits.first { $0.article.id == "word\(number)" }
      #expect(own?.highlights.first == ByteRange(0, Self.words[number].utf8.count), "\(word)")
      for hit in hits { #expect(!hit.highlights.isEmpty, "\(word) finds \(hit.quote.span.text)") }
      let exact = try index.quotes(Search(try Query(parsing: "\"\(word)\""), limit: nil)).hits.map(\.article.id)
      #expect(exact == ["word\(number)"], "\(word)")
    }
  }

  /// A word that occurs twice in a query counts twice, but finds everything once.
  func repeatedWordsFindTheSame() throws {
    let index = try filled(InventedNews.articles(40, seed: 43))
    let once = try index.quotes(Search(try Query(parsing: "harbour"), limit: nil)).hits.map(\.id)
    #expect(!once.isEmpty)
    for text in ["harbour harbour", "harbour OR harbour", "(harbour harbour) harbour", "harbour harbour -lighthouseless -lighthouseless"] {
      #expect(try index.quotes(Search(try Query(parsing: text), limit: nil)).hits.map(\.id) == once, "\(text)")
    }
    let star = try index.quotes(Search(try Query(parsing: "ha*"), limit: nil)).hits.map(\.id)
    #expect(try index.quotes(Search(try Query(parsing: String(repeating: "ha* ", count: 30)), limit: nil)).hits.map(\.id) == star)
    #expect(throws: QueryError.self) { try Query(parsing: String(repeating: "ha* ", count: 40)) }
  }

  /// The count of a word equals the number of quotes of any type that a search for it finds, even after articles have been removed or
  /// changed.
  func wordsAreCounted() throws {
    let makers = InventedNews.articles(60, seed: 47)
    let index = try filled(makers)
    let words = ["harbour", "harbours", "winter", "said", "water", "nothingofthesort", "cafe"]
    func agree() throws {
      let counts = try index.wordCounts(words, of: .quote)
      let all = QueryOptions(type: "all")
      #expect(counts.findings == (try index.count(.quote, Search(.everything, options: all)).matches))
      for (word, count) in zip(words, counts.holding) {
        #expect(count == (try index.count(.quote, Search(try Query(parsing: word), options: all)).matches), "\(word)")
      }
      #expect(counts.holding[0] > 0)
    }
    try agree()
    for maker in makers[..<9] { #expect(try index.remove(article: maker.id)) }
    try agree()
    var again = RecordMaker(makers[20].id, title: "Other")
    again.quote("The harbour in winter", by: "Someone")
    _ = try index.add([again.entry()])
    try agree()
    #expect(try index.wordCounts([], of: .figure).holding.isEmpty)
  }

  /// Each stretch of an utterance has the id of its first stretch, whether it is asked for by itself or with all others; earlier
  /// occurrences of the same words do not matter.
  func stretchesTellTheirUtterance() throws {
    let index = try open()
    var maker = RecordMaker("stretches")
    for words in ["The tide is late", "It was late before", "The tide is late", "and nobody knew why", "Boats wait"] {
      maker.quote(words, by: "Ngaio Kingi")
    }
    var record = maker.record
    for (place, group) in ["g1", "g1", "g2", "g2", "g3"].enumerated() { record.quotes[place].group = group }
    _ = try index.add([IndexEntry(record)])
    let all = try index.quotes(Search(.everything, options: QueryOptions(type: "all"), limit: nil)).hits
    let ids = Dictionary(uniqueKeysWithValues: all.map { ($0.quote.id, $0.id) })
    let firsts = ["q1": "q1", "q2": "q1", "q3": "q3", "q4": "q3", "q5": "q5"]
    try #require(all.count == 5)
    for hit in all { #expect(hit.utteranceID == ids[firsts[hit.quote.id] ?? ""], "\(hit.quote.id)") }
    for words in ["before", "nobody", "boats"] {
      let hits = try index.quotes(Search(try Query(parsing: words), options: QueryOptions(type: "all"))).hits
      #expect(hits.count == 1 && hits[0].utteranceID == ids[firsts[hits[0].quote.id] ?? ""], "\(words)")
    }
  }

  /// The id of a finding leads to its article, even if the newest version no longer contains the finding.
  func idsOfFindingsLeadToTheirArticle() throws {
    let index = try open()
    var older = RecordMaker("changing", title: "First")
    older.quote("The gate was left open", by: "Ada Lund")
    older.figure("12 gates", 12, unit: "gate", concept: "gates")
    var newer = RecordMaker("changing", title: "Second")
    newer.quote("The gate was shut", by: "Ada Lund")
    _ = try index.add([try older.entry()])
    let first = try index.article("changing", version: nil)
    _ = try index.add([try newer.entry()])
    let second = try index.article("changing", version: nil)
    #expect(second.version == 2)
    for id in first.quoteIDs + first.figureIDs + second.quoteIDs {
      #expect(try index.article(id, version: nil).record.article.id == "changing")
    }
    #expect(try index.article(first.quoteIDs[0], version: 1).quoteIDs == first.quoteIDs)
    #expect(try index.check().problems == [])
    #expect(try index.remove(article: "changing"))
    #expect(throws: IndexError.self) { try index.article(first.quoteIDs[0], version: nil) }
    #expect(try index.check().problems == [])
  }
}
