internal import Knowledge
internal import Linguistics
internal import Record

/// Reads roles in apposition, between commas or in brackets, before or after the name.
struct Appositions {
  let context: OfficialContext
  let reader: RolePhraseReader
  private var text: AnalyzedText { context.text }

  init(_ context: OfficialContext) {
    self.context = context
    reader = RolePhraseReader(context)
  }

  /// The roles after the name, in order: "Roe, 67, the owner of a diner,", "Roe (chairman of Acme)", "Roe — a lawyer —".
  func claims(after run: Range<Int>) -> [RolePhrase] {
    var index = run.upperBound
    let limit = Int(context.sentenceEnd[run.lowerBound])
    var found: [RolePhrase] = []
    // Postnominal letters without a comma: "Ann Roe QC".
    if index < limit, text.tokens[index].shape.contains(.allCaps), !text.tokens[run.lowerBound].shape.contains(.allCaps),
      let letters = reader.read(from: index, limit: index + 1, allowForm: false)
    {
      found.append(letters)
      index = letters.end
    }
    // Degrees and honours: "Ann Roe MBE, chair of".
    while index < limit, context.lexicon.nonTitle(context.lower(index)) == .letters, text.tokens[index].shape.contains(.capitalized) {
      index += 1
    }
    index = skipBrackets(index, limit: limit)
    // "Roe of the Greens, a farmer"
    if index + 1 < limit, RoleWords.between.contains(context.lower(index)), let object = reader.object(from: index + 1, limit: limit),
      object.isNamed, object.run.upperBound < limit, context.isComma(object.run.upperBound)
    {
      index = object.run.upperBound
    }
    while index < limit, opens(index) {
      var start = index + 1
      // "M.D.," and "CBE," between the name and the office.
      if start + 1 < limit, isLetters(start), opens(start + 1) {
        index = start + 1
        continue
      }
      // "Ann Roe, PhD, and founder of"
      if start + 1 < limit, found.isEmpty, index > run.upperBound, context.lower(start) == RoleWords.andWord { start += 1 }
      // An age: "67," or "aged 67,".
      var afterAge = start
      if afterAge < limit, RoleWords.ages.contains(context.lower(afterAge)) { afterAge += 1 }
      if afterAge < limit, text.tokens[afterAge].kind == .number, afterAge + 1 < limit, context.isComma(afterAge + 1) {
        start = afterAge + 2
      }
      guard start < limit, var phrase = read(from: start, limit: limit) else {
        // A phrase such as "of Falmouth," may stand between.
        guard start < limit, RoleWords.between.contains(context.lower(start)), let object = reader.object(from: start + 1, limit: limit),
          object.isNamed, object.run.upperBound < limit, context.isComma(object.run.upperBound), found.isEmpty
        else { break }
        index = object.run.upperBound
        continue
      }
      addBody(to: &phrase, limit: limit)
      found.append(phrase)
      index = phrase.end
      // "a lawyer and a former mayor"
      if index + 1 < limit, context.lower(index) == RoleWords.andWord, let next = read(from: index + 1, limit: limit) {
        found.append(next)
        index = next.end
      }
      if found.count > 3 { break }
    }
    return found
  }

  /// Whether a word is a degree or an honour between commas: one that is listed, or short capitals that are neither a title nor a body known
  /// from elsewhere in the article.
  private func isLetters(_ index: Int) -> Bool {
    guard context.isCapitalized(index) else { return false }
    if context.lexicon.nonTitle(context.lower(index)) == .letters { return true }
    let token = text.tokens[index]
    guard token.kind == .word, token.shape.contains(.allCaps), token.range.count <= 5, !context.classes[index].contains(.state),
      context.lexicon.title(endingAt: index, from: index, in: text) == nil
    else { return false }
    guard let name = context.name(at: index) else { return true }
    return name.kind == .organization && name.tokens.count == 1 && (name.entity < 0 || text.bodies[name.entity].mentions.count == 1)
      && context.lexicon.nonTitle(context.lower(index - 2)) == .letters
  }

  /// "Head of Research, Acme Limited,": the body after the title and a comma.
  private func addBody(to phrase: inout RolePhrase, limit: Int) {
    let comma = phrase.end
    guard phrase.body == nil || phrase.bodyLink == .adjective || phrase.bodyLink == .party, comma + 1 < limit, context.isComma(comma),
      context.isCapitalized(phrase.head) || context.isCapitalized(phrase.title.first ?? phrase.head) || !phrase.isDetermined
    else { return }
    var start = comma + 1
    // "Vice President, Sales, Acme Inc.": the field of the post comes before the body.
    var field = start
    while field < limit, reader.isFieldWord(field) { field += 1 }
    if field > start, field + 1 < limit, context.isComma(field), context.isCapitalized(field + 1) { start = field + 1 }
    if context.lower(start) == RoleWords.the { start += 1 }
    guard start < limit, context.isCapitalized(start), context.lexicon.nonTitle(context.lower(start)) != .letters,
      context.classes[start].isDisjoint(with: [.courtesy, .calendar]), let object = reader.object(from: start, limit: limit),
      let body = object.body, object.isNamed
    else { return }
    // Neither the next person of a list nor another title may be the body.
    let isNamedBody = context.name(at: start)?.kind == .organization || body.contains { context.classes[$0].contains(.bodyHead) }
    if body.contains(where: { context.isPerson($0) }), !isNamedBody { return }
    if context.lexicon.title(endingAt: body.upperBound - 1, from: body.lowerBound, in: text) != nil, !isNamedBody { return }
    if object.isPlaceName, !RoleWords.localHeads.contains(context.lower(phrase.head)) { return }
    if context.name(at: start)?.kind == .nationality { return }
    guard closes(object.run.upperBound, limit: limit) else { return }
    phrase.body = body
    phrase.bodyLink = .comma
    phrase.end = object.run.upperBound
  }

