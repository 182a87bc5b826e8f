internal import Linguistics
internal import Record

/// Makes findings of an utterance: spans, kind, type, confidence, explanation.
struct QuoteBuilder {
  let text: AnalyzedText

  /// A finding for each stretch of the content.
  func findings(_ utterance: Attribution, speaker: Speaker?, group: Int, confidence: Double) -> [QuoteFinding] {
    let ranges = utterance.contents.compactMap { content in
      ContentTrimmer(text: text).range(of: content).map { (content, $0) }
    }
    let cue = utterance.cue.map { text.range($0.tokens) }
    let type = type(of: utterance)
    var evidence: [(range: ByteRange, role: String)] = []
    if let cue { evidence.append((cue, "cue")) }
    if let source = utterance.source { evidence.append((text.range(source.tokens), "source")) }
    let rule = speaker.map { "\(utterance.rule); speaker by \($0.way)" } ?? utterance.rule
    return ranges.map { content, range in
      QuoteFinding(
        range: range, kind: kind(content.tokens), type: type, group: ranges.count > 1 ? group : nil, speaker: speaker?.name,
        speakerKind: speaker?.kind, person: speaker?.person, mention: speaker?.mention, cue: cue, confidence: confidence,
        speakerConfidence: speaker?.chance, reason: Reason(rule: rule, evidence: evidence))
    }
  }

  /// What speaks for and against an utterance.
  func signs(of utterance: Attribution, speaker: Speaker?) -> QuoteSigns {
    SignReader(text: text).signs(of: utterance, speaker: speaker, kinds: utterance.contents.map { kind($0.tokens) })
  }

  /// How much of a content stands inside quotation marks; a block quote is a quotation without marks.
  private func kind(_ tokens: Range<Int>) -> QuoteKind {
    var inside = 0
    var outside = 0
    for token in tokens {
      switch text.tokens[token].kind {
      case .punctuation, .openingMark, .closingMark, .dash, .symbol: continue
      default: if text.tokens[token].quotation >= 0 { inside += 1 } else { outside += 1 }
      }
    }
    if let first = tokens.first, text.paragraphs[paragraph(of: first)].kind == .blockquote, outside > 0 { return .direct }
    return outside == 0 ? .direct : inside == 0 ? .indirect : .mixed
  }

  private func paragraph(of token: Int) -> Int { text.paragraphTokens.firstIndex { $0.contains(token) } ?? 0 }

  /// By the class of the cue's main word: of a verb group the last listed verb, "has said", "wants to see".
  private func type(of utterance: Attribution) -> AttributionType {
    guard let cue = utterance.cue else { return .assertion }
    var found: CueWord?
    for token in cue.tokens {
      guard let word = CueLexicon.shared[text.tokens[token].lower] else { continue }
      // A noun or adjective yields to the verb beside it ("told", not "told a village meeting").
      if let known = found, known.form != .noun, known.form != .adjective, word.form == .noun || word.form == .adjective { continue }
      if found == nil || found?.form == .noun || found?.form == .adjective { found = word }
    }
    guard let found, found.type == .assertion else { return found?.type ?? .assertion }
    return asksForDeed(utterance, cue: cue.tokens) ? .eventuality : .assertion
  }

  /// Whether words that are said bring about a deed: "promised to mend it", "asked the school to open", "called for a truce".
  private func asksForDeed(_ utterance: Attribution, cue: Range<Int>) -> Bool {
    guard let content = utterance.contents.first?.tokens, content.lowerBound >= cue.upperBound else { return false }
    if cue.contains(where: { Self.calls.contains(text.tokens[$0].lower) }) {
      return text.tokens[cue.upperBound - 1].lower == Self.for || text.tokens[content.lowerBound].lower == Self.for
    }
    for token in content.prefix(6) where token + 1 < text.tokens.count {
      if text.tokens[token].kind != .word { return false }
      switch text.tokens[token].tag {
      case .MD, .VBD, .VBP, .VBZ, .WDT, .WP: return false
      default: break
      }
      if text.tokens[token].lower == Self.to { return !Self.states.contains(text.tokens[token + 1].lower) }
    }
    return false
  }

  private static let to = WordHash.folded("to")
  private static let `for` = WordHash.folded("for")
  private static let calls: Set<UInt64> = [WordHash.folded("call"), WordHash.folded("calls"), WordHash.folded("called")]
  /// "claims to be", "admitted to having": no deed to come; "declined to comment" speaks of words.
  private static let states: Set<UInt64> = [
    WordHash.folded("be"), WordHash.folded("have"), WordHash.folded("know"), WordHash.folded("comment"), WordHash.folded("say"),
    WordHash.folded("having"), WordHash.folded("being"),
  ]
}
