import Extraction
import Foundation
import Ranking
import Training

/// Trains the ranker that decides which of several reports keeps words that all of them claim.
enum TrainClaims: WorkshopCommand {
  static let path = ["train", "claims"]
  static let summary =
    "--data FILE[,FILE…] (articles with marked quotes) [--texts FOLDER] [--folds N (2)] [--out FILE]: trains the ranker of reports that "
    + "claim the same words (claims.bin)"

  static func run(_ arguments: [String]) throws {
    let options = WorkshopOptions(arguments)
    guard let data = options["data"] else { throw WorkshopError("train claims needs --data FILE[,FILE…]") }
    var examples = try data.split(separator: ",").flatMap { try QuoteLine.read(file: URL(fileURLWithPath: String($0))).map(\.example) }
    examples += try TaggedTexts.read(options["texts"] ?? "Sources/Workshop/TrainingTexts").map(\.example)
    var quotes = QuoteTrainer()
    quotes.folds = options["folds"].flatMap { Int($0) } ?? 2
    let groups = quotes.claimGroups(examples) { FileHandle.standardError.write(Data(($0 + "\n").utf8)) }
    let known = groups.filter { !$0.right.isEmpty }
    print("\(groups.count) groups, in \(known.count) of them a mark confirms a report")
    print("the surest report is right in \(known.count { $0.right.contains(0) })")
    var trainer = RankingTrainer()
    trainer.minimumCount = 4
    print("the ranker's, by folds, in \(trainer.crossValidated(known).winners.count { $0.isRight })")
    var corpus: UInt64 = 0xcbf2_9ce4_8422_2325
    for example in examples { for byte in example.text.utf8 { corpus = (corpus ^ UInt64(byte)) &* 0x100_0000_01b3 } }
    let model = trainer.train(known, featureSet: ClaimFeatures.featureSet, corpus: corpus)
    try Data(model.file).write(to: URL(fileURLWithPath: options["out"] ?? "Sources/CKnowledge/Models/claims.bin"))
  }
}
