import Foundation
import Record
import TestSupport
import Testing

@testable import Ingestion

/// Archives, messages and feeds written by other programs: warcio, py-wacz, wget, zstd, Chromium, feedgen, Python's email and gzip modules.
struct ArchiveInputTests {
  private static let folder = Project.folder.appending(path: "Tests/IngestionTests/Fixtures").path

  private func read(_ paths: [String]) -> (pages: [RawPage], errors: [IngestionError], leftOut: Int) {
    let source = PageSource(paths: paths)
    var pages: [RawPage] = [], errors: [IngestionError] = []
    while let result = source.next() {
      switch result {
      case .success(let page): pages.append(page)
      case .failure(let error): errors.append(error)
      }
    }
    return (pages, errors, source.leftOut)
  }

  @Test(arguments: ["two-pages.warc.gz", "two-pages.warc.zst", "two-pages.wacz"]) func `each page of an archive is read`(_ file: String)
    throws
  {
    let (pages, errors, leftOut) = read(["\(Self.folder)/\(file)"])
    #expect(errors.isEmpty && leftOut == 1)
    #expect(pages.map(\.url) == ["https://post.example/boat-1", "https://post.example/boat-2"])
    #expect(pages.allSatisfy { $0.retrieved == "2020-03-04T05:06:07Z" })
    let article = try PageReader().article(of: #require(pages.last))
    #expect(article.title == "Night boat 2 stays" && article.paragraphs.count == 3)
  }

  @Test func `wget's archive of two pages is read`() throws {
    // Its addresses stand in angle brackets; requests, robots.txt and wget's own records are no pages.
    let (pages, errors, _) = read(["\(Self.folder)/wget-crawl.warc.gz"])
    #expect(errors.isEmpty && pages.map(\.url) == ["http://127.0.0.1:8765/one.html", "http://127.0.0.1:8765/two.html"])
    let articles = try pages.map { try PageReader().article(of: $0) }
    #expect(articles.map(\.authors) == [["Ines Tolland"], ["Bo Harrow"]] && articles.allSatisfy { $0.paragraphs.count == 3 })
  }

  @Test func `the texts that warcio wrote as conversions are read`() throws {
    let (pages, errors, leftOut) = read(["\(Self.folder)/two-pages.warc.wet.gz"])
    #expect(errors.isEmpty && leftOut == 1 && pages.map(\.url) == ["https://post.example/boat-1", "https://post.example/boat-2"])
    let article = try PlainTextReader().article(of: #require(pages.last))
    #expect(article.paragraphs.map(\.kind) == [.heading, .paragraph, .paragraph, .paragraph])
  }

  @Test(arguments: ["feed.rss", "feed.atom"]) func `each item of a feed is read`(_ file: String) throws {
    let (pages, errors, leftOut) = read(["\(Self.folder)/\(file)"])
    #expect(errors.isEmpty && leftOut == 0 && pages.map(\.title) == ["Night boat 1 stays & pays", "Night boat 2 stays & pays"])
    let article = try PageReader().article(of: #require(pages.last))
    #expect(article.authors == ["Ines Tolland"] && article.site == "The Marrowby Post" && article.paragraphs.count == 4)
    #expect(article.published == "2020-03-02T05:06:07+00:00" && article.tags == ["Ferries"])
    #expect(article.url == "https://post.example/boat-2")
  }

  /// References to references without end, files named by references, items and sections that never end.
  @Test(arguments: [
    "<!DOCTYPE rss [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]><rss><channel><item><title>&b;</title>",
    "<!DOCTYPE rss [<!ENTITY a SYSTEM \"file:///etc/hostname\">]><rss><channel><item><description>&a;</description></item></channel></rss>",
    "<rss><channel>" + String(repeating: "<item>", count: 50_000), "<rss><channel><item>" + String(repeating: "<![CDATA[", count: 50_000),
    "<feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><content type=\"xhtml\">" + String(repeating: "<div>", count: 50_000),
  ])
  func `a hostile feed ends with an error`(_ feed: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(feed, "a.rss")
    let (pages, errors, _) = read(["\(folder.path)/a.rss"])
    #expect(pages.isEmpty && errors.count == 1)
  }

  private static let wrapped: [(String, String?, String?, String?)] = [
    ("one-page.arc.gz", "http://post.example/a", nil, nil),
    ("saved-page.mhtml", "https://post.example/a", nil, nil), ("browser-page.mhtml", "http://post.example/ferry.html", nil, nil),
    ("forwarded.eml", nil, "Night boat stays – the week", "The Marrowby Post"),
    ("newsletter.eml", nil, "Night boat stays – the week", "The Marrowby Post"),
  ]

  @Test(arguments: wrapped)
  func `one page is read out of its wrapping`(_ file: String, _ url: String?, _ title: String?, _ site: String?) throws {
    let (pages, errors, _) = read(["\(Self.folder)/\(file)"])
    #expect(errors.isEmpty && pages.count == 1)
    let page = try #require(pages.first)
    #expect(page.url == url && page.title == title && page.site == site)
    let article = try PageReader().article(of: page)
    #expect(article.paragraphs.count == 3 && article.text.hasPrefix("The ferry board of Marrowby"))
  }

  /// A file cut off anywhere gives an error, and one with a byte changed pages or errors, and never a crash.
  @Test(arguments: [
    "two-pages.warc.zst", "two-pages.wacz", "wget-crawl.warc.gz", "one-page.arc.gz", "saved-page.mhtml", "browser-page.mhtml",
    "newsletter.eml", "forwarded.eml", "two-pages.warc.wet.gz", "feed.rss", "feed.atom",
  ])
  func `damage is told`(_ file: String) throws {
    let whole = Array(try Data(contentsOf: URL(fileURLWithPath: "\(Self.folder)/\(file)")))
    let folder = try TemporaryFolder()
    for length in stride(from: 1, to: whole.count, by: max(1, whole.count / 23)) {
      try folder.write(Array(whole.prefix(length)), file)
      #expect(!read(["\(folder.path)/\(file)"]).errors.isEmpty, "cut after \(length)")
    }
    for place in stride(from: 0, to: whole.count, by: max(1, whole.count / 61)) {
      var bytes = whole
      bytes[place] ^= 0xA5
      try folder.write(bytes, file)
      for page in read(["\(folder.path)/\(file)"]).pages { _ = try? PageReader().article(of: page) }
    }
  }

  @Test func `a message without its last boundary is read with a warning and told`() throws {
    let part = "Content-Type: text/plain\r\n\r\nThe night boat stays, the ferry board of Marrowby said.\r\n"
    let open = "From: a@post.example\r\nSubject: T\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n\(part)"
    let (cut, whole) = (pages(open, named: "a.eml"), pages(open + "--x--\r\n", named: "a.eml"))
    #expect(cut.map(\.reason) == [nil, .truncated] && cut.first?.page?.warnings.count == 1)
    #expect(whole.map(\.reason) == [nil] && whole.first?.page?.warnings.isEmpty == true)
  }

  @Test(arguments: [("two-pages.wacz", 2), ("nexis-uni.docx", 2)])
  func `a ZIP archive is read through a pipe too`(_ file: String, _ count: Int) throws {
    let bytes = Array(try Data(contentsOf: URL(fileURLWithPath: "\(Self.folder)/\(file)")))
    #expect(PageSource(bytes: bytes).compactMap(\.page).count == count)
    #expect(PageSource(bytes: Array(bytes.prefix(bytes.count / 2))).map(\.reason) == [.corrupt])
    var limits = InputLimits()
    limits.archiveBytes = bytes.count - 1
    #expect(PageSource(bytes: bytes, limits: limits).map(\.reason) == [.tooLarge])
  }

  /// A ZIP archive's table of contents with one empty file, stored.
  private static func zip(_ name: String) -> [UInt8] {
    let length = UInt8(name.utf8.count)
    var local: [UInt8] = [0x50, 0x4B, 3, 4, 20]
    local += [UInt8](repeating: 0, count: 21)
    local += [length, 0, 0, 0]
    local += Array(name.utf8)
    var directory: [UInt8] = [0x50, 0x4B, 1, 2, 20, 0, 20]
    directory += [UInt8](repeating: 0, count: 21)
    directory.append(length)
    directory += [UInt8](repeating: 0, count: 17)
    directory += Array(name.utf8)
    let end: [UInt8] = [0x50, 0x4B, 5, 6, 0, 0, 0, 0, 1, 0, 1, 0, UInt8(directory.count), 0, 0, 0, UInt8(local.count), 0, 0, 0, 0, 0]
    return local + directory + end
  }

  @Test func `a WACZ file without a web archive is told`() throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.zip("datapackage.json"), "x.wacz")
    let errors = read(["\(folder.path)/x.wacz"]).errors
    #expect(errors.map(\.reason) == [.isEmpty] && errors.first?.message.contains("without a web archive") == true)
  }

  @Test func `a directory that leads out of the file is refused`() throws {
    let folder = try TemporaryFolder()
    var end: [UInt8] = [0x50, 0x4B, 5, 6, 0, 0, 0, 0, 1, 0, 1, 0, 46, 0, 0, 0, 4, 0, 0, 0, 0, 0]
    let entry: [UInt8] = [0x50, 0x4B, 1, 2] + [UInt8](repeating: 0xFF, count: 42)
    end = [0x50, 0x4B, 3, 4] + entry + end
    try folder.write(end, "x.wacz")
    #expect(read(["\(folder.path)/x.wacz"]).errors.map(\.reason) == [.corrupt])
  }

  @Test func `feeds give their whole items and count the teasers`() throws {
    let text = String(repeating: "<p>The night boat runs for another winter, the board of Marrowby said on Monday.</p>", count: 6)
    let folder = try TemporaryFolder()
    try folder.write(
      """
      <?xml version="1.0"?><rss version="2.0"><channel><title>The Post</title><item><title>Boat &amp; board</title><link>https://post.example/a</link>
      <pubDate>Wed, 04 Mar 2020 05:06:07 +0000</pubDate><dc:creator>Ann Lee</dc:creator><category>Ferries</category><category>Marrowby</category><content:encoded><![CDATA[\(text)]]></content:encoded></item>
      <item><title>Teaser</title><description>Only this.</description></item></channel></rss>
      """, "a.rss")
    let (pages, errors, leftOut) = read(["\(folder.path)/a.rss"])
    #expect(errors.isEmpty && leftOut == 1)
    let article = try PageReader().article(of: #require(pages.first))
    #expect(article.title == "Boat & board" && article.authors == ["Ann Lee"] && article.site == "The Post")
    #expect(article.published == "2020-03-04T05:06:07+00:00" && article.url == "https://post.example/a")
    #expect(article.tags == ["Ferries", "Marrowby"])
    try folder.write(
      "<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><entry><title>T</title><summary>x</summary></entry></feed>",
      "b.xml")
    #expect(read(["\(folder.path)/b.xml"]).errors.map(\.reason) == [.notArticle])
  }
}

/// What is neither a page nor an article is refused with a message that says what to do.
struct ForeignShapeTests {
  @Test(arguments: [
    ("WEBVTT\n\n00:01.000 --> 00:02.000\nHello", "VTT"),
    ("1\n00:00:01,000 --> 00:00:02,000\nHello\n\n2\n", "SRT"),
    ("bplist00abc", "web archive"), ("<?xml version='1.0'?><urlset><url/></urlset>", "sitemap"),
    ("<?xml version='1.0'?><note>x</note>", "XML"),
    ("id,title,body\n1,The boat,\"It stays, for now\"\n2,The pier,No\n", "CSV"),
    ("id\ttitle\ttext\n1\tThe boat\tIt stays\n", "tab-separated"),
    ("From ann@post.example Mon Mar  3 12:00:00 2020\nSubject: Boat\nTo: bo@post.example\n\nIt stays.", "mbox"),
    ("INSERT INTO a VALUES (1);", "dump"),
    ("title,text\n\"The boat\",\"It stays, for now\"\n\"The pier\",\"It goes.\"\n", "CSV"),
    ("titel;text\nThe boat;It stays.\nThe pier;It goes.\n", "CSV"),
    ("1,\"The boat\",\"It stays, for now\",2024-05-03\n2,\"The pier\",\"It goes\",2024-05-04\n3,\"The quay\",\"No\",2024-05-05\n", "CSV"),
    ("id, title, text\n1, Boat, It stays.\n2, Pier, It goes.\n", "CSV"),
    ("<nitf><body><body.content><p>The boat stays.</p></body.content></body></nitf>", "XML"),
    ("<tt xmlns=\"http://www.w3.org/ns/ttml\"><body><p>Hello</p></body></tt>", "TTML"),
  ])
  func tells(_ text: String, _ word: String) throws {
    let told = try #require(ForeignShape.description(Array(text.utf8)[...]))
    #expect(told.contains(word))
  }

  @Test(arguments: [
    "The boat stays, the board said, and so does its lamp.\nThe pier goes.\n", "<!doctype html><p>Boat",
    "<?xml version='1.0'?><html><p>Boat</html>",
    "From Monday the boat will run again.\nThe board said so.", "Boat, pier and lamp\nA report of the week, by Ann Lee, of the town\n",
    "Ships, boats, ferries\n\nThe harbour, the quay, and the pier were closed on Tuesday.\n",
    "Ships, boats, ferries\nThe harbour, the quay, and the pier were closed.\n", "Roe, Ann\nLee, Bo\nDunn, Cy\nAmes, Dot\n",
    "\"We stay,\" she said.\n\"We go,\" he said.\n\"No,\" they said.\n", "<quay-story><p>Boat</p></quay-story>", "<p>Boat</p>",
  ])
  func leavesText(_ text: String) { #expect(ForeignShape.description(Array(text.utf8)[...]) == nil) }

  private static func utf16(_ text: String) -> [UInt8] { [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } }

  @Test func `UTF-16 is decoded before its shape is looked at`() {
    #expect(pages(Self.utf16("WEBVTT\n\n00:01.000 --> 00:02.000\nHello")).map(\.reason) == [.unsupported])
    let head = "Marrowby Post\n\nMay 3, 2024\n\nThe boat stays\n\nLENGTH: 9 words"
    let body = "The night boat stays for another winter, it is said."
    let both = [1, 2].map { "                    \($0) of 2 DOCUMENTS\n\n\(head)\n\n\(body)\n\n" }.joined()
    #expect(pages(Self.utf16(both), named: "a.txt").compactMap(\.page).count == 2)
  }

  @Test(arguments: [#"["One.","Two."]"#, "[1, 2]", "[]", #"[["id","text"],["1","Boat"]]"#]) func `an array of no objects is refused`(
    _ json: String
  ) { #expect(pages(json).allSatisfy { $0.error != nil }) }

  @Test(arguments: ["[1] The quay stays.", "[London] The quay stays."]) func `a text may begin with a bracket`(_ text: String) {
    #expect(pages(text).map(\.words) == [text])
  }
}

/// Text exports of news databases, several articles per file.
struct DatabaseExportTests {
  private static let body = "The night boat runs for another winter.\n\n“We would rather pay than row,” said Hilda Brake."

  @Test func nexis() throws {
    let text = (1...2).map {
      "\($0) of 2 DOCUMENTS\n\n     The Marrowby Post\n\n   March 4, 2020 Wednesday\n\nNight boat stays \($0)\n\nBYLINE: Ann Lee\n\nSECTION: NEWS; Pg. 3\n\nLENGTH: 212 words\n\n\(Self.body)\n\nLOAD-DATE: March 5, 2020\n"
    }.joined(separator: "\n")
    #expect(DatabaseForm(Array(text.utf8)[...]) == .nexis)
    let documents = DatabaseParser(form: .nexis).documents(Array(text.utf8))
    #expect(documents.count == 2)
    let second = try #require(documents.last)
    #expect(second.title == "Night boat stays 2" && second.outlet == "The Marrowby Post" && second.date == "2020-03-04")
    #expect(second.authors == ["Ann Lee"] && second.section == "NEWS; Pg. 3" && second.paragraphs.count == 2)
  }

  @Test func factiva() throws {
    let text =
      "HD  Night boat stays\nBY  Ann Lee\nWC  212 words\nPD  4 March 2020\nSN  The Marrowby Post\nLP  The night boat runs.\n\nTD  Hilda Brake said so.\nAN  Document 1\n"
    #expect(DatabaseForm(Array(text.utf8)[...]) == .factiva)
    let document = try #require(DatabaseParser(form: .factiva).documents(Array(text.utf8)).first)
    #expect(document.title == "Night boat stays" && document.outlet == "The Marrowby Post" && document.date == "2020-03-04")
    #expect(document.paragraphs == ["The night boat runs.", "Hilda Brake said so."])
  }

  @Test func proquest() throws {
    let rule = String(repeating: "_", count: 60)
    let text =
      "\(rule)\n\nTitle: Night boat stays\n\nAuthor: Lee, Ann\n\nPublication title: Marrowby Post; Marrowby\n\nPublication date: Mar 4, 2020\n\nFull text: \(Self.body)\n\nSubject: Ferries\n\n\(rule)\n"
    #expect(DatabaseForm(Array(text.utf8)[...]) == .proquest)
    let document = try #require(DatabaseParser(form: .proquest).documents(Array(text.utf8)).first)
    #expect(document.authors == ["Ann Lee"] && document.outlet == "Marrowby Post" && document.paragraphs.count == 2)
  }
}

/// Keys that collectors use, arrays, and what is said about objects without text.
struct JSONKeysTests {
  private func pages(_ json: String, _ keys: JSONKeys = .standard) -> [Result<RawPage, IngestionError>] {
    Array(PageSource(bytes: Array(json.utf8), format: .jsonl, keys: keys))
  }

  @Test(arguments: [
    #"{"title":"T","maintext":"Words.","date_publish":"2020-03-04 05:06:07","authors":["Ann Lee"],"source_domain":"post.example"}"#,
    "[\n {\"headline\": \"T\", \"body\": \"Words.\",\n \"publish_date\": \"2020-03-04\", \"author\": \"Ann Lee\", \"publisher\": \"post.example\"}\n]",
    "{\n \"title\": \"T\", \"content\": \"Words.\", \"date\": \"2020-03-04\", \"author\": {\"name\": \"Ann Lee\"}, \"site\": \"post.example\"}",
  ])
  func known(_ json: String) throws {
    let page = try #require(pages(json).first).get()
    #expect(
      page.title == "T" && page.authors == ["Ann Lee"] && page.site == "post.example" && page.published?.hasPrefix("2020-03-04") == true)
    #expect(page.bytes == Array("Words.".utf8))
  }

  @Test func theSurestNameCounts() throws {
    let page = try #require(pages(#"{"content":"<p>No</p>","text":"Yes.","body":"No."}"#).first).get()
    #expect(page.bytes == Array("Yes.".utf8))
  }

  @Test func mapped() throws {
    let page = try #require(pages(#"{"stuff":"Words."}"#, JSONKeys(["stuff": .text])).first).get()
    #expect(page.bytes == Array("Words.".utf8))
  }

  @Test func withoutText() throws {
    let result = try #require(pages(#"{"stuff":"Words.","other":1}"#).first)
    guard case .failure(let error) = result else { return #expect(Bool(false), "there is a page") }
    #expect(error.message.contains("stuff, other") && !error.message.contains("--") && error.setting == .keys)
  }

  private static let authors: [(String, [String])] = [
    (#""By Ann Roe""#, ["Ann Roe"]), (#""Ann Roe; Bo Lee""#, ["Ann Roe", "Bo Lee"]), (#""Ann Roe and Bo Lee""#, ["Ann Roe", "Bo Lee"]),
    (#""Roe, Ann""#, ["Ann Roe"]), (#""Roe, Ann; Lee, Bo""#, ["Ann Roe", "Bo Lee"]), (#""van der Berg, Ann""#, ["Ann van der Berg"]),
    (#""['Ann Roe', \"Bo O'Dell\"]""#, ["Ann Roe", "Bo O'Dell"]), (#""[]""#, []), (#""Kim Min-ji""#, ["Kim Min-ji"]),
    (#"[{"givenName":"Ann","familyName":"Roe"},{"first":"Bo","last":"Lee"}]"#, ["Ann Roe", "Bo Lee"]),
    (#"["Ann Roe","Staff Writer"]"#, ["Ann Roe"]),
  ]

  @Test(arguments: authors) func `authors are read in every form`(_ value: String, _ names: [String]) throws {
    #expect(try #require(pages(#"{"text":"Words.","author":\#(value)}"#).first).get().authors == names)
  }

  private static let dates: [(String, String?)] = [
    (#""May 3, 2024""#, "2024-05-03"), (#""Fri, 03 May 2024 10:00:00 GMT""#, "2024-05-03T10:00:00Z"), (#""20240503""#, "2024-05-03"),
    (#""20240503T101112Z""#, "2024-05-03T10:11:12Z"), (#""2024/05/03""#, "2024-05-03"), (#""13/05/2024""#, "2024-05-13"),
    ("1714730400", "2024-05-03T10:00:00Z"), ("1714730400123", "2024-05-03T10:00:00Z"),
    (#"{"$date":1714730400000}"#, "2024-05-03T10:00:00Z"),
    (#"{"$date":"2024-05-03T10:11:12Z"}"#, "2024-05-03T10:11:12Z"),
    (#"{"$date":{"$numberLong":"1714730400000"}}"#, "2024-05-03T10:00:00Z"),
    (#""03/05/2024""#, "03/05/2024"), ("null", nil),
  ]

  @Test(arguments: dates) func `dates are read in every form that is certain`(_ value: String, _ date: String?) throws {
    #expect(try #require(pages(#"{"text":"Words.","date":\#(value)}"#).first).get().published == date)
  }

  @Test func `a source may be an address, a name or an object`() throws {
    let address = try #require(pages(#"{"text":"Words.","source":"https://hp.example/1","source-hostname":"Harbour Post"}"#).first).get()
    #expect(address.url == "https://hp.example/1" && address.site == "Harbour Post")
    let both = try #require(pages(#"{"text":"Words.","url":"https://hp.example/1","source":"https://hp.example/feed"}"#).first).get()
    #expect(both.url == "https://hp.example/1" && both.site == nil)
    let object = try #require(pages(#"{"text":"Words.","source":{"id":null,"name":"Harbour Post"}}"#).first).get()
    #expect(object.url == nil && object.site == "Harbour Post")
  }

  @Test func `unknown keys are named once a run`() {
    let messages = pages(#"{"x":1,"y":2}"# + "\n" + #"{"y":1,"x":2}"# + "\n" + #"{"x":1,"z":2}"#).compactMap(\.error?.message)
    #expect(messages.count == 3 && messages[0].contains("x, y") && messages[2].contains("are z"))
    #expect(messages[1].contains("neither text nor html") && !messages[1].contains("keys are"))
  }

  @Test func anArrayGoesOnBehindAnObjectWithoutText() {
    let results = pages(#"[{"x":1},{"text":"Words."}]"#)
    #expect(results.count == 2)
  }
}
