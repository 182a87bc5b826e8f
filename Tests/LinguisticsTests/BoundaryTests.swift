import Foundation
import Linguistics
import Record
import Testing

/// A line of `Examples/boundaries.txt`: a text with the ends of its tokens and sentences marked.
struct BoundaryExample: Sendable, CustomTestStringConvertible {
  var text: String
  var sentences: [[String]]
  var testDescription: String { text }

  init(_ line: String) {
    let bare = line.replacingOccurrences(of: "|", with: "")
    text = bare.replacingOccurrences(of: " // ", with: " ")
    sentences = line.components(separatedBy: " // ").map { $0.split { $0 == " " || $0 == "|" }.map(String.init) }
  }

  static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Examples/boundaries.txt")
  static let all = ((try? String(contentsOf: file, encoding: .utf8)) ?? "").split(separator: "\n").map(String.init)
    .filter { !$0.hasPrefix("#") }.map(BoundaryExample.init)
}

/// A text read as an article with one paragraph per line.
func reading(_ text: String) -> AnalyzedText {
  let bytes = Array(text.utf8)
  var paragraphs: [Paragraph] = []
  var start = 0
  for index in 0...bytes.count where index == bytes.count || bytes[index] == 10 {
    if index > start { paragraphs.append(Paragraph(ByteRange(start, index), .paragraph)) }
    start = index + 1
  }
  return Analyzer().analyze(text, paragraphs: paragraphs)
}

@Suite("Tokens and sentences") struct BoundaryTests {
  @Test("the table of boundaries is found") func table() { #expect(BoundaryExample.all.count >= 180) }

  @Test("tokens and sentences end where the table says", arguments: BoundaryExample.all) func boundaries(_ example: BoundaryExample) {
    let text = reading(example.text)
    #expect(text.sentences.map { $0.tokens.map { text.word($0) } } == example.sentences)
  }

  @Test("tokens lie in order and leave nothing but white space", arguments: BoundaryExample.all) func offsets(_ example: BoundaryExample) {
    let text = reading(example.text)
    var end = 0
    for token in text.tokens {
      #expect(text.bytes[end..<token.range.start].allSatisfy { $0 == 32 })
      end = token.range.end
    }
    #expect(end == text.bytes.count)
  }
}

@Suite("Quotation state") struct QuotationTests {
  /// The words inside each quotation.
  private func inside(_ text: String) -> [String] {
    let read = reading(text)
    return read.quotations.map { read.words(read.range($0.inside)) }
  }

  @Test(
    "what stands inside the marks",
    arguments: [
      ("\"We go,\" he said.", ["We go,"]),
      ("“We go,” he said, “and soon.”", ["We go,", "and soon."]),
      ("He called it ‘a joke’ twice.", ["a joke"]),
      ("‘We don’t know,’ she said.", ["We don’t know,"]),
      ("“He said, ‘go,’ and I went,” she said.", ["He said, ‘go,’ and I went,"]),
      ("It said that “all are free to go.’’ It added that “none will.’’", ["all are free to go.", "none will."]),
      ("‘‘We go,’’ he said. ''And soon.''", ["We go,", "And soon."]),
      ("The workers’ plan failed.", []),
      ("It was Roe's plan, and Lund's.", []),
      ("“We go,” he said.\nShe left.\n“They stay,” he said.", ["We go,", "They stay,"]),
    ])
  func marks(_ text: String, _ expected: [String]) { #expect(inside(text) == expected) }

  @Test("a mark reopened at a paragraph carries the quotation on") func reopened() {
    let text = reading("“We go, he said.\n“And we go soon.”\nShe left.")
    #expect(text.quotations.map(\.continues) == [false, true])
    #expect(text.quotations.map { $0.closing >= 0 } == [false, true])
  }

  @Test("each token knows its quotation, the marks are outside") func tokens() {
    let text = reading("He said, “We go,” twice.")
    let inside = text.tokens.indices.filter { text.tokens[$0].quotation >= 0 }.map { text.word($0) }
    #expect(inside == ["We", "go", ","])
  }
}

@Suite("Names and people") struct NameTests {
  private func people(_ text: String) -> [String] { reading(text).people.map(\.name) }

  /// Where the person is mentioned, as written.
  private func mentions(_ text: String, of person: Int) -> [String] {
    let read = reading(text)
    guard read.people.indices.contains(person) else { return [] }
    return read.people[person].mentions.map { read.words(read.range(read.names[$0].tokens)) }
  }

  @Test(
    "names of any origin",
    arguments: [
      "Nguyễn Thị Hoa", "Ngozi Okonkwo", "Siobhán Kelly", "María José Ferreira", "Mehmet Yılmaz", "Katarzyna Nowak", "Bill de Graaf",
      "Jan van der Meer", "Abdul Rahman", "Marie-Claude Tremblay", "Priya Raman", "James O’Hara", "J. K. Lund",
    ])
  func origins(_ name: String) {
    #expect(people("The clerk spoke to \(name), a teacher, on Monday. \(name) said nothing had changed.") == [name])
  }

  @Test("a dateline is no person") func dateline() {
    #expect(people("OTTAWA — Ann Roe said on Monday that she would leave.") == ["Ann Roe"])
  }

