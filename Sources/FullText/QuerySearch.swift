/// Runs a plan.
package struct QuerySearch {
  let plan: QueryPlan

  /// A search with a plan.
  package init(_ plan: QueryPlan) { self.plan = plan }

  /// The best matches in the plan's order, after `cursor` if it is given.
  package func top(_ limit: Int, after cursor: RankedMatch?) -> [RankedMatch] {
    switch plan.order {
    case .newest: newest(limit, after: cursor)
    case .oldest: oldest(limit, after: cursor)
    case .surest: surest(limit, after: cursor)
    case .relevance: best(limit, after: cursor)
    }
  }

  // MARK: By relevance

  /// The best by score; with equal scores the newest first, then by content.
  ///
  /// With long lists, the documents with the highest possible scores are looked at first, until no other can enter the result list
  /// (``BestFirst``). The result is the same as that of a full scan.
  private func best(_ limit: Int, after cursor: RankedMatch?) -> [RankedMatch] {
    var top = TopMatches(limit: limit, after: cursor)
    // The largest segment first, because it raises the score floor for the others.
    for place in plan.segments.indices.sorted(by: { plan.segments[$0].live > plan.segments[$1].live }) {
      guard let matcher = plan.part(place) else { continue }
      var search = BestFirst(plan: plan, place: place)
      if search.run(matcher, into: &top) { continue }
      walk(matcher, place, into: &top, mayRepeat: search.hasLooked)
    }
    return top.sorted
  }

  /// Scores all matches of a segment; with `mayRepeat` some of them may already be in the result list.
  private func walk(_ matcher: Matcher, _ place: Int, into top: inout TopMatches, mayRepeat: Bool) {
    let segment = plan.segments[place]
    if let all = matcher as? AllOfMatcher { all.sieve = all.members(in: segment, counting: false) }
    var batch = MatchBatch()
    var target: Int32 = 0
    while target != Matcher.end {
      batch.removeAll()
      matcher.floor = top.worst?.score ?? 0
      target = matcher.next(from: target, into: &batch)
      plan.score(&batch, matcher, in: segment, place, into: &top, mayRepeat: mayRepeat)
    }
  }

  // MARK: By date

  private func newest(_ limit: Int, after cursor: RankedMatch?) -> [RankedMatch] {
    var matches: [RankedMatch] = []
    var batch = MatchBatch()
    for (place, segment) in plan.segments.enumerated() {
      guard let matcher = plan.part(place) else { continue }
      var target = first(in: segment, after: cursor)
      var found = 0
      while target != Matcher.end, found < limit {
        batch.removeAll()
        target = matcher.next(from: target, into: &batch)
        plan.accept(&batch, in: segment)
        let used = min(batch.count, limit - found)
        for index in 0..<used { matches.append(segment.match(batch.documents[index], score: 0, place: place)) }
        found += used
      }
    }
    matches.sort { $0.isBefore($1) }
    return Array(matches.prefix(limit))
  }

  /// The oldest first: all matches in reverse order.
  private func oldest(_ limit: Int, after cursor: RankedMatch?) -> [RankedMatch] {
    var matches = newest(.max, after: nil)
    matches.reverse()
    if var last = cursor {
      last.score = 0
      matches.removeAll { !$0.isBefore(last) }
    }
    return Array(matches.prefix(limit))
  }

  private func first(in segment: Segment, after cursor: RankedMatch?) -> Int32 {
    guard let cursor else { return 0 }
    return cursor.tie == .max
      ? segment.firstDocument(notBefore: cursor.time, .max) : segment.firstDocument(notBefore: cursor.time, cursor.tie + 1)
  }

  // MARK: By confidence

  private func surest(_ limit: Int, after cursor: RankedMatch?) -> [RankedMatch] {
    var top = TopMatches(limit: limit, after: cursor)
    var batch = MatchBatch()
    for (place, segment) in plan.segments.enumerated() {
      guard let matcher = plan.part(place) else { continue }
      var target: Int32 = 0
      while target != Matcher.end {
        batch.removeAll()
        target = matcher.next(from: target, into: &batch)
        plan.accept(&batch, in: segment)
        for index in 0..<batch.count {
          let document = batch.documents[index]
          let score = segment.certainty(of: document)
          if top.admits(score) { top.insert(segment.match(document, score: score, place: place)) }
        }
      }
    }
    return top.sorted
  }

  // MARK: All

  /// Every match in the plan's order.
  package func each(after cursor: RankedMatch?, _ body: (RankedMatch) throws -> Void) throws {
    guard plan.order == .newest else {
      for match in top(.max, after: cursor) { try body(match) }
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
        let match = segment.match(document, score: 0, place: entry.place)
        if least.map({ match.isBefore($0) }) ?? true { (least, chosen) = (match, index) }
      }
      guard let least else { return }
      try body(least)
      let matcher = matchers[chosen].matcher
      _ = matcher.advance(to: matcher.document + 1)
      settle(matcher, plan.segments[least.segment])
    }
  }

  /// Moves to the next document that is a match.
  private func settle(_ matcher: Matcher, _ segment: Segment) {
    while matcher.document != Matcher.end, !plan.accepts(matcher.document, in: segment) { _ = matcher.advance(to: matcher.document + 1) }
  }

  /// Passes on the matches in batches, including those excluded only by their type; or all those of a segment as a set, where that is
  /// faster and `sets` accepts it.
  func eachBatch(sets: ((Segment, DocumentSet) -> Void)? = nil, _ body: (Segment, MatchBatch) -> Void) {
    var batch = MatchBatch()
    for (place, segment) in plan.segments.enumerated() {
      guard let matcher = plan.part(place) else { continue }
      if let sets, var members = matcher.members(in: segment, counting: true) {
        if segment.hasDeleted { members.subtract(segment.deleted) }
        sets(segment, members)
        continue
      }
      var target: Int32 = 0
      while target != Matcher.end {
        batch.removeAll()
        target = matcher.next(from: target, into: &batch)
        segment.keepKnown(&batch)
        if segment.hasDeleted { batch.keep { document, _ in !segment.isDeleted(document) } }
        if batch.count > 0 { body(segment, batch) }
      }
    }
  }

  /// The owners of all matches.
  package var owners: Set<UInt32> {
    var owners: Set<UInt32> = []
    eachBatch { segment, batch in
      for index in 0..<batch.count { owners.insert(segment.owner(of: batch.documents[index])) }
    }
    return owners
  }

  /// The number of matches, and how many more there would be with every type.
  package func count() -> MatchTally {
    var count = MatchTally(matches: 0, otherTypes: 0)
    eachBatch(sets: { segment, members in
      let all = members.count
      let ofType = plan.type.map { segment.has(.type) ? members.count(and: segment.members(ofType: $0)) : $0 == 0 ? all : 0 } ?? all
      count.matches += ofType
      count.otherTypes += all - ofType
    }) { segment, batch in
      var ofType = batch.count
      if let type = plan.type {
        var typed = batch
        segment.keep(type: type, &typed)
        ofType = typed.count
      }
      count.matches += ofType
      count.otherTypes += batch.count - ofType
    }
    return count
  }
}

