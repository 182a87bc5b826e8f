internal import Linguistics
internal import Record

/// Takes out of contents what only describes the source before them: "According to Dana Cole, | whose farm was flooded, | the levee
/// failed"; "…, according to Lena Fisk, | a hydrologist who studied it".
struct SourceDescriptions {
  private let text: AnalyzedText
  private let phrases: SubjectPhrases

  /// The most words of an apposition before its relative clause.
  private static let longestApposition = 8

  init(_ text: AnalyzedText, phrases: SubjectPhrases) {
    self.text = text
    self.phrases = phrases
  }

  /// The attribution without descriptions of its source.
  func mended(_ attribution: Attribution) -> Attribution {
    guard let source = attribution.source?.tokens else { return attribution }
    // "The bill, said Holt, who wrote it, is dead": what is said began before the source.
    let hasBegun = attribution.contents.contains { $0.tokens.upperBound <= source.lowerBound }
    var mended = attribution
    mended.contents = attribution.contents.compactMap { content in
      guard content.part == .clause, content.tokens.lowerBound >= source.upperBound, content.tokens.lowerBound - source.upperBound <= 1,
        let start = content.tokens.first(where: { !isComma($0) }), isComma(start - 1), describes(start, source, content.tokens)
      else { return content }
      guard let end = end(of: start..<content.tokens.upperBound, before: hasBegun) else { return hasBegun ? nil : content }
      var rest = content
      rest.tokens = end + 1..<content.tokens.upperBound
      return rest
    }
    return mended.contents.isEmpty ? attribution : mended
  }

  /// Whether a relative clause begins at a token, or a noun phrase for the person named in the source with one: "a farmer who".
  private func describes(_ start: Int, _ source: Range<Int>, _ content: Range<Int>) -> Bool {
    if isRelative(start) { return start + 1 < content.upperBound }
    guard Self.indefinites.contains(text.tokens[start].lower), phrases.name(at: source.upperBound - 1)?.kind == .person else {
      return false
    }
    for token in start..<min(content.upperBound, start + Self.longestApposition) {
      if isRelative(token) { return true }
      guard text.tokens[token].quotation < 0, phrases.isNominal(token) || [.IN, .CC, .VBN].contains(text.tokens[token].tag) else {
        return false
      }
    }
    return false
  }

  /// The comma behind a relative clause: the first one after its verb that a subject with its verb follows or, where the subject was named
  /// before the source, a verb.
  private func end(of run: Range<Int>, before hasSubject: Bool) -> Int? {
    for comma in run where isComma(comma) && comma + 1 < run.upperBound && (run.lowerBound..<comma).contains(where: isFinite) {
      let next = skippingAdverbs(comma + 1, run.upperBound)
      if hasSubject, next < run.upperBound, isFinite(next) { return comma }
      guard let subject = phrases.startingAt(next, limit: run.upperBound) else { continue }
      let verb = skippingAdverbs(subject.upperBound, run.upperBound)
      if verb < run.upperBound, isFinite(verb) { return comma }
    }
    return nil
  }

  private func skippingAdverbs(_ token: Int, _ limit: Int) -> Int {
    var token = token
    while token < limit, text.tokens[token].tag == .RB { token += 1 }
    return token
  }

  private func isRelative(_ token: Int) -> Bool {
    switch text.tokens[token].tag {
    case .WP, .WPS: true
    case .WDT: text.tokens[token].lower != Self.that
    default: Self.relatives.contains(text.tokens[token].lower)
    }
  }

  private func isFinite(_ token: Int) -> Bool {
    switch text.tokens[token].tag {
    case .VBD, .VBZ, .VBP, .MD: phrases.name(at: token) == nil
    default: false
    }
  }

  private func isComma(_ token: Int) -> Bool { token >= 0 && text.bytes[text.tokens[token].range.start] == UInt8(ascii: ",") }

  private static let that = WordHash.folded("that")
  private static let indefinites = Set(WordHash.foldedWords("a an"))
  private static let relatives = Set(WordHash.foldedWords("who whose whom"))
}
