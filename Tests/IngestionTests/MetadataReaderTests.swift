import Record
import Testing

@testable import Ingestion

/// Where each value of the metadata is found, and which source takes precedence.
struct MetadataReaderTests {
  private func metadata(_ head: String, _ body: String = "", address: String? = nil) -> PageMetadata {
    let cut = PageCutter.cut(Array("<html lang=en-gb><head>\(head)</head><body>\(body)</body></html>".utf8))
    let tree = LibXML2Parser.parse(cut, limit: .seconds(1)).tree
    let page = PageAnalysis(tree, vocabulary: .standard)
    return MetadataReader(page: page, jsonLD: cut.jsonLD, address: address, titled: nil).metadata()
  }

  private func jsonLD(_ json: String) -> String { "<script type='application/ld+json'>\(json)</script>" }

  @Test(arguments: [
    #"{"@type":"NewsArticle","datePublished":"2019-11-19T10:00:00Z","author":{"@type":"Person","name":"Ann Lee"}}"#,
    #"[{"@type":"WebSite","name":"The Post"},{"@type":["NewsArticle"],"datePublished":"2019-11-19T10:00:00Z","author":["Ann Lee"]}]"#,
    #"{"@graph":[{"@type":"Article","datePublished":"2019-11-19 10:00:00Z","author":{"@id":"x:a"}},{"@id":"x:a","@type":"Person","name":"Ann Lee"}]}"#,
    #"{"@type":"NewsArticle","datePublished":"2019-11-19T10:00:00+00:00","author":"By Ann Lee","headline":"broken, "so it is"}"#,
  ])
  func readsJSONLD(_ json: String) {
    let found = metadata(jsonLD(json))
    #expect(found.published?.value.prefix(16) == "2019-11-19T10:00")
    #expect(found.published?.origin == "json-ld")
    #expect(found.authors.names == ["Ann Lee"])
  }

  @Test(arguments: [
    ("<meta property='article:published_time' content='2020-02-03T04:05:06+01:00'>", "", "2020-02-03T04:05:06+01:00", "meta"),
    ("", "<time itemprop=datePublished datetime='2020-02-03T04:05:06Z'>x</time>", "2020-02-03T04:05:06Z", "microdata"),
    ("", "<h1>Head</h1><time datetime='2020-02-03'>3 Feb</time>", "2020-02-03", "time"),
    ("", "<h1>Head</h1><p class=dateline>Published: Monday, 3 February 2020</p>", "2020-02-03", "dateline"),
    ("", "<h1>Head</h1><span class=timestamp>February 3, 2020 6:10 pm EST</span>", "2020-02-03T18:10:00-05:00", "dateline"),
    ("", "<h1>Head</h1><span class=timestamp>3. Februar 2020</span>", "2020-02-03", "dateline"),
    ("<link rel=canonical href='https://post.example/2020/02/03/story'>", "<h1>Head</h1>", "2020-02-03", "url"),
  ])
  func readsDates(_ head: String, _ body: String, _ date: String, _ origin: String) {
    #expect(metadata(head, body).published == .init(date, origin))
  }

  @Test(arguments: [
    ("<meta name=author content='Ann Lee and Bo Chan'>", "", ["Ann Lee", "Bo Chan"]),
    (
      "<meta property='article:author' content='https://facebook.com/post'>", "<h1>H</h1><p class=byline>By Ann Lee, Staff Writer</p>",
      ["Ann Lee"]
    ),
    ("", "<h1>H</h1><a rel=author href=/ann>Ann Lee</a>", ["Ann Lee"]),
    ("", "<h1>H</h1><div>By ANN LEE</div>", ["ANN LEE"]),
    ("", "<h1>H</h1><div>March 15, 2022 <b>·</b> 3 min read <b>·</b> By Ann Lee</div>", ["Ann Lee"]),
    ("", "<h1>H</h1><p>By TPN, in <a href=/n>News</a>, <a href=/p>Portugal</a></p>", ["TPN"]),
    ("<meta name=author content='admin'>", "", []),
    ("", "<h1>H</h1><p class=byline>By Ann Lee in London and Bo Chan in Paris</p>", ["Ann Lee", "Bo Chan"]),
    (
      "", "<h1>H</h1><p class=byline>By Ann Lee in Tidewater, Ohio, Cy Dunn in Rome and Bo Chan in Paris</p>",
      ["Ann Lee", "Cy Dunn", "Bo Chan"]
    ),
    ("", "<h1>H</h1><p class=byline>By Ann Lee in London and Paris</p>", ["Ann Lee"]),
    ("", "<h1>H</h1><dl><dt>Author</dt><dd>Ann Lee</dd><dt>Published</dt><dd>May 3, 2020</dd></dl>", ["Ann Lee"]),
    ("", "<h1>H</h1><dl><dt>Written by:</dt><dd>Ann Lee</dd><dd>Bo Chan</dd><dt>Photos</dt><dd>Cy Dunn</dd></dl>", ["Ann Lee", "Bo Chan"]),
  ])
  func readsAuthors(_ head: String, _ body: String, _ names: [String]) {
    #expect(metadata(head, body).authors.names == names)
  }

