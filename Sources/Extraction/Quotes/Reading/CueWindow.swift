package import Linguistics
internal import Record

/// The tokens among which a cue's contents and source are searched: its sentence, quotations that reach into it, and a quotation that
/// begins directly after it. Only the edges of long quotations are included; the tokens between share their fate.
package struct CueWindow: Sendable {
  /// The cue's tokens.
  let cue: Range<Int>
  /// The window's tokens in ascending order.
  package let tokens: [Int]

  private static let rim = 2

  package init(cue: Range<Int>, paragraph: Range<Int>, text: AnalyzedText) {
    self.cue = cue
    var low = cue.lowerBound
    while low > paragraph.lowerBound, !text.tokens[low].shape.contains(.sentenceStart) || text.tokens[low].quotation >= 0 { low -= 1 }
    var high = cue.upperBound
    while high < paragraph.upperBound, !text.tokens[high].shape.contains(.sentenceStart) || text.tokens[high].quotation >= 0 { high += 1 }
    if high < paragraph.upperBound, text.tokens[high].kind == .openingMark {
      high += 1
      while high < paragraph.upperBound, text.tokens[high].quotation >= 0 { high += 1 }
      if high < paragraph.upperBound, text.tokens[high].kind == .closingMark { high += 1 }
    }
    var tokens: [Int] = []
    tokens.reserveCapacity(high - low)
    var token = low
    while token < high {
      tokens.append(token)
      token += 1
      guard token < high, text.tokens[token].quotation >= 0 else { continue }
      let inside = text.quotations[Int(text.tokens[token].quotation)].inside
      if inside.count >= 6, !inside.overlaps(cue), token == inside.lowerBound + Self.rim {
        token = max(token, min(inside.upperBound - Self.rim, high))
      }
    }
    self.tokens = tokens
  }
}

/// The labels of the cue tagger: the role of a token for one cue.
package enum CueLabel: UInt8, CaseIterable, Sendable {
  case outside, sourceBegin, sourceInside, cueBegin, cueInside, contentBegin, contentInside

  var bit: UInt64 { 1 << UInt64(rawValue) }
}

/// A paragraph after the first pass.
package struct TaggedParagraph: Sendable {
  /// The paragraph's tokens.
  var run: Range<Int>
  /// Their readings.
  var readings: [WordReading]
  /// Their labels.
  package var labels: [QuoteLabel]
  /// The spans formed by the labels.
  var parts: [QuotePart]
  /// The linker's attributions.
  var attributions: [Attribution]
}

