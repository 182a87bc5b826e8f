internal import Linguistics
internal import Record

/// "Canadian Prime Minister Justin Trudeau", "Wells Fargo board member Elaine Chao", "the midwife Comfort Roe": the role stands
/// right before the name.
struct TitleBeforeName {
  let context: OfficialContext
  let reader: RolePhraseReader
  private var text: AnalyzedText { context.text }

  init(_ context: OfficialContext) {
    self.context = context
    reader = RolePhraseReader(context)
  }

  func claim(before run: Range<Int>) -> RolePhrase? {
    var end = run.lowerBound
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
    while start > floor, canPrecede(start - 1, end: end) { start -= 1 }
    guard start < end else { return nil }
    // "Secretary of State John Kerry": the whole phrase ends at the name. Try the longest first.
    var candidate = start
    while candidate < end {
      if text.tokens[candidate].tag != .POS, let phrase = read(from: candidate, until: end) {
        if !phrase.isDetermined, !phrase.isListed, !context.isCapitalized(phrase.head) {
          // A bare noun by form alone before a name: "in debate Roe" shows nothing, "the debater Roe" does.
          guard isDetermined(candidate) else { return nil }
        }
        if isUnrole(phrase) { return nil }
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

  private func isDetermined(_ start: Int) -> Bool {
    [.DT, .PRPS].contains(text.tokens[start].tag) || start > 0 && [.DT, .PRPS].contains(text.tokens[start - 1].tag)
  }

  private func isUnrole(_ phrase: RolePhrase) -> Bool {
    phrase.title.allSatisfy { text.tokens[$0].tag == .CC || context.lexicon.unrole(context.lower($0)) != nil }
      // "House Speaker Roe" holds an office, "speaker Roe" only spoke.
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
    case .DT, .PRPS: return index + 1 < end && ![.DT, .PRPS].contains(text.tokens[index + 1].tag)
    case .NN, .NNS, .NNP, .NNPS, .JJ, .JJR, .JJS, .POS: return token.kind == .word
    case .VBN: return token.kind == .word && !context.isPerfect(index)
    // "for inviting critic Roe" invites; "the acting mayor Roe" acts.
    case .VBG: return context.isCapitalized(index) || RoleWords.former.contains(token.lower) || isDetermined(index)
    case .CC: return index > 0 && index + 1 < end && (context.isMark(index, "&") || reader.isCore(index, from: index - 1))
    case .IN, .TO:
      // "of State", "to Burma", "for Europe".
      return RoleWords.titleLinks.contains(token.lower) && index + 1 < end && index > 0
        && context.lexicon.title(endingAt: index - 1, from: max(0, index - 4), in: text) != nil
    // "Head coach Roe": a verb by its form.
    case .VB, .VBP, .VBZ:
      return index + 1 == end && index > 0 && context.isCapitalized(index - 1)
        && context.lexicon.title(endingAt: index, from: max(0, index - 2), in: text) != nil
    default:
      return context.isPossessive(index) || context.name(at: index) != nil || token.shape.contains(.hyphenated) && token.kind == .word
    }
  }
}

extension RoleWords {
  static let doctors = set("dr. dr drs.")
  static let naming = set("named called")
  static let titleLinks = set("of to for")
}
