import Knowledge
import Linguistics
package import Ranking

/// The rankers of a figure's fields, as the file `figures.bin` holds them: each behind its length in four bytes.
package struct FigureModels: Sendable {
  /// A field that is chosen.
  package enum Field: Int, Sendable, CaseIterable { case period, source, concept, status, core, head }

  /// Changes with the templates of the features.
  package static let featureSet: UInt64 = 3

  private let models: [RankingModel?]

  /// The models of the build; fields whose model is missing or of other features take their first candidate.
  static let shared = FigureModels(file: EmbeddedBytes(named: "figures.bin")?.bytes ?? [])

  /// Reads a file. Parts that are cut off, damaged or made for other features are left out.
  package init(file bytes: [UInt8]) {
    var models: [RankingModel?] = []
    var place = 0
    while place + 4 <= bytes.count, models.count < Field.allCases.count {
      let length = (0..<4).reduce(0) { $0 | Int(bytes[place + $1]) << (8 * $1) }
      guard length <= bytes.count - place - 4 else { break }
      let part = Array(bytes[(place + 4)..<(place + 4 + length)])
      models.append(try? RankingModel(file: part, named: "figures.bin", featureSet: Self.featureSet))
      place += 4 + length
    }
    self.models = models
  }

  /// Models that were just trained, in the order of ``Field``.
  package init(models: [RankingModel?]) { self.models = models }

  /// Joins trained models to a file.
  package static func file(_ models: [RankingModel]) -> [UInt8] {
    models.flatMap { model -> [UInt8] in
      let part = model.file
      return (0..<4).map { UInt8(truncatingIfNeeded: part.count >> (8 * $0)) } + part
    }
  }

  package subscript(field: Field) -> RankingModel? { models.indices.contains(field.rawValue) ? models[field.rawValue] : nil }

  /// The winner among candidates, and the chances that it, and that the first of them, is right.
  func choice(_ field: Field, among candidates: [CandidateFeatures]) -> (index: Int, chance: Double, first: Double)? {
    guard !candidates.isEmpty else { return nil }
    guard let model = self[field] else { return (0, 0.5, 0.5) }
    let shares = model.shares(candidates)
    let best = shares.indices.max { (shares[$0], -$0) < (shares[$1], -$1) } ?? 0
    return (best, model.calibration.chance(of: shares[best]), model.calibration.chance(of: shares[0]))
  }
}
