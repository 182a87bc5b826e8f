import Aggregation
import Record
import Testing

/// Laws about how sure findings and their parts are.
extension IndexContract {
  /// A finding with its confidences, read from a record.
  private struct Sure {
    var key: String
    var whole: Double?
    var parts: [FindingPart: (chance: Double?, isThere: Bool)]
    var day: String

    /// A confidence as an index knows it: to the thousandth, and 1 where there is none.
    static func known(_ chance: Double?) -> Double { ((chance ?? 1) * 1000 + 0.5).rounded(.down) / 1000 }
    func chance(_ part: FindingPart?) -> Double { Self.known(part.map { parts[$0]?.chance ?? nil } ?? whole) }
    /// The chance that all that the finding tells is right.
    var product: Double { parts.values.reduce(Self.known(whole)) { $0 * ($1.isThere ? Self.known($1.chance) : 1) } }
    var isLikely: Bool { chance(nil) >= 0.5 && (parts[.speaker]?.isThere != true || chance(.speaker) >= 0.5) }
  }

  /// Records whose confidences are random, and sometimes missing.
  private static func records(seed: UInt64) -> [ArticleRecord] {
    var random = InventedNews(seed: seed &+ 1)
    func chance() -> Double? { random.number(9) == 0 ? nil : Double(random.number(10_001)) / 10_000 }
    return InventedNews.articles(70, seed: seed).map { maker in
      var record = maker.record
      for place in record.quotes.indices {
        record.quotes[place].confidence = chance()
        record.quotes[place].speakerConfidence = chance()
      }
      for place in record.figures.indices {
        record.figures[place].confidence = chance()
        record.figures[place].conceptConfidence = chance()
        record.figures[place].periodConfidence = chance()
        record.figures[place].attributedToConfidence = chance()
        if random.number(3) == 0 { record.figures[place].concept = nil }
        if random.number(3) == 0 { record.figures[place].period = nil }
        if random.number(3) == 0 { record.figures[place].attributedTo = nil }
      }
      for place in record.officials.indices {
        record.officials[place].confidence = chance()
        record.officials[place].organizationConfidence = chance()
        if random.number(3) == 0 { record.officials[place].organization = nil }
      }
      return record
    }
  }

  private static func findings(_ kind: FindingKind, _ records: [ArticleRecord]) -> [Sure] {
    records.flatMap { record -> [Sure] in
      let (id, day) = (record.article.id, record.article.published ?? "")
      return switch kind {
      case .quote:
        record.quotes.map {
          Sure(key: "\(id) \($0.id)", whole: $0.confidence, parts: [.speaker: ($0.speakerConfidence, $0.speaker != nil)], day: day)
        }
      case .figure:
        record.figures.map {
          Sure(
            key: "\(id) \($0.id)", whole: $0.confidence,
            parts: [
              .speaker: ($0.attributedToConfidence, $0.attributedTo != nil), .concept: ($0.conceptConfidence, $0.concept != nil),
              .period: ($0.periodConfidence, $0.period != nil),
            ], day: day)
        }
      case .official:
        record.officials.map {
          Sure(
            key: "\(id) \($0.id)", whole: $0.confidence, parts: [.organization: ($0.organizationConfidence, $0.organization != nil)],
            day: day)
        }
      case .article: []
      }
    }
  }

  /// The keys of what a search finds, all at once and page by page.
  private static func found(_ kind: FindingKind, _ search: Search, _ index: any SearchIndex) throws -> [String] {
    func keys(_ search: Search) throws -> (keys: [String], next: PageCursor?) {
      switch kind {
      case .quote:
        let page = try index.quotes(search)
        return (page.hits.map { "\($0.article.id) \($0.quote.id)" }, page.next)
      case .figure:
        let page = try index.figures(search)
        return (page.hits.map { "\($0.article.id) \($0.figure.id)" }, page.next)
      case .official:
        let page = try index.officials(search)
        return (page.hits.map { "\($0.article.id) \($0.official.id)" }, page.next)
      case .article: return ([], nil)
      }
    }
    var search = search
    if kind == .quote { search.options.type = "all" }
    search.limit = nil
    let whole = try keys(search).keys
    search.limit = 13
    var paged: [String] = []
    repeat {
      let page = try keys(search)
      paged += page.keys
      search.after = page.next
    } while search.after != nil
    #expect(paged == whole, "\(search.query.text) \(search.options)")
    search.after = nil
    #expect(try index.count(kind, search).matches == whole.count)
    let facets = try index.facets(kind, search, top: 1000)
    #expect(facets.total == whole.count && facets.speaker.reduce(0) { $0 + $1.count } == whole.count)
    return whole
  }

