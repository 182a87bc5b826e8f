import Extraction
import Foundation
import Platform
import Ranking
import Record
import Training

/// Trains the rankers of a figure's fields (`figures.bin`) on marked articles.
///
/// A figure's period and source are chosen with those of the previous figure in view. Rankers that are trained with right neighbours rely
/// on them more than wrong ones deserve. So they are trained twice, the second time with what the first ones choose in articles that they
/// have not seen (DAgger; Ross, Gordon and Bagnell 2011).
enum TrainFigures: WorkshopCommand {
  static let path = ["train", "figures"]
  static let summary =
    "--marks FILE,… [--out FILE] [--errors FIELD] [--keep tune] [--rounds N]: trains the rankers of period, source, concept, status and confidence "
    + "(figures.bin) on marked articles (marks join) without their test part, and without their tune part where that is kept; prints what "
    + "the program finds in articles that its rankers have not seen"

  static func run(_ arguments: [String]) throws {
    let options = WorkshopOptions(arguments)
    guard let marks = options["marks"] else { throw WorkshopError("train figures needs --marks FILE,…") }
    let lines = try marks.split(separator: ",").flatMap { try FigureLine.read(String($0)) }.filter { line in
      !line.isSplit || split(of: line.id) != "test" && split(of: line.id) != options["keep"]
    }
    var school = FigureSchool(lines, trainer: trainer(options))
    print("\(lines.count) articles, \(school.data.figures) marked figures, \(school.data.paired) found with their value")
    print(school.heads.summary)
    school.learn(rounds: options["rounds"].flatMap { Int($0) } ?? 1)
    for field in FigureModels.Field.allCases where field != .head {
      let (winners, data) = (school.winners[field] ?? [], school.data)
      let right = winners.count { data.isRight(field, $0.group, $0.candidate) }
      print(
        "\(field): \(winners.count) groups, right \(percent(right, winners.count)), reachable \(percent(data.reachable(field), winners.count))"
      )
      if options["errors"] == "\(field)" {
        // For value, unit and change, those that were read wrongly, however high their confidence.
        for winner in winners where !data.isRight(field, winner.group, field == .core ? 0 : winner.candidate) {
          let answer = data.answers[field]?[winner.group][winner.candidate] ?? nil
          print(
            String(format: "%.2f ", winner.share) + (data.isReachable(field, winner.group) ? "" : "unreachable ")
              + (data.places[field]?[winner.group] ?? "") + "  FOUND " + (answer ?? "none"))
        }
      }
    }
    for floor in [0.3, 0.4, 0.5, 0.6, 0.7] {
      print("articles that the rankers have not seen, floor of period and source \(floor):")
      for (origin, measure) in school.measures(floors: [.period: floor, .source: floor, .concept: 0.2]) {
        if floor == 0.5 || origin == "all" { print("  \(origin): \(measure.line)") }
        if floor == 0.5, origin == "all" { print("  \(measure.calibration)") }
      }
    }
    try Data(FigureModels.file(school.models())).write(to: URL(fileURLWithPath: options["out"] ?? "Sources/CKnowledge/Models/figures.bin"))
  }

  /// The split that an article belongs to, by its id: a fifth is for testing, a fifth for tuning.
  static func split(of id: String) -> String {
    // The hash as a number, modulo five.
    let rest = Digest.sha1(Array(id.utf8)).reduce(0) { ($0 * 256 + Int($1)) % 5 }
    return rest == 0 ? "test" : rest == 1 ? "tune" : "train"
  }

  private static func trainer(_ options: WorkshopOptions) -> RankingTrainer {
    var trainer = RankingTrainer()
    trainer.epochs = options["epochs"].flatMap { Int($0) } ?? 10
    trainer.decay = options["decay"].flatMap { Float($0) } ?? 2e-3
    trainer.rate = options["rate"].flatMap { Float($0) } ?? 0.05
    trainer.dropout = options["dropout"].flatMap { Float($0) } ?? 0.2
    trainer.minimumCount = options["count"].flatMap { Int($0) } ?? 2
    trainer.folds = options["folds"].flatMap { Int($0) } ?? 5
    return trainer
  }

  private static func percent(_ part: Int, _ whole: Int) -> String { String(format: "%.1f %%", 100 * Double(part) / Double(max(1, whole))) }
}
