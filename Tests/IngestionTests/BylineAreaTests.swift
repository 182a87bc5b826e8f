import Record
import Testing

@testable import Ingestion

/// The byline, dates and headline that the reader sees, belonging to the article and to nothing else on the page.
struct BylineAreaTests {
  private static let text = [
    "The parish of Odderby counted its swans on Sunday and came to forty-one, which is three more than the bridge committee had bet on in spring.",
    "Two of the birds wore rings from the far side of the estuary, and one had lost a foot to a fishing line, the warden told the people on the quay.",
    "Next year the count moves to a Saturday, since the brass band needs the quay on Sundays and the swans, it is said, do not like the tuba at all.",
  ].map { "<p>\($0)</p>" }.joined()

  private func article(_ head: String, _ meta: String = "", _ tail: String = "", title: String = "Swans counted at Odderby") throws
    -> Article
  {
    let page =
      "<html lang=en><head><title>\(title)</title>\(meta)</head><body><article><h1>Swans counted at Odderby</h1>\(head)\(Self.text)</article>\(tail)</body></html>"
    return try HTMLArticleReader.article(of: RawPage(.html(Array(page.utf8))), bytes: Array(page.utf8))
  }

  @Test(arguments: [
    ("<div class=byline>By <span>Orla Finch</span><span>Rural Affairs Correspondent</span></div>", ["Orla Finch"]),
    ("<div class=byline><b>By</b><a href=/o>Orla Finch</a><a href=/x>@orlafinch</a></div>", ["Orla Finch"]),
    ("<p class=byline>By Orla Finch and Theo Marsh. Pictures by Una Reed</p>", ["Orla Finch", "Theo Marsh"]),
    ("<p>By Orla Finch<br>3 May 2021</p>", ["Orla Finch"]),
    ("<div>Posted by <span class=fn>Orla Finch</span> at 10:05</div>", ["Orla Finch"]),
    ("<div class=byline>Orla Finch Updated May 3, 2021</div>", ["Orla Finch"]),
    ("<div><a href=/authors/orla-finch>Orla Finch</a> <a href=/authors/orla-finch>View profile</a></div>", ["Orla Finch"]),
    ("<div class=byline>Words: Orla Finch. Photos: Una Reed</div>", ["Orla Finch"]),
    ("<div class=byline>Review: Orla Finch</div>", ["Orla Finch"]),
    ("<div class=byline>By Orla Finch for the Odderby Post</div>", ["Orla Finch"]),
    ("<div class=byline>By Orla Finch, Odderby</div>", ["Orla Finch"]),
    ("<div class=byline>By Orla Finch and Theo Marsh, Odderby</div>", ["Orla Finch", "Theo Marsh"]),
    ("<div class=byline>By Orla Finch Follow @orlafinch</div>", ["Orla Finch"]),
    ("<div class=byline>By Post reporter Orla Finch</div>", ["Orla Finch"]),
    ("<div class=byline>By Orla Finch Local Democracy Reporter</div>", ["Orla Finch"]),
  ])
  func bylines(_ head: String, _ names: [String]) throws { #expect(try article(head).authors == names) }

  @Test(
    "a firm is the author only where nobody is named",
    arguments: [
      ("<div class=byline>By rural correspondent <a href=/o>Orla Finch</a></div>", ["Orla Finch"]),
      ("", ["Odder Media Holdings Ltd"]),
    ])
  func firms(_ head: String, _ names: [String]) throws {
    #expect(try article(head, "<meta name=author content='Odder Media Holdings Ltd'>").authors == names)
  }

  @Test("the copyright line tells whose name is no author's") func outletBeside() throws {
    let tail = "<footer>© 2021 The Odderby Post</footer>"
    #expect(try article("<div class=byline>Orla Finch - Odderby Post</div>", "", tail).authors == ["Orla Finch"])
  }

  @Test("marks of every kind part the headline from the site's name", arguments: ["«", "~", "/", "|", "•"]) func joints(_ mark: String)
    throws
  {
    let page =
      "<html lang=en><head><title>Swans counted at Odderby \(mark) The Odderby Post</title><meta property=og:site_name content='The Odderby Post'></head>"
      + "<body><article>\(Self.text)</article></body></html>"
    #expect(
      try HTMLArticleReader.article(of: RawPage(.html(Array(page.utf8))), bytes: Array(page.utf8)).title == "Swans counted at Odderby")
  }

