import Extraction
import Foundation
import Ranking
import Record
import Training

/// Trains the quote tagger from a folder's `train.jsonl` and the project's own training texts. The latter can be counted several times,
/// because their news differ from the folder's.
enum TrainQuotes: WorkshopCommand {
  static let path = ["train", "quotes"]
  static let summary =
    "--data FOLDER [--texts FOLDER] [--texts-weight N] [--marked FILE[,FILE…]] [--marked-weight N] [--teacher FILE] [--teacher-most N] "
    + "[--speakers speakers.bin] [--folds N] [--seed N] [--out FILE] [--fold N/K]: trains the quote tagger (quotes.bin)"

  static func run(_ arguments: [String]) throws {
    let options = WorkshopOptions(arguments)
    guard let folder = options["data"] else { throw WorkshopError("train quotes needs --data FOLDER") }
    var lines = try QuoteLine.read(folder, "train.jsonl")
    if let fold = options["fold"]?.split(separator: "/").compactMap({ Int($0) }), fold.count == 2 {
      lines = lines.enumerated().filter { $0.offset % fold[1] != fold[0] }.map(\.element)
    }
    var texts = try TaggedTexts.read(options["texts"] ?? "Sources/Workshop/TrainingTexts")
    if let fold = options["texts-fold"]?.split(separator: "/").compactMap({ Int($0) }), fold.count == 2 {
      texts = texts.enumerated().filter { $0.offset % fold[1] != fold[0] }.map(\.element)
    }
    for _ in 0..<(options["texts-weight"].flatMap { Int($0) } ?? 1) { lines += texts }
    for _ in 0..<(options["marked-weight"].flatMap { Int($0) } ?? 1) {
      for file in (options["marked"] ?? "").split(separator: ",") { lines += try QuoteLine.read(file: URL(fileURLWithPath: String(file))) }
    }
    if let file = options["teacher"] {
      lines += try QuoteLine.labelled(file: URL(fileURLWithPath: file)).prefix(options["teacher-most"].flatMap { Int($0) } ?? .max)
    }
    var trainer = QuoteTrainer()
    if let folds = options["folds"].flatMap({ Int($0) }) { trainer.folds = folds }
    trainer.speakers = try options["speakers"].map { file in
      try RankingModel(file: Array(Data(contentsOf: URL(fileURLWithPath: file))), named: file, featureSet: SpeakerFeatures.featureSet)
    }
    func adjust(_ settings: inout QuoteTrainer.Settings, _ prefix: String) {
      if let epochs = options[prefix + "epochs"].flatMap({ Int($0) }) { settings.epochs = epochs }
      if let sparsity = options[prefix + "sparsity"].flatMap({ Float($0) }) { settings.sparsity = sparsity }
      if let decay = options[prefix + "decay"].flatMap({ Float($0) }) { settings.decay = decay }
      if let dropout = options[prefix + "dropout"].flatMap({ Float($0) }) { settings.dropout = dropout }
      if let rate = options[prefix + "rate"].flatMap({ Float($0) }) { settings.rate = rate }
      if let count = options[prefix + "count"].flatMap({ UInt32($0) }) { settings.minimumCount = count }
      if let prune = options[prefix + "prune"].flatMap({ Int16($0) }) { settings.prune = prune }
      if let averaged = options[prefix + "averaged"].flatMap({ Int($0) }) { settings.averaged = averaged }
    }
    if let seed = options["seed"].flatMap({ UInt64($0) }) { trainer.seed = seed }
    adjust(&trainer.first, "first-")
    adjust(&trainer.second, "second-")
    adjust(&trainer.third, "confidence-")
    let file = trainer.train(lines.map(\.example)) { line in FileHandle.standardError.write(Data((line + "\n").utf8)) }
    try Data(file).write(to: URL(fileURLWithPath: options["out"] ?? "Sources/CKnowledge/Models/quotes.bin"))
  }
}
