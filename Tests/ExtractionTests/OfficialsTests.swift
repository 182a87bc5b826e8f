import Foundation
import Record
import Testing

@testable import Extraction

/// A sentence of `Examples/officials.txt` with the officials that it must give.
struct OfficialExample: Sendable, CustomTestStringConvertible {
  struct Expected: Sendable {
    var name: String
    /// The title in each form that is accepted, separated by bars; `*` for any.
    var title: String
    /// The organization in each form that is accepted; `-` for none, `*` for any.
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
      if expected.title != "*" { #expect(expected.title.split(separator: "|").map(String.init).contains(official.title ?? "-")) }
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

  @Test("each official is explained by its rule, its title and its name", arguments: OfficialExample.all) func explained(
    _ example: OfficialExample
  ) throws {
    let record = FigureReading.record(example.sentence)
    for official in record.officials {
      let explanation = try #require(official.explanation)
      #expect(!explanation.rule.isEmpty)
      let roles = explanation.evidence.map(\.role)
      #expect(roles.contains("title") && roles.contains("name"))
      for evidence in explanation.evidence {
        let scalars = Array(record.article.text.unicodeScalars)[evidence.span.start..<evidence.span.end]
        #expect(String(String.UnicodeScalarView(scalars)) == evidence.span.text)
      }
      if official.organization != nil, explanation.rule != "as" { #expect(roles.contains("organization")) }
    }
  }

  @Test("a text may begin or end at any word", arguments: OtherNewsPassage.all.prefix(12).map(\.text)) func anywhere(_ text: String) {
    let words = text.split(separator: " ")
    for index in words.indices.dropFirst() {
      let tail = FigureReading.record(words[index...].joined(separator: " "))
      let head = FigureReading.record(words[..<index].joined(separator: " "))
      #expect(tail.officials.allSatisfy { !$0.mentions.isEmpty } && head.officials.allSatisfy { !$0.mentions.isEmpty })
    }
  }
}
