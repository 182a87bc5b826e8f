/// A field whose words are indexed.
package struct TermField: Hashable, Sendable {
  /// The first byte of the keys of its word groups.
  package let rawValue: UInt8
  /// Whether its words can also be found by their stems.
  package let hasStems: Bool

  /// A field; no other field of the index may have the same byte.
  package init(_ rawValue: UInt8, hasStems: Bool) {
    self.rawValue = rawValue
    self.hasStems = hasStems
  }

  /// The key of a word's group in a segment.
  package func key(of word: [UInt8]) -> [UInt8] { [rawValue] + (hasStems ? EnglishStemmer.stem(word) : word) }
  /// The key of what is stored for all words with a prefix.
  func prefixKey(of prefix: [UInt8]) -> [UInt8] { [rawValue] + prefix }
}

/// Consecutive words of a field, as a range of indices into a list of word numbers that several runs share.
package struct WordRun: Sendable {
  /// The field.
  package var field: TermField
  /// The range of the words' numbers in the list.
  package var words: Range<Int>
  /// The first word's position in the field.
  package var position: UInt32

  /// Makes a run.
  package init(field: TermField, words: Range<Int>, position: UInt32) {
    self.field = field
    self.words = words
    self.position = position
  }
}

/// One or more consecutive folded words.
package struct WordPattern: Hashable, Sendable {
  /// How a word is compared: exactly, by its stem, or by its first letters.
  package enum Form: Hashable, Sendable { case exact, stem, prefix }
  /// The folded words, at least one.
  package var words: [[UInt8]]
  /// How the word is compared. Several words are always compared exactly, except a last one that is a prefix.
  package var form: Form

  /// Makes a pattern.
  package init(words: [[UInt8]], form: Form) {
    self.words = words
    self.form = form
  }
}
