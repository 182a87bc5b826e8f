import Extraction
import Foundation
import Ingestion
import Record

/// Compares the figures found in a folder's pages with their gold records.
enum EvaluateFigures: WorkshopCommand {
  static let path = ["evaluate", "figures"]
  static let summary =
    "[FOLDER] [--errors] (default Corpus): figures of the pages against the records beside them; --marks FILE,…: the status of the figures "
    + "in marked articles (marks join), by rankers trained on the other four fifths of them"

  /// Counts over all pages.
  private struct Counts {
    var words = 0, gold = 0, found = 0, value = 0, unit = 0, sign = 0
    var periods = 0, period = 0, sources = 0, source = 0
  }

  static func run(_ arguments: [String]) throws {
    let options = WorkshopOptions(arguments)
    if let marks = options["marks"] {
      let kept = FigureModels(file: [UInt8](try Data(contentsOf: URL(fileURLWithPath: "Sources/CKnowledge/Models/figures.bin"))))
      var school = FigureSchool(try TrainFigures.lines(marks), trainer: TrainFigures.trainer(options), only: [.status], kept: kept)
      school.learn()
      for line in school.statuses.lines { print(line) }
      return
    }
    let errors = arguments.contains("--errors")
    let folder = URL(fileURLWithPath: arguments.first { !$0.hasPrefix("-") } ?? "Corpus")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
      .filter { $0.pathExtension == "html" }.sorted { $0.path < $1.path }
    var counts = Counts()
    let extractor = Extractor()
    for file in files {
      let bytes = [UInt8](try Data(contentsOf: file))
      guard let article = try? HTMLArticleReader.article(of: RawPage(.html(bytes)), bytes: bytes),
        let json = try? JSONSerialization.jsonObject(with: Data(contentsOf: file.deletingPathExtension().appendingPathExtension("json"))),
        let record = json as? [String: Any], let gold = record["figures"] as? [[String: Any]]
      else { continue }
      compare(gold, extractor.record(of: article).figures, file.lastPathComponent, errors: errors, &counts)
      counts.words += article.text.split(whereSeparator: \.isWhitespace).count
    }
    func share(_ hit: Int, _ of: Int) -> String {
      of == 0 ? "-" : String(format: "%.1f", 100 * Double(hit) / Double(of)) + " (\(hit)/\(of))"
    }
    print("figures: precision              \(share(counts.value, counts.found))")
    print("figures: recall                 \(share(counts.value, counts.gold))")
    print("unit of the found               \(share(counts.unit, counts.value))")
    print("bound and change of the found   \(share(counts.sign, counts.value))")
    print("period where there is one       \(share(counts.period, counts.periods))")
    print("source where there is one       \(share(counts.source, counts.sources))")
    print(
      "false alarms per 1,000 words    \(String(format: "%.2f", 1000 * Double(counts.found - counts.value) / Double(max(1, counts.words))))"
    )
  }

  private static func compare(_ gold: [[String: Any]], _ found: [Figure], _ page: String, errors: Bool, _ counts: inout Counts) {
    counts.gold += gold.count
    counts.found += found.count
    var open = Array(found.indices)
    for figure in gold {
      let start = figure["start"] as? Int ?? -1, end = figure["end"] as? Int ?? -1
      let value = (figure["value"] as? NSNumber)?.doubleValue ?? .nan
      let high = (figure["value_high"] as? NSNumber)?.doubleValue
      guard
        let place = open.firstIndex(where: {
          found[$0].span.start < end && start < found[$0].span.end && close(found[$0].value, value) && close(found[$0].valueHigh, high)
        })
      else {
        if errors { print("missed  \(page): \(figure["text"] as? String ?? "")") }
        continue
      }
      let match = found[open.remove(at: place)]
      counts.value += 1
      if match.unit == figure["unit"] as? String {
        counts.unit += 1
      } else if errors {
        print("unit    \(page): \(match.span.text): \(match.unit ?? "-")")
      }
      if match.bound.rawValue == figure["bound"] as? String, match.change?.rawValue == figure["change"] as? String { counts.sign += 1 }
      if let period = figure["period"] as? String {
        counts.periods += 1
        if match.period == period { counts.period += 1 }
      }
      if let source = figure["attributed_to"] as? String {
        counts.sources += 1
        if match.attributedTo == source { counts.source += 1 }
      }
    }
    if errors { for index in open { print("spurious \(page): \(found[index].span.text)") } }
  }

  private static func close(_ a: Double?, _ b: Double?) -> Bool {
    guard let a, let b else { return a == nil && b == nil }
    return abs(a - b) <= max(1e-4, abs(b) * 1e-6)
  }
}
