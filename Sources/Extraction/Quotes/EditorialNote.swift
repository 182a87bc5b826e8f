internal import Knowledge
internal import Linguistics
internal import Record

/// A newspaper's note about its own article, which quotes nobody: "Correction: An earlier version said …", "CLARIFICATION (May 4): …", "This
/// story was amended on May 4 …".
enum EditorialNote {
  /// The most tokens before the colon: "Correction, May 4, 2020:".
  private static let longestLabel = 10

  /// Whether a paragraph is such a note.
  static func opens(_ run: Range<Int>, of text: AnalyzedText) -> Bool {
    guard let first = run.first(where: { text.tokens[$0].kind == .word }), first - run.lowerBound <= 1 else { return false }
    return isLabelled(first..<run.upperBound, text) || speaksOfArticle(first..<run.upperBound, text)
  }

  /// "Correction:", "Editor's note (May 4):".
  private static func isLabelled(_ run: Range<Int>, _ text: AnalyzedText) -> Bool {
    guard
      let colon = run.prefix(longestLabel).first(where: { text.bytes[text.tokens[$0].range.start] == UInt8(ascii: ":") }),
      colon > run.lowerBound
    else { return false }
    // A date, in brackets or after a comma, may follow the label.
    let end = (run.lowerBound..<colon).first { text.tokens[$0].kind == .punctuation || text.tokens[$0].kind == .number } ?? colon
    guard end > run.lowerBound else { return false }
    let words = run.lowerBound..<min(end, run.lowerBound + 3)
    return labels.contains(WordHash.folded(text.words(text.range(words))))
      && (end == colon || (end..<colon).contains { text.tokens[$0].shape.contains(.hasDigit) })
  }

  /// "This article was amended", "An earlier version of this story", "The original version of this report": the sentence's subject is the
  /// article, or a version of it.
  private static func speaksOfArticle(_ run: Range<Int>, _ text: AnalyzedText) -> Bool {
    let opening = run.prefix(9)
    guard let noun = opening.first(where: { articles.contains(text.tokens[$0].lower) }), noun > run.lowerBound else { return false }
    let version = (run.lowerBound..<noun).first { text.tokens[$0].lower == Self.version }
    if let version {
      return (run.lowerBound..<version).contains { versions.contains(text.tokens[$0].lower) }
        && (version..<noun).contains { these.contains(text.tokens[$0].lower) }
    }
    guard noun == run.lowerBound + 1, these.contains(text.tokens[run.lowerBound].lower) else { return false }
    return (noun + 1..<min(run.upperBound, noun + 5)).contains { changes.contains(text.tokens[$0].lower) }
  }

  private static func hashes(_ words: String) -> Set<UInt64> { Set(WordHash.foldedWords(words)) }
  private static let version = WordHash.folded("version")
  private static let versions = hashes("earlier previous original prior first")
  private static let these = hashes("this the our")
  private static let articles = hashes("article story report post piece column page dispatch review obituary item")
  private static let changes = hashes("amended corrected updated revised clarified edited")
  private static let labels: Set<UInt64> = Set(WordSets.phrases("EditorialNote.labels").map { WordHash.folded($0) })
}
