internal import Linguistics
internal import Record

/// A newspaper's note about its own article ("Correction: An earlier version said …"), which quotes nobody.
enum EditorialNote {
  /// Whether a paragraph is such a note.
  static func opens(_ run: Range<Int>, of text: AnalyzedText) -> Bool {
    guard let colon = run.prefix(4).first(where: { text.bytes[text.tokens[$0].range.start] == UInt8(ascii: ":") }), colon > run.lowerBound
    else { return false }
    return labels.contains(WordHash.folded(text.words(text.range(run.lowerBound..<colon))))
  }

  private static let labels: Set<UInt64> = Set(
    ["Correction", "Corrections", "Clarification", "Clarifications", "Editor's note", "Editor’s note", "Editors' note", "Editors’ note"].map
    {
      WordHash.folded($0)
    })
}
