package import Record

/// The kind of a token, by its characters.
package enum TokenKind: UInt8, Sendable {
  case word, number, punctuation, openingMark, closingMark, dash, symbol, url, email, hashtag, handle
}

/// A word's part of speech: the tags of the Penn Treebank.
package enum PartOfSpeech: String, Sendable, CaseIterable {
  case CC, CD, DT, EX, FW, IN, JJ, JJR, JJS, LS, MD, NN, NNS, NNP, NNPS, PDT, POS, PRP, PRPS = "PRP$", RB, RBR, RBS, RP, SYM, TO, UH
  case VB, VBD, VBG, VBN, VBP, VBZ, WDT, WP, WPS = "WP$", WRB, punctuation = "."
}

/// Properties of a token's characters.
package struct TokenShape: OptionSet, Hashable, Sendable {
  package let rawValue: UInt16
  package init(rawValue: UInt16) { self.rawValue = rawValue }
  /// The first letter is a capital.
  package static let capitalized = TokenShape(rawValue: 1)
  /// All letters are capitals, and there are at least two.
  package static let allCaps = TokenShape(rawValue: 2)
  /// Contains a digit.
  package static let hasDigit = TokenShape(rawValue: 4)
  /// Contains a hyphen between letters or digits.
  package static let hyphenated = TokenShape(rawValue: 8)
  /// Preceded by white space or the start of the paragraph.
  package static let spaceBefore = TokenShape(rawValue: 16)
  /// Followed by white space or the end of the paragraph.
  package static let spaceAfter = TokenShape(rawValue: 32)
  /// An abbreviation with its full stop ("U.S.", "Sgt.").
  package static let abbreviation = TokenShape(rawValue: 64)
  /// The first token of a sentence.
  package static let sentenceStart = TokenShape(rawValue: 128)
  /// An initial ("J.").
  package static let initial = TokenShape(rawValue: 256)
}

/// A token of the article's text.
package struct Token: Sendable {
  /// Its byte range in the article's text.
  package var range: ByteRange
  /// Its kind.
  package var kind: TokenKind
  /// The properties of its characters.
  package var shape: TokenShape
  /// The ``WordHash`` of its folded lower-case form (with straight quotation marks and plain hyphens).
  package var lower: UInt64
  /// Its part of speech.
  package var tag: PartOfSpeech
  /// The outermost quotation that contains the token, as an index into ``AnalyzedText/quotations``; -1 outside. The marks themselves are
  /// outside.
  package var quotation: Int32

  package init(
    range: ByteRange, kind: TokenKind, shape: TokenShape = [], lower: UInt64 = 0, tag: PartOfSpeech = .NN, quotation: Int32 = -1
  ) {
    self.range = range
    self.kind = kind
    self.shape = shape
    self.lower = lower
    self.tag = tag
    self.quotation = quotation
  }
}
