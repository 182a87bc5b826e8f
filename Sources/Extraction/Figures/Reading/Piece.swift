import Knowledge
import Linguistics
import Record

/// A piece of text, finer than a token, as figures need it: "$1.4bn" is three pieces, "18-year-old" five.
struct Piece: Sendable {
  enum Kind: UInt8, Sendable { case word, number, symbol }
  /// Its byte range in the text.
  var range: ByteRange
  var kind: Kind
  /// Whether white space or the start of the sentence comes before it.
  var spaceBefore: Bool
  /// Whether the first letter is a capital.
  var capitalized: Bool
  /// Whether all letters are capitals.
  var allCaps: Bool
  /// The ``WordHash`` of the lower-case form, with curly quotation marks replaced by straight ones.
  var key: UInt64
  /// The index of the token that contains its first byte; -1 if there is none.
  var token: Int32
  var tag: PartOfSpeech
  /// Whether its token is a web address or the like rather than running text.
  var machine: Bool
}

/// A text's pieces, sentence by sentence.
final class PieceText: Sendable {
  let text: AnalyzedText
  let pieces: [Piece]
  /// The index range of each sentence's pieces.
  let sentences: [Range<Int>]
  /// The currencies that ambiguous words and letters stand for in the article.
  let money: LocalMoney
  /// Whether the text reports on a match: at least one word in sixty is about games.
  let isGame: Bool

  init(_ text: AnalyzedText) {
    self.text = text
    var pieces: [Piece] = []
    pieces.reserveCapacity(text.tokens.count + text.tokens.count / 4)
    var sentences: [Range<Int>] = []
    sentences.reserveCapacity(text.sentences.count)
    for sentence in text.sentences {
      let first = pieces.count
      if !sentence.tokens.isEmpty { PieceScanner.scan(text, sentence.tokens, into: &pieces) }
      sentences.append(first..<pieces.count)
    }
    self.pieces = pieces
    self.sentences = sentences
    money = LocalMoney(pieces)
    isGame = pieces.count { CountWords.games.contains($0.key) } * Self.wordsPerGameWord >= max(pieces.count, 1)
  }

  private static let wordsPerGameWord = 60

  /// Whether a single letter is a currency sign in this text: it stands before a sum somewhere ("N500 million"), or the text names a
  /// country with that currency. Even then "N95" is a mask, and a letter with a single digit is a name.
  func isMoneyLetter(_ key: UInt64, _ sentence: PieceSentence, _ i: Int) -> Bool {
    guard money.letters.contains(key), sentence[i].range.count > 1, !sentence.isHyphen(i + 1) else { return false }
    return !(sentence.holds(i - 1, "n") && DigitReader.integer(sentence, i) == 95)
  }

  /// Whether the text contains a dollar sign or the word "dollar".
  var holdsDollars: Bool { pieces.contains { Words.dollars.contains($0.key) } }
}

/// The pieces of one sentence. Positions outside it hold nothing, so readers may look ahead and back without bounds checks.
struct PieceSentence: Sendable {
  let source: PieceText
  let bounds: Range<Int>
  /// The sentence's index in the text.
  let number: Int

  var start: Int { bounds.lowerBound }
  var end: Int { bounds.upperBound }
  func has(_ i: Int) -> Bool { i >= bounds.lowerBound && i < bounds.upperBound }
  subscript(_ i: Int) -> Piece { source.pieces[i] }
  func key(_ i: Int) -> UInt64 { has(i) ? source.pieces[i].key : 0 }
  func kind(_ i: Int) -> Piece.Kind? { has(i) ? source.pieces[i].kind : nil }
  func isWord(_ i: Int) -> Bool { has(i) && source.pieces[i].kind == .word }
  func isNumber(_ i: Int) -> Bool { has(i) && source.pieces[i].kind == .number }
  func isSymbol(_ i: Int) -> Bool { has(i) && source.pieces[i].kind == .symbol }
  func capitalized(_ i: Int) -> Bool { has(i) && source.pieces[i].capitalized }
  func tag(_ i: Int) -> PartOfSpeech? { has(i) ? source.pieces[i].tag : nil }
  /// Whether the piece is this word or symbol, ignoring case.
  func holds(_ i: Int, _ word: String) -> Bool {
    guard has(i) else { return false }
    let piece = source.pieces[i]
    // Most pieces differ in the first letter, which spares hashing the word.
    if let first = word.utf8.first, first &- UInt8(ascii: "a") < 26 {
      guard piece.kind == .word, source.text.bytes[piece.range.start] | 0x20 == first else { return false }
    }
    return piece.key == WordHash.of(word)
  }
  /// Whether the piece is one of these words.
  func holds(_ i: Int, _ words: Set<UInt64>) -> Bool { has(i) && words.contains(source.pieces[i].key) }
  /// Whether these words stand at `i`, one per piece.
  func holds(_ i: Int, phrase: [UInt64]) -> Bool {
    guard !phrase.isEmpty, has(i), has(i + phrase.count - 1) else { return false }
    for (offset, word) in phrase.enumerated() where source.pieces[i + offset].key != word { return false }
    return true
  }
  /// Whether the piece follows the previous one without a space.
  func glued(_ i: Int) -> Bool { has(i) && has(i - 1) && !source.pieces[i].spaceBefore }
  /// Whether the piece is a hyphen or a dash.
  func isDash(_ i: Int) -> Bool { holds(i, Words.dashes) }
  /// Whether the piece is a hyphen with letters or digits on both sides.
  func isHyphen(_ i: Int) -> Bool { holds(i, "-") && glued(i) && glued(i + 1) }
  func string(_ i: Int) -> String { has(i) ? source.text.words(source.pieces[i].range) : "" }
  func string(_ run: Range<Int>) -> String { run.isEmpty ? "" : source.text.words(byteRange(run)) }
  func bytes(_ i: Int) -> ArraySlice<UInt8> {
    let range = source.pieces[i].range
    return source.text.bytes[range.start..<range.end]
  }
  func byteRange(_ run: Range<Int>) -> ByteRange {
    ByteRange(source.pieces[run.lowerBound].range.start, source.pieces[run.upperBound - 1].range.end)
  }
  func lowercase(_ i: Int) -> String { string(i).lowercased() }

  /// Whether most words are written in Latin letters, unlike "奥兰 … 9,000", which is in a language that is not supported.
  var isLatin: Bool {
    var (words, foreign) = (0, 0)
    for i in bounds where source.pieces[i].kind == .word {
      words += 1
      // Greek and everything above it, except the additional Latin blocks.
      let lead = source.text.bytes[source.pieces[i].range.start]
      if lead >= 0xcd, lead != 0xe1, lead != 0xe2 { foreign += 1 }
    }
    return foreign * 2 <= words
  }
}

/// Small sets of function words and punctuation, as hashes.
enum Words {
  static func set(_ words: String) -> Set<UInt64> { Set(WordHash.words(words)) }
  static func phrase(_ words: String) -> [UInt64] { WordHash.words(words) }
  static let dashes = set("- – — −")
  static let articles = set("a an the")
  static let determiners = set(WordSets["Piece.determiners"])
  static let possessives = set("its his her their our my your")
  static let dollars = set("$ dollar dollars cent cents")
  static let brackets = set("( [ { <")
  static let apostropheS = set("'s '")
  static let sentenceMarks = set(". ! ? ; :")
}
