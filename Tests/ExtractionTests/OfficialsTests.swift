import Foundation
import Record
import Testing

@testable import Extraction

/// A sentence of `Examples/officials.txt` with the officials that it must give.
struct OfficialExample: Sendable, CustomTestStringConvertible {
  struct Expected: Sendable {
    var name: String
    /// The title, `*` for any.
    var title: String
    /// The organization in each form that counts, `-` for none, `*` for any.
    var organizations: [String]
  }
  var rule: String
  var sentence: String
  var officials: [Expected]
  var testDescription: String { sentence }

  static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Examples/officials.txt")
  static let all: [OfficialExample] = {
    var rule = ""
    var examples: [OfficialExample] = []
    for line in ((try? String(contentsOf: file, encoding: .utf8)) ?? "").split(separator: "\n") where !line.hasPrefix("#") {
      guard line.hasPrefix("  ") else {
        rule = String(line)
        continue
      }
      let parts = line.trimmingCharacters(in: .whitespaces).components(separatedBy: " | ")
      let expected = parts.dropFirst().filter { $0 != "none" }.compactMap { part -> Expected? in
        let name = part.components(separatedBy: " = ")
        guard name.count == 2 else { return nil }
        let role = name[1].components(separatedBy: " @ ")
        guard role.count == 2 else { return nil }
        return Expected(name: name[0], title: role[0], organizations: role[1].components(separatedBy: "|"))
      }
      examples.append(OfficialExample(rule: rule, sentence: parts[0], officials: expected))
    }
    return examples
  }()
}

@Suite("Named officials") struct OfficialsTests {
  @Test("the table of examples is found") func table() {
    #expect(OfficialExample.all.count >= 25)
    #expect(OfficialExample.all.contains { $0.officials.isEmpty })
  }

  @Test("a sentence gives its officials and no others", arguments: OfficialExample.all) func example(_ example: OfficialExample) {
    let found = FigureReading.record(example.sentence).officials
    #expect(found.map(\.name) == example.officials.map(\.name))
    for (official, expected) in zip(found, example.officials) {
      if expected.title != "*" { #expect(official.title == expected.title) }
      if expected.organizations != ["*"] { #expect(expected.organizations.contains(official.organization ?? "-")) }
    }
  }

  @Test("the fullest form names the official, all mentions are its own") func mentions() throws {
    let text = "Mayor Helen Frey spoke on Monday. Frey was tired, and Mrs. Frey left early."
    let official = try #require(FigureReading.record(text).officials.first)
    #expect(official.name == "Helen Frey")
    #expect(official.mentions.map(\.text) == ["Helen Frey", "Frey", "Frey"])
  }

  @Test("the present office comes before a candidacy and a former role") func present() {
    let text = "Candidate Helen Frey spoke on Monday. Frey, the mayor of Lakeport, is a former teacher."
    #expect(FigureReading.record(text).officials.map(\.title) == ["mayor"])
  }
}
