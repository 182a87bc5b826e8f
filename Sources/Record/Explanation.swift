/// Why a finding was made: the rule's name and the words it is based on.
public struct Explanation: Hashable, Sendable {
  /// A text span that is evidence for the finding, and its role.
  public struct Evidence: Hashable, Sendable {
    /// The words.
    public var span: TextSpan
    /// Their role ("cue", "unit", "title" …).
    public var role: String

    /// Makes a piece of evidence.
    public init(span: TextSpan, role: String) {
      self.span = span
      self.role = role
    }
  }

  /// The name of the rule or of the path through the model.
  public var rule: String
  /// The words it is based on.
  public var evidence: [Evidence]

  /// Makes an explanation.
  public init(rule: String, evidence: [Evidence] = []) {
    self.rule = rule
    self.evidence = evidence
  }
}

/// A time expression found in the text (`--explain`).
public struct PeriodMention: Hashable, Sendable {
  /// The words.
  public var span: TextSpan
  /// Their ISO 8601 / EDTF value, `nil` where it could not be resolved.
  public var period: String?

  /// Makes a time expression.
  public init(span: TextSpan, period: String?) {
    self.span = span
    self.period = period
  }
}
