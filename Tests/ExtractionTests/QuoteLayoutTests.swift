import Record
import Testing

@testable import Extraction

/// Quotes that the layout implies, or rules out.
@Suite("Quotes by layout") struct QuoteLayoutTests {
  private func quotes(_ paragraphs: [(kind: ParagraphKind, text: String)]) -> [Quote] {
    var spans: [Paragraph] = []
    var text = ""
    for (kind, words) in paragraphs {
      if !text.isEmpty { text += "\n\n" }
      let start = text.utf8.count
      text += words
      spans.append(Paragraph(ByteRange(start, text.utf8.count), kind))
    }
    let article = Article(
      id: "layout", text: text, paragraphs: spans, provenance: Provenance(contentSHA256: "", mediaType: "text/plain", encoding: "utf-8"))
    return Extractor().record(of: article).quotes
  }

  @Test("a block quote behind a colon is said by whom the line before names") func blockQuote() {
    let quotes = quotes([
      (.paragraph, "In a letter to the council, Anna Velt wrote:"),
      (.blockquote, "The bridge is old and the river is high. I ask you to close it before the winter."),
      (.paragraph, "The council meets in May."),
    ])
    #expect(quotes.map(\.span.text) == ["The bridge is old and the river is high. I ask you to close it before the winter."])
    #expect(quotes.map(\.speaker) == ["Anna Velt"])
    #expect(quotes.map(\.kind) == [.direct])
  }

  @Test("a block quote of several paragraphs is one utterance") func longBlockQuote() {
    let quotes = quotes([
      (.paragraph, "Peter Okoro said in his statement:"), (.blockquote, "We called the police."),
      (.blockquote, "They came after an hour."),
    ])
    #expect(quotes.map(\.span.text) == ["We called the police.", "They came after an hour."])
    #expect(Set(quotes.map(\.group)).count == 1 && quotes.first?.group != nil)
    #expect(quotes.allSatisfy { $0.speaker == "Peter Okoro" })
  }

  @Test("an embedded post is said by its author") func post() {
    let quotes = quotes([
      (.paragraph, "The ferry did not sail on Monday."), (.blockquote, "No boats today, the wind is too strong."),
      (.blockquote, "— Harbour Trust (@harbourtrust) May 3, 2019"),
    ])
    #expect(quotes.map(\.span.text) == ["No boats today, the wind is too strong."])
    #expect(quotes.map(\.speaker) == ["Harbour Trust"])
  }

  @Test("headings, tables and corrections are not mined", arguments: [ParagraphKind.heading, .table, .correction])
  func unread(kind: ParagraphKind) {
    let quotes = quotes([(kind, "“The bridge will open in May,” says Anna Velt"), (.paragraph, "The works began in 2009.")])
    #expect(quotes.isEmpty)
  }
}
