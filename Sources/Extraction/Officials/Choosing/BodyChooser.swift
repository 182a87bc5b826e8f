internal import Linguistics
internal import Ranking
internal import Record

/// A body or place that a role may belong to.
struct BodyOption {
  /// The name; `nil` for the candidate "none".
  var name: String?
  /// The tokens that name it, if it occurs in the text.
  var run: Range<Int>?
  /// The bytes shown as evidence.
  var range: ByteRange?
  /// The kind of name, see ``BodyChooser``.
  var classNumber = 0
  var features = CandidateFeatures()
}

/// Collects the bodies and places that a person's role may belong to, with the features of each.
struct BodyChooser {
  let context: OfficialContext
  let rules: RuleBodies
  let statistics: BodyStatistics
  private var text: AnalyzedText { context.text }

  init(_ context: OfficialContext, rules: RuleBodies, statistics: BodyStatistics) {
    self.context = context
    self.rules = rules
    self.statistics = statistics
  }

  /// How a candidate was found.
  private enum Origin {
    static let rule: UInt64 = 1
    /// The body of the role phrase itself; the link's number is added.
    static let phrase: UInt64 = 10
    static let outer: UInt64 = 20
    static let partyState: UInt64 = 21
    static let partyPlace: UInt64 = 22
    static let party: UInt64 = 23
    static let pronoun: UInt64 = 24
    static let nation: UInt64 = 25
    static let subject: UInt64 = 27
    static let employer: UInt64 = 30
    static let sentence: UInt64 = 40
    static let before: UInt64 = 41
    static let article: UInt64 = 42
    static let place: UInt64 = 43
    static let dateline: UInt64 = 44
    static let field: UInt64 = 45
  }

  private enum Template {
    static let none = FeatureTemplate("body: none")
    static let noneSector = FeatureTemplate("body: none, sector")
    static let noneHead = FeatureTemplate("body: none, head")
    static let noneRule = FeatureTemplate("body: none, the rule's step")
    static let noneLink = FeatureTemplate("body: none, link")
    static let noneClaim = FeatureTemplate("body: none, rule of the claim")
    static let noneWeak = FeatureTemplate("body: none, sector and link")
    static let origin = FeatureTemplate("body: origin")
    static let originRelation = FeatureTemplate("body: origin, relation")
    static let originHead = FeatureTemplate("body: origin, head")
    static let originSector = FeatureTemplate("body: origin, sector")
    static let originClass = FeatureTemplate("body: origin, class")
    static let originClassSector = FeatureTemplate("body: origin, class, sector")
    static let originStep = FeatureTemplate("body: origin, step")
    static let distance = FeatureTemplate("body: distance")
    static let rule = FeatureTemplate("body: the rule's")
    static let ruleStep = FeatureTemplate("body: the rule's step")
    static let ruleStepHead = FeatureTemplate("body: the rule's step, head")
    static let sector = FeatureTemplate("body: sectors of body and title")
    static let sectorSame = FeatureTemplate("body: same sector")
    static let frequency = FeatureTemplate("body: frequency")
    static let length = FeatureTemplate("body: words")
    static let head = FeatureTemplate("body: last word")
    static let bodyHead = FeatureTemplate("body: has a body's noun")
    static let plain = FeatureTemplate("body: ordinary words alone")
    static let preposition = FeatureTemplate("body: word before")
    static let prepositionHead = FeatureTemplate("body: word before, head")
    static let origins = FeatureTemplate("body: origins")
    static let longer = FeatureTemplate("body: part of another")
  }

