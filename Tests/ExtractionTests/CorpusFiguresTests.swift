import Foundation
import Record
import TestSupport
import Testing

@testable import Extraction

/// A page of the corpus: its article as the gold record has it, and the gold figures.
struct GoldPage: Sendable, CustomTestStringConvertible {
  struct GoldFigure: Sendable {
    var start: Int, end: Int
    var value: Double, high: Double?
    var unit: String?, bound: String, change: String?
    var comparedTo: Double?
    var period: String?, source: String?
  }

  var name: String
  var article: Article
  var figures: [GoldFigure]
  var testDescription: String { name }

  static let all: [GoldPage] = {
    let files = (try? FileManager.default.contentsOfDirectory(at: Project.corpus, includingPropertiesForKeys: nil)) ?? []
    return files.filter { $0.pathExtension == "json" }.sorted { $0.path < $1.path }.compactMap(GoldPage.init)
  }()
  static let sparse = all.filter(\.figures.isEmpty)

  init?(file: URL) {
    guard let data = try? Data(contentsOf: file), let json = try? JSONSerialization.jsonObject(with: data) as? [String: Any],
      let text = json["text"] as? String, let paragraphs = json["paragraphs"] as? [[String: Any]],
      let figures = json["figures"] as? [[String: Any]]
    else { return nil }
    name = file.deletingPathExtension().lastPathComponent
    // The record counts code points, the article counts bytes.
    var offsets = [0]
    for scalar in text.unicodeScalars { offsets.append(offsets[offsets.count - 1] + scalar.utf8.count) }
    article = Article(
      id: name, published: json["published"] as? String, text: text,
      paragraphs: paragraphs.compactMap {
        guard let start = $0["start"] as? Int, let end = $0["end"] as? Int, let kind = ParagraphKind(rawValue: $0["kind"] as? String ?? "")
        else { return nil }
        return Paragraph(ByteRange(offsets[start], offsets[end]), kind)
      },
      provenance: Provenance(contentSHA256: "", mediaType: "text/html", encoding: "utf-8"))
    func number(_ value: Any?) -> Double? { (value as? NSNumber)?.doubleValue }
    self.figures = figures.compactMap {
      guard let start = $0["start"] as? Int, let end = $0["end"] as? Int, let value = number($0["value"]),
        let bound = $0["bound"] as? String
      else { return nil }
      return GoldFigure(
        start: start, end: end, value: value, high: number($0["value_high"]), unit: $0["unit"] as? String, bound: bound,
        change: $0["change"] as? String, comparedTo: number(($0["compared_to"] as? [String: Any])?["value"]),
        period: $0["period"] as? String,
        source: $0["attributed_to"] as? String)
    }
  }
}

/// The figures of the corpus' pages against their gold records.
@Suite("Figures of the corpus") struct CorpusFiguresTests {
  private static func near(_ a: Double, _ b: Double) -> Bool { abs(a - b) <= max(5e-5, abs(a) * 1e-5) }

  @Test("the pages are found") func pages() {
    #expect(GoldPage.all.count >= 40)
    #expect(GoldPage.sparse.count >= 10)
  }

  @Test("a page of dates, scores and names alone gives no figure", arguments: GoldPage.sparse) func none(_ page: GoldPage) {
    let found = Extractor().record(of: page.article).figures
    #expect(found.isEmpty, "\(found.map(\.span.text))")
  }

  @Test("what is found is right and what there is is found") func floors() {
    var (gold, found, value, unit, bound, change, compared, comparisons) = (0, 0, 0, 0, 0, 0, 0, 0)
    var (periods, period, noPeriods, noPeriod, sources, source, noSources, noSource) = (0, 0, 0, 0, 0, 0, 0, 0)
    for page in GoldPage.all {
      var open = Extractor().record(of: page.article).figures
      gold += page.figures.count
      found += open.count
      for figure in page.figures {
        if figure.comparedTo != nil { comparisons += 1 }
        guard
          let at = open.firstIndex(where: { other in
            other.span.start < figure.end && figure.start < other.span.end && Self.near(other.value, figure.value)
              && (other.valueHigh == nil) == (figure.high == nil) && Self.near(other.valueHigh ?? 0, figure.high ?? 0)
          })
        else { continue }
        let other = open.remove(at: at)
        value += 1
        if other.unit == figure.unit { unit += 1 }
        if other.bound.rawValue == figure.bound { bound += 1 }
        if other.change?.rawValue == figure.change { change += 1 }
        if figure.period == nil { noPeriods += 1 } else { periods += 1 }
        if other.period == figure.period { if figure.period == nil { noPeriod += 1 } else { period += 1 } }
        if figure.source == nil { noSources += 1 } else { sources += 1 }
        if other.attributedTo == figure.source { if figure.source == nil { noSource += 1 } else { source += 1 } }
        if let told = figure.comparedTo, let read = other.comparedTo?.value, Self.near(told, read) { compared += 1 }
      }
    }
    func share(_ hit: Int, _ of: Int) -> Double { Double(hit) / Double(max(1, of)) }
    #expect(share(value, found) >= 0.97, "precision \(value) of \(found)")
    #expect(share(value, gold) >= 0.93, "recall \(value) of \(gold)")
    #expect(share(unit, value) >= 0.94, "unit \(unit) of \(value)")
    #expect(share(bound, value) >= 0.98, "bound \(bound) of \(value)")
    #expect(share(change, value) >= 0.93, "change \(change) of \(value)")
    #expect(share(period, periods) >= 0.7, "period \(period) of \(periods)")
    #expect(share(noPeriod, noPeriods) >= 0.88, "no period \(noPeriod) of \(noPeriods)")
    #expect(share(source, sources) >= 0.7, "source \(source) of \(sources)")
    #expect(share(noSource, noSources) >= 0.88, "no source \(noSource) of \(noSources)")
    #expect(share(compared, comparisons) >= 0.6, "compared to \(compared) of \(comparisons)")
  }
}
