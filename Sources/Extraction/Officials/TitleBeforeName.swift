internal import Linguistics
internal import Record

/// Reads roles directly before the name: "Canadian Prime Minister Justin Trudeau", "Alder Mills board member Ada Penhallow", "the midwife
/// Comfort Roe".
struct TitleBeforeName {
  let context: OfficialContext
  let reader: RolePhraseReader
  private var text: AnalyzedText { context.text }

  init(_ context: OfficialContext) {
    self.context = context
    reader = RolePhraseReader(context)
  }

  func claim(before run: Range<Int>) -> RolePhrase? {
    // "Health Commissioner Dr. Ann Roe", "the author of the report Dr Ann Roe": an office before "Dr".
    let last = run.lowerBound - 1
    if last > 0, RoleWords.doctors.contains(context.lower(last)), last > Int(context.sentenceStart[last]),
      let phrase = claim(before: run, end: last), phrase.isListed, !RoleWords.doctors.contains(context.lower(phrase.head))
    {
      return phrase
    }
    return claim(before: run, end: run.lowerBound)
  }

  private func claim(before run: Range<Int>, end nameStart: Int) -> RolePhrase? {
    var end = nameStart
    let floor = Int(context.sentenceStart[run.lowerBound])
    // "Chief Justice Sir John Roe", "the Rev. Dr. Ann Roe", "Col. (ret.) Joe Roe"
    while end > floor, context.classes[end - 1].contains(.courtesy), context.isCapitalized(end - 1),
      !RoleWords.doctors.contains(context.lower(end - 1))
    { end -= 1 }
    if end > floor + 2, context.isMark(end - 1, ")"), context.isMark(end - 3, "(") { end -= 3 }
    if end > floor + 3, context.isMark(end - 1, ")"), context.isMark(end - 4, "(") { end -= 4 }
    // "a watchman named Orville Pence"
    if end > floor + 1, RoleWords.naming.contains(context.lower(end - 1)) { end -= 1 }
    // "Army spokesman Major Roe": the job before the rank.
    var rank = end
    while rank > floor + 1, context.isCapitalized(rank - 1), context.lexicon.title(endingAt: rank - 1, from: rank - 1, in: text) != nil,
      text.tokens[rank - 1].kind == .word
    { rank -= 1 }
    if rank < end, rank > floor, !context.isCapitalized(rank - 1), context.lexicon.title(endingAt: rank - 1, from: floor, in: text) != nil {
      end = rank
    }
    guard end > floor else { return nil }
    var start = end
    while start > floor, end - start < Self.reach, canPrecede(start - 1, end: end) { start -= 1 }
    guard start < end else { return nil }
    // "Secretary of State Ada Penhallow": the whole phrase ends at the name. Tries the longest phrase first.
    var candidate = start
    while candidate < end {
      if text.tokens[candidate].tag != .POS, var phrase = read(from: candidate, until: end), !isOther(phrase, end: end) {
        if !phrase.isDetermined, !phrase.isListed, !context.isCapitalized(phrase.head) {
          // A noun recognized by its suffix alone needs a determiner: "in debate Roe" shows nothing, "the debater Roe" does.
          guard isDetermined(candidate) else { return nil }
        }
        if isNonTitle(phrase) { return nil }
        phrase.others += joinedTitles(before: phrase.start, floor: floor)
        if phrase.body == nil, let body = bracketedBody(before: phrase.start) {
          phrase.body = body
          phrase.bodyLink = .modifier
        }
        return phrase
      }
      candidate += 1
    }
    return nil
  }

  private func read(from start: Int, until end: Int) -> RolePhrase? {
    guard let phrase = reader.read(from: start, limit: end) else { return nil }
    return phrase.end == end ? phrase : nil
  }

  /// The most tokens before the name that can belong to its title.
  private static let reach = 24

  /// "aides to Senator Roe": Roe is the senator; the aides are other people. A phrase in the middle of a sentence whose field or body
  /// follows the title needs an article or a capital: "the head of the fund Ann Roe".
  private func isOther(_ phrase: RolePhrase, end: Int) -> Bool {
    guard phrase.end > phrase.coreEnd else { return false }
    if context.lexicon.title(endingAt: end - 1, from: max(phrase.coreEnd + 1, end - 4), in: text)?.isPlural == false,
      !RoleWords.portfolioHeads.contains(context.lower(phrase.head)) || context.lexicon.nonTitle(context.lower(end - 1)) == nil
    {
      return true
    }
    let isLong = phrase.end - phrase.coreEnd > 3 || RoleWords.looseLinks.contains(context.lower(phrase.coreEnd))
    return isLong && !isDetermined(phrase.start) && !context.isCapitalized(phrase.head)
  }

  /// "chairman, CEO and president Ann Roe": titles joined to the last one by commas and "and".
  private func joinedTitles(before start: Int, floor: Int) -> [RolePhrase] {
    var found: [RolePhrase] = []
    var index = start - 1
    guard index > floor, context.lower(index) == RoleWords.andWord else { return [] }
    while index > floor, found.count < 3, context.lower(index) == RoleWords.andWord || context.isComma(index),
      let entry = context.lexicon.title(endingAt: index - 1, from: max(floor, index - 4), in: text), !entry.isPlural
    {
      let first = index - entry.length
      guard first >= floor, context.lexicon.nonTitle(context.lower(index - 1)) == nil,
        let phrase = reader.read(core: first..<index, limit: index, pronoun: nil, determined: true, allowForm: false)
      else { break }
      found.append(phrase)
      index = first - 1
    }
    return found
  }