  /// All candidates, "none" first.
  func options(chosen: RoleClaim, own: [RoleClaim], mentions: [Int]) -> [BodyOption] {
    var options: [BodyOption] = [BodyOption()]
    var numbers: [String: Int] = [:]
    var origins: [Int] = [0]
    let phrase = chosen.phrase
    let head = context.lower(phrase.head)
    let sector = UInt64(phrase.sector.number)

    func add(_ origin: UInt64, name: String?, run: Range<Int>?, range: ByteRange?, relation: UInt64 = 0, step: UInt64 = 0) {
      guard let name, !name.isEmpty else { return }
      // "Ann Roe, DVM, state veterinarian": letters after a name are not a body.
      if let run, run.count == 1, let index = run.first, context.isCapitalized(index), index > 1,
        context.isPerson(index - 1) || context.isComma(index - 1) && context.isPerson(index - 2),
        context.lexicon.nonTitle(context.lower(index)) == .letters
      {
        return
      }
      let key = name.lowercased()
      let number: Int
      if let known = numbers[key] {
        number = known
        if options[number].run == nil, let run {
          options[number].run = run
          options[number].range = range
        }
      } else {
        guard options.count < 28 else { return }
        number = options.count
        numbers[key] = number
        options.append(BodyOption(name: name, run: run, range: range, classNumber: classNumber(run, name: name)))
        origins.append(0)
      }
      origins[number] += 1
      let kind = UInt64(options[number].classNumber)
      options[number].features.add(Template.origin, origin)
      options[number].features.add(Template.originRelation, origin, relation)
      options[number].features.add(Template.originHead, origin, head)
      options[number].features.add(Template.originSector, origin, sector)
      options[number].features.add(Template.originClass, origin, kind)
      options[number].features.add(Template.originClassSector, origin, kind, sector)
      if step > 0 { options[number].features.add(Template.originStep, origin, step) }
    }

    let chosenByRule = rules.choice(chosen: chosen, own: own, mentions: mentions)
    if let body = chosenByRule?.body {
      add(Origin.rule, name: body.name, run: body.run, range: body.range)
      if let number = numbers[body.name.lowercased()] {
        let step = chosenByRule.map { UInt64($0.step) } ?? 0
        options[number].features.add(Template.rule)
        options[number].features.add(Template.ruleStep, step, UInt64(options[number].classNumber))
        options[number].features.add(Template.ruleStepHead, step, head)
      }
    }
    for claim in own.prefix(8) {
      let relation: UInt64 =
        claim.phrase.head == phrase.head
        ? 0 : rules.isSameRole(claim, chosen) ? 1 : claim.phrase.isFormer || claim.isQuoted ? 3 : claim.mention == chosen.mention ? 4 : 2
      let run = text.names[claim.mention].tokens
      if let body = claim.phrase.body, !(claim.phrase.bodyLink == .preposition && rules.isHome(body, of: claim.phrase)) {
        add(
          Origin.phrase + UInt64(claim.phrase.bodyLink.number), name: rules.resolver.name(body), run: body, range: text.range(body),
          relation: relation)
      }
      if let outer = claim.outerBody, !rules.isHome(outer, of: claim.phrase, isOuter: true) {
        add(Origin.outer, name: rules.resolver.name(outer), run: outer, range: text.range(outer), relation: relation)
      }
      if let token = rules.after.partyState(after: run) {
        add(Origin.partyState, name: rules.resolver.bracketState(token), run: nil, range: text.tokens[token].range, relation: relation)
      }
      if let place = rules.after.partyPlace(after: run) {
        add(Origin.partyPlace, name: rules.resolver.name(place), run: place, range: text.range(place), relation: relation)
      }
      if let party = rules.after.party(after: run) {
        add(Origin.party, name: text.words(text.range(party)), run: party, range: text.range(party), relation: relation)
      }
      if let pronoun = claim.phrase.pronoun {
        add(Origin.pronoun, name: rules.resolver.pronoun(pronoun), run: nil, range: text.tokens[pronoun].range, relation: relation)
        add(Origin.nation, name: rules.resolver.nation(pronoun), run: nil, range: text.tokens[pronoun].range, relation: relation)
      }
      if let body = rules.subject(of: claim) { add(Origin.subject, name: body.name, run: body.run, range: body.range, relation: relation) }
    }
    for mention in mentions.prefix(12) {
      if let body = rules.after.employer(after: text.names[mention].tokens) {
        add(Origin.employer, name: rules.resolver.name(body), run: body, range: text.range(body))
      }
    }
    addNeighbours(chosen, add: { add($0, name: $1, run: $2, range: $3, step: $4) })
    finish(&options, origins, chosen: chosen, rule: chosenByRule)
    return options
  }

  /// Adds the bodies and places of the sentence, of the one before, and those most frequent in the article.
  private func addNeighbours(_ chosen: RoleClaim, add: (UInt64, String?, Range<Int>?, ByteRange?, UInt64) -> Void) {
    let head = chosen.phrase.head
    let (start, end) = (Int(context.sentenceStart[head]), Int(context.sentenceEnd[head]))
    var near: [(distance: Int, number: Int)] = []
    var seen = -1
    for index in max(start, head - 40)..<min(end, head + 40) {
      let number = Int(context.nameAt[index])
      guard number >= 0, number != seen else { continue }
      seen = number
      let name = text.names[number]
      // Excludes words of the title itself, and places where a private person lives.
      if chosen.phrase.title.contains(where: { name.tokens.contains($0) }) || rules.isHome(name.tokens, of: chosen.phrase) { continue }
      guard name.kind == .organization || name.kind == .place || name.kind == .nationality,
        !(name.kind == .nationality && text.tokens[index].shape.contains(.hyphenated)),
        context.lexicon.nonTitle(context.lower(index)) != .attribute
      else { continue }
      near.append((name.tokens.lowerBound - head, number))
    }
    for (distance, number) in near.sorted(by: { abs($0.distance) < abs($1.distance) }).prefix(5) {
      let run = text.names[number].tokens
      add(
        Origin.sentence, rules.resolver.name(run), run, text.range(run), UInt64(bitPattern: Int64(CandidateFeatures.bucket(distance) + 20)))
    }
    var previous: [Int] = []
    seen = -1
    var index = start - 1
    while index >= max(0, start - 60), previous.count < 3 {
      let number = Int(context.nameAt[index])
      if number >= 0, number != seen, text.names[number].kind == .organization { previous.append(number) }
      if number >= 0 { seen = number }
      index -= 1
    }
    for (order, number) in previous.enumerated() {
      let run = text.names[number].tokens
      add(Origin.before, rules.resolver.name(run), run, text.range(run), UInt64(order + 1))
    }
    for (order, number) in statistics.mainBodies.prefix(3).enumerated() {
      guard let first = text.bodies[number].mentions.first else { continue }
      let run = text.names[first].tokens
      let name = rules.resolver.name(run)
      add(Origin.article, name, run, text.range(run), UInt64(order + 1))
      if BodySectors.shared.sector(of: text.bodies[number].name) == chosen.phrase.sector {
        add(Origin.field, name, run, text.range(run), UInt64(order + 1))
      }
    }
    for (order, number) in statistics.mainPlaces.prefix(2).enumerated() {
      let run = text.names[number].tokens
      add(Origin.place, rules.resolver.name(run), run, text.range(run), UInt64(order + 1))
    }
    if let number = statistics.datelinePlace {
      let run = text.names[number].tokens
      add(Origin.dateline, rules.resolver.name(run), run, text.range(run), 0)
    }
  }

