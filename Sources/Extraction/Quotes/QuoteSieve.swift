internal import Knowledge
internal import Linguistics
internal import Record

/// Removes what the tagger wrongly took for a quote: names and titles of works in quotation marks, and clauses without a speaker of which
/// the tagger is unsure.
struct QuoteSieve {
  let text: AnalyzedText
  /// The least probability of being right for words that are not all between quotation marks.
  private let leastIndirect: Double

  init(text: AnalyzedText) {
    self.text = text
    leastIndirect = ArticleVoice.isPersonal(text) ? Self.leastPersonal : Self.leastClaimed
  }

  /// A clause without a speaker needs a higher certainty than this; of those below, more are wrong than right (training articles).
  private static let leastCertainty: Float = 0.57
  /// The least probability of being right for words without quotation marks, with a speaker and without one; below it, more are wrong than
  /// right. The probability is learned from news; of what looks like a report in a guide or review, more is none.
  private static let leastClaimed = 0.28
  private static let leastPersonal = 0.5
  private static let leastUnclaimed = 0.45
  /// The most words of a name in quotation marks.
  private static let longestName = 7
  /// The most tokens of a title on a line of its own, with its marks.
  private static let longestHeading = 18

  /// The part of an utterance that is a quote; `nil` if none is.
  func sifted(_ utterance: Attribution, speaker: Speaker?) -> Attribution? {
    if utterance.contents.allSatisfy(isName) || utterance.contents.allSatisfy(isWork) || utterance.contents.allSatisfy(isHeading)
      || isRefusedDeed(utterance) || isPurpose(utterance)
      || speaker?.name == nil && isNaming(utterance) || isQuestionOfReporters(utterance)
    {
      return nil
    }
    var utterance = utterance
    let whole = utterance
    utterance.contents.removeAll { isBarePronoun($0) || isNamedThing($0, whole) }
    if utterance.contents.isEmpty { return nil }
    dropCircumstance(&utterance)
    // A named speaker may have put a name in quotation marks among other words; without a speaker the marks are the writer's.
    let saysMore = utterance.contents.contains { $0.part == .direct && !isName($0) }
    if speaker == nil || saysMore { utterance.contents.removeAll(where: isName) }
    if utterance.contents.count > 1, utterance.contents.contains(where: { !isWork($0) }) { utterance.contents.removeAll(where: isWork) }
    return keeps(utterance, speaker: speaker) ? utterance : nil
  }

  /// Whether the speaker refuses to act rather than to speak: "refused to sign the paper", but not "refused to say".
  private func isRefusedDeed(_ utterance: Attribution) -> Bool {
    guard let cue = utterance.cue?.tokens, let verb = cue.first(where: { Self.refusals.contains(text.tokens[$0].lower) }),
      verb + 2 < text.tokens.count, text.tokens[verb + 1].lower == Self.to
    else { return false }
    return CueLexicon.shared[text.tokens[verb + 2].lower] == nil && !Self.words.contains(text.tokens[verb + 2].lower)
  }

  /// Whether the cue tells what somebody was asked, and not by whom: "Asked | if she would resign |, Roe shook her head".
  private func isQuestionOfReporters(_ utterance: Attribution) -> Bool {
    guard utterance.source == nil, let cue = utterance.cue?.tokens, cue.count <= 2,
      Self.questionings.contains(text.tokens[cue.lowerBound].lower)
    else { return false }
    // Nobody can be the subject of the participle: it opens the sentence or follows "when".
    let before = cue.lowerBound - 1
    guard text.tokens[cue.lowerBound].shape.contains(.sentenceStart) || before < 0 || Self.openings.contains(text.tokens[before].lower)
    else {
      return false
    }
    return utterance.contents.allSatisfy { $0.part != .direct && $0.tokens.lowerBound >= cue.upperBound }
      && utterance.contents.first.map { $0.tokens.lowerBound - cue.upperBound <= 2 } ?? false
  }

  /// Whether the cue only says what something is for, and its object is a thing: "are focused on defending | the coast".
  private func isPurpose(_ utterance: Attribution) -> Bool {
    guard let cue = utterance.cue?.tokens, let verb = cue.last, text.tokens[verb].tag == .VBG, verb > 1,
      [.IN, .TO].contains(text.tokens[verb - 1].tag), [.VBN, .JJ].contains(text.tokens[verb - 2].tag),
      CueLexicon.shared[text.tokens[verb].lower].map({ $0.manners.isDisjoint(with: [.say, .tell, .ask, .report]) }) ?? true
    else { return false }
    return utterance.contents.allSatisfy { content in
      guard content.tokens.lowerBound >= cue.upperBound else { return false }
      for token in content.tokens {
        if text.tokens[token].quotation >= 0 { return false }
        switch text.tokens[token].tag {
        // What a relative clause adds says nothing either.
        case .WDT, .WP, .WPS: return true
        case .VBD, .VBZ, .VBP, .MD: return false
        default: continue
        }
      }
      return true
    }
  }

