internal import FullText
internal import Record

/// What must be looked up outside the full text to run a query.
protocol PlanLookup: AnyObject {
  /// The text of a name's key. A failure is kept, and thrown by whoever runs the search.
  func knownName(_ id: UInt32) -> String?
  /// The article versions whose headline matches.
  func versions(headline pattern: WordPattern) throws(IndexError) -> Set<UInt32>
  /// The newest article versions that were ingested in a range of time, by the clock of this machine.
  func versions(ingested range: DateRange) throws(IndexError) -> Set<UInt32>
  /// The newest article versions that have a text in their address, site or id.
  func versions(_ field: QueryField, _ text: String) throws(IndexError) -> Set<UInt32>
}

/// Translates a search of one kind of finding into a query of the full text.
struct QueryPlanner {
  private let kind: FindingKind
  private let lookup: any PlanLookup
  /// Whether any document is more likely wrong than right.
  private let hasDoubtful: Bool

  init(kind: FindingKind, lookup: any PlanLookup, hasDoubtful: Bool) {
    self.kind = kind
    self.lookup = lookup
    self.hasDoubtful = hasDoubtful
  }

  /// The query of a search.
  func query(_ search: Search) throws(IndexError) -> TextQuery { try translate(try node(search)) }

  private func node(_ search: Search) throws(IndexError) -> QueryNode {
    do {
      return try SearchNarrowing(search, kind: kind, hasDoubtful: hasDoubtful).node
    } catch {
      throw .query(error)
    }
  }

  /// The one attribution type that a search looks at; `nil` for all.
  func type(_ search: Search) -> UInt8? { kind == .quote ? SearchNarrowing.type(of: search) : nil }

  /// The order of a search's matches.
  func order(_ search: Search) -> MatchOrder {
    switch search.sort ?? search.query.sort ?? (search.query.node.hasRankedWords ? .relevance : .date) {
    case .relevance: .relevance
    case .date: .newest
    case .oldest: .oldest
    case .confidence: .surest
    }
  }

  /// The word that a search is for, if it asks for nothing but one word.
  func oneWord(_ search: Search) throws(IndexError) -> WordPattern? {
    guard case .words(let pattern) = try node(search), pattern.words.count == 1, pattern.form != .prefix else { return nil }
    return pattern
  }

  private func translate(_ node: QueryNode) throws(IndexError) -> TextQuery {
    switch node {
    case .everything: return .everything
    case .words(let pattern): return .words(pattern, in: .text, isRanked: true)
    case .near(let patterns, let distance): return .near(patterns, distance: distance)
    case .and(let nodes):
      var (included, excluded): ([QueryNode], [QueryNode]) = ([], [])
      for node in nodes { if case .not(let inner) = node { excluded.append(inner) } else { included.append(node) } }
      var queries = try distinct(included)
      // A node that is excluded twice needs to be excluded only once.
      for node in excluded { queries.append(.not(try translate(node))) }
      return .all(queries)
    case .or(let nodes): return .any(try distinct(nodes))
    case .not(let node): return .not(try translate(node))
    case .field(let field, let pattern): return try self.field(field, pattern)
    case .keyword(let field, let value): return try keyword(field, value)
    case .value(let range):
      guard kind == .figure else { throw unsupported(.value) }
      return .values(.number(range))
    case .published(let range): return .time(from: range.start, before: range.end)
    case .confidence(let part, let range):
      try Self.check(part, kind)
      return .values(.confidence(part?.place ?? .whole, range))
    case .claim(let part, let least):
      try Self.check(part, kind)
      return .values(.claim(part.place, least: least))
    case .ingested(let range): return .values(.owner(try lookup.versions(ingested: range)))
    case .article(let field, let text): return .values(.owner(try lookup.versions(field, text)))
    }
  }

  /// The queries of nodes. A node that occurs several times is translated once and counts as often.
  private func distinct(_ nodes: [QueryNode]) throws(IndexError) -> [TextQuery] {
    var times: [QueryNode: Int] = [:]
    for node in nodes { times[node, default: 0] += 1 }
    var queries: [TextQuery] = []
    for node in nodes {
      guard let count = times.removeValue(forKey: node) else { continue }
      let query = try translate(node)
      queries.append(count == 1 ? query : .repeated(query, times: count))
    }
    return queries
  }

  // MARK: Fields

  private func unsupported(_ field: QueryField) -> IndexError { .query(Self.unsupported(field, kind)) }

  /// The error that findings of a kind have no such field.
  static func unsupported(_ field: QueryField, _ kind: FindingKind) -> QueryError { unsupported(field.rawValue, kind) }

  private static func unsupported(_ name: String, _ kind: FindingKind) -> QueryError {
    QueryError(column: 0, problem: "\(kind.plural) have no \(name)", suggestion: nil)
  }

  /// Refuses a confidence that findings of a kind do not have.
  static func check(_ part: FindingPart?, _ kind: FindingKind) throws(IndexError) {
    guard let part else {
      if kind == .article { throw .query(unsupported(.confidence, kind)) }
      return
    }
    guard kind.parts.contains(part) else { throw .query(unsupported(part.confidenceName, kind)) }
  }

  private func field(_ field: QueryField, _ pattern: WordPattern) throws(IndexError) -> TextQuery {
    func words(_ field: TermField) -> TextQuery { .words(pattern, in: field, isRanked: false) }
    switch (field, kind) {
    case (.outlet, _):
      let highlighter = Highlighter([WordPattern(words: pattern.words, form: pattern.form == .stem ? .exact : pattern.form)])
      return names(.ownerLabel) { !highlighter.ranges(in: $0).isEmpty }
    case (.headline, .article): return words(.headline)
    case (.headline, _): return .values(.owner(try lookup.versions(headline: pattern)))
    case (.cue, .quote): return words(.cue)
    case (.concept, .figure): return words(.concept)
    case (.speaker, .official), (.official, .official): return words(.name)
    case (.speaker, _): return words(.speaker)
    case (.official, .figure), (.organization, .figure): return words(.speaker)
    case (.official, _): return words(.name)
    case (.organization, _): return words(.organization)
    case (.title, .figure): throw unsupported(.title)
    case (.title, _): return words(.title)
    default: throw unsupported(field)
    }
  }

  private func keyword(_ field: QueryField, _ value: String) throws(IndexError) -> TextQuery {
    switch (field, kind) {
    case (.type, .quote):
      guard let type = AttributionType(rawValue: value) else { return .everything }
      return .values(.type(DocumentPreparation.number(type)))
    case (.type, _):
      guard value == "all" else { throw unsupported(.type) }
      return .everything
    case (.unit, .figure):
      let sieve = UnitSieve(value)
      return names(.labelC, sieve.admits)
    case (.kind, .quote), (.kind, .figure), (.kind, .official):
      switch Self.number(ofKind: value, kind) {
      case .success(let number): return .values(.category(number))
      case .failure(let error): throw .query(error)
      }
    default: throw unsupported(field)
    }
  }

  private func names(_ column: ValueCondition.LabelColumn, _ holds: @escaping (String) -> Bool) -> TextQuery {
    .values(.label(column) { [lookup] in lookup.knownName($0).map(holds) ?? false })
  }

  /// The number of a value of `kind:`, as in ``PreparedDocument/kindNumber``. The error for an unknown value names those that there are.
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
}

/// Which units a word asks for: a code, a noun that is counted, or a common name of a unit.
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
  /// The plural of the word.
  var plural: String { rawValue + "s" }
}
