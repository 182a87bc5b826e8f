import Aggregation
import FullText
import Record
import Testing

/// Words that end in a star, many of them in one query: what they find, and what is refused.
@Suite struct StarredWordsTests {
  private static func filled(_ path: String, most: Int? = nil) throws -> SQLiteIndex {
    var limits = ImpactParts.Limits()
    limits.fewest = 40
    limits.fewestOfPrefix = 60
    limits.fewestInSegment = 300
    if let most { limits.mostOfPrefixes = most }
    let index = try SQLiteIndex(path: path, mode: .write, impacts: limits)
    try index.fillAndThin(articles: 400, seed: 77, batch: 100, replaced: 60, removed: 80)
    return index
  }

  private static func ids(_ query: String, _ index: SQLiteIndex) throws -> [String] {
    try index.quotes(Search(try Query(parsing: query), options: QueryOptions(type: "all"), sort: .relevance, limit: nil)).hits.map(\.id)
  }

  /// A group of alternatives finds what they find one by one: by itself, with others and negated, in every order and page by page.
  @Test func alternativesFindWhatEachFinds() throws {
    let folder = try TemporaryFolder()
    let index = try Self.filled(folder.file("news.db"))
    let starts = ["ha", "bo", "re", "po", "th", "an", "ra", "vo", "sc", "ta", "st", "wi", "fe", "br", "bu", "ri", "se", "ne", "wa", "co"]
    var single: [String: Set<String>] = [:]
    for start in starts { single[start] = Set(try Self.ids("\(start)*", index)) }
    let everything = Set(try Self.ids("-nothinghasit", index))
    for count in [2, 5, 20] {
      let group = starts.prefix(count).map { "\($0)*" }.joined(separator: " OR ")
      let union = starts.prefix(count).reduce(into: Set<String>()) { $0.formUnion(single[$1] ?? []) }
      let found = try Self.ids(group, index)
      #expect(Set(found) == union && found.count == union.count, "\(group)")
      #expect(Set(try Self.ids("(\(group)) harbour", index)) == union.intersection(try Self.ids("harbour", index)))
      #expect(
        Set(try Self.ids("(\(group)) (harbour OR border OR police OR storm)", index))
          == union.intersection(try Self.ids("harbour OR border OR police OR storm", index)))
      #expect(Set(try Self.ids("-(\(group))", index)) == everything.subtracting(union))
      #expect(Set(try Self.ids("the -(\(group))", index)) == Set(try Self.ids("the", index)).subtracting(union))
      let search = Search(try Query(parsing: group), options: QueryOptions(type: "all"), sort: .date, limit: nil)
      #expect(Set(try index.quotes(search).hits.map(\.id)) == union)
      #expect(try index.count(.quote, search).matches == union.count)
      var page = Search(try Query(parsing: group), options: QueryOptions(type: "all"), sort: .relevance, limit: 9)
      var paged: [String] = []
      for _ in 0..<5 {
        let hits = try index.quotes(page)
        paged += hits.hits.map(\.id)
        page.after = hits.next
        if hits.next == nil { break }
      }
      #expect(paged == Array(found.prefix(45)), "\(group)")
    }
  }

  @Test func neighboursOfStarredWordsAreThoseOfTheirWords() throws {
    let folder = try TemporaryFolder()
    let index = try Self.filled(folder.file("news.db"))
    for (starred, spelled) in [
      ("bord* NEAR/3 polic*", "\"border\" NEAR/3 \"police\""), ("harb* NEAR/1 th*", ""), ("th* NEAR/0 th*", ""),
      ("the-harbo*", "\"the harbour\""),
    ] {
      let found = try Self.ids(starred, index)
      if !spelled.isEmpty { #expect(Set(found).isSuperset(of: try Self.ids(spelled, index)), "\(starred)") }
      #expect(try index.count(.quote, Search(try Query(parsing: starred), options: QueryOptions(type: "all"))).matches == found.count)
    }
  }

  /// Words that occur many times next to one another, and a last one out of reach: more placements than can be tried.
  @Test func placementsWithoutEndAreRefused() throws {
    let folder = try TemporaryFolder()
    let index = try SQLiteIndex(path: folder.file("news.db"), mode: .write)
    let text = String(repeating: "harbour ", count: 40) + String(repeating: "and so on it went ", count: 60) + "zebra"
    _ = try index.add([
      IndexEntry(
        ArticleRecord(
          article: Article(
            id: "a", title: "t", text: text, paragraphs: [Paragraph(ByteRange(0, text.utf8.count), .paragraph)],
            provenance: Provenance(contentSHA256: "", mediaType: "text/plain", encoding: "utf-8")),
          quotes: [], figures: [], officials: [], extractor: "", rules: ""))
    ])
    let query = [String](repeating: "harbour", count: 12).joined(separator: " NEAR/30 ") + " NEAR/1 zebra"
    #expect(throws: IndexError.self) { _ = try index.articles(Search(try Query(parsing: query))) }
    #expect(throws: IndexError.self) { _ = try index.count(.article, Search(try Query(parsing: query))) }
    let near = [String](repeating: "harbour", count: 12).joined(separator: " NEAR/30 ")
    #expect(try index.articles(Search(try Query(parsing: near))).hits.count == 1)
    #expect(try index.articles(Search(try Query(parsing: "harbour NEAR/30 zebra"))).hits.isEmpty)
  }

  /// A query that would read too many lists is refused with the word to narrow; the same index answers narrower queries.
  @Test func tooWideAQueryNamesTheWordToNarrow() throws {
    let folder = try TemporaryFolder()
    let index = try Self.filled(folder.file("news.db"), most: 1_000)
    for (query, word) in [("t* OR h* OR b*", "“t*”"), ("t* NEAR/5 s*", "“t*”"), ("the-t*", "“t*”")] {
      for kind in ["quotes", "count", "facets"] {
        do {
          let search = Search(try Query(parsing: query))
          switch kind {
          case "quotes": _ = try index.quotes(search)
          case "count": _ = try index.count(.quote, search)
          default: _ = try index.facets(.quote, search, top: 3)
          }
          Issue.record("\(query) was answered")
        } catch IndexError.query(let error) {
          #expect(error.problem.hasPrefix("narrow \(word)"), "\(error)")
          #expect(error.problem.contains("give three letters or more"))
        }
      }
    }
    // A single one is always answered, and so are rare ones together.
    #expect(try !index.quotes(Search(try Query(parsing: "t*"))).hits.isEmpty)
    #expect(try !index.quotes(Search(try Query(parsing: "zuri* OR naiv*"))).hits.isEmpty)
  }
}
