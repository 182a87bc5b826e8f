/// What is marked in an article: its line's `only` lists the kinds, where it is not all.
enum MarkedKinds {
  /// Whether findings of a kind (`quotes`, `figures`, `officials`) are marked in a line.
  static func hold(_ line: [String: Any], _ kind: String) -> Bool { (line["only"] as? [String])?.contains(kind) ?? true }
}
