import Aggregation
import Foundation
import Record
import Testing
import WebServer

@Suite struct APITests {
  private func json(_ answer: HTTPResponse) throws -> JSONValue { try JSONValue(parsing: answer.bytes) }

  @Test(arguments: ["quotes", "figures", "officials", "articles"]) func allFormatsHaveTheSameRows(kind: String) throws {
    let news = try TestNews(articles: 60)
    for query in ["", "?q=bridge", "?speaker=Ada+Quill", "?since=2017", "?outlet=Ferry"] {
      let lines = news.text("/\(kind).jsonl\(query)").split(separator: "\n").map(String.init)
      let csv = news.text("/\(kind).csv\(query)").split(separator: "\r\n")
      #expect(csv.count - 1 == lines.count)
      // Page by page, the same rows in the same order.
      var rows: [JSONValue] = []
      var next: String? = "/\(kind).json\(query.isEmpty ? "?" : query + "&")limit=7"
      while let target = next {
        let answer = news.get(target)
        let page = try json(answer)
        #expect(page["total"]?.double == Double(lines.count))
        rows += page["rows"]?.elements ?? []
        next = page["next"]?.string
        #expect((answer.header("Link") != nil) == (next != nil))
      }
      #expect(try rows == lines.map { try JSONValue(parsing: $0) })
      #expect(Set(rows.map { ($0["id"]?.string ?? "") + ($0["article_id"]?.string ?? "") }).count == rows.count)
    }
  }

  @Test func longExportsLoseNothing() throws {
    let news = try TestNews(articles: 2300)
    #expect(news.text("/quotes.csv").split(separator: "\r\n").count == 2301)
    #expect(news.text("/quotes.jsonl?limit=1500").split(separator: "\n").count == 1500)
    #expect(news.get("/quotes.csv?excel=1").bytes.starts(with: [0xEF, 0xBB, 0xBF]))
  }

  @Test func whatIsDoubtfulIsLeftOutAndCounted() throws {
    // Of six articles two are doubtful in the quote's words and three, one of them the same, in its speaker.
    let records = (0..<6).map { number in
      var record = TestNews.article(number)
      record.quotes[0].confidence = number < 2 ? 0.4 : 0.9
      record.quotes[0].speakerConfidence = (1..<4).contains(number) ? 0.45 : 0.75
      return record
    }
    let news = try TestNews(articles: 0, extra: records)
    for (query, total, leftOut) in [
      ("", 2, 4), ("?min-confidence=0", 6, 0), ("?min-speaker-confidence=0", 4, 2), ("?min-speaker-confidence=0.7", 2, 1),
      ("?q=speaker_confidence:%3C0.5", 2, 1), ("?q=confidence:%3C0.5", 1, 1),
    ] {
      let page = try json(news.get("/quotes.json\(query)"))
      #expect(page["total"]?.double == Double(total) && page["left_out"]?.double == Double(leftOut), "\(query)")
      let text = news.text("/quotes\(query)")
      #expect(text.contains("; \(leftOut) left out") == (leftOut > 0), "\(query)")
    }
    // A page offers what narrows, tells what is on, and how sure a speaker is who is not quite.
    let page = news.text("/quotes?min-confidence=0")
    #expect(page.contains("min-speaker-confidence=0.95") && page.contains("speaker 45% sure") && page.contains("40% sure"))
    #expect(news.text("/quotes?min-speaker-confidence=0.7").contains("speaker at least so sure"))
    #expect(news.text("/officials?min-speaker-confidence=0.7").contains("officials have no speaker_confidence"))
    #expect(news.get("/quotes.json?min-speaker-confidence=2").status == 400)
  }

  @Test func anArticlesRecordIsWhatExtractPrints() throws {
    let news = try TestNews(articles: 2)
    #expect(news.get("/article/article-1.json").bytes == RecordEncoder.encode(TestNews.article(1)) + [0x0A])
    #expect(news.text("/article/article-1.csv").split(separator: "\r\n").count == 4)
  }

