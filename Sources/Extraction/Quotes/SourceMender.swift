internal import Knowledge
internal import Linguistics
internal import Record

/// Corrects sources that contain more than the speaker or something else: another clause before the subject, verbs, the person addressed, the
/// subject of a passive.
struct SourceMender {
  private let text: AnalyzedText
  private let phrases: SubjectPhrases

  init(_ text: AnalyzedText, phrases: SubjectPhrases) {
    self.text = text
    self.phrases = phrases
  }

  /// The attribution with its source corrected.
  func mended(_ attribution: Attribution) -> Attribution {
    guard let source = attribution.source, let cue = attribution.cue else { return attribution }
    var attribution = attribution
    if isRecipient(source.tokens, cue.tokens) {
      let found = subject(before: cue.tokens, attribution) ?? agent(behind: cue.tokens, attribution)
      attribution.source = found.map { QuotePart(part: .source, tokens: $0, certainty: 0.7) }
      return attribution
    }
    if isPassive(cue.tokens) && source.tokens.upperBound <= cue.tokens.lowerBound {
      attribution.source = agent(behind: cue.tokens, attribution).map { QuotePart(part: .source, tokens: $0, certainty: 0.7) }
      return attribution
    }
    guard source.tokens.upperBound <= cue.tokens.lowerBound, let mended = subject(in: source.tokens) else { return attribution }
    attribution.source = QuotePart(part: .source, tokens: mended, certainty: source.certainty)
    return attribution
  }

  // MARK: Verbs inside sources

  /// The subject inside a source that also contains other words before the cue; `nil` where it does not.
  private func subject(in source: Range<Int>) -> Range<Int>? {
    if let behind = behindOpening(source) { return behind }
    guard let verb = source.first(where: isFinite), verb > source.lowerBound else { return nil }
    // "officials who know her": the verb belongs to a relative clause.
    if (source.lowerBound..<verb).contains(where: isRelative) { return nil }
    // "the cladding burnt, but the mayor, Ann Roe,": takes the clause after the conjunction.
    if let conjunction = (verb..<source.upperBound).last(where: { text.tokens[$0].tag == .CC }), conjunction + 1 < source.upperBound,
      let subject = phrases.startingAt(conjunction + 1, limit: source.upperBound), phrases.canSpeak(subject)
    {
      let rest = conjunction + 1..<source.upperBound
      return rest.contains(where: isFinite) ? nil : trimmed(rest)
    }
    // "the chief of staff Ann Roe has over the past few months", "she runs two mills and".
    guard let subject = phrases.startingAt(source.lowerBound, limit: verb), phrases.canSpeak(subject) else { return nil }
    return trimmed(source.lowerBound..<verb)
  }

  /// "In | her first letter on the plan, Ann Roe", "Speaking in | the town's defence, Ann Roe, KC,": after an opening phrase without a verb
  /// the subject follows the first comma.
  private func behindOpening(_ source: Range<Int>) -> Range<Int>? {
    let before = source.lowerBound - 1
    guard before >= 0, text.tokens[before].tag == .IN, let comma = source.first(where: isComma), comma + 1 < source.upperBound,
      case let start = text.sentences[text.sentence(of: before)].tokens.lowerBound, !(start..<comma).contains(where: isFinite),
      !source.contains(where: isFinite), let subject = phrases.startingAt(comma + 1, limit: source.upperBound), phrases.canSpeak(subject),
      subject.upperBound == source.upperBound || isComma(subject.upperBound),
      subject.contains(where: { phrases.name(at: $0)?.kind == .person })
    else { return nil }
    return comma + 1..<source.upperBound
  }

  private func trimmed(_ run: Range<Int>) -> Range<Int> {
    var (low, high) = (run.lowerBound, run.upperBound)
    while high > low + 1, isComma(high - 1) || text.tokens[high - 1].tag == .RB { high -= 1 }
    while low < high - 1, isComma(low) { low += 1 }
    return low..<high
  }

  private func isFinite(_ token: Int) -> Bool {
    guard phrases.name(at: token) == nil, text.tokens[token].quotation < 0 else { return false }
    switch text.tokens[token].tag {
    case .VBD, .VBZ, .VBP, .MD: return true
    default: return false
    }
  }

  private func isRelative(_ token: Int) -> Bool {
    switch text.tokens[token].tag {
    case .WP, .WDT, .WPS, .WRB: true
    default: text.tokens[token].lower == Self.that
    }
  }

  // MARK: Sources that are not subjects

  /// Whether a source is the person addressed: "told | the High Court | that …", "the 61-year-old told | the hearing".
  private func isRecipient(_ source: Range<Int>, _ cue: Range<Int>) -> Bool {
    guard source.lowerBound >= cue.upperBound, source.lowerBound - cue.upperBound <= 1,
      let verb = cue.last(where: { CueLexicon.shared[text.tokens[$0].lower] != nil }), verb == cue.upperBound - 1, !isPassive(cue)
    else { return false }
    return SubjectPhrases.telling.contains(text.tokens[verb].lower)
  }

  /// The phrase directly before a cue and outside the contents.
  private func subject(before cue: Range<Int>, _ attribution: Attribution) -> Range<Int>? {
    var start = text.sentences[text.sentence(of: cue.lowerBound)].tokens.lowerBound
    for content in attribution.contents where content.tokens.upperBound <= cue.lowerBound { start = max(start, content.tokens.upperBound) }
    guard start < cue.lowerBound, let found = phrases.endingAt(cue.lowerBound, from: start), phrases.canSpeak(found) else { return nil }
    return found
  }

  /// Whether a passive cue states what others say about its subject: "is accused of", "was told that", but not "was quoted as saying".
  func isPassive(_ cue: Range<Int>) -> Bool {
    guard
      let participle = cue.first(where: { token in
        guard [.VBN, .VBD].contains(text.tokens[token].tag), let word = CueLexicon.shared[text.tokens[token].lower] else { return false }
        return word.type == .assertion && !word.manners.isDisjoint(with: [.say, .tell, .report, .judge, .ask])
          || Self.held.contains(text.tokens[token].lower)
      })
    else { return false }
    if participle + 1 < text.tokens.count, text.tokens[participle + 1].lower == Self.as { return false }
    return (max(0, participle - 2)..<participle).contains { token in
      Self.passives.contains(text.tokens[token].lower) && (token + 1..<participle).allSatisfy { text.tokens[$0].tag == .RB }
    }
  }

  /// "accused | by the board | of …"
  private func agent(behind cue: Range<Int>, _ attribution: Attribution) -> Range<Int>? {
    let by = text.tokens[cue.upperBound - 1].lower == Self.by ? cue.upperBound - 1 : cue.upperBound
    guard by + 1 < text.tokens.count, text.tokens[by].lower == Self.by else { return nil }
    // "by the board | of fraud": what is said is not part of the agent.
    let content = attribution.contents.map(\.tokens.lowerBound).filter { $0 > by + 1 }.min() ?? Int.max
    return phrases.startingAt(by + 1, limit: min(text.sentences[text.sentence(of: by)].tokens.upperBound, content))
  }

  private func isComma(_ token: Int) -> Bool { text.bytes[text.tokens[token].range.start] == UInt8(ascii: ",") }

  private static func hashes(_ words: String) -> Set<UInt64> { Set(WordHash.foldedWords(words)) }
  private static let that = WordHash.folded("that")
  private static let by = WordHash.folded("by")
  private static let `as` = WordHash.folded("as")
  /// Participles for what others believe about the subject of a passive.
  private static let held = hashes(WordSets["SourceMender.held"])
  private static let passives = hashes("is are was were be been being")
}
