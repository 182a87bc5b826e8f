/// How many findings some words occur in.
public struct WordCounts: Hashable, Sendable {
  /// All findings of the kind in the newest versions, of every type and confidence.
  public var findings: Int
  /// For each word asked for, in the same order, how many of the findings hold it in any of its forms.
  public var holding: [Int]

  /// Makes counts.
  public init(findings: Int, holding: [Int]) {
    self.findings = findings
    self.holding = holding
  }
}
