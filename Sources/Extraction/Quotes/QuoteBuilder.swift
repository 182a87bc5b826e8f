internal import Knowledge
internal import Linguistics
internal import Record

/// Turns an utterance into findings: spans, kind, type, confidence, explanation.
struct QuoteBuilder {
  let text: AnalyzedText

  /// One finding for each content span.
  func findings(_ utterance: Attribution, speaker: Speaker?, group: Int, confidence: Double) -> [QuoteFinding] {
    let ranges = utterance.contents.compactMap { content in
      ContentTrimmer(text: text).range(of: content, isWhole: utterance.isWholeTurn).map { (content, $0) }
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

  /// The evidence for and against an utterance.
  func signs(of utterance: Attribution, speaker: Speaker?) -> QuoteSigns {
    SignReader(text: text).signs(of: utterance, speaker: speaker, kinds: utterance.contents.map { kind($0.tokens) })
  }

  /// The kind of quote, by how much of a content stands inside quotation marks. A block quote is a quotation without marks.
  private func kind(_ tokens: Range<Int>) -> QuoteKind {
    var inside = 0
    var outside = 0
    for token in tokens {
      switch text.tokens[token].kind {
      case .punctuation, .openingMark, .closingMark, .dash, .symbol: continue
      default: if text.tokens[token].quotation >= 0 { inside += 1 } else { outside += 1 }
      }
    }
    if let first = tokens.first, text.paragraphs[text.paragraph(of: first)].kind == .blockquote, outside > 0 { return .direct }
    return outside == 0 ? .direct : inside == 0 ? .indirect : .mixed
  }

  /// The type of the cue's main word: the last verb of a verb group that is in the lexicon ("has said", "wants to see").
  private func type(of utterance: Attribution) -> AttributionType {
    guard let cue = utterance.cue else { return .assertion }
    var found: CueWord?
    for token in cue.tokens {
      guard let word = CueLexicon.shared[text.tokens[token].lower] else { continue }
      // A verb takes precedence over a noun or adjective next to it ("told", not "village meeting").
      if let known = found, known.form != .noun, known.form != .adjective, word.form == .noun || word.form == .adjective { continue }
      if found == nil || found?.form == .noun || found?.form == .adjective { found = word }
    }
    guard let found else { return .assertion }
    if found.type == .assertion, found.manners == .judge, isBareObject(utterance, cue: cue.tokens) { return .belief }
    return asksForDeed(utterance, cue: cue.tokens) ? .eventuality : found.type
  }

  /// Whether the cue only commits somebody to an act: "agreed to mend it", "offered to resign". People who urge, promise or demand do so in
  /// words.
  private func asksForDeed(_ utterance: Attribution, cue: Range<Int>) -> Bool {
    guard let content = utterance.contents.first?.tokens, content.lowerBound >= cue.upperBound,
      text.tokens[content.lowerBound].lower == Self.to
    else { return false }
    return cue.contains { Self.deeds.contains(text.tokens[$0].lower) }
  }

  private static let to = WordHash.folded("to")
  private static let deeds = Set(WordHash.foldedWords(WordSets["QuoteBuilder.deeds"]))

  /// Whether a verb of judging is followed by its object only, and not by what is said of it: "praised the deal", but not "accused the
  /// board of fraud", "described it as “a farce”".
  private func isBareObject(_ utterance: Attribution, cue: Range<Int>) -> Bool {
    utterance.contents.allSatisfy { content in
      content.tokens.lowerBound >= cue.upperBound
        && content.tokens.allSatisfy { token in
          if text.tokens[token].quotation >= 0 || Self.reporting.contains(text.tokens[token].lower) { return false }
          switch text.tokens[token].tag {
          case .VBD, .VBZ, .VBP, .MD: return false
          default: return true
          }
        }
    } && !Self.reporting.contains(text.tokens[cue.upperBound - 1].lower)
  }

  /// Words between the object of a verb of judging and what is said of it.
  private static let reporting = Set(WordHash.foldedWords("as of that for to"))
}
