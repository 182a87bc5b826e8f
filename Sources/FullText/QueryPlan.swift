/// A query prepared for the segments of a collection.
package struct QueryPlan {
  /// Makes the matcher for a segment, by its index; `nil` if nothing in it can match.
  typealias Part = (Int) -> Matcher?

  let segments: [Segment]
  let part: Part
  /// The only type that counts; `nil` for all.
  let type: UInt8?
  let order: MatchOrder
  let ranking: BM25
  let limits: ImpactParts.Limits

  /// Keeps the matcher's documents that are matches: not deleted, and of the right type.
  @inline(__always)
  func accept(_ batch: inout MatchBatch, in segment: Segment) {
    segment.keepKnown(&batch)
    if segment.hasDeleted { batch.keep { document, _ in !segment.isDeleted(document) } }
    if let type, batch.count > 0 { segment.keep(type: type, &batch) }
  }
  /// Whether a document of the matcher is a match.
  func accepts(_ document: Int32, in segment: Segment) -> Bool {
    segment.isKnown(document) && !segment.isDeleted(document) && (type.map { segment.type(of: document) == $0 } ?? true)
  }
}

/// Compiles plans: looks up each word's lists, and weights words by the number of documents that contain them in all segments.
package struct PlanCompiler {
  let schema: DocumentSchema
  let segments: [Segment]
  let source: SegmentSource
  let ranking: BM25
  private let limits: ImpactParts.Limits
  /// The cost so far of the query's prefix words.
  let prefixWork: PrefixWork

  /// A compiler for one query on the segments of a collection.
  package init(_ schema: DocumentSchema, _ segments: [Segment], _ source: SegmentSource, _ limits: ImpactParts.Limits) {
    prefixWork = PrefixWork(most: limits.mostOfPrefixes)
    self.schema = schema
    self.segments = segments
    self.source = source
    self.limits = limits
    ranking = BM25(documents: segments.reduce(0) { $0 + $1.live }, words: segments.reduce(0) { $0 + $1.words })
  }

  /// The plan of a query. Documents of types other than `type` are only counted.
  package func plan(_ query: TextQuery, type: UInt8?, order: MatchOrder) throws(FullTextError) -> QueryPlan {
    QueryPlan(segments: segments, part: try compile(query), type: type, order: order, ranking: ranking, limits: limits)
  }

  private func compile(_ query: TextQuery) throws(FullTextError) -> QueryPlan.Part {
    switch query {
    case .everything: return { ConditionMatcher(0..<segments[$0].documents) }
    case .words(let pattern, let field, let isRanked): return try words(pattern, in: field, isRanked: isRanked)
    case .near(let patterns, let distance): return try near(patterns, distance: distance, in: schema.mainField, isRanked: true)
    case .all(let queries): return try all(queries)
    case .any(let queries):
      let parts = try compile(queries)
      return { place in any(parts, in: place) }
    case .not(let query): return try all([.not(query)])
    case .repeated(let query, let times):
      let part = try compile(query)
      return { place in part(place).map { RepeatedMatcher($0, times: times) } }
    case .time(let start, let end): return { ConditionMatcher(segments[$0].documents(from: start, before: end)) }
    case .values(let condition):
      let holds = condition.test
      return { place in
        let segment = segments[place]
        return ConditionMatcher(0..<segment.documents) { segment.isKnown($0) && holds(segment, $0) }
      }
    }
  }

  private func compile(_ queries: [TextQuery]) throws(FullTextError) -> [QueryPlan.Part] {
    var parts: [QueryPlan.Part] = []
    for query in queries { parts.append(try compile(query)) }
    return parts
  }

  private func all(_ queries: [TextQuery]) throws(FullTextError) -> QueryPlan.Part {
    var wanted: [TextQuery] = []
    var unwanted: [TextQuery] = []
    for query in queries { if case .not(let inner) = query { unwanted.append(inner) } else { wanted.append(query) } }
    let parts = try compile(wanted)
    let excluded = try compile(unwanted)
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
}
