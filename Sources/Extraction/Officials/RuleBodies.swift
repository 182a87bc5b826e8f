internal import Knowledge
internal import Linguistics
internal import Record

/// The body of a role according to the rules, before the ranker decides.
struct RuleBodies {
  let context: OfficialContext
  let resolver: BodyResolver
  let after: AfterName
  private let sectors: SectorReader
  private var text: AnalyzedText { context.text }

  init(_ context: OfficialContext) {
    self.context = context
    resolver = BodyResolver(context)
    after = AfterName(context)
    sectors = SectorReader(context)
  }

  /// A body and the number of the rule step that found it, as the ranker has learned it.
  struct Choice {
    var body: FoundBody
    var step: Int
  }

  /// The body by rule: from the chosen role, from the same role elsewhere, or from another mention of the person.
  func choice(chosen: RoleClaim, own: [RoleClaim], mentions: [Int]) -> Choice? {
    if let body = body(of: chosen) { return Choice(body: body, step: 1) }
    // Another mention of the same role may name the body.
    for claim in own.prefix(Self.kept) where isSameRole(claim, chosen) {
      if let body = body(of: claim) { return Choice(body: body, step: 2) }
    }
    let isMilitary = chosen.phrase.sector == .military
    if RoleWords.stateOffices.contains(context.lower(chosen.phrase.head)) || isMilitary, let body = stateBody(mentions) {
      return Choice(body: body, step: 3)
    }
    if isMilitary {
      for claim in own.prefix(Self.kept) where claim.phrase.head != chosen.phrase.head {
        if let body = body(of: claim) { return Choice(body: body, step: 4) }
      }
    }
    if let body = subject(of: chosen) { return Choice(body: body, step: 5) }
    // "zoologist Ann Roe, an expert on predators at the museum": the expert's workplace.
    for claim in own.prefix(Self.kept)
    where RoleWords.weakTitles.contains(context.lower(claim.phrase.head)) && !claim.phrase.isFormer && !claim.isQuoted {
      if let body = body(of: claim) { return Choice(body: body, step: 7) }
    }
    return nil
  }

  /// The most claims and mentions of a person that are examined.
  private static let kept = 24

  /// Whether two claims state the same role, possibly in other words.
  func isSameRole(_ a: RoleClaim, _ b: RoleClaim) -> Bool {
    context.lower(a.phrase.head) == context.lower(b.phrase.head)
      || RoleWords.synonyms(context.lower(a.phrase.head)) == RoleWords.synonyms(context.lower(b.phrase.head))
  }

  /// A body, its tokens, and the bytes shown as evidence.
  struct FoundBody {
    var name: String
    var run: Range<Int>?
    var range: ByteRange?
  }

  /// The body of one claim.
  func body(of claim: RoleClaim) -> FoundBody? {
    let phrase = claim.phrase
    let run = text.names[claim.mention].tokens
    if RoleWords.stateOffices.contains(context.lower(phrase.head)) {
      if let token = after.partyState(after: run), let state = resolver.bracketState(token) {
        return FoundBody(name: state, run: nil, range: text.tokens[token].range)
      }
      if let place = after.partyPlace(after: run), let name = resolver.name(place) {
        return FoundBody(name: name, run: place, range: text.range(place))
      }
    }
    if let outer = claim.outerBody, phrase.body == nil || phrase.bodyLink == .party, !isHome(outer, of: phrase, isOuter: true),
      let name = resolver.name(outer)
    {
      return FoundBody(name: name, run: outer, range: text.range(outer))
    }
    if RoleWords.candidacies.contains(context.lower(phrase.head)), let party = after.party(after: run) {
      return FoundBody(name: text.words(text.range(party)), run: party, range: text.range(party))
    }
    // "Museum curator Roe", "Board member Roe": the museum or board named in the article.
    if phrase.body == nil, phrase.title.count > 1, let first = phrase.title.first, context.isCapitalized(first),
      text.tokens[first].shape.contains(.sentenceStart) || context.isCapitalized(phrase.head), context.classes[first].contains(.bodyHead),
      let name = resolver.antecedent(of: first..<first + 1)
    {
      return FoundBody(name: name, run: nil, range: text.tokens[first].range)
    }
    // "both Kentucky Republicans, Sens. A and B"
    if phrase.body == nil, RoleWords.stateOffices.contains(context.lower(phrase.head)), let first = phrase.title.first, first > 2,
      context.isComma(first - 1), RoleWords.partyPlurals.contains(context.lower(first - 2)), let place = context.name(at: first - 3),
      place.kind == .place, let words = resolver.name(place.tokens)
    {
      return FoundBody(name: words, run: place.tokens, range: text.range(place.tokens))
    }
    if let body = phrase.body {
      switch phrase.bodyLink {
      case .person:
        // "Kestler's chief executive": takes the name for that of a firm, since a person does not have a chief executive.
        guard body.count == 1, let entity = context.name(at: body.lowerBound)?.entity, entity >= 0, text.people[entity].given == nil else {
          return nil
        }
        // "Kenton Senator Ann Roe": a place missing from the lists.
        if !context.isPossessive(body.upperBound), phrase.head > body.lowerBound, sectors.takesNation(phrase) {
          return FoundBody(name: text.words(text.range(body)), run: body, range: text.range(body))
        }
        guard RoleWords.firmHeads.contains(context.lower(phrase.head))
        else { return nil }
        let name = resolver.longer(body.lowerBound) ?? text.words(text.range(body))
        return FoundBody(name: name, run: body, range: text.range(body))
      case .party:
        guard
          RoleWords.candidacies.contains(context.lower(phrase.head)) || phrase.sector == .politics
            || RoleWords.partyHeads.contains(context.lower(phrase.head))
        else { return nil }
        return FoundBody(name: text.words(text.range(body)), run: body, range: text.range(body))
      case .adjective: guard sectors.takesNation(phrase) else { return nil }
      case .modifier:
        if let place = context.name(at: body.lowerBound), place.kind == .place, place.tokens.upperBound >= body.upperBound,
          !sectors.takesNation(phrase), !sectors.takesTown(phrase)
        {
          return nil
        }
      case .preposition: if isHome(body, of: phrase) { return nil }
      default: break
      }
      if let name = resolver.name(body) { return FoundBody(name: name, run: body, range: text.range(body)) }
    }
    // "the M9 group, whose leader, Ann Roe"
    if let pronoun = phrase.pronoun, context.lower(pronoun) == RoleWords.whose, pronoun > 2, context.isComma(pronoun - 1) {
      let name = context.name(at: pronoun - 2) ?? (context.isBodyNoun(pronoun - 2) ? context.name(at: pronoun - 3) : nil)
      if let name, name.kind == .organization, let words = resolver.name(name.tokens) {
        return FoundBody(name: words, run: name.tokens, range: text.range(name.tokens))
      }
      // "the mineworkers' union, whose secretary"
      if context.isBodyNoun(pronoun - 2) {
        var first = pronoun - 2
        while first > 0, pronoun - first < 6, !context.isComma(first - 1),
          [.NN, .NNS, .JJ, .POS].contains(text.tokens[first - 1].tag) || context.isPossessive(first - 1)
        { first -= 1 }
        if let words = resolver.name(first..<pronoun - 1) {
          return FoundBody(name: words, run: first..<pronoun - 1, range: text.range(first..<pronoun - 1))
        }
      }
    }
    if let pronoun = phrase.pronoun, RoleWords.its.contains(context.lower(pronoun)),
      let name = resolver.pronoun(pronoun) ?? (sectors.takesNation(phrase) ? resolver.nation(pronoun) : nil)
    {
      return FoundBody(name: name, run: nil, range: text.tokens[pronoun].range)
    }
    return nil
  }

