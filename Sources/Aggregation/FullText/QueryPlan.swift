internal import Record

/// What a plan must be able to look up outside the full text.
protocol PlanLookup: AnyObject {
  /// The text of a name's key; a failure makes the search void.
  func knownName(_ id: UInt32) -> String?
  /// Makes the search void, with the reason.
  func note(_ error: IndexError)
  /// The article versions whose headline matches.
  func versions(headline pattern: WordPattern) throws(IndexError) -> Set<UInt32>
  /// The newest article versions that came in a range of time, by the clock of this machine.
  func versions(ingested range: DateRange) throws(IndexError) -> Set<UInt32>
  /// The newest article versions whose address, site or id has a text.
  func versions(_ field: QueryField, _ text: String) throws(IndexError) -> Set<UInt32>
}

/// A query made ready for the segments of one sort of finding.
struct QueryPlan {
  /// Makes the matcher of a segment, by its place; `nil` where nothing in it can match.
  typealias Part = (Int) -> Matcher?

  let kind: FindingKind
  let segments: [Segment]
  let part: Part
  /// The one attribution type that counts, as in ``DocumentFacts/type``; `nil` for all.
  let type: UInt8?
  let sort: SortOrder
  let ranking: BM25
  let limits: ImpactParts.Limits

  /// Keeps those of the documents a matcher gives that are matches: not deleted, and of the type.
  @inline(__always)
  func accept(_ batch: inout MatchBatch, in segment: Segment) {
    segment.keepKnown(&batch)
    if segment.hasDeleted { batch.keep { document, _ in !segment.isDeleted(document) } }
    if let type, batch.count > 0 { segment.keep(type: type, &batch) }
  }
  /// Whether a document that the matcher gives is a match.
  func accepts(_ document: Int32, in segment: Segment) -> Bool {
    segment.isKnown(document) && !segment.isDeleted(document) && (type.map { segment.type(of: document) == $0 } ?? true)
  }
}

/// Makes plans: looks up each word's lists, and weighs words by how many documents hold them in all segments together.
struct QueryPlanner {
  let kind: FindingKind
  let segments: [Segment]
  let source: any SegmentSource
  let lookup: any PlanLookup
  let ranking: BM25
  private let limits: ImpactParts.Limits
  /// What the query's words that end in a star cost so far.
  let prefixWork: PrefixWork
  /// Whether any document is more likely wrong than right.
  let hasDoubtful: Bool

  init(
    kind: FindingKind, segments: [Segment], source: any SegmentSource, lookup: any PlanLookup, limits: ImpactParts.Limits,
    hasDoubtful: Bool = true
  ) {
    prefixWork = PrefixWork(most: limits.mostOfBeginnings)
    self.hasDoubtful = hasDoubtful
    self.kind = kind
    self.segments = segments
    self.source = source
    self.lookup = lookup
    self.limits = limits
    ranking = BM25(documents: segments.reduce(0) { $0 + $1.live }, words: segments.reduce(0) { $0 + $1.words })
  }

  /// The plan of a search.
  func plan(_ search: Search) throws(IndexError) -> QueryPlan {
    do {
      let node = try SearchNarrowing(search, kind: kind, hasDoubtful: hasDoubtful).node
      let type = kind == .quote ? SearchNarrowing.type(of: search) : nil
      let sort = search.sort ?? search.query.sort ?? (search.query.node.hasRankedWords ? .relevance : .date)
      return QueryPlan(kind: kind, segments: segments, part: try compile(node), type: type, sort: sort, ranking: ranking, limits: limits)
    } catch let error as QueryError {
      throw .query(error)
    } catch let error as IndexError {
      throw error
    } catch {
      throw .query(QueryError(column: 0, problem: "the query cannot be answered"))
    }
  }

