/// The words met while writing, each with its stem: looked up and stemmed once, however many articles hold them.
///
/// It knows nothing of the file; one that is lost is rebuilt.
package struct Vocabulary {
  package private(set) var words = WordNumbering()
  private(set) var stems = WordNumbering()
  /// The number of each word's stem plus one; 0 where nobody has asked yet.
  private var stemNumbers: [UInt32] = []

  /// A vocabulary of more words is given up for an empty one.
  package static let mostWords = 1_000_000

  /// Makes an empty vocabulary.
  package init() {}

  /// The numbers here of all words of a table.
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
