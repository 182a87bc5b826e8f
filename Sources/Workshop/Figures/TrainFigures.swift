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
    "--marks FILE,… [--out FILE] [--only FIELD,…] [--errors FIELD] [--keep tune] [--rounds N]: trains the rankers of period, source, concept, "
    + "status and confidence (figures.bin) on marked articles (marks join) without their test part, and without their tune part where that "
    + "is kept; prints what the program finds in articles that its rankers have not seen. --only keeps the rankers of the other fields as "
    + "they are in FILE"

  static func run(_ arguments: [String]) throws {
    let options = WorkshopOptions(arguments)
    guard let marks = options["marks"] else { throw WorkshopError("train figures needs --marks FILE,…") }
    let lines = try lines(marks, keeping: options["keep"])
    let out = URL(fileURLWithPath: options["out"] ?? "Sources/CKnowledge/Models/figures.bin")
    let only = try options["only"].map { try fields($0) }
    let kept = only == nil ? FigureModels(models: []) : FigureModels(file: [UInt8](try Data(contentsOf: out)))
    var training = FigureTrainer(lines, trainer: trainer(options), only: only, kept: kept)
    print("\(lines.count) articles, \(training.data.figures) marked figures, \(training.data.paired) found with their value")
    if let heads = training.heads { print(heads.summary) }
    training.train(rounds: options["rounds"].flatMap { Int($0) } ?? 1)
    for field in FigureModels.Field.allCases where field != .head && only?.contains(field) ?? true {
      let (winners, data) = (training.winners[field] ?? [], training.data)
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
    for line in training.statuses.lines { print(line) }
    guard let models = training.models() else { throw WorkshopError("\(out.path): a ranker that --only keeps is missing") }
    try Data(FigureModels.file(models)).write(to: out)
    // The kept rankers have seen the articles, so the whole would look better than it is.
    if only != nil { return }
    for floor in [0.3, 0.4, 0.5, 0.6, 0.7] {
      print("articles that the rankers have not seen, floor of period and source \(floor):")
      for (origin, measure) in training.measures(floors: [.period: floor, .source: floor, .concept: 0.2]) {
        if floor == 0.5 || origin == "all" { print("  \(origin): \(measure.line)") }
        if floor == 0.5, origin == "all" { print("  \(measure.calibration)") }
      }
    }
  }

  /// The marked articles of files separated by commas, without their test part.
  static func lines(_ marks: String, keeping kept: String? = nil) throws -> [FigureLine] {
    try marks.split(separator: ",").flatMap { try FigureLine.read(String($0)) }.filter { line in
      !line.isSplit || split(of: line.id) != "test" && split(of: line.id) != kept
    }
  }

  private static func fields(_ names: String) throws -> Set<FigureModels.Field> {
    Set(
      try names.split(separator: ",").map { name in
        guard let field = FigureModels.Field.allCases.first(where: { "\($0)" == name }) else {
          throw WorkshopError("--only: no field is named \(name)")
        }
        return field
      })
  }

  /// The split that an article belongs to, by its id: a fifth is for testing, a fifth for tuning.
  static func split(of id: String) -> String {
    // The hash as a number, modulo five.
    let rest = Digest.sha1(Array(id.utf8)).reduce(0) { ($0 * 256 + Int($1)) % 5 }
    return rest == 0 ? "test" : rest == 1 ? "tune" : "train"
  }

  static func trainer(_ options: WorkshopOptions) -> RankingTrainer {
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