  @Test(
    "a title inside a name ends the office, not the name",
    arguments: [
      ("Ruritanian Fuel and Energy Minister Ivan Tarrow spoke on Monday. Mr. Tarrow left early.", "Ivan Tarrow"),
      ("Russian Energy Minister Sergei Holm met his Iranian counterpart. Holm said firms were ready.", "Sergei Holm"),
      ("In a report on Monday, U.N. Secretary-General Ban Soo-hyun said he was worried. Mr. Ban left for home.", "Ban Soo-hyun"),
      ("Former Rockland Mayor Lucy Dent spoke on Monday.", "Lucy Dent"),
    ])
  func offices(_ text: String, _ name: String) {
    #expect(people(text) == [name])
  }

  @Test(
    "a family name that stands first is the person's, whatever the name means elsewhere",
    arguments: [
      "The finance minister, Lou Jiang, spoke on Monday. “We won,” Mr. Lou told reporters.",
      "The future president, Ma Wen-shan, is a lawyer. Mr. Ma unseated the mayor. Mr. Ma left.",
    ])
  func familyNameFirst(_ text: String) {
    #expect(people(text).count == 1)
  }

  @Test(
    "what stands before a name is no part of it",
    arguments: [
      ("Billionaire Mark Tarrow spoke on Monday. Tarrow left early.", "Mark Tarrow"),
      ("Promoter Barry Tarrow, who runs the hall, spoke on Monday.", "Barry Tarrow"),
      ("The hall was sold to Hull-born Dutchman Peter Tarrow on Monday. Tarrow paid cash.", "Peter Tarrow"),
      ("Former Oscar-winner Susan Tarrow spoke on Monday. Tarrow left early.", "Susan Tarrow"),
      ("Det Gda Laura Tarrow spoke on Monday. Garda Tarrow left early.", "Laura Tarrow"),
    ])
  func leads(_ text: String, _ name: String) {
    #expect(people(text) == [name])
  }

  @Test("a given name in two syllables stands behind the family name") func familyName() {
    #expect(people("The sale, said Park Mi-sun, 68, was off. Park Mi-sun left early.") == ["Park Mi-sun"])
  }

  @Test("the full form of a given name is the fuller name") func fullForm() {
    #expect(people("Ken Tarrow praises the mayor\nKenneth Tarrow, a judge, spoke on Monday. Tarrow left early.") == ["Kenneth Tarrow"])
  }

  @Test("the first words of a body's name are no person") func shortBody() {
    let text =
      "The farm pays, its owner, Juniper Ridge Energy, said. Two mills are shut at night, Juniper Ridge says, after a survey of hawks."
    #expect(people(text) == [])
    #expect(people("Ann Roe Ferries is late. Ann Roe said she was sorry.") == ["Ann Roe"])
  }

  @Test("a given name and a surname before a verb are a person, where a pronoun follows") func subjects() {
    #expect(people("Anna Park signed the lease on Friday. “We won,” she said.") == ["Anna Park"])
  }

  @Test("a heading in capitals names the person of the text") func heading() {
    #expect(people("MAYOR ANN ROE LEAVES OFFICE\nAnn Roe said on Monday that she would leave.") == ["Ann Roe"])
  }

  @Test("a name inside another name is no mention") func insideName() {
    let text = "Donald Marsh spoke at Marsh University on Monday. Marsh founded it."
    #expect(mentions(text, of: 0) == ["Donald Marsh", "Marsh"])
  }

  @Test("surnames, given names and suffixes belong to the fullest form") func forms() {
    let text = "Robert Marsh Jr. spoke on Monday. Mr. Marsh left early. “Robert was tired,” his wife said."
    #expect(people(text) == ["Robert Marsh Jr."])
    #expect(mentions(text, of: 0) == ["Robert Marsh Jr.", "Marsh", "Robert"])
  }

  @Test("two people of one surname stay apart") func oneSurname() {
    let text = "Helen Marsh and Robert Marsh met on Monday. Mr. Marsh smiled. Mrs. Marsh left."
    #expect(people(text) == ["Helen Marsh", "Robert Marsh"])
    #expect(mentions(text, of: 0) == ["Helen Marsh", "Marsh"])
    #expect(mentions(text, of: 1) == ["Robert Marsh", "Marsh"])
  }

  @Test("a courtesy title tells a surname from another's full name") func courtesy() {
    let text = "President Marsh spoke on Monday. Mr. Marsh was tired. His wife, Helen Marsh, left early. Mr. Marsh stayed."
    #expect(people(text) == ["Marsh", "Helen Marsh"])
  }

  @Test("a plural or a family is no one", arguments: ["the Marshes", "the Marsh family"]) func family(_ words: String) {
    let text = "Helen Marsh spoke on Monday. Then \(words) went home."
    #expect(mentions(text, of: 0) == ["Helen Marsh"])
  }

  @Test("an abbreviation is tied to the body's full name") func abbreviation() {
    let bodies = reading("The Royal Harbour Board (RHB) met on Monday. The RHB agreed.").bodies
    #expect(bodies.contains { $0.name == "Royal Harbour Board" && $0.abbreviation == "RHB" })
  }
}