  @Test func whatIsKnownIsNotSentAgain() throws {
    let news = try TestNews()
    let first = news.get("/quotes?q=bridge")
    let tag = try #require(first.header("ETag"))
    let again = news.get("/quotes?q=bridge", headers: [("If-None-Match", "\"other\", W/\(tag)")])
    #expect(again.status == 304 && again.bytes.isEmpty && again.header("ETag") == tag)
    try news.add(TestNews.article(id: "later", title: "Later", site: "Quay Courier", speaker: "Ada Quill", words: "Another bridge"))
    #expect(news.get("/quotes?q=bridge", headers: [("If-None-Match", tag)]).status == 200)
  }

  @Test(arguments: [
    ("/quotes.json?q=value:abc", 400), ("/quotes.json?limit=0", 400), ("/quotes.json?sort=up", 400), ("/quotes.json?after=x", 400),
    ("/figures.csv?min=few", 400), ("/article/none-such.json", 404), ("/quotes.json?since=tomorrow", 400), ("/nowhere.json", 404),
    ("/article/article-1.json?version=9", 404),
  ]) func problemsAreToldAsRFC9457(target: String, status: Int) throws {
    let news = try TestNews()
    let answer = news.get(target)
    #expect(answer.status == status && answer.header("Content-Type") == "application/problem+json")
    let problem = try json(answer)
    #expect(
      problem["status"]?.double == Double(status) && problem["title"]?.string?.isEmpty == false && problem["type"]?.string == "about:blank")
  }

  @Test func methodsThatAPageHasNotAreNamed() throws {
    let news = try TestNews(articles: 1)
    let answer = news.post("/quotes.json", "")
    #expect(answer.status == 405 && answer.header("Allow") == "GET, HEAD")
    #expect(news.get("/saved").header("Allow") == "POST")
  }

  @Test func theDescriptionIsWhole() throws {
    let news = try TestNews(articles: 1)
    let document = try json(news.get("/openapi.json"))
    #expect(document["openapi"]?.string == "3.1.0")
    guard case .object(let paths)? = document["paths"] else { return #expect(Bool(false), "no paths") }
    var ids: [String] = []
    for path in paths {
      guard case .object(let operations) = path.value else { continue }
      for operation in operations {
        ids.append(operation.value["operationId"]?.string ?? "")
        let placeholders = path.key.split(separator: "/").filter { $0.hasPrefix("{") }.count
        #expect((operation.value["parameters"]?.elements ?? []).count { $0["in"]?.string == "path" } == placeholders)
        // Every path in the description is answered.
        let target = path.key.replacing("{article}", with: "article-0").replacing("{name}", with: "Ada%20Quill")
        if operation.key == "get", !target.hasPrefix("/saved/") { #expect([200, 303].contains(news.get(target).status), "\(target)") }
      }
    }
    #expect(Set(ids).count == ids.count && ids.count > 30)
  }

  @Test func aFeedIsWellFormed() throws {
    let news = try TestNews()
    let feed = news.text("/quotes.atom?q=bridge")
    #expect(feed.contains("<feed xmlns=\"http://www.w3.org/2005/Atom\">") && feed.components(separatedBy: "<entry>").count == 31)
    #expect(feed.contains("href=\"http://127.0.0.1/article/article-"))
  }

  @Test func aSavedSearchTellsWhatIsNew() throws {
    let news = try TestNews()
    let name = "name=Bridges+%26+more"
    #expect(news.post("/saved", "token=\(TestNews.formToken)&findings=quotes&q=bridge&speaker=Ada&\(name)").status == 303)
    #expect(news.text("/library").contains("Nothing new since"))
    try news.add(TestNews.article(id: "later", title: "Later", site: "Quay Courier", speaker: "Ada Quill", words: "Another bridge"))
    #expect(news.text("/library").contains("1 new</a>"))
    #expect(news.text("/saved/Bridges%20&%20more").contains("Another <mark class=\"hit\">bridge</mark>"))
    #expect(news.text("/saved/Bridges%20&%20more.atom").contains("Another bridge"))
    #expect(news.post("/saved/seen", "token=\(TestNews.formToken)&\(name)").status == 303)
    #expect(news.text("/library").contains("Nothing new since"))
    #expect(news.post("/saved/remove", "token=\(TestNews.formToken)&\(name)").status == 303)
    #expect(news.text("/library.json").contains("\"total\":0"))
    #expect(news.post("/saved", "token=\(TestNews.formToken)&findings=quotes&q=value:x&name=a").status == 400)
  }
}
