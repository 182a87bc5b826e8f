import Extraction
import Foundation
import Ranking
import Record
import Training

/// Reads marked articles once, and trains rankers on them fold by fold (cross-validation).
struct FigureSchool {
  /// An article, with its figures before their fields are chosen.
  private struct Pupil {
    var line: FigureLine
    var reading: FigureReading
  }

  /// A group's winner: its position, and the share of its answer.
  struct Winner {
    var group: Int
    var candidate: Int
    var share: Double
  }

  private let pupils: [Pupil]
  /// What numbers without a noun count is chosen first of all.
  let heads: HeadSchool
  private let trainer: RankingTrainer
  /// What the fields were chosen from; at first with the right answers as neighbours.
  private(set) var data: FigureTrainingData
  /// What each fold's models choose in articles that they have not seen.
  private(set) var winners: [FigureModels.Field: [Winner]] = [:]
  /// The models trained on all folds but one, by fold and field; numbers without a noun have separate models.
  private var held: [[RankingModel?]] = []

  init(_ lines: [FigureLine], trainer: RankingTrainer) {
    let heads = HeadSchool(lines, trainer: trainer)
    self.heads = heads
    pupils = lines.enumerated().map { Pupil(line: $1, reading: $1.reading(models: heads.models(for: $0))) }
    self.trainer = trainer
    data = FigureTrainingData()
    for (number, pupil) in pupils.enumerated() {
      data.add(
        pupil.line, pupil.reading.choices(models: FigureModels(models: []), teacher: FigureTrainingData.teacher(pupil.line)), source: number
      )
    }
  }

  /// Trains with the right answers as neighbours, then with those that the models choose.
  /// - Parameter rounds: how often to train with the choices of the previous models as neighbours.
  mutating func learn(rounds: Int = 1) {
    trainFolds()
    for _ in 0..<rounds {
      var taught = FigureTrainingData()
      for (number, pupil) in pupils.enumerated() {
        let models = FigureModels(models: held[RankingTrainer.fold(of: number, trainer.folds)])
        taught.add(pupil.line, pupil.reading.choices(models: models) { _, _, _ in nil }, source: number)
      }
      data = taught
      trainFolds()
    }
  }

  /// Trains a model for each fold and field on the articles of the other folds, and calibrates it on its choices in its own fold.
  private mutating func trainFolds() {
    held = Array(repeating: [], count: trainer.folds)
    for field in FigureModels.Field.allCases {
      if field == .head {
        for fold in held.indices { held[fold].append(nil) }
        continue
      }
      let groups = data.groups[field] ?? []
      let trained = trainer.foldModels(groups)
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

  /// The models trained on all articles, with the calibration of the folds.
  func models() -> [RankingModel] {
    FigureModels.Field.allCases.map { field in
      guard let held = held[0][field.rawValue] else { return heads.model(corpus: data.fingerprint) }
      return trainer.model(data.groups[field] ?? [], featureSet: FigureModels.featureSet, corpus: data.fingerprint).calibrated(
        held.calibration)
    }
  }

  /// What the program finds in each article with models that have not seen it, by file and over all files of whole articles.
  func measures(floors: [FigureModels.Field: Double]) -> [(origin: String, measure: FigureMeasure)] {
    var measures: [String: FigureMeasure] = [:]
    for (number, pupil) in pupils.enumerated() where !pupil.line.isPartial {
      let models = FigureModels(models: held[RankingTrainer.fold(of: number, trainer.folds)])
      let found = pupil.reading.choices(models: models, floors: floors) { _, _, _ in nil }.map(\.finding)
      measures[pupil.line.origin, default: FigureMeasure()].add(pupil.line, found)
      if pupil.line.isWhole { measures["all", default: FigureMeasure()].add(pupil.line, found) }
    }
    return measures.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}
