import Extraction
import Foundation
import Ranking
import Training

/// Trains the ranker that names the speakers of quotes.
enum TrainSpeakers: WorkshopCommand {
  static let path = ["train", "speakers"]
  static let summary =
    "--data FILE[,FILE…] (quotes with their speakers) [--marked FILE[,FILE…] (quotes whose speakers are marked, unnamed ones too)] "
    + "[--weight N (of a marked quote, default 3)] [--model quotes.bin] [--out FILE] [--errors]: trains the ranker of speakers (speakers.bin)"

  static func run(_ arguments: [String]) throws {
    let options = WorkshopOptions(arguments)
    let finder =
      try options["model"].map { try QuoteFinder(model: Array(Data(contentsOf: URL(fileURLWithPath: $0)))) } ?? QuoteFinder()
    let training = SpeakerTraining(finder)
    var groups: [RankingGroup] = []
    var descriptions: [String] = []
    var corpus: UInt64 = 0xcbf2_9ce4_8422_2325
    var source = 0
    func read(_ files: String?, weight: Float, hasKinds: Bool) throws {
      for file in (files ?? "").split(separator: ",") {
        for line in try QuoteLine.read(file: URL(fileURLWithPath: String(file))) {
          source += 1
          for byte in line.example.text.utf8 { corpus = (corpus ^ UInt64(byte)) &* 0x100_0000_01b3 }
          for group in training.groups(line.example, hasKinds: hasKinds) {
            groups.append(RankingGroup(candidates: group.candidates, right: group.right, weight: weight, source: source))
            descriptions.append("\(hasKinds ? "marked" : "data") \(group.isNamed ? "named" : "other") \(line.id): \(group.description)")
          }
        }
      }
    }
    try read(options["data"], weight: 1, hasKinds: false)
    try read(options["marked"], weight: options["weight"].flatMap { Float($0) } ?? 3, hasKinds: true)
    let reachable = groups.count { !$0.right.isEmpty }
    print("\(source) articles, \(groups.count) utterances, of \(reachable) the speaker is among the candidates")
    let trainer = RankingTrainer()
    let result = trainer.crossValidated(groups)
    var counts: [String: (right: Int, all: Int)] = [:]
    for winner in result.winners {
      let words = descriptions[winner.group].split(separator: " ")
      for key in [String(words[0]), words.prefix(2).joined(separator: " "), String(words[0] + " " + words[3])] {
        counts[key, default: (0, 0)].all += 1
        counts[key, default: (0, 0)].right += winner.isRight ? 1 : 0
      }
      if options["errors"] != nil, !winner.isRight {
        print("\(groups[winner.group].right.isEmpty ? "LACKING" : "WRONG") \(descriptions[winner.group])")
      }
    }
    for (key, count) in counts.sorted(by: { $0.key < $1.key }) {
      print("\(key): \(count.right) of \(count.all) right, \(Double(count.right * 1000 / max(count.all, 1)) / 1000)")
    }
    let model = trainer.train(groups, featureSet: SpeakerFeatures.featureSet, corpus: corpus)
    for least in [0.5, 0.8, 0.9, 0.95] {
      let sure = result.winners.filter { model.calibration.chance(of: $0.share) >= least }
      print("chance \(least) and more: \(sure.count) of \(result.winners.count), right \(sure.count { $0.isRight })")
    }
    try Data(model.file).write(to: URL(fileURLWithPath: options["out"] ?? "Sources/CKnowledge/Models/speakers.bin"))
  }
}