  func compile(_ node: QueryNode) throws -> QueryPlan.Part {
    switch node {
    case .everything: return { ConditionMatcher(0..<segments[$0].documents) }
    case .words(let pattern): return try words(pattern, in: .text, isRanked: true)
    case .near(let patterns, let distance): return try near(patterns, distance: distance)
    case .and(let nodes): return try all(nodes)
    case .or(let nodes):
      let parts = try different(nodes)
      return { place in any(parts, in: place) }
    case .not(let node): return try all([.not(node)])
    case .field(let field, let pattern): return try self.field(field, pattern)
    case .keyword(let field, let value): return try keyword(field, value)
    case .value(let range):
      guard kind == .figure else { throw unsupported(.value) }
      return condition { segment, document in
        let (low, high) = (segment.low(of: document), segment.high(of: document))
        return low == high ? range.contains(low) : high >= range.low && low <= range.high
      }
    case .published(let range): return { ConditionMatcher(segments[$0].documents(in: range)) }
    case .confidence(let range):
      guard kind != .article else { throw unsupported(.confidence) }
      // Findings without a confidence are never doubtful.
      return condition { segment, document in
        let stored = segment.confidence(of: document)
        return stored == 0 || range.contains(Double(stored - 1) / 1000)
      }
    case .ingested(let range):
      let versions = try lookup.versions(ingested: range)
      return condition { versions.contains($0.version(of: $1)) }
    case .article(let field, let text):
      let versions = try lookup.versions(field, text)
      return condition { versions.contains($0.version(of: $1)) }
    }
  }

  private func condition(_ holds: @escaping (Segment, Int32) -> Bool) -> QueryPlan.Part {
    { place in
      let segment = segments[place]
      return ConditionMatcher(0..<segment.documents) { segment.isKnown($0) && holds(segment, $0) }
    }
  }

  private func all(_ nodes: [QueryNode]) throws -> QueryPlan.Part {
    var wanted: [QueryNode] = []
    var unwanted: [QueryNode] = []
    for node in nodes { if case .not(let inner) = node { unwanted.append(inner) } else { wanted.append(node) } }
    let parts = try different(wanted)
    let excluded = try different(unwanted)
    return { segment in
      var matchers: [Matcher] = []
      for part in parts {
        guard let matcher = part(segment) else { return nil }
        matchers.append(matcher)
      }
      let included =
        matchers.isEmpty ? ConditionMatcher(0..<segments[segment].documents) : matchers.count == 1 ? matchers[0] : AllOfMatcher(matchers)
      return any(excluded, in: segment).map { WithoutMatcher(included, without: $0) } ?? included
    }
  }

  private func any(_ parts: [QueryPlan.Part], in place: Int) -> Matcher? {
    let matchers = parts.compactMap { $0(place) }
    return matchers.count > 1 ? AnyOfMatcher(matchers, in: segments[place]) : matchers.first
  }

  /// The parts of nodes; one that is there several times is worked out once and counts as often.
  private func different(_ nodes: [QueryNode]) throws -> [QueryPlan.Part] {
    var times: [QueryNode: Int] = [:]
    for node in nodes { times[node, default: 0] += 1 }
    guard times.count < nodes.count else { return try nodes.map(compile) }
    var parts: [QueryPlan.Part] = []
    for node in nodes {
      guard let count = times.removeValue(forKey: node) else { continue }
      let part = try compile(node)
      parts.append(count == 1 ? part : { place in part(place).map { RepeatedMatcher($0, times: count) } })
    }
    return parts
  }

  // MARK: Fields

  private func unsupported(_ field: QueryField) -> QueryError { Self.unsupported(field, kind) }

  /// That findings of a kind have no such field.
  static func unsupported(_ field: QueryField, _ kind: FindingKind) -> QueryError {
    QueryError(column: 0, problem: "\(kind.plural) have no \(field.rawValue)", suggestion: nil)
  }

  private func field(_ field: QueryField, _ pattern: WordPattern) throws -> QueryPlan.Part {
    switch (field, kind) {
    case (.outlet, _): return names(matching: pattern) { $0.outlet(of: $1) }
    case (.headline, .article): return try words(pattern, in: .headline, isRanked: false)
    case (.headline, _):
      let versions = try lookup.versions(headline: pattern)
      return condition { versions.contains($0.version(of: $1)) }
    case (.cue, .quote): return try words(pattern, in: .cue, isRanked: false)
    case (.concept, .figure): return try words(pattern, in: .concept, isRanked: false)
    case (.speaker, .official), (.official, .official): return try words(pattern, in: .name, isRanked: false)
    case (.speaker, _): return try words(pattern, in: .speaker, isRanked: false)
    case (.official, .figure), (.organization, .figure): return try words(pattern, in: .speaker, isRanked: false)
    case (.official, _): return try words(pattern, in: .name, isRanked: false)
    case (.organization, _): return try words(pattern, in: .organization, isRanked: false)
    case (.title, .figure): throw unsupported(.title)
    case (.title, _): return try words(pattern, in: .title, isRanked: false)
    default: throw unsupported(field)
    }
  }

