internal import Knowledge
internal import Linguistics

/// Noun phrases after a preposition: "of State", "for the Grain Growers", "at the university".
extension RolePhraseReader {
  struct Object {
    /// All of its tokens.
    var run: Range<Int>
    /// The body, if the phrase can be one.
    var body: Range<Int>?
    /// Whether it is only the field of a job ("biology", "fisheries").
    var isPortfolio: Bool
    var isPlaceName: Bool
    /// Whether it contains a name.
    var isNamed: Bool
    var isAny = true
  }

  /// Reads the noun phrase after a preposition.
  func object(from start: Int, limit: Int) -> Object? {
    let limit = min(limit, start + Self.reach)
    var index = start
    var determined = false
    while index < limit, text.tokens[index].tag == .DT || text.tokens[index].tag == .PRPS || text.tokens[index].tag == .CD {
      determined = true
      index += 1
    }
    let first = index
    var capital = false
    while index < limit {
      if context.isPerson(index), let name = context.name(at: index) {
        // "an aide to Governor Ada Penhallow": a person with a title is not a body.
        if index > first, context.lexicon.title(endingAt: index - 1, from: first, in: text) != nil,
          !context.isPossessive(name.tokens.upperBound)
        {
          let end = min(name.tokens.upperBound, limit)
          return Object(run: first..<end, body: nil, isPortfolio: false, isPlaceName: false, isNamed: true)
        }
        // "the Clinton campaign", "Roe's firm"; a person's name by itself is also an object.
        index = min(name.tokens.upperBound, limit)
        capital = true
        continue
      }
      if let name = context.name(at: index) {
        capital = true
        index = min(name.tokens.upperBound, limit)
        continue
      }
      if isNameLink(index, first: first, limit: limit) {
        index += 1
        continue
      }
      // "president of the Federation last night"
      if capital, !context.isCapitalized(index), RoleWords.times.contains(context.lower(index)) { break }
      guard isObjectWord(index, first: first) else { break }
      if context.isCapitalized(index) { capital = true }
      index += 1
    }
    // "the vicar of St Bride's": a possessive without a noun after it belongs to the name.
    let isSaint =
      index - 1 > first && context.isPossessive(index - 1) && context.isCapitalized(index - 2)
      && RoleWords.saints.contains(context.lower(index - 3 < first ? first : index - 3))
    while !isSaint, index > first, context.isPossessive(index - 1) || context.isMark(index - 1, "&") { index -= 1 }
    guard index > first else { return nil }
    if let end = listEnd(index, first: first, limit: limit, isCapital: capital) {
      return Object(run: first..<end, body: first..<end, isPortfolio: false, isPlaceName: false, isNamed: true)
    }
    let run = first..<index
    // "the nearby city of Alderness": takes the name of the place.
    if !capital, index + 1 < limit, RoleWords.placeNouns.contains(context.lower(index - 1)), context.lower(index) == RoleWords.ofWord,
      context.isCapitalized(index + 1), let inner = object(from: index + 1, limit: limit), let body = inner.body
    {
      return Object(run: first..<inner.run.upperBound, body: body, isPortfolio: false, isPlaceName: true, isNamed: true)
    }
    // "the board of Delmont Glass": an organ, of the body behind it.
    if !capital, index + 1 < limit, RoleWords.organs.contains(context.lower(index - 1)), context.lower(index) == RoleWords.ofWord,
      let inner = object(from: index + 1, limit: limit), inner.isNamed, !inner.isPlaceName, let body = inner.body
    {
      return Object(run: first..<inner.run.upperBound, body: body, isPortfolio: false, isPlaceName: false, isNamed: true)
    }
    // "the department of harbours"
    if !capital, index + 1 < limit, RoleWords.fieldBodies.contains(context.lower(index - 1)), context.lower(index) == RoleWords.ofWord,
      let inner = object(from: index + 1, limit: limit), !inner.isNamed
    {
      let end = inner.run.upperBound
      return Object(run: first..<end, body: first..<end, isPortfolio: false, isPlaceName: false, isNamed: false)
    }
    if !capital {
      // "the university", "the grain cooperative"; "biology", "emergency medicine".
      let headIsBody = context.isBodyNoun(index - 1)
      return Object(
        run: run, body: headIsBody && determined ? run : nil, isPortfolio: !determined, isPlaceName: false, isNamed: false)
    }
    // "the think tank Political Horizon": the body's name after its description.
    if let capital = run.first(where: { context.isCapitalized($0) }), capital > first, context.isBodyNoun(capital - 1),
      (capital..<run.upperBound).allSatisfy({ context.isCapitalized($0) })
    {
      return Object(run: run, body: capital..<run.upperBound, isPortfolio: false, isPlaceName: false, isNamed: true)
    }
    let name = context.name(at: run.lowerBound)
    let isPlace = name?.kind == .place && name?.tokens.upperBound == run.upperBound
    let personOnly = context.isPerson(run.lowerBound) && context.name(at: run.lowerBound)?.tokens.upperBound == run.upperBound
    var end = run.upperBound
    // "Tulsa, Okla."
    if isPlace, end + 1 < limit, context.isComma(end),
      context.classes[end + 1].contains(.state) || context.classes[end + 1].contains(.country),
      context.name(at: end + 1)?.kind != .person
    {
      end = context.name(at: end + 1)?.tokens.upperBound ?? end + 2
      return Object(run: first..<end, body: first..<end, isPortfolio: false, isPlaceName: true, isNamed: true)
    }
    return Object(run: run, body: personOnly ? nil : run, isPortfolio: false, isPlaceName: isPlace, isNamed: true)
  }

