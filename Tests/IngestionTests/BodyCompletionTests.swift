import Record
import Testing

@testable import Ingestion

/// Articles whose text is in several containers beside each other, and what beside a container is not the article's.
struct BodyCompletionTests {
  private static let text = [
    "The lighthouse at Gannet Point will be dark from Monday while its lamp is replaced, the coast board said.",
    "Keepers will stand a watch with hand lamps at the harbour mouth on every night of the works until June.",
    "“We have had forty years out of the old lamp, and it owes us nothing,” said Ines Tolland of the board.",
    "The new lamp was built in Marrowby and came by rail last week in eleven crates, two of them damaged.",
    "Fishing crews were told at a meeting on Thursday, and most of them asked for a second buoy off the reef.",
    "The board agreed to the buoy on Friday and will pay for it out of the money that was set aside for paint.",
    "No ship has been lost on the reef since 1931, when a coal boat broke up there in a storm from the east.",
    "A museum in the town wants the old lens, which weighs nearly two tons and has never been taken down.",
    "Visitors may climb the tower again from the first of July, when the scaffolding is to be taken away.",
  ]
  private static let other = [
    "The baker of Gannet Point sold his oven on Friday to a school that teaches young people how to make bread.",
    "It took nine men and a cart to move it down the hill, and the street was closed for most of the morning.",
  ]

  private static func written(_ paragraphs: some Sequence<String>) -> String { paragraphs.map { "<p>\($0)</p>" }.joined() }

  private func paragraphs(_ body: String) throws -> [String] {
    let page = Array("<html lang=en><head></head><body>\(body)</body></html>".utf8)
    let article = try HTMLArticleReader.article(of: RawPage(.html(page)), bytes: page)
    let bytes = Array(article.text.utf8)
    return article.paragraphs.map { String(decoding: bytes[$0.range.start..<$0.range.end], as: UTF8.self) }
  }

  /// The ends of the parts, by paragraph.
  private static let cuts = [[4], [5], [6], [7], [2, 4], [3, 6], [5, 7]]
  /// The parts' classes in turn.
  private static let classes = [["a", "a"], ["a", "b"], ["story-body", "more"], ["story-body", ""], ["", ""]]

  @Test(arguments: cuts, classes)
  func partsOfAnyClassAndSize(_ cuts: [Int], _ classes: [String]) throws {
    for between in ["", "<div class=ad>Advertisement</div>", "<aside><a href=/x>Read this story as well</a></aside>", "<img src=x>"] {
      for (open, close) in [("article", "article"), ("main", "main"), ("div id=page", "div")] {
        var start = 0
        var parts: [String] = []
        for (number, end) in (cuts + [Self.text.count]).enumerated() {
          parts.append("<div class='\(classes[min(number, 1)])'>\(Self.written(Self.text[start..<end]))</div>")
          start = end
        }
        let found = try paragraphs(
          "<\(open)><h1>Lighthouse to go dark for its new lamp</h1>\(parts.joined(separator: between))</\(close)>")
        #expect(found == Self.text, "\(open), \(cuts), \(classes), \(between)")
      }
    }
  }

  @Test(arguments: [
    "<article><h1>Lighthouse to go dark</h1><div class=a>\(written(text[..<5]))</div>\(written(text[5...]))</article>",
    "<article><h1>Lighthouse to go dark</h1>\(written(text[..<5]))<div class=a>\(written(text[5...]))</div></article>",
    "<div><div class=story-body><h1>Lighthouse to go dark</h1>\(written(text[..<6]))</div><div><div>\(written(text[6...]))</div></div></div>",
  ])
  func partsOfAnyForm(_ page: String) throws {
    #expect(try paragraphs(page) == Self.text)
  }

  /// What follows the only container in the article's element, and is not the article's.
  @Test(arguments: [
    "<div class=b><h1>Baker sells his oven</h1>\(written(other))</div>",
    "<div class=b><h2>Baker sells his oven</h2>\(written(other))</div>",
    "<div class=b><h2><a href=/n>Baker sells his oven</a></h2>\(written(other))</div>",
    "<div class=b><a href=/n>Baker sells his old oven</a>\(written(other))</div>",
    "<div class=b><p class=byline>By Bo Lee</p>\(written(other))</div>",
    "<h2>Baker sells his oven</h2>\(written(other))",
    "<div class=b><a href=/1>The baker and his oven</a><p>\(other[0])</p></div><div class=b><a href=/2>The oven’s road</a><p>\(other[1])</p></div>",
    "<div class=b><h3>2 Comments</h3><div class=c><b>Wren</b><p>\(other[0])</p></div><div class=c><b>Finch</b><p>\(other[1])</p></div></div>",
    "<div class=b><div class=c><b>Wren</b><p>\(other[0])</p></div><div class=c><b>Finch</b><p>\(other[1])</p></div></div>",
    "<div class=comments>\(written(other))</div>",
    "<div class=b><h3>Related stories</h3>\(written(other))</div>",
    "<div class=b><ul><li><a href=/1>\(other[0])</a></li><li><a href=/2>\(other[1])</a></li></ul></div>",
    "<div class=b>\(written(other))<form><input type=email><button>Go</button></form></div>",
    "<hr>\(written(other))",
    "<div class=b><p>\(other[0])</p></div>",
  ])
  func whatIsNotTheArticlesStaysOut(_ rest: String) throws {
    let found = try paragraphs(
      "<article><h1>Lighthouse to go dark for its new lamp</h1><div class=a>\(Self.written(Self.text))</div>\(rest)</article>")
    #expect(found == Self.text)
  }
}
