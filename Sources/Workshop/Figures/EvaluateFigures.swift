import Extraction
import Foundation

/// Measures figures: those of a folder's pages against their gold records, or the status of marked ones.
enum EvaluateFigures: WorkshopCommand {
  static let path = ["evaluate", "figures"]
  static let summary =
    "[FOLDER] [--errors] (default Corpus): figures of the pages against the records beside them; --marks FILE,…: the status of the figures "
    + "in marked articles (marks join), by rankers trained on the other four fifths of them"

  static func run(_ arguments: [String]) throws {
    let options = WorkshopOptions(arguments)
    guard let marks = options["marks"] else { return try EvaluateCorpus.report("figures", arguments) }
    let kept = FigureModels(file: [UInt8](try Data(contentsOf: URL(fileURLWithPath: "Sources/CKnowledge/Models/figures.bin"))))
    var training = FigureTrainer(try TrainFigures.lines(marks), trainer: TrainFigures.trainer(options), only: [.status], kept: kept)
    training.train()
    for line in training.statuses.lines { print(line) }
  }
}
