import Testing
import WebServer

/// Random requests made of meaningful pieces and noise: each is answered, and none causes a server error.
@Suite struct RequestFuzzTests {
  private struct Seeded: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (state >> 33) ^ (state << 31)
    }
  }

  private static let pieces = [
    "/", "quotes", "figures", "officials", "articles", "article", "article-1", "person", "Ada%20Quill", "library", "saved", "original",
    "versions", "page",
    ".json", ".csv", ".jsonl", ".atom", ".html", "?", "&", "=", "q=", "bridge", "speaker=", "since=", "2017", "until=", "limit=", "after=",
    "sort=date", "unit=",
    "min=", "1e308", "-1", "NaN", "version=", "char=", "1,2", "999999999999999999999", "%", "%2", "%zz", "%00", "%2e%2e%2f", "../",
    "..%2f..%2fetc%2fpasswd", "\\",
    "%ff%fe", "é", "😀", "'", "\"", "<", ">", "(", ")", "*", "NEAR/", "OR", "NOT", "type=all", "kind=", "value:", ":", "..", "+", " ",
    "token=", "from=0", "to=9", "#",
    "0.0.0", "~", "excel=1", "q=%22", "(((((((((((((((((((((((((((((((", "a*", "{name}", "{", "//",
  ]

  @Test func tenThousandRequestsAreAnswered() throws {
    let news = try TestNews()
    var random = Seeded(state: 17)
    for _ in 0..<10_000 {
      var target = Bool.random(using: &random) ? "/" : ""
      for _ in 0..<Int.random(in: 0...9, using: &random) { target += Self.pieces.randomElement(using: &random) ?? "" }
      if Int.random(in: 0..<4, using: &random) == 0 {
        target += String(
          decoding: (0..<Int.random(in: 1...40, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }, as: UTF8.self)
      }
      let method = ["GET", "GET", "GET", "POST", "HEAD", "PUT", "", "get", "\u{7F}"].randomElement(using: &random) ?? "GET"
      let body = (0..<Int.random(in: 0...60, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      let token = Bool.random(using: &random) ? Array("token=\(TestNews.formToken)&".utf8) : []
      let answer = news.site.respond(
        HTTPRequest(method: method, target: target, headers: [.init("Host", "127.0.0.1")], body: token + body))
      #expect((200..<500).contains(answer.status), "\(method) \(target) gives \(answer.status)")
    }
  }
}
