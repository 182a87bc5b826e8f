import Foundation
import Testing

@testable import Extraction

/// A text of `Examples/stages.txt`, and what a stage makes of it.
struct StageExample: Sendable, CustomTestStringConvertible {
  var stage: String
  var meaning: String
  var sketch: String
  var expected: [String] = []
  var testDescription: String { "\(stage): \(meaning): \(sketch)" }

  static let all: [StageExample] = {
    var examples: [StageExample] = []
    var (stage, meaning) = ("", "")
    for line in QuoteExample.lines(of: "stages.txt") where !line.hasPrefix("# ") {
      if line.hasPrefix("## ") {
        let parts = line.dropFirst(3).components(separatedBy: ": ")
        (stage, meaning) = (parts[0], parts.dropFirst().joined(separator: ": "))
      } else if line.hasPrefix("  ") {
        guard !examples.isEmpty else { preconditionFailure("stages.txt: \(line)") }
        examples[examples.count - 1].expected.append(line.trimmingCharacters(in: .whitespaces))
      } else {
        examples.append(StageExample(stage: stage, meaning: meaning, sketch: line))
      }
    }
    return examples
  }()
}

@Suite("Stages of extraction") struct StageTests {
  @Test("the table is found, each stage has texts, and each text expects something") func table() {
    #expect(Set(StageExample.all.map(\.stage)) == Set(Stages.all.keys))
    #expect(StageExample.all.allSatisfy { !$0.expected.isEmpty })
  }

  @Test("a stage makes of a text what stands under it", arguments: StageExample.all) func holds(_ example: StageExample) throws {
    let stage = try #require(Stages.all[example.stage])
    let found = stage(SketchedText(example.sketch))
    #expect((found.isEmpty ? ["-"] : found) == example.expected)
  }
}
