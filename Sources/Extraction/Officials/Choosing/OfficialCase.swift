package import Ranking

/// An official with all candidates that were ranked, as a trainer needs them.
package struct OfficialCase: Sendable {
  /// The finding, with the organization and sector chosen.
  package var finding: OfficialFinding
  /// The features of "the person does not have this role" and "the person has it".
  package var roleCandidates: [CandidateFeatures]
  /// The candidate organizations; `nil` is "none".
  package var organizations: [String?]
  /// The features of ``organizations``.
  package var organizationCandidates: [CandidateFeatures]
  /// The features of the sectors, in the order of `Sector.allCases`, for the chosen organization.
  package var sectorCandidates: [CandidateFeatures]
  /// Whether the models accept the role.
  package var isRole: Bool
}
