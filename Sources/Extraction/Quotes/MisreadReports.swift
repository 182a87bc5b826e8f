internal import Knowledge
internal import Linguistics
internal import Record

/// Removes attributions in which nobody says anything, although a verb of saying stands there: "…, the agency said, citing | the health
/// office |", "tells | The Echo |", "referred | the call to the police |", "tells | the truth |", "which is not to say | that it was easy |", "Harbour Inn: | Harbour Inn has ten rooms |".
struct MisreadReports {
  private let text: AnalyzedText
  private let phrases: SubjectPhrases

  init(_ text: AnalyzedText, phrases: SubjectPhrases) {
    self.text = text
    self.phrases = phrases
  }

  /// The attributions of a paragraph without those that are none.
  func removed(from attributions: [Attribution]) -> [Attribution] {
    attributions.compactMap { attribution in
      guard let cue = attribution.cue?.tokens else { return attribution }
      if isReferral(cue) || isIdiom(cue) || isEntry(cue, attribution) || isDefinition(cue, attribution) { return nil }
      var kept = attribution
      kept.contents.removeAll { isCited($0, cue) || isAddressee($0, cue) || isThingTold($0, cue) }
      if kept.contents.count > 1 { kept.contents.removeAll { isConnective($0, cue) } }
      return kept.contents.isEmpty ? nil : kept
    }
  }

  /// "citing | the district health office |": who is cited says what stands elsewhere.
  private func isCited(_ content: QuotePart, _ cue: Range<Int>) -> Bool {
    guard cue.count == 1, text.tokens[cue.lowerBound].lower == Self.citing, isObject(content, cue),
      let phrase = phrases.startingAt(content.tokens.lowerBound, limit: content.tokens.upperBound)
    else { return false }
    let head = phrase.upperBound - 1
    switch phrases.name(at: head)?.kind {
    case .person, .organization: return true
    default: break
    }
    return SpeakerNouns.shared[text.tokens[head].lower] != nil
      || phrase.contains { SpeakerNouns.shared[text.tokens[$0].lower] != nil && text.tokens[min($0 + 1, head)].tag == .IN }
  }

  /// "tells | The Harbour Reporter |": the name of the one who is told.
  private func isAddressee(_ content: QuotePart, _ cue: Range<Int>) -> Bool {
    guard let verb = cue.last, SubjectPhrases.telling.contains(text.tokens[verb].lower), isObject(content, cue) else { return false }
    let words = content.tokens.filter { text.tokens[$0].kind == .word }
    return words.contains { phrases.name(at: $0) != nil || text.tokens[$0].tag == .NNP }
      && words.allSatisfy { text.tokens[$0].shape.contains(.capitalized) || [.DT, .IN].contains(text.tokens[$0].tag) }
  }

  /// "referred | the call to the police |": handed on. Who refers to something has "to" behind the verb.
  private func isReferral(_ cue: Range<Int>) -> Bool {
    guard cue.count == 1, Self.referring.contains(text.tokens[cue.lowerBound].lower), cue.upperBound < text.tokens.count else {
      return false
    }
    return text.tokens[cue.upperBound].tag != .TO && text.tokens[cue.upperBound].tag != .RB
  }

  /// "tells | the truth |", "told | a story |".
  private func isThingTold(_ content: QuotePart, _ cue: Range<Int>) -> Bool {
    guard let verb = cue.last, Self.telling.contains(text.tokens[verb].lower), content.part == .clause,
      content.tokens.lowerBound == cue.upperBound, let first = content.tokens.first,
      content.tokens.allSatisfy({ text.tokens[$0].quotation < 0 })
    else { return false }
    let noun = [.DT, .PRPS].contains(text.tokens[first].tag) ? first + 1 : first
    return noun < content.tokens.upperBound && Self.things.contains(text.tokens[noun].lower)
  }

  /// "which is not to say | that", "needless to say | that", "it is fair to say | that": the writer's own words.
  private func isIdiom(_ cue: Range<Int>) -> Bool {
    guard let verb = cue.last, verb > 1, Self.saying.contains(text.tokens[verb].lower) else { return false }
    let before = text.tokens[verb - 1]
    if text.tokens[verb].tag == .VBG { return text.tokens[verb - 2].lower == Self.goes && before.lower == Self.without }
    return before.tag == .TO && Self.leads.contains(text.tokens[verb - 2].lower)
  }

