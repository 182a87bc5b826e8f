internal import Linguistics
internal import Record

/// Reads role phrases.
struct RolePhraseReader {
  let context: OfficialContext
  var text: AnalyzedText { context.text }

  init(_ context: OfficialContext) { self.context = context }

  /// Reads a role phrase that begins at `start`, including an article, and ends before `limit`.
  /// - Parameter allowForm: whether a bare noun counts that is recognized by its suffix alone.
  func read(from start: Int, limit: Int, allowForm: Bool = true) -> RolePhrase? {
    let limit = min(limit, start + Self.reach)
    var index = start
    var pronoun: Int?
    var determined = false
    var former = false
    // "then her private tutor", "herself a former minister", "once the mayor of"
    while index + 1 < limit, RoleWords.leads.contains(context.lower(index)) {
      if RoleWords.onceWords.contains(context.lower(index)) { former = true }
      index += 1
    }
    // "until then his deputy", "at the time its treasurer"
    if let end = RoleWords.timeLeads.lazy.compactMap({ context.end(of: $0, at: index) }).first,
      end < limit
    {
      former = true
      index = end
    }
    while index < limit,
      text.tokens[index].tag == .DT || text.tokens[index].tag == .PRPS || RoleWords.pronouns.contains(context.lower(index))
    {
      if text.tokens[index].tag == .PRPS || RoleWords.pronouns.contains(context.lower(index)) { pronoun = index }
      determined = true
      index += 1
    }
    // "his student and now rector"
    while index + 1 < limit, text.tokens[index].tag == .RB, RoleWords.dropped.contains(context.lower(index)) { index += 1 }
    // A number before a plural: "Two members of …".
    if index < limit, text.tokens[index].tag == .CD {
      if context.lower(index) == RoleWords.oneWord { determined = true }
      index += 1
      // "the 27 year old governor"
      if index + 1 < limit, RoleWords.years.contains(context.lower(index)), RoleWords.oldWords.contains(context.lower(index + 1)) {
        index += 2
      }
    }
    let coreStart = index
    while index < limit {
      if isCore(index, from: coreStart) {
        index += 1
      } else if context.isComma(index), index > coreStart, index + 2 < limit, isAdjective(index - 1), isAdjective(index + 1), determined {
        // "a blind, Cornish advocate"
        index += 1
      } else {
        break
      }
    }
    // "a producer famed for", "a cameraman working for": the noun phrase ends before the participle.
    while index > coreStart + 1, [.VBN, .VBG, .VBD, .RB].contains(text.tokens[index - 1].tag),
      head(index - 1, from: coreStart, allowForm: false) == nil
    { index -= 1 }
    guard index > coreStart else { return nil }
    // The phrase must end in a role: cuts what follows it ("general counsel office").
    var phrase = read(core: coreStart..<index, limit: limit, pronoun: pronoun, determined: determined, allowForm: allowForm)
    phrase?.start = start
    if former { phrase?.isFormer = true }
    return phrase
  }

  /// The most tokens of a phrase.
  static let reach = 48

  /// Whether a token can belong to the noun phrase before its head.
  func isCore(_ index: Int, from start: Int) -> Bool {
    let token = text.tokens[index]
    if context.isPerson(index) {
      // A person's name only as a possessor or attributive: "Trump's manager", "Clinton campaign manager".
      guard let name = context.name(at: index) else { return false }
      let next = name.tokens.upperBound
      return next < text.tokens.count && (context.isPossessive(next) || isNounLike(next) && !context.isPerson(next))
    }
    if context.name(at: index) != nil { return true }
    // "a deaf teacher": a private attribute is an adjective, whatever its tag.
    if context.lexicon.nonTitle(token.lower) == .attribute, index + 1 < text.tokens.count, isNounLike(index + 1) { return true }
    switch token.tag {
    case .NN, .NNS, .NNP, .NNPS, .JJ, .JJR, .JJS, .POS: return true
    case .VBN, .VBG, .VBD:
      return index > start || RoleWords.former.contains(token.lower) || isModifierVerb(index) && !context.isPerfect(index)
    case .CC:
      return context.isMark(index, "&")
        || index > start && index + 1 < text.tokens.count && isNounLike(index - 1) && !context.isPerson(index - 1) && isNounLike(index + 1)
          && (!isHead(index - 1, from: start) || RoleWords.former.contains(context.lower(index + 1)))
    case .RB:
      guard index + 1 < text.tokens.count else { return false }
      // "Vela's then mayor"
      if index > start, context.isPossessive(index - 1), RoleWords.leads.contains(token.lower), isNounLike(index + 1) { return true }
      return [.VBN, .JJ].contains(text.tokens[index + 1].tag) || isHeadBeforeName(index)
    case .FW, .SYM: return context.isMark(index, "&")
    case .VB, .VBP, .VBZ: return isHeadBeforeName(index) || beginsTitle(index)
    case .DT, .UH, .RBR: return token.shape.contains(.capitalized) && isHeadBeforeName(index)
    default: return token.shape.contains(.hyphenated) && token.kind == .word || context.isPossessive(index)
    }
  }

