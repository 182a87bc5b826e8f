import Record
import Testing

@testable import Extraction

/// What is learned about officials: whether a role is real, which body it belongs to, and its sector.
@Suite("Learned choices of officials") struct OfficialChoicesTests {
  @Test("the models are part of the program and fit its features") func models() {
    #expect(OfficialModels.shared.role != nil)
    #expect(OfficialModels.shared.body != nil)
    #expect(OfficialModels.shared.sector != nil)
  }

  @Test("each official has the chances of its role and of its body", arguments: OfficialExample.all) func chances(
    _ example: OfficialExample
  ) throws {
    for official in FigureReading.record(example.sentence).officials {
      #expect((0...1).contains(try #require(official.confidence)))
      #expect((0...1).contains(try #require(official.organizationConfidence)))
    }
  }

  static let sectors: [(String, Sector)] = [
    ("Inspector General of Police Daniel Orr agreed.", .lawEnforcement),
    ("Helen Frey, general secretary of the Bakers Union, agreed.", .nonprofit),
    ("Helen Frey, president of Local 9, a union of dockers, agreed.", .nonprofit),
    ("Helen Frey, spokeswoman for the Liberal Party, agreed.", .politics),
    ("Helen Frey, chief executive of Acme Bank, agreed.", .business),
    ("Judge Helen Frey agreed on Monday.", .judiciary),
    ("Helen Frey, the ambassador of Norway, agreed.", .diplomacy),
    ("Helen Frey, professor of law at the University of Lakeport, agreed.", .academia),
    ("Fisheries Minister Helen Frey agreed.", .government),
    ("Sen. Helen Frey agreed.", .legislature),
  ]

  @Test("title, body and what describes the body tell the sector", arguments: sectors) func sector(_ sentence: String, _ sector: Sector) {
    #expect(FigureReading.record(sentence).officials.map(\.sector) == [sector])
  }

  static let attributes = [
    "68-year-old", "gay", "disabled", "Muslim", "Jewish", "blind", "Nigerian-born", "transgender", "Catholic", "deaf", "forty-year-old",
  ]

  @Test("no private attribute enters a title", arguments: attributes) func attribute(_ word: String) {
    let texts = [
      "Helen Frey, a \(word) lawyer, agreed.", "The \(word) lawyer Helen Frey agreed.", "Its lawyer, \(word) Helen Frey, agreed.",
    ]
    for official in texts.flatMap({ FigureReading.record($0).officials }) {
      #expect(!(official.title ?? "").lowercased().contains(word.lowercased()))
    }
  }

  static let chains: [(name: String, unit: String)] = [
    ("titles and names", "President Ann Roe Senator Bo Lund "), ("possessives", "Roe's brother's lawyer's "),
    ("officials", "Ann Roe, the mayor of Lakeport, met the agency's director, Bo Lund. "), ("roles joined", "mayor and chairman and "),
    ("roles of roles", "the head of the office of "),
  ]

  @Test("time does not outgrow the text", arguments: chains) func linear(_ name: String, _ unit: String) {
    func seconds(_ count: Int) -> Duration {
      let text = "She met " + String(repeating: unit, count: count) + "yesterday."
      return (0..<3).map { _ in ContinuousClock().measure { _ = FigureReading.record(text) } }.min() ?? .zero
    }
    let (short, long) = (seconds(150), seconds(600))
    // Four times the text should take about four times as long; sixteen times would be quadratic.
    #expect(long < short * 9 + .milliseconds(50), "\(name): \(short), \(long)")
  }
}
