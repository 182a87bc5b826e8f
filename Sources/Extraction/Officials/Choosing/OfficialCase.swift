package import Ranking

/// An official with all that was weighed: what a trainer needs beside the finding.
package struct OfficialCase: Sendable {
  /// The finding, its organization and sector as chosen.
  package var finding: OfficialFinding
  /// The features of "this person has no such role" and of "has".
  package var roleCandidates: [CandidateFeatures]
  /// The organizations that were weighed; `nil` is "none".
  package var organizations: [String?]
  /// The features of ``organizations``.
  package var organizationCandidates: [CandidateFeatures]
  /// The features of the sectors, in the order of `Sector.allCases`, given the chosen organization.
  package var sectorCandidates: [CandidateFeatures]
  /// Whether the chosen role stands: the models' verdict.
  package var isRole: Bool
}