  /// Whether the words only give something a name: "the dish is known as “miner’s bread”", "a leaflet called ‘Ready for winter’".
  private func isNaming(_ utterance: Attribution) -> Bool {
    guard let cue = utterance.cue?.tokens, !utterance.contents.allSatisfy(isTitled) else {
      return utterance.contents.allSatisfy(isTitled)
    }
    if utterance.source == nil, cue.contains(where: { Self.namings.contains(text.tokens[$0].lower) }) { return true }
    return Self.titlings.contains(text.tokens[cue.upperBound - 1].lower) && utterance.contents.allSatisfy(isTitled)
  }

  /// Whether words in quotation marks stand directly after "called", "titled" or the like.
  private func isTitled(_ content: QuotePart) -> Bool {
    guard let token = content.tokens.first(where: { text.tokens[$0].quotation >= 0 }),
      case let opening = text.quotations[Int(text.tokens[token].quotation)].opening, opening > 0
    else { return false }
    return Self.titlings.contains(text.tokens[opening - 1].lower)
  }

  /// Whether a content is the name of a broadcast or newspaper: told on | “Morning,” |.
  private func isWork(_ content: QuotePart) -> Bool {
    guard content.part == .direct, let first = content.tokens.first(where: { text.tokens[$0].quotation >= 0 }),
      case let quotation = text.quotations[Int(text.tokens[first].quotation)], quotation.opening > 0
    else { return false }
    let before = text.tokens[quotation.opening - 1]
    guard before.tag == .IN || before.tag == .TO || before.tag == .POS, Self.places.contains(before.lower) || before.tag == .POS else {
      return false
    }
    let words = quotation.inside.filter { text.tokens[$0].kind == .word }
    return words.count <= 5 && words.allSatisfy { text.tokens[$0].shape.contains(.capitalized) || Self.small.contains(text.tokens[$0].tag) }
  }

  /// Whether a content is a thing whose name stands in quotation marks, not anybody's words: "published | a plan called “Roads for all” |",
  /// "its report | ‘Rivers in decline’ |".
  private func isNamedThing(_ content: QuotePart, _ utterance: Attribution) -> Bool {
    guard let inside = content.tokens.first(where: { text.tokens[$0].quotation >= 0 }),
      case let quotation = text.quotations[Int(text.tokens[inside].quotation)], quotation.opening > 1, quotation.closing >= 0,
      quotation.inside.count(where: { text.tokens[$0].kind == .word }) <= Self.longestName
    else { return false }
    var noun = quotation.opening - 1
    let isCalled = Self.titlings.contains(text.tokens[noun].lower)
    if isCalled { noun -= 1 }
    let cue = utterance.cue?.tokens ?? 0..<0
    guard text.tokens[noun].tag == .NN || text.tokens[noun].tag == .NNS, text.tokens[noun].kind == .word, !cue.contains(noun),
      !(isCalled && cue.contains(noun + 1) && cue.count == 1 && isSource(noun, utterance)),
      isCalled || Self.works.contains(text.tokens[noun].lower) && !endsSentence(quotation)
    else { return false }
    // Nothing is said outside the quotation marks: only a noun phrase stands before them, and no verb after.
    let outside = content.tokens.filter { $0 < quotation.opening || $0 > quotation.closing }
    return !outside.contains { token in
      [.VBD, .VBZ, .VBP, .MD].contains(text.tokens[token].tag) && !(isCalled && token == noun + 1)
    }
  }

  private func isSource(_ token: Int, _ utterance: Attribution) -> Bool { utterance.source?.tokens.contains(token) ?? false }

  private func endsSentence(_ quotation: Quotation) -> Bool {
    ".!?,".utf8.contains(text.bytes[text.tokens[quotation.inside.upperBound - 1].range.start])
  }

  /// Whether a content is a single pronoun: "ruled against | him", "noted | which".
  private func isBarePronoun(_ content: QuotePart) -> Bool {
    let words = content.tokens.filter { text.tokens[$0].kind == .word }
    guard words.count == 1, let word = words.first, text.tokens[word].quotation < 0 else { return false }
    switch text.tokens[word].tag {
    case .PRP, .PRPS, .WP, .WDT, .WPS, .WRB, .DT, .IN, .TO, .EX: return true
    default: return false
    }
  }

  /// Drops words after a quotation and its cue that only describe the circumstances: “Nine boats,” she yelled | while running.
  private func dropCircumstance(_ utterance: inout Attribution) {
    guard utterance.contents.count == 2, let cue = utterance.cue?.tokens, let last = utterance.contents.last, last.part == .clause,
      utterance.contents[0].part == .direct, utterance.contents[0].tokens.upperBound <= cue.lowerBound,
      last.tokens.lowerBound >= cue.upperBound, let first = last.tokens.first(where: { text.tokens[$0].kind == .word }),
      Self.circumstances.contains(text.tokens[first].lower), last.tokens.allSatisfy({ text.tokens[$0].quotation < 0 })
    else { return }
    utterance.contents.removeLast()
  }

