internal import FullText

/// The words met while writing, each with its stem and what is written of both: worked out once, however many documents hold them.
final class LexemeVocabulary {
  private var words = WordNumbering()
  private var stems = WordNumbering()
  private var stemOfWord: [UInt32] = []
  private var keyOfStem: [Int64] = []
  private var written = (words: WrittenLexemes(), stems: WrittenLexemes())

  /// A vocabulary of more words is given up for an empty one.
  static let mostWords = 500_000

  var count: Int { words.count }

  /// The numbers here of all words of a table.
  func numbers(of table: WordNumbering) -> [UInt32] { (0..<table.count).map { number(of: table.bytes, table.range($0)) } }

  /// The number of a word that stands in some bytes.
  func number(of bytes: [UInt8], _ range: Range<Int>) -> UInt32 {
    let number = words.number(of: bytes, range)
    if number == stemOfWord.count { learn(Array(bytes[range])) }
    return UInt32(number)
  }

  private func learn(_ word: [UInt8]) {
    let stem = EnglishStemmer.stem(word)
    let number = stems.number(of: stem, stem.indices)
    stemOfWord.append(UInt32(number))
    written.words.append(LexemeField.limited([LexemeField.letter(.text)] + word))
    guard number == keyOfStem.count else { return }
    keyOfStem.append(LexemeKey.of(stem: stem))
    written.stems.append(LexemeField.limited([LexemeField.stemLetter(.text) ?? 0] + stem))
  }

  /// The number of a word's stem.
  func stem(of word: UInt32) -> UInt32 { stemOfWord[Int(word)] }
  /// The key of a stem.
  func key(ofStem stem: UInt32) -> Int64 { keyOfStem[Int(stem)] }
  /// The key of a stem's tier.
  func key(ofStem stem: UInt32, tier: Int) -> Int64 { LexemeKey.of(stem: Array(stems.word(Int(stem))), tier: tier) }
  func word(_ number: UInt32) -> ArraySlice<UInt8> { words.word(Int(number)) }
  /// The lexeme of a word or stem.
  func lexeme(_ number: UInt32, isStem: Bool) -> ArraySlice<UInt8> {
    isStem ? written.stems.lexeme(number) : written.words.lexeme(number)
  }
}

/// Lexemes by number.
private struct WrittenLexemes {
  private var plain: [UInt8] = []
  private var plainEnds: [Int] = [0]

  mutating func append(_ lexeme: [UInt8]) {
    plain += lexeme
    plainEnds.append(plain.count)
  }

  func lexeme(_ number: UInt32) -> ArraySlice<UInt8> { plain[plainEnds[Int(number)]..<plainEnds[Int(number) + 1]] }
}

/// How often numbers were met: an array with a list of those that are in it.
struct NumberCounts {
  private var counts: [Int32] = []
  /// The numbers met, in the order of their first sight.
  private(set) var numbers: [UInt32] = []

  mutating func add(_ number: UInt32) {
    let place = Int(number)
    if place >= counts.count { counts.append(contentsOf: repeatElement(0, count: max(place + 1, counts.count * 2) - counts.count)) }
    if counts[place] == 0 { numbers.append(number) }
    counts[place] += 1
  }

  subscript(number: UInt32) -> Int { Int(counts[Int(number)]) }

  mutating func clear() {
    for number in numbers { counts[Int(number)] = 0 }
    numbers.removeAll(keepingCapacity: true)
  }
}
