internal import Knowledge
package import Ranking

/// The models that decide what is uncertain about an official: whether the person has the role, which body it belongs to, and which sector.
package struct OfficialModels: Sendable {
  /// The revision of the features of all three: to be raised with every change of their templates.
  package static let featureSet: UInt64 = 1

  /// Tells a person with a role from what the rules took for one; candidates are "no" and "yes".
  package var role: RankingModel?
  /// Chooses the organization among the bodies and places of the article and "none".
  package var body: RankingModel?
  /// Chooses among the sectors, in the order of `Sector.allCases`.
  package var sector: RankingModel?

  package init(role: RankingModel? = nil, body: RankingModel? = nil, sector: RankingModel? = nil) {
    self.role = role
    self.body = body
    self.sector = sector
  }

  /// Those that are part of the program. One that was made for other features is left out; the rules decide alone then.
  package static let shared = OfficialModels(
    role: model("officials-role.bin"), body: model("officials-body.bin"), sector: model("officials-sector.bin"))

  private static func model(_ name: String) -> RankingModel? {
    guard let file = EmbeddedBytes(named: name) else { return nil }
    return try? RankingModel(file: file.content, named: name, featureSet: featureSet)
  }
}