  /// "assistant" in "assistant coach": the first word of a listed title.
  func beginsTitle(_ index: Int) -> Bool {
    index + 1 < text.tokens.count && context.lexicon.title(endingAt: index + 1, from: index, in: text)?.length == 2
  }

  private func isModifierVerb(_ index: Int) -> Bool {
    index + 1 < text.tokens.count && isNounLike(index + 1)
  }

  func isNounLike(_ index: Int) -> Bool {
    switch text.tokens[index].tag {
    case .NN, .NNS, .NNP, .NNPS, .JJ: text.tokens[index].kind == .word
    default: false
    }
  }

  /// Reads a role phrase whose core (the noun phrase up to its head) is known.
  func read(core: Range<Int>, limit: Int, pronoun: Int?, determined: Bool, allowForm: Bool) -> RolePhrase? {
    var start = core.lowerBound
    var body: Range<Int>?
    var link = RolePhrase.BodyLink.none
    var pronoun = pronoun
    let head = core.upperBound - 1
    // What stands before the last possessive is the owner.
    for index in core where context.isPossessive(index) && index > core.lowerBound && index < head {
      // "laureate and girls' campaigner": the first of two roles is not an owner.
      let cut = (core.lowerBound..<index).last { context.lower($0) == RoleWords.andWord && context.name(at: $0) == nil }
      let owner =
        (cut.map { $0 > core.lowerBound && isHead($0 - 1, from: core.lowerBound) ? $0 + 1 : core.lowerBound } ?? core.lowerBound)..<index
      guard !owner.isEmpty else { continue }
      // "the children's author": part of the title; "the study's author": a thing without employees.
      if owner.allSatisfy({ isSmall($0) }), !context.isBodyNoun(index - 1),
        !RoleWords.owners.contains(context.lower(index - 1))
      {
        if RoleWords.peopleNouns.contains(context.lower(index - 1)) { continue }
        start = index + 1
        continue
      }
      link = context.isPerson(index - 1) ? .person : .possessive
      body = owner
      start = index + 1
      pronoun = nil
      // "Tarn County Sheriff's Office spokeswoman", "Bakers' Union leader": the possessor is part of the body's name.
      if link == .possessive, let end = ownedBody(index, owner: owner, head: head) {
        body = owner.lowerBound..<end
        start = end
        link = .modifier
      }
    }
    guard start <= head, let entry = self.head(head, from: start, allowForm: allowForm) else { return nil }
    if let joined = joined(core: core, from: start, limit: limit, pronoun: pronoun, determined: determined, allowForm: allowForm) {
      return joined
    }
    var titleStart = head - entry.length + 1
    // "Ohio Farmers Party Chairman": the title in the lexicon overlaps the end of the body's name.
    var cutName: Range<Int>?
    if titleStart <= head, let name = context.name(at: titleStart > start ? titleStart - 1 : titleStart), name.kind == .organization,
      name.tokens.lowerBound >= start, name.tokens.lowerBound < titleStart, name.tokens.upperBound > titleStart,
      !RoleWords.grades.contains(context.lower(name.tokens.lowerBound))
    {
      if titleStart < head, context.classes[titleStart].contains(.bodyHead), context.isCapitalized(titleStart) { titleStart += 1 }
      if context.classes[titleStart - 1].contains(.bodyHead) { cutName = name.tokens.lowerBound..<titleStart }
    }
    var title: [Int] = []
    var former = false
    var modifiers: [Int] = []
    var index = start
    while index < titleStart {
      if let run = cutName, run.lowerBound == index {
        if body == nil || link != .possessive { (body, link) = (run, .modifier) }
        index = run.upperBound
        continue
      }
      if let name = context.name(at: index), name.tokens.upperBound <= titleStart, !isPrivate(index, before: titleStart),
        isBodyModifier(name, head: titleStart, entry: entry)
      {
        // "World Darts Tour chairman": the name extends to the last capitalised word.
        var last = name.tokens.upperBound
        while name.kind != .person, name.kind != .nationality, !context.isCapitalized(head), last < titleStart, context.isCapitalized(last),
          text.tokens[last].kind == .word, context.name(at: last) == nil
        { last += 1 }
        let run = name.tokens.lowerBound..<last
        let newLink: RolePhrase.BodyLink =
          isParty(run) ? .party : name.kind == .nationality ? .adjective : name.kind == .person ? .person : .modifier
        // A body is better than a place, and a place better than an adjective.
        if body == nil || link == .adjective || link == .party, link != .possessive {
          body = name.kind == .person ? personBody(run, before: titleStart) ?? run : run
          link = newLink
        }
        if name.kind == .person, let wider = personBody(run, before: titleStart) {
          link = .modifier
          body = wider
          index = wider.upperBound
          continue
        }
        index = run.upperBound
        continue
      }
      let word = context.lower(index)
      if RoleWords.former.contains(word) { former = true }
      if isPrivate(index, before: titleStart) || text.tokens[index].kind == .punctuation {
        index += 1
        continue
      }
      // "Conservative immigration critic": a party without a name tag.
      if body == nil, context.isCapitalized(index), RoleWords.parties.contains(word), context.name(at: index) == nil {
        (body, link) = (index..<index + 1, .party)
        index += 1
        continue
      }
      if RoleWords.dropped.contains(word) || RoleWords.misters.contains(word) || context.classes[index].contains(.calendar)
        || text.tokens[index].tag == .RB && !text.tokens[index].shape.contains(.hyphenated)
      {
        index += 1
        continue
      }
      modifiers.append(index)
      index += 1
    }
    // Capitalised words without a name tag before a lower-case head are a body: "Trending Today host".
    let isGraded = modifiers.first.map { RoleWords.grades.contains(context.lower($0)) } ?? false
    if body == nil, !isGraded, !context.isCapitalized(head), let first = modifiers.first, context.isCapitalized(first),
      modifiers.count > 1 || !isLoneField(first),
      !text.tokens[first].shape.contains(.sentenceStart) || isTownOfBody(modifiers)
        || entry.sector == .sport && context.isNamedElsewhere(first)
        || modifiers.count > 1 && context.isCapitalized(modifiers[1]) && modifiers[1] == first + 1
          && context.classes[first].isDisjoint(with: .calendar),
      context.classes[first].isDisjoint(with: [.role, .nationality])
    {
      var end = modifiers.startIndex
      while end < modifiers.count, context.isCapitalized(modifiers[end]), modifiers[end] == first + end { end += 1 }
      body = first..<first + end
      link = .modifier
      modifiers.removeFirst(end)
    }
    // "Fenwick council leader", "Tarn Valley hospital director": a place or name and a noun for a body of its own.
    if let run = body, link == .modifier || link == .person && run.count == 1, let last = modifiers.last, last == titleStart - 1,
      modifiers.first == run.upperBound, modifiers.count == titleStart - run.upperBound,
      RoleWords.ownBodies.contains(context.lower(last)), !context.isCapitalized(last)
    {
      (body, link) = (run.lowerBound..<titleStart, .modifier)
      modifiers = []
    }
    if body == nil || link == .adjective, let first = smallBody(modifiers, head: head), titleStart == head,
      modifiers.count - first > 1 || !context.isCapitalized(modifiers[first]) || !isLoneField(modifiers[first])
    {
      body = modifiers[first]..<head
      link = .modifier
      modifiers.removeLast(modifiers.count - first)
    }
    if body == nil, !RoleWords.ministers.contains(context.lower(head)), let first = modifiers.first,
      modifiers.count == 1 || text.tokens[first].shape.contains(.allCaps), isBodyWord(first), !isLoneField(first),
      first + 1 == titleStart || modifiers.count > 1
    {
      body = first..<first + 1
      link = .modifier
      modifiers.removeFirst()
    }
    // All words are capitalised: the body ends at its last head noun, as in "Ohio Farmers Party Chairman".
    if context.isCapitalized(head), !isGraded, link == .none || link == .modifier && isPlace(body),
      let last = modifiers.lastIndex(where: { context.isCapitalized($0) && context.classes[$0].contains(.bodyHead) }),
      let first = modifiers.first, modifiers[last] == first + last, context.isCapitalized(first),
      body.map({ $0.upperBound == first }) ?? (last > 0)
    {
      body = (body?.lowerBound ?? first)..<first + last + 1
      link = .modifier
      modifiers.removeFirst(last + 1)
    }
    // "the Syrian refugees President Roe": a lower-case plural is not part of a capitalised title.
    if context.isCapitalized(head), let last = modifiers.last, last == titleStart - 1, text.tokens[last].tag == .NNS,
      !context.isCapitalized(last),
      !RoleWords.pluralFields.contains(context.lower(last))
    {
      modifiers = []
      if link != .possessive { (body, link) = (nil, .none) }
    }
    // "company President Roe", "emergency department Professor Roe": lower-case words before a capitalised head are a body.
    if context.isCapitalized(head), let last = modifiers.last, last == titleStart - 1, !context.isCapitalized(last),
      !RoleWords.smallTitleWords.contains(context.lower(last)), context.isBodyNoun(last)
    {
      var first = modifiers.count - 1
      while first > 0, modifiers[first - 1] == modifiers[first] - 1, !RoleWords.former.contains(context.lower(modifiers[first - 1])) {
        first -= 1
      }
      if body == nil {
        body = modifiers[first]..<titleStart
        link = .modifier
      }
      modifiers.removeLast(modifiers.count - first)
    }
    title = modifiers + Array(titleStart...head)
    if start < titleStart, context.lower(titleStart) == RoleWords.of("ex") { former = true }
    if text.bytes[text.tokens[titleStart].range.start..<text.tokens[titleStart].range.end].starts(with: Array("ex-".utf8)) { former = true }
    var phrase = RolePhrase(
      title: title, head: head, sector: entry.sector, isPlural: entry.isPlural, isListed: entry.isListed, isFormer: former, body: body,
      bodyLink: link, pronoun: pronoun, end: core.upperBound, coreEnd: core.upperBound,
      isDetermined: determined || link != .none || !modifiers.isEmpty)
    readComplements(&phrase, limit: limit)
    return phrase
  }

