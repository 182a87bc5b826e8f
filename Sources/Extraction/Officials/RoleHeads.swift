internal import Knowledge
internal import Linguistics
internal import Record

/// Decides which word is the head of a role phrase, and which of the words before it name a body.
extension RolePhraseReader {
  func isHead(_ index: Int, from start: Int) -> Bool { context.lexicon.title(endingAt: index, from: start, in: text) != nil }

  /// "Head coach Roe", "according to sommelier Roe": a title that the tagger took for another part of speech.
  func isHeadBeforeName(_ index: Int) -> Bool {
    let isVerb = [.VB, .VBP, .VBZ].contains(text.tokens[index].tag)
    // "Captains Ann Roe and Bob Orr": a sentence does not begin with a verb in the third person.
    let isFirst =
      text.tokens[index].tag == .VBZ && text.tokens[index].shape.contains(.sentenceStart)
    return (!isVerb || isFirst || index > 0 && context.isCapitalized(index - 1))
      && index + 1 < text.tokens.count && context.isPerson(index + 1)
      && context.lexicon.title(endingAt: index, from: index, in: text) != nil
  }

  /// The role whose head is the last token of a phrase's core.
  func head(_ index: Int, from start: Int, allowForm: Bool) -> RoleLexicon.Entry? {
    let token = text.tokens[index]
    var allowForm = allowForm
    guard token.kind == .word, !context.isPerson(index) else { return nil }
    switch token.tag {
    case .NN, .NNS, .NNP, .NNPS, .JJ: break
    // "an elder who speaks"
    case .JJR: allowForm = false
    default:
      if !isHeadBeforeName(index), !token.shape.contains(.abbreviation), !token.shape.contains(.capitalized),
        context.lexicon.title(endingAt: index, from: start, in: text)?.length ?? 0 < 2
      {
        return nil
      }
    }
    if let entry = context.lexicon.title(endingAt: index, from: start, in: text) { return entry }
    // "Sabres center Ann Roe"
    if RoleWords.positions.contains(token.lower), index > 0, context.isCapitalized(index - 1), index + 1 < text.tokens.count,
      context.isPerson(index + 1)
    {
      return RoleLexicon.Entry(sector: .sport, length: 1, isPlural: false, isListed: true)
    }
    if RoleWords.critic.contains(token.lower), index > start, isNounLike(index - 1) {
      return RoleLexicon.Entry(sector: .politics, length: 1, isPlural: false, isListed: true)
    }
    return allowForm ? context.lexicon.byForm(index, in: text) : nil
  }

  /// A lower-case word, or an ordinary word capitalised only as the first of its sentence: "Victims' lawyer".
  func isSmall(_ index: Int) -> Bool {
    !context.isCapitalized(index)
      || text.tokens[index].shape.contains(.sentenceStart) && context.classes[index].contains(.common) && context.name(at: index) == nil
  }

  /// "Garda Commissioner", "UN Secretary-General", "Greens spokesperson": a capitalised word that is not an ordinary word names a body.
  func isBodyWord(_ index: Int) -> Bool {
    let token = text.tokens[index]
    guard token.kind == .word, token.shape.contains(.capitalized), !token.shape.contains(.abbreviation), context.name(at: index) == nil,
      context.classes[index].isDisjoint(with: [.role, .nationality, .courtesy, .nameSuffix, .calendar, .given])
    else { return false }
    if token.shape.contains(.allCaps) { return token.range.count < 7 }
    guard token.tag == .NNP || token.tag == .NNPS || token.tag == .NNS, !token.shape.contains(.hyphenated),
      context.classes[index].isDisjoint(with: [.common, .bodyHead])
    else { return false }
    let end = text.bytes[token.range.start..<token.range.end]
    return !RoleWords.adjectiveEnds.contains { end.suffix($0.count).elementsEqual($0) }
  }

  /// "foreign ministry spokesman": the lower-case body for which a spokesman speaks.
  func smallBody(_ modifiers: [Int], head: Int) -> Int? {
    guard RoleWords.speakers.contains(context.lower(head)), let last = modifiers.last, last == head - 1, context.isBodyNoun(last) else {
      return nil
    }
    var first = modifiers.count - 1
    while first > 0, modifiers[first - 1] == modifiers[first] - 1 { first -= 1 }
    return first
  }
}

extension RoleWords {
  /// Positions in a team that are ordinary words elsewhere.
  static let positions = set(WordSets["RoleHeads.positions"])
}