  @Test(
    "a heading may name a newsletter, an invitation to one goes",
    arguments: [
      ("The newsletter of the swan keepers", true), ("Our newsletter", false), ("Sign up to the newsletter", false),
    ])
  func newsletters(_ heading: String, _ isKept: Bool) throws {
    #expect(try article("\(Self.text)<h2>\(heading)</h2>").text.contains(heading) == isKept)
  }

  @Test(arguments: [
    "<aside><ul><li><a href=/1>Geese</a> by <a rel=author href=/a>Jon Pike</a></li></ul></aside>",
    "<div id=comments><p class=comment-author>Jon Pike says</p><p>Nice birds.</p></div>",
  ])
  func othersAreNoAuthors(_ tail: String) throws { #expect(try article("", "", tail).authors == []) }

  @Test(arguments: [
    ("<p>Updated: 4 June 2021 | Posted: 3 May 2021</p>", "2021-05-03" as String?, "2021-06-04" as String?),
    ("<div>Last modified <time datetime=2021-06-04T10:00:00Z>4 June</time></div>", "2021-06-04", "2021-06-04T10:00:00Z"),
    ("<abbr title='2021-05-03T10:05:00+01:00'>Monday</abbr>", "2021-05-03T10:05:00+01:00", nil),
    ("<div class=info>May 3, 2021 at 10:05 a.m. ET</div>", "2021-05-03T10:05:00-04:00", nil),
    ("<time datetime='Mon May 03 2021 10:05:00 GMT+0100 (BST)'>3 May</time>", "2021-05-03T10:05:00+01:00", nil),
    ("<time datetime='Monday, 03-May-21 10:05:00 GMT'>3 May</time>", "2021-05-03T10:05:00Z", nil),
    ("<time datetime=2021-05-03>3 May</time> <time datetime=10:05>10:05 GMT</time>", "2021-05-03T10:05:00Z", nil),
    ("<time datetime=2021-05-03 data-timestamp=1620036300>3 May</time>", "2021-05-03T10:05:00Z", nil),
    ("<div class=info>Published 3 May 2021, 10h05 GMT</div>", "2021-05-03T10:05:00Z", nil),
  ])
  func dates(_ head: String, _ published: String?, _ modified: String?) throws {
    let found = try article(head)
    #expect(found.published == published && found.modified == modified)
  }

  @Test func datesOfOthersAreNotIts() throws {
    let tail =
      "<section class=comments><time datetime=2021-07-01T08:00:00Z>1 July</time></section><aside><time datetime=2021-07-02>2 July</time></aside>"
    #expect(try article("", "", tail).published == nil)
  }

  @Test func theSitesNameIsNoHeadline() throws {
    let page =
      "<html lang=en><head><title>Swans counted at Odderby | The Odderby Post</title></head><body><h1><a href=/>The Odderby Post</a></h1><h2>Swans counted at Odderby</h2>\(Self.text)</body></html>"
    let found = try HTMLArticleReader.article(of: RawPage(.html(Array(page.utf8))), bytes: Array(page.utf8))
    #expect(found.title == "Swans counted at Odderby" && found.paragraphs.count == 3)
  }

  @Test(arguments: [
    (LocalZone.european(60), 2024, 3, 30, 12, "+01:00"), (.european(60), 2024, 3, 31, 12, "+02:00"),
    (.european(60), 2024, 10, 27, 12, "+01:00"),
    (.european(0), 2024, 7, 1, 12, "+01:00"), (.american(-300), 2024, 3, 10, 12, "-04:00"), (.american(-300), 2024, 11, 3, 12, "-05:00"),
    (.fixed(330), 2024, 7, 1, 12, "+05:30"), (.fixed(-180), 2024, 1, 1, 0, "-03:00"),
  ])
  func localClocks(_ zone: LocalZone, _ year: Int, _ month: Int, _ day: Int, _ hour: Int, _ offset: String) {
    #expect(zone.offset(year: year, month: month, day: day, hour: hour) == offset)
  }
}

/// What is needed to get the same tree as a browser; libxml2 by itself would build another.
struct ImpliedEndTests {
  private static let words =
    "The mill at Odderby ground its last sack of rye on Friday, and nobody in the yard knew what to do with the mule."