  /// The end of a body whose name contains a list: "the county's locks, ferries and piers department", "the Ministry of Roads, Bridges and
  /// Ports".
  private func listEnd(_ comma: Int, first: Int, limit: Int, isCapital: Bool) -> Int? {
    guard comma < limit, context.isComma(comma) || RoleWords.and.contains(context.lower(comma)) else { return nil }
    let isBodyOf =
      isCapital && (first..<comma).contains { context.classes[$0].contains(.bodyHead) && context.lower($0 + 1) == RoleWords.ofWord }
    guard !isCapital || isBodyOf, !isCapital || context.isCapitalized(comma - 1) else { return nil }
    var index = comma
    var hasAnd = false
    var words = 0
    while index < limit, index < comma + 12 {
      if context.isComma(index) || RoleWords.and.contains(context.lower(index)) {
        // The sentence continues after the last item: "…, Ports and Shipping, signed".
        if hasAnd && words > 0 { break }
        if hasAnd && RoleWords.and.contains(context.lower(index)) { return nil }
        if RoleWords.and.contains(context.lower(index)) { hasAnd = true }
        words = 0
        index += 1
        continue
      }
      let isNoun = text.tokens[index].kind == .word && !Self.functionTags.contains(text.tokens[index].tag)
      guard isNoun, !context.isPerson(index), context.isCapitalized(index) == isCapital, words < 3 else { break }
      // Another post is not an item of the list.
      if context.lexicon.title(endingAt: index, from: index, in: text) != nil { return nil }
      words += 1
      index += 1
      if !isCapital, hasAnd, context.isBodyNoun(index - 1) { return index }
    }
    return isCapital && hasAnd && words > 0 && context.isComma(comma) ? index : nil
  }

  private static let functionTags: Set<PartOfSpeech> = [.IN, .DT, .PRP, .PRPS, .MD, .TO, .WDT, .WP, .WPS, .WRB, .RB, .VBD, .EX]

  private func isObjectWord(_ index: Int, first: Int) -> Bool {
    let token = text.tokens[index]
    switch token.tag {
    case .NN, .NNS, .NNP, .NNPS, .JJ, .JJS, .POS: return true
    case .VBN, .VBG: return index == first || context.isCapitalized(index)
    case .CD: return index > first && context.isCapitalized(index - 1)
    case .IN, .DT, .CC, .RB, .PRP, .MD, .VBD, .VBZ, .VBP: return context.isCapitalized(index) && context.name(at: index) != nil
    default:
      return context.isMark(index, "&") || token.kind == .word && context.isCapitalized(index) && ![.WP, .WDT, .WRB].contains(token.tag)
    }
  }

  /// "of", "for", "and", "the" inside a capitalised name: "Institute for Harbour Integrity", "Department of Health and Care".
  private func isNameLink(_ index: Int, first: Int, limit: Int) -> Bool {
    guard index > first, index + 1 < limit, context.isCapitalized(index - 1) else { return false }
    let word = context.lower(index)
    let isAnd = RoleWords.and.contains(word)
    guard
      word == RoleWords.ofWord || word == RoleWords.forWord || isAnd || word == RoleWords.the || word == RoleWords.inWord
        || word == RoleWords.atWord
    else { return false }
    var next = index + 1
    if next < limit, context.lower(next) == RoleWords.the { next += 1 }
    guard next < limit, context.isCapitalized(next), !context.isPerson(next) || word == RoleWords.ofWord else { return false }
    // "in" and "at" do not join names: "university in Ohio" is not one name.
    if word == RoleWords.inWord || word == RoleWords.atWord { return false }
    if isAnd {
      // "and" may join two bodies, or be part of one name.
      guard let name = context.name(at: index - 1) else { return context.classes[next].contains(.bodyHead) }
      return name.tokens.contains(index)
    }
    if let name = context.name(at: index - 1), name.kind == .place { return false }
    return true
  }
}

extension RoleWords {
  /// Parts of a body that stand for it.
  static let organs = set("board boards")
  /// Bodies whose field follows after "of".
  static let fieldBodies = set(WordSets["RoleObject.fieldBodies"])
  /// Nouns followed by "of" and the name of a place.
  static let placeNouns = set(WordSets["RoleObject.placeNouns"])
}
