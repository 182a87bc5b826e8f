/// Finds a segment's best matches from the top. It looks at the documents in impact order, until the best of the remaining ones cannot
/// enter the result list any more. The result is exact. Where this would take longer than scanning all matches, it gives up.
struct BestFirst {
  private let plan: QueryPlan
  private let place: Int
  private let segment: Segment
  /// Whether any documents were looked at before it gave up.
  private(set) var hasLooked = false

  /// How many documents are looked at in one step.
  private static let step = 256
  /// Longer result lists are for exports, which need nearly all matches.
  private static let mostMatches = 1_000

  /// With fewer matches per wanted hit than this, scanning all of them is faster.
  private static let fewestMatches = 20

  init(plan: QueryPlan, place: Int) {
    self.plan = plan
    self.place = place
    segment = plan.segments[place]
  }

  /// Whether the result list now has the segment's best matches; otherwise all matches have to be scanned.
  mutating func run(_ matcher: Matcher, into top: inout TopMatches) -> Bool {
    guard top.limit <= Self.mostMatches, matcher.cost >= plan.limits.fewest else { return false }
    if let single = matcher.singleStream { return runSingle(single, matcher, into: &top) }
    guard matcher.isRanked, matcher.cost >= 4 * plan.limits.fewest, areFewEnough(matcher, top.limit), let bound = matcher.impactBound else {
      return false
    }
    return runAll(bound, matcher, into: &top)
  }

  /// Whether the wanted hits are a small share of all matches; about the same share of the lists has to be looked at.
  private func areFewEnough(_ matcher: Matcher, _ wanted: Int) -> Bool {
    let share = matcher.share(of: Float(segment.documents), length: plan.ranking.averageLength)
    return share * Float(plan.ranking.documents) > Float(wanted * Self.fewestMatches)
  }

  /// For a single ranked word: the documents of a group have one score and are already in the order of the result list.
  private mutating func runSingle(_ single: SingleStream, _ matcher: Matcher, into top: inout TopMatches) -> Bool {
    let (stream, ranking) = (single.stream, plan.ranking)
    var bounds = LengthBounds(stream.lengths) { length in
      let count = stream.most[Int(length)]
      return count == 0 ? nil : ranking.score(single.weight, count: count, length: length)
    }
    var documents: [Int32] = []
    var looked = 0
    while true {
      guard let next = bounds.best else { return true }
      if let worst = top.worst, next.score < worst.score { return true }
      guard looked <= matcher.cost, let size = stream.size(next.length) else { return false }
      documents.removeAll(keepingCapacity: true)
      stream.take(next.length, into: &documents)
      bounds.update(size > 0 ? next.length : nil)
      // Documents before the requested page are skipped.
      guard size > 0, top.admits(next.score) else { continue }
      looked += lookThrough(documents, of: next.score, matcher, into: &top)
    }
  }

  /// Looks at documents with one score, the newest first; returns how many it looked at before no further one could enter.
  private mutating func lookThrough(_ documents: [Int32], of score: Float, _ matcher: Matcher, into top: inout TopMatches) -> Int {
    var batch = MatchBatch()
    var next = 0
    hasLooked = true
    while next < documents.count {
      batch.removeAll()
      while next < documents.count, batch.count < MatchBatch.size {
        batch.append(documents[next])
        next += 1
      }
      matcher.keepUnranked(&batch)
      plan.accept(&batch, in: segment)
      for index in 0..<batch.count {
        let match = segment.match(batch.documents[index], score: score, place: place)
        guard top.canAdmit(match) else { return next }
        top.insert(match)
      }
    }
    return next
  }

  /// For several ranked words or a phrase: a document's score has to be computed from all parts.
  private mutating func runAll(_ bound: ImpactBound, _ matcher: Matcher, into top: inout TopMatches) -> Bool {
    let streams = bound.streams
    var bounds = LengthBounds(Set(streams.flatMap(\.stream.lengths)).sorted()) { [ranking = plan.ranking] in bound.score($0, ranking) }
    // For each stream the documents handed out but not yet looked at.
    var pending = [[Int32]](repeating: [], count: streams.count)
    var waiting = 0
    var looked = 0
    hasLooked = true
    while true {
      let next = bounds.best
      let isDone = next.map { next in top.worst.map { next.score < $0.score } ?? false } ?? true
      if waiting >= Self.step || isDone {
        for place in pending.indices where !pending[place].isEmpty {
          look(at: &pending[place], of: streams[place].origin, matcher, into: &top)
        }
        looked += waiting
        waiting = 0
      }
      // Once all streams have handed out their documents, a list with room, or with matches of score 0, may lack others of score 0: those
      // of an alternative that is not ranked.
      guard let next else { return top.worst.map { $0.score > 0 } ?? false }
      if isDone { return true }
      guard looked <= matcher.cost / 4 else { return false }
      // The stream that has to hand out the fewest documents to lower the bound of this length class.
      var least: (size: Int, place: Int)?
      for (place, origin) in streams.enumerated() where origin.stream.most[Int(next.length)] > 0 {
        guard let size = origin.stream.size(next.length), size < least?.size ?? .max else { continue }
        least = (size, place)
      }
      guard let least else { return false }
      streams[least.place].stream.take(next.length, into: &pending[least.place])
      bounds.update(least.size > 0 ? next.length : nil)
      waiting += least.size
    }
  }

  private func look(at documents: inout [Int32], of origin: ImpactOrigin, _ matcher: Matcher, into top: inout TopMatches) {
    documents.sort()
    var batch = MatchBatch()
    var next = 0
    while next < documents.count {
      batch.removeAll()
      while next < documents.count, batch.count < MatchBatch.size {
        batch.append(documents[next])
        next += 1
      }
      matcher.floor = top.worst?.score ?? 0
      matcher.keep(&batch, from: origin)
      plan.score(&batch, matcher, in: segment, place, into: &top, mayRepeat: true)
    }
    documents.removeAll(keepingCapacity: true)
  }
}

/// Upper bounds: for each length class the best score of a document not yet looked at.
private struct LengthBounds {
  private let lengths: [UInt8]
  private let score: (UInt8) -> Float?
  /// -1 for a class without remaining documents.
  private var scores: [Float]

  init(_ lengths: [UInt8], _ score: @escaping (UInt8) -> Float?) {
    self.lengths = lengths
    self.score = score
    scores = lengths.map { score($0) ?? -1 }
  }

  /// The length class with the highest bound, and the bound; `nil` if no document remains.
  var best: (length: UInt8, score: Float)? {
    var best = -1
    var most: Float = -1
    for index in scores.indices where scores[index] > most { (best, most) = (index, scores[index]) }
    return best < 0 ? nil : (lengths[best], most)
  }

  /// Updates the bound of a length class, or of all.
  mutating func update(_ length: UInt8?) {
    for index in lengths.indices where length == nil || lengths[index] == length { scores[index] = score(lengths[index]) ?? -1 }
  }
}
