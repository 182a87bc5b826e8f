internal import Knowledge
internal import Linguistics
internal import Ranking
internal import Record

/// Chooses each person's main role among the claims, ranks its body and sector, and writes the findings.
struct OfficialBuilder {
  let context: OfficialContext
  let claims: [RoleClaim]
  let models: OfficialModels
  private let rules: RuleBodies
  private let sectors: SectorReader
  private let bodies: BodyChooser
  private let chooser: SectorChooser
  private let judge: RoleJudge
  private var text: AnalyzedText { context.text }

  init(_ context: OfficialContext, claims: [RoleClaim], models: OfficialModels) {
    self.context = context
    self.claims = claims
    self.models = models
    rules = RuleBodies(context)
    sectors = SectorReader(context)
    let statistics = BodyStatistics(context, claims: claims)
    bodies = BodyChooser(context, rules: rules, statistics: statistics)
    chooser = SectorChooser(context, statistics: statistics)
    judge = RoleJudge(context)
  }

  /// Calls `take` with every person to whom the rules give a role, and the models' decisions.
  func eachCase(_ take: (OfficialCase) -> Void) {
    var byPerson: [[RoleClaim]] = Array(repeating: [], count: text.people.count)
    for claim in claims where claim.person < text.people.count && !isFirm(claim) { byPerson[claim.person].append(claim) }
    for (person, own) in byPerson.enumerated() where !own.isEmpty {
      take(officialCase(person, own.sorted { $0.phrase.head < $1.phrase.head }))
    }
  }

  /// "The developer, Samruddha Lifespaces, said": a maker or seller whose name has no given name is a firm.
  private func isFirm(_ claim: RoleClaim) -> Bool {
    guard RoleWords.firmNouns.contains(context.lower(claim.phrase.head)) else { return false }
    let person = text.people[claim.person]
    return person.gender == .unknown
      && !person.mentions.prefix(20).contains { !context.classes[text.names[$0].tokens.lowerBound].isDisjoint(with: .given) }
  }

  private func officialCase(_ person: Int, _ own: [RoleClaim]) -> OfficialCase {
    var best = 0
    for (index, claim) in own.enumerated() where isBetter(claim, than: own[best]) { best = index }
    let chosen = own[best]
    let mentions = text.people[person].mentions
    let options = bodies.options(chosen: chosen, own: own, mentions: mentions)
    let (number, bodyChance) = choice(models.body, options.map(\.features)) ?? (byRule(options, chosen, own, mentions), nil)
    let body = options[number]
    let rule = sectors.sector(chosen.phrase, body: body.run, name: body.name)
    let sectorCandidates = chooser.candidates(chosen, own: own, body: number == 0 ? nil : body, rule: rule)
    let sector = choice(models.sector, sectorCandidates).map { Sector.allCases[$0.0] } ?? rule
    let roleCandidates = judge.candidates(person, chosen: chosen, own: own)
    let verdict = choice(models.role, roleCandidates)
    var evidence: [(range: ByteRange, role: String)] = [(titleRange(chosen.phrase), "title")]
    if let range = body.range { evidence.append((range, "organization")) }
    evidence.append((text.range(text.names[chosen.mention].tokens), "name"))
    let finding = OfficialFinding(
      name: text.people[person].name, person: person, title: chosen.phrase.title.isEmpty ? nil : context.words(chosen.phrase.title),
      titleRange: chosen.phrase.title.isEmpty ? nil : titleRange(chosen.phrase),
      organization: body.name, sector: sector, mentions: mentions.map { text.range(text.names[$0].tokens) },
      confidence: verdict.flatMap { $0.0 == 1 ? $0.1 : nil }, organizationConfidence: bodyChance,
      reason: Reason(rule: chosen.rule, evidence: evidence))
    return OfficialCase(
      finding: finding, roleCandidates: roleCandidates, organizations: options.map(\.name), organizationCandidates: options.map(\.features),
      sectorCandidates: sectorCandidates, isRole: verdict.map { $0.0 == 1 } ?? true)
  }

  /// Whether a claim has the better rank. Among equals of one list ("an author, lawyer and mayor of Tarn") the first wins, but a public
  /// office goes before a trade.
  private func isBetter(_ claim: RoleClaim, than best: RoleClaim) -> Bool {
    let (rank, other) = (claim.rank(context), best.rank(context))
    guard rank == other else { return rank < other }
    return claim.mention == best.mention && claim.rule == best.rule && claim.phrase.isListed
      && claim.isPublic(context) && !best.isPublic(context)
      && context.sentenceAt[claim.phrase.head] == context.sentenceAt[best.phrase.head]
      && !claim.phrase.isPlural
  }

  private func choice(_ model: RankingModel?, _ candidates: [CandidateFeatures]) -> (Int, Double?)? {
    model?.choice(among: candidates).map { ($0.index, $0.chance) }
  }

  /// The index of the option that the rules choose.
  private func byRule(_ options: [BodyOption], _ chosen: RoleClaim, _ own: [RoleClaim], _ mentions: [Int]) -> Int {
    guard let found = rules.choice(chosen: chosen, own: own, mentions: mentions) else { return 0 }
    return options.firstIndex { $0.name?.lowercased() == found.body.name.lowercased() } ?? 0
  }

  private func titleRange(_ phrase: RolePhrase) -> ByteRange {
    let first = phrase.title.first ?? phrase.head
    let last = phrase.title.last ?? phrase.head
    return text.range(first..<last + 1)
  }
}

extension RoleWords {
  static let firmNouns = set(WordSets["OfficialBuilder.firmNouns"])
}