  /// A search by confidences finds what a filter of the records keeps, whether options or the query ask; counts and facets are of the same
  /// findings.
  func confidencesNarrow() throws {
    let records = Self.records(seed: 81)
    let index = try open()
    for start in stride(from: 0, to: records.count, by: 9) {
      _ = try index.add(records[start..<min(records.count, start + 9)].map { try IndexEntry($0) })
    }
    var random = InventedNews(seed: 82)
    for kind in [FindingKind.quote, .figure, .official] {
      let all = Self.findings(kind, records)
      func expect(_ search: Search, _ keeps: (Sure) -> Bool) throws {
        let wanted = all.filter(keeps).map(\.key)
        #expect(Set(try Self.found(kind, search, index)) == Set(wanted), "\(kind) \(search.query.text) \(search.options)")
      }
      try expect(Search()) { _ in true }
      var usual = Search()
      usual.options.leaveOutDoubtful(of: usual.query)
      try expect(usual) { $0.isLikely }
      #expect(all.contains { !$0.isLikely })
      for _ in 0..<12 {
        // Any of the options, with thresholds that findings have and others.
        var search = Search()
        if random.number(2) == 0 { search.options.minimumConfidence = Double(random.number(1001)) / 1000 }
        for part in kind.parts where random.number(2) == 0 {
          search.options.minimumPartConfidence[part] = Double(random.number(1001)) / 1000
        }
        if random.number(2) == 0 { search.options.minimumNameConfidence = Double(random.number(1001)) / 1000 }
        try expect(search) { finding in
          if let least = search.options.minimumConfidence, finding.chance(nil) < least { return false }
          if let least = search.options.minimumNameConfidence, finding.parts[.speaker]?.isThere == true, finding.chance(.speaker) < least {
            return false
          }
          return search.options.minimumPartConfidence.allSatisfy { finding.chance($0.key) >= $0.value }
        }
        // The same fields in the query, from one bound to another.
        let part = random.pick([nil] + kind.parts)
        let (low, high) = (Double(random.number(800)) / 1000, Double(random.number(1001)) / 1000)
        let name = part.map { "\($0.rawValue)_confidence" } ?? "confidence"
        try expect(Search(try Query(parsing: "\(name):\(low)..\(high)"))) { $0.chance(part) >= low && $0.chance(part) <= high }
        try expect(Search(try Query(parsing: "-\(name):<\(high)"))) { $0.chance(part) >= high }
      }
    }
    for text in ["concept_confidence:1", "organization_confidence:1"] {
      #expect(throws: IndexError.self) { try index.quotes(Search(try Query(parsing: text))) }
    }
    #expect(throws: IndexError.self) { try index.articles(Search(try Query(parsing: "speaker_confidence:1"))) }
  }

  /// What people get by default changes with what they ask for: findings of every confidence stand under any name.
  func confidencesAskedForReplaceTheUsualOnes() throws {
    func usual(_ text: String, _ least: Double? = nil, speaker: Double? = nil) throws -> QueryOptions {
      var options = QueryOptions(minimumConfidence: least)
      options.minimumPartConfidence[.speaker] = speaker
      options.leaveOutDoubtful(of: try Query(parsing: text))
      return options
    }
    let plain = try usual("the")
    #expect(plain.minimumConfidence == 0.5 && plain.minimumNameConfidence == 0.5)
    let all = try usual("the", 0)
    #expect(all.minimumConfidence == 0 && all.minimumNameConfidence == 0)
    let sure = try usual("the", 0.9)
    #expect(sure.minimumConfidence == 0.9 && sure.minimumNameConfidence == 0.5)
    let anyName = try usual("the", speaker: 0)
    #expect(anyName.minimumConfidence == 0.5 && anyName.minimumNameConfidence == nil)
    for text in ["confidence:<0.5", "the -(confidence:1 OR the)"] { #expect(try usual(text).minimumConfidence == nil, "\(text)") }
    for text in ["speaker_confidence:<0.5", "speaker-confidence:1", "attributed_to_confidence:>0.2"] {
      let options = try usual(text)
      #expect(options.minimumConfidence == 0.5 && options.minimumNameConfidence == nil, "\(text)")
    }
    let every = sure.withEveryConfidence
    #expect(every == QueryOptions())
  }

  /// The surest come first: by the chance that all they tell is right, then the newest.
  func theSurestComeFirst() throws {
    let records = Self.records(seed: 83)
    let index = try open()
    _ = try index.add(records.map { try IndexEntry($0) })
    for kind in [FindingKind.quote, .figure, .official] {
      let all = Dictionary(uniqueKeysWithValues: Self.findings(kind, records).map { ($0.key, $0) })
      for text in ["", "the OR council"] {
        let found = try Self.found(kind, Search(try Query(parsing: text), sort: .confidence), index).compactMap { all[$0] }
        #expect(text.isEmpty ? found.count == all.count : !found.isEmpty)
        for (first, second) in zip(found, found.dropFirst()) {
          let difference = first.product - second.product
          // Products that are alike to a rank of 24 bits may stand in either order.
          #expect(difference > -1e-7 && (difference > 1e-7 || first.product != second.product || first.day >= second.day), "\(kind)")
        }
      }
    }
  }
}
