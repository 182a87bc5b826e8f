import Extraction
import Foundation
import Ranking
import Record
import Training

/// Reads marked articles once, and trains rankers on them fold by fold (cross-validation).
struct FigureTrainer {
  /// An article, with its figures before their fields are chosen.
  private struct Example {
    var line: FigureLine
    var reading: FigureReading
  }

  /// A group's winner: its position, and the share of its answer.
  struct Winner {
    var group: Int
    var candidate: Int
    var share: Double
  }

  private let examples: [Example]
  /// What numbers without a noun count is chosen first of all; `nil` where that ranker is kept.
  let heads: HeadTrainer?
  /// The fields whose rankers are trained, and the rankers of the others.
  private let fields: Set<FigureModels.Field>
  private let kept: FigureModels
  private let trainer: RankingTrainer
  /// What the fields were chosen from; at first with the right answers as neighbours.
  private(set) var data: FigureTrainingData
  /// What each fold's models choose in articles that they have not seen.
  private(set) var winners: [FigureModels.Field: [Winner]] = [:]
  /// The models trained on all folds but one, by fold and field; numbers without a noun have separate models.
  private var held: [[RankingModel?]] = []

  /// - Parameters:
  ///   - only: the fields whose rankers are trained; `nil` trains all.
  ///   - kept: the rankers of the other fields. They may have seen the articles, so only what is said of the trained fields is measured on
  ///     articles that the rankers have not seen.
  init(_ lines: [FigureLine], trainer: RankingTrainer, only: Set<FigureModels.Field>? = nil, kept: FigureModels = FigureModels(models: []))
  {
    let fields = only ?? Set(FigureModels.Field.allCases)
    let heads = fields.contains(.head) ? HeadTrainer(lines, trainer: trainer) : nil
    (self.heads, self.fields, self.kept) = (heads, fields, kept)
    examples = lines.enumerated().map { Example(line: $1, reading: $1.reading(models: heads?.models(for: $0) ?? kept)) }
    self.trainer = trainer
    data = FigureTrainingData()
    for (number, example) in examples.enumerated() {
      data.add(
        example.line, example.reading.choices(models: kept, teacher: FigureTrainingData.teacher(example.line)), source: number)
    }
  }

  /// Trains with the right answers as neighbours, then with those that the models choose.
  /// - Parameter rounds: how often to train with the choices of the previous models as neighbours.
  mutating func train(rounds: Int = 1) {
    trainFolds()
    for _ in 0..<rounds {
      var next = FigureTrainingData()
      for (number, example) in examples.enumerated() {
        let models = FigureModels(models: held[RankingTrainer.fold(of: number, trainer.folds)])
        next.add(example.line, example.reading.choices(models: models) { _, _, _ in nil }, source: number)
      }
      data = next
      trainFolds()
    }
  }

  /// Trains a model for each fold and field on the articles of the other folds, and calibrates it on its choices in its own fold.
  private mutating func trainFolds() {
    held = Array(repeating: [], count: trainer.folds)
    for field in FigureModels.Field.allCases {
      if field == .head || !fields.contains(field) {
        for fold in held.indices { held[fold].append(field == .head ? nil : kept[field]) }
        continue
      }
      let groups = data.groups[field] ?? []
      let trained = trainer(for: field).foldModels(groups)
      let answers = data.answers[field] ?? []
      let all = groups.enumerated().compactMap { number, group -> Winner? in
        let shares = trained[RankingTrainer.fold(of: group.source, trainer.folds)].shares(group.candidates)
        return FigureModels.winner(shares, answers[number]).map { Winner(group: number, candidate: $0.index, share: $0.share) }
      }
      let calibration = Isotonic.calibration(all.map { ($0.share, data.isRight(field, $0.group, $0.candidate)) })
      winners[field] = all
      for fold in 0..<trainer.folds {
        held[fold].append(trained[fold].calibrated(calibration))
      }
    }
  }

  /// The settings for a field. Few figures come from another one, and each word that says so is worth keeping: with these
  /// settings 124 of 8,251 choices of a level were wrong by folds, with a decay of 1e-4, 20 epochs and a dropout of 0.2 132.
  private func trainer(for field: FigureModels.Field) -> RankingTrainer {
    guard field == .level else { return trainer }
    var trainer = trainer
    (trainer.epochs, trainer.decay, trainer.rate, trainer.dropout) = (60, 1e-5, 0.1, 0.1)
    return trainer
  }

  /// The models trained on all articles, with the calibration of the folds, and the kept ones; `nil` where one of those is missing.
  func models() -> [RankingModel]? {
    let models = FigureModels.Field.allCases.map { field -> RankingModel? in
      guard fields.contains(field) else { return kept[field] }
      if field == .head { return heads?.model(corpus: data.fingerprint) }
      return held[0][field.rawValue].map { held -> RankingModel in
        let trainer = trainer(for: field)
        return trainer.model(data.groups[field] ?? [], featureSet: FigureModels.featureSet, corpus: data.fingerprint)
          .calibrated(held.calibration)
      }
    }
    let whole = models.compactMap(\.self)
    return whole.count == models.count ? whole : nil
  }

  /// How the status of figures is chosen in articles that the ranker has not seen, by what is marked.
  var statuses: FigureStatusMeasure {
    var measure = FigureStatusMeasure()
    for winner in winners[.status] ?? [] {
      guard let marked = data.groups[.status]?[winner.group].right.first else { continue }
      measure.add(marked: FigureStatus.allCases[marked], found: FigureStatus.allCases[winner.candidate])
    }
    return measure
  }

  /// What the program finds in each article with models that have not seen it, by file and over all files of whole articles.
  func measures(floors: [FigureModels.Field: Double]) -> [(origin: String, measure: FigureMeasure)] {
    var measures: [String: FigureMeasure] = [:]
    for (number, example) in examples.enumerated() where !example.line.isPartial {
      let models = FigureModels(models: held[RankingTrainer.fold(of: number, trainer.folds)])
      let found = example.reading.choices(models: models, floors: floors) { _, _, _ in nil }.map(\.finding)
      measures[example.line.origin, default: FigureMeasure()].add(example.line, found)
      if example.line.isWhole { measures["all", default: FigureMeasure()].add(example.line, found) }
    }
    return measures.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
