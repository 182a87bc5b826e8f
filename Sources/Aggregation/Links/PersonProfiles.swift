internal import FullText
internal import Linkage
internal import Record

extension SearchIndex {
  /// The persons among the officials that a search finds, each with all articles taken together; the most mentioned first.
  public func profiles(_ search: Search) throws -> [PersonProfile] {
    var wanted = search
    (wanted.limit, wanted.foldsCopies) = (nil, false)
    var found: [OfficialHit] = []
    try eachOfficial(wanted) { found.append($0) }
    return try profiles(of: found)
  }

  /// The profiles that a name or a mention's id leads to, with their quotes and figures.
  public func person(_ reference: String) throws -> [PersonProfile] { try persons(reference).map { try completed($0) } }

  /// The profiles that a name or a mention's id leads to, without their quotes and figures.
  public func persons(_ reference: String) throws -> [PersonProfile] {
    let found = try mentions(of: reference)
    var profiles = try profiles(of: found)
    let name = PersonName(reference)
    if !name.isBare, FindingID.isID(reference) == false {
      profiles.removeAll { profile in !profile.variants.contains { PersonName($0).isCompatible(with: name) } }
    }
    return profiles
  }

  /// Officials by a mention's id, or by name.
  private func mentions(of reference: String) throws -> [OfficialHit] {
    if FindingID.isID(reference) {
      guard let stored = try? article(reference, version: nil), let place = stored.officialIDs.firstIndex(of: reference) else { return [] }
      return try officials(named: PersonName(stored.record.officials[place].name).surname).filter { $0.id == reference }
    }
    return try officials(named: PersonName(reference).surnameSpellings.sorted())
  }

  /// The most mentions of one surname that are looked at, newest first: comparing them takes the square of the number of their different
  /// forms.
  private var mostOfOneSurname: Int { 5000 }

  private func officials(named surname: [String]) throws -> [OfficialHit] {
    var found: [OfficialHit] = []
    var ids: Set<String> = []
    for part in surname {
      let words = FoldedWords(part).all
      guard !words.isEmpty else { continue }
      let query = Query(node: .field(.official, WordPattern(words: words, form: .exact)), sort: .date, text: "")
      let search = Search(query, limit: mostOfOneSurname, foldsCopies: false)
      for hit in try officials(search).hits where ids.insert(hit.id).inserted { found.append(hit) }
    }
    return found
  }

  private func profiles(of found: [OfficialHit]) throws -> [PersonProfile] {
    let decisions = try decisions()
    var pool: [String: OfficialHit] = [:]
    var asked: Set<String> = []
    var open: Set<String> = []
    // Whoever shares none of the given names so far cannot be another form of the name, and their surnames lead nowhere.
    var given: Set<String> = []
    func take(_ hit: OfficialHit, _ name: PersonName) {
      pool[hit.id] = hit
      open.formUnion(name.surnameSpellings)
      given.formUnion(name.givenForms)
    }
    for hit in found { take(hit, PersonName(hit.official.name)) }
    var kept: [(OfficialHit, PersonName)] = []
    while true {
      let new = open.subtracting(asked)
      if new.isEmpty { break }
      asked.formUnion(new)
      for hit in try officials(named: new.sorted()) where pool[hit.id] == nil { kept.append((hit, PersonName(hit.official.name))) }
      // Each mention that is accepted may add a form of the given name that lets in others.
      var isMore = true
      while isMore {
        let count = kept.count
        kept.removeAll { hit, name in
          if pool[hit.id] != nil { return true }
          guard !name.surnameSpellings.isDisjoint(with: asked), name.isBare || !given.isDisjoint(with: name.givenForms) else {
            return false
          }
          take(hit, name)
          return true
        }
        isMore = kept.count < count
      }
      // A decision can lead to persons with other surnames.
      for decision in decisions where (pool[decision.first] == nil) != (pool[decision.second] == nil) {
        let other = pool[decision.first] == nil ? decision.first : decision.second
        guard let stored = try? article(other, version: nil), let place = stored.officialIDs.firstIndex(of: other) else { continue }
        let name = PersonName(stored.record.officials[place].name)
        open.formUnion(name.surnameSpellings)
        given.formUnion(name.givenForms)
      }
    }
    let wanted = Set(found.map(\.id))
    var profiles: [PersonProfile] = []
    for group in Self.groups(pool.values.sorted { $0.id < $1.id }, decisions) {
      let mentions = group.map(Self.mention)
      let decided = decisions.compactMap { decision -> PersonDecision? in
        guard let first = UInt64(decision.first, radix: 16), let second = UInt64(decision.second, radix: 16) else { return nil }
        return PersonDecision(decision.kind, first, second)
      }
      for person in PersonLinker.persons(mentions, decided) {
        let hits = person.mentions.map { group[$0] }
        if hits.contains(where: { wanted.contains($0.id) }) { profiles.append(PersonProfile(hits, person.reasons)) }
      }
    }
    return profiles.sorted { ($1.mentions.count, $0.name, $0.id) < ($0.mentions.count, $1.name, $1.id) }
  }

