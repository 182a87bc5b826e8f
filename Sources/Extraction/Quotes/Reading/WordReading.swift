internal import Linguistics
internal import Record

/// A token as the quote tagger sees it.
package struct WordReading: Sendable {
  /// The word's hash. For names and numbers it stands only for the kind of word, so that nothing is learned about particular people.
  var word: UInt64 = 0
  /// Its class (``QuoteWordClass``).
  var kind: UInt8 = 0
  /// Its ``CueForm`` plus 1 if it is a cue word.
  var form: UInt8 = 0
  /// Its position relative to quotations: 0 outside, 1–3 inside by length, 4 opening mark, 5 closing mark.
  var quote: UInt8 = 0
  /// Its manners if it is a cue word.
  var manners: CueManner = []
  /// Its last three letters.
  var suffix: UInt64 = 0
}

/// Computes the readings of an article's tokens for the quote tagger.
struct WordReader {
  private let text: AnalyzedText
  /// Bit sets by word hash: words seen in lower case, and words seen capitalised within a sentence.
  private var small = [UInt64](repeating: 0, count: 128)
  private var large = [UInt64](repeating: 0, count: 128)
  private var nameKinds: [UInt8]

  init(_ text: AnalyzedText) {
    self.text = text
    nameKinds = [UInt8](repeating: 0, count: text.tokens.count)
    for name in text.names {
      let kind: UInt8
      switch name.kind {
      case .person: kind = QuoteWordClass.person
      case .organization: kind = QuoteWordClass.body
      case .place: kind = QuoteWordClass.place
      case .nationality, .other: continue
      }
      for token in name.tokens { nameKinds[token] = kind }
    }
    for token in text.tokens where token.kind == .word {
      let bit = Int(truncatingIfNeeded: token.lower >> 17) & 8191
      if !token.shape.contains(.capitalized) {
        small[bit >> 6] |= 1 << UInt64(bit & 63)
      } else if !token.shape.contains(.sentenceStart) {
        large[bit >> 6] |= 1 << UInt64(bit & 63)
      }
    }
  }

  private func wasSeen(_ hash: UInt64, in bits: [UInt64]) -> Bool {
    let bit = Int(truncatingIfNeeded: hash >> 17) & 8191
    return bits[bit >> 6] >> UInt64(bit & 63) & 1 == 1
  }

  /// The reading of a token.
  func reading(_ index: Int) -> WordReading {
    let token = text.tokens[index]
    var reading = WordReading()
    reading.quote = quoteState(index)
    switch token.kind {
    case .number: reading.kind = QuoteWordClass.number
    case .openingMark: reading.kind = QuoteWordClass.openingMark
    case .closingMark: reading.kind = QuoteWordClass.closingMark
    case .dash: reading.kind = QuoteWordClass.dash
    case .url, .email, .hashtag, .handle: reading.kind = QuoteWordClass.handle
    case .punctuation, .symbol: reading.kind = punctuation(token)
    case .word: word(token, index, &reading)
    }
    if reading.word == 0 { reading.word = UInt64(reading.kind) &* 0x9e37_79b9 + 1 }
    return reading
  }

  private func punctuation(_ token: Token) -> UInt8 {
    switch text.bytes[token.range.start] {
    case UInt8(ascii: ","): QuoteWordClass.comma
    case UInt8(ascii: "."): QuoteWordClass.stop
    case UInt8(ascii: ":"): QuoteWordClass.colon
    case UInt8(ascii: ";"): QuoteWordClass.semicolon
    case UInt8(ascii: "?"), UInt8(ascii: "!"): QuoteWordClass.question
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"): QuoteWordClass.bracket
    case UInt8(ascii: "-"): QuoteWordClass.dash
    default: QuoteWordClass.punctuation
    }
  }

  private func word(_ token: Token, _ index: Int, _ reading: inout WordReading) {
    if nameKinds[index] != 0 {
      reading.kind = nameKinds[index]
      return
    }
    if token.range.count <= 4, token.lower == Self.possessive || token.lower == Self.loneApostrophe {
      reading.kind = QuoteWordClass.possessive
      return
    }
    let listed = QuoteWords.shared[token.lower]
    let cue = CueLexicon.shared[token.lower]
    if token.shape.contains(.capitalized), listed == 0, isName(token, index, isCue: cue != nil) {
      reading.kind = token.shape.contains(.allCaps) ? QuoteWordClass.allCaps : QuoteWordClass.capital
      return
    }
    if token.shape.contains(.hasDigit) {
      reading.kind = QuoteWordClass.number
      return
    }
    reading.word = token.lower
    if let cue {
      reading.manners = cue.manners
      reading.form = cue.form.rawValue + 1
      reading.kind = QuoteWordClass.cue + UInt8(cue.manner.rawValue.trailingZeroBitCount) * 8 + cue.form.rawValue
    }
    let end = token.range.end
    let bytes = text.bytes
    if token.range.count >= 5 {
      reading.suffix = WordHash.of(bytes[end - 3..<end])
      if cue == nil {
        let last = bytes[end - 1]
        let before = bytes[end - 2]
        if last == UInt8(ascii: "y"), before == UInt8(ascii: "l") {
          reading.kind = QuoteWordClass.adverb
        } else if last == UInt8(ascii: "g"), before == UInt8(ascii: "n") {
          reading.kind = QuoteWordClass.gerund
        } else if last == UInt8(ascii: "d"), before == UInt8(ascii: "e") {
          reading.kind = QuoteWordClass.past
        } else if last == UInt8(ascii: "s"), before != UInt8(ascii: "s") {
          reading.kind = QuoteWordClass.plural
        }
      }
    }
    if listed != 0 { reading.kind = listed }
  }

  /// Whether a capitalised word is a name: always within a sentence; at the start of one if the article capitalises it elsewhere, or if
  /// another capitalised word follows.
  private func isName(_ token: Token, _ index: Int, isCue: Bool) -> Bool {
    if !token.shape.contains(.sentenceStart) {
      return !(isCue && index > 0 && text.tokens[index - 1].kind == .openingMark)
    }
    if isCue || wasSeen(token.lower, in: small) { return false }
    if wasSeen(token.lower, in: large) { return true }
    guard index + 1 < text.tokens.count else { return false }
    let next = text.tokens[index + 1]
    return next.shape.contains(.capitalized) && next.kind == .word
  }

  private func quoteState(_ index: Int) -> UInt8 {
    let token = text.tokens[index]
    if token.quotation < 0 { return token.kind == .openingMark ? 4 : token.kind == .closingMark ? 5 : 0 }
    let count = text.quotations[Int(token.quotation)].inside.count
    return count <= 2 ? 1 : count <= 6 ? 2 : 3
  }

  private static let possessive = WordHash.folded("'s")
  private static let loneApostrophe = WordHash.folded("'")
}
