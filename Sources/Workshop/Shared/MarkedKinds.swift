/// Which kinds of finding are marked in an article: `only` in its line lists them, if not all are.
enum MarkedKinds {
  /// Whether findings of a kind (`quotes`, `figures`, `officials`) are marked in a line.
  static func hold(_ line: [String: Any], _ kind: String) -> Bool { (line["only"] as? [String])?.contains(kind) ?? true }
}
