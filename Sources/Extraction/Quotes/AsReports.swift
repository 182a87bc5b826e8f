internal import Linguistics
internal import Record

/// Adds reports that open with "as": "As Ann Roe reports for the Echo, the first boats came in May.", "As Roe puts it, the mill is a museum."
/// Between the verb and the comma stands nothing that could be said or done: "As the mayor announced the tax, people left" tells when.
struct AsReports {
  private let text: AnalyzedText
  private let phrases: SubjectPhrases

  private static let certainty: Float = 0.75
  /// The most tokens between the verb and the comma, and the fewest words of a content.
  private static let longestPause = 10
  private static let leastWords = 3

  init(_ text: AnalyzedText, phrases: SubjectPhrases) {
    self.text = text
    self.phrases = phrases
  }

  /// Reads the sentences of a paragraph and adds their reports.
  func read(_ number: Int, _ attributions: inout [Attribution]) {
    var isChanged = false
    for sentence in text.reportSentences(paragraph: number) {
      guard let report = report(in: sentence),
        !attributions.contains(where: { isOwn($0, report, sentence) })
      else { continue }
      // What others say inside the content is not the outermost report.
      attributions.removeAll { attribution in
        attribution.cue.map { sentence.contains($0.tokens.lowerBound) } ?? false
          && attribution.contents.allSatisfy { $0.tokens.lowerBound >= sentence.lowerBound && $0.tokens.upperBound <= sentence.upperBound }
      }
      var found = Attribution(
        contents: [QuotePart(part: .clause, tokens: report.content, certainty: Self.certainty)],
        cue: QuotePart(part: .cue, tokens: report.cue, certainty: Self.certainty),
        source: QuotePart(part: .source, tokens: report.source, certainty: Self.certainty), paragraph: number, rule: "sentence with as")
      found.isLaidOut = true
      attributions.append(found)
      isChanged = true
    }
    if isChanged { attributions.sort { $0.contents[0].tokens.lowerBound < $1.contents[0].tokens.lowerBound } }
  }

  private typealias Report = (cue: Range<Int>, source: Range<Int>, content: Range<Int>)

  private func report(in sentence: Range<Int>) -> Report? {
    guard text.tokens[sentence.lowerBound].lower == Self.as, text.tokens[sentence.lowerBound].quotation < 0,
      let comma = sentence.first(where: isComma), let source = phrases.startingAt(sentence.lowerBound + 1, limit: comma),
      !phrases.isPronoun(source.lowerBound) || text.tokens[source.lowerBound].tag == .PRP, phrases.canSpeak(source),
      // "As its name suggests": nobody says that.
      !Self.names.contains(text.tokens[source.upperBound - 1].lower)
    else { return nil }
    // "As papers leaked to the Echo have shown,": the verb stands directly before the pause.
    guard let verb = (source.upperBound..<comma).first(where: { reports($0) }), comma - verb <= Self.longestPause,
      !(source.upperBound..<verb).contains(where: { isFinite($0) && !Self.auxiliaries.contains(text.tokens[$0].lower) }),
      isPause(verb + 1..<comma, behind: verb)
    else { return nil }
    var end = sentence.upperBound
    while end > comma, text.tokens[end - 1].kind == .punctuation { end -= 1 }
    let content = comma + 1..<max(end, comma + 1)
    guard text.wordCount(content) >= Self.leastWords, content.contains(where: isFinite),
      text.tokens[content.lowerBound].quotation < 0
    else { return nil }
    return (verb..<verb + 1, sentence.lowerBound + 1..<firstAuxiliary(before: verb, behind: source.upperBound), content)
  }

  /// Where the verb begins with its auxiliaries: the source ends there.
  private func firstAuxiliary(before verb: Int, behind source: Int) -> Int {
    var start = verb
    while start > source, Self.auxiliaries.contains(text.tokens[start - 1].lower) || text.tokens[start - 1].tag == .RB { start -= 1 }
    return start
  }

  private func reports(_ token: Int) -> Bool {
    if Self.putting.contains(text.tokens[token].lower), text.tokens[token + 1].lower == Self.it { return true }
    guard let word = CueLexicon.shared[text.tokens[token].lower], word.form != .noun, word.form != .gerund,
      !Self.lasting.contains(text.tokens[token].lower)
    else { return false }
    let isPerfect = text.tokens[token].tag == .VBN && token > 0 && Self.auxiliaries.contains(text.tokens[token - 1].lower)
    return (isFinite(token) || isPerfect) && (word.type == .assertion || word.type == .fact)
      && !word.manners.isDisjoint(with: [.say, .tell, .report, .show])
  }

  /// Whether only "it", an adverb, a phrase with a preposition or, behind "told", the person told stands between the verb and the comma.
  private func isPause(_ run: Range<Int>, behind verb: Int) -> Bool {
    guard let first = run.first else { return true }
    if run.contains(where: { isFinite($0) || text.tokens[$0].quotation >= 0 }) { return false }
    switch text.tokens[first].tag {
    case .IN: return text.tokens[first].lower != Self.that
    // "as Roe said to the Echo", but not "as prices continue to rise".
    case .TO: return run.count > 1 && ![.VB, .VBP].contains(text.tokens[first + 1].tag)
    case .RB: return true
    case .PRP: return run.count == 1 || text.tokens[first].lower == Self.it
    default: return SubjectPhrases.telling.contains(text.tokens[verb].lower) || run.allSatisfy(phrases.isTime)
    }
  }

  /// Whether an attribution is that of the report, or one that reaches beyond the sentence.
  private func isOwn(_ attribution: Attribution, _ report: Report, _ sentence: Range<Int>) -> Bool {
    if attribution.cue.map({ $0.tokens.overlaps(report.cue) }) ?? false {
      return attribution.contents.contains { $0.part == .direct || !sentence.contains($0.tokens.upperBound - 1) }
    }
    guard let cue = attribution.cue?.tokens else { return attribution.contents.contains { $0.tokens.overlaps(sentence) } }
    return sentence.contains(cue.lowerBound)
      ? !attribution.contents.allSatisfy {
        $0.tokens.lowerBound >= report.content.lowerBound && $0.tokens.upperBound <= sentence.upperBound
      }
      : attribution.contents.contains { $0.tokens.overlaps(sentence) }
  }

  private func isFinite(_ token: Int) -> Bool {
    switch text.tokens[token].tag {
    case .VBD, .VBZ, .VBP, .MD: phrases.name(at: token) == nil
    default: false
    }
  }

  private func isComma(_ token: Int) -> Bool { text.bytes[text.tokens[token].range.start] == UInt8(ascii: ",") }

  private static func hashes(_ words: String) -> Set<UInt64> { Set(WordHash.foldedWords(words)) }
  private static let `as` = WordHash.folded("as")
  private static let it = WordHash.folded("it")
  private static let that = WordHash.folded("that")
  private static let putting = hashes("puts put")
  /// "As research continues": goes on, says nothing.
  private static let lasting = hashes("continue continues continued")
  private static let names = hashes("name names title titles")
  private static let auxiliaries = hashes("has have had")
}
