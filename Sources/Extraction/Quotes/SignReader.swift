internal import Linguistics
internal import Record

/// Computes the signs of an utterance.
struct SignReader {
  let text: AnalyzedText

  /// - Parameter kinds: the kinds of the contents.
  func signs(of utterance: Attribution, speaker: Speaker?, kinds: [QuoteKind]) -> QuoteSigns {
    var signs = QuoteSigns()
    signs.kind = kinds.allSatisfy { $0 == .direct } ? 0 : kinds.allSatisfy { $0 == .indirect } ? 2 : 1
    signs.content = utterance.contents.map(\.certainty).min() ?? 0
    signs.opening = utterance.contents.map(\.opening).min() ?? 0
    signs.closing = utterance.contents.map(\.closing).min() ?? 0
    signs.agreement = utterance.agreement
    signs.words = utterance.contents.reduce(0) { $0 + words($1.tokens) }
    signs.parts = utterance.contents.count
    signs.rule = WordHash.of(utterance.rule)
    signs.isLong = utterance.lastParagraph > utterance.paragraph
    if let first = utterance.contents.first?.tokens, let last = utterance.contents.last?.tokens {
      signs.opener = opener(first)
      signs.before = place(first.lowerBound - 1, before: true, first.lowerBound)
      signs.behind = place(last.upperBound, before: false, last.upperBound - 1)
    }
    if let cue = utterance.cue { read(cue, utterance, &signs) }
    if let source = utterance.source {
      signs.source = source.certainty
      signs.sourceSide = 1
      if let cue = utterance.cue?.tokens {
        let isBefore = source.tokens.lowerBound < cue.lowerBound
        signs.sourceSide = isBefore ? 2 : 3
        signs.sourceDistance = isBefore ? cue.lowerBound - source.tokens.upperBound : source.tokens.lowerBound - cue.upperBound
      }
    }
    if let speaker {
      signs.way = WordHash.of(speaker.way) >> 8
      signs.speaker = (speaker.name == nil ? 0 : 1) | (speaker.mention == nil ? 0 : 2)
      switch speaker.kind {
      case .person: signs.speaker |= 4
      case .organization: signs.speaker |= 8
      case .group: signs.speaker |= 12
      default: break
      }
    }
    return signs
  }

  private func read(_ cue: QuotePart, _ utterance: Attribution, _ signs: inout QuoteSigns) {
    signs.cue = cue.certainty
    signs.cueWords = words(cue.tokens)
    signs.cueWord = text.tokens[cue.tokens.lowerBound].lower
    for token in cue.tokens.reversed() {
      guard let word = CueLexicon.shared[text.tokens[token].lower] else { continue }
      signs.cueWord = text.tokens[token].lower
      signs.manner = UInt64(word.manner.rawValue.trailingZeroBitCount) + 1
      signs.form = UInt64(word.form.rawValue) + 1
      if word.form != .noun, word.form != .adjective { break }
    }
    for content in utterance.contents {
      let isBefore = content.tokens.lowerBound < cue.tokens.lowerBound
      signs.side |= isBefore ? 1 : 2
      let distance = isBefore ? cue.tokens.lowerBound - content.tokens.upperBound : content.tokens.lowerBound - cue.tokens.upperBound
      signs.distance = signs.distance == 0 ? distance : min(signs.distance, distance)
    }
  }

  private func words(_ tokens: Range<Int>) -> Int { tokens.count { text.tokens[$0].kind == .word || text.tokens[$0].kind == .number } }

  private func opener(_ content: Range<Int>) -> UInt64 {
    guard let first = content.first(where: { text.tokens[$0].kind == .word }) else { return 1 }
    let listed = QuoteWords.shared[text.tokens[first].lower]
    if listed != 0 { return UInt64(listed) }
    return text.tokens[first].shape.contains(.capitalized) ? 2 : 3
  }

  /// What stands next to a content at a token: 1 nothing or another sentence, 2 a comma, 3 the end of a sentence, 4 other punctuation, 5 a
  /// quotation mark, 6 a word. After a closing mark it is the content's own final punctuation, plus 8.
  private func place(_ token: Int, before: Bool, _ rim: Int) -> UInt64 {
    if before, text.tokens[rim].shape.contains(.sentenceStart) { return 1 }
    guard text.tokens.indices.contains(token) else { return 1 }
    if !before, text.tokens[rim].kind == .closingMark, rim > 0 {
      return byteClass(text.bytes[text.tokens[rim - 1].range.start]) | 8
    }
    switch text.tokens[token].kind {
    case .openingMark, .closingMark: return 5
    case .punctuation, .dash, .symbol: return byteClass(text.bytes[text.tokens[token].range.start])
    default: return !before && text.tokens[token].shape.contains(.sentenceStart) ? 3 : 6
    }
  }

  private func byteClass(_ byte: UInt8) -> UInt64 {
    switch byte {
    case UInt8(ascii: ","): 2
    case UInt8(ascii: "."), UInt8(ascii: "!"), UInt8(ascii: "?"): 3
    default: 4
    }
  }
}
