import Record
import Testing

@testable import Ingestion

@Suite struct JSONLinesReaderTests {
  @Test func `known keys are read, others ignored`() throws {
    let line =
      #"{"id": "a1", "more": {"x": [1, -2.5e3, true, null]}, "text": "One \"two\"\n\u00e9 \ud83d\ude42", "#
      + #""url": "https://elsmere.example/1", "published": "2017-02-27", "title": "T", "site": "S"}"#
    let page = try #require(pages(line).first?.page)
    #expect(page.id == "a1")
    #expect(pages(line).first?.words == "One \"two\"\né 🙂")
    #expect(page.url == "https://elsmere.example/1" && page.published == "2017-02-27" && page.title == "T" && page.site == "S")
    #expect(page.source == nil && page.place == "line 1")
  }

  @Test(arguments: [
    "nonsense", "[1]", "{\"id\": \"x\"}", "{\"text\": 5}", "{\"text\": \"cut", "{\"text\": \"a\"} more", "{\"text\": \"\\x\"}",
    "{\"id\": [], \"text\": \"a\"}",
    "{\"text\": \"a\", \"more\": nonsense}", "{\"text\": \"a\",}", "{\"text\": null}", "{\"a\":" + String(repeating: "[", count: 100_000),
  ])
  func `a bad line is an error that names it, and the next goes on`(line: String) {
    let results = pages("{\"text\": \"first\"}\n\n\(line)\n{\"text\": \"last\"}", named: "a.jsonl")
    #expect(results.map(\.words) == ["first", nil, "last"])
    #expect(results[1].reason == .badLine)
    #expect(results[1].error?.place == "line 3")
    #expect(results[1].error?.source == "a.jsonl")
  }

  @Test(arguments: [
    (#"{"text": "a\ud800b"}"#, "a\u{FFFD}b"), (#"{"text": "\udc00"}"#, "\u{FFFD}"), (#"{"text": "\ud83dx\ude42"}"#, "\u{FFFD}x\u{FFFD}"),
    (#"{"text": "a\u0000b"}"#, "a\0b"), (#"{"html": "<p>x"}"#, "<p>x"), (#"{"html": "<p>x", "text": "y"}"#, "y"),
    ("\u{FEFF}{\"text\": \"y\"}", "y"), ("{\"text\": \"a\tb\"}", "a\tb"), (#"{"text": "x", "id": 12}"#, "x"),
    ("{\"text\": \"y\"}\r\n", "y"),
  ])
  func `text comes out as it was meant`(line: String, text: String) { #expect(pages(line, format: .jsonl).map(\.words) == [text]) }

  @Test func `a line longer than the limit is an error, and the next goes on`() {
    var limits = InputLimits()
    limits.lineBytes = 1000
    let long = "{\"text\": \"" + String(repeating: "a", count: 700_000) + "\"}"
    let results = pages(Array("{\"text\": \"b\"}\n\(long)\n{\"text\": \"c\"}\n".utf8), format: .jsonl, limits: limits)
    #expect(results.map(\.words) == ["b", nil, "c"])
    #expect(results[1].reason == .tooLarge)
  }

  @Test func `lines longer than the window are read`() {
    let long = String(repeating: "abc ", count: 300_000)
    let results = pages(String(repeating: "{\"text\": \"\(long)\"}\n{\"text\": \"x\"}\n", count: 3), format: .jsonl)
    #expect(results.map(\.words) == [long, "x", long, "x", long, "x"])
  }

  @Test func `a page's own declaration does not matter, nor does a mark in a text`() throws {
    let body = """
      <p>The café at the harbour — “Ada’s” — stays open all through the winter, the owner told the council on Monday.</p>\
      <p>Members had asked in the autumn whether the old building could be heated at all, and what that would cost the town.</p>\
      <p>A stove was given by the rowing club, which meets there on most evenings, and the wood comes from the fallen elms.</p>\
      <p>The council will look at the lease again in the spring, when the work on the quay is due to be finished.</p>
      """
    let page =
      "{\"html\": \"<html><head><meta charset=shift_jis><title>Winter</title></head><body><article>\(body)</article></body></html>\"}"
    let article = try PageReader().article(of: try #require(pages(page, format: .jsonl).first?.page))
    #expect(article.text.contains("café at the harbour — “Ada’s” —"))
    let text = try PageReader().article(of: try #require(pages(#"{"text": "\ufeffa\u0000b\n"}"#).first?.page)).text
    #expect(Array(text.utf8) == Array("\u{FEFF}a\0b".utf8))
  }

  @Test func `a text beyond the limit is refused`() {
    var limits = InputLimits()
    limits.textBytes = 100
    let long = String(repeating: "a", count: 200)
    let results = pages(Array("{\"text\": \"\(long)\"}\n{\"text\": \"b\"}".utf8), limits: limits)
    #expect(results.map(\.reason) == [.tooLarge, nil])
    #expect(results[0].error?.place == "line 1")
    #expect(pages(Array(long.utf8), format: .text, limits: limits).map(\.reason) == [.tooLarge])
  }
}
