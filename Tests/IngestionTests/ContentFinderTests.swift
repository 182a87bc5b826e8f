import Knowledge
import Record
import Testing

@testable import Ingestion

/// Which parts of a page are article and which are not: one page per case, with paragraphs written for it.
struct ContentFinderTests {
  private static let one = "The council voted by nine to four on Tuesday to keep the market where it has stood for six hundred years."
  private static let two = "“It will outlive this report as well,” said the committee’s chairman, to the loud applause of the traders."
  private static let three = "Officers had argued that the move would free the square for a fountain and a small café with a terrace."

  private func article(_ body: String, head: String = "") throws -> Article {
    let page = "<html lang=en><head>\(head)</head><body>\(body)</body></html>"
    return try HTMLArticleReader.article(of: RawPage(.html(Array(page.utf8))), bytes: Array(page.utf8))
  }

  private func paragraphs(_ article: Article) -> [String] {
    let bytes = Array(article.text.utf8)
    return article.paragraphs.map { String(decoding: bytes[$0.range.start..<$0.range.end], as: UTF8.self) }
  }

  /// A teaser box for another story.
  private static func card(_ thing: String) -> String {
    "<article class=x2><span>Nature</span><h3><a href=/\(thing)>The \(thing) that came back</a></h3>"
      + "<p>“Nobody believed it was the same \(thing) until we read the ring,” said its owner on Friday.</p><small>4h ago · Ann Lee</small></article>"
  }

  private static let p = "<p>\(one)</p><p>\(two)</p><p>\(three)</p>"

  @Test(arguments: [
    ("https://twitter.com/roe/status/1", true), ("https://M.Twitter.com/roe/status/1", true), ("https://twitter.com/roe/lists/1", false),
    ("https://www.facebook.com/roe/posts/12", true), ("https://old.reddit.com/r/a/comments/12", true),
    ("https://bsky.app/profile/a/post/3k", true),
    ("https://mastodon.example/@roe/109876543210", true), ("https://mastodon.example/@roe", false),
    ("https://mastodon.example/@roe/2019", false),
    ("/share?u=https://twitter.com/roe/status/1", true), ("https://news.example/twitter.com/status/1", false),
    ("https://api.twitter.com/a/status/1", false),
  ])
  func postOnASocialNetworkIsKnownByItsAddress(address: String, isPost: Bool) {
    #expect(SocialPost.isAddress(Array(address.utf8)[...]) == isPost)
  }

  @Test(arguments: [
    ("<div itemprop=articleBody>\(p)</div>", "microdata"),
    ("<div class='page'><div class='article-body'>\(p)</div></div>", "body class"),
    ("<article>\(p)</article>", "article"),
    ("<main>\(p)</main>", "main"),
    ("<div><div>\(p)</div></div>", "density"),
    ("<table><tr><td><a href=a>Home</a><br><a href=b>News</a></td><td>\(one)<br><br>\(two)<br><br>\(three)</td></tr></table>", "density"),
  ])
  func stepsOfTheCascade(_ body: String, _ step: String) throws {
    let found = try article("<nav><a href=/>Home</a></nav><h1>Market stays where it is</h1>\(body)<footer><p>© The Post</p></footer>")
    #expect(found.origins["text"] == step)
    #expect(paragraphs(found) == [Self.one, Self.two, Self.three])
  }

  @Test func cardsOfOtherStoriesGoWhateverTheirClass() throws {
    let four = "The vote ends a dispute of eleven years, in which two inquiries cost more than the fountain ever would have."
    let five =
      "Traders pay £14 a day for a pitch, a sum that has not changed since the square was last paved, in 1998, at a cost of £2.1 million."
    let found = try article(
      "<main><h1>Market stays</h1>\(Self.p)<div class=x1>\(Self.card("goose"))\(Self.card("ferry"))\(Self.card("comet"))</div>"
        + "<p>\(four)</p><p>\(five)</p></main>")
    #expect(paragraphs(found) == [Self.one, Self.two, Self.three, four, five])
  }

  @Test func numbersBeforeOtherWordsAreText() throws {
    let found = try article(
      "<article><h1>Market stays</h1>\(Self.p)<h3>14 comments that shook the hall</h3><p>\(Self.one) Again.</p></article>")
    #expect(found.text.contains("14 comments that shook the hall"))
  }

