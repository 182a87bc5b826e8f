import Record
import Testing

@testable import Ingestion

/// Tags, section, and who can read an article, according to its page.
struct PageTopicsTests {
  private static let sentence = "The ferry to Pell Harbour will not sail before the ice is gone, the harbour master said on Monday. "

  private func article(_ head: String, paragraphs: Int = 12, tail: String = "") throws -> Article {
    let body =
      String(repeating: "<p>\(Self.sentence)\(Self.sentence)</p>", count: 1)
      + (1..<paragraphs).map { "<p>\($0). \(Self.sentence)</p>" }.joined()
    let page = "<html lang=en><head>\(head)</head><body><article><h1>Ferry stranded in the ice</h1>\(body)\(tail)</article></body></html>"
    return try PageReader().article(of: RawPage(.html(Array(page.utf8))))
  }

  private func jsonLD(_ members: String) -> String {
    "<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":\"2020-03-04\",\(members)}</script>"
  }

  @Test(
    arguments: [
      (#""keywords":["Ferries","Pell Harbour","ferries"],"articleSection":"Local news""#, ["Ferries", "Pell Harbour"], "Local news"),
      (#""keywords":"Ferries, Pell Harbour","articleSection":["Local","Sea"]"#, ["Ferries", "Pell Harbour"], "Local"),
      (#""keywords":[{"@type":"DefinedTerm","name":"Ice &amp; snow"}]"#, ["Ice & snow"], nil),
    ] as [(String, [String], String?)])
  func `JSON-LD names tags and section`(_ members: String, _ tags: [String], _ section: String?) throws {
    let article = try article(jsonLD(members))
    #expect(article.tags == tags && article.section == section)
  }

  @Test func `meta tags name them where JSON-LD does not`() throws {
    let article = try article(
      "<meta property=article:tag content=Ferries><meta property=article:tag content='Pell Harbour'><meta property=article:section content=Local>"
    )
    #expect(article.tags == ["Ferries", "Pell Harbour"] && article.section == "Local")
    #expect(try self.article("<meta name=keywords content='ferries;ice'>").tags == ["ferries", "ice"])
    #expect(try self.article("").tags.isEmpty)
    let many = (0..<100).map { "ferry \($0), Ferry \($0)" }.joined(separator: ",")
    #expect(try self.article("<meta name=keywords content='\(many)'>").tags == (0..<40).map { "ferry \($0)" })
  }

  @Test(
    arguments: [
      (#""isAccessibleForFree":true"#, 12, "", ArticleAccess.free), (#""isAccessibleForFree":"False""#, 40, "", .paid),
      (#""isAccessibleForFree":"http://schema.org/False""#, 5, "", .teaser),
      (#""isAccessibleForFree":false,"wordCount":900"#, 20, "", .teaser),
      (#""isAccessibleForFree":false,"wordCount":"220""#, 12, "", .paid),
      (#""hasPart":{"@type":"WebPageElement","isAccessibleForFree":false,"cssSelector":".locked"}"#, 5, "", .teaser),
      (#""isAccessibleForFree":false"#, 20, "<p>The council, which owns the quay, will …</p>", .teaser), (#""x":1"#, 5, "", nil),
    ] as [(String, Int, String, ArticleAccess?)])
  func `the page tells who can read it`(_ members: String, _ paragraphs: Int, _ tail: String, _ access: ArticleAccess?) throws {
    let article = try article(jsonLD(members), paragraphs: paragraphs, tail: tail)
    #expect(article.access == access)
    #expect(article.warnings.contains { $0.contains("not free to read") } == (access == .teaser))
  }

  @Test func `what is paid for and there is no teaser`() throws {
    let head = jsonLD(#""hasPart":[{"isAccessibleForFree":"False","cssSelector":".story .locked"}]"#)
    let tail = "<div class='locked'>\(String(repeating: "<p>More: \(Self.sentence)</p>", count: 3))</div>"
    #expect(try article(head, paragraphs: 4, tail: tail).access == .paid)
  }

  @Test(arguments: [("locked", ArticleAccess.teaser), ("free", .free), ("metered", nil)] as [(String, ArticleAccess?)])
  func `a tier tells it as well`(_ tier: String, _ access: ArticleAccess?) throws {
    #expect(try article("<meta property=article:content_tier content=\(tier)>", paragraphs: 4).access == access)
  }
}
