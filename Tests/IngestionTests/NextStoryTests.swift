import Record
import Testing

@testable import Ingestion

/// Where one story ends and the next begins in the same container, and what is only a section of the text.
struct NextStoryTests {
  private static let text = [
    "The lighthouse at Gannet Point will be dark from Monday while its lamp is replaced, the coast board said.",
    "Keepers will stand a watch with hand lamps at the harbour mouth on every night of the works until June.",
    "“We have had forty years out of the old lamp, and it owes us nothing,” said Ines Tolland of the board.",
    "The new lamp was built in Marrowby and came by rail last week in eleven crates, two of them damaged.",
    "Fishing crews were told at a meeting on Thursday, and most of them asked for a second buoy off the reef.",
    "The board agreed to the buoy on Friday and will pay for it out of the money that was set aside for paint.",
  ]
  private static let other = [
    "The baker of the town sold his oven on Friday to a school that teaches young people how to make bread.",
    "It took nine men and a cart to move it down the hill, and the street was closed for most of the morning.",
  ]

  private static func written(_ paragraphs: some Sequence<String>) -> String { paragraphs.map { "<p>\($0)</p>" }.joined() }

  private func paragraphs(_ body: String) throws -> [String] {
    let page = Array("<html lang=en><head></head><body>\(body)</body></html>".utf8)
    let article = try HTMLArticleReader.article(of: RawPage(.html(page)), bytes: page)
    return article.text.split(separator: "\n\n").map(String.init)
  }

  private static let head = "<h1>Lighthouse to go dark for its new lamp</h1>"

  @Test(arguments: [
    "<h2><a href=/n>Baker sells his old oven</a></h2>", "<h1>Baker sells his old oven</h1>",
    "<h3><a href='https://post.example/n'>Baker sells his old oven</a></h3>",
  ])
  func theNextStoryIsCutOff(_ heading: String) throws {
    let rest = heading + Self.written(Self.other)
    #expect(try paragraphs("<div id=c>\(Self.head)\(Self.written(Self.text))\(rest)</div>") == Self.text)
    #expect(try paragraphs("<article>\(Self.head)\(Self.written(Self.text))\(rest)</article>") == Self.text)
  }

  @Test(arguments: [
    // A heading of the text, with and without a link within it, or about what the headline is about.
    "<h2>What the crews asked for</h2>", "<h2>What <a href=/c>the crews</a> asked for</h2>", "<h1>How the new lamp was built</h1>",
    "<h2><a href='#buoy'>What the crews asked for</a></h2>", "<h2><a href=/lamps>Where old lamps go to rest</a></h2>",
    // Named as the part of a page is, but in the middle of the paragraphs.
    "<h2>Comments from the crews</h2>", "<h2 id='comments-from-the-crews'>Comments from the crews</h2>",
    // Too short for a headline.
    "<h1>The crews</h1>",
    // An entry of a live blog.
    "<h2><a href=/e1>Baker has sold his oven</a></h2><p>10:45 GMT</p>",
  ])
  func sectionsStay(_ heading: String) throws {
    let found = try paragraphs("<article>\(Self.head)\(Self.written(Self.text))\(heading)\(Self.written(Self.other))</article>")
    #expect(found.suffix(2) == Self.other[...] && found.prefix(6) == Self.text[...])
  }

  @Test func entriesOfAListStay() throws {
    let entries = (1...4).map {
      "<h2><a href=/b\($0)>Baker number \($0) of the town</a></h2>" + Self.written(Self.other.map { $0 + " \($0)." })
    }
    let found = try paragraphs("<article>\(Self.head)\(Self.written(Self.text))\(entries.joined())</article>")
    #expect(found.count > 12)
  }

  private static let teasers = [
    ("Baker sells his old oven", "The baker of the town sold his oven on Friday to a school that teaches young people."),
    ("Horse fair goes back to meadow", "The fair will be held on the meadow again, eleven years after a flood drove it away."),
    ("Tide mill grinds once more", "The mill ground its first sack of flour on Thursday after forty years without a miller."),
  ]

  @Test func teasersInARowAreCutOff() throws {
    let rest = Self.teasers.map { "<h3><a href=/t>\($0.0)</a></h3><p>\($0.1)</p>" }.joined()
    #expect(try paragraphs("<article>\(Self.head)\(Self.written(Self.text))\(rest)</article>") == Self.text)
    // With a paragraph behind them they are not the page's last part.
    let inside = try paragraphs("<article>\(Self.head)\(Self.written(Self.text))\(rest)\(Self.written(Self.other))</article>")
    #expect(inside.suffix(2) == Self.other[...])
  }

