import Testing

@testable import Ingestion

/// Keys that are given as paths into nested objects, and files whose content alone tells that they hold articles.
struct NestedKeysTests {
  private func read(_ json: String, _ keys: [String: JSONKeys.Field]) -> [Result<RawPage, IngestionError>] {
    Array(PageSource(bytes: Array(json.utf8), format: .jsonl, keys: JSONKeys(keys)))
  }

  private static let found: [(String, [String: JSONKeys.Field], String)] = [
    (#"{"fields":{"bodyText":"Words."}}"#, ["fields.bodyText": .text], "Words."),
    (#"{"a":{"b":{"c":"Words."}}}"#, ["a.b.c": .text], "Words."),
    (#"{"parts":[{"text":"No."},{"text":"Words."}]}"#, ["parts.1.text": .text], "Words."),
    (#"{"a.b":"Words.","a":{"b":"No."}}"#, ["a.b": .text], "Words."),
    (#"{"text":"No.","a":{"b":"Words."}}"#, ["a.b": .text], "Words."),
    (#"{"content":{"rendered":"<p>Words.</p>"}}"#, ["content.rendered": .html], "<p>Words.</p>"),
  ]

  @Test(arguments: found) func `a path leads into objects and arrays`(_ json: String, _ keys: [String: JSONKeys.Field], _ text: String) {
    #expect(read(json, keys).map(\.words).contains(text))
  }

  @Test func `every field may be inside`() throws {
    let page = try #require(
      read(
        #"{"text":"Words.","meta":{"by":["Ann Lee"],"on":"2020-03-04","head":"T","of":{"name":"Post"},"n":7}}"#,
        ["meta.by": .authors, "meta.on": .published, "meta.head": .title, "meta.of": .site, "meta.n": .id]
      ).first?.page)
    #expect(page.authors == ["Ann Lee"] && page.published == "2020-03-04" && page.title == "T" && page.site == "Post" && page.id == "7")
  }

  @Test(arguments: [
    (#"{"fields":{"bodyText":"Words."}}"#, "fields.bodyTxt"), (#"{"fields":"Words."}"#, "fields.b"), (#"{"other":1}"#, "a.b"),
    (#"{"parts":["x"]}"#, "parts.3"),
  ])
  func `a path that is not there is named`(_ json: String, _ path: String) throws {
    let errors = read(json, [path: .text]).compactMap(\.error)
    #expect(errors.count == 2 && errors.allSatisfy { $0.message.contains(path) })
  }

  @Test func `what is inside is named beside a path that is not there`() throws {
    let error = try #require(read(#"{"fields":{"bodyText":"Words."}}"#, ["fields.x": .text]).first?.error)
    #expect(error.message.contains("fields.bodyText"))
  }

  @Test func `a given key that some object has is no error, one that none has is told once at the end`() {
    let json = #"{"text":"One.","a":{"d":"2020-03-04"}}"# + "\n" + #"{"text":"Two."}"#
    #expect(read(json, ["a.d": .published]).map(\.words) == ["One.", "Two."])
    let results = read(json, ["a.d": .published, "b": .title, "c.d": .site])
    #expect(results.map(\.words) == ["One.", "Two.", nil])
    #expect(results.last?.error?.message.contains("b or c.d") == true)
  }

  @Test func `a damaged object is told and not read for ever`() {
    #expect(read(#"{"a":{"b":"#, ["a.b": .text]).first?.reason == .badLine)
    let deep = #"{"a":"# + String(repeating: #"{"a":"#, count: 20_000)
    #expect(read(deep, ["a.a.a": .text]).first?.reason == .badLine)
  }

  @Test func `files of a folder whose content tells that they hold articles are read`() throws {
    let folder = try TemporaryFolder()
    let text = String(repeating: "The night boat stays for another winter, the board of Marrowby said. ", count: 8)
    try folder.write(#"{"title":"T","maintext":"\#(text)"}"#, "a.json")
    try folder.write("[\n {\"id\": 1, \"body\": \"\(text)\"},\n {\"id\": 2, \"body\": \"\(text)\"}\n]", "b.json")
    try folder.write(#"{"fields":{"story":"\#(text)"}}"#, "c.json")
    try folder.write(#"{"name":"quay","version":"1.0","text":"boat"}"#, "package.json")
    try folder.write(#"{"text": "\#(text)"#, "cut.json")
    try folder.write(
      "<?xml version='1.0'?><rss version='2.0'><channel><title>P</title><item><title>T</title><description>\(text)</description></item></channel></rss>",
      "feed.xml")
    try folder.write(
      "<?xml version='1.0'?><rss version='2.0'><channel><item><description>Boat</description></item></channel></rss>", "few.xml")
    try folder.write("<?xml version='1.0'?><urlset><url/></urlset>", "sitemap.xml")
    let all = PageSource(paths: [folder.path])
    #expect(all.map(\.reason) == [nil, nil, nil, nil])
    #expect(all.skippedEndings == [".json": 3, ".xml": 2])
    let keys = JSONKeys(["fields.story": .text])
    #expect(PageSource(paths: [folder.path], format: .jsonl, keys: keys).compactMap(\.page).count == 4)
    #expect(PageSource(paths: [folder.path], format: .feed).compactMap(\.page).count == 1)
  }

  @Test func `a file of what is known about the page beside it is no input`() throws {
    let folder = try TemporaryFolder()
    let text = String(repeating: "The night boat stays for another winter, the board of Marrowby said. ", count: 8)
    try folder.write("<html><body><article><h1>Boat stays</h1><p>\(text)</p></article></body></html>", "boat.html")
    try folder.write(#"{"title":"Boat stays","maintext":"\#(text)"}"#, "boat.json")
    try folder.write(#"{"title":"Other","maintext":"\#(text)"}"#, "other.json")
    let all = PageSource(paths: [folder.path])
    #expect(all.compactMap(\.page).count == 2)
    #expect(all.skippedEndings == [".json": 1])
  }
}
