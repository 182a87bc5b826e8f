/// The words met while writing, with their stems. Each word is looked up and stemmed only once, however many articles contain it.
///
/// It is independent of the storage; if it is lost, it is rebuilt.
package struct Vocabulary {
  package private(set) var words = WordNumbering()
  private(set) var stems = WordNumbering()
  /// For each word the number of its stem plus one; 0 if not yet computed.
  private var stemNumbers: [UInt32] = []

  /// A larger vocabulary is discarded and started anew.
  package static let mostWords = 1_000_000

  /// Makes an empty vocabulary.
  package init() {}

  /// This vocabulary's numbers for all words of a table.
  package mutating func numbers(of table: WordNumbering) -> [UInt32] {
    let numbers = words.numbers(of: table)
    if stemNumbers.count < words.count {
      stemNumbers.append(contentsOf: repeatElement(0, count: words.count - stemNumbers.count))
    }
    return numbers
  }

  /// The number of a word's stem in ``stems``.
  mutating func stem(of word: Int) -> Int {
    if stemNumbers[word] > 0 { return Int(stemNumbers[word]) - 1 }
    let stem = EnglishStemmer.stem(Array(words.word(word)))
    let number = stems.number(of: stem, stem.indices)
    stemNumbers[word] = UInt32(number + 1)
    return number
  }
}
