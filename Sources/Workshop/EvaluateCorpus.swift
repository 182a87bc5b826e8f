import Foundation
import Ingestion
import OnRecord
import Record
import TestSupport

/// Compares the records of a folder's pages with the gold records beside them, in every field.
enum EvaluateCorpus: WorkshopCommand {
  static let path = ["evaluate", "corpus"]
  static let summary =
    "[FOLDER] (default Corpus) [--errors] [--floors: the least percentages for Tests/ExtractionTests/Examples/corpus-floors.tsv]: every field"

  static func run(_ arguments: [String]) throws {
    let folder = URL(fileURLWithPath: arguments.first { !$0.hasPrefix("-") } ?? "Corpus")
    var score = CorpusScore(keepsErrors: arguments.contains("--errors"))
    let pipeline = Pipeline()
    for (page, gold) in try CorpusScore.gold(in: folder) {
      for result in PageSource(paths: [page.path], format: .html) {
        let record = try pipeline.record(of: try result.get())
        let printed = try JSONSerialization.jsonObject(with: Data(RecordEncoder.encode(record))) as? [String: Any] ?? [:]
        score.count(printed, against: gold, page: page.lastPathComponent)
      }
    }
    for error in score.errors { print(error) }
    guard arguments.contains("--floors") else { return print(score.table, terminator: "") }
    print("# The least percentages of the corpus's fields: measured less one point. Made by: Workshop evaluate corpus --floors")
    for (name, count) in score.counts.sorted(by: { $0.key < $1.key }) {
      print("\(name)\t\(String(format: "%.1f", max(0, count.percent - 1)))")
    }
  }
}