  @Test func anArticleOfBoxesWithLinkedHeadingsStays() throws {
    let entry = "<div><h3><a href=/hotel>The Lark Hotel</a></h3><p>\(Self.one) \(Self.two) \(Self.three)</p></div>"
    let found = try article("<h1>Three places to stay</h1><div class=article-body><p>\(Self.one)</p>\(entry)\(entry)\(entry)</div>")
    #expect(found.text.contains("The Lark Hotel"))
  }

  @Test func theRestOfAnArticleBehindItsRelatedStoriesGoes() throws {
    let found = try article(
      "<h1>Market stays</h1><div class=article-body>\(Self.p)<h3>Related stories</h3><p>Another story altogether, that is told here in some words.</p></div>"
    )
    #expect(paragraphs(found) == [Self.one, Self.two, Self.three])
  }

  @Test func theStructuredBodyIsTheLastResort() throws {
    let json = #"{"@type":"NewsArticle","articleBody":"\#(Self.one)\n\n\#(Self.two)\n\n\#(Self.three)"}"#
    let found = try article("<p>Loading …</p>", head: "<script type='application/ld+json'>\(json)</script>")
    #expect(found.origins["text"] == "json-ld")
    #expect(paragraphs(found) == [Self.one, Self.two, Self.three])
  }

  @Test(arguments: [
    "<p><a href=/x>Read more: The market that moved and came back</a></p>",
    "<p><a href=/x>MARKET TRADERS CELEBRATE INTO THE NIGHT</a></p>",
    "<p>Related: <a href=/x>The market that moved</a></p>",
    "<p>Advertisement</p>",
    "<div class='share-bar'><p>Share this with everyone whom you know and like</p></div>",
    "<figure><img src=a><figcaption>Stallholders outside the Guildhall on Tuesday.</figcaption></figure>",
    "<p>Stallholders outside the Guildhall. Picture: Pat Oxborrow</p>",
    "<p><em>Sign up for our <a href=/n>morning newsletter</a>.</em></p>",
    "<aside><h3>More stories</h3><p>Another story altogether, told in a few words.</p></aside>",
    "<div class='newsletter'><h4>In your inbox</h4><p>Every Thursday: ten things to do.</p></div>",
    "<div style='display: none'><p>Nobody can see this on the page.</p></div>",
    "<ul><li><a href=/1>The first of three stories</a></li><li><a href=/2>The second of three stories</a></li></ul>",
    "<blockquote class=quote>It will outlive this report as well</blockquote>",
    "<p>We may earn a commission from what you buy through our links.</p>",
    "<h3>Where our money comes from</h3><p>Please <a href=/s>consider supporting</a> this paper.</p><hr>",
    "<p>Pictured from left, the stallholders Ann Lee, Bo Chan and Cy Dee at the Guildhall.</p>",
    "<p>&gt;&gt; How the market <a href=/x>came back after the flood of 1953</a></p>",
    // Boxes whose class says nothing.
    "<div class=css-1a2><h4>Related stories</h4><ul><li><a href=/1>The market that moved away</a><p>It came back within a year.</p></li></ul></div>",
    "<div class=css-1a2><div class=css-3f>Watch <a>How the traders heard the news</a> – video 2:18</div></div>",
    "<div class=css-1a2><h4>Have your say</h4><p>Should the market stay open on Mondays?</p><p>2,914 votes so far, 61% for yes</p></div>",
  ])
  func clutterBetweenParagraphs(_ clutter: String) throws {
    let found = try article("<article><h1>Market stays</h1><p>\(Self.one)</p>\(clutter)<p>\(Self.two)</p><p>\(Self.three)</p></article>")
    #expect(paragraphs(found) == [Self.one, Self.two, Self.three])
  }

  @Test(arguments: [
    ("<p class=byline>By Ann Lee</p><p>March 3, 2020</p>", ""),
    ("<p>By Ann Lee</p><p>Published: Monday, 3 March 2020</p>", ""),
    ("<h2>Row over the square</h2><h2>The market will stay</h2>", ""),
    ("<h2><span>Row over the square</span> The market of six hundred years stays</h2>", ""),
    ("", "<p>Bo Chan contributed to this report.</p>"),
    ("", "<div class='author-bio'><p>Ann Lee is a reporter who covers the town and its markets.</p></div>"),
    ("", "<p>Reach Ann Lee at ann@post.example or 555-0134.</p>"),
    ("", "<h3>Comments</h3><p>I like the market very much.</p>"),
    ("", "<h3>Related stories</h3>"),
    (
      "",
      "<div class=x1><h3>2 responses to “The market stays”</h3>\(String(repeating: "<p>I never liked the market, and I never liked the square that it stands in.</p>", count: 9))</div>"
    ),
    ("", "<p>14 comments</p><div class=x1><p>I never liked the market, and I never liked the square that it stands in.</p></div>"),
    ("", "<div id=comments><p>\(String(repeating: "I never liked the market at all. ", count: 30))</p></div>"),
  ])
  func clutterAtTheEnds(_ lead: String, _ tail: String) throws {
    let found = try article("<article><h1>The market of six hundred years stays</h1>\(lead)\(Self.p)\(tail)</article>")
    #expect(paragraphs(found) == [Self.one, Self.two, Self.three])
  }