  /// The end of a body whose name begins with its owners: an office or a plural before the apostrophe, then capitalised words up to a noun
  /// for a body.
  private func ownedBody(_ mark: Int, owner: Range<Int>, head: Int) -> Int? {
    guard context.isCapitalized(mark - 1), context.isCapitalized(mark + 1), context.name(at: mark - 1)?.kind != .place,
      context.name(at: mark - 1)?.kind != .person,
      text.tokens[mark].range.count == 1 || RoleWords.peopleNouns.contains(context.lower(mark - 1))
        || context.lexicon.title(endingAt: mark - 1, from: owner.lowerBound, in: text) != nil
    else { return nil }
    var end: Int?
    var index = mark + 1
    while index < head, context.isCapitalized(index), text.tokens[index].kind == .word {
      if context.classes[index].contains(.bodyHead) { end = index + 1 }
      index += 1
    }
    // "the Senators' Council President": a title listed as a whole contains no body.
    guard let end,
      end == head || context.lexicon.title(endingAt: head, from: end - 1, in: text)?.length ?? 0 <= head - end + 1
    else { return nil }
    return end
  }

  /// "campaigner and former boxer": the first of two coordinated roles, or the second where the first is former or not a role.
  private func joined(core: Range<Int>, from start: Int, limit: Int, pronoun: Int?, determined: Bool, allowForm: Bool) -> RolePhrase? {
    guard let link = (start..<core.upperBound).first(where: { RoleWords.andWord == context.lower($0) && context.name(at: $0) == nil }),
      link > start, link + 1 < core.upperBound
    else { return nil }
    // "his brother and manager"
    if context.lexicon.nonTitle(context.lower(link - 1)) == .kin {
      return read(core: link + 1..<core.upperBound, limit: limit, pronoun: pronoun, determined: true, allowForm: allowForm)
    }
    let isFormer = RoleWords.former.contains(context.lower(link + 1))
    let first =
      context.classes[link - 1].contains(.bodyHead)
        && context.lexicon.title(endingAt: link - 1, from: core.lowerBound, in: text)?.length ?? 0 < 2
      ? nil
      : read(core: core.lowerBound..<link, limit: link, pronoun: pronoun, determined: determined, allowForm: true)
    guard isFormer || first?.isListed == true else { return nil }
    let second = read(core: link + 1..<core.upperBound, limit: limit, pronoun: pronoun, determined: determined, allowForm: allowForm)
    guard var chosen = first, !chosen.isFormer || second?.isFormer ?? true else { return second }
    guard let second else { return nil }
    if chosen.body == nil, !second.isFormer { (chosen.body, chosen.bodyLink) = (second.body, second.bodyLink) }
    chosen.end = second.end
    chosen.coreEnd = second.coreEnd
    return chosen
  }

