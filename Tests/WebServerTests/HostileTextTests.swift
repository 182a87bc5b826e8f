import Record
import TestSupport
import Testing
import WebServer

/// Markup in every place where a page, a feed or a query can put it is displayed as text.
@Suite struct HostileTextTests {
  static let payloads = [
    "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "javascript:alert(1)",
    "</title><svg/onload=alert(1)>",
    "&lt;script&gt;alert(1)&lt;/script&gt;", "<!--", "]]>", "\u{0}<b>\u{0}", "<iframe srcdoc='<script>alert(1)</script>'>", "{{7*7}}${7*7}",
    "\u{202E}gpj.exe", "<a href=\"javascript:alert(1)\">x</a>", "data:text/html,<script>alert(1)</script>", "&#x3C;script&#x3E;",
    "<style>*{display:none}</style>",
    "<base href=//evil.example>", "<meta http-equiv=refresh content=0;url=//evil.example>", "\u{2028}\u{2029}<x>",
    "<math><mtext></mtext></math>",
    "x\" autofocus onfocus=alert(1) y=\"", "<form action=//evil.example><button>", "\\\"</script>", "`${alert(1)}`",
  ]
  private static let ours: Set<String> = [
    "html", "head", "meta", "title", "link", "script", "body", "a", "header", "form", "label", "input", "button", "nav", "main", "footer",
    "p", "div",
    "span", "h1", "h2", "h3", "ul", "ol", "li", "figure", "figcaption", "svg", "desc", "g", "rect", "text", "line", "circle", "polyline",
    "details",
    "summary", "table", "caption", "thead", "tbody", "tr", "th", "td", "blockquote", "mark", "time", "aside", "section", "article",
    "fieldset", "legend",
    "dl", "dt", "dd", "code", "iframe", "ins", "del", "kbd",
  ]

  @Test(arguments: payloads) func nothingOfItBecomesMarkup(payload: String) throws {
    let words = payload.unicodeScalars.contains("\u{0}") ? payload.replacing("\u{0}", with: "\u{1}") : payload
    let record = TestNews.article(
      id: "id \(words)", title: words, site: words, url: words, speaker: words, office: words, body: words, words: words, concept: words)
    let news = try TestNews(articles: 0, extra: [record])
    let coded = words.utf8.map { "%" + ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    let id = "id%20" + coded
    _ = news.post("/saved", "token=\(TestNews.formToken)&findings=quotes&name=\(coded)&speaker=\(coded)")
    for target in [
      "/", "/quotes?q=\(coded)", "/quotes?speaker=\(coded)", "/figures?unit=\(coded)", "/figures?unit=year", "/officials", "/articles",
      "/article/\(id).html",
      "/article/\(id)/original", "/article/\(id)/versions", "/person/\(coded).html", "/library", "/saved/\(coded)", "/\(coded)",
      "/quotes?after=\(coded)",
      "/quotes?sort=\(coded)",
    ] {
      let answer = news.get(target)
      guard answer.header("Content-Type")?.hasPrefix("text/html") == true else { continue }
      let page = PageTags(String(decoding: answer.bytes, as: UTF8.self))
      #expect(page.faults.isEmpty, "\(target): \(page.faults)")
      for tag in page.tags {
        #expect(Self.ours.contains(tag.name), "\(target): <\(tag.name)>")
        if tag.name == "script" { #expect(tag.attributes.contains { $0.name == "src" && $0.value?.hasPrefix("/script.js?v=") == true }) }
        for attribute in tag.attributes {
          #expect(!attribute.name.hasPrefix("on") && attribute.name != "style" && attribute.name != "srcdoc", "\(target): \(attribute)")
          guard ["href", "src", "action"].contains(attribute.name) else { continue }
          let value = attribute.value ?? ""
          #expect(["/", "#", "http://", "https://"].contains { value.hasPrefix($0) } && !value.hasPrefix("//"), "\(target): \(value)")
        }
      }
    }
    for target in ["/quotes.atom", "/opensearch.xml"] {
      #expect(PageTags(news.text(target).replacing("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", with: ""), isXML: true).faults.isEmpty)
    }
    #expect(throws: Never.self) { try JSONValue(parsing: news.get("/quotes.json").bytes) }
  }
}
