import Record
import Testing

@testable import Extraction

/// Quotes that the layout implies, or rules out.
@Suite("Quotes by layout") struct QuoteLayoutTests {
  private func quotes(_ paragraphs: [(kind: ParagraphKind, text: String)], title: String? = nil) -> [Quote] {
    var spans: [Paragraph] = []
    var text = ""
    for (kind, words) in paragraphs {
      if !text.isEmpty { text += "\n\n" }
      let start = text.utf8.count
      text += words
      spans.append(Paragraph(ByteRange(start, text.utf8.count), kind))
    }
    var article = Article(
      id: "layout", text: text, paragraphs: spans, provenance: Provenance(contentSHA256: "", mediaType: "text/plain", encoding: "utf-8"))
    article.title = title
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

  private let turns: [(kind: ParagraphKind, text: String)] = [
    (.paragraph, "Anna Holm and Peter Lindholm built the ferry together."), (.paragraph, "Q: Do you like the sea?"),
    (.paragraph, "A: I like it from the land."), (.paragraph, "Q: Will you sail again?"), (.paragraph, "A: Never."),
  ]

  @Test("of two people before the questions the one in the headline answers") func interviewOfTheHeadline() {
    #expect(quotes(turns, title: "Five questions for Peter Lindholm").map(\.speaker) == [nil, "Peter Lindholm", nil, "Peter Lindholm"])
    #expect(quotes(turns).allSatisfy { $0.speaker == nil })
  }

  @Test("a turn keeps its full stop") func wholeTurn() {
    #expect(
      quotes(turns).map(\.span.text) == [
        "Do you like the sea?", "I like it from the land.", "Will you sail again?", "Never.",
      ])
  }

  @Test("questions without labels, as headings too, are answered by the one whom the text introduces; an answer is one utterance")
  func unlabelledInterview() {
    let quotes = quotes([
      (.paragraph, "Ida Sorn, who built the mill, is ninety. We asked her how she did it."), (.heading, "Who helped you?"),
      (.paragraph, "My father did. I carried his tools."), (.paragraph, "He never thanked me."), (.heading, "Were you afraid?"),
      (.paragraph, "I was, at night."), (.heading, "Would you do it again?"), (.paragraph, "Ask me when I am a hundred."),
    ])
    #expect(
      quotes.map(\.span.text) == [
        "My father did. I carried his tools.", "He never thanked me.", "I was, at night.", "Ask me when I am a hundred.",
      ])
    #expect(quotes.allSatisfy { $0.speaker == "Ida Sorn" })
    #expect(quotes[0].group == quotes[1].group && quotes[0].group != nil && quotes[2].group == nil)
  }

  @Test("a request to tell is a question too") func promptsOfAnInterview() {
    let quotes = quotes([
      (.paragraph, "Ida Sorn, who built the mill, is ninety. We asked her how she did it."), (.paragraph, "Who helped you?"),
      (.paragraph, "My father did. I carried his tools."), (.paragraph, "Tell us about the flood."),
      (.paragraph, "I lost the wheel, and my sleep."), (.paragraph, "Would you do it again?"), (.paragraph, "I would."),
    ])
    #expect(quotes.map(\.span.text) == ["My father did. I carried his tools.", "I lost the wheel, and my sleep.", "I would."])
    #expect(quotes.allSatisfy { $0.speaker == "Ida Sorn" })
  }

  @Test("questions in quotation marks are not the interviewee's") func quotedInterview() {
    let quotes = quotes([
      (.paragraph, "Ida Sorn, who built the mill, is ninety. We asked her how she did it."), (.paragraph, "“Who helped you?”"),
      (.paragraph, "“My father did. I carried his tools.”"), (.paragraph, "“Were you afraid?”"), (.paragraph, "“I was, at night.”"),
      (.paragraph, "“Would you do it again?”"), (.paragraph, "“I would.”"),
    ])
    #expect(quotes.map(\.speaker) == [nil, "Ida Sorn", nil, "Ida Sorn", nil, "Ida Sorn"])
    #expect(quotes.map(\.span.text).last == "I would.")
  }

  @Test("headings, tables and corrections are not mined", arguments: [ParagraphKind.heading, .table, .correction])
  func unread(kind: ParagraphKind) {
    let quotes = quotes([(kind, "“The bridge will open in May,” says Anna Velt"), (.paragraph, "The works began in 2009.")])
    #expect(quotes.isEmpty)
  }
}