  private func opens(_ index: Int) -> Bool {
    context.isComma(index) || context.isMark(index, "(") || text.tokens[index].kind == .dash
  }

  /// Skips a bracket such as "(R-S.C.)" between the name and the comma.
  private func skipBrackets(_ index: Int, limit: Int) -> Int {
    guard index + 2 < limit, context.isMark(index, "(") else { return index }
    for close in index + 1..<min(index + 6, limit) where context.isMark(close, ")") {
      return close + 1 < limit && opens(close + 1) && isShortBracket(index + 1..<close) ? close + 1 : index
    }
    return index
  }

  private func isShortBracket(_ run: Range<Int>) -> Bool { run.count <= 3 && read(from: run.lowerBound, limit: run.upperBound) == nil }

  /// Reads a role phrase that can be an apposition: not a bare plural, not the title of the next name, not the beginning of a clause.
  private func read(from start: Int, limit: Int) -> RolePhrase? {
    // "one of President Roe's former aides"
    let isOneOf = start + 2 < limit && context.lower(start) == RoleWords.oneWord && context.lower(start + 1) == RoleWords.ofWord
    guard var phrase = reader.read(from: isOneOf ? start + 2 : start, limit: limit) else { return nil }
    if isOneOf { phrase.isPlural = false }
    guard !phrase.isPlural || RoleWords.boths.contains(context.lower(start)) else { return nil }
    if phrase.title.count == 1, context.lexicon.nonTitle(context.lower(phrase.head)) != nil { return nil }
    // "Roe, President Obama and …": the title belongs to the next person.
    if phrase.end < limit, context.isPerson(phrase.end) { return nil }
    if phrase.end < limit, context.classes[phrase.end].contains(.courtesy), context.isCapitalized(phrase.end) { return nil }
    // A bare noun that is not in the lexicon and only has the form of a role is too weak: "Roe, however," "Roe, winter".
    if !phrase.isListed, !phrase.isDetermined { return nil }
    // "Roe, lawyers said": a clause.
    if !phrase.isDetermined, phrase.end == phrase.coreEnd, phrase.end < limit, isVerb(phrase.end) { return nil }
    if !closes(phrase.end, limit: limit), !closes(phrase.coreEnd, limit: limit) { return nil }
    return phrase
  }

  private func isVerb(_ index: Int) -> Bool { [.VBD, .VBZ, .VBP, .MD].contains(text.tokens[index].tag) }

  /// Whether an apposition may end before a token: punctuation, "who", "and", a preposition, a participle, or a verb whose subject is the
  /// name.
  private func closes(_ index: Int, limit: Int) -> Bool {
    guard index < limit else { return true }
    let token = text.tokens[index]
    if token.kind != .word && token.kind != .number { return true }
    switch token.tag {
    case .WP, .WDT, .WPS, .WRB, .IN, .CC, .VBG, .VBN, .VBD, .VBZ, .VBP, .MD, .RB, .TO: return true
    default: return false
    }
  }

