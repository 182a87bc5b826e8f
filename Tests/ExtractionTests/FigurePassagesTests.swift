import Foundation
import Record
import Testing

@testable import Extraction

/// A block of `Examples/figure-passages.txt`: a short news passage and all its figures.
struct FigurePassage: Sendable, CustomTestStringConvertible {
  struct Expected: Sendable {
    var words: String
    var value: Double
    var high: Double?
    var unit: String?
    var bound: String
    var change: String?
    var period: String?
    var source: String?
  }

  var published: String
  var subject: String
  var text = ""
  var expected: [Expected] = []
  var testDescription: String { "\(published) \(subject): \(text.prefix(40))" }

  static let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Examples/figure-passages.txt")
  static let all: [FigurePassage] = {
    var passages: [FigurePassage] = []
    for line in ((try? String(contentsOf: file, encoding: .utf8)) ?? "").split(separator: "\n") where !line.hasPrefix("#") {
      if line.hasPrefix("@") {
        let words = line.split(separator: " ").map(String.init)
        passages.append(FigurePassage(published: words[1], subject: words[2]))
      } else if line.hasPrefix("+") {
        let fields = line.dropFirst().split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        func told(_ field: String) -> String? { field == "-" ? nil : field }
        let ends = fields[1].components(separatedBy: "..").compactMap(Double.init)
        passages[passages.count - 1].expected.append(
          Expected(
            words: fields[0], value: ends[0], high: ends.count > 1 ? ends[1] : nil, unit: told(fields[2]), bound: fields[3],
            change: told(fields[4]), period: told(fields[5]), source: told(fields[6])))
      } else {
        let text = passages[passages.count - 1].text
        passages[passages.count - 1].text = text.isEmpty ? String(line) : text + "\n" + line
      }
    }
    return passages
  }()
  static let none = all.filter(\.expected.isEmpty)
}

@Suite("Figures of news passages") struct FigurePassagesTests {
  private static func near(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= max(5e-5, abs(a) * 1e-6) }

  @Test("the passages are found") func passages() {
    #expect(FigurePassage.all.count >= 60)
    #expect(FigurePassage.none.count >= 15)
  }

  @Test("scores, dates, addresses, versions and names give no figure", arguments: FigurePassage.none) func none(_ passage: FigurePassage) {
    let found = FigureReading.record(passage.text, published: passage.published).figures
    #expect(found.isEmpty, "\(found.map(\.span.text))")
  }

  /// The passages mark a figure by its words and not by its place, so `CorpusScore`, which pairs findings by place, cannot read them.
  @Test("what a passage tells is found, with unit, bound, change, period and source") func floors() {
    var (gold, found, hit, unit, bound, change) = (0, 0, 0, 0, 0, 0)
    var (periods, period, noPeriods, noPeriod, sources, source, noSources, noSource) = (0, 0, 0, 0, 0, 0, 0, 0)
    var missed: [String] = []
    for passage in FigurePassage.all {
      var open = FigureReading.record(passage.text, published: passage.published).figures
      gold += passage.expected.count
      found += open.count
      for expected in passage.expected {
        guard
          let at = open.firstIndex(where: {
            Self.near($0.value, expected.value) && ($0.valueHigh == nil) == (expected.high == nil)
              && Self.near($0.valueHigh ?? 0, expected.high ?? 0)
              && ($0.span.text.contains(expected.words) || expected.words.contains($0.span.text))
          })
        else {
          missed.append("\(expected.words) is not found")
          continue
        }
        let figure = open.remove(at: at)
        hit += 1
        if figure.unit != expected.unit { missed.append("\(expected.words): \(figure.unit ?? "-")") }
        if figure.change?.rawValue != expected.change { missed.append("\(expected.words): \(figure.change?.rawValue ?? "-")") }
        if figure.unit == expected.unit { unit += 1 }
        if figure.bound.rawValue == expected.bound { bound += 1 }
        if figure.change?.rawValue == expected.change { change += 1 }
        if expected.period == nil { noPeriods += 1 } else { periods += 1 }
        if figure.period == expected.period { if expected.period == nil { noPeriod += 1 } else { period += 1 } }
        if expected.source == nil { noSources += 1 } else { sources += 1 }
        if figure.attributedTo == expected.source { if expected.source == nil { noSource += 1 } else { source += 1 } }
      }
    }
    func share(_ hit: Int, _ of: Int) -> Double { Double(hit) / Double(max(1, of)) }
    #expect(share(hit, found) >= 0.97, "precision \(hit) of \(found)")
    #expect(share(hit, gold) >= 0.97, "recall \(hit) of \(gold): \(missed)")
    #expect(share(unit, hit) >= 0.97, "unit \(unit) of \(hit): \(missed)")
    #expect(share(bound, hit) >= 0.98, "bound \(bound) of \(hit)")
    #expect(share(change, hit) >= 0.97, "change \(change) of \(hit): \(missed)")
    #expect(share(period, periods) >= 0.9, "period \(period) of \(periods)")
    #expect(share(noPeriod, noPeriods) >= 0.92, "no period \(noPeriod) of \(noPeriods)")
    #expect(share(source, sources) >= 0.85, "source \(source) of \(sources)")
    #expect(share(noSource, noSources) >= 0.95, "no source \(noSource) of \(noSources)")
  }
}
