internal import Linguistics
internal import Record

/// Reads lines that introduce a quoted paragraph without a verb of speaking: "From Ann Roe:", "Statement by the mayor, Ann Roe:", "Ann Roe,
/// Harbour Radio:", "In her words:", "The King opened parliament with these words:".
struct LeadLineReader {
  let text: AnalyzedText

  /// The most tokens of an introductory line that ends with a full stop instead of a colon.
  private static let longestLine = 12

  /// The cue and source in a paragraph that introduces the next; `nil` where it does not.
  func lead(_ number: Int) -> (cue: QuotePart?, source: QuotePart?)? {
    let run = text.paragraphTokens[number]
    guard let last = run.last, run.count >= 2, ParagraphTagger.reads(text.paragraphs[number].kind), text.tokens[last].quotation < 0 else {
      return nil
    }
    let isColon = text.bytes[text.tokens[last].range.start] == UInt8(ascii: ":")
    let sentence = text.sentences[text.sentence(of: last)].tokens
    guard isColon || run.count <= Self.longestLine && run == sentence && opensWithGiver(run) else { return nil }
    let cue = isColon ? QuotePart(part: .cue, tokens: last..<last + 1, certainty: 0.7) : nil
    guard let source = source(in: sentence) else { return nil }
    return (cue, QuotePart(part: .source, tokens: source, certainty: 0.8))
  }

  /// The cue and source in a line that ends with a colon and names the origin of the text, without a verb except in the passive: "Statement
  /// by the mayor, Ann Roe:", "The following was written by Ann Roe:".
  func given(_ number: Int) -> (cue: QuotePart?, source: QuotePart?)? {
    guard let (cue, _) = lead(number), let cue, let last = text.paragraphTokens[number].last else { return nil }
    let sentence = text.sentences[text.sentence(of: last)].tokens
    guard let giver = sentence.first(where: { Self.origins.contains(text.tokens[$0].lower) }), giver > sentence.lowerBound,
      let name = text.names(in: giver + 1..<sentence.upperBound).first(where: { $0.kind == .person || $0.kind == .organization }),
      name.tokens.lowerBound > giver, name.tokens.upperBound <= sentence.upperBound,
      !(name.tokens.upperBound..<sentence.upperBound).contains(where: isFinite),
      !(sentence.lowerBound..<giver).contains(where: { isFinite($0) && text.tokens[giver - 1].tag != .VBN }),
      !(giver + 1..<name.tokens.lowerBound).contains(where: isFinite)
    else { return nil }
    return (cue, QuotePart(part: .source, tokens: name.tokens, certainty: 0.8))
  }

  /// Whether a line without a colon names the origin of the text: "From the desk of Ann Roe."
  private func opensWithGiver(_ run: Range<Int>) -> Bool {
    run.prefix(3).contains { Self.givers.contains(text.tokens[$0].lower) } && !run.contains { isFinite($0) }
  }

  /// The words that name the source: the name after "from" or "by", otherwise the first person, a body, or the possessor of the words ("her
  /// words").
  private func source(in sentence: Range<Int>) -> Range<Int>? {
    let names = text.names(in: sentence)
    let given = names.first { name in
      (name.kind == .person || name.kind == .organization) && sentence.lowerBound < name.tokens.lowerBound
        && (max(sentence.lowerBound, name.tokens.lowerBound - 6)..<name.tokens.lowerBound).contains {
          Self.givers.contains(text.tokens[$0].lower)
        }
    }
    if let given { return given.tokens }
    if let person = names.first(where: { $0.kind == .person }) { return person.tokens }
    if let pronoun = sentence.first(where: { [.PRPS, .PRP].contains(text.tokens[$0].tag) }) { return pronoun..<pronoun + 1 }
    return names.first { $0.kind == .organization }?.tokens
  }

  private func isFinite(_ token: Int) -> Bool {
    switch text.tokens[token].tag {
    case .VBD, .VBZ, .VBP, .MD: true
    default: false
    }
  }

  private static let origins = Set(["from", "by"].map { WordHash.folded($0) })
  private static let givers = Set(["from", "by", "to"].map { WordHash.folded($0) })
}
