import Foundation
import Record
import Testing

@testable import Extraction

/// A passage of `Examples/other-news.txt` with the officials that it names.
struct OtherNewsPassage {
  struct Expected {
    var name: String
    /// The titles and bodies that are accepted; `-` for none.
    var titles: [String]
    var organizations: [String]
    var isOptional: Bool
    var mentions: Set<Int> = []
  }
  var text = ""
  var officials: [Expected] = []

  static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Examples/other-news.txt")
  static let all: [OtherNewsPassage] = {
    var passages: [OtherNewsPassage] = []
    var marks: [(start: Int, name: String)] = []
    func close() {
      guard let last = passages.indices.last else { return }
      for mark in marks {
        let owner = passages[last].officials.indices.first { number in
          let name = passages[last].officials[number].name.lowercased()
          return name == mark.name || name.hasSuffix(" " + mark.name) || name.hasSuffix("-" + mark.name)
        }
        if let owner { passages[last].officials[owner].mentions.insert(mark.start) }
      }
      marks = []
    }
    for line in ((try? String(contentsOf: file, encoding: .utf8)) ?? "").split(separator: "\n") {
      if line.hasPrefix("## ") {
        close()
        passages.append(OtherNewsPassage())
      } else if let last = passages.indices.last, !line.hasPrefix("#") {
        if let role = line.range(of: " = "), !line[..<role.lowerBound].contains("[") {
          let isOptional = line.hasPrefix("optional ")
          let parts = line[role.upperBound...].components(separatedBy: " @ ")
          guard parts.count == 2 else { continue }
          passages[last].officials.append(
            Expected(
              name: String(line[..<role.lowerBound].dropFirst(isOptional ? 9 : 0)), titles: parts[0].components(separatedBy: "; "),
              organizations: parts[1].components(separatedBy: "; "), isOptional: isOptional))
        } else {
          for part in line.split(separator: "[", omittingEmptySubsequences: false).enumerated() {
            guard part.offset > 0, let end = part.element.firstIndex(of: "]") else {
              passages[last].text += part.element
              continue
            }
            marks.append((passages[last].text.unicodeScalars.count, part.element[..<end].lowercased()))
            passages[last].text += part.element[..<end] + part.element[part.element.index(after: end)...]
          }
        }
      }
    }
    close()
    return passages
  }()
}

@Suite("Officials of other news") struct OtherNewsTests {
  /// The passages accept several titles and bodies and leave some officials open, which `CorpusScore` does not: there each field has one answer.
  private struct Score {
    var hits = 0
    var found = 0
    var gold = 0
    var f1: Double { 2 * Double(hits) / Double(max(found + gold, 1)) }
  }

  /// Words in lower case, as a set.
  private static func words(_ text: String) -> Set<Substring> { Set(text.lowercased().split(separator: " ")) }

  /// Whether most words are those of an accepted form.
  private static func agrees(_ value: String?, _ accepted: [String]) -> Bool {
    guard let value else { return accepted.contains("-") }
    let found = words(value)
    return accepted.contains { form in
      let right = words(form)
      return 2 * Double(found.intersection(right).count) / Double(found.count + right.count) >= 0.5
    }
  }

  @Test("people, mentions and whole roles in world news, science, disasters, courts, sport, culture and elections") func passages() {
    #expect(OtherNewsPassage.all.count >= 100)
    var people = Score()
    var mentions = Score()
    var whole = Score()
    var missed: [String] = []
    for passage in OtherNewsPassage.all {
      let found = FigureReading.record(passage.text).officials
      for expected in passage.officials {
        let official = found.first { $0.name == expected.name }
        if expected.isOptional {
          if let official {
            people.found -= 1
            whole.found -= 1
            mentions.found -= official.mentions.count
          }
          continue
        }
        people.gold += 1
        whole.gold += 1
        mentions.gold += expected.mentions.count
        guard let official else {
          missed.append("\(expected.name) is not found")
          continue
        }
        people.hits += 1
        mentions.hits += official.mentions.filter { expected.mentions.contains($0.start) }.count
        if Self.agrees(official.title, expected.titles), Self.agrees(official.organization, expected.organizations) {
          whole.hits += 1
        } else {
          missed.append("\(expected.name) = \(official.title ?? "-") @ \(official.organization ?? "-")")
        }
      }
      people.found += found.count
      whole.found += found.count
      mentions.found += found.reduce(0) { $0 + $1.mentions.count }
    }
    #expect(people.gold > 300)
    let words = "differ from their marks: " + missed.joined(separator: " | ")
    #expect(people.f1 >= 0.96, "\(words)")
    #expect(mentions.f1 >= 0.96)
    #expect(whole.f1 >= 0.93, "\(words)")
  }
}
