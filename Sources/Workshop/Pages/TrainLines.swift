import Foundation
import Ingestion
import Ranking
import Training

/// Trains the filter of short lines on pages with gold and on invented ones.
enum TrainLines: WorkshopCommand {
  static let path = ["train", "lines"]
  static let summary =
    "FILE FOLDER…: the filter of short lines, trained on the pages with gold in the folders and on invented pages, into FILE"

  private static let invented = 500

  static func run(_ arguments: [String]) throws {
    guard let file = arguments.first else { throw CocoaError(.fileNoSuchFile) }
    var items: [PageGold.Item] = []
    for folder in arguments.dropFirst() { items += try PageGold(folder: folder).items }
    let given = items.count
    var maker = try InventedPages(texts: "Sources/Workshop/TrainingTexts", seed: 22)
    items += maker.pagesWithLines(invented)
    var groups: [RankingGroup] = []
    var isGiven: [Bool] = []
    var corpus: UInt64 = 0
    for (number, item) in items.enumerated() {
      let gold = letters((item.bodies.last ?? "") + (item.bodies.first ?? ""))
      let source = item.host.utf8.reduce(5381) { ($0 &* 33) ^ Int($1) }
      let lines = HTMLArticleReader.lines(of: item.page, bytes: item.page.bytes)
      // A page whose text is not the gold text teaches nothing about lines.
      let found = lines.filter { $0.features == nil }
      if found.contains(where: { _ in true }), found.count(where: { gold.contains(letters($0.text)) }) * 2 < found.count { continue }
      for line in lines {
        guard let features = line.features else { continue }
        let bare = letters(line.text)
        let isText = !bare.isEmpty && gold.contains(bare)
        groups.append(
          RankingGroup(
            candidates: [features, CandidateFeatures()], right: [isText ? 1 : 0], weight: number < given ? 1 : 0.6, source: source))
        isGiven.append(number < given)
      }
      corpus = (corpus ^ UInt64(item.page.bytes.count)) &* 0x100_0000_01b3
    }
    var trainer = RankingTrainer()
    trainer.epochs = 14
    trainer.rate = 0.15
    trainer.minimumCount = 2
    trainer.dropout = 0.2
    let result = trainer.crossValidated(groups)
    report("pages with gold", result, groups) { isGiven[$0] }
    report("invented pages", result, groups) { !isGiven[$0] }
    let model = trainer.train(groups, featureSet: HTMLArticleReader.lineFeatureSet, corpus: corpus)
    try Data(model.file).write(to: URL(fileURLWithPath: file))
    print("\(model.file.count) bytes")
  }

  private static func letters(_ text: String) -> String {
    String(text.lowercased().unicodeScalars.filter { $0.properties.isAlphabetic || $0.properties.numericType != nil })
  }

  private static func report(_ name: String, _ result: RankingResult, _ groups: [RankingGroup], _ isWanted: (Int) -> Bool) {
    for least in [0.5, 0.62, 0.73, 0.82, 0.88] {
      var right = 0, wrong = 0, missed = 0
      for winner in result.winners where isWanted(winner.group) {
        let share = winner.candidate == 0 ? winner.share : 1 - winner.share
        let isNone = groups[winner.group].right.contains(0)
        if share >= least { if isNone { right += 1 } else { wrong += 1 } } else if isNone { missed += 1 }
      }
      print("\(name), dropped from \(least): \(right) rightly, \(wrong) wrongly, \(missed) missed")
    }
  }
}
