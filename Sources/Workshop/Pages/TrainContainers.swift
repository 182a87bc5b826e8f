import Foundation
import Ingestion
import Ranking
import Training

/// Trains the ranking of containers on pages with gold and on invented ones.
enum TrainContainers: WorkshopCommand {
  static let path = ["train", "containers"]
  static let summary =
    "FILE FOLDER…: the ranking of containers, trained on the pages with gold in the folders and on invented pages, into FILE"

  private static let invented = 800

  static func run(_ arguments: [String]) throws {
    guard let file = arguments.first else { throw CocoaError(.fileNoSuchFile) }
    var items: [PageGold.Item] = []
    for folder in arguments.dropFirst() { items += try PageGold(folder: folder).items }
    let given = items.count
    var maker = try InventedPages(texts: "Sources/Workshop/TrainingTexts", seed: 21)
    items += maker.pages(invented)
    var groups: [RankingGroup] = [], marks: [[Double]] = []
    var corpus: UInt64 = 0
    for (number, item) in items.enumerated() {
      // With the standfirst if the gold has it, because it is text.
      let bodies = item.bodies.suffix(1).map(ShingleMatch.shingles)
      let candidates = HTMLArticleReader.containers(of: item.page, bytes: item.page.bytes)
      if candidates.isEmpty { continue }
      let scores = candidates.map { candidate in
        let found = ShingleMatch.shingles(candidate.text)
        return bodies.map { ShingleMatch($0, found).f1 }.max() ?? 0
      }
      let best = scores.max() ?? 0
      let right = Set(scores.indices.filter { scores[$0] >= best - 0.0005 })
      let source = item.host.utf8.reduce(5381) { ($0 &* 33) ^ Int($1) }
      // A page on which the choice matters more has more weight.
      let worst = scores.min() ?? 0
      groups.append(
        RankingGroup(
          candidates: candidates.map(\.features), right: best < 0.3 ? [] : right,
          weight: (number < given ? 1 : 0.25) * (best - worst > 0.02 ? 1 : 0.3),
          source: source))
      marks.append(scores)
      corpus = (corpus ^ UInt64(item.page.bytes.count)) &* 0x100_0000_01b3
    }
    var trainer = RankingTrainer()
    trainer.epochs = 40
    trainer.minimumCount = 2
    trainer.rate = 0.15
    let result = trainer.crossValidated(groups)
    report("pages with gold", result, marks) { $0 < given }
    report("invented pages", result, marks) { $0 >= given }
    let model = trainer.train(groups, featureSet: HTMLArticleReader.containerFeatureSet, corpus: corpus)
    try Data(model.file).write(to: URL(fileURLWithPath: file))
    print("\(model.file.count) bytes")
  }

  private static func report(_ name: String, _ result: RankingResult, _ marks: [[Double]], _ isWanted: (Int) -> Bool) {
    let winners = result.winners.filter { isWanted($0.group) }
    guard !winners.isEmpty else { return }
    func mean(_ values: [Double]) -> Double { values.reduce(0, +) / Double(values.count) }
    let chosen = mean(winners.map { marks[$0.group][$0.candidate] }), best = mean(winners.map { marks[$0.group].max() ?? 0 })
    let first = mean(winners.map { marks[$0.group][0] })
    let right = Double(winners.count { marks[$0.group][$0.candidate] >= (marks[$0.group].max() ?? 0) - 0.0005 }) / Double(winners.count)
    print(
      name.padding(toLength: 18, withPad: " ", startingAt: 0)
        + String(
          format: "%5d  mean F1 of the choice %.4f, of the best %.4f, of the first %.4f; best chosen %.3f", winners.count, chosen, best,
          first, right))
    // The first candidate is right on most sites, so how sure must the ranking be to choose another?
    for least in [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95] {
      let kept = mean(winners.map { marks[$0.group][$0.share >= least ? $0.candidate : 0] })
      print(String(format: "  another than the first from %.2f: mean F1 %.4f", least, kept))
    }
  }
}
