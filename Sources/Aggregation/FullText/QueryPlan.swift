internal import Record

/// What a plan must be able to look up outside the full text.
protocol PlanLookup: AnyObject {
  /// The text of a name's key.
  func name(_ id: UInt32) throws(IndexError) -> String?
  /// The article versions whose headline matches.
  func versions(headline pattern: WordPattern) throws(IndexError) -> Set<UInt32>
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

  /// Whether a document that the matcher gives is a match.
  @inline(__always)
  func accepts(_ document: Int32, in segment: Segment) -> Bool {
    !segment.isDeleted(document) && (type.map { segment.type(of: document) == $0 } ?? true)
  }
}

/// Makes plans: looks up each word's lists, and weighs words by how many documents hold them in all segments together.
struct QueryPlanner {
  let kind: FindingKind
  let segments: [Segment]
  let source: any SegmentSource
  let lookup: any PlanLookup
  let ranking: BM25

  init(kind: FindingKind, segments: [Segment], source: any SegmentSource, lookup: any PlanLookup) {
    self.kind = kind
    self.segments = segments
    self.source = source
    self.lookup = lookup
    ranking = BM25(documents: segments.reduce(0) { $0 + $1.live }, words: segments.reduce(0) { $0 + $1.words })
  }

  /// The plan of a search.
  func plan(_ search: Search) throws(IndexError) -> QueryPlan {
    do {
      let node = try SearchNarrowing(search, kind: kind).node
      let type = kind == .quote ? SearchNarrowing.type(of: search) : nil
      let sort = search.sort ?? search.query.sort ?? (search.query.node.hasRankedWords ? .relevance : .date)
      return QueryPlan(kind: kind, segments: segments, part: try compile(node), type: type, sort: sort)
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
    case .near(let patterns, let distance): return near(patterns, distance: distance)
    case .and(let nodes): return try all(nodes)
    case .or(let nodes):
      let parts = try different(nodes)
      return { segment in
        let matchers = parts.compactMap { $0(segment) }
        return matchers.count > 1 ? AnyOfMatcher(matchers) : matchers.first
      }
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
    }
  }