  private func tree(_ markup: String) -> HTMLTree { LibXML2Parser.parse(PageCutter.cut(Array(markup.utf8)), limit: .seconds(5)).tree }

  @Test(arguments: ["nav", "button", "dialog", "figcaption", "aside", "section", "header"])
  func anEndTagEndsWhatIsOpenInside(_ name: String) throws {
    let tree = tree("<body><\(name)><div><div></\(name)><p>\(Self.words)</p></body>")
    let paragraph = try #require(tree.tags.firstIndex(of: .p))
    #expect(tree.nearest(paragraph, in: [HTMLTag(name: name)]) == nil)
  }

  @Test(arguments: ["span", "b", "a href=/x"]) func anInlineEndDoesNotCrossABlock(_ start: String) throws {
    let name = start.split(separator: " ")[0]
    let tree = tree("<body><div id=x><\(start)><div>In</\(name)> it</div></div><p>\(Self.words)</p></body>")
    let paragraph = try #require(tree.tags.firstIndex(of: .p))
    #expect(tree.tags[Int(tree.parents[paragraph])] == .body)
  }

  /// Two names with one hash are two elements.
  @Test func namesAreCompared() throws {
    #expect(HTMLTag.hash("x-attnxvi".utf8) == HTMLTag.hash("nav".utf8))
    #expect(HTMLTag(name: "x-attnxvi") == .unknown && HTMLTag(name: "NAV") == .nav)
    for tag in HTMLTag.allCases { #expect(tag.name == "\(tag)") }
    let tree = tree("<body><x-attnxvi><p>\(Self.words)</p></x-attnxvi></body>")
    #expect(!tree.tags.contains(.nav))
  }

  @Test func scriptsInScripts() {
    let tree = tree("<body><script><!-- document.write('<script>x</script>'); if (a > b) { c() } //--></script><p>\(Self.words)</p></body>")
    #expect(String(decoding: tree.text, as: UTF8.self) == Self.words)
    let open = LibXML2Parser.parse(
      PageCutter.cut(Array("<body><script><!-- <script> x</script><p>\(Self.words)</p>".utf8)), limit: .seconds(5)
    ).tree
    #expect(String(decoding: open.text, as: UTF8.self).contains("mule"))
  }

  @Test(arguments: [
    ("â€œIt stays,â€\u{9D} she said", "“It stays,” she said"), ("the townâ€™s mill", "the town’s mill"),
    ("cafÃ© on the quay", "café on the quay"),
    ("Â£100 a sack", "£100 a sack"), ("pâte à l’âne", "pâte à l’âne"), ("São Tomé", "São Tomé"),
  ])
  func textEncodedTwice(_ shown: String, _ meant: String) { #expect(TwiceEncoded.repaired(shown) == meant) }

  /// Twice the trouble takes about twice the time.
  @Test(arguments: [
    "<a <a ", "<div", "<div><br>", "<blockquote></blockquote>", "<blockquote>x", "<a b='>' ", "<p x=\"", "</div", "<!--", "<script><!--",
  ])
  func timeGrowsWithThePage(_ trouble: String) {
    func time(_ count: Int) -> Duration {
      let page = Array(("<body><p>\(Self.words)</p>" + String(repeating: trouble, count: count)).utf8)
      return ContinuousClock().measure { _ = tree(String(decoding: page, as: UTF8.self)) }
    }
    _ = time(1_000)
    let small = time(20_000), large = time(80_000)
    #expect(large < small * 16 + .seconds(2))
  }
}
