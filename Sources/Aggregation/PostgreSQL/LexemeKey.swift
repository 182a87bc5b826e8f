internal import FullText

/// The numbers by which documents are found: hashes of lexemes, in the column `keys`, which alone has an inverted index.
///
/// An index of numbers is made in half the time of one of lexemes, and needs fewer of them: a word of the field `text` is found by its stem, whatever
/// its form. They have 64 bits: among ten million stems two have one key with a chance of three in a million, so that a stem's key is taken for the
/// stem. A word's form is looked at in the document, and the words of other fields in their lexemes.
enum LexemeKey {
  /// The key of a lexeme.
  static func of(_ lexeme: some Sequence<UInt8>) -> Int64 {
    // FNV-1a, its bits mixed once more.
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in lexeme { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    hash = (hash ^ hash >> 29) &* 0xBF58_476D_1CE4_E5B9
    return Int64(bitPattern: hash ^ hash >> 32)
  }

  /// The key of all words of the field `text` with a stem, or of those in a tier of it: a word stands there no more often than its stem, so that where
  /// its stem is not in a tier, it is not either.
  static func of(stem: [UInt8], tier: Int = 0) -> Int64 {
    of((tier > 0 ? [UInt8(ascii: "i"), UInt8(ascii: "0") + UInt8(tier)] : []) + [stemLetter] + stem)
  }
  private static let stemLetter = LexemeField.stemLetter(.text) ?? 0

  /// The key of all words of another field than `text` that begin like a lexeme; `nil` for one too short to have any.
  static func beginning(_ lexeme: [UInt8]) -> Int64? {
    guard lexeme.count >= beginningBytes else { return nil }
    return of([UInt8(ascii: "b")] + lexeme.prefix(beginningBytes))
  }
  /// A field's letter and so many bytes of a word less one.
  private static let beginningBytes = 4
}
