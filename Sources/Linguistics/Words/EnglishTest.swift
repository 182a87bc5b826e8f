internal import Knowledge
internal import Record

/// Tells whether a text is English, by its function words.
///
/// What a page says of its own language is wrong often enough that it is not asked. Of running English words one in five or
/// more is in the lexicon's English list, of other languages' fewer than one in twenty.
package struct EnglishTest: Sendable {
  /// The one that is part of the program.
  package static let standard = EnglishTest(Lexicon(named: "language-words.tsv"))

  private var english: Set<UInt64> = []
  private var foreign: Set<UInt64> = []
  /// English function words that are others' as well, too frequent to count for these.
  private static let shared: Set<String> = ["a", "i"]
  /// Words that are enough to tell; a longer text is not read to its end.
  private static let sample = 2_000

  init(_ lexicon: Lexicon) {
    let word = lexicon.column("word"), languages = lexicon.column("languages")
    for row in lexicon.rows {
      let hash = WordHash.folded(row[word])
      if row[languages].split(separator: " ").contains("en") {
        english.insert(hash)
      } else if !Self.shared.contains(row[word]), !WordClasses.shared[hash].contains(.common) {
        foreign.insert(hash)
      }
    }
  }

  /// Whether the text is English; also `true` where it is too short to tell.
  package func isEnglish(_ text: AnalyzedText) -> Bool {
    var words = 0, own = 0, others = 0, common = 0, unread = 0
    for token in text.tokens where token.kind == .word {
      words += 1
      if WordClasses.shared[token.lower].contains(.common) { common += 1 }
      if english.contains(token.lower) {
        own += 1
      } else if foreign.contains(token.lower) {
        others += 1
      } else if isBeyondLatin(text.bytes[token.range.start]) {
        unread += 1
      }
      if words == Self.sample { break }
    }
    if unread * 2 > words { return false }
    // A table or a list of results has hardly any function words; its words are English all the same.
    if words >= 60 && own * 12 < words && common * 4 < words { return false }
    return !(others >= 4 && others > own * 3 && others * 6 > words)
  }

  /// Whether a letter's first byte of UTF-8 begins a scalar from U+0370 (Greek) on.
  private func isBeyondLatin(_ byte: UInt8) -> Bool { byte >= 0xCD && byte != 0xE1 && byte != 0xE2 }
}
