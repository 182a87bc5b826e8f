import Record
import Testing

@testable import Ingestion

/// Hostile pages: time and memory stay bounded, and the article's text before and after the trouble survives.
struct HostilePageTests {
  private static let before =
    "<html><head><meta property=og:type content=article></head><body><article><h1>A headline of some length</h1><p>\(sentence("before"))</p>"
  private static let after = "<p>\(sentence("after"))</p></article></body></html>"

  private static func sentence(_ word: String) -> String {
    "The sentence \(word) the trouble is long enough to be taken for the running text of an article, says the mayor of the town."
  }

  private func read(_ trouble: [UInt8]) throws -> (article: Article, time: Duration) {
    let bytes = Array(Self.before.utf8) + trouble + Array(Self.after.utf8)
    var article: Article?
    let time = try ContinuousClock().measure {
      article = try HTMLArticleReader.article(of: RawPage(.html(bytes)), bytes: bytes)
    }
    return (try #require(article), time)
  }

  private func check(_ trouble: [UInt8], warns: String? = nil, seconds: Int = 20) throws {
    let (article, time) = try read(trouble)
    #expect(article.text.contains("before the trouble"))
    #expect(article.text.contains("after the trouble"))
    #expect(time < .seconds(seconds))
    if let warns { #expect(article.warnings.contains { $0.contains(warns) }) }
  }

  @Test func aMillionNestedElements() throws {
    try check(Array(String(repeating: "<div>", count: 1_000_000).utf8), warns: "deep")
  }

  @Test func aMillionNestedElementsClosed() throws {
    try check(Array((String(repeating: "<div>", count: 1_000_000) + String(repeating: "</div>", count: 1_000_000)).utf8), warns: "deep")
  }

  @Test func boldThatNeverEnds() throws {
    try check(Array(String(repeating: "<b></p>", count: 40_000).utf8))
  }

  @Test func twentyThousandAttributes() throws {
    let attributes = (0..<20_000).map { "class=a\($0) x\($0)=1" }.joined(separator: " ")
    try check(Array("<div \(attributes)></div>".utf8), warns: "attributes")
  }

  @Test func aTextOfAHundredMegabytes() throws {
    try check(Array("<p>".utf8) + [UInt8](repeating: UInt8(ascii: "x"), count: 100 << 20) + Array("</p>".utf8), warns: "stretch of text")
  }

  @Test func aParagraphOfManyPieces() throws {
    try check(Array(("<p>" + String(repeating: "word <i>&quot;word&quot;</i> ", count: 200_000) + "</p>").utf8), warns: "paragraph longer")
  }

  @Test func linksThatNeverEnd() throws {
    let sentences = (0..<30).map { "<p>\($0): \(Self.sentence("after"))</p>" }.joined()
    try check(Array((String(repeating: "<a href=/x>", count: 200_000) + sentences).utf8), warns: "deep")
    try check(Array("<p><a href=/x>A link</p>\(sentences)".utf8))
  }

  @Test func loneSurrogatesAndBytesOfNoCharacter() throws {
    try check(
      Array("<p>lone ".utf8) + [0xED, 0xA0, 0x80, 0xFF, 0xC0, 0x80, 0xF4, 0x90, 0x80, 0x80] + Array(" &#xD800;&#55296; ones</p>".utf8))
  }

  @Test(arguments: [
    "<a ", "<div ", "<div", "</", "<!--", "<div><br>", "<blockquote>", "<blockquote></blockquote>", "%", "<b><p>", "<?", "<![CDATA[",
  ])
  func tagsThatDoNotEndAndPairs(piece: String) throws {
    try check(Array(String(repeating: piece, count: 200_000).utf8))
  }

  /// More elements than any page has: the rest is left out, with a warning.
  @Test func aMillionElementsBesideEachOther() throws {
    let (article, _) = try read(Array(String(repeating: "<p>word", count: 1_000_000).utf8))
    #expect(article.text.contains("before the trouble"))
    #expect(article.warnings.contains { $0.contains("page cut off after 250000 elements") })
    #expect(article.paragraphs.count < 250_001)
  }

  @Test func authorsWithoutEnd() throws {
    let names = (0..<20_000).map { "<meta name=author content=\"Ann Lee\(String($0, radix: 26).filter(\.isLetter))q\">" }.joined()
    let bytes = Array(("<html><head>" + names + Self.before.dropFirst(12) + Self.after).utf8)
    let article = try HTMLArticleReader.article(of: RawPage(.html(bytes)), bytes: bytes)
    #expect(!article.authors.isEmpty && article.authors.count <= 200)
  }

  @Test func tagsInsideOfEachOtherOfEveryKind() throws {
    for markup in ["<ul><li>", "<table><tr><td>", "<font><i><b>", "<form><fieldset><h2>", "<p><span>", "<blockquote><p>"] {
      try check(Array(String(repeating: markup, count: 100_000).utf8))
    }
  }

  @Test func noiseOfMarkup() throws {
    // Fixed noise, the same in every run.
    var state: UInt64 = 88_172_645_463_325_252
    let letters = Array("<>/=\"'& ab!-?\0".utf8)
    let noise = (0..<2_000_000).map { _ in
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return letters[Int(state % UInt64(letters.count))]
    }
    let time = ContinuousClock().measure { _ = try? HTMLArticleReader.article(of: RawPage(.html(noise)), bytes: noise) }
    #expect(time < .seconds(20))
  }

  /// What stands behind the end of the body is read into no article's range.
  @Test(arguments: ["", "<p>\(sentence("behind"))</p>", String(repeating: "<p>\(sentence("behind"))</p>", count: 4)])
  func aHeadlineBehindTheBody(_ text: String) {
    let page = Array(
      "<html><body><article><p>The council voted.</p></article></body></html><h1>The harbour stays open</h1>\(text)".utf8)
    let article = try? HTMLArticleReader.article(of: RawPage(.html(page)), bytes: page)
    #expect(article.map { $0.text.contains("The sentence behind") } ?? true)
  }

  @Test func manyNULs() throws {
    try check([UInt8](repeating: 0, count: 1 << 20))
  }

  @Test func manyUnclosedQuotesAndComments() throws {
    try check(
      Array(String(repeating: "<a href=\"", count: 1).utf8) + Array("x>".utf8) + Array(String(repeating: "<!-- ", count: 100_000).utf8)
        + Array(">".utf8))
  }

  @Test func aPageOfEntities() throws {
    try check(Array(("<p>" + String(repeating: "&lsquor;&bogus;&#x110000;", count: 50_000) + "</p>").utf8))
  }

  @Test(arguments: ["", " ", "<html></html>", "<p>Too short.</p>", "\u{FEFF}<!doctype html><title>Nothing</title>"])
  func nothingIsNoArticle(_ page: String) {
    #expect(throws: IngestionError.self) { try HTMLArticleReader.article(of: RawPage(.html(Array(page.utf8))), bytes: Array(page.utf8)) }
  }
}
