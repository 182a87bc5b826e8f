import Testing

@testable import Ingestion

/// Dates that the reader sees, on pages that give machines none.
struct VisibleDateTests {
  private func metadata(_ body: String, address: String, language: String = "en") -> PageMetadata {
    let text = String(
      repeating: "<p>The ferry will not sail before the ice is gone, the harbour master of Pell said on Monday at noon.</p>", count: 3)
    let cut = PageCutter.cut(Array("<html lang=\(language)><body>\(body)\(text)</body></html>".utf8))
    let page = PageAnalysis(LibXML2Parser.parse(cut, limit: .seconds(1)).tree, vocabulary: .standard)
    return MetadataReader(page: page, jsonLD: cut.jsonLD, address: address, titled: nil).metadata()
  }

  @Test(arguments: [
    // The clock time is in an element of its own.
    ("https://post.example/a", "<h1>Head</h1><p>October 23, 2025</p><p>5:50 pm CET</p>", "2025-10-23T17:50:00+02:00"),
    ("https://post.co.za/a", "<h1>Head</h1><p class=date>28 November 2025</p><hr><p class=hour>03:26 pm</p>", "2025-11-28T15:26:00+02:00"),
    ("https://post.example/a", "<h1>Head</h1><p>October 23, 2025</p><p>5 min read</p><p>5:50 pm CET</p>", "2025-10-23"),
    // Day and month with a short year are not a clock time.
    ("https://post.de/a", "<h1>Head</h1><span class=date>15.04.25 09:56</span>", "2025-04-15T09:56:00+02:00"),
    // The clock time shown equals the attribute's, so the attribute's zone is wrong.
    (
      "https://post.de/a", "<h1>Head</h1><time datetime='2024-04-28T08:52:55+00:00'>28.04.2024 um 08:52 Uhr</time>",
      "2024-04-28T08:52:00+02:00"
    ),
    (
      "https://post.de/a", "<h1>Head</h1><time datetime='2024-04-28T08:52:55+00:00'>28.04.2024 um 10:52 Uhr</time>",
      "2024-04-28T08:52:55+00:00"
    ),
    // Microdata in a bar, in an aside, and around a <time>.
    (
      "https://post.example/a", "<nav><li itemprop=datePublished content='2023-04-28T18:41:00+02:00'>28. 4. 2023</li></nav><h1>Head</h1>",
      "2023-04-28T18:41:00+02:00"
    ),
    (
      "https://post.example/a",
      "<h1>Head</h1><span itemprop=datePublished><a href=/x><time datetime='2023-04-10T14:05:49+02:00'>April 10, 2023</time></a></span>",
      "2023-04-10T14:05:49+02:00"
    ),
    // A side column between headline and text.
    (
      "https://post.example/a", "<main><h1>Head</h1><aside><b>By Ann Lee</b><div>Sat 24 Feb 2024 12.42 CET</div></aside>",
      "2024-02-24T12:42:00+01:00"
    ),
    // A picture's date does not count, and of several dates above the headline the nearest does.
    (
      "https://post.de/a",
      "<main><p class=caption>Archive (16.08.2024): the quay</p><time datetime='2024-08-27T12:32:24+02:00'>27.08.2024</time><h1>Head</h1>",
      "2024-08-27T12:32:24+02:00"
    ),
    // A clock time without a day is of the day on which the page was served, which the masthead gives.
    (
      "https://post.se/a", "<nav><time>torsdag 8 januari 2026</time></nav><h1>Head</h1><p>Uppdaterad 15.59 | Publicerad 14.14</p>",
      "2026-01-08T14:14:00+01:00"
    ),
    (
      "https://post.example/a", "<nav><div class=date>Thursday, January 8, 2026</div></nav><h1>Head</h1><p>Published 2:14 pm</p>",
      "2026-01-08"
    ),
    // A page that gives only its last change is from that day.
    ("https://post.example/a", "<h1>Head</h1><p class=byline>Ann Lee / <span>Updated: Dec 17, 2025, 21:47 IST</span></p>", "2025-12-17"),
  ])
  func published(_ address: String, _ body: String, _ date: String) {
    #expect(metadata(body, address: address).published?.value == date)
  }

  @Test(arguments: [
    "<h1>Head</h1><aside><p>3 May 2020</p><p>4 May 2021</p></aside>",
    "<h1>Head</h1><p>The ferry stays, said the mayor.</p><ul><li><a href=/h title='Stars on 20 December 2025'>Stars</a></li></ul>",
    "<h1>Head</h1><section class=comments><span itemprop=datePublished content='2020-05-03'>x</span></section>",
    "<h1>Head</h1><p>Published 14:14</p>",
    "<nav><p class=date>3 May 2020</p><p class=date>4 May 2020</p></nav><h1>Head</h1><p>Published 14:14</p>",
    "<nav><p class=date>3 May 2020</p></nav><h1>Head</h1><p>Posted 14 times, published nowhere</p>",
    "<h1>Head</h1><nav><article><time itemprop=datePublished datetime='2020-05-03'>x</time></article></nav>",
  ])
  func noDateOfOthers(_ body: String) { #expect(metadata(body, address: "https://post.example/a").published == nil) }

  /// Where the address names no country, the language's region tells the zone, unless systems write it on pages of any country.
  @Test(arguments: [
    ("en-ZA", "2025-11-28T15:26:00+02:00"), ("en-IN", "2025-11-28T15:26:00+05:30"), ("es-AR", "2025-11-28T15:26:00-03:00"),
    ("en-GB", "2025-11-28"), ("en-US", "2025-11-28"), ("en", "2025-11-28"), ("fr-FR", "2025-11-28"), ("en-CA", "2025-11-28"),
  ])
  func zoneOfALanguage(_ language: String, _ date: String) {
    let found = metadata("<h1>Head</h1><p>28 November 2025 15:26</p>", address: "https://post.example/a", language: language)
    #expect(found.published?.value == date)
  }

  @Test func lastChangeKeepsItsTime() {
    let found = metadata("<h1>Head</h1><p>Updated: Dec 17, 2025, 21:47 IST</p>", address: "https://post.example/a")
    #expect(found.modified?.value == "2025-12-17T21:47:00+05:30" && found.published?.origin == "updated")
  }

  @Test(arguments: [
    (
      "<title>Ice, ice | What now</title>", "<h1><a href=/>Quay</a> <a href=/n>News</a></h1><h1>Ferry stays in port</h1>",
      "Ferry stays in port"
    ),
    ("<title>Ferry stays in port - by Ann Lee - The Quay</title>", "<h1>The Quay</h1><h1>Ferry stays in port</h1>", "Ferry stays in port"),
  ])
  func headline(_ head: String, _ body: String, _ title: String) {
    let cut = PageCutter.cut(Array("<html><head>\(head)</head><body>\(body)</body></html>".utf8))
    let page = PageAnalysis(LibXML2Parser.parse(cut, limit: .seconds(1)).tree, vocabulary: .standard)
    #expect(MetadataReader(page: page, jsonLD: [], address: nil, titled: nil).metadata().title?.value == title)
  }
}
