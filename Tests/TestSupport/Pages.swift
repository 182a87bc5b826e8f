/// Small pages of invented news for tests.
package enum Pages {
  /// A page with one article: a headline, a byline and paragraphs.
  package static func article(_ headline: String, url: String = "https://www.example.com/a", paragraphs: [String]) -> String {
    """
    <!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>\(headline)</title>
    <link rel="canonical" href="\(url)"><meta property="og:site_name" content="Test Gazette">
    <meta property="article:published_time" content="2019-03-04T08:00:00Z"></head>
    <body><nav><a href="/">Home</a></nav><main><article><h1>\(headline)</h1><p class="byline">By Ann Roe</p>
    \(paragraphs.map { "<p>\($0)</p>" }.joined(separator: "\n"))
    </article></main><footer>All rights reserved</footer></body></html>
    """
  }

  /// A whole article about a harbour.
  package static let harbour = article(
    "Harbour wall to be rebuilt", url: "https://www.example.com/harbour",
    paragraphs: [
      "The harbour wall at Nether Quay will be rebuilt after the winter storms broke it in three places, the council decided on Monday.",
      "\u{201C}We cannot ask the boats to sit out another winter behind a heap of stones,\u{201D} said Harriet Oduya, the leader of Nether Quay Town Council.",
      "The work will cost $1.4 million and take more than 18 months, according to the council. About 40 boats will have to move to the north pier.",
      "Fishermen have asked for the wall since it was first breached. Oduya said the delay had been the fault of the insurers.",
      "The contract is to be signed before the end of the month, and the first stones are expected to arrive by barge in June.",
    ])
}
