import Record
import Testing

@testable import Extraction

/// Paragraphs longer than any writer makes them are read in pieces.
@Suite struct ParagraphCutterTests {
  private static func cut(_ text: String) -> [Paragraph] {
    ParagraphCutter.cut([Paragraph(ByteRange(0, text.utf8.count), .paragraph)], of: text)
  }

  @Test func ordinaryParagraphsStayWhole() {
    let text = String(repeating: "The ferry sails at noon. ", count: 300)
    #expect(Self.cut(text).map(\.range) == [ByteRange(0, text.utf8.count)])
  }

  @Test(arguments: ["The ferry sails at noon. ", "noise ", "x", "\u{1F600}", "caf\u{E9}"]) func piecesHoldTheWholeText(unit: String) {
    let text = String(repeating: unit, count: 300_000 / unit.utf8.count)
    let bytes = Array(text.utf8)
    let pieces = Self.cut(text)
    #expect(pieces.count > 5)
    var end = 0
    for piece in pieces {
      #expect(piece.range.count <= ParagraphCutter.limit && !piece.range.isEmpty)
      #expect(bytes[end..<piece.range.start].allSatisfy { $0 == 0x20 })
      #expect(bytes[piece.range.start] & 0xC0 != 0x80)
      end = piece.range.end
    }
    #expect(end == bytes.count)
  }

  @Test func piecesEndWithASentence() {
    let text = String(repeating: "The ferry sails at noon. ", count: 20_000)
    for piece in Self.cut(text).dropLast() { #expect(Array(text.utf8)[piece.range.end - 1] == UInt8(ascii: ".")) }
  }

  @Test func quotesOfAOneLineTranscriptAreFound() throws {
    let filler = String(repeating: "The hall was cold and the meeting went on. ", count: 3_000)
    let text = filler + "\u{201C}We will not sell the mill,\u{201D} said Anna Velt, the mayor. " + filler
    let article = Article(
      id: "long", text: text, paragraphs: [Paragraph(ByteRange(0, text.utf8.count), .paragraph)],
      provenance: Provenance(contentSHA256: "", mediaType: "text/plain", encoding: "utf-8"))
    let record = Extractor().record(of: article)
    let quote = try #require(record.quotes.first { $0.kind == .direct })
    #expect(quote.span.text == "We will not sell the mill,")
    #expect(quote.speaker == "Anna Velt")
    #expect(record.article.paragraphs.count == 1)
  }

  /// A text of many megabytes is no article: what is not looked through is told.
  @Test func findingsAreOfTheFirstMegabyte() throws {
    let said = "\u{201C}We will not sell the mill,\u{201D} said Anna Velt, the mayor."
    let filler = String(repeating: "The hall was cold and the meeting went on. ", count: 26_000)
    let article = Article(
      id: "long", text: said + " " + filler + said,
      paragraphs: [Paragraph(ByteRange(0, 2 * said.utf8.count + 1 + filler.utf8.count), .paragraph)],
      provenance: Provenance(contentSHA256: "", mediaType: "text/plain", encoding: "utf-8"))
    let record = Extractor().record(of: article)
    #expect(article.text.utf8.count > Extractor.searched && record.quotes.count == 1)
    #expect(record.article.warnings.count == 1 && record.article.text == article.text)
  }
}