  private func condition(_ holds: @escaping (Segment, Int32) -> Bool) -> QueryPlan.Part {
    { place in
      let segment = segments[place]
      return ConditionMatcher(0..<segment.documents) { holds(segment, $0) }
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
      let without = excluded.compactMap { $0(segment) }
      guard let first = without.first else { return included }
      return WithoutMatcher(included, without: without.count == 1 ? first : AnyOfMatcher(without))
    }
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

  // MARK: Words

  /// The list of a word, exact or in all its forms, in one segment.
  func term(_ word: [UInt8], _ form: WordPattern.Form, _ field: TermField, _ segment: Segment) -> StoredTerm? {
    guard let group = source.group(field.key(of: word), in: segment.id) else { return nil }
    guard form == .stem, field.hasStems else { return group.forms.first { $0.word == word }?.term }
    if let union = group.union { return union }
    return group.forms.count == 1 ? group.forms[0].term : union(group.forms.map(\.term), segment)
  }

  /// A short list of several forms together.
  private func union(_ terms: [StoredTerm], _ segment: Segment) -> StoredTerm {
    var run = PostingRun(withPositions: false)
    for term in terms { run.append(term.list) }
    var union = FormUnion()
    for index in run.documents.indices where run.documents[index] < UInt32(segment.documents) {
      union.add(document: run.documents[index], count: run.counts[index])
    }
    _ = union.settle()
    var encoder = PostingsEncoder()
    union.encode(segment.lengths, into: &encoder)
    return StoredTerm(documents: union.count { !segment.isDeleted($0) }, list: EncodedList(encoder.list))
  }

  /// The lists of many words as one, with the places where any of them stands.
  private func unionWithPositions(_ terms: [StoredTerm], _ segment: Segment) -> StoredTerm {
    var run = PostingRun(withPositions: true)
    for term in terms { run.append(term.list) }
    var keys: [UInt64] = []
    keys.reserveCapacity(run.documents.count)
    for index in run.documents.indices where run.documents[index] < UInt32(segment.documents) {
      keys.append(UInt64(run.documents[index]) << 32 | UInt64(index))
    }
    keys.sort()
    var encoder = PostingsEncoder()
    encoder.begin()
    var live = 0
    var places: [UInt32] = []
    var next = 0
    while next < keys.count {
      let document = Int32(truncatingIfNeeded: keys[next] >> 32)
      places.removeAll(keepingCapacity: true)
      while next < keys.count, Int32(truncatingIfNeeded: keys[next] >> 32) == document {
        let index = Int(keys[next] & 0xFFFF_FFFF)
        let start = Int(run.starts[index])
        for place in start..<min(start + Int(run.counts[index]), run.positions.count) { places.append(run.positions[place]) }
        next += 1
      }
      guard !places.isEmpty else { continue }
      places.sort()
      encoder.append(positions: places, places.indices)
      encoder.append(document: document, count: UInt32(places.count), length: segment.lengths[Int(document)])
      if !segment.isDeleted(document) { live += 1 }
    }
    encoder.finish()
    return StoredTerm(documents: live, list: EncodedList(encoder.list))
  }

  private func words(_ pattern: WordPattern, in field: TermField, isRanked: Bool) throws -> QueryPlan.Part {
    if pattern.words.count == 1, pattern.form == .prefix { return prefix(pattern.words[0], in: field, isRanked: isRanked) }
    if pattern.form == .prefix { return near([pattern], distance: 0, field: field, isRanked: isRanked) }
    let terms = segments.map { segment in
      var known: [[UInt8]: StoredTerm?] = [:]
      return pattern.words.map { word -> StoredTerm? in
        if let found = known[word] { return found }
        let found = term(word, pattern.words.count == 1 ? pattern.form : .exact, field, segment)
        known[word] = .some(found)
        return found
      }
    }
    let weight = isRanked ? ranking.weight(pattern.words.indices.map { word in terms.reduce(0) { $0 + ($1[word]?.documents ?? 0) } }) : 0
    return { [ranking] place in
      var known: [[UInt8]: PostingCursor] = [:]
      var cursors: [PostingCursor] = []
      for (word, term) in zip(pattern.words, terms[place]) {
        guard let term else { return nil }
        // A word that stands in the phrase twice is walked through once.
        let cursor = known[word] ?? PostingCursor(term.list, documents: term.documents)
        known[word] = cursor
        cursors.append(cursor)
      }
      let lengths = segments[place].lengths
      return cursors.count == 1
        ? WordMatcher(cursors[0], weight: weight, ranking: ranking, lengths: lengths)
        : PhraseMatcher(cursors, weight: weight, ranking: ranking, lengths: lengths)
    }
  }

  /// The union of all words that begin so, counted together like one word.
  private func prefix(_ word: [UInt8], in field: TermField, isRanked: Bool) -> QueryPlan.Part {
    let unions = segments.map { segment in
      var union = PostingUnion(documents: Int(segment.documents))
      source.eachList(of: field, beginning: word, in: segment.id) { entry, block in
        if entry.place == .few {
          union.add(few: block, at: entry.range.lowerBound, count: Int(entry.documents))
        } else {
          union.add(source.list(entry, of: block))
        }
      }
      union.finish { segment.isDeleted($0) }
      return union
    }
    let weight = isRanked ? ranking.weight([unions.reduce(0) { $0 + $1.documents.count }]) : 0
    return { [ranking] place in
      guard !unions[place].documents.isEmpty else { return nil }
      return ListMatcher(
        documents: unions[place].documents, counts: unions[place].counts, weight: weight, ranking: ranking, lengths: segments[place].lengths
      )
    }
  }

  /// The lists of a pattern's last word, in each of its forms.
  private func formTerms(_ word: [UInt8], _ form: WordPattern.Form, _ field: TermField, _ segment: Segment) -> [StoredTerm] {
    switch form {
    case .exact: return term(word, .exact, field, segment).map { [$0] } ?? []
    case .stem:
      // The list of all forms has no positions: the forms' lists have.
      guard field.hasStems else { return formTerms(word, .exact, field, segment) }
      return source.group(field.key(of: word), in: segment.id)?.forms.map(\.term) ?? []
    case .prefix:
      var terms: [StoredTerm] = []
      source.eachList(of: field, beginning: word, in: segment.id) { entry, block in
        terms.append(StoredTerm(documents: entry.live, list: source.list(entry, of: block)))
      }
      return terms.count > 1 ? [unionWithPositions(terms, segment)] : terms
    }
  }

  private func near(_ patterns: [WordPattern], distance: Int, field: TermField = .text, isRanked: Bool = true) -> QueryPlan.Part {
    var frequencies: [Int] = []
    var forms: [[[[StoredTerm]]]] = segments.map { _ in [] }
    for pattern in patterns {
      var ofPattern: [[[StoredTerm]]] = segments.map { _ in [] }
      let first = frequencies.count
      for (index, word) in pattern.words.enumerated() {
        var frequency = 0
        let isLast = index == pattern.words.count - 1
        if !isLast || pattern.form == .exact, let before = pattern.words[..<index].firstIndex(of: word) {
          for place in segments.indices { ofPattern[place].append(ofPattern[place][before]) }
          frequencies.append(frequencies[first + before])
          continue
        }
        for (place, segment) in segments.enumerated() {
          let terms = formTerms(word, isLast ? pattern.form : .exact, field, segment)
          let together = isLast && pattern.form == .stem ? term(word, .stem, field, segment)?.documents : nil
          frequency += together ?? terms.reduce(0) { $0 + $1.documents }
          ofPattern[place].append(terms)
        }
        frequencies.append(min(frequency, ranking.documents))
      }
      for place in segments.indices { forms[place].append(ofPattern[place]) }
    }
    let weight = isRanked ? ranking.weight(frequencies) : 0
    return { [forms, ranking] place in
      guard !forms[place].contains(where: { $0.contains(where: \.isEmpty) }) else { return nil }
      var cursors: [NearMatcher.Pattern] = []
      for (pattern, words) in zip(patterns, forms[place]) {
        var known: [[UInt8]: [PostingCursor]] = [:]
        cursors.append(
          words.indices.map { index in
            let isExact = index < words.count - 1 || pattern.form == .exact
            if isExact, let before = known[pattern.words[index]] { return before }
            let own = words[index].map { PostingCursor($0.list, documents: $0.documents) }
            if isExact { known[pattern.words[index]] = own }
            return own
          })
      }
      return NearMatcher(cursors, distance: distance, weight: weight, ranking: ranking, lengths: segments[place].lengths)
    }
  }

  // MARK: Fields

  private func unsupported(_ field: QueryField) -> QueryError {
    QueryError(column: 0, problem: "\(kind.plural) have no \(field.rawValue)", suggestion: nil)
  }

  private func field(_ field: QueryField, _ pattern: WordPattern) throws -> QueryPlan.Part {
    switch (field, kind) {
    case (.outlet, _): return try names(matching: pattern, .outlet)
    case (.headline, .article): return try words(pattern, in: .headline, isRanked: false)
    case (.headline, _):
      let versions = try lookup.versions(headline: pattern)
      return condition { versions.contains($0.version(of: $1)) }
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
      let wanted = FoldedWords(value).all
      return try names(where: { $0.lowercased() == value.lowercased() || (!wanted.isEmpty && FoldedWords($0).all == wanted) }, .unit)
    case (.kind, .quote):
      guard let kind = QuoteKind(rawValue: value) else { throw wrongKind(value, QuoteKind.allCases.map(\.rawValue)) }
      return ofKind(DocumentPreparation.number(kind))
    case (.kind, .figure):
      guard let kind = UnitKind(rawValue: value) else { throw wrongKind(value, UnitKind.allCases.map(\.rawValue)) }
      return ofKind(DocumentPreparation.number(kind))
    case (.kind, .official):
      guard let sector = Sector(rawValue: value) else { throw wrongKind(value, Sector.allCases.map(\.rawValue)) }
      return ofKind(DocumentPreparation.number(sector))
    default: throw unsupported(field)
    }
  }

  private func ofKind(_ number: UInt8) -> QueryPlan.Part { condition { $0.kind(of: $1) == number } }
  private func wrongKind(_ value: String, _ known: [String]) -> QueryError {
    QueryError(column: 0, problem: "no \(kind.rawValue) is of the kind “\(value)”; it is one of \(known.joined(separator: ", "))")
  }

  private func names(matching pattern: WordPattern, _ column: FactColumn) throws -> QueryPlan.Part {
    let highlighter = Highlighter([WordPattern(words: pattern.words, form: pattern.form == .stem ? .exact : pattern.form)])
    return try names(where: { !highlighter.ranges(in: $0).isEmpty }, column)
  }

  /// Documents of which one of a few different names fulfils a condition.
  private func names(where holds: (String) -> Bool, _ column: FactColumn) throws -> QueryPlan.Part {
    var seen: [Bool] = [true]
    var matching: [Bool] = [false]
    for segment in segments {
      for id in segment.names(in: column) {
        let id = Int(id)
        if id >= seen.count {
          seen += [Bool](repeating: false, count: id + 1 - seen.count)
          matching += [Bool](repeating: false, count: id + 1 - matching.count)
        }
        if seen[id] { continue }
        seen[id] = true
        matching[id] = try lookup.name(UInt32(id)).map(holds) ?? false
      }
    }
    guard matching.contains(true) else { return { _ in nil } }
    return { [matching] place in
      let segment = segments[place]
      return ConditionMatcher(0..<segment.documents) { matching[Int(column == .outlet ? segment.outlet(of: $0) : segment.unit(of: $0))] }
    }
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