  /// Adds the features that do not depend on how a candidate was found.
  private func finish(_ options: inout [BodyOption], _ origins: [Int], chosen: RoleClaim, rule: RuleBodies.Choice?) {
    let phrase = chosen.phrase
    let head = context.lower(phrase.head)
    let sector = UInt64(phrase.sector.number)
    let link = UInt64(phrase.bodyLink.number)
    options[0].features.add(Template.none)
    options[0].features.add(Template.noneSector, sector)
    options[0].features.add(Template.noneHead, head)
    options[0].features.add(Template.noneRule, rule.map { UInt64($0.step) } ?? 0)
    options[0].features.add(Template.noneLink, link)
    options[0].features.add(Template.noneClaim, WordHash.of(chosen.rule))
    options[0].features.add(Template.noneWeak, sector, link)
    options[0].features.add(Template.rule, if: rule == nil)
    let names = options.map { $0.name.map { $0.lowercased() } }
    for number in options.indices.dropFirst() {
      guard let name = options[number].name, let key = names[number] else { continue }
      let bodySector = BodySectors.shared.sector(of: name)
      let kind = UInt64(options[number].classNumber)
      let words = name.split(separator: " ")
      options[number].features.add(Template.sector, bodySector.map { UInt64($0.number) } ?? 99, sector)
      options[number].features.add(Template.sectorSame, bodySector == phrase.sector ? 1 : bodySector == nil ? 2 : 0, kind)
      options[number].features.add(Template.length, min(words.count, 6))
      if let last = words.last { options[number].features.add(Template.head, WordHash.folded(String(last))) }
      options[number].features.add(Template.origins, min(origins[number], 5))
      if let run = options[number].run {
        options[number].features.add(Template.bodyHead, if: run.contains { context.isBodyNoun($0) })
        let isPlain = run.allSatisfy {
          context.classes[$0].contains(.common) && context.classes[$0].isDisjoint(with: [.bodyHead, .bodyName, .anyPlace])
        }
        options[number].features.add(Template.plain, if: isPlain)
        if run.lowerBound > 0, run.lowerBound - 1 <= text.tokens.count {
          var before = run.lowerBound - 1
          if before > 0, text.tokens[before].tag == .DT { before -= 1 }
          options[number].features.add(Template.preposition, context.lower(before), kind)
          options[number].features.add(Template.prepositionHead, context.lower(before), head)
        }
        if let body = context.name(at: run.lowerBound), body.kind == .organization, body.entity >= 0 {
          options[number].features.add(Template.frequency, min(CandidateFeatures.bucket(text.bodies[body.entity].mentions.count), 7))
        }
        options[number].features.add(Template.distance, CandidateFeatures.bucket(run.lowerBound - phrase.head))
      }
      let isPart = names.enumerated().contains { other, longer in
        other != number && (longer.map { $0.count > key.count && $0.contains(key) } ?? false)
      }
      options[number].features.add(Template.longer, if: isPart)
    }
  }

  /// The kind of name: 1 lower-case words, 2 a body, 3 a country, 4 a state, 5 another place, 6 an adjective, 7 a person, 8 another name, 9
  /// capitalised words without a name tag, 10 not in the text.
  private func classNumber(_ run: Range<Int>?, name: String) -> Int {
    guard let run, let first = run.first else { return 10 }
    let classes = context.classes[run.upperBound - 1]
    if let name = context.name(at: first) {
      switch name.kind {
      case .organization: return 2
      case .place: return classes.contains(.country) ? 3 : classes.contains(.state) ? 4 : 5
      case .nationality: return 6
      case .person: return 7
      case .other: return 8
      }
    }
    return run.contains { context.isCapitalized($0) } ? 9 : 1
  }
}

extension RolePhrase.BodyLink {
  /// The link's number in features.
  var number: Int {
    switch self {
    case .none: 0
    case .modifier: 1
    case .possessive: 2
    case .preposition: 3
    case .adjective: 4
    case .party: 5
    case .person: 6
    case .comma: 7
    }
  }
}
