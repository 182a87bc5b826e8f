internal import Knowledge
internal import Ranking

/// Ranks the containers of a page with a model that was trained on pages of many sites.
enum ContainerChoice {
  /// The built-in weights; `nil` while they are being trained.
  private static let model: RankingModel? = {
    guard let file = EmbeddedBytes(named: "containers.bin"), file.count > 64 else { return nil }
    do { return try RankingModel(file: file.content, named: file.name, featureSet: ContainerFeatures.featureSet) } catch {
      preconditionFailure("\(error)")
    }
  }()

  /// The candidates, best first; ties in the order in which they were found.
  static func ranked(_ candidates: [ContainerCandidate], _ page: PageAnalysis, _ measure: TextMeasure, _ pruned: [Bool])
    -> [ContainerCandidate]
  {
    guard candidates.count > 1, let model else { return candidates }
    let features = ContainerFeatures(page, measure, pruned)
    let scores = candidates.map { model.score(features.features(of: $0)) }
    return candidates.indices.sorted { (scores[$0], $1) > (scores[$1], $0) }.map { candidates[$0] }
  }
}
