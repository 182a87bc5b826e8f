import Record
import TestSupport
import Testing
import WebServer

@Suite struct PageTests {
  static let pages = [
    "/", "/quotes", "/quotes?q=bridge", "/quotes?q=bridge&speaker=Ada+Quill&since=2016&until=2018-12", "/quotes?type=all&sort=date",
    "/figures", "/figures?unit=year", "/figures?unit=year&view=sheet", "/officials", "/officials?kind=government", "/articles",
    "/articles?q=report&outlet=Quay+Courier",
    "/quotes?q=nothingatall", "/quotes?q=%22open", "/article/article-1", "/article/article-1?char=2,9", "/article/article-1/original",
    "/article/article-1/versions", "/person/Ada%20Quill", "/library", "/exports", "/help", "/nowhere",
    "/figures/series", "/figures/series?unit=year", "/figures/conflicts", "/quotes?copies=all",
  ]
  private static let news = try? TestNews()

  @Test func pagesDoNotDependOnWhatWasAskedBefore() throws {
    // A person's page counts the same quotes as the search for the name.
    let (fresh, asked) = (try TestNews(), try TestNews())
    #expect(asked.get("/person/Ada%20Quill").status == 200)
    for target in ["/quotes?speaker=Ada+Quill", "/quotes?speaker=Ada+Quill&type=all", "/figures?speaker=Ada+Quill"] {
      func page(_ news: TestNews) -> String { news.text(target).replacing(/name="token" value="[^"]*"/, with: "") }
      let made = page(fresh)
      #expect(made.contains("class=\"facet\""), "\(target)")
      #expect(page(asked) == made, "\(target)")
      // The second time it comes from the cache.
      #expect(page(fresh) == made, "\(target)")
    }
  }

  /// Style sheet and script are not requested again: their link changes when the bytes do.
  @Test func browsersKeepTheFilesOfThePages() throws {
    let news = try #require(Self.news)
    let page = news.text("/")
    for name in ["style.css", "script.js", "icon.svg"] {
      let link = try #require(page.firstMatch(of: try Regex("/\(name.replacing(".", with: "\\."))\\?v=[0-9a-f]{12}")))
      let kept = news.get(String(page[link.range]))
      #expect(kept.status == 200 && kept.header("Cache-Control") == "private, max-age=31536000, immutable", "\(name)")
      // Without the hash of these bytes it is requested each time.
      for other in ["/\(name)", "/\(name)?v=000000000000"] {
        #expect(news.get(other).header("Cache-Control") == "private, no-cache" && news.get(other).bytes == kept.bytes, "\(other)")
      }
    }
  }

  @Test(arguments: pages) func pagesAreWhole(target: String) throws {
    let news = try #require(Self.news)
    let answer = news.get(target)
    #expect(answer.status == (target == "/nowhere" ? 404 : target.contains("%22open") ? 400 : 200))
    #expect(answer.header("Content-Type") == "text/html; charset=utf-8")
    let page = PageTags(String(decoding: answer.bytes, as: UTF8.self))
    #expect(page.faults.isEmpty, "\(page.faults)")
    #expect(page.tags.count { $0.name == "h1" } == 1 && page.tags.count { $0.name == "main" } == 1)
    let ids = page.tags.flatMap { $0.attributes.filter { $0.name == "id" }.map { $0.value ?? "" } }
    #expect(Set(ids).count == ids.count, "an id stands twice")
    // Every link of a page leads to a page.
    for tag in page.tags {
      for attribute in tag.attributes where attribute.name == "href" || attribute.name == "action" || attribute.name == "src" {
        let link = (attribute.value ?? "").replacing("&amp;", with: "&").replacing("&quot;", with: "\"").replacing("&#39;", with: "'")
        guard link.hasPrefix("/"), attribute.name != "action", ids.count < 400 else { continue }
        let status = news.get(String(link.prefix { $0 != "#" })).status
        #expect([200, 303].contains(status), "\(link) gives \(status)")
      }
      for attribute in tag.attributes where attribute.name == "href" && attribute.value?.hasPrefix("#") == true {
        #expect(ids.contains(String((attribute.value ?? "").dropFirst())), "\(attribute.value ?? "") leads nowhere")
      }
    }
  }

  @Test("row 23: screen reader users find landmarks, names and live counts") func screenReaderUsersFindLandmarksNamesAndLiveCounts() throws
  {
    let news = try #require(Self.news)
    for target in ["/quotes?q=bridge", "/article/article-1", "/person/Ada%20Quill", "/figures?unit=year", "/library"] {
      let page = PageTags(news.text(target))
      for landmark in ["header", "main", "footer", "nav"] { #expect(page.tags.contains { $0.name == landmark }, "\(target): \(landmark)") }
      func attribute(_ tag: PageTags.Tag, _ name: String) -> String? { tag.attributes.first { $0.name == name }?.value }
      #expect(page.tags.contains { $0.name == "html" && attribute($0, "lang") == "en" })
      #expect(page.tags.contains { attribute($0, "role") == "status" }, "\(target): a count that is told")
      #expect(page.tags.contains { $0.name == "a" && attribute($0, "href") == "#content" }, "\(target): a way past the head")
      for tag in page.tags where tag.name == "nav" || tag.name == "aside" { #expect(attribute(tag, "aria-label") != nil, "\(target)") }
      // Every drawing has a description, and a table of the same numbers.
      #expect(page.tags.count { $0.name == "svg" } == 0 || page.tags.contains { $0.name == "table" }, "\(target)")
      for tag in page.tags where tag.name == "svg" { #expect(attribute(tag, "aria-labelledby") != nil || attribute(tag, "role") != nil) }
    }
  }

  @Test func aQuoteIsFoundAndLeadsToItsMark() throws {
    let news = try TestNews()
    let found = news.text("/quotes?q=%22number+7%22")
    #expect(found.contains("The bridge <mark class=\"hit\">number 7</mark> will hold"))
    let link = try #require(found.firstMatch(of: #/href="(\/article\/article-7#q-[0-9a-f]{16})"/#)?.1)
    let parts = link.split(separator: "#")
    let article = news.text(String(parts[0]))
    #expect(
      article.contains("<mark class=\"q\" title=\"Quote: Bram Stone\" id=\"\(parts[1])\">The bridge number 7 will hold for 9 years</mark>"))
    #expect(article.contains("<mark class=\"f\"") && article.contains("<mark class=\"o\""))
  }

  @Test func marksThatCrossAreCutAndNest() throws {
    var record = TestNews.article(id: "crossing", title: "Crossing", site: nil, speaker: "Ada Quill", words: "one two three four")
    let start = record.quotes[0].span.start
    let crossing = TextSpan(start: start + 8, end: start + 22, text: "three four,\u{201D} s")
    record.figures[0].span = crossing
    let news = try TestNews(articles: 0, extra: [record])
    let page = news.text("/article/crossing")
    #expect(PageTags(page).faults.isEmpty)
    #expect(page.contains("three four</mark></mark><mark class=\"f\""), "the figure goes on behind the quote's end")
  }

  @Test func aWrongQueryShowsItsPlaceAndAReading() throws {
    let news = try TestNews()
    let answer = news.get("/quotes?q=bridge+value:abc")
    let page = String(decoding: answer.bytes, as: UTF8.self)
    #expect(answer.status == 400 && page.contains("class=\"fault\"") && page.contains("At character"))
  }

  @Test func versionsAreComparedWordByWord() throws {
    let news = try TestNews(articles: 1)
    var record = TestNews.article(
      id: "article-0", title: "Bridge report 0, corrected", site: "The Ferry Post", speaker: "Ada Quill",
      words: "The bridge number 0 will not hold")
    record.article.modified = "2024-01-01"
    try news.add(record)
    let page = news.text("/article/article-0/versions")
    #expect(
      page.contains("<del>hold for 2 years,\u{201D}</del> <ins>not hold,\u{201D}</ins>") && page.contains("Version 2"),
      "\(page.suffix(2500))")
    #expect(news.text("/article/article-0?version=1").contains("This is version 1"))
  }

  @Test func thePageAsItWasIsSandboxed() throws {
    let news = try TestNews(articles: 1)
    let answer = news.get("/article/article-0/page")
    let policy = answer.header("Content-Security-Policy") ?? ""
    #expect(policy.hasPrefix("sandbox;") && policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'self'"))
    #expect(String(decoding: answer.bytes, as: UTF8.self).contains("<script>bad()"))
    #expect(news.text("/article/article-0/original").contains("<iframe sandbox=\"\""))
  }
}