  private func keyword(_ field: QueryField, _ value: String) throws -> QueryPlan.Part {
    switch (field, kind) {
    case (.type, .quote):
      guard let type = AttributionType(rawValue: value) else { return try compile(.everything) }
      let number = DocumentPreparation.number(type)
      return condition { $0.type(of: $1) == number }
    case (.type, _):
      guard value == "all" else { throw unsupported(.type) }
      return try compile(.everything)
    case (.unit, .figure):
      let sieve = UnitSieve(value)
      return names(where: sieve.admits) {
        $0.unit(of: $1)
      }
    case (.kind, .quote), (.kind, .figure), (.kind, .official): return ofKind(try Self.number(ofKind: value, kind).get())
    default: throw unsupported(field)
    }
  }

  private func ofKind(_ number: UInt8) -> QueryPlan.Part { condition { $0.kind(of: $1) == number } }

  /// The number of a value of `kind:`, as in ``DocumentFacts/kind``; a failure names those that there are.
  static func number(ofKind value: String, _ kind: FindingKind) -> Result<UInt8, QueryError> {
    func number<Case: CaseIterable & RawRepresentable<String> & Equatable>(_ type: Case.Type) -> Result<UInt8, QueryError> {
      if let known = Case(rawValue: value) { return .success(DocumentPreparation.number(known)) }
      let all = type.allCases.map(\.rawValue).joined(separator: ", ")
      return .failure(QueryError(column: 0, problem: "no \(kind.rawValue) is of the kind “\(value)”; it is one of \(all)"))
    }
    switch kind {
    case .quote: return number(QuoteKind.self)
    case .figure: return number(UnitKind.self)
    case .official: return number(Sector.self)
    case .article: return .failure(unsupported(.kind, kind))
    }
  }

  private func names(matching pattern: WordPattern, of name: @escaping (Segment, Int32) -> UInt32) -> QueryPlan.Part {
    let highlighter = Highlighter([WordPattern(words: pattern.words, form: pattern.form == .stem ? .exact : pattern.form)])
    return names(where: { !highlighter.ranges(in: $0).isEmpty }, of: name)
  }

  /// Documents of which one of a few different names fulfils a condition; each name is read once.
  private func names(where holds: @escaping (String) -> Bool, of name: @escaping (Segment, Int32) -> UInt32) -> QueryPlan.Part {
    let sieve = NameSieve(lookup, holds)
    return condition { sieve.admits(name($0, $1)) }
  }
}

/// Which units a word asks for: a code, a noun that is counted, or what people call a unit.
struct UnitSieve {
  private let word: String
  private let codes: Set<String>
  private let stems: [[UInt8]]

  init(_ word: String) {
    self.word = word.lowercased()
    codes = Set(UnitWords.codes(for: word))
    stems = FoldedWords(word).all.map { EnglishStemmer.stem($0) }
  }

  func admits(_ unit: String) -> Bool {
    if unit.lowercased() == word || codes.contains(unit) { return true }
    guard !stems.isEmpty else { return false }
    let words = FoldedWords(unit).all
    return words.count == stems.count && words.map { EnglishStemmer.stem($0) } == stems
  }
}

/// Which names fulfil a condition; each is asked for once.
private final class NameSieve {
  private let lookup: any PlanLookup
  private let holds: (String) -> Bool
  private var known: [UInt32: Bool] = [0: false]
  private var last: (id: UInt32, answer: Bool) = (0, false)

  init(_ lookup: any PlanLookup, _ holds: @escaping (String) -> Bool) {
    self.lookup = lookup
    self.holds = holds
  }

  func admits(_ id: UInt32) -> Bool {
    // Documents of one article come one after the other.
    if id == last.id { return last.answer }
    let answer = known[id] ?? lookup.knownName(id).map(holds) ?? false
    known[id] = answer
    last = (id, answer)
    return answer
  }
}

extension QueryNode {
  /// Whether any words take part in the ranking.
  var hasRankedWords: Bool {
    switch self {
    case .words, .near: true
    case .and(let nodes), .or(let nodes): nodes.contains(where: \.hasRankedWords)
    default: false
    }
  }
}

extension FindingKind {
  /// The word for several.
  var plural: String { rawValue + "s" }
}
