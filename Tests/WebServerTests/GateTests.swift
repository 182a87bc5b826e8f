import Testing
import WebServer

@Suite struct GateTests {
  @Test(arguments: [
    ("127.0.0.1:8317", 200), ("localhost:8317", 200), ("[::1]:8317", 200), ("LOCALHOST", 200), ("evil.example", 421),
    ("evil.example:8317", 421),
    ("127.0.0.1.evil.example", 421), ("localhost.evil.example", 421), ("127.0.0.1:8317@evil.example", 421), ("", 421), ("10.0.0.1", 421),
  ]) func onlyItsOwnNamesAreAnswered(host: String, status: Int) throws {
    let news = try TestNews(articles: 1)
    #expect(news.site.respond(HTTPRequest(target: "/", headers: [.init("Host", host)])).status == status)
  }

  @Test func aRequestWithoutOrWithTwoHostsIsRefused() throws {
    let news = try TestNews(articles: 1)
    #expect(news.site.respond(HTTPRequest(target: "/")).status == 421)
    let two = [HTTPRequest.Parameter("Host", "127.0.0.1"), .init("Host", "evil.example")]
    #expect(news.site.respond(HTTPRequest(target: "/", headers: two)).status == 421)
  }

  @Test(arguments: [
    ("http://127.0.0.1", 200), ("http://evil.example", 403), ("null", 403), ("https://127.0.0.1", 403), ("http://127.0.0.1:1", 403),
  ]) func pagesOfOtherOriginsMayNotAsk(origin: String, status: Int) throws {
    let news = try TestNews(articles: 1)
    #expect(news.get("/", headers: [("Origin", origin)]).status == status)
    let body = "token=\(TestNews.formToken)&findings=quotes&name=a"
    #expect(news.post("/saved", body, headers: [("Origin", origin)]).status == (status == 200 ? 303 : 403))
  }

  @Test func aLinkMayBeFollowedButNothingEmbedded() throws {
    let news = try TestNews(articles: 1)
    let cross = ("Sec-Fetch-Site", "cross-site")
    #expect(news.get("/", headers: [cross, ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document")]).status == 200)
    #expect(news.get("/", headers: [cross, ("Sec-Fetch-Mode", "no-cors"), ("Sec-Fetch-Dest", "image")]).status == 403)
    #expect(news.get("/", headers: [cross, ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "iframe")]).status == 403)
  }

  @Test func fromElsewhereATokenIsNeeded() throws {
    let token = "a-token-of-the-desk"
    let news = try TestNews(articles: 1, token: token, address: "0.0.0.0", hosts: ["desk.example"])
    func get(_ target: String, _ headers: [(String, String)]) -> HTTPResponse {
      news.site.respond(HTTPRequest(target: target, headers: headers.map { .init($0, $1) }))
    }
    #expect(get("/", [("Host", "192.168.1.5:80")]).status == 401)
    #expect(get("/", [("Host", "192.168.1.5:80"), ("Cookie", "onrecord=wrong-token-of-desk")]).status == 401)
    #expect(get("/?token=wrong", [("Host", "192.168.1.5:80")]).status == 401)
    #expect(get("/", [("Host", "desk.example"), ("Authorization", "Bearer \(token)")]).status == 200)
    #expect(get("/", [("Host", "evil.example"), ("Authorization", "Bearer \(token)")]).status == 421)
    let first = get("/quotes?q=bridge&token=\(token)", [("Host", "desk.example")])
    #expect(first.status == 303 && first.header("Location") == "/quotes?q=bridge")
    let cookie = first.header("Set-Cookie") ?? ""
    #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"))
    #expect(get("/", [("Host", "desk.example"), ("Cookie", "a=b; " + cookie.prefix { $0 != ";" })]).status == 200)
  }

  @Test(arguments: ["/", "/article/article-0", "/article/article-0/page", "/quotes.csv", "/style.css", "/nowhere", "/library"])
  func everyAnswerForbidsWhatIsNotIts(target: String) throws {
    let news = try TestNews(articles: 1)
    let answer = news.get(target)
    let policy = answer.header("Content-Security-Policy") ?? ""
    #expect(policy.contains("default-src 'none'") && !policy.contains("unsafe-eval") && !policy.contains("script-src 'unsafe"))
    #expect(answer.header("X-Content-Type-Options") == "nosniff" && answer.header("Referrer-Policy") == "same-origin")
  }

  @Test(arguments: ["", "token=", "token=wrong", "token=0123456789abcdef0123456789abcdee"]) func aFormNeedsItsToken(token: String) throws {
    let news = try TestNews(articles: 1)
    for target in ["/saved", "/saved/seen", "/saved/remove"] {
      #expect(news.post(target, "\(token)&findings=quotes&name=a").status == 403)
    }
    #expect(news.text("/library.json").contains("\"total\":0"))
  }
}
