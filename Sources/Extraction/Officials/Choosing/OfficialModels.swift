internal import Knowledge
package import Ranking

/// The models that decide the uncertain parts of an official: whether the person has the role, to which body it belongs, and in which
/// sector it is.
package struct OfficialModels: Sendable {
  /// The version of the features of all three models; raise it with every change of their templates.
  package static let featureSet: UInt64 = 1

  /// Decides whether a role that the rules found is real; the candidates are "no" and "yes".
  package var role: RankingModel?
  /// Chooses the organization among the article's bodies and places, or "none".
  package var body: RankingModel?
  /// Chooses the sector, in the order of `Sector.allCases`.
  package var sector: RankingModel?

  package init(role: RankingModel? = nil, body: RankingModel? = nil, sector: RankingModel? = nil) {
    self.role = role
    self.body = body
    self.sector = sector
  }

  /// The models embedded in the program. One made for other features is left out; then the rules decide alone.
  package static let shared = OfficialModels(
    role: model("officials-role.bin"), body: model("officials-body.bin"), sector: model("officials-sector.bin"))

  private static func model(_ name: String) -> RankingModel? {
    guard let file = EmbeddedBytes(named: name) else { return nil }
    return try? RankingModel(file: file.content, named: name, featureSet: featureSet)
  }
}
