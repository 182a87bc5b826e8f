internal import FullText

/// The numbers by which documents are found: hashes of lexemes, in the column `keys`, which alone has an inverted index.
///
/// An index of numbers is made in half the time of one of lexemes, and needs fewer of them: a word of the field `text` is found by its stem, whatever
/// its form. A key tells only where a lexeme may stand, since two lexemes can have one; whoever looks by keys asks the lexemes themselves as well.
enum LexemeKey {
  /// The key of a lexeme.
  static func of(_ lexeme: some Sequence<UInt8>) -> Int32 {
    // FNV-1a, its bits mixed once more.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in lexeme { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    hash = (hash ^ hash >> 29) &* 0xBF58_476D_1CE4_E5B9
    return Int32(truncatingIfNeeded: hash ^ hash >> 32)
  }

  /// The key of all words of the field `text` with a stem; the longest words have one together, since their lexemes are cut.
  static func of(stem: [UInt8], tier: Int = 0) -> Int32 {
    guard stem.count <= mostBytes else { return tier == 0 ? 0 : Int32(tier) }
    return of((tier > 0 ? [UInt8(ascii: "i"), UInt8(ascii: "0") + UInt8(tier)] : []) + [stemLetter] + stem)
  }
  private static let mostBytes = 900
  private static let stemLetter = LexemeField.stemLetter(.text) ?? 0

  /// The key by which documents with a lexeme are found, of a word or of a stem of any field.
  static func finding(_ lexeme: [UInt8]) -> Int32 {
    guard let stem = textStem(lexeme) else { return of(lexeme) }
    return of(stem: stem)
  }

  /// The key by which documents are found where a lexeme of the field `text` has a tier. A word stands there no more often than its stem: where its
  /// stem is not in a tier, it is not either.
  static func finding(_ lexeme: [UInt8], tier: Int) -> Int32 { of(stem: textStem(lexeme) ?? [], tier: tier) }

  private static func textStem(_ lexeme: [UInt8]) -> [UInt8]? {
    switch lexeme.first {
    case LexemeField.letter(.text): EnglishStemmer.stem(Array(lexeme.dropFirst()))
    case stemLetter: Array(lexeme.dropFirst())
    default: nil
    }
  }

  /// The key of all words of another field than `text` that begin like a lexeme; `nil` for one too short to have any.
  static func beginning(_ lexeme: [UInt8]) -> Int32? {
    guard lexeme.count >= beginningBytes else { return nil }
    return of([UInt8(ascii: "b")] + lexeme.prefix(beginningBytes))
  }
  /// A field's letter and so many bytes of a word less one.
  private static let beginningBytes = 4
}