/// Computes the features of a window's tokens for the cue tagger: the position of a token relative to the cue, what stands between, and the
/// results of the first tagger and the linker.
package struct CueFeatures {
  package static let revision: UInt64 = 0x51_0002

  let text: AnalyzedText

  package init(text: AnalyzedText) { self.text = text }

  package func describe(_ window: CueWindow, in paragraph: TaggedParagraph, into rows: inout FeatureRows) {
    rows.removeAll()
    let base = paragraph.run.lowerBound
    let own = paragraph.attributions.first { $0.cue.map { $0.tokens.overlaps(window.cue) } ?? false }
    let head = headReading(window.cue, paragraph)
    let cueKind = UInt64(head.kind)
    let cueForm = passive(window.cue, paragraph) << 8 | UInt64(head.form)
    let behind = kind(window.cue.upperBound - base, paragraph)
    let last = paragraph.readings[window.cue.upperBound - 1 - base]
    var crossings = [UInt64](repeating: 0, count: window.tokens.count)
    countCrossings(window, paragraph, into: &crossings)
    for (index, token) in window.tokens.enumerated() {
      let local = token - base
      let here = paragraph.readings[local]
      let side: UInt64 = token < window.cue.lowerBound ? 1 : token < window.cue.upperBound ? 2 : 3
      let distance = side == 1 ? window.cue.lowerBound - token : side == 3 ? token - window.cue.upperBound + 1 : 0
      let near = UInt64(Self.bucket(distance))
      let label = UInt64(paragraph.labels[local].rawValue)
      let before = local > 0 ? UInt64(paragraph.labels[local - 1].rawValue) : 15
      let after = local + 1 < paragraph.labels.count ? UInt64(paragraph.labels[local + 1].rawValue) : 15
      let k = UInt64(here.kind)
      let k1 = kind(local - 1, paragraph)
      let k2 = kind(local + 1, paragraph)
      let w1 = word(local - 1, paragraph)
      let w2 = word(local + 1, paragraph)
      let linked = link(token, own)
      let linkedBefore = token > base ? link(token - 1, own) : 9
      let crossing = crossings[index]
      let quote = UInt64(here.quote)
      rows.add(FeatureKey.of(101, side << 8 | near))
      rows.add(FeatureKey.of(102, side << 16 | near << 8 | label))
      rows.add(FeatureKey.of(103, side << 24 | before << 16 | label << 8 | after))
      rows.add(FeatureKey.of(104, side << 24 | linkedBefore << 16 | linked << 8 | label))
      rows.add(FeatureKey.of(105, side << 32 | linked << 24 | label << 16 | k))
      rows.add(FeatureKey.of(106, side << 32 | crossing << 8 | label))
      rows.add(FeatureKey.of(107, side << 32 | crossing << 8 | k))
      rows.add(FeatureKey.of(108, crossing << 16 | linked << 8 | label, cueKind))
      rows.add(FeatureKey.of(109, side << 32 | cueKind << 16 | cueForm, label << 8 | linked))
      rows.add(FeatureKey.of(110, side << 32 | cueKind << 16 | cueForm, k))
      rows.add(FeatureKey.of(111, side << 32 | cueKind << 16 | near, k))
      rows.add(FeatureKey.of(112, side << 8 | near, head.word))
      rows.add(FeatureKey.of(113, side, here.word, head.word))
      rows.add(FeatureKey.of(114, side, here.word))
      rows.add(FeatureKey.of(115, side, w1, here.word))
      rows.add(FeatureKey.of(116, side, here.word, w2))
      rows.add(FeatureKey.of(117, side << 8 | label, w1))
      rows.add(FeatureKey.of(118, side << 8 | label, w2))
      rows.add(FeatureKey.of(119, side << 32 | k1 << 16 | k << 8 | k2))
      rows.add(FeatureKey.of(120, side << 40 | kind(local - 2, paragraph) << 24 | k1 << 16 | k << 8 | label))
      rows.add(FeatureKey.of(121, side << 40 | k << 24 | k2 << 16 | kind(local + 2, paragraph) << 8 | label))
      rows.add(FeatureKey.of(122, side << 24 | quote << 16 | label << 8 | linked))
      rows.add(FeatureKey.of(123, side << 24 | quote << 16 | k1 << 8 | k))
      rows.add(FeatureKey.of(124, side << 24 | behind << 16 | UInt64(last.kind) << 8 | label, near))
      rows.add(FeatureKey.of(125, side << 16 | behind << 8 | k, last.word))
      let rim: UInt64 = (index == 0 ? 1 : 0) | (index == window.tokens.count - 1 ? 2 : 0)
      rows.add(FeatureKey.of(126, rim << 32 | side << 24 | k << 8 | label))
      if distance > 0, distance <= 4 { rows.add(FeatureKey.of(127, path(token, window, paragraph), side)) }
      if here.suffix != 0 { rows.add(FeatureKey.of(128, side, here.suffix)) }
      rows.add(FeatureKey.of(129, side << 40 | crossing << 16 | quote << 8 | k, cueKind << 8 | UInt64(head.form)))
      rows.add(FeatureKey.of(130, side << 40 | (own == nil ? 0 : 1) << 32 | k1 << 16 | k << 8 | linked))
      rows.endToken()
    }
  }

  private static func bucket(_ distance: Int) -> Int {
    switch distance {
    case 0...4: distance
    case 5...6: 5
    case 7...9: 6
    case 10...14: 7
    case 15...22: 8
    default: 9
    }
  }

  /// The reading of the cue's verb, otherwise of its first word.
  private func headReading(_ cue: Range<Int>, _ paragraph: TaggedParagraph) -> WordReading {
    for token in cue.reversed() {
      let reading = paragraph.readings[token - paragraph.run.lowerBound]
      if reading.form != 0 { return reading }
    }
    return paragraph.readings[cue.upperBound - 1 - paragraph.run.lowerBound]
  }

  /// What stands in the cue or just before it, as bits: 1 a form of "be", as in a passive ("was accused"), 2 "to", 4 a negation, 8 a modal.
  private func passive(_ cue: Range<Int>, _ paragraph: TaggedParagraph) -> UInt64 {
    let base = paragraph.run.lowerBound
    var mask: UInt64 = 0
    for token in max(base, cue.lowerBound - 2)..<cue.upperBound {
      let kind = paragraph.readings[token - base].kind
      if kind == QuoteWords.be { mask |= 1 }
      if kind == QuoteWords.to { mask |= 2 }
      if kind == QuoteWords.not { mask |= 4 }
      if kind == QuoteWords.modal { mask |= 8 }
    }
    return mask
  }

  private func kind(_ local: Int, _ paragraph: TaggedParagraph) -> UInt64 {
    local >= 0 && local < paragraph.readings.count ? UInt64(paragraph.readings[local].kind) : 255
  }

  private func word(_ local: Int, _ paragraph: TaggedParagraph) -> UInt64 {
    local >= 0 && local < paragraph.readings.count ? paragraph.readings[local].word : 255
  }

  /// The role that the linker gave a token for this cue: 1 source, 2 content, 3 first token of a content, 4 first token of the source, 0
  /// none; 8 where it found no attribution with the cue.
  private func link(_ token: Int, _ attribution: Attribution?) -> UInt64 {
    guard let attribution else { return 8 }
    if let source = attribution.source, source.tokens.contains(token) { return source.tokens.lowerBound == token ? 4 : 1 }
    for content in attribution.contents where content.tokens.contains(token) { return content.tokens.lowerBound == token ? 3 : 2 }
    return 0
  }

  /// What stands between each token and the cue: commas (0–2), "that"/"whether", another cue verb, a quotation mark, a sentence boundary,
  /// "and" or "but".
  private func countCrossings(_ window: CueWindow, _ paragraph: TaggedParagraph, into crossings: inout [UInt64]) {
    let base = paragraph.run.lowerBound
    func walk(_ indices: some Sequence<Int>) {
      var commas: UInt64 = 0
      var flags: UInt64 = 0
      for index in indices {
        crossings[index] = commas << 8 | flags
        let token = window.tokens[index]
        let reading = paragraph.readings[token - base]
        if text.tokens[token].shape.contains(.sentenceStart) { flags |= 16 }
        switch reading.kind {
        case QuoteWordClass.comma: commas = min(commas + 1, 2)
        case QuoteWordClass.openingMark, QuoteWordClass.closingMark: flags |= 4
        case QuoteWords.that, QuoteWords.whether: flags |= 1
        case QuoteWords.conjunction: flags |= 8
        default: break
        }
        if reading.form != 0, reading.form <= 5, reading.quote == 0 { flags |= paragraph.labels[token - base].part == .cue ? 32 : 2 }
      }
    }
    let first = window.tokens.firstIndex { $0 >= window.cue.lowerBound } ?? 0
    let end = window.tokens.firstIndex { $0 >= window.cue.upperBound } ?? window.tokens.count
    walk(stride(from: first - 1, through: 0, by: -1))
    walk(end..<window.tokens.count)
  }

  /// The word classes on the path from a token to the cue.
  private func path(_ token: Int, _ window: CueWindow, _ paragraph: TaggedParagraph) -> UInt64 {
    let base = paragraph.run.lowerBound
    let run = token < window.cue.lowerBound ? token..<window.cue.lowerBound : window.cue.upperBound..<token + 1
    var hash = WordHash.seed
    for between in run { hash = WordHash.step(hash, paragraph.readings[between - base].kind) }
    return hash
  }
}
