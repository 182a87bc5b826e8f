/// A field whose words are indexed.
package struct TermField: Hashable, Sendable {
  /// The first byte of the keys of its groups of words.
  package let rawValue: UInt8
  /// Whether its words are found by their stems as well.
  package let hasStems: Bool

  /// A field; its byte must be no other's of the same index.
  package init(_ rawValue: UInt8, hasStems: Bool) {
    self.rawValue = rawValue
    self.hasStems = hasStems
  }

  /// The key that a word's group has in a segment.
  package func key(of word: [UInt8]) -> [UInt8] { [rawValue] + (hasStems ? EnglishStemmer.stem(word) : word) }
  /// The key of what is kept of all words with a prefix.
  func prefixKey(of prefix: [UInt8]) -> [UInt8] { [rawValue] + prefix }
}

/// Words of a field that stand in a row, as places in a list of word numbers that several runs share.
package struct WordRun: Sendable {
  /// The field.
  package var field: TermField
  /// Where the words' numbers stand in the list.
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

/// One or several folded words in a row.
package struct WordPattern: Hashable, Sendable {
  /// How a word is compared: as it is, by its stem, or by its first letters.
  package enum Form: Hashable, Sendable { case exact, stem, prefix }
  /// The folded words, at least one.
  package var words: [[UInt8]]
  /// How the word is compared; more than one word are always compared exactly, save a last one that is a prefix.
  package var form: Form

  /// Makes a pattern.
  package init(words: [[UInt8]], form: Form) {
    self.words = words
    self.form = form
  }
}
