package import Knowledge
import Linguistics
package import Ranking

/// The rankers of a figure's fields, read from `figures.bin`, where each model is preceded by its length in four bytes.
package struct FigureModels: Sendable {
  /// A field that a ranker chooses.
  package enum Field: Int, Sendable, CaseIterable { case period, source, concept, status, core, head, change, level }

  /// The version of the feature templates; raise it whenever they change.
  package static let featureSet: UInt64 = 5

  private let models: [RankingModel?]

  /// The models embedded in the build. A field whose model is missing, or was trained with other features, takes its first candidate.
  static let shared = FigureModels(file: EmbeddedBytes(named: "figures.bin")?.content ?? ConstantBytes([]))

  /// Reads a file. Models that are truncated, damaged or made for other features are left out.
  package init(file bytes: [UInt8]) { self.init(file: ConstantBytes(bytes)) }

  /// Reads a file in place.
  package init(file bytes: ConstantBytes) {
    var models: [RankingModel?] = []
    var place = 0
    while place + 4 <= bytes.count, models.count < Field.allCases.count {
      let length = (0..<4).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
      guard length <= bytes.count - place - 4 else { break }
      let part = bytes[(place + 4)..<(place + 4 + length)]
      models.append(try? RankingModel(file: part, named: "figures.bin", featureSet: Self.featureSet))
      place += 4 + length
    }
    self.models = models
  }

  /// Newly trained models, in the order of ``Field``.
  package init(models: [RankingModel?]) { self.models = models }

  /// Concatenates trained models to a file.
  package static func file(_ models: [RankingModel]) -> [UInt8] {
    models.flatMap { model -> [UInt8] in
      let part = model.file
      return (0..<4).map { UInt8(truncatingIfNeeded: part.count >> (8 * $0)) } + part
    }
  }

  package subscript(field: Field) -> RankingModel? { models.indices.contains(field.rawValue) ? models[field.rawValue] : nil }

  /// The winning candidate, the probability that it is right, and the probability that the first candidate is right.
  /// - Parameter answers: the answer of each candidate.
  func choice(
    _ field: Field, among candidates: [CandidateFeatures], answers: [String?]
  ) -> (index: Int, chance: Double, first: Double)? {
    guard !candidates.isEmpty else { return nil }
    guard let model = self[field] else { return (0, 0.5, 0.5) }
    guard let winner = Self.winner(model.shares(candidates), answers) else { return nil }
    return (winner.index, model.calibration.chance(of: winner.share), model.calibration.chance(of: winner.first))
  }

  /// The index of the winning candidate, the share of its answer, and the share of the first candidate's answer. Several candidates may
  /// give the same answer (for example when a text mentions one time twice). Their shares are summed, as in training, where each of them
  /// counts as right; the one with the largest share stands for the answer.
  package static func winner(_ shares: [Double], _ answers: [String?]) -> (index: Int, share: Double, first: Double)? {
    guard shares.count == answers.count, let first = answers.first else { return nil }
    var sums: [String?: Double] = [:]
    for (answer, share) in zip(answers, shares) { sums[answer, default: 0] += share }
    func sum(_ place: Int) -> Double { sums[answers[place]] ?? 0 }
    // Candidates with the same answer have exactly the same sum.
    let best = shares.indices.max { (sum($0), shares[$0], -$0) < (sum($1), shares[$1], -$1) } ?? 0
    return (best, min(1, sum(best)), min(1, sums[first] ?? 0))
  }
}
