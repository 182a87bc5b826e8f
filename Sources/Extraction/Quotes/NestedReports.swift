internal import Knowledge
internal import Linguistics
internal import Record

/// Gives a report inside another one to the outer speaker: in "Roe said that Lund had told him: “…”" Roe speaks, and everything from "that"
/// on is what Roe said.
struct NestedReports {
  private let text: AnalyzedText
  private let phrases: SubjectPhrases

  /// The most tokens between the outer verb and the inner one.
  private static let longestSubject = 16
  /// The most tokens between the outer verb and "that".
  private static let longestAddress = 8
  private static let certainty: Float = 0.8

  init(_ text: AnalyzedText, phrases: SubjectPhrases) {
    self.text = text
    self.phrases = phrases
  }

  /// The attributions of a paragraph with inner reports given to the outer speakers.
  func read(_ number: Int, _ attributions: inout [Attribution]) {
    var isChanged = false
    for inner in attributions.indices {
      guard let cue = attributions[inner].cue?.tokens, let source = attributions[inner].source?.tokens, source.upperBound <= cue.lowerBound,
        attributions[inner].contents.allSatisfy({ $0.tokens.lowerBound >= cue.upperBound }),
        let last = attributions[inner].contents.last?.tokens, belongs(last, to: cue), let outer = outer(of: cue, source)
      else { continue }
      let known = attributions.firstIndex { $0.cue.map { $0.tokens.contains(outer.verb) } ?? false }
      if known == inner { continue }
      var whole = attributions[inner].contents[0]
      whole.part = .clause
      whole.tokens = outer.start..<last.upperBound
      var report = Attribution(
        contents: [whole], cue: QuotePart(part: .cue, tokens: outer.verb..<outer.verb + 1, certainty: Self.certainty),
        source: QuotePart(part: .source, tokens: outer.source, certainty: Self.certainty), paragraph: number, rule: Self.rule)
      if let known {
        report.contents.insert(contentsOf: attributions[known].contents.filter { $0.tokens.upperBound <= outer.verb }, at: 0)
        report.source = attributions[known].source ?? report.source
        attributions[known].contents = []
      }
      attributions[inner] = report
      isChanged = true
    }
    guard isChanged else { return }
    let reports = attributions.filter { $0.rule == Self.rule && !$0.contents.isEmpty }
    attributions.removeAll { attribution in
      attribution.contents.isEmpty || attribution.rule != Self.rule && reports.contains { covers($0, attribution) }
    }
    attributions.sort { $0.contents[0].tokens.lowerBound < $1.contents[0].tokens.lowerBound }
  }

  private func covers(_ outer: Attribution, _ inner: Attribution) -> Bool {
    inner.contents.allSatisfy { part in
      outer.contents.contains { $0.tokens.lowerBound <= part.tokens.lowerBound && part.tokens.upperBound <= $0.tokens.upperBound }
    }
  }

  /// Whether what is said ends in the sentence of its cue, or is a quotation that opens there.
  private func belongs(_ content: Range<Int>, to cue: Range<Int>) -> Bool {
    let sentence = text.sentence(of: cue.lowerBound)
    if text.sentence(of: content.lowerBound) == sentence { return true }
    return content.lowerBound - cue.upperBound <= 4 && text.paragraph(of: content.lowerBound) == text.paragraph(of: cue.lowerBound)
  }

  /// The report whose clause has the inner source as its subject: its verb, its speaker, and where what it says begins.
  private func outer(of cue: Range<Int>, _ source: Range<Int>) -> (verb: Int, source: Range<Int>, start: Int)? {
    let start = text.sentences[text.sentence(of: cue.lowerBound)].tokens.lowerBound
    guard start < source.lowerBound, text.tokens[source.lowerBound].quotation < 0, text.tokens[source.lowerBound].tag != .WP,
      // No other clause may stand between the inner subject and its verb.
      !(source.upperBound..<cue.lowerBound).contains(where: { text.tokens[$0].tag == .CC || isFinite($0) && !isAuxiliary($0) })
    else { return nil }
    let low = subjectStart(source, from: start)
    guard cue.lowerBound - low <= Self.longestSubject, low > start + 1 else { return nil }
    var verb = low - 1
    if text.tokens[verb].lower == Self.that {
      // "told the board on Monday | that"
      verb -= 1
      while verb > start, low - verb <= Self.longestAddress, !isSaying(verb, [.say, .tell, .report]), isAddress(verb) { verb -= 1 }
      guard isSaying(verb, [.say, .tell, .report]) else { return nil }
    } else if !isSaying(verb, .say) {
      return nil
    }
    guard verb > start, let speaker = phrases.endingAt(verb, from: start), phrases.canSpeak(speaker) else { return nil }
    return (verb, speaker, text.tokens[low - 1].lower == Self.that ? low - 1 : low)
  }

  /// The first word of the phrase that a source belongs to, with any words before a name in apposition: "her boss, Ann Reed".
  private func subjectStart(_ source: Range<Int>, from start: Int) -> Int {
    var low = source.lowerBound
    while low > start, phrases.isNominal(low - 1) { low -= 1 }
    if low > start + 1, isComma(low - 1), phrases.name(at: low)?.kind == .person, phrases.isHead(low - 2) {
      low -= 1
      while low > start, phrases.isNominal(low - 1) { low -= 1 }
    }
    return low
  }

  /// Whether a word may stand between a verb and "that": the person addressed, a time.
  private func isAddress(_ token: Int) -> Bool {
    phrases.isNominal(token) || [.PRP, .IN, .TO, .RB].contains(text.tokens[token].tag)
  }

  private func isSaying(_ token: Int, _ manners: CueManner) -> Bool {
    guard let word = CueLexicon.shared[text.tokens[token].lower], isFinite(token), text.tokens[token].quotation < 0 else { return false }
    return word.form != .noun && word.type == .assertion && !word.manners.isDisjoint(with: manners)
  }

  private func isFinite(_ token: Int) -> Bool {
    switch text.tokens[token].tag {
    case .VBD, .VBZ, .VBP, .MD: phrases.name(at: token) == nil
    default: false
    }
  }

  private func isAuxiliary(_ token: Int) -> Bool { Self.auxiliaries.contains(text.tokens[token].lower) }
  private func isComma(_ token: Int) -> Bool { text.bytes[text.tokens[token].range.start] == UInt8(ascii: ",") }

  private static let rule = "report of a report"
  private static let that = WordHash.folded("that")
  private static let auxiliaries = Set(WordHash.foldedWords(WordSets["NestedReports.auxiliaries"]))
}