  @Test func aBriefIsReadWithoutTheTeasersBehindIt() throws {
    let brief = ["The ferry to Gannet Point runs again from Friday, its office said.", "Its engine was replaced over the winter."]
    let data = #"<script type="application/ld+json">{"@type": "NewsArticle", "headline": "Ferry back in service"}</script>"#
    let article = "<article><h1>Ferry back in service</h1>\(Self.written(brief))</article>"
    let cards = Self.teasers.map { "<div><h3><a href=/t>\($0.0)</a></h3><p>\($0.1)</p></div>" }.joined()
    #expect(try paragraphs(data + article) == brief)
    #expect(try paragraphs("<main>\(data)\(article)<div>\(cards)</div></main>") == brief)
    #expect(try paragraphs("<main>\(data)\(article)<section><h2>Latest</h2>\(cards)</section></main>") == brief)
    // Without a heading between them, the text behind is the rest of the article.
    let rest = Self.written(Self.text)
    #expect(try paragraphs("<main>\(data)\(article)<div>\(rest)</div></main>").suffix(6) == Self.text[...])
    // Nothing says that this is an article, or one under this headline.
    #expect(throws: IngestionError.self) { try paragraphs(article) }
    #expect(throws: IngestionError.self) { try paragraphs(data.replacing("Ferry back", with: "Boat back") + article) }
  }

  @Test func aFewParagraphsBeforeAreNoStory() throws {
    let heading = "<h2><a href=/n>Baker sells his old oven</a></h2>"
    let found = try paragraphs("<article>\(Self.head)\(Self.written(Self.text[..<2]))\(heading)\(Self.written(Self.other))</article>")
    #expect(found.contains(Self.other[0]))
  }

  @Test(arguments: ["related-works", "comments-from-residents", "advertising-rules", "newsletter-ban", "poll-results", "credit-crunch"])
  func aSectionWhoseIdSpellsATopicIsText(_ id: String) throws {
    let body = Self.written(Self.text[..<4]) + "<section id=\(id)><h2>What comes of it</h2>\(Self.written(Self.text[4...]))</section>"
    let found = try paragraphs("<article>\(Self.head)\(body)</article>")
    #expect(found == Self.text[..<4] + ["What comes of it"] + Self.text[4...])
  }

  @Test(arguments: [
    "<section id=related-works><h2>What comes of it</h2><ul><li><a href=/a>The baker’s oven</a></li></ul>\(written(other))</section>",
    "<section id=related-works class=related><h2>What comes of it</h2>\(written(other))</section>",
    "<section id=related-works><h2><a href=/n>What comes of it</a></h2>\(written(other))</section>",
    "<section id=comments><h2>What they say</h2>\(written(other))</section>",
    "<section id=newsletter-ban><h2>What comes of it</h2>\(written(other))<form><input></form></section>",
    "<section id=related-works><h2>What comes of it</h2><p><a href=/a>\(other[0])</a></p><p><a href=/b>\(other[1])</a></p></section>",
  ])
  func aBoxWithSuchAnIdIsNot(_ box: String) throws {
    #expect(try paragraphs("<article>\(Self.head)\(Self.written(Self.text))\(box)</article>") == Self.text)
  }

  @Test(arguments: [1, 2, 3], ["<div class=a>", "<div>"])
  func aSmallFirstPartIsText(_ count: Int, _ open: String) throws {
    for (holder, end) in [("article", "article"), ("main", "main"), ("div id=page", "div")] {
      for between in ["", "<div class=byline>By Ann Roe</div>", "<div class=meta>By Ann Roe<br>May 3, 2024</div>"] {
        let parts = "\(open)\(Self.written(Self.text[..<count]))</div><div class=b>\(Self.written(Self.text[count...]))</div>"
        #expect(try paragraphs("<\(holder)>\(Self.head)\(between)\(parts)</\(end)>") == Self.text, "\(holder), \(between)")
      }
    }
  }

  @Test func charactersThatWereEncodedTwiceAreRead() throws {
    let page =
      "<article>\(Self.head)\(Self.written(Self.text))<p>&amp;ldquo;The lamp&amp;rsquo;s glass is whole,&amp;#8221; the board&amp;nbsp;said of R&amp;amp;D.</p></article>"
    #expect(try paragraphs(page).last == "“The lamp’s glass is whole,” the board\u{A0}said of R&D.")
  }
}