  @Test(arguments: [
    ("By Ann Lee", ["Ann Lee"]),
    ("Ann Lee, Bo Chan & Cy Dow", ["Ann Lee", "Bo Chan", "Cy Dow"]),
    ("Von Ann Lee und Bo Chan", ["Ann Lee", "Bo Chan"]),
    ("Ann Lee, The Post", ["Ann Lee"]),
    ("Ann Lee The Post", ["Ann Lee"]),
    ("By Ann Lee in Paris", ["Ann Lee"]),
    ("Ann Lee, Jan van der Dow", ["Ann Lee", "Jan van der Dow"]),
    ("Ann Lee, Northport university Institute", ["Ann Lee"]),
    ("Ann Lee (ann@post.example)", ["Ann Lee"]),
    ("Ann Lee | Senior Political Correspondent", ["Ann Lee"]),
    ("Post staff", ["Post staff"]),
    ("https://post.example/ann", []),
    ("Written by: Ann Lee", ["Ann Lee"]),
    ("By Ann Lee May 3, 2024", ["Ann Lee"]),
    ("By Kim Min-ji", ["Kim Min-ji"]),
  ])
  func splitsBylines(_ byline: String, _ names: [String]) {
    #expect(AuthorNames.standard.names(in: byline, site: "The Post") == names)
  }

