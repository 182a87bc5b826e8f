internal import Linguistics
internal import Record

/// Makes findings of an utterance: spans, kind, type, confidence, explanation.
struct QuoteBuilder {
  let text: AnalyzedText

  /// A finding for each stretch of the content.
  func findings(_ utterance: Attribution, speaker: Speaker?, group: Int) -> [QuoteFinding] {
    let ranges = utterance.contents.compactMap { content in
      ContentTrimmer(text: text).range(of: content).map { (content, $0) }
    }
    let cue = utterance.cue.map { text.range($0.tokens) }
    let type = type(of: utterance)
    let confidence = confidence(utterance, speaker)
    var evidence: [(range: ByteRange, role: String)] = []
    if let cue { evidence.append((cue, "cue")) }
    if let source = utterance.source { evidence.append((text.range(source.tokens), "source")) }
    let rule = speaker.map { "\(utterance.rule); speaker by \($0.way)" } ?? utterance.rule
    return ranges.map { content, range in
      QuoteFinding(
        range: range, kind: kind(content.tokens), type: type, group: ranges.count > 1 ? group : nil, speaker: speaker?.name,
        speakerKind: speaker?.kind, person: speaker?.person, mention: speaker?.mention, cue: cue, confidence: confidence,
        reason: Reason(rule: rule, evidence: evidence))
    }
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
      // A noun or adjective yields to the verb beside it ("told", not "told a news conference").
      if let known = found, known.form != .noun, known.form != .adjective, word.form == .noun || word.form == .adjective { continue }
      if found == nil || found?.form == .noun || found?.form == .adjective { found = word }
    }
    return found?.type ?? .assertion
  }

  /// The chance that span and speaker are right: fitted on the development articles by kind of content and way to the name.
  private func confidence(_ utterance: Attribution, _ speaker: Speaker?) -> Double {
    let least = utterance.contents.map(\.certainty).min() ?? 0
    let certainty = Double(min(least, utterance.cue?.certainty ?? 1, utterance.source?.certainty ?? 1))
    return QuoteConfidence.chance(
      certainty: certainty, isDirect: utterance.contents.allSatisfy { $0.part == .direct }, hasCue: utterance.cue != nil, way: speaker?.way,
      isNamed: speaker?.name != nil)
  }
}

/// Turns the tagger's certainty and the way to the speaker's name into a calibrated chance.
enum QuoteConfidence {
  /// Chance that span and name are right.
  static func chance(certainty: Double, isDirect: Bool, hasCue: Bool, way: String?, isNamed: Bool) -> Double {
    let base = isDirect ? (hasCue ? 0.62 + 0.36 * certainty : 0.35 + 0.3 * certainty) : 0.2 + 0.72 * certainty
    let name: Double =
      switch way {
      case "name", "body's name", "surname", "apposition": 1
      case "pronoun", "title", "relative pronoun": 0.93
      default: isNamed ? 0.85 : 0.9
      }
    return min(0.99, max(0.02, base * name))
  }
}
