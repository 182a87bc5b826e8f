internal import Knowledge
internal import Linguistics
internal import Record

/// Reads sentences without quotation marks whose attribution follows a comma: "The bridge is shut, the mayor said.", "The bridge, built in
/// 1910, is shut, said Roe, and will be for years." Everything before and after the attribution is its content, because only the outermost
/// attribution counts.
struct ReportedSentences {
  private let text: AnalyzedText
  private let phrases: SubjectPhrases

  /// The fewest words of a content, and the most tokens after the verb of an attribution that ends its sentence.
  private static let leastWords = 4
  private static let longestEnd = 8

  init(_ text: AnalyzedText, phrases: SubjectPhrases) {
    self.text = text
    self.phrases = phrases
  }

  /// Reads the sentences of a paragraph and corrects its attributions.
  func read(_ number: Int, _ attributions: inout [Attribution]) {
    var isChanged = false
    for tokens in text.reportSentences(paragraph: number) {
      if let report = report(in: tokens) { isChanged = apply(report, tokens, number, &attributions) || isChanged }
    }
    if isChanged { attributions.sort { $0.contents[0].tokens.lowerBound < $1.contents[0].tokens.lowerBound } }
  }

  private struct Report {
    var cue: Range<Int>
    var source: Range<Int>
    var contents: [Range<Int>]
  }

  private func report(in sentence: Range<Int>) -> Report? {
    guard sentence.count > Self.leastWords + 3,
      sentence.allSatisfy({ text.tokens[$0].quotation < 0 && text.tokens[$0].kind != .openingMark })
    else { return nil }
    for comma in sentence.reversed() where isComma(comma) && comma + 2 < sentence.upperBound {
      let content = sentence.lowerBound..<comma
      guard let (cue, source, end) = clause(from: comma + 1, limit: sentence.upperBound), phrases.canSpeak(source) else { continue }
      let closing = sentence.upperBound - 1
      if end + 1 < closing, isComma(end), text.wordCount(content) > 0, splits(content, cue, source, end + 1..<closing) {
        return Report(cue: cue, source: source, contents: [content, end + 1..<closing])
      }
      guard text.wordCount(content) >= Self.leastWords else { return nil }
      guard hasVerb(content) else { continue }
      if end >= closing || isEnd(end..<closing) || isCredit(end..<closing) {
        return Report(cue: cue, source: source, contents: [content])
      }
      // "…, said Roe, and …"
      guard isComma(end), cue.lowerBound < source.lowerBound, text.wordCount(end + 1..<closing) > 0 else { continue }
      let rest = behindDescription(of: source, from: end + 1, to: closing)
      return Report(cue: cue, source: source, contents: [content] + [rest].compactMap(\.self))
    }
    return nil
  }

  /// Whether an attribution between commas separates a subject from its verb: "Most of them, says Roe, | cough at night", "The mill, which
  /// burnt twice, Roe said, | will not be built again".
  private func splits(_ subject: Range<Int>, _ cue: Range<Int>, _ source: Range<Int>, _ rest: Range<Int>) -> Bool {
    // "Most of them, says Roe, …": a name between the verb and a comma is always the speaker.
    let isNamed = phrases.name(at: source.upperBound - 1)?.kind == .person
    if source.lowerBound > cue.lowerBound, isNamed, !subject.contains(where: isComma), !hasVerb(subject), text.wordCount(rest) >= 3 {
      return true
    }
    guard text.wordCount(rest) >= 2, let verb = rest.first(where: { text.tokens[$0].tag != .RB }), hasVerb(verb..<verb + 1),
      phrases.startingAt(subject.lowerBound, limit: subject.upperBound) != nil || text.tokens[subject.lowerBound].tag == .DT
        || [.JJ, .JJS, .NN].contains(text.tokens[subject.lowerBound].tag)
    else { return false }
    // The verbs inside the subject belong to a relative clause between commas.
    guard let comma = subject.first(where: isComma) else { return !hasVerb(subject) }
    return !hasVerb(subject.lowerBound..<comma) && (source.lowerBound > cue.lowerBound || isNamed)
  }

  /// What goes on behind the letters and posts of a named speaker: "…, says Roe, PhD, head of the trust, | and it will stay"; `nil` where
  /// nothing does.
  private func behindDescription(of source: Range<Int>, from first: Int, to closing: Int) -> Range<Int>? {
    guard phrases.name(at: source.upperBound - 1)?.kind == .person else { return first..<closing }
    var start = first
    while start < closing {
      let end = (start..<closing).first(where: isComma) ?? closing
      guard describes(start..<end, isFirst: start == first) else { return start..<closing }
      start = end + 1
    }
    return nil
  }

  /// Whether words between commas describe the speaker before them: they have no verb and begin as a noun phrase does.
  private func describes(_ run: Range<Int>, isFirst: Bool) -> Bool {
    // "registered baker": the tagger may take the participle for a verb.
    guard let first = run.first, !hasVerb(first + 1..<run.upperBound) else { return false }
    switch text.tokens[first].tag {
    case .VBD: return first + 1 < run.upperBound && [.JJ, .NN, .NNS].contains(text.tokens[first + 1].tag)
    case .NN, .NNS, .NNP, .NNPS, .DT, .JJ, .VBN, .CD, .PRPS: return true
    // "PhD, | and founder of the trust"
    case .CC: return !isFirst && run.dropFirst().prefix(3).contains { WordClasses.shared[text.tokens[$0].lower].contains(.role) }
    default: return false
    }
  }