  /// "the All Velland Assembly for Unity (AVAU) president": the body before its abbreviation in brackets.
  private func bracketedBody(before start: Int) -> Range<Int>? {
    guard start > 4, context.isMark(start - 1, ")"), context.isMark(start - 3, "("), text.tokens[start - 2].shape.contains(.allCaps) else {
      return nil
    }
    let end = start - 3
    let floor = max(Int(context.sentenceStart[start]), end - 10)
    var first = end
    while first > floor {
      let index = first - 1
      let isLink = RoleWords.nameLinks.contains(context.lower(index)) && index > floor && context.isCapitalized(index - 1) && first < end
      guard context.isCapitalized(index) && text.tokens[index].kind == .word || isLink else { break }
      first -= 1
    }
    // "Workers' Party of Tarn (WPT) leader": includes at least the name as it was tagged.
    if let name = context.name(at: end - 1), name.kind == .organization, name.tokens.upperBound == end {
      first = min(first, name.tokens.lowerBound)
    }
    while first < end, RoleWords.articles.contains(context.lower(first)) || !context.isCapitalized(first) { first += 1 }
    return first < end ? first..<end : nil
  }

  private func isDetermined(_ start: Int) -> Bool {
    [.DT, .PRPS].contains(text.tokens[start].tag) || start > 0 && [.DT, .PRPS].contains(text.tokens[start - 1].tag)
  }

  private func isNonTitle(_ phrase: RolePhrase) -> Bool {
    phrase.title.allSatisfy { text.tokens[$0].tag == .CC || context.lexicon.nonTitle(context.lower($0)) != nil }
      // "House Speaker Roe" holds an office; "speaker Roe" only spoke.
      && !(phrase.isListed && phrase.body != nil && context.isCapitalized(phrase.head))
  }

  /// Whether a token can belong to a title that ends before the name.
  private func canPrecede(_ index: Int, end: Int) -> Bool {
    let token = text.tokens[index]
    if token.shape.contains(.abbreviation), token.kind == .word, context.isCapitalized(index) { return true }
    if context.isPerson(index) {
      guard let name = context.name(at: index) else { return false }
      return name.tokens.upperBound < end && name.tokens.upperBound > index
    }
    switch token.tag {
    case .DT, .PRPS, .WPS: return index + 1 < end && ![.DT, .PRPS].contains(text.tokens[index + 1].tag)
    case .NN, .NNS, .NNP, .NNPS, .JJ, .JJR, .JJS, .POS: return token.kind == .word
    case .VBN: return token.kind == .word && !context.isPerfect(index)
    // In "for inviting critic Roe" the word is a verb, in "the acting mayor Roe" part of the title.
    case .VBG:
      return context.isCapitalized(index) || RoleWords.former.contains(token.lower) || isDetermined(index)
        || context.lexicon.title(endingAt: index + 1, from: index, in: text)?.length == 2
    case .CC:
      return index > 0 && index + 1 < end && !context.isPerson(index - 1)
        && (context.isMark(index, "&") || reader.isCore(index, from: index - 1))
    case .IN, .TO:
      // "of State", "to Burma", "for Europe".
      return RoleWords.titleLinks.contains(token.lower) && index + 1 < end && index > 0
        && (context.lexicon.title(endingAt: index - 1, from: max(0, index - 4), in: text) != nil || isSecondLink(index))
    // "Head coach Roe": tagged as a verb.
    case .VB, .VBP, .VBZ, .RB, .RBR:
      if index + 1 < end
        ? reader.beginsTitle(index)
        : token.shape.contains(.sentenceStart) && reader.isHeadBeforeName(index)
      {
        return true
      }
      return index + 1 == end && index > 0 && context.isCapitalized(index - 1)
        && context.lexicon.title(endingAt: index, from: max(0, index - 2), in: text) != nil
    default:
      return context.isPossessive(index) || context.name(at: index) != nil || token.shape.contains(.hyphenated) && token.kind == .word
    }
  }
}

extension TitleBeforeName {
  /// "at" in "professor of law at Lakeport College Ann Roe": a title and its first preposition come before.
  private func isSecondLink(_ index: Int) -> Bool {
    var place = index - 1
    while place > 0, index - place < 10 {
      if RoleWords.titleLinks.contains(context.lower(place)),
        context.lexicon.title(endingAt: place - 1, from: max(0, place - 4), in: text) != nil
      {
        return true
      }
      // "of" inside the body: "the head of the department of physics at".
      guard
        [.NN, .NNS, .NNP, .NNPS, .JJ, .DT, .CC].contains(text.tokens[place].tag)
          || context.lower(place) == RoleWords.ofWord
      else {
        return false
      }
      place -= 1
    }
    return false
  }
}

extension RoleWords {
  static let nameLinks = set("of for and the & on in")
  static let looseLinks = set("in at for")
  static let doctors = set("dr. dr drs.")
  static let naming = set("named called")
  static let titleLinks = set("of to for at in")
}
