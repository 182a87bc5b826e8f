package import Linguistics

/// Computes the features of a paragraph's tokens for the quote tagger.
///
/// The features of a token are the words around it, their classes and shapes, the quotation it stands in, and the cue words of its
/// sentence: which, how far away, and what stands between.
package struct QuoteFeatures {
  /// The version of the feature templates; a model works only with the version it was trained on.
  package static let revision: UInt64 = 0x51_0001

  private static let rim = 4
  private let reader: WordReader
  private let text: AnalyzedText
  /// The paragraph's readings, padded with ``rim`` empty ones on either side.
  private var readings: [WordReading] = []
  /// For each token the nearest cue verb to the left and to the right in its sentence, outside quotation marks; -1 for none.
  private var leftCue: [Int32] = []
  private var rightCue: [Int32] = []
  /// What stands between the token and the cue to its left, as bits: 1 comma, 2 quotation mark, 4 "that", 8 "to", 16 question word.
  private var between: [UInt8] = []
  private var toComma: [UInt8] = []
  private var sentencePlace: [UInt8] = []
  private var sentenceTraits: [UInt8] = []

  package init(_ text: AnalyzedText) {
    self.text = text
    reader = WordReader(text)
  }

  /// Adds the features of a paragraph's tokens.
  package mutating func describe(paragraph: Int, into rows: inout FeatureRows) {
    let run = text.paragraphTokens[paragraph]
    read(run)
    scan(run, paragraph: paragraph)
    rows.removeAll()
    for index in 0..<run.count {
      describe(index, count: run.count, into: &rows)
      rows.endToken()
    }
  }

  /// The readings of the last paragraph.
  package var paragraphReadings: [WordReading] { Array(readings[Self.rim..<readings.count - Self.rim]) }

  private mutating func read(_ run: Range<Int>) {
    readings.removeAll(keepingCapacity: true)
    for _ in 0..<Self.rim { readings.append(WordReading()) }
    for token in run { readings.append(reader.reading(token)) }
    for _ in 0..<Self.rim { readings.append(WordReading()) }
  }

  private mutating func scan(_ run: Range<Int>, paragraph: Int) {
    let count = run.count
    leftCue = [Int32](repeating: -1, count: count)
    rightCue = [Int32](repeating: -1, count: count)
    between = [UInt8](repeating: 0, count: count)
    toComma = [UInt8](repeating: 0, count: count)
    sentencePlace = [UInt8](repeating: 0, count: count)
    sentenceTraits = [UInt8](repeating: 0, count: count)
    var start = 0
    var number: UInt8 = 0
    while start < count {
      var end = start + 1
      while end < count, !text.tokens[run.lowerBound + end].shape.contains(.sentenceStart) { end += 1 }
      scanSentence(start..<end, number: number)
      number = min(number + 1, 3)
      start = end
    }
  }

  private mutating func scanSentence(_ sentence: Range<Int>, number: UInt8) {
    var left: Int32 = -1
    var seen: UInt8 = 0
    var traits: UInt8 = 0
    var inside = 0
    for index in sentence {
      leftCue[index] = left
      between[index] = seen
      let reading = readings[index + Self.rim]
      if reading.quote >= 1 && reading.quote <= 3 {
        inside += 1
        traits |= reading.quote == 3 ? 2 : 1
      } else {
        if reading.form != 0 {
          if Self.isVerb(reading) || reading.form == 7 + 1 {
            left = Int32(index)
            seen = 0
          }
          if !reading.manners.isDisjoint(with: [.say, .tell, .report]) { traits |= 4 }
          if reading.form >= 6 { traits |= 8 }
        }
        switch reading.kind {
        case QuoteWordClass.comma: seen |= 1
        case QuoteWordClass.openingMark, QuoteWordClass.closingMark: seen |= 2
        case QuoteWords.that, QuoteWords.whether: seen |= 4
        case QuoteWords.to: seen |= 8
        case QuoteWords.question: seen |= 16
        default: break
        }
      }
    }
    if inside == sentence.count { traits |= 16 }
    var right: Int32 = -1
    var comma: UInt8 = 0
    for index in sentence.reversed() {
      rightCue[index] = right
      toComma[index] = comma
      let reading = readings[index + Self.rim]
      comma = min(comma + 1, 7)
      if reading.quote == 0 || reading.quote >= 4 {
        if reading.form != 0, Self.isVerb(reading) || reading.form == 7 + 1 { right = Int32(index) }
        if reading.kind == QuoteWordClass.comma || reading.kind == QuoteWordClass.stop || reading.kind == QuoteWordClass.semicolon {
          comma = 0
        }
      }
      sentencePlace[index] = UInt8(min(index - sentence.lowerBound, 3)) * 4 + number
      sentenceTraits[index] = traits
    }
  }

  private static func isVerb(_ reading: WordReading) -> Bool { reading.form != 0 && reading.form <= 5 }

  private static func bucket(_ distance: Int) -> UInt64 {
    switch distance {
    case 0...3: UInt64(distance)
    case 4...5: 4
    case 6...8: 5
    case 9...14: 6
    case 15...25: 7
    default: 8
    }
  }

  private func describe(_ index: Int, count: Int, into rows: inout FeatureRows) {
    let at = index + Self.rim
    let here = readings[at]
    let (a, b, c) = (readings[at - 3], readings[at - 2], readings[at - 1])
    let (x, y, z) = (readings[at + 1], readings[at + 2], readings[at + 3])
    rows.add(FeatureKey.of(1, a.word))
    rows.add(FeatureKey.of(2, b.word))
    rows.add(FeatureKey.of(3, c.word))
    rows.add(FeatureKey.of(4, here.word))
    rows.add(FeatureKey.of(5, x.word))
    rows.add(FeatureKey.of(6, y.word))
    rows.add(FeatureKey.of(7, z.word))
    rows.add(FeatureKey.of(8, c.word, here.word))
    rows.add(FeatureKey.of(9, here.word, x.word))
    rows.add(FeatureKey.of(10, b.word, c.word))
    rows.add(FeatureKey.of(11, x.word, y.word))
    rows.add(FeatureKey.of(12, c.word, here.word, x.word))
    rows.add(FeatureKey.of(13, b.word, c.word, here.word))
    rows.add(FeatureKey.of(50, here.word, x.word, y.word))
    if here.suffix != 0 { rows.add(FeatureKey.of(14, here.suffix)) }
    if c.suffix != 0 { rows.add(FeatureKey.of(15, c.suffix)) }
    if x.suffix != 0 { rows.add(FeatureKey.of(16, x.suffix)) }
    let (ka, kb, kc, k) = (UInt64(a.kind), UInt64(b.kind), UInt64(c.kind), UInt64(here.kind))
    let (kx, ky, kz) = (UInt64(x.kind), UInt64(y.kind), UInt64(z.kind))
    rows.add(FeatureKey.of(17, k))
    rows.add(FeatureKey.of(18, kc << 8 | k))
    rows.add(FeatureKey.of(19, k << 8 | kx))
    rows.add(FeatureKey.of(20, kc << 16 | k << 8 | kx))
    rows.add(FeatureKey.of(21, kb << 16 | kc << 8 | k))
    rows.add(FeatureKey.of(22, k << 16 | kx << 8 | ky))
    rows.add(FeatureKey.of(23, ka << 24 | kb << 16 | kc << 8 | k))
    rows.add(FeatureKey.of(24, k << 24 | kx << 16 | ky << 8 | kz))
    rows.add(FeatureKey.of(25, kb << 32 | kc << 24 | k << 16 | kx << 8 | ky))
    if here.form != 0 {
      let manners = UInt64(here.manners.rawValue)
      rows.add(FeatureKey.of(26, manners))
      rows.add(FeatureKey.of(27, manners << 8 | UInt64(here.form)))
      rows.add(FeatureKey.of(28, manners << 16 | UInt64(here.form) << 8 | kx))
      rows.add(FeatureKey.of(29, manners << 16 | UInt64(here.form) << 8 | kc))
    }
    let quote = UInt64(here.quote)
    let quotes = UInt64(c.quote) << 16 | quote << 8 | UInt64(x.quote)
    rows.add(FeatureKey.of(30, quotes))
    rows.add(FeatureKey.of(31, quotes << 8 | k))
    let traits = UInt64(sentenceTraits[index])
    rows.add(FeatureKey.of(32, traits << 8 | quote))
    rows.add(FeatureKey.of(33, UInt64(sentencePlace[index]) << 16 | traits << 8 | quote))
    rows.add(FeatureKey.of(34, UInt64(sentencePlace[index]) << 8 | k))
    describeCues(index, here, quote: quote, into: &rows)
    rows.add(FeatureKey.of(45, UInt64(toComma[index]) << 8 | k))
    let place = UInt64(index == 0 ? 1 : 0) | UInt64(index == count - 1 ? 2 : 0)
    rows.add(FeatureKey.of(46, place << 16 | quote << 8 | UInt64(count < 12 ? 1 : 0)))
  }

  private func describeCues(_ index: Int, _ here: WordReading, quote: UInt64, into rows: inout FeatureRows) {
    let k = UInt64(here.kind)
    let left = Int(leftCue[index])
    let passed = UInt64(between[index])
    if left >= 0 {
      let cue = readings[left + Self.rim]
      let distance = Self.bucket(index - left)
      let manner = UInt64(cue.kind)
      rows.add(FeatureKey.of(35, manner << 16 | distance << 8 | passed))
      rows.add(FeatureKey.of(36, manner << 8 | k))
      rows.add(FeatureKey.of(37, cue.word, passed))
      rows.add(FeatureKey.of(38, manner << 24 | passed << 16 | quote << 8 | k))
      rows.add(FeatureKey.of(39, manner, here.word))
      rows.add(FeatureKey.of(47, cue.word, distance))
    } else {
      rows.add(FeatureKey.of(40, passed << 16 | quote << 8 | k))
    }
    let right = Int(rightCue[index])
    if right >= 0 {
      let cue = readings[right + Self.rim]
      let distance = Self.bucket(right - index)
      let manner = UInt64(cue.kind)
      rows.add(FeatureKey.of(41, manner << 16 | distance << 8 | passed))
      rows.add(FeatureKey.of(42, manner << 16 | quote << 8 | k))
      rows.add(FeatureKey.of(43, cue.word, quote))
      rows.add(FeatureKey.of(48, manner << 8 | distance, here.word))
    } else {
      rows.add(FeatureKey.of(44, quote << 8 | k))
    }
    if left >= 0 || right >= 0 {
      let l = left >= 0 ? UInt64(readings[left + Self.rim].kind) : 0
      let r = right >= 0 ? UInt64(readings[right + Self.rim].kind) : 0
      rows.add(FeatureKey.of(49, l << 24 | r << 16 | quote << 8 | k))
    }
  }
}