  @Test func kindsOfParagraphs() throws {
    let body = """
      <h2>What was said</h2><p>\(Self.one)</p><ul><li>Nine members for</li><li>Four against</li></ul><blockquote><p>\(Self.two)</p></blockquote>
      <table><tr><th>Ward</th><th>Votes</th></tr><tr><td>North</td><td>9</td></tr></table>
      <p>\(Self.three)</p><p>Correction: An earlier version of this article gave a wrong number of stalls.</p>
      """
    let found = try article("<article><h1>Market stays</h1>\(body)</article>")
    #expect(
      found.paragraphs.map(\.kind) == [.heading, .paragraph, .listItem, .listItem, .blockquote, .table, .table, .paragraph, .correction])
    #expect(paragraphs(found)[6] == "North 9")
  }

  @Test func theStandfirstComesFirst() throws {
    let found = try article(
      "<header><h1>Market stays</h1><p class=standfirst>Traders cheer as a plan to move the stalls is thrown out</p></header><div class='article-body'>\(Self.p)</div>"
    )
    #expect(paragraphs(found).first == "Traders cheer as a plan to move the stalls is thrown out")
    #expect(found.paragraphs.first?.kind == .paragraph)
  }

  @Test func textReadsAsSeen() throws {
    let body =
      "<p>The <b>coun</b>cil  voted\n by <a href=x>nine</a><sup><a href='#1'>1</a></sup> to four<br>on Tuesday, at 5\u{A0}p.m., to keep the <i>Satur</i>day market where it was.</p>"
    let found = try article("<article>\(body)\(Self.p)</article>")
    #expect(
      paragraphs(found).first == "The council voted by nine to four on Tuesday, at 5\u{A0}p.m., to keep the Saturday market where it was.")
  }

  @Test func aLiveBlogKeepsItsEntries() throws {
    let entries = [Self.one, Self.two, Self.three].map { "<article class=block><h2>Entry</h2><p>\($0)</p></article>" }.joined()
    let found = try article("<main><h1>Market live</h1><div class=liveblog>\(entries)</div></main>")
    #expect(paragraphs(found).filter { $0 != "Entry" } == [Self.one, Self.two, Self.three])
  }

  @Test func anIndexPageIsNoArticle() {
    let card =
      "<div><h2><a href=/a>A headline of another page</a></h2><p>Some eighty letters that tell what the other page is about, and no more than that.</p></div>"
    let body = "<main><h1>News</h1>\(String(repeating: card, count: 9))</main>"
    #expect(throws: IngestionError.self) { try article(body) }
  }

  /// What surrounds the content on every page of a site.
  private static let frame = (
    "<div role=dialog><h2>Your privacy</h2><p>We and our 214 partners store and read information on your device, such as cookies, and process personal "
      + "data, such as unique identifiers, to show you personalised advertising and to learn about our readers. Your choices apply here alone.</p></div>"
      + "<header><a href=/>The Post</a><ul><li><a href=/a>News</a><li><a href=/b>Sport</a></ul></header>",
    "<footer><h5>About</h5><h5>Legal</h5><p>© 2024 The Post. All rights reserved. No part of this site may be copied, stored or republished without "
      + "permission in writing. If you think that we have got something wrong, write to our readers’ editor within four months of the day.</p></footer>"
  )

  @Test(arguments: [
    "<main><h1>Sign in</h1><form><p>Subscribers read everything: the news, the puzzles and the archive of 130 years.</p><input></form></main>",
    "<main><article><h1>The regatta in pictures</h1>"
      + String(repeating: "<figure><img src=a><figcaption>\(one) Picture: Pat Oxborrow</figcaption></figure>", count: 12)
      + "</article></main>",
    "<main><h1>Search</h1><ol>" + String(repeating: "<li><h3><a href=/x>\(two)</a></h3><p>\(one)</p></li>", count: 12) + "</ol></main>",
    "<main><h1>News</h1><div>" + card("goose") + card("ferry") + card("comet") + card("market") + card("bridge") + card("mine")
      + "</div></main>",
    "<main><h1>Page not found</h1><p>The page may have moved, or the address is wrong. Please try our search.</p></main>",
  ])
  func pagesWithoutArticleSayIt(_ body: String) {
    do throws(IngestionError) {
      let page = Array("<html lang=en><body>\(Self.frame.0)\(body)\(Self.frame.1)</body></html>".utf8)
      let found = try HTMLArticleReader.article(of: RawPage(.html(page)), bytes: page)
      Issue.record("found an article: \(found.text)")
    } catch {
      #expect(error.reason == .notArticle && error.message.hasPrefix("no article here"))
    }
  }

  @Test func publishersHaveTheirLines() throws {
    let table = "domain\tuntil\tcontent\tdrop\tbyline\npost.example\t2020-01-01\tq1\tq2\t\n"
    let quirks = PublisherQuirks(Lexicon(name: "publishers.tsv", bytes: Array(table.utf8)))
    let tree = LibXML2Parser.parse(PageCutter.cut(Array("<div class='x q1'></div><div id=q2></div>".utf8)), limit: .seconds(1)).tree
    var page = PageAnalysis(tree, vocabulary: .standard)
    quirks.apply(to: &page, address: "https://www.post.example/a", published: "2020-02-02")
    #expect(!page.purposes.contains(.body))
    quirks.apply(to: &page, address: "https://www.outpost.example/a", published: "2019-02-02")
    #expect(!page.purposes.contains(.body))
    quirks.apply(to: &page, address: "https://www.post.example/a", published: "2019-02-02")
    #expect(page.purposes.contains(.body) && page.purposes.contains(.drop))
  }

  /// MediaWiki's body and its "edit" links are recognized by the address only.
  @Test(arguments: [("https://en.wikinews.org/wiki/Market_stays", "Wikinews"), ("https://post.example/wiki/Market_stays", "post.example")])
  func aPublishersLineReadsItsPage(_ address: String, _ site: String) throws {
    let other = String(repeating: "Wardens count the gulls on the harbour wall at dawn, and the count goes to the county. ", count: 6)
    let body =
      "<div class=mw-parser-output>\(Self.p)<div class=mw-editsection><p>\(Self.two) Edit this section of the page.</p></div></div><div><p>\(other)</p></div>"
    let page = "<html lang=en><head><link rel=canonical href='\(address)'></head><body><h1>Market stays</h1>\(body)</body></html>"
    let found = try HTMLArticleReader.article(of: RawPage(.html(Array(page.utf8))), bytes: Array(page.utf8))
    #expect(found.site == site)
    #expect((paragraphs(found) == [Self.one, Self.two, Self.three]) == (site == "Wikinews"))
  }

  /// Every paragraph is shorter than what counts as running text elsewhere.
  @Test func anArticleOfOneLineParagraphs() throws {
    let lines = (1...7).map { "“Stall \($0) is to stay,” said Bo Chan." }
    let found = try article("<nav><a href=/>Home</a></nav><h1>Market stays</h1>" + lines.map { "<p>\($0)</p>" }.joined())
    #expect(paragraphs(found) == lines)
    let labels = (1...30).map { "<p>Picture number \($0)</p>" }.joined()
    #expect(throws: IngestionError.self) { try article("<h1>Market in pictures</h1>\(labels)") }
  }

  /// The steps of the cascade can be run one by one.
  @Test func aStepAlone() throws {
    let page = Array("<html><body><h1>Market stays</h1><article>\(Self.p)</article></body></html>".utf8)
    #expect(HTMLArticleReader.steps == ["microdata", "body class", "article", "main", "density", "json-ld"])
    #expect(try HTMLArticleReader.article(of: RawPage(.html(page)), bytes: page, step: "article").origins["text"] == "article")
    #expect(throws: IngestionError.self) { try HTMLArticleReader.article(of: RawPage(.html(page)), bytes: page, step: "main") }
  }

  @Test func theNextArticleStaysOut() throws {
    let other =
      "<article><h1>Another story</h1><p>\(String(repeating: "The harbour was dredged again this spring, at great cost. ", count: 9))</p></article>"
    let found = try article("<article><h1>Market stays</h1>\(Self.p)</article>\(other)")
    #expect(paragraphs(found) == [Self.one, Self.two, Self.three])
  }
}
