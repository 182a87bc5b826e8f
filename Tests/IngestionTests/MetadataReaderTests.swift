import Record
import Testing

@testable import Ingestion

/// Where each value of the metadata is found, and which source wins.
struct MetadataReaderTests {
  private func metadata(_ head: String, _ body: String = "", address: String? = nil) -> PageMetadata {
    let cut = PageCutter.cut(Array("<html lang=en-gb><head>\(head)</head><body>\(body)</body></html>".utf8))
    let tree = LibXML2Parser.parse(cut.markup, limit: .seconds(1)).tree
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
    ("<meta name=author content='admin'>", "", []),
  ])
  func readsAuthors(_ head: String, _ body: String, _ names: [String]) {
    #expect(metadata(head, body).authors.names == names)
  }

  @Test(arguments: [
    ("By Ann Lee", ["Ann Lee"]),
    ("Ann Lee, Bo Chan & Cy Dow", ["Ann Lee", "Bo Chan", "Cy Dow"]),
    ("Von Ann Lee und Bo Chan", ["Ann Lee", "Bo Chan"]),
    ("Ann Lee, The Post", ["Ann Lee"]),
    ("Ann Lee (ann@post.example)", ["Ann Lee"]),
    ("Ann Lee | Senior Political Correspondent", ["Ann Lee"]),
    ("Post staff", ["Post staff"]),
    ("https://post.example/ann", []),
    ("Written by: Ann Lee", ["Ann Lee"]),
  ])
  func splitsBylines(_ byline: String, _ names: [String]) {
    #expect(AuthorNames.standard.names(in: byline, site: "The Post") == names)
  }

  @Test func aLastNameFirstIsOnePerson() {
    #expect(AuthorNames.standard.names(in: "Lee, Ann", site: nil, isPerson: true) == ["Lee, Ann"])
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
    #expect(DateReader.standard.read(text) == date)
  }

  @Test func theHeadlineLosesTheSitesName() {
    let head =
      "<title>Mayor resigns | The Post</title><meta property='og:site_name' content='The Post'><meta property='og:title' content='Mayor resigns - The Post'>"
    #expect(metadata(head).title == .init("Mayor resigns", "og"))
    #expect(metadata(head, "<h1>The Post</h1><h1>Mayor resigns</h1>").title == .init("Mayor resigns", "h1"))
  }

  @Test func addressesAreMadeWhole() {
    let found = metadata("<link rel=canonical href='/story'>", address: "https://post.example/story?ref=1")
    #expect(found.canonicalURL?.value == "https://post.example/story")
    #expect(found.url?.value == "https://post.example/story?ref=1")
    #expect(found.language?.value == "en-GB")
  }
}
