import Record
import Testing

@testable import Ingestion

/// Articles whose text stands in the captions of their pictures.
struct PhotoEssayTests {
  private static let captions = [
    "Weavers at Tarn Mill start before dawn, when the looms are cold and the first bobbins must be warmed by hand over a lamp.",
    "Odile Marrack has worked the same loom for thirty-one years and says that she can tell its mood by the sound of its belt.",
    "A flood in March left a line of mud a yard above the floor, and the owners have had it framed under glass beside the door.",
    "The last order from the navy, eleven hundred blankets, left by barge in June and will be counted twice at Penning Quay.",
  ]

  private func paragraphs(_ body: String, head: String = "") throws -> [String] {
    let page = Array("<html lang=en><head>\(head)</head><body>\(body)</body></html>".utf8)
    let article = try HTMLArticleReader.article(of: RawPage(.html(page)), bytes: page)
    let bytes = Array(article.text.utf8)
    return article.paragraphs.map { String(decoding: bytes[$0.range.start..<$0.range.end], as: UTF8.self) }
  }

  private static func figures(_ credit: String) -> String {
    captions.map { "<figure><img src=a><figcaption>\($0)\(credit)</figcaption></figure>" }.joined()
  }

  /// The captions are the body, without the credits.
  @Test(arguments: [
    "", " (Una Reed/The Tarn Echo)", " [Una Reed]", " Photo: Una Reed", " Una Reed/Tarn Pictures", "<cite>Photo: Una Reed.</cite>",
  ])
  func captionsAreTheBody(_ credit: String) throws {
    #expect(try paragraphs("<article><h1>A day at the mill</h1>\(Self.figures(credit))</article>") == Self.captions)
  }

  @Test(arguments: [
    "<meta property=og:type content=article>",
    "<script type=application/ld+json>{\"@type\":\"NewsArticle\",\"headline\":\"A day at the mill\"}</script>",
  ])
  func aPageThatIsCalledAnArticle(_ head: String) throws {
    #expect(try paragraphs("<div><h1>A day at the mill</h1>\(Self.figures(""))</div>", head: head) == Self.captions)
    #expect(throws: IngestionError.self) { try paragraphs("<div><h1>A day at the mill</h1>\(Self.figures(""))</div>") }
  }

  /// Beside a body, captions are left out.
  @Test func captionsBesideABody() throws {
    let body = Self.captions.map { "<p>\($0)</p>" }.joined()
    let figure =
      "<figure><img src=a><figcaption>Bales of wool wait on the wharf for the barge that comes each Tuesday.</figcaption></figure>"
    #expect(try paragraphs("<article><h1>A day at the mill</h1>\(figure)\(body)\(figure)</article>") == Self.captions)
  }

  /// However long, credits alone are no article.
  @Test func creditsAlone() {
    let credits = (1...9).map {
      "<figure><figcaption>Photo: Una Reed for the Tarn Echo, print number \($0) of the nine that were sold at the mill.</figcaption></figure>"
    }
    #expect(throws: IngestionError.self) { try paragraphs("<article><h1>A day at the mill</h1>\(credits.joined())</article>") }
  }

  /// The words of a quote box's rim and the line that names whose post it is are no text.
  @Test func linesThatToolsPutBetweenParagraphs() throws {
    let text = Self.captions.map { "<p>\($0)</p>" }
    let post =
      "<blockquote class=instagram-media><p>We shall weave by lamplight if we must.</p>"
      + "<p>A post shared by <a href=https://www.instagram.com/p/x/>Odile Marrack</a> (@odile) on May 3, 2024 at 1:02pm PDT</p></blockquote>"
    let told = "A post shared by Odile Marrack has been read by more people than live in the valley, the mill said."
    let found = try paragraphs(
      "<article><h1>A day at the mill</h1>\(text[0])<p>Start Quote</p>\(text[1])<p>End Quote</p>\(text[2])\(post)<p>\(told)</p>\(text[3])</article>"
    )
    #expect(found == Self.captions[..<3] + ["We shall weave by lamplight if we must.", told, Self.captions[3]])
  }

  @Test(arguments: [
    ("Marrack, Odile", "Odile Marrack"), ("MARRACK, Odile", "Odile Marrack"), ("O’REED-LUND, Una", "Una O’Reed-Lund"),
    ("Odile Marrack | Staff Writer | Penning", "Odile Marrack"),
  ])
  func authorsInOtherForms(_ byline: String, _ name: String) {
    #expect(AuthorNames.standard.names(in: byline, site: nil, isPerson: true) == [name])
  }
}
