import Record
import Testing

@testable import Ingestion

/// The headline that the reader sees: below the breadcrumbs, under its kicker, whatever heading it is in.
struct HeadlineKindTests {
  private static let text = [
    "The ferry to Skarn sailed on Monday for the first time in nine weeks, with a new ramp, an old crew and forty sheep that nobody had booked.",
    "Its engine had been taken apart on the slip at Morland, where the yard found a fishing net, two hubcaps and most of a bicycle in the intake.",
    "The council wants to know by June what a second boat would cost, and whether the old one can be kept for the days on which the new one is not running.",
  ].map { "<p>\($0)</p>" }.joined()

  private func article(_ body: String, title: String) throws -> Article {
    let page = "<html lang=en><head><title>\(title)</title></head><body>\(body)</body></html>"
    return try HTMLArticleReader.article(of: RawPage(.html(Array(page.utf8))), bytes: Array(page.utf8))
  }

  private static let crumb = "Ferry to Skarn sails again"
  private static let shown = "Ferry sails again after nine weeks in dock"

  @Test(
    "an h1 that closes a row of links is a crumb, in whatever elements the row is set",
    arguments: [
      "<nav><a href=/>Home</a><h1>\(crumb)</h1></nav>",
      "<div><a href=/>Home</a> <a href=/coast>Coast</a> <h1>\(crumb)</h1></div>",
      "<ol><li><a href=/>Home</a> ›</li><li><a href=/coast>Coast</a> ›</li><li><h1>\(crumb)</h1></li></ol>",
      "<div><a href=/>Home</a><span> / </span><span><h1>\(crumb)</h1></span></div>",
    ])
  func crumbs(_ row: String) throws {
    let found = try article("\(row)<article><h2>\(Self.shown)</h2>\(Self.text)</article>", title: "\(Self.crumb) | The Skarn Post")
    #expect(found.title == Self.shown)
    #expect(found.site == "The Skarn Post")
    #expect(found.text.hasPrefix("The ferry to Skarn"))
  }

  @Test(
    "of a heading of two lines the lower is the headline",
    arguments: [
      "<h2><span>On the Sound</span><div>\(shown)</div></h2>",
      "<h2><div><span>On the Sound</span><span aria-hidden=true> – </span><span>\(shown)</span></div></h2>",
    ])
  func kickersBelowCrumbs(_ heading: String) throws {
    let row = "<nav><a href=/>Home</a><h1>\(Self.crumb)</h1></nav>"
    let found = try article("\(row)<article>\(heading)\(Self.text)</article>", title: Self.crumb)
    #expect(found.title == Self.shown)
    #expect(found.text.hasPrefix("The ferry to Skarn"))
  }

  @Test("an h2 that says something else is a subheading") func otherHeading() throws {
    let row = "<ol><li><a href=/>Home</a></li><li><h1>\(Self.crumb)</h1></li></ol>"
    let found = try article("\(row)<article><h2>What the yard found in the intake</h2>\(Self.text)</article>", title: Self.crumb)
    #expect(found.title == Self.crumb)
  }

  @Test(
    "a dash that stands alone in its element parts the kicker from the headline",
    arguments: ["h1", "h3"])
  func partedKickers(_ tag: String) throws {
    let heading = "<\(tag)> <span>On the Sound</span> <span class=offscreen> - </span> <span>\(Self.shown)</span> </\(tag)>"
    let found = try article("<article>\(heading)\(Self.text)</article>", title: "On the Sound: \(Self.shown) | The Skarn Post")
    #expect(found.title == Self.shown)
  }

  @Test("a heading in one line is left whole") func oneLine() throws {
    let heading = "<h1><span>On the Sound:</span> \(Self.shown)</h1>"
    #expect(try article("<article>\(heading)\(Self.text)</article>", title: "x").title == "On the Sound: \(Self.shown)")
  }
}
