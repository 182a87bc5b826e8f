package import Record

/// What a token is, by its characters.
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
  /// All letters are capitals, and there are two or more.
  package static let allCaps = TokenShape(rawValue: 2)
  /// Holds a digit.
  package static let hasDigit = TokenShape(rawValue: 4)
  /// Holds a hyphen between letters or digits.
  package static let hyphenated = TokenShape(rawValue: 8)
  /// White space or the paragraph's start stands before it.
  package static let spaceBefore = TokenShape(rawValue: 16)
  /// White space or the paragraph's end stands after it.
  package static let spaceAfter = TokenShape(rawValue: 32)
  /// An abbreviation with its full stop ("U.S.", "Sgt.").
  package static let abbreviation = TokenShape(rawValue: 64)
  /// First token of a sentence.
  package static let sentenceStart = TokenShape(rawValue: 128)
  /// An initial ("J.").
  package static let initial = TokenShape(rawValue: 256)
}

/// A token: a stretch of the article's bytes that reading treats as one.
package struct Token: Sendable {
  /// Its bytes in the article's text.
  package var range: ByteRange
  /// What it is.
  package var kind: TokenKind
  /// Its characters' properties.
  package var shape: TokenShape
  /// ``WordHash`` of its folded lower-case form (curly marks and hyphens made plain).
  package var lower: UInt64
  /// Its part of speech.
  package var tag: PartOfSpeech
  /// The quotation (index into ``AnalyzedText/quotations``) whose inside holds the token, innermost not counted: the
  /// outermost; -1 outside. The marks themselves are outside.
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