  private func isParty(_ run: Range<Int>) -> Bool { run.count == 1 && RoleWords.parties.contains(context.lower(run.lowerBound)) }

  /// "Clinton campaign" in "Clinton campaign manager": the campaign is the body.
  private func personBody(_ run: Range<Int>, before head: Int) -> Range<Int>? {
    let next = run.upperBound
    guard next < head, RoleWords.campaigns.contains(context.lower(next)) else { return nil }
    return run.lowerBound..<next + 1
  }

  /// "Finance spokesman", "Health director": a capitalised word for a field, which names no body.
  private func isLoneField(_ index: Int) -> Bool {
    RoleWords.fieldWords.contains(context.lower(index)) && !text.tokens[index].shape.contains(.allCaps)
  }

  /// "Fenwick council": a word that no list of ordinary words knows, and a noun for a body that a place names as a whole.
  private func isTownOfBody(_ modifiers: [Int]) -> Bool {
    guard modifiers.count > 1, let first = modifiers.first, let last = modifiers.last else { return false }
    return !context.classes[first].contains(.common) && RoleWords.ownBodies.contains(context.lower(last)) && !context.isCapitalized(last)
  }

  /// Whether a name before the head is the body rather than part of the title, as "Health" in "Health Minister" is.
  private func isBodyModifier(_ name: NameMention, head: Int, entry: RoleLexicon.Entry) -> Bool {
    if name.tokens.count == 1, name.kind == .organization || name.kind == .other, isLoneField(name.tokens.lowerBound) { return false }
    switch name.kind {
    case .place, .nationality, .person: return true
    case .organization:
      // "Divisional Railway Manager", "Certified Financial Planner": ordinary words are a field, not a body.
      if RoleWords.grades.contains(context.lower(name.tokens.lowerBound)), context.isCapitalized(head - 1 + entry.length) { return false }
      if name.tokens.count == 1 {
        let classes = context.classes[name.tokens.lowerBound]
        return !classes.contains(.common) || !classes.isDisjoint(with: [.bodyName, .bodyHead])
          || text.tokens[name.tokens.lowerBound].shape.contains(.allCaps)
      }
      return true
    case .other: return !context.isCapitalized(head)
    }
  }
}