  private static func hashes(_ words: String) -> Set<UInt64> { Set(WordHash.foldedWords(words)) }
  private static let to = WordHash.folded("to")
  private static let refusals = hashes(WordSets["QuoteSieve.refusals"])
  /// Verbs after "refused to" that concern speaking, besides the cue verbs, and some that say nothing by themselves.
  private static let words = hashes(WordSets["QuoteSieve.words"])
  private static let questionings = hashes("asked pressed questioned quizzed")
  private static let openings = hashes("when")
  private static let namings = hashes("known nicknamed dubbed so-called nickname")
  private static let titlings = hashes(WordSets["QuoteSieve.titlings"])
  /// Things that have titles.
  private static let works = hashes(WordSets["QuoteSieve.works"])
  private static let circumstances = hashes("while as when after before during")
  private static let places = hashes("on in of to at for from")

  /// Whether a finding is confident enough. Words without quotation marks and without a known speaker are usually the writer's.
  func keeps(_ finding: QuoteFinding) -> Bool {
    if finding.kind == .indirect, isAnonymity(finding.range) { return false }
    // A speaker without a kind is a thing, which cannot claim anything.
    let isClaimed = finding.speaker != nil && finding.speakerKind != nil
    switch finding.kind {
    case .direct: return true
    case .mixed: return isClaimed || finding.confidence >= leastIndirect
    case .indirect: return finding.confidence >= (isClaimed ? leastIndirect : Self.leastUnclaimed)
    }
  }

  /// The findings that are confident enough, without those that only describe the circumstances: “Nine boats,” she said after | the crews
  /// came back.
  func kept(_ findings: [QuoteFinding]) -> [QuoteFinding] {
    let cue = findings.first?.cue
    let isSaidBefore = cue.map { cue in findings.contains { $0.kind == .direct && $0.range.end <= cue.start } } ?? false
    return findings.filter { finding in
      let isBehind = cue.map { finding.range.start >= $0.end } ?? false
      return keeps(finding) && !(isSaidBefore && isBehind && finding.kind == .indirect && followsCircumstance(finding.range))
    }
  }

  /// Whether a range begins with "after", "while" or the like, or directly follows such a word.
  private func followsCircumstance(_ range: ByteRange) -> Bool {
    var low = 0
    var high = text.tokens.count
    while low < high {
      let middle = (low + high) / 2
      if text.tokens[middle].range.end <= range.start { low = middle + 1 } else { high = middle }
    }
    return (max(0, low - 1)...low).contains { $0 < text.tokens.count && Self.circumstances.contains(text.tokens[$0].lower) }
  }

  /// Whether the words are a condition of anonymity: "asked | not to be named".
  private func isAnonymity(_ range: ByteRange) -> Bool {
    range.count <= 40 && Self.anonymities.contains { text.words(range).hasPrefix($0) }
  }

  private static let anonymities = ["not to be named", "not to be identified", "not to be quoted", "to remain anonymous"]

  private func keeps(_ utterance: Attribution, speaker: Speaker?) -> Bool {
    if speaker == nil, utterance.contents.allSatisfy({ $0.part != .direct }) {
      let certainty = utterance.contents.reduce(utterance.cue?.certainty ?? 1) { min($0, $1.certainty) }
      return certainty >= Self.leastCertainty
    }
    return true
  }

  /// Whether a content is only a name or title in quotation marks: every word except function words begins with a capital, and no sentence
  /// ends inside ("Quiet Second Harbour Agreement").
  private func isName(_ content: QuotePart) -> Bool {
    var words = 0
    var capitals = 0
    var quoted = 0
    for token in content.tokens {
      let found = text.tokens[token]
      switch found.kind {
      case .word, .number:
        words += 1
        if found.quotation >= 0 { quoted += 1 }
        if found.shape.contains(.capitalized) || found.kind == .number {
          capitals += 1
        } else if !Self.small.contains(found.tag) {
          return false
        }
      case .punctuation:
        let byte = text.bytes[found.range.start]
        if byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") { return false }
      default: continue
      }
    }
    return quoted > 0 && capitals >= 2 && words <= Self.longestName
  }

  /// Whether a content is a line of its own with a title in quotation marks, however short or long: ‘The Long Way Home’ above a review.
  private func isHeading(_ content: QuotePart) -> Bool {
    let number = text.paragraph(of: content.tokens.lowerBound)
    let run = text.paragraphTokens[number]
    guard content.part == .direct, text.paragraphs[number].kind != .blockquote, run.count > 2, run.count <= Self.longestHeading,
      text.tokens[run.lowerBound].kind == .openingMark, text.tokens[run.upperBound - 1].kind == .closingMark,
      text.tokens[run.upperBound - 2].kind != .punctuation, content.tokens.count + 2 >= run.count
    else { return false }
    return run.allSatisfy { token in
      let found = text.tokens[token]
      return found.kind != .word || found.shape.contains(.capitalized) || Self.small.contains(found.tag)
    }
  }

  private static let small: Set<PartOfSpeech> = [.DT, .IN, .CC, .TO]
}
