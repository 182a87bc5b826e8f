import Aggregation
import Foundation
import OnRecord
import Record
import TestSupport
import Testing

@testable import Linkage

/// Persons in invented articles that were marked before any linker had seen them, from text to profile.
@Suite struct PeopleAcrossArticlesTests {
  /// From text to profile: the least precision and recall of pairs. They are lower than the linker's own (see `LabelledSets`) because of
  /// roles that are not found in the text, or are read differently.
  private static let least = (precision: 0.95, recall: 0.8)

  @Test func fromTextToProfile() throws {
    let articles = try PeopleArticle.all()
    let folder = try TemporaryFolder()
    let index = try SQLiteIndex(path: folder.file("people.db"), mode: .write)
    let pipeline = Pipeline()
    _ = try index.add(try articles.map { try IndexEntry(pipeline.record(of: $0.article)) })
    var profileOf: [String: Int] = [:]
    for (number, profile) in try index.profiles(Search()).enumerated() { for id in profile.mentions { profileOf[id] = number } }
    // Each marked person's profile, through the official that was read from the article.
    var found: [(profile: Int?, person: String)] = []
    var missing: [String] = []
    for article in articles {
      let stored = try index.article(article.article.id, version: nil)
      for person in article.people {
        let words = FoldedTokens.words(person.name)
        let place = stored.record.officials.firstIndex { FoldedTokens.words($0.name) == words }
        if place == nil { missing.append("\(article.article.id): \(person.name), \(person.title), \(person.organization)") }
        found.append((place.flatMap { profileOf[stored.officialIDs[$0]] }, person.person))
      }
    }
    var (right, linked, wanted) = (0, 0, 0)
    for (index, a) in found.enumerated() {
      for b in found[(index + 1)...] {
        let isLinked = a.profile != nil && a.profile == b.profile
        if isLinked { linked += 1 }
        if a.person == b.person { wanted += 1 }
        if isLinked, a.person == b.person { right += 1 }
      }
    }
    print(
      "people from text: \(right) right, \(linked) linked, \(wanted) wanted; \(found.count) marked, not found:\n\(missing.joined(separator: "\n"))"
    )
    #expect(Double(right) / Double(max(1, linked)) >= Self.least.precision)
    #expect(Double(right) / Double(wanted) >= Self.least.recall)
    // One by one, in reverse order, gives the same profiles.
    let other = try SQLiteIndex(path: folder.file("backwards.db"), mode: .write)
    for article in articles.reversed() { _ = try other.add([try IndexEntry(pipeline.record(of: article.article))]) }
    let profiles = try index.profiles(Search()).map { Set($0.mentions) }
    #expect(try Set(other.profiles(Search()).map { Set($0.mentions) }) == Set(profiles))
  }

  /// The spellings of a surname are one name, whichever is asked for.
  @Test func spellingsOfASurname() throws {
    let folder = try TemporaryFolder()
    let index = try SQLiteIndex(path: folder.file("spellings.db"), mode: .write)
    for (number, name) in ["Oleh Kravetskiy", "Oleh Kravetsky", "Oleh Kravetskyy", "Oleh Kravchuk"]
      .enumerated()
    {
      var maker = RecordMaker("s\(number)", published: "2020-01-0\(number + 1)")
      maker.official(name, "finance minister", "Ruthavia")
      _ = try index.add([maker.entry()])
    }
    for name in ["Oleh Kravetskiy", "Oleh Kravetsky", "Oleh Kravetskyy"] {
      #expect(try index.person(name).map(\.variants) == [["Oleh Kravetskiy", "Oleh Kravetsky", "Oleh Kravetskyy"]])
    }
    #expect(try index.profiles(Search()).count == 2)
  }
}

/// An article of the set with its marked persons.
struct PeopleArticle {
  struct Person {
    var name: String
    var title: String
    var organization: String
    var person: String
  }
  var article: Article
  var people: [Person]

  static func all() throws -> [PeopleArticle] {
    let file = Project.folder.appending(path: "Tests/LinkageTests/Sets/people-articles.txt")
    var articles: [PeopleArticle] = []
    for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map(String.init) where !line.hasPrefix("# ") {
      let fields = line.dropFirst(2).split(separator: "|", omittingEmptySubsequences: false).map { $0.trimmingCharacters(in: .whitespaces) }
      if line.hasPrefix("= ") {
        let article = Article(
          id: "people-\(fields[0])", source: nil, url: "https://example.org/\(fields[0])", site: fields[2], title: nil, authors: [],
          published: fields[1], language: "en", text: "", paragraphs: [],
          provenance: Provenance(contentSHA256: String(repeating: "0", count: 64), mediaType: "text/plain", encoding: "utf-8"))
        articles.append(PeopleArticle(article: article, people: []))
      } else if line.hasPrefix("@ ") {
        articles[articles.count - 1].people.append(
          Person(name: fields[0], title: fields[1], organization: fields[2], person: fields[3]))
      } else {
        let place = articles.count - 1
        if !articles[place].article.text.isEmpty { articles[place].article.text += "\n\n" }
        let start = articles[place].article.text.utf8.count
        articles[place].article.text += line
        articles[place].article.paragraphs.append(Paragraph(ByteRange(start, start + line.utf8.count), .paragraph))
      }
    }
    return articles
  }
}