  /// "a cleaner from Beeston", "an immigration lawyer in Winnipeg": the place where a private person lives or works is not a body.
  func isHome(_ body: Range<Int>, of phrase: RolePhrase, isOuter: Bool = false) -> Bool {
    guard !sectors.takesTown(phrase), let first = body.first, first > 0 else { return false }
    let name = context.name(at: first)
    let isPlace =
      name?.kind == .place && body.allSatisfy { context.isComma($0) || context.name(at: $0)?.kind == .place }
      && !(body.count > 1 && context.classes[body.upperBound - 1].contains(.bodyHead))
      || body.count == 1 && (name == nil || name?.kind == .place)
        && !context.classes[first].isDisjoint(with: [.state, .country, .place])
    if RoleWords.homeLinks.contains(context.lower(first - 1)) {
      // A town missing from the lists: one capitalised word after "from".
      return isPlace || body.count == 1 && context.isCapitalized(first) && context.name(at: first)?.kind != .organization
    }
    return isPlace && (isOuter || !phrase.isListed)
  }

  /// "Acme has sacked its chief executive, Ann Roe", "Acme named Ann Roe as chairman": the body that appoints or dismisses.
  func subject(of claim: RoleClaim) -> FoundBody? {
    var index = min(claim.phrase.title.first ?? claim.phrase.head, text.names[claim.mention].tokens.lowerBound) - 1
    let floor = Int(context.sentenceStart[claim.phrase.head])
    while index > floor, [.DT, .PRPS, .JJ].contains(text.tokens[index].tag) || context.classes[index].contains(.courtesy) { index -= 1 }
    guard index > floor, RoleWords.hiring.contains(context.lower(index)) else { return nil }
    index -= 1
    while index > floor, text.tokens[index].tag == .RB || RoleWords.having.contains(context.lower(index)) { index -= 1 }
    guard index >= floor, let name = context.name(at: index), name.kind == .organization, let words = resolver.name(name.tokens) else {
      return nil
    }
    return FoundBody(name: words, run: name.tokens, range: text.range(name.tokens))
  }

  /// A legislator's state in a bracket at any mention of the person.
  private func stateBody(_ mentions: [Int]) -> FoundBody? {
    for mention in mentions.prefix(Self.kept) {
      let run = text.names[mention].tokens
      if let token = after.partyState(after: run), let state = resolver.bracketState(token) {
        return FoundBody(name: state, run: nil, range: text.tokens[token].range)
      }
    }
    return nil
  }
}

extension RoleWords {
  static let firmHeads = set(WordSets["RuleBodies.firmHeads"])
  static let whose = of("whose")
  static let partyPlurals = set("republicans democrats conservatives liberals")
  static let homeLinks = set("from in")
  static let hiring = set(WordSets["RuleBodies.hiring"])
  static let having = set("has have had")
  static let partyHeads = set(WordSets["RuleBodies.partyHeads"])
  static let stateOffices = set(WordSets["RuleBodies.stateOffices"])
  /// A number shared by all forms of one title.
  static func synonyms(_ word: UInt64) -> Int {
    for (number, group) in groups.enumerated() where group.contains(word) { return number }
    return -Int(truncatingIfNeeded: word >> 2) - 1
  }
  private static let groups = [
    set("sen. sen senator sens. senators"), set("rep. rep representative reps. representatives congressman congresswoman"),
    set("gov. gov governor govs."),
    set("president pres."), set("ceo executive"),
  ]
}
