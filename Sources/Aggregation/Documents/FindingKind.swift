/// The kinds of thing an index can be searched for.
public enum FindingKind: String, Sendable, CaseIterable {
  /// Words attributed to someone.
  case quote
  /// Numbers with their meaning.
  case figure
  /// Named persons with a role.
  case official
  /// The articles themselves.
  case article
}
