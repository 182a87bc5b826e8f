/// The labels of the name model: outside, and for each kind of name its first and its further tokens (BIO).
package enum NameLabels {
  /// The kinds in the order of their labels: `1 + 2 * kind` begins a name, `2 + 2 * kind` continues it.
  package static let kinds: [NameKind] = [.person, .organization, .place, .nationality, .other]
  package static let count = 1 + 2 * kinds.count

  package static func begin(_ kind: NameKind) -> UInt8 { 1 + 2 * kind.rawValue }
  package static func inside(_ kind: NameKind) -> UInt8 { 2 + 2 * kind.rawValue }
  /// The kind of name that a label belongs to, `nil` for outside.
  package static func kind(_ label: UInt8) -> NameKind? { label == 0 ? nil : NameKind(rawValue: (label - 1) / 2) }
  package static func begins(_ label: UInt8) -> Bool { label & 1 == 1 }
}
