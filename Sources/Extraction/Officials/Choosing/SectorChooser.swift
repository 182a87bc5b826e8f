internal import Linguistics
internal import Ranking
internal import Record

/// The features of each sector for a role: the sector that the tables give for title and body, their words, and what the article is about.
struct SectorChooser {
  let context: OfficialContext
  let statistics: BodyStatistics
  private let bodies = BodySectors.shared
  private var text: AnalyzedText { context.text }

  init(_ context: OfficialContext, statistics: BodyStatistics) {
    self.context = context
    self.statistics = statistics
  }

  private enum Template {
    static let sector = FeatureTemplate("sector")
    static let rule = FeatureTemplate("sector: the rule's")
    static let title = FeatureTemplate("sector: the title's")
    static let titleSame = FeatureTemplate("sector: the title's, same")
    static let lengthSame = FeatureTemplate("sector: the title's, same, words")
    static let body = FeatureTemplate("sector: the body's")
    static let bodySame = FeatureTemplate("sector: the body's, same")
    static let pair = FeatureTemplate("sector: of title and body")
    static let both = FeatureTemplate("sector: title and body, same")
    static let head = FeatureTemplate("sector: head")
    static let titleWord = FeatureTemplate("sector: word of the title")
    static let bodyWord = FeatureTemplate("sector: word of the body")
    static let bodyLast = FeatureTemplate("sector: last word of the body")
    static let bodyClass = FeatureTemplate("sector: class of the body")
    static let headBody = FeatureTemplate("sector: head and class of the body")
    static let described = FeatureTemplate("sector: what describes the body")
    static let describedSame = FeatureTemplate("sector: what describes the body, same")
    static let other = FeatureTemplate("sector: another role's title")
    static let articleBodies = FeatureTemplate("sector: bodies of the article")
    static let articleTitles = FeatureTemplate("sector: titles of the article")
    static let articleFirst = FeatureTemplate("sector: most of the article's bodies")
    static let articleHead = FeatureTemplate("sector: most of the article's bodies, general head")
    static let party = FeatureTemplate("sector: party beside")
    static let former = FeatureTemplate("sector: former")
  }

  /// The features of every sector, in the order of `Sector.allCases`.
  func candidates(_ chosen: RoleClaim, own: [RoleClaim], body: BodyOption?, rule: Sector) -> [CandidateFeatures] {
    let phrase = chosen.phrase
    let head = context.lower(phrase.head)
    let titleSector = phrase.sector
    let name = body?.name
    let bodySector = name.flatMap { bodies.sector(of: $0) }
    let bodyClass = body.map { $0.classNumber } ?? 0
    let bodyWords = name.map { WordHash.foldedWords($0) } ?? []
    let described = body.flatMap { describedSector($0) }
    let isGeneral = RoleWords.general.contains(head) || titleSector == .other
    let hasParty = isBesideParty(chosen)
    let others = own.filter { $0.phrase.head != phrase.head }.prefix(4).map(\.phrase.sector)
    let most = dominant(statistics.bodySectors)
    let mostTitle = dominant(statistics.titleSectors)
    return Sector.allCases.map { sector in
      let value = UInt64(sector.number)
      var features = CandidateFeatures()
      features.add(Template.sector, value)
      features.add(Template.rule, if: rule == sector)
      features.add(Template.title, UInt64(titleSector.number), value)
      features.add(Template.titleSame, titleSector == sector ? 1 : 0, isGeneral ? 1 : 0, bodySector == nil ? 0 : 1)
      features.add(Template.lengthSame, titleSector == sector ? 1 : 0, UInt64(min(phrase.title.count, 4)), isGeneral ? 1 : 0)
      features.add(Template.body, bodySector.map { UInt64($0.number) } ?? 99, value)
      features.add(Template.bodySame, bodySector == sector ? 1 : 0, isGeneral ? 1 : 0)
      features.add(Template.pair, UInt64(titleSector.number), bodySector.map { UInt64($0.number) } ?? 99, value)
      features.add(Template.both, if: titleSector == sector && bodySector == sector)
      features.add(Template.head, head, value)
      for word in phrase.title.prefix(8) where word != phrase.head { features.add(Template.titleWord, context.lower(word), value) }
      for word in bodyWords.prefix(8) { features.add(Template.bodyWord, word, value) }
      if let last = bodyWords.last { features.add(Template.bodyLast, last, value) }
      features.add(Template.bodyClass, UInt64(bodyClass), value)
      features.add(Template.headBody, head, UInt64(bodyClass), value)
      if let described {
        features.add(Template.described, UInt64(described.number), value)
        features.add(Template.describedSame, described == sector ? 1 : 0, isGeneral ? 1 : 0)
      }
      for other in others { features.add(Template.other, UInt64(other.number), value) }
      features.add(
        Template.articleBodies, UInt64(CandidateFeatures.bucket(min(statistics.bodySectors[sector.number], 12))), isGeneral ? 1 : 0,
        name == nil ? 1 : 0)
      features.add(
        Template.articleTitles, UInt64(CandidateFeatures.bucket(min(statistics.titleSectors[sector.number], 12))), isGeneral ? 1 : 0,
        name == nil ? 1 : 0)
      if let most { features.add(Template.articleFirst, UInt64(most), value, isGeneral ? 1 : 0) }
      if let mostTitle { features.add(Template.articleHead, UInt64(mostTitle), value, isGeneral ? 1 : 0) }
      if hasParty { features.add(Template.party, value) }
      if phrase.isFormer { features.add(Template.former, value) }
      return features
    }
  }

  private func dominant(_ counts: [Int]) -> Int? {
    guard let best = counts.indices.max(by: { (counts[$0], -$0) < (counts[$1], -$1) }), counts[best] > 0 else { return nil }
    return best
  }

  private func isBesideParty(_ claim: RoleClaim) -> Bool {
    let run = text.names[claim.mention].tokens
    let range = max(0, min(run.lowerBound, claim.phrase.head) - 5)..<min(text.tokens.count, run.upperBound + 6)
    return range.contains { RoleWords.parties.contains(context.lower($0)) && context.isCapitalized($0) }
      || AfterName(context).partyState(after: run) != nil
  }

  /// "Local 14, a union of cooks": the sector of the noun that describes the body, where the body is first named or at this mention.
  private func describedSector(_ body: BodyOption) -> Sector? {
    var places: [Int] = []
    if let run = body.run {
      places.append(run.upperBound)
      if let name = context.name(at: run.lowerBound), name.kind == .organization, name.entity >= 0,
        let first = text.bodies[name.entity].mentions.first
      {
        places.append(text.names[first].tokens.upperBound)
      }
    }
    for place in places where place + 2 < text.tokens.count && context.isComma(place) {
      guard text.tokens[place + 1].tag == .DT else { continue }
      for index in place + 2..<min(place + 9, text.tokens.count) {
        guard text.tokens[index].tag != .IN, !context.isComma(index) else { break }
        if let sector = bodies.sector(of: text.word(index)) { return sector }
      }
    }
    // "the drivers' union Local 12": the description stands before the name.
    if let run = body.run, run.lowerBound > 0, !context.isCapitalized(run.lowerBound - 1), text.tokens[run.lowerBound - 1].tag == .NN {
      return bodies.sector(of: text.word(run.lowerBound - 1))
    }
    return nil
  }
}
