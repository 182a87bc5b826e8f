import Record
import Testing

@testable import Ingestion

@Suite struct PlainTextReaderTests {
  private func article(_ text: String) throws -> Article { try PlainTextReader().article(of: RawPage(.text(Array(text.utf8)))) }

  private func words(_ text: String) throws -> [String] {
    let article = try article(text)
    let bytes = Array(article.text.utf8)
    return article.paragraphs.map { String(decoding: bytes[$0.range.start..<$0.range.end], as: UTF8.self) }
  }

  @Test(arguments: [
    ("One.\nTwo.\n", ["One.", "Two."]),
    ("One.\n\nTwo.", ["One.", "Two."]),
    ("One.\r\nTwo.\r\n\r\nThree.", ["One.", "Two.", "Three."]),
    ("One.\rTwo.", ["One.", "Two."]),
    ("One.\n \t\u{A0}\nTwo.", ["One.", "Two."]),
    ("\n\n  One.  \n", ["  One.  "]),
    ("e\u{301}té 🙂.\n\u{3000}\nOui.", ["e\u{301}té 🙂.", "Oui."]),
  ])
  func `a line is a paragraph`(text: String, paragraphs: [String]) throws { #expect(try words(text) == paragraphs) }

  @Test(arguments: [("A.\n", "A."), ("A.\n\n", "A.\n"), ("A.\r\n", "A."), ("A.", "A."), (" A. ", " A. "), ("A.\r\nB.", "A.\r\nB.")])
  func `only a final newline is taken off`(given: String, kept: String) throws {
    #expect(Array(try article(given).text.utf8) == Array(kept.utf8))
  }

  @Test func `hard-wrapped lines are joined up to a blank line`() throws {
    let text = """
      The harbour board of Elsmere voted on Monday night to keep the old swing
      bridge open for another season, saying that the repairs which had been
      planned for the autumn could wait.

      Members heard from eleven residents, most of whom asked the board to
      publish the engineer's report before any money was spent on the deck.
      """
    #expect(try words(text).count == 2)
  }

  @Test func `paragraphs that are alike in length stay apart`() throws {
    let text = """
      The harbour board voted on Monday to keep the old swing bridge open.
      Members heard from eleven residents about the noise and the traffic.
      A report by the engineer is to be made public before the next winter.
      """
    #expect(try words(text).count == 3)
  }

  @Test(arguments: [
    ("Harbour Board Keeps Bridge Open", true),
    ("Harbour board keeps bridge open after long night of talks", true),
    ("'Not for sale': town tells buyer to look elsewhere", true),
    ("Harbour board keeps bridge open.", false),
    ("By Ada Quill", false),
    ("“We will keep it,” the chair said", false),
    ("and the bridge stays", false),
    ("Some of what the members heard:", false),
  ])
  func `the first line may be a headline`(line: String, isHeading: Bool) throws {
    let article = try article(line + "\n\nThe board of the harbour voted on Monday night to keep the bridge open.")
    #expect((article.paragraphs[0].kind == .heading) == isHeading)
    #expect(article.paragraphs[1].kind == .paragraph)
  }

  @Test(arguments: [
    ("What Comes Next", true), ("Who pays", true), ("The Long Road to a New Bridge", true),
    ("he said that they would go on as before", false),
    ("a cheaper deck", false), ("***", false), ("12", false),
  ])
  func `a short line over running text is a subhead`(line: String, isHeading: Bool) throws {
    let body = "The board of the harbour voted on Monday night to keep the bridge open."
    let article = try article(body + "\n\n" + line + "\n\n" + body)
    #expect(article.paragraphs.map(\.kind) == [.paragraph, isHeading ? .heading : .paragraph, .paragraph])
  }

  @Test func `a byline may stand between headline and text`() throws {
    let article = try article(
      "Harbour Board Keeps Bridge Open\nBy Ada Quill\nFeb. 27, 2017\nThe board of the harbour voted on Monday to keep the bridge.")
    #expect(article.paragraphs.map(\.kind) == [.heading, .paragraph, .paragraph, .paragraph])
  }

  @Test func `names in a list are no headings`() throws {
    let article = try article(
      "The winners were announced on Friday at the town hall in Elsmere.\nAda Quill, 52\nJon Marsh, 61\nMae Osei, 39")
    #expect(article.paragraphs.allSatisfy { $0.kind == .paragraph })
  }

  @Test(arguments: [
    ("2017-02-27", "2017-02-27"), ("2017-02-27T14:05:00Z", "2017-02-27T14:05:00Z"), ("2017-02-27 14:05", "2017-02-27"),
    ("2017-02-27T14:05", "2017-02-27"), ("2017-02-27T14:05-0500", "2017-02-27T14:05:00-05:00"),
    ("2017-02-27T14:05:09.250+01:00", "2017-02-27T14:05:09.250+01:00"), ("2017-02-30", nil), ("yesterday", nil),
    ("2016-02-29", "2016-02-29"),
    ("2017-02-27T99:05:00Z", "2017-02-27"),
  ])
  func `a date given is kept, a time only with its zone`(given: String, kept: String?) throws {
    var page = RawPage(.text(Array("Words.".utf8)))
    page.published = given
    let article = try PlainTextReader().article(of: page)
    #expect(article.published == kept)
    #expect(article.warnings.isEmpty == (kept != nil))
  }

  @Test(arguments: ["", "\n", " \r\n\t\n"])
  func `text without words is an error`(text: String) { #expect(throws: IngestionError.self) { try article(text) } }

  @Test func `the id is the line's own, else that of the bytes`() throws {
    var page = RawPage(.text(Array("Words.".utf8)))
    #expect(try PlainTextReader().article(of: page).id == page.contentDigest)
    page.id = "a7"
    #expect(try PlainTextReader().article(of: page).id == "a7")
  }
}

extension RawPage {
  fileprivate var contentDigest: String? { try? PlainTextReader().article(of: self).provenance.contentSHA256 }
}
