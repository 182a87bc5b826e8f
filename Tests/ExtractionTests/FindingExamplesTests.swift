import Foundation
import Record
import Testing

@testable import Extraction

/// A text of `Examples/findings.txt`, and what its record must contain.
struct FindingExample: Sendable, CustomTestStringConvertible {
  struct Expected: Sendable {
    /// The record's list: `quotes`, `figures`, `officials`, `periods`.
    var list: String
    /// The finding's words; an official's name; nil for any.
    var words: String?
    /// Whether there must be no such finding.
    var isAbsent: Bool
    /// Fields of the finding by their names in the record, as text; `-` for none.
    var fields: [(name: String, value: String)] = []
  }

  var meaning: String
  var published: String
  var text: String
  var expected: [Expected] = []
  var testDescription: String { "\(meaning): \(text)" }

  static let kinds = ["quote": "quotes", "figure": "figures", "official": "officials", "period": "periods"]

  static let all: [FindingExample] = {
    var (examples, meaning, published): ([FindingExample], String, String) = ([], "", "2016-09-21")
    for line in QuoteExample.lines(of: "findings.txt") where !line.hasPrefix("# ") {
      if line.hasPrefix("## ") {
        meaning = String(line.dropFirst(3))
      } else if line.hasPrefix("@ ") {
        published = String(line.dropFirst(2))
      } else if line.hasPrefix("  ") {
        guard !examples.isEmpty, let expected = Self.expected(line) else { preconditionFailure("findings.txt: \(line)") }
        examples[examples.count - 1].expected.append(expected)
      } else {
        examples.append(FindingExample(meaning: meaning, published: published, text: line.replacing("¶", with: "\n")))
        published = "2016-09-21"
      }
    }
    return examples
  }()

  private static func expected(_ line: String) -> Expected? {
    var parts = line.trimmingCharacters(in: .whitespaces).components(separatedBy: " | ")
    if parts.count == 1, parts[0].hasPrefix("no "), case let list = String(parts[0].dropFirst(3)), kinds.values.contains(list) {
      return Expected(list: list, words: nil, isAbsent: true)
    }
    let isAbsent = parts[0] == "no"
    if isAbsent { parts.removeFirst() }
    guard parts.count > 1, let list = kinds[parts[0]] else { return nil }
    let fields = parts.dropFirst(2).map { part in
      let words = part.split(separator: " ", maxSplits: 1).map(String.init)
      return (name: words[0], value: words.count > 1 ? words[1] : "")
    }
    return Expected(list: list, words: parts[1].replacing("¶", with: "\n"), isAbsent: isAbsent, fields: fields)
  }

  /// A value of the record in the notation of the table.
  static func text(_ value: Any?) -> String {
    switch value {
    case nil, is NSNull: "-"
    case let text as String: text
    case let number as NSNumber: "\(number)"
    case let object as [String: Any]: object.sorted { $0.key < $1.key }.map { "\($0.key)=\(text($0.value))" }.joined(separator: ",")
    default: "?"
    }
  }
}

@Suite("Findings") struct FindingExamplesTests {
  @Test("the table is found, and every text in it expects something") func table() {
    #expect(FindingExample.all.count >= 50)
    #expect(FindingExample.all.allSatisfy { !$0.expected.isEmpty })
  }

  @Test("a text gives what stands under it", arguments: FindingExample.all) func holds(_ example: FindingExample) throws {
    let bytes = RecordEncoder.encode(FigureReading.record(example.text, published: example.published))
    let record = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    for expected in example.expected {
      let findings = record[expected.list] as? [[String: Any]] ?? []
      let names = findings.map { FindingExample.text($0["name"] ?? $0["text"]) }
      let place = expected.words.map { names.firstIndex(of: $0) } ?? names.indices.first
      if expected.isAbsent {
        #expect(place == nil, "\(expected.list): \(names)")
        continue
      }
      let finding = findings[try #require(place, "\(expected.list): \(expected.words ?? "") is not among \(names)")]
      for (name, value) in expected.fields {
        #expect(FindingExample.text(finding[name]) == value, "\(name) of \(expected.words ?? "")")
      }
    }
  }
}