  /// "Trump's campaign manager, Kellyanne Conway, said": the role stands before the name and a comma. An age, a nationality, a courtesy
  /// title or a rank may stand between them.
  /// - Parameter run: the name, or the name with a description before it.
  func claim(before run: Range<Int>) -> RolePhrase? {
    let limit = Int(context.sentenceEnd[run.lowerBound])
    let floor = Int(context.sentenceStart[run.lowerBound])
    var comma = run.lowerBound - 1
    while comma > floor, run.lowerBound - comma < 6,
      context.classes[comma].contains(.courtesy) || isRank(comma)
        || reader.isPrivate(comma, before: comma + 1)
        || context.name(at: comma)?.kind == .nationality || Demonyms.contains(context.lower(comma))
    { comma -= 1 }
    let described = describedStart(comma, floor: floor)
    if let described { comma = described - 1 }
    guard comma > floor,
      context.isComma(comma) || text.tokens[comma].kind == .dash || context.isMark(comma, ":")
    else { return nil }
    let isComma = context.isComma(comma)
    guard run.upperBound >= limit || closesName(run.upperBound) else { return nil }
    // Candidates for the start of the phrase, the longest phrase first.
    var start = comma
    var steps = 0
    while start > floor, steps < 16, canStand(start - 1) {
      start -= 1
      steps += 1
    }
    while start < comma {
      if isStart(start, floor: floor), let phrase = reader.read(from: start, limit: comma),
        phrase.end == comma || phrase.isDetermined && text.tokens[phrase.end].tag == .IN
      {
        if phrase.title.count == 1, context.lexicon.nonTitle(context.lower(phrase.head)) != nil { return nil }
        guard phrase.isDetermined || phrase.isListed && isComma else { return nil }
        // With a description before the name, the role must have an article or possessor and the name must end at punctuation. Otherwise it
        // may be a list of people.
        if described != nil,
          !phrase.isDetermined || !phrase.isListed || phrase.isPlural
            || run.upperBound < limit && !closesAtMark(run.upperBound)
        {
          return nil
        }
        // "Ann Roe, marketing director, Ahara": the title belongs to the person before it.
        let first = phrase.start
        if first > floor + 1, context.isComma(first - 1), context.isPerson(first - 2), isComma,
          ![.DT, .PRPS].contains(text.tokens[first].tag)
        {
          return nil
        }
        // "told the Herald Leader, Ann Roe": a newspaper.
        if context.isCapitalized(phrase.head), phrase.head > floor, RoleWords.paperHeads.contains(context.lower(phrase.head)),
          context.isCapitalized(phrase.head - 1)
        {
          return nil
        }
        if !phrase.isDetermined, phrase.end == phrase.coreEnd { return nil }
        if phrase.isPlural, !startsList(run), !isOneOf(start) { return nil }
        return phrase
      }
      start += 1
    }
    return nil
  }

  /// "Oxford-educated Ann Roe", "Booker laureate Ann Roe": where a description of up to four words between the comma and the name begins.
  private func describedStart(_ last: Int, floor: Int) -> Int? {
    guard last > floor else { return nil }
    var index = last
    while index > floor, last - index < 4, !context.isComma(index) {
      let token = text.tokens[index]
      guard token.kind == .word,
        [.NN, .NNP, .JJ, .VBN].contains(token.tag) || token.shape.contains(.hyphenated),
        !context.isPerson(index)
      else { return nil }
      index -= 1
    }
    let token = text.tokens[last]
    guard index < last, context.isComma(index),
      token.tag == .NN || token.shape.contains(.hyphenated),
      !context.isCapitalized(last) || token.shape.contains(.hyphenated)
    else { return nil }
    return index + 1
  }

  private func closesAtMark(_ index: Int) -> Bool {
    let kind = text.tokens[index].kind
    return (kind == .punctuation || kind == .dash || kind == .closingMark)
      && !context.isPossessive(index)
  }

  /// "One of the weavers, Ann Roe, said"
  func isOneOf(_ start: Int) -> Bool {
    start > 1 && context.lower(start - 1) == RoleWords.ofWord && context.lower(start - 2) == RoleWords.oneWord
  }

  /// A rank directly before the name: "the mission's deputy commander, Brig. Gen. Roe".
  private func isRank(_ index: Int) -> Bool {
    let token = text.tokens[index]
    return context.isCapitalized(index) && context.lexicon.title(endingAt: index, from: index, in: text) != nil && token.kind == .word
  }

  private func startsList(_ run: Range<Int>) -> Bool {
    run.upperBound < text.tokens.count && (RoleWords.and.contains(context.lower(run.upperBound)) || context.isComma(run.upperBound))
  }

  private func closesName(_ index: Int) -> Bool {
    let token = text.tokens[index]
    // Postnominal letters: "his barrister, Ann Roe KC, argued".
    if token.shape.contains(.allCaps), token.kind == .word, isRank(index) { return true }
    if token.kind == .punctuation || token.kind == .dash || token.kind == .closingMark { return !context.isPossessive(index) }
    return RoleWords.and.contains(token.lower) || [.WP, .VBD, .VBZ, .IN].contains(token.tag)
  }

  private func canStand(_ index: Int) -> Bool {
    let token = text.tokens[index]
    if token.kind != .word, token.kind != .number { return context.isMark(index, "&") || context.isPossessive(index) }
    if context.isPerson(index) { return true }
    switch token.tag {
    case .VBD, .VBZ, .VBP, .MD, .WP, .WDT, .WRB, .PRP, .EX, .punctuation: return context.name(at: index) != nil
    default: return true
    }
  }

  /// Whether a phrase can begin here: at an article or possessive, or after a token that cannot belong to it.
  private func isStart(_ index: Int, floor: Int) -> Bool {
    if [.DT, .PRPS].contains(text.tokens[index].tag) { return true }
    if index == floor { return true }
    let before = text.tokens[index - 1]
    if [.DT, .PRPS].contains(before.tag) { return false }
    switch before.tag {
    case .NN, .NNS, .NNP, .NNPS, .JJ, .POS: return false
    default: return true
    }
  }
}

extension RoleWords {
  static let andWord = of("and")
  static let oneWord = of("one")
  static let boths = set("both all")
  static let between = set("of from")
  /// Nouns that name newspapers as well as people.
  static let paperHeads = set(WordSets["Appositions.paperHeads"])
  /// Offices that belong to a place.
  static let localHeads = set(WordSets["Appositions.localHeads"])
}
