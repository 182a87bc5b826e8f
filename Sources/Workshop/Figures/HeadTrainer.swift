import Extraction
import Ranking
import Record
import Training

/// The numbers without a noun in marked articles, and the rankers that learn what they count, fold by fold. The rankers are trained twice,
/// the second time on texts in which the first ones have chosen, because a number's unit may be that of another number.
struct HeadTrainer {
  private let trainer: RankingTrainer
  private var groups: [RankingGroup] = []
  /// The models trained on all folds but one, by fold.
  private var held: [RankingModel] = []
  private(set) var winners: [RankingResult.Winner] = []

  init(_ lines: [FigureLine], trainer: RankingTrainer) {
    self.trainer = trainer
    trainFolds(lines) { _ in FigureModels(models: []) }
    let first = held
    trainFolds(lines) { number in Self.models(first[RankingTrainer.fold(of: number, trainer.folds)]) }
  }

  /// Models that have not seen an article, for reading it.
  func models(for number: Int) -> FigureModels { Self.models(held[RankingTrainer.fold(of: number, trainer.folds)]) }

  /// The model trained on all articles.
  func model(corpus: UInt64) -> RankingModel {
    trainer.model(groups, featureSet: FigureModels.featureSet, corpus: corpus).calibrated(held[0].calibration)
  }

  /// How often the winner is right, and how often any of the candidates is.
  var summary: String {
    let (right, reachable) = (winners.count { $0.isRight }, groups.count { !$0.right.isEmpty })
    let rules = groups.count { $0.right.contains(0) }
    return "head: \(groups.count) numbers alone, right \(right), by the rules \(rules), reachable \(reachable)"
  }

  private static func models(_ head: RankingModel) -> FigureModels {
    FigureModels(models: FigureModels.Field.allCases.map { $0 == .head ? head : nil })
  }

  private mutating func trainFolds(_ lines: [FigureLine], by models: (Int) -> FigureModels) {
    groups = []
    for (number, line) in lines.enumerated() where !line.isPartial {
      for choice in line.reading(models: models(number)).heads {
        guard let right = Self.right(choice, line) else { continue }
        groups.append(RankingGroup(candidates: choice.features, right: right, source: number))
      }
    }
    let trained = trainer.foldModels(groups)
    winners = trainer.winners(of: groups, by: trained)
    let calibration = Isotonic.calibration(winners.map { ($0.share, $0.isRight) })
    held = trained.map { $0.calibrated(calibration) }
  }

  /// The right candidates; `nil` if it is doubtful whether the number is a figure.
  private static func right(_ choice: HeadChoice, _ line: FigureLine) -> Set<Int>? {
    let near = line.figures.filter { $0.range.start < choice.range.end && choice.range.start < $0.range.end }
    if near.contains(where: \.isOptional) { return nil }
    let marked = near.first { abs($0.value - choice.value) <= max(1e-4, abs($0.value) * 1e-5) && ($0.high == nil) == (choice.high == nil) }
    guard let marked else { return Set(choice.answers.indices.filter { choice.answers[$0] == .noFigure }) }
    let named = choice.answers.indices.filter { place in
      switch choice.answers[place] {
      case .noFigure: false
      case .withoutUnit: marked.unit == nil
      case .unit(let unit): marked.units.contains { $0.map { FigureTrainingData.isUnit($0, unit) } ?? false }
      }
    }
    if !named.isEmpty { return Set(named) }
    // None of the candidates is its unit, but it is a figure all the same.
    return Set(choice.answers.indices.filter { choice.answers[$0] == .withoutUnit })
  }
}
