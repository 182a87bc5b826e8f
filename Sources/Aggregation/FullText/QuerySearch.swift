/// Runs a plan.
struct QuerySearch {
  let plan: QueryPlan

  /// The best matches in the plan's order.
  func top(_ limit: Int, after cursor: PageCursor?) -> [RankedMatch] {
    plan.sort == .date ? newest(limit, after: cursor) : best(limit, after: cursor)
  }

  // MARK: By relevance

  private func best(_ limit: Int, after cursor: PageCursor?) -> [RankedMatch] {
    var top = TopMatches(limit: limit, after: cursor)
    for (place, segment) in plan.segments.enumerated() {
      guard let matcher = plan.part(place) else { continue }
      rank(matcher, segment, place, into: &top)
    }
    return top.sorted
  }

  private func rank(_ matcher: Matcher, _ segment: Segment, _ place: Int, into top: inout TopMatches) {
    var target: Int32 = 0
    var until: Int32 = -1
    if let worst = top.worst { matcher.floor = worst.score }
    while true {
      if target > until {
        let bound = matcher.bound(from: target)
        until = bound.until
        guard top.canAdmit(bound.score, time: segment.time(target), tie: segment.tie(target)) else {
          if until == Matcher.end { return }
          target = until + 1
          continue
        }
      }
      let document = matcher.advance(to: target)
      if document == Matcher.end { return }
      target = document
      if document > until { continue }
      if plan.accepts(document, in: segment) {
        let score = matcher.score()
        if top.admits(score) {
          top.insert(
            RankedMatch(
              score: score, time: segment.time(of: document), tie: segment.tie(of: document), segment: place, document: document))
          if let worst = top.worst { matcher.floor = worst.score }
          // The bar may have risen above what is left of the block.
          until = document
        }
      }
      target = document + 1
    }
  }

  // MARK: By date

  private func newest(_ limit: Int, after cursor: PageCursor?) -> [RankedMatch] {
    var matches: [RankedMatch] = []
    for (place, segment) in plan.segments.enumerated() {
      guard let matcher = plan.part(place) else { continue }
      var document = matcher.advance(to: first(in: segment, after: cursor))
      var found = 0
      while document != Matcher.end, found < limit {
        if plan.accepts(document, in: segment) {
          let match = RankedMatch(
            score: 0, time: segment.time(of: document), tie: segment.tie(of: document), segment: place, document: document)
          matches.append(match)
          found += 1
        }
        document = matcher.advance(to: document + 1)
      }
    }
    matches.sort { $0.isBefore($1) }
    return Array(matches.prefix(limit))
  }

  private func first(in segment: Segment, after cursor: PageCursor?) -> Int32 {
    guard let cursor else { return 0 }
    return cursor.tie == .max
      ? segment.firstDocument(notBefore: cursor.time, .max) : segment.firstDocument(notBefore: cursor.time, cursor.tie + 1)
  }

  // MARK: All

  /// Every match in the plan's order.
  func each(after cursor: PageCursor?, _ body: (RankedMatch) throws -> Void) throws {
    guard plan.sort == .date else {
      for match in best(.max, after: cursor) { try body(match) }
      return
    }
    var matchers: [(place: Int, matcher: Matcher)] = []
    for (place, segment) in plan.segments.enumerated() {
      guard let matcher = plan.part(place) else { continue }
      _ = matcher.advance(to: first(in: segment, after: cursor))
      settle(matcher, segment)
      matchers.append((place, matcher))
    }
    while true {
      var least: RankedMatch?
      var chosen = 0
      for (index, entry) in matchers.enumerated() where entry.matcher.document != Matcher.end {
        let segment = plan.segments[entry.place]
        let document = entry.matcher.document
        let match = RankedMatch(
          score: 0, time: segment.time(of: document), tie: segment.tie(of: document), segment: entry.place, document: document)
        if least.map({ match.isBefore($0) }) ?? true { (least, chosen) = (match, index) }
      }
      guard let least else { return }
      try body(least)
      let matcher = matchers[chosen].matcher
      _ = matcher.advance(to: matcher.document + 1)
      settle(matcher, plan.segments[least.segment])
    }
  }

  /// Moves on to a document that is a match.
  private func settle(_ matcher: Matcher, _ segment: Segment) {
    while matcher.document != Matcher.end, !plan.accepts(matcher.document, in: segment) { _ = matcher.advance(to: matcher.document + 1) }
  }

  /// Every match of a segment, in no matter what order; with those that only the type keeps out where `ofEveryType`.
  @inline(__always)
  func visit(_ body: (Segment, Int32) -> Void) {
    for (place, segment) in plan.segments.enumerated() {
      guard let matcher = plan.part(place) else { continue }
      var document = matcher.advance(to: 0)
      while document != Matcher.end {
        if !segment.isDeleted(document) { body(segment, document) }
        document = matcher.advance(to: document + 1)
      }
    }
  }

  /// How many match, and how many more would with every type.
  func count() -> MatchCount {
    var count = MatchCount(matches: 0, otherTypes: 0)
    visit { segment, document in
      if plan.type.map({ segment.type(of: document) == $0 }) ?? true { count.matches += 1 } else { count.otherTypes += 1 }
    }
    return count
  }
}

extension Segment {
  /// A document's time; of one behind the last, the earliest.
  fileprivate func time(_ document: Int32) -> Int64 { document < documents ? time(of: document) : .min }
  fileprivate func tie(_ document: Int32) -> UInt64 { document < documents ? tie(of: document) : .max }
}

extension TopMatches {
  /// Whether a document with at most this score, and no newer than this, may come in.
  func canAdmit(_ score: Float, time: Int64, tie: UInt64) -> Bool {
    guard let worst else { return true }
    return score > worst.score || (score == worst.score && (time > worst.time || (time == worst.time && tie < worst.tie)))
  }
}