  /// What the linking looks at.
  private static func mention(_ hit: OfficialHit) -> PersonMention {
    let official = hit.official
    let own = official.mentions.map(\.text) + [official.name, official.title, official.organization]
    return PersonMention(
      id: UInt64(hit.id, radix: 16) ?? 0, name: official.name, title: official.title, organization: official.organization,
      sector: official.sector, day: hit.article.published.flatMap { PeriodRange.days($0)?.lowerBound },
      context: PersonMention.names(in: hit.passage, besides: own))
  }

  /// Mentions that may be one person: those whose names are compatible, and those that a decision joins.
  private static func groups(_ hits: [OfficialHit], _ decisions: [StoredDecision]) -> [[OfficialHit]] {
    var parts = PersonLinker.parted(hits.map { PersonName($0.official.name) })
    let merges = decisions.filter { $0.kind == .merge }
    if !merges.isEmpty {
      let places = Dictionary(hits.enumerated().map { ($0.element.id, $0.offset) }) { first, _ in first }
      var partOf = [Int](repeating: 0, count: hits.count)
      for (number, part) in parts.enumerated() { for place in part { partOf[place] = number } }
      for merge in merges {
        guard let a = places[merge.first], let b = places[merge.second], partOf[a] != partOf[b] else { continue }
        let (low, high) = (min(partOf[a], partOf[b]), max(partOf[a], partOf[b]))
        for place in parts[high] { partOf[place] = low }
        parts[low] = (parts[low] + parts[high]).sorted()
        parts[high] = []
      }
    }
    return parts.filter { !$0.isEmpty }.map { part in part.map { hits[$0] } }
  }

  /// A profile with the quotes and figures that its articles credit to it; what is more likely wrong than right is no part of it.
  private func completed(_ profile: PersonProfile) throws -> PersonProfile {
    var profile = profile
    let articles = Set(profile.roles.flatMap { $0.articles.map(\.id) })
    var seen: Set<String> = []
    for name in profile.variants {
      let words = FoldedWords(name).all
      guard !words.isEmpty else { continue }
      let query = Query(node: .field(.speaker, WordPattern(words: words, form: .exact)), sort: .date, text: "")
      var options = QueryOptions()
      options.leaveOutDoubtful(of: query)
      try eachFigure(Search(query, options: options, limit: nil)) { hit in
        if articles.contains(hit.article.id), seen.insert(hit.id).inserted { profile.figures.append(hit) }
      }
      options.type = "all"
      try eachQuote(Search(query, options: options, limit: nil)) { hit in
        if articles.contains(hit.article.id), seen.insert(hit.id).inserted { profile.quotes.append(hit) }
      }
    }
    func day(_ head: ArticleHead) -> String { head.published ?? "" }
    profile.quotes.sort { (day($0.article), $0.id) < (day($1.article), $1.id) }
    profile.figures.sort { (day($0.article), $0.id) < (day($1.article), $1.id) }
    return profile
  }
}

extension PersonProfile {
  /// The profile of some mentions.
  init(_ hits: [OfficialHit], _ reasons: [String]) {
    func day(_ hit: OfficialHit) -> String { hit.article.published ?? "9999" }
    let hits = hits.sorted { (day($0), $0.id) < (day($1), $1.id) }
    var names: [String: Int] = [:]
    for hit in hits { names[hit.official.name, default: 0] += 1 }
    // The fullest name is the one with the most words, not counting a rank before it, then the most frequent.
    let parted = names.keys.map { (written: $0, name: PersonName($0), count: names[$0] ?? 0) }
    let ordered = parted.sorted { a, b in
      (b.name.length, b.name.isStyled ? 0 : 1, b.count, a.written) < (a.name.length, a.name.isStyled ? 0 : 1, a.count, b.written)
    }.map(\.written)
    var roles: [Role] = []
    var places: [[String]: Int] = [:]
    var months: [String: Int] = [:]
    for hit in hits {
      let key = [hit.official.title ?? "", hit.official.organization ?? ""].map { FoldedTokens.words($0).joined(separator: " ") }
      let place = places[key] ?? roles.count
      if place == roles.count {
        places[key] = place
        roles.append(
          Role(title: hit.official.title, organization: hit.official.organization, first: hit.article.published, last: nil, articles: []))
      }
      roles[place].last = hit.article.published ?? roles[place].last
      roles[place].articles.append(hit.article)
      roles[place].mentions.append(hit.id)
      roles[place].ended.append(RoleEnding.isStated(by: hit))
      roles[place].sector = roles[place].sector ?? hit.official.sector
      if let published = hit.article.published { months[String(published.prefix(7)), default: 0] += 1 }
    }
    self.init(
      id: hits.first?.id ?? "", name: ordered.first ?? "", variants: ordered, roles: roles, mentions: hits.map(\.id),
      first: hits.first?.article.published, last: hits.last { $0.article.published != nil }?.article.published,
      months: months.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }, quotes: [], figures: [], reasons: reasons)
  }
}

extension FindingID {
  /// Whether a text has the form of an id.
  static func isID(_ text: String) -> Bool { text.utf8.count == 16 && UInt64(text, radix: 16) != nil }
}
