import Record
import Testing

@testable import Ingestion

/// Pages saved by a browser say where they are from.
struct SavedPageTests {
  private static let text = String(
    repeating: "<p>The ferry to Skarn sailed on Monday for the first time in nine weeks, the council said.</p>", count: 3)

  private func article(_ mark: String, url: String? = nil) throws -> (url: String?, retrieved: String?) {
    let page = Array("<!DOCTYPE html>\n\(mark)<html lang=en><head><title>Ferry sails</title></head><body>\(Self.text)</body></html>".utf8)
    let article = try HTMLArticleReader.article(of: RawPage(.html(page), url: url), bytes: page)
    return (article.url, article.provenance.retrieved)
  }

  @Test(arguments: [
    ("<!-- saved from url=(0025)https://post.example/ferry -->", "https://post.example/ferry", nil),
    (
      "<!--\n Page saved with SingleFile \n url: https://post.example/ferry?a=1 \n saved date: Mon Nov 30 2020 09:05:00 GMT+0100 (CET)\n-->",
      "https://post.example/ferry?a=1", "2020-11-30T09:05:00+01:00"
    ),
    ("<!-- saved from url=(0014)about:internet -->", nil, nil),
    ("<!--\n Page saved with SingleFile \n url: file:///home/a.html \n-->", nil, nil),
    ("<!-- saved from url=(", nil, nil), ("", nil, nil),
  ])
  func marks(_ mark: String, _ url: String?, _ retrieved: String?) throws {
    let mark = mark.hasSuffix("(") ? mark + " -->" : mark
    #expect(try article(mark) == (url, retrieved))
  }

  @Test func theInputsOwnAddressCountsFirst() throws {
    let found = try article("<!-- saved from url=(0025)https://post.example/ferry -->", url: "https://post.example/boat")
    #expect(found.url == "https://post.example/boat")
  }
}
