internal import FullText

/// A column of ``Certainty/code``, as SQL reads it.
struct CertaintyColumn {
  let name: String

  /// The column of a part, or of the finding itself.
  init(_ part: FindingPart?) { name = part?.confidenceName ?? "confidence" }

  /// The probability. What has none is in no doubt.
  var chance: String { "(CASE WHEN \(name) = 0 THEN 1000 ELSE abs(\(name)) - 1 END)::float8 / 1000" }
  /// The probability in thousandths of what the finding claims: nothing of a part that is not there.
  var claimed: String { "(CASE WHEN \(name) > 0 THEN \(name) - 1 ELSE 1000 END)" }

  /// The chance that all that findings of a kind claim is right, as ``SortOrder/confidence`` ranks it.
  static func product(of kind: FindingKind) -> String {
    let columns = kind == .article ? [] : [CertaintyColumn(nil)] + kind.parts.map { CertaintyColumn($0) }
    // Factors that a kind does not have count as they do in an index in a file.
    let rest = String(repeating: "000", count: Certainty.Place.allCases.count - columns.count)
    return (["1\(rest)::bigint"] + columns.map(\.claimed)).joined(separator: " * ")
  }
}
