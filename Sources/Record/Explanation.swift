/// Why a finding was made: the rule's name and the words it rests on.
public struct Explanation: Hashable, Sendable {
  /// A stretch of text that spoke for the finding, and what it was taken for.
  public struct Evidence: Hashable, Sendable {
    /// The words.
    public var span: TextSpan
    /// What they were taken for ("cue", "unit", "title" …).
    public var role: String

    /// Makes a piece of evidence.
    public init(span: TextSpan, role: String) {
      self.span = span
      self.role = role
    }
  }

  /// The rule's or model path's name.
  public var rule: String
  /// The words it rests on.
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