  /// "Harbour Inn: | Harbour Inn has ten rooms |": an entry of a list that begins with its own label.
  private func isEntry(_ cue: Range<Int>, _ attribution: Attribution) -> Bool {
    guard cue.count == 1, text.bytes[text.tokens[cue.lowerBound].range.start] == UInt8(ascii: ":"), cue.upperBound < text.tokens.count,
      case let run = text.paragraphTokens[text.paragraph(of: cue.lowerBound)], cue.lowerBound > run.lowerBound,
      attribution.contents.first?.tokens.lowerBound == cue.upperBound
    else { return false }
    return text.tokens[run.lowerBound].lower == text.tokens[cue.upperBound].lower
  }

  /// "- Bedrock principle: | This keeps the books honest |", "- Vela Blanche: | grown on chalk |": an item of a list that explains the term
  /// it begins with. A name that the article has elsewhere, or a word for who speaks, can be a speaker's.
  private func isDefinition(_ cue: Range<Int>, _ attribution: Attribution) -> Bool {
    guard cue.count == 1, text.bytes[text.tokens[cue.lowerBound].range.start] == UInt8(ascii: ":"),
      attribution.contents.allSatisfy({ part in part.part == .clause && part.tokens.lowerBound >= cue.upperBound }),
      case let number = text.paragraph(of: cue.lowerBound), isItem(number), case let run = text.paragraphTokens[number],
      cue.lowerBound > run.lowerBound,
      text.sentences[text.sentence(of: cue.lowerBound)].tokens.contains(run.lowerBound)
        || cue.lowerBound - run.lowerBound <= Self.longestTerm
    else { return false }
    return !(run.lowerBound..<cue.lowerBound).contains { token in
      SpeakerNouns.shared[text.tokens[token].lower] != nil || phrases.name(at: token).map(isKnown) ?? false
    }
  }

  private static let longestTerm = 8

  /// Whether a paragraph is an item of a list, by its kind or by a mark in front.
  private func isItem(_ number: Int) -> Bool {
    if text.paragraphs[number].kind == .listItem { return true }
    guard let first = text.paragraphTokens[number].first, text.tokens[first].kind != .word else { return false }
    return ["-", "–", "•", "*", "·"].contains(text.word(first))
  }

  /// Whether a name is a body's, or that of a person who is named in other places too.
  private func isKnown(_ name: NameMention) -> Bool {
    name.kind == .organization || name.kind == .person && name.entity >= 0 && text.people[name.entity].mentions.count > 1
  }

  /// "| In other words |, according to the log, the tug had left": words that only join the sentence to the one before.
  private func isConnective(_ content: QuotePart, _ cue: Range<Int>) -> Bool {
    content.part == .clause && content.tokens.upperBound <= cue.lowerBound && content.tokens.count <= Self.longestConnective
      && Self.connectives.contains(WordHash.folded(text.words(text.range(content.tokens))))
  }

  private static let connectives = Set(WordSets.phrases("MisreadReports.connectives").map { WordHash.folded($0) })
  private static let longestConnective = 5

  /// Whether a content is the bare object of its cue: directly behind it, without a verb and without quotation marks.
  private func isObject(_ content: QuotePart, _ cue: Range<Int>) -> Bool {
    content.part == .clause && content.tokens.lowerBound == cue.upperBound
      && content.tokens.allSatisfy { token in
        if text.tokens[token].quotation >= 0 { return false }
        switch text.tokens[token].tag {
        case .VBD, .VBZ, .VBP, .MD: return phrases.name(at: token) != nil
        default: return true
        }
      }
  }

  private static func hashes(_ words: String) -> Set<UInt64> { Set(WordHash.foldedWords(words)) }
  private static let citing = WordHash.folded("citing")
  private static let goes = WordHash.folded("goes")
  private static let without = WordHash.folded("without")
  private static let referring = hashes("refer refers referred")
  private static let telling = hashes("tell tells told telling")
  private static let saying = hashes("say saying")
  /// What is told without being quoted.
  private static let things = hashes(WordSets["MisreadReports.things"])
  /// Words before "to say" that make it an idiom of the writer.
  private static let leads = hashes("not needless suffice it safe fair enough")
}
