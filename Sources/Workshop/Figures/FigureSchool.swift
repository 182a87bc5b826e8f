import Extraction
import Foundation
import Ranking
import Record
import Training

/// Marked articles read once, and the rankers that are trained on them fold by fold.
struct FigureSchool {
  /// An article, with its figures before their fields are chosen.
  private struct Pupil {
    var line: FigureLine
    var reading: FigureReading
  }

  /// A group's winner: its place, and the share of its answer.
  struct Winner {
    var group: Int
    var candidate: Int
    var share: Double
  }

  private let pupils: [Pupil]
  /// What numbers alone count is chosen before all else.
  let heads: HeadSchool
  private let trainer: RankingTrainer
  /// What the fields were chosen from; at first beside right neighbours.
  private(set) var data: FigureTrainingData
  /// What the fold's models, which have not seen the article, choose.
  private(set) var winners: [FigureModels.Field: [Winner]] = [:]
  /// The models of all folds but one, by fold and field; numbers alone have models of their own.
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

  /// Trains beside right neighbours, then beside those that the models choose.
  /// - Parameter rounds: how often they learn beside what the models before them choose.
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

  /// Trains a model for each fold and field on the articles of the other folds, and calibrates on what they choose in their own.
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

  /// What the program finds in each article with the models that have not seen it, by file and in all files of whole articles.
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
