import Aggregation
import Export
import Ingestion
import OnRecord
import Record
import Testing
import WebServer

/// What the pages show across articles: copies, persons with decisions, series and conflicts, and every download format.
@Suite struct LinkedPagesTests {
  private static let words = """
    The old pier at Marlow was sold on Monday to a firm from Tarrow that wants to put up eighty flats and a market hall where barges took on \
    wheat for Lenning, and nobody on the council asked what the rowers of the town would do with their boats when the water is fenced off in May
    """

  static func copies() -> [ArticleRecord] {
    [("wire", "Marlow Wire", "2020-03-02"), ("echo", "Vessel Echo", "2020-03-03"), ("post", "Lenning Post", "2020-03-04")].map {
      TestNews.article(id: $0.0, title: "Pier sold", site: $0.1, published: $0.2, speaker: "Hedda Crane", words: words)
    }
  }

  private static func person(
    _ id: String, _ name: String, _ office: String, _ body: String, _ published: String, _ words: String
  ) -> ArticleRecord {
    TestNews.article(
      id: id, title: "On \(id)", site: "Quay Courier", published: published, speaker: name, office: office, body: body, words: words)
  }

  static func people() -> [ArticleRecord] {
    [
      person("one", "William Hartley", "engineer", "Bridge Authority", "2018-01-02", "The first span stands on rock"),
      person("two", "Bill Hartley", "chief engineer", "Bridge Authority", "2020-05-06", "The second span stands on sand"),
      person("three", "William Hartley", "chef", "Harbour Kitchen", "2019-03-04", "The soup is better than the bread"),
    ]
  }

  @Test func copiesAreFoldedAndTold() throws {
    let news = try TestNews(articles: 2, extra: Self.copies())
    let found = news.text("/quotes?q=barges")
    #expect(found.contains("and 2 copies, first in Marlow Wire, 2020-03-02"))
    #expect(found.components(of: "class=\"card\"") == 1 && found.contains("3 quotes") && found.contains("2 copies not shown here"))
    let all = news.text("/quotes?q=barges&copies=all")
    #expect(all.components(of: "class=\"card\"") == 3 && all.contains("fold them"))
    // The other formats have the same rows as the page.
    #expect(news.text("/quotes.jsonl?q=barges").split(separator: "\n").count == 1)
    #expect(news.text("/quotes.jsonl?q=barges&copies=all").split(separator: "\n").count == 3)
    let article = news.text("/article/echo")
    #expect(article.contains("The story in other articles") && article.contains("first seen") && article.contains("href=\"/article/post\""))
  }