  /// The shapes in which systems write an author.
  @Test(arguments: [
    (#""Lee, Ann""#, ["Ann Lee"]), (#""van der Dow, Ann""#, ["Ann van der Dow"]),
    (#"{"@type":"Person","name":"Lee, Ann; Chan, Bo"}"#, ["Ann Lee", "Bo Chan"]), (#""Ann Lee, Bo Chan""#, ["Ann Lee", "Bo Chan"]),
    (#""Ann Lee, Editor""#, ["Ann Lee"]),
    (#"{"@type":"Person","name":{"@value":"Ann Lee"}}"#, ["Ann Lee"]), (#"{"@type":"Person","name":{"en":"Ann Lee"}}"#, ["Ann Lee"]),
    (#"{"@list":[{"@type":"Person","name":"Ann Lee"},{"@type":"Person","name":"Bo Chan"}]}"#, ["Ann Lee", "Bo Chan"]),
    (#"{"@type":"Role","author":{"@type":"Person","name":"Ann Lee"},"roleName":"Reporter"}"#, ["Ann Lee"]),
    (#"{"@type":"ProfilePage","mainEntity":{"@type":"Person","name":"Ann Lee"}}"#, ["Ann Lee"]),
    (#"{"@type":"Person","firstName":"Ann","lastName":"Lee"}"#, ["Ann Lee"]), (#""{\"name\": \"Ann Lee\"}""#, ["Ann Lee"]),
  ])
  func readsShapesOfAuthors(_ author: String, _ names: [String]) {
    #expect(metadata(jsonLD(#"{"@type":"NewsArticle","author":\#(author)}"#)).authors.names == names)
  }

  @Test func aLastNameFirstIsOnePerson() {
    #expect(AuthorNames.standard.names(in: "Lee, Ann", site: nil, isPerson: true) == ["Ann Lee"])
  }

  @Test(
    arguments: [
      ("2019-11-19T10:00:00.250Z", "2019-11-19T10:00:00.250Z"),
      ("2019-11-19 10:00:00 +0100", "2019-11-19T10:00:00+01:00"),
      ("2019-11-19T10:00:00", "2019-11-19"),
      ("20191119", "2019-11-19"),
      ("1574157600", "2019-11-19T10:00:00Z"),
      ("Tue, 19 Nov 2019 10:00:00 GMT", "2019-11-19T10:00:00Z"),
      ("Nov. 19, 2019", "2019-11-19"),
      ("19 de noviembre de 2019", "2019-11-19"),
      ("le 19 novembre 2019 à 10h00", "2019-11-19"),
      ("19.11.2019, 10:00 Uhr", "2019-11-19"),
      ("Di 19.11.19", "2019-11-19"),
      ("11/19/2019", "2019-11-19"),
      ("Updated 3 hours ago", nil),
      ("31 February 2019", nil),
      ("", nil),
    ] as [(String, String?)])
  func readsDateForms(_ text: String, _ date: String?) {
    #expect(PageDateReader.standard.read(text) == date)
  }

  @Test func theHeadlineLosesTheSitesName() {
    let head =
      "<title>Mayor resigns | The Post</title><meta property='og:site_name' content='The Post'><meta property='og:title' content='Mayor resigns - The Post'>"
    #expect(metadata(head).title == .init("Mayor resigns", "og"))
    #expect(metadata(head, "<h1>The Post</h1><h1>Mayor resigns</h1>").title == .init("Mayor resigns", "h1"))
  }

  /// The `h1` in the breadcrumbs is written for search engines; the reader's headline has a kicker before it.
  @Test func theHeadlineIsNotACrumb() {
    let head = "<meta property='og:title' content='Northport: Market stays where it is'>"
    let crumb = "<nav><a href=/>Home</a><h1>Market of Northport is not moved</h1></nav>"
    let shown = "<h2><span>Northport</span> <span>Market stays where it is</span></h2>"
    #expect(metadata(head, crumb + shown).title?.value == "Market stays where it is")
    #expect(metadata(head, crumb + "<h2>What was said</h2>").title?.value == "Market of Northport is not moved")
  }

  @Test func theSecondHeadlineConfirmsTheFirst() {
    let json = jsonLD(#"{"@type":"NewsArticle","headline":"Best markets of 2019","alternativeHeadline":"The market that stays"}"#)
    #expect(
      metadata("<title>Best markets of 2019</title>" + json, "<h1>The market that stays</h1>").title?.value == "The market that stays")
    #expect(metadata("<title>Best markets of 2019</title>" + json).title?.value == "Best markets of 2019")
  }

  @Test(arguments: [
    (#"[{"@type":"Person","name":"Ann Lee"},{"@type":"Organization","name":"Coast News Agency"}]"#, ["Ann Lee", "Coast News Agency"]),
    (#"[{"@type":"Person","name":"Ann Lee"},{"@type":"Organization","name":"The Post"}]"#, ["Ann Lee"]),
    (#"[{"@type":"Organization","name":"The Post"}]"#, ["The Post"]),
  ])
  func agenciesAreAuthorsBesidePeople(_ authors: String, _ names: [String]) {
    let json = jsonLD(#"{"@type":"NewsArticle","author":\#(authors),"publisher":{"@type":"Organization","name":"The Post"}}"#)
    #expect(metadata(json).authors.names == names)
  }

  /// If the site is the author of every page, the name in bold type before the first paragraph is the author's.
  @Test func aBylineInBoldType() {
    let text = "<p>\(String(repeating: "The market stays where it has stood for years. ", count: 4))</p>"
    let head = "<meta property='og:site_name' content='The Post'><meta name=author content='The Post'>"
    func authors(_ line: String) -> [String] {
      metadata(head + jsonLD(#"{"@type":"NewsArticle","author":{"@type":"Organization","name":"The Post"}}"#), "<h1>H</h1>\(line)\(text)")
        .authors.names
    }
    #expect(authors("<p><strong>Ann Lee/Bo Chan&nbsp;</strong></p>") == ["Ann Lee", "Bo Chan"])
    #expect(authors("<p><strong>What the traders say</strong></p>") == ["The Post"])
    #expect(authors("<p>Ann Lee</p>") == ["The Post"])
  }

  /// The day of a change is never the day of publication, however the page shows it.
  @Test(arguments: [
    "<p>Updated Aug. 14, 2025</p>",
    "<address>By Ann Lee <time>Updated: Aug 14, 2025 1:06 PM EST</time></address>",
    "<p>Updated April 3, 2025</p>",
    "<p>Published March 20, 2025</p><p>Updated Aug. 14, 2025</p>",
    "<p>Published March 20, 2025, updated Aug. 14, 2025</p>",
    "<p>Aug. 14, 2025</p>",
  ])
  func aChangeDoesNotMoveTheDay(_ line: String) {
    let json = jsonLD(#"{"@type":"Article","datePublished":"2025-03-20T10:00:00Z","dateModified":"2025-08-15T10:00:00Z"}"#)
    #expect(metadata(json, "<h1>Head</h1>\(line)<p>The market.</p>").published?.value == "2025-03-20T10:00:00Z")
  }

  /// If no other part of the page states the site, it is called as behind the headline in the title, or as its copyright line says.
  @Test(
    arguments: [
      ("Mayor resigns on Monday | The Post", "", "The Post"),
      ("Mayor resigns on Monday - News - The Post", "\u{A9} 2024 Coast Media", "The Post"),
      ("Mayor resigns on Monday", "\u{A9} 2024 Coast Post. All rights reserved.", "Coast Post"),
      ("Mayor resigns on Monday", "\u{A9} 2024 Northport Media Group", nil),
      ("Mayor resigns on Monday - what now for the town of Northport?", "", nil),
    ] as [(String, String, String?)])
  func theSiteIsBehindTheHeadline(_ title: String, _ line: String, _ site: String?) {
    let found = metadata(
      "<title>\(title)</title>", "<h1>Mayor resigns on Monday</h1><p>\(line)</p>", address: "https://www.coastpost.example/a")
    #expect(found.site?.value == site)
  }

  @Test func addressesAreMadeWhole() {
    let found = metadata("<link rel=canonical href='/story'>", address: "https://post.example/story?ref=1")
    #expect(found.canonicalURL?.value == "https://post.example/story")
    #expect(found.url?.value == "https://post.example/story?ref=1")
    #expect(found.language?.value == "en-GB")
  }
}