extension Segment {
  /// A document as a match; `place` is the index of its segment.
  @inline(__always)
  func match(_ document: Int32, score: Float, place: Int) -> RankedMatch {
    RankedMatch(score: score, time: time(of: document), tie: tie(of: document), segment: place, document: document)
  }
}

extension QueryPlan {
  /// The owner of a match.
  package func owner(of match: RankedMatch) -> UInt32 { segments[match.segment].owner(of: match.document) }

  /// Whether it matches a document of an owner, given by its position in time order.
  package func matches(time: Int64, tie: UInt64, owner: UInt32) -> Bool {
    for (place, segment) in segments.enumerated() {
      guard let number = segment.document(time: time, tie: tie, owner: owner) else { continue }
      guard let matcher = part(place) else { return false }
      return accepts(number, in: segment) && matcher.advance(to: number) == number
    }
    return false
  }

  /// Scores a matcher's batch and keeps the best; with `mayRepeat` some documents may be among them already.
  func score(
    _ batch: inout MatchBatch, _ matcher: Matcher, in segment: Segment, _ place: Int, into top: inout TopMatches, mayRepeat: Bool
  ) {
    accept(&batch, in: segment)
    guard batch.count > 0 else { return }
    var scores = MatchBatch.Scores(repeating: 0)
    matcher.score(batch, BatchLengths(batch, in: segment), into: &scores)
    for index in 0..<batch.count {
      let score = scores[Int(batch.slots[index])]
      let document = batch.documents[index]
      guard top.admits(score), !mayRepeat || !top.holds(document, of: place) else { continue }
      top.insert(segment.match(document, score: score, place: place))
    }
  }
}