  @Test func aPersonHasTheOfficesAndProofsOfEveryFormOfTheName() throws {
    let news = try TestNews(articles: 2, extra: Self.people())
    let choice = news.text("/person/William%20Hartley")
    #expect(choice.contains("Persons of that name") && choice.contains("2 persons stand here together"))
    let pages = choice.matches(of: #/href="\/person\/([0-9a-f]{16})"/#).map { news.text("/person/\($0.1)") }
    let page = try #require(pages.first { $0.contains("Chief engineer, Bridge Authority") })
    #expect(page.contains("Engineer, Bridge Authority") && page.contains("Also ") && page.contains("href=\"/article/one#o-"))
    #expect(page.contains("first span") && page.contains("second span") && !page.contains("The soup"))
    #expect(page.contains("forms of one name"), "the page tells why")
  }

  @Test func speakersAreFoundUnderEveryFormOfTheirName() throws {
    let news = try TestNews(articles: 2, extra: Self.people())
    let found = news.text("/quotes?speaker=William+Hartley")
    #expect(found.contains("first span") && found.contains("second span"))
    let query = news.text("/quotes?q=speaker:%22bill+hartley%22")
    #expect(query.contains("first span") && query.contains("second span"))
    #expect(!news.text("/quotes?speaker=Ada+Quill").contains("second span"))
  }

  @Test func decisionsAreMadeAndUndoneByAFormOfThisRun() throws {
    let news = try TestNews(articles: 2, extra: Self.people())
    let choice = news.text("/person/William%20Hartley")
    let ids = Array(choice.matches(of: #/class="person" href="\/person\/([0-9a-f]{16})"/#).map { String($0.1) }.prefix(2))
    try #require(ids.count == 2 && ids[0] != ids[1])
    let form = "person=\(ids[0])&kind=merge&mention=\(ids[1])"
    #expect(news.post("/persons/decide", form).status == 403)
    #expect(news.post("/persons/decide", "token=\(TestNews.formToken)&\(form)", headers: [("Origin", "http://evil.example")]).status == 403)
    let merged = news.post("/persons/decide", "token=\(TestNews.formToken)&\(form)")
    #expect(merged.status == 303 && merged.header("Location") == "/person/\(ids[0])")
    let page = news.text("/person/\(ids[0])")
    #expect(page.contains("Chef, Harbour Kitchen") && page.contains("Chief engineer, Bridge Authority") && page.contains("Decided by hand"))
    #expect(!news.text("/person/William%20Hartley").contains("Persons of that name"))
    let number = try #require(page.firstMatch(of: #/name="number" value="(\d+)"/#)?.1)
    #expect(news.post("/persons/undo", "token=\(TestNews.formToken)&person=\(ids[0])&number=\(number)").status == 303)
    #expect(news.text("/person/William%20Hartley").contains("Persons of that name"))
    // Two persons that were joined by their names are split.
    let engineer = try #require(ids.first { news.text("/person/\($0)").contains("Bridge Authority") })
    let other = try #require(
      news.text("/person/\(engineer)").firstMatch(of: #/value="split"><input type="hidden" name="mention" value="([0-9a-f]{16})"/#)?.1)
    let rest = try #require(
      news.text("/person/\(engineer)").firstMatch(
        of: #/name="person" value="([0-9a-f]{16})"><input type="hidden" name="kind" value="split"/#)?.1)
    #expect(news.post("/persons/decide", "token=\(TestNews.formToken)&person=\(rest)&kind=split&mention=\(other)").status == 303)
    let parted = [rest, other].map { news.text("/person/\($0)") }
    #expect(parted.allSatisfy { !($0.contains("Engineer, Bridge Authority") && $0.contains("Chief engineer, Bridge Authority")) })
    for wrong in [
      "person=\(ids[0])&kind=merge&mention=0000000000000000", "person=\(ids[0])&kind=marry&mention=\(ids[1])", "person=x&kind=merge",
    ] {
      #expect(news.post("/persons/decide", "token=\(TestNews.formToken)&\(wrong)").status == 400, "\(wrong)")
    }
  }

  @Test func figuresStandAsSeriesAndConflictsAreSetSideBySide() throws {
    func killed(_ id: String, _ site: String, _ value: Double, _ period: String, _ words: String) -> ArticleRecord {
      var record = TestNews.article(
        id: id, title: "Ferry", site: site, published: "2021-06-03", speaker: "Olaf Renning", words: words,
        concept: "people killed in the Tolmar ferry sinking", value: value)
      record.figures[0].bound = .equal
      record.figures[0].unit = "person"
      record.figures[0].unitKind = .count
      record.figures[0].period = period
      return record
    }
    let news = try TestNews(
      articles: 2,
      extra: [
        killed("f1", "Coast Wire", 41, "2021-06", "The rudder had jammed"),
        killed("f2", "Orley Journal", 57, "2021-06", "The doors stood open"),
        killed("f3", "Orley Journal", 61, "2021-08", "The last were found in nets"),
      ])
    let series = news.text("/figures/series?q=ferry")
    #expect(series.contains("People killed in the Tolmar ferry sinking") && series.contains("id=\"series-0"))
    #expect(series.contains("class=\"amount\">41<") && series.contains("class=\"amount\">57<"))
    let conflicts = news.text("/figures/conflicts?q=ferry")
    #expect(conflicts.contains("1 pair on one thing and time") && conflicts.contains("Coast Wire") && conflicts.contains("Orley Journal"))
    #expect(news.text("/figures/conflicts.csv?q=ferry").split(separator: "\r\n").count == 3)
    #expect(news.text("/figures?q=ferry").contains("href=\"/figures/conflicts?q=ferry\""))
  }

  @Test func everyFormatIsToBeHadFromThePage() throws {
    let news = try TestNews()
    let begins: [(String, [UInt8])] = [
      ("parquet", Array("PAR1".utf8)), ("xlsx", [0x50, 0x4B, 3, 4]), ("sqlite", Array("SQLite format 3".utf8)),
      ("ris", Array("TY  - ".utf8)),
      ("bibtex", Array("@".utf8)), ("bulk", Array("{\"index\":".utf8)), ("csl", Array("[".utf8)), ("annotations", Array("{".utf8)),
      ("quotations", Array("{".utf8)),
      ("csv", Array("id,".utf8)), ("jsonl", Array("{\"id\"".utf8)),
    ]
    let page = news.text("/quotes?q=bridge")
    let known = Set(begins.map(\.0) + ["atom"])
    let untried = ExportFormat.allCases.map(\.rawValue).filter { !known.contains($0) }
    #expect(untried.isEmpty, "the test does not try these formats; each needs a case of Format in Sources/WebServer/Service, too")
    for (ending, start) in begins {
      let answer = news.get("/quotes.\(ending)?q=bridge")
      let bytes = answer.bytes
      #expect(answer.status == 200 && bytes.starts(with: start), "\(ending): \(answer.status) \(bytes.prefix(12))")
      #expect(answer.header("Content-Disposition")?.contains("quotes.") == true, "\(ending)")
      #expect(page.contains("/quotes.\(ending)?q=bridge"), "\(ending)")
    }
    // A format that cannot express the rows is not a page.
    #expect(news.get("/officials.quotations").status == 404)
    #expect(news.text("/quotes.ris?q=bridge").contains("ER  -"))
  }

  @Test func theLibraryTellsWhatCameIn() throws {
    let news = try TestNews(articles: 2)
    #expect(news.text("/library").contains("None is remembered"))
    var summary = IngestSummary()
    (summary.read, summary.added, summary.unchanged) = (7, 4, 2)
    summary.failures = [.isEmpty: 1]
    try IngestLog(index: news.path).add(
      IngestRun(began: "2026-03-04T05:06:07Z", seconds: 1.24, inputs: ["pages"], summary: summary, failures: ["pages/<b>.html: empty"]))
    let library = news.text("/library")
    #expect(library.contains("7 read: 4 new, 2 as they were, 1 failed") && library.contains("4 March 2026, 05:06 UTC"))
    #expect(library.contains("pages/&lt;b&gt;.html: empty"))
  }

  private static let spoken = [
    "The herring come back when the weir is open", "No herring has passed the weir since spring", "We count herring at night",
    "The weir keeps the mill dry", "Our mill is not for sale",
  ]

  @Test func aPersonHasTheWordsThatStandOut() throws {
    let extra = Self.spoken.enumerated().map { number, words in
      TestNews.article(
        id: "weir\(number)", title: "Weir \(number)", site: "Quay Courier", speaker: "Sunniva Holt", office: "warden", body: "River Board",
        words: words, concept: "herring counted")
    }
    let news = try TestNews(articles: 60, extra: extra)
    let page = news.text("/person/Sunniva%20Holt")
    let section = try #require(page.firstMatch(of: #/<section id="topics">.*?<\/section>/#.dotMatchesNewlines())?.0)
    #expect(section.contains(">herring</a>") && section.contains(">weir</a>"), "\(section)")
    // Function words, words that everybody says and words of a single quote are not topics.
    for word in ["the", "bridge", "night", "Sunniva"] { #expect(!section.contains(">\(word)</a>"), "\(word)") }
    #expect(section.contains(">herring counted</a>") && section.contains("5 newest quotes"))
    let rows = news.text("/person/Sunniva%20Holt/topics.csv").split(separator: "\r\n").map(String.init)
    #expect(rows.first == "topic,kind,findings,read,in_index,score,address")
    let row = try #require(rows.first { $0.hasPrefix("herring,word,3,5,3,") })
    // The link finds exactly these quotes.
    let address = try #require(row.split(separator: ",").last.map(String.init))
    #expect(section.contains("href=\"\(address.replacing("&", with: "&amp;"))\""))
    #expect(news.text(address).components(of: "class=\"card\"") == 3)
    let concept = try #require(rows.first { $0.hasPrefix("herring counted,concept,5,5,,,") }?.split(separator: ",").last.map(String.init))
    #expect(news.text(concept).components(of: "class=\"card\"") == 5)
    #expect(news.text("/person/Sunniva%20Holt/topics").contains("\"topic\":\"herring\""))
    #expect(news.get("/person/Nobody%20Atall/topics").status == 404)
    #expect(news.text("/openapi.json").contains("/person/{name}/topics"))
  }

  @Test func theLibraryTellsWhatWasExported() throws {
    let news = try TestNews(articles: 3)
    #expect(news.text("/library").contains("Each run of onrecord export is noted here"))
    let log = ExportLog(index: news.path)
    for number in 0..<12 {
      try log.add(
        ExportNote(
          query: number == 11 ? "<b>bridge" : "", options: [.init(name: "speaker", value: "Quill"), .init(name: "all-copies", value: "")],
          format: "csv",
          parts: [
            .init(table: "quotes", rows: number, path: "/home/q/quotes & more.csv", bytes: 2048, sha256: String(repeating: "ab", count: 32))
          ]))
    }
    let library = news.text("/library")
    #expect(library.contains("\u{201C}&lt;b&gt;bridge\u{201D}, --speaker Quill, --all-copies") && library.contains("11 rows of "))
    #expect(library.contains("quotes &amp; more.csv") && library.contains("All 12 exports") && library.contains("abababab"))
    #expect(library.contains("href=\"/quotes?speaker=Quill&amp;copies=all\""))
    #expect(news.text("/exports").components(of: "SHA-256 ") == 12)
    let rows = news.text("/exports.csv").split(separator: "\r\n")
    #expect(rows.count == 13 && rows[0].hasPrefix("made,table,query,options,format,rows,path,bytes,sha256,generator,address"))
    #expect(news.text("/exports.json").contains("\"sha256\":\"abab"))
    #expect(news.text("/openapi.json").contains("\"/exports.csv\"") || news.text("/openapi.json").contains("/exports"))
  }

  @Test func aPageMadeBeforeServesAgainUntilSomethingIsStored() throws {
    let news = try TestNews(articles: 3)
    let first = news.get("/quotes?q=bridge")
    #expect(first.header("ETag") == news.get("/quotes?q=bridge").header("ETag"))
    #expect(news.get("/quotes?q=bridge", headers: [("If-None-Match", first.header("ETag") ?? "")]).status == 304)
    try news.add(TestNews.article(id: "new", title: "New", site: nil, speaker: "Ada Quill", words: "Another bridge"))
    #expect(news.text("/quotes?q=bridge").contains("Another <mark class=\"hit\">bridge</mark>"))
  }
}

extension String {
  fileprivate func components(of part: String) -> Int { ranges(of: part).count }
}
