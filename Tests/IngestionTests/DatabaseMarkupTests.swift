import Testing

@testable import Ingestion

/// Exports of news databases as HTML, several articles per page, with the markup expected by scripts that read them.
struct DatabaseMarkupTests {
  private static let first = "The night boat runs for another winter, the board of Marrowby said on Tuesday, and so does its lamp."
  private static let second = "“We would rather pay than row,” said Hilda Brake, who chairs the board and owns the second-oldest oar."

  private func read(_ html: String) throws -> [RawPage] { try PageSource(bytes: Array(html.utf8)).map { try $0.get() } }

  private static func rows(_ number: Int) -> String {
    """
    <div class="article enArticle"><table><tr><td><b>HD</b>&nbsp;</td><td><span class='enHeadline'>Night boat stays \(number)</span></td></tr>
    <tr><td><b>BY</b>&nbsp;</td><td>Ann Lee</td></tr><tr><td><b>WC</b>&nbsp;</td><td>212 words</td></tr>
    <tr><td><b>PD</b>&nbsp;</td><td>4 March 2020</td></tr><tr><td><b>SN</b>&nbsp;</td><td>The Marrowby Post</td></tr>
    <tr><td><b>LP</b>&nbsp;</td><td><p>\(first)</p></td></tr><tr><td><b>TD</b>&nbsp;</td><td><p>\(second)</p><p>\(first)</p></td></tr>
    <tr><td><b>AN</b>&nbsp;</td><td>Document MRBP000020200304eg3400001</td></tr></table></div>
    """
  }

  private static func reading(_ number: Int) -> String {
    """
    <div class="article enArticle"><div id="hd"><span class='enHeadline'>Night boat stays \(number)</span></div><div class="author">By Ann Lee</div>
    <div>212 words</div><div>4 March 2020</div><div>The Marrowby Post</div><div>MRBP</div><div>English</div><div>© 2020 Marrowby Media</div>
    <p class="articleParagraph">\(first)</p><p class="articleParagraph">\(second)</p><p class="articleParagraph">\(first)</p>
    <p>Document MRBP000020200304eg340000\(number)</p></div>
    """
  }

  private static func nexis(_ number: Int) -> String {
    """
    <!-- Hide XML section from browser <DOC NUMBER=\(number)><DOCFULL> --><BR><DIV CLASS="c0"><P CLASS="c1"><SPAN>\(number) of 2 DOCUMENTS</SPAN></P></DIV>
    <BR><DIV CLASS="c0"><BR><P CLASS="c1"><SPAN>The Marrowby Post</SPAN></P></DIV><BR><DIV CLASS="c3"><P CLASS="c1"><SPAN>March 4,</SPAN>
    <SPAN> 2020 Wednesday</SPAN><SPAN><BR>First Edition</SPAN></P></DIV><BR><DIV><P><SPAN CLASS="c7">Night boat stays \(number)</SPAN></P></DIV>
    <BR><DIV><P><SPAN>BYLINE:</SPAN><SPAN> Ann Lee</SPAN></P></DIV><DIV><P><SPAN>LENGTH:</SPAN><SPAN> 212 words</SPAN></P></DIV>
    <BR><DIV><P>\(first)</P><P>\(second)</P><P>\(first)</P></DIV><BR><DIV><P><SPAN>LOAD-DATE:</SPAN><SPAN> March 4, 2020</SPAN></P></DIV>
    """
  }

  private static func proquest(_ number: Int) -> String {
    """
    <p><b>Title:</b> Night boat stays \(number)</p><p><b>Author:</b> Lee, Ann</p><p><b>Publication title:</b> The Marrowby Post; Marrowby</p>
    <p><b>Publication date:</b> Mar 4, 2020</p><p><b>Full text:</b></p><p>\(first)</p><p>\(second)</p><p>\(first)</p><p><b>Subject:</b> Boats</p>
    """
  }

  private static func europresse(_ number: Int) -> String {
    """
    <article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">The Marrowby Post, no. 2311\(number)</span></div>
    <div><span class="DocHeader">Town, mercredi 4 mars 2020 212 mots, p. 6</span></div><div class="titreArticle"><p class="titreArticleVisu">Night
    boat stays \(number)</p></div><div class="docAuthors">Ann Lee</div></header><section><div class="docOcurrContainer"><p>\(first)</p>
    <p>\(second)</p><p>\(first)</p></div></section></article>
    """
  }

  @Test(arguments: [
    "<html><head><title>ProQuest</title></head><body>\(proquest(1))<hr>\(proquest(2))</body></html>",
    "<html><head><title>ProQuest</title></head><body><div>\(proquest(1))</div><div>\(proquest(2))</div></body></html>",
    "<html><head><title>ProQuest</title></head><body><p>Document 1 of 2</p>\(proquest(1))<p>Document 2 of 2</p>\(proquest(2))</body></html>",
    "<html><head><style>\(String(repeating: "p { color: red } ", count: 600))</style></head><body>\(europresse(1))\(europresse(2))</body></html>",
    "<html><head><title>Factiva</title></head><body>\(rows(1))\(rows(2))</body></html>",
    "<html><head><title>Factiva</title></head><body>\(reading(1))\(reading(2))</body></html>",
    "<HTML><HEAD><TITLE>Results</TITLE></HEAD><BODY>\(nexis(1))\(nexis(2))</BODY></HTML>",
  ])
  func eachDocumentIsAnArticle(_ html: String) throws {
    let pages = try read(html)
    #expect(pages.map(\.title) == ["Night boat stays 1", "Night boat stays 2"])
    for page in pages {
      #expect(page.site == "The Marrowby Post" && page.published == "2020-03-04" && page.authors == ["Ann Lee"])
      #expect(String(decoding: page.bytes, as: UTF8.self) == "\(Self.first)\n\n\(Self.second)\n\n\(Self.first)")
    }
    #expect(pages.map(\.place) == ["document 1", "document 2"])
  }

  @Test(
    "a page that only speaks of a database, or is cut before its first end, is a page",
    arguments: [
      "<html><head><title>Nexis and Factiva raise their prices</title></head><body><p>\(first)</p><p>\(second)</p></body></html>",
      "<html><head><title>Factiva</title></head><body>" + reading(1).prefix(300) + "</body></html>",
      "<html><head><title>Europresse</title></head><body>" + europresse(1).prefix(300) + "</body></html>",
    ])
  func pages(_ html: String) throws {
    let pages = try read(html)
    #expect(pages.count == 1 && pages.first?.place == nil && pages.first?.bytes == Array(html.utf8))
  }

  @Test("ten thousand nested cells are read at once") func hostile() throws {
    let html = "<html><title>Factiva</title>" + String(repeating: "<table><tr><td>HD<td>", count: 10_000)
    #expect(try read(html).count == 1)
  }
}