  /// "Roe said", "said Roe, the mayor": the verb, the speaker, and the token after both.
  private func clause(from start: Int, limit: Int) -> (cue: Range<Int>, source: Range<Int>, end: Int)? {
    if isSaying(start) || isInverted(start), !text.tokens[start].shape.contains(.capitalized) {
      guard let source = phrases.startingAt(start + 1, limit: limit) else { return nil }
      return (start..<start + 1, source, source.upperBound)
    }
    guard let source = phrases.startingAt(start, limit: limit) else { return nil }
    var verb = source.upperBound
    while verb < limit, text.tokens[verb].tag == .RB || Self.auxiliaries.contains(text.tokens[verb].lower) { verb += 1 }
    guard verb < limit, isSaying(verb) else { return nil }
    return (verb..<verb + 1, source, verb + 1)
  }

  /// Whether the words after the attribution only state place and time: "on Monday", "in a statement", "today".
  private func isEnd(_ run: Range<Int>) -> Bool {
    guard run.count <= Self.longestEnd, let first = run.first else { return run.isEmpty }
    let isPlace =
      text.tokens[first].tag == .IN && text.tokens[first].lower != Self.that || SubjectPhrases.times.contains(text.tokens[first].lower)
    return isPlace && !hasVerb(run) && !run.contains { isComma($0) }
  }

  /// Whether the words after the attribution, and after place and time, name the origin of the report: ", according to the Echo", "on
  /// Monday, citing the port". What was said there is the first speaker's.
  private func isCredit(_ run: Range<Int>) -> Bool {
    guard let comma = run.first(where: isComma), isEnd(run.lowerBound..<comma), comma + 2 < run.upperBound else { return false }
    let word = text.tokens[comma + 1].lower
    return Self.credits.contains(word) || word == Self.according && text.tokens[comma + 2].lower == Self.to
  }

  private func apply(_ report: Report, _ sentence: Range<Int>, _ number: Int, _ attributions: inout [Attribution]) -> Bool {
    if let known = attributions.firstIndex(where: { $0.cue.map { $0.tokens.overlaps(report.cue) } ?? false }) {
      let found = attributions[known].contents.reduce(0) { $0 + text.wordCount($1.tokens) }
      let wanted = report.contents.reduce(0) { $0 + text.wordCount($1) }
      let isSourceFree = !attributions[known].contents.contains { $0.tokens.overlaps(report.source) }
      if found * 10 >= wanted * 8, isSourceFree {
        attributions[known].isLaidOut = true
        if attributions[known].source == nil {
          attributions[known].source = QuotePart(part: .source, tokens: report.source, certainty: 0.85)
        }
        return false
      }
      if attributions[known].contents.contains(where: { !sentence.contains($0.tokens.lowerBound) }) { return false }
    }
    let certainty: Float = 0.85
    attributions.removeAll { attribution in
      attribution.cue.map { sentence.contains($0.tokens.lowerBound) } ?? attribution.contents.contains { $0.tokens.overlaps(sentence) }
    }
    var attribution = Attribution(
      contents: report.contents.map { QuotePart(part: .clause, tokens: $0, certainty: certainty) },
      cue: QuotePart(part: .cue, tokens: report.cue, certainty: 0.9),
      source: QuotePart(part: .source, tokens: report.source, certainty: certainty), paragraph: number,
      rule: "sentence with its report behind a comma")
    attribution.isLaidOut = true
    attributions.append(attribution)
    return true
  }

  private func isSaying(_ token: Int) -> Bool {
    guard let word = CueLexicon.shared[text.tokens[token].lower], word.form == .past || word.form == .third || word.form == .base else {
      return false
    }
    switch text.tokens[token].tag {
    case .VBD, .VBZ, .VBP, .VBN: return Self.verbs.contains(text.tokens[token].lower)
    default: return false
    }
  }

  /// Whether a word that may also be a noun is a verb before its subject: ", | states Ann Roe".
  private func isInverted(_ token: Int) -> Bool {
    guard token + 1 < text.tokens.count, CueLexicon.shared[text.tokens[token].lower]?.form == .third,
      phrases.name(at: token + 1)?.kind == .person
    else { return false }
    return [.NN, .NNS].contains(text.tokens[token].tag) && Self.verbs.contains(text.tokens[token].lower)
  }

  private func hasVerb(_ run: Range<Int>) -> Bool {
    run.contains { token in
      switch text.tokens[token].tag {
      case .VBD, .VBP, .VBZ, .MD: true
      default: false
      }
    }
  }

  private func isComma(_ token: Int) -> Bool { text.bytes[text.tokens[token].range.start] == UInt8(ascii: ",") }

  private static func hashes(_ words: String) -> Set<UInt64> { Set(WordHash.foldedWords(words)) }
  private static let that = WordHash.folded("that")
  private static let according = WordHash.folded("according")
  private static let to = WordHash.folded("to")
  private static let credits = hashes("citing per")
  private static let auxiliaries = hashes("has have had")
  /// Verbs of attributions at the end of a sentence.
  private static let verbs = hashes(WordSets["ReportedSentences.verbs"])
}
