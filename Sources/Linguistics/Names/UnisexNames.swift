internal import Knowledge

/// Given names of women and men alike, from `unisex-names.tsv`, for which `given-names.tsv` states only the more frequent sex: "Ashley", "Kelly".
package enum UnisexNames {
  package static func contains(_ hash: UInt64) -> Bool { all.contains(hash) }

  private static let all = Set(Lexicon(named: "unisex-names.tsv").rows.map { $0.hash(0) })
}
