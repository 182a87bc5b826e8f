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
    let score = try score(arguments)
    for error in score.errors { print(error) }
    guard arguments.contains("--floors") else { return print(score.table, terminator: "") }
    print("# The least percentages of the corpus's fields: measured less one point. Made by: Workshop evaluate corpus --floors")
    for (name, count) in score.counts.sorted(by: { $0.key < $1.key }) {
      print("\(name)\t\(String(format: "%.1f", max(0, count.percent - 1)))")
    }
  }

  /// Prints the part of the score that is about one list of findings, such as `quotes`.
  static func report(_ list: String, _ arguments: [String]) throws {
    let score = try score(arguments)
    for error in score.errors where error.hasPrefix(list) { print(error) }
    print(score.table(of: list), terminator: "")
  }

  /// The score of the folder that the arguments name.
  private static func score(_ arguments: [String]) throws -> CorpusScore {
    let folder = arguments.first { !$0.hasPrefix("-") } ?? "Corpus"
    let pipeline = Pipeline()
    let score = try CorpusScore(of: URL(fileURLWithPath: folder), keepsErrors: arguments.contains("--errors")) { page in
      try PageSource(paths: [page.path], format: .html).map { try pipeline.record(of: $0.get()) }
    }
    if score.pages == 0 { throw WorkshopError("\(folder) holds no pages with gold records") }
    return score
  }
}
