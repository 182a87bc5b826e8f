import Testing

@testable import Ingestion

/// Mail that passes an article on, and what mail adds to a text.
struct ForwardedMailTests {
  private static let text = [
    "The night boat runs for another winter, the board of Marrowby said on Tuesday, and so does its lamp.",
    "“We would rather pay than row,” said Hilda Brake, who chairs the board and owns the second-oldest oar.",
  ]
  private static let head = "From: Cy Dunn <cy@dunn.example>\nTo: a@b.example\nSubject: Fwd: Boat\nDate: Thu, 05 Mar 2020 09:00:00 +0000\n"

  private func page(_ body: String, type: String = "text/plain; charset=utf-8") throws -> RawPage {
    try #require(pages(Self.head + "MIME-Version: 1.0\nContent-Type: \(type)\n\n" + body, named: "a.eml").first?.page)
  }

  @Test(arguments: [
    "See below.\n\n---------- Forwarded message ---------\nFrom: The Post <news@post.example>\nDate: Wed, Mar 4, 2020 at 5:06 AM\nSubject: Night boat stays\nTo: <cy@dunn.example>\n\n\n",
    "Begin forwarded message:\n\n> From: The Post <news@post.example>\n> Subject: Night boat stays\n> Date: 4 March 2020\n> To: cy@dunn.example\n>\n",
    "Bo\n-- \nBo Chan, Marrowby\n\n-----Original Message-----\nFrom: The Post\nSent: Wednesday, March 4, 2020 5:06 AM\nTo: Cy Dunn\nSubject: RE: Night boat stays\n\n",
  ])
  func `a message in the text is read`(_ before: String) throws {
    let page = try page(before + Self.text.joined(separator: "\n\n"))
    #expect(page.title == "Night boat stays" && page.site == "The Post" && page.published?.hasPrefix("2020-03-04") == true)
    #expect(String(decoding: page.bytes, as: UTF8.self) == Self.text.joined(separator: "\n\n"))
  }

  @Test(arguments: [
    "\n\n---------- Forwarded message ---------\nFrom: The Post\nSubject: Short\nDate: 4 March 2020\n\nThe boat stays.\n",
    "\n\n---------- Forwarded message ---------\n\nThe boat stays.\n", "\n\n--- A message from the board ---\n\nThe boat stays.\n",
  ])
  func `what is written above counts if it is longer, or if nothing was passed on`(_ after: String) throws {
    let page = try page(Self.text.joined(separator: "\n\n") + after)
    #expect(page.title == "Boat" && page.site == "Cy Dunn")
    #expect(String(decoding: page.bytes, as: UTF8.self).hasPrefix(Self.text[0]))
  }

  @Test func `broken lines are joined and a signature is left out`() throws {
    let flowed = try page(
      "The night boat runs \nfor another \nwinter.\n\n From the quay.\n-- \nCy Dunn\n", type: "text/plain; format=flowed")
    #expect(String(decoding: flowed.bytes, as: UTF8.self) == "The night boat runs for another winter.\n\nFrom the quay.")
    let plain = try page("The night boat runs \nfor another winter.\n")
    #expect(String(decoding: plain.bytes, as: UTF8.self) == "The night boat runs \nfor another winter.\n")
  }

  @Test func `messages within messages end`() {
    var message = Self.head + "Content-Type: text/plain\n\n" + Self.text.joined(separator: "\n\n")
    for number in 0..<40 {
      message =
        Self.head
        + "Content-Type: multipart/mixed; boundary=b\(number)\n\n--b\(number)\nContent-Type: message/rfc822\n\n\(message)\n--b\(number)--\n"
    }
    #expect(pages(message, named: "a.eml").count == 1)
  }
}
