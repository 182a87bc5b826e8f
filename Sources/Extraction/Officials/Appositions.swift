internal import Linguistics
internal import Record

/// A role set off by commas or brackets beside the name, on either side.
struct Appositions {
  let context: OfficialContext
  let reader: RolePhraseReader
  private var text: AnalyzedText { context.text }

  init(_ context: OfficialContext) {
    self.context = context
    reader = RolePhraseReader(context)
  }

  /// "Roe, 67, the owner of a diner,", "Roe (chairman of Acme)", "Roe — a lawyer —": roles behind the name, in order.
  func claims(after run: Range<Int>) -> [RolePhrase] {
    var index = run.upperBound
    let limit = Int(context.sentenceEnd[run.lowerBound])
    var found: [RolePhrase] = []
    // Letters of rank without a comma: "Ann Roe QC".
    if index < limit, text.tokens[index].shape.contains(.allCaps), !text.tokens[run.lowerBound].shape.contains(.allCaps),
      let letters = reader.read(from: index, limit: index + 1, allowForm: false)
    {
      found.append(letters)
      index = letters.end
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
      // An age: "67," or "aged 67,".
      var afterAge = start
      if afterAge < limit, RoleWords.ages.contains(context.lower(afterAge)) { afterAge += 1 }
      if afterAge < limit, text.tokens[afterAge].kind == .number, afterAge + 1 < limit, context.isComma(afterAge + 1) {
        start = afterAge + 2
      }
      guard start < limit, let phrase = read(from: start, limit: limit) else {
        // "of Falmouth," and the like may stand between.
        guard start < limit, RoleWords.between.contains(context.lower(start)), let object = reader.object(from: start + 1, limit: limit),
          object.isNamed, object.run.upperBound < limit, context.isComma(object.run.upperBound), found.isEmpty
        else { break }
        index = object.run.upperBound
        continue
      }
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

  private func opens(_ index: Int) -> Bool {
    context.isComma(index) || context.isMark(index, "(") || text.tokens[index].kind == .dash
  }

  /// "(R-S.C.)" between the name and the comma.
  private func skipBrackets(_ index: Int, limit: Int) -> Int {
    guard index + 2 < limit, context.isMark(index, "(") else { return index }
    for close in index + 1..<min(index + 6, limit) where context.isMark(close, ")") {
      return close + 1 < limit && opens(close + 1) && isShortBracket(index + 1..<close) ? close + 1 : index
    }
    return index
  }

  private func isShortBracket(_ run: Range<Int>) -> Bool { run.count <= 3 && read(from: run.lowerBound, limit: run.upperBound) == nil }

  /// A role phrase that can be an apposition: no bare plural, no title of the next name, nothing that goes on as a clause.
  private func read(from start: Int, limit: Int) -> RolePhrase? {
    guard let phrase = reader.read(from: start, limit: limit) else { return nil }
    guard !phrase.isPlural else { return nil }
    if phrase.title.count == 1, context.lexicon.unrole(context.lower(phrase.head)) != nil { return nil }
    // "Roe, President Obama and …": the title of who comes next.
    if phrase.end < limit, context.isPerson(phrase.end) { return nil }
    if phrase.end < limit, context.classes[phrase.end].contains(.courtesy), context.isCapitalized(phrase.end) { return nil }
    // A bare noun known by form alone is weak: "Roe, however," "Roe, winter".
    if !phrase.isListed, !phrase.isDetermined { return nil }
    // "Roe, lawyers said": a clause.
    if !phrase.isDetermined, phrase.end == phrase.coreEnd, phrase.end < limit, isVerb(phrase.end) { return nil }
    if !closes(phrase.end, limit: limit), !closes(phrase.coreEnd, limit: limit) { return nil }
    return phrase
  }

  private func isVerb(_ index: Int) -> Bool { [.VBD, .VBZ, .VBP, .MD].contains(text.tokens[index].tag) }

  /// What may follow an apposition: a mark, "who", "and", a preposition, a participle, a verb whose subject is the name.
  private func closes(_ index: Int, limit: Int) -> Bool {
    guard index < limit else { return true }
    let token = text.tokens[index]
    if token.kind != .word && token.kind != .number { return true }
    switch token.tag {
    case .WP, .WDT, .WPS, .WRB, .IN, .CC, .VBG, .VBN, .VBD, .VBZ, .VBP, .MD, .RB, .TO: return true
    default: return false
    }
  }

  /// "Trump's campaign manager, Kellyanne Conway, said": the role stands before the name and a comma.
  func claim(before run: Range<Int>) -> RolePhrase? {
    let limit = Int(context.sentenceEnd[run.lowerBound])
    let floor = Int(context.sentenceStart[run.lowerBound])
    var comma = run.lowerBound - 1
    while comma > floor, context.classes[comma].contains(.courtesy) || isRank(comma) { comma -= 1 }
    guard comma > floor, context.isComma(comma) || text.tokens[comma].kind == .dash || context.isMark(comma, ":") else { return nil }
    let isComma = context.isComma(comma)
    guard run.upperBound >= limit || closesName(run.upperBound) else { return nil }
    // Candidates for the phrase's start, the longest first.
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
        if phrase.title.count == 1, context.lexicon.unrole(context.lower(phrase.head)) != nil { return nil }
        guard phrase.isDetermined || phrase.isListed && isComma else { return nil }
        if !phrase.isDetermined, phrase.end == phrase.coreEnd { return nil }
        if phrase.isPlural, !startsList(run), !isOneOf(start) { return nil }
        return phrase
      }
      start += 1
    }
    return nil
  }

  /// "One of the weavers, Ann Roe, said"
  func isOneOf(_ start: Int) -> Bool {
    start > 1 && context.lower(start - 1) == RoleWords.ofWord && context.lower(start - 2) == RoleWords.oneWord
  }

  /// A rank right before the name: "the mission's deputy commander, Brig. Gen. Roe".
  private func isRank(_ index: Int) -> Bool {
    let token = text.tokens[index]
    return context.isCapitalized(index) && context.lexicon.title(endingAt: index, from: index, in: text) != nil && token.kind == .word
  }

  private func startsList(_ run: Range<Int>) -> Bool {
    run.upperBound < text.tokens.count && (RoleWords.and.contains(context.lower(run.upperBound)) || context.isComma(run.upperBound))
  }

  private func closesName(_ index: Int) -> Bool {
    let token = text.tokens[index]
    // Letters of rank: "his barrister, Ann Roe KC, argued".
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

  /// Whether a phrase can begin here: at an article or possessive, or behind what cannot belong to it.
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
  static let between = set("of from")
}
