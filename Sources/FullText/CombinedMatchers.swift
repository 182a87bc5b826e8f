/// Matches the documents of all of several parts (AND).
final class AllOfMatcher: Matcher {
  private let parts: [Matcher]
  /// The part that leads, and the others in the order in which they filter.
  private let lead: Matcher
  private let others: [Matcher]
  private let sifting: [Matcher]
  /// The set of all matches, if known before the scan; then only these are looked up in the other lists.
  var sieve: DocumentSet?
  /// The only ranked part, if there is just one; the score floor of the whole also applies to it.
  private let onlyRanked: Matcher?

  /// `parts` must not be empty.
  init(_ parts: [Matcher]) {
    self.parts = parts
    let lead = parts.min { $0.cost < $1.cost } ?? Matcher()
    self.lead = lead
    sifting = parts.sorted { $0.siftOrder != $1.siftOrder ? $0.siftOrder < $1.siftOrder : $0.cost < $1.cost }
    others = sifting.filter { $0 !== lead }
    let ranked = parts.filter(\.isRanked)
    onlyRanked = ranked.count == 1 ? ranked[0] : nil
    let first = parts.reduce(0) { max($0, $1.domain.lowerBound) }
    super.init(domain: first..<max(first, parts.reduce(Self.end) { min($0, $1.domain.upperBound) }))
  }

  override var cost: Int { lead.cost }
  override func share(of documents: Float, length: Float) -> Float {
    parts.reduce(1) { $0 * $1.share(of: documents, length: length) }
  }
  override var siftOrder: Int { sifting.last?.siftOrder ?? 1 }
  override var isRanked: Bool { parts.contains(where: \.isRanked) }

  override func next(from target: Int32, into batch: inout MatchBatch) -> Int32 {
    guard target < domain.upperBound else { return Self.end }
    onlyRanked?.floor = floor
    let resume = lead.next(from: max(target, domain.lowerBound), into: &batch)
    if let sieve { batch.keep { document, _ in sieve.contains(document) } }
    for part in others where batch.count > 0 { part.keep(&batch) }
    return resume < domain.upperBound ? resume : Self.end
  }
  override func keep(_ batch: inout MatchBatch) {
    onlyRanked?.floor = floor
    for part in sifting where batch.count > 0 { part.keep(&batch) }
  }
  override func keep(_ batch: inout MatchBatch, from origin: ImpactOrigin) {
    // The part that produced the documents matches all of them; it is asked for counts after the others have filtered.
    guard let part = parts.first(where: { $0.holds(origin.part) }) else { return keep(&batch) }
    onlyRanked?.floor = floor
    for other in sifting where batch.count > 0 && other !== part { other.keep(&batch) }
    if batch.count > 0 { part.keep(&batch, from: origin) }
  }
  override func holds(_ part: Matcher) -> Bool { part === self || parts.contains { $0.holds(part) } }
  override func score(_ batch: MatchBatch, _ lengths: BatchLengths, into scores: inout MatchBatch.Scores) {
    for part in parts { part.score(batch, lengths, into: &scores) }
  }
  override var impactBound: ImpactBound? {
    let bounds = parts.filter(\.isRanked).compactMap(\.impactBound)
    return bounds.count == parts.count(where: \.isRanked) ? .all(bounds) : nil
  }
  override var singleStream: SingleStream? {
    let ranked = parts.filter(\.isRanked)
    return ranked.count == 1 ? ranked[0].singleStream : nil
  }
  override func keepUnranked(_ batch: inout MatchBatch) {
    for part in sifting where batch.count > 0 { if part.isRanked { part.keepUnranked(&batch) } else { part.keep(&batch) } }
  }
  override func members(in segment: Segment, counting: Bool) -> DocumentSet? {
    var members: DocumentSet?
    // A part with a short list, which is best scanned, is asked first.
    for part in parts.sorted(by: { $0.cost < $1.cost }) {
      guard let own = part.members(in: segment, counting: counting) else { return nil }
      if members == nil { members = own } else { members?.formIntersection(own) }
    }
    return members
  }
}

/// Matches the documents of any of several parts (OR).
///
/// When it leads, or filters documents that are close together, it reads all parts one window of documents at a time. When it filters
/// documents that are far apart, it asks each part for them.
final class AnyOfMatcher: Matcher {
  private let parts: [Matcher]
  private var window: UnionWindow
  /// The documents of the last batch that each part matched, if the parts were asked.
  private var kept: [MatchBatch] = []
  /// Whether the last batch came from the window.
  private var isFromWindow = false

  /// The average distance of documents in a batch below which reading all of them is cheaper than asking for each.
  private static let closeness: Int32 = 16

  /// `parts` must not be empty and must belong to `segment`.
  init(_ parts: [Matcher], in segment: Segment) {
    self.parts = parts
    window = UnionWindow(parts, in: segment)
  }

  override var cost: Int { parts.reduce(0) { $0 + min($1.cost, Int.max / 4096) } }
  override func share(of documents: Float, length: Float) -> Float {
    min(1, parts.reduce(0) { $0 + $1.share(of: documents, length: length) })
  }
  override var siftOrder: Int { 2 }
  override var isRanked: Bool { parts.contains(where: \.isRanked) }

  override func next(from target: Int32, into batch: inout MatchBatch) -> Int32 {
    isFromWindow = true
    return window.next(from: target, into: &batch)
  }
  override func keep(_ batch: inout MatchBatch) {
    guard batch.count > 0 else { return }
    let (first, last) = (batch.documents[0], batch.documents[batch.count - 1])
    isFromWindow = window.covers(first, last) && last - first < Int32(batch.count) * Self.closeness
    if isFromWindow { window.keep(&batch, first...last) } else { ask(&batch) }
  }

  private func ask(_ batch: inout MatchBatch) {
    if kept.isEmpty { kept = parts.map { _ in MatchBatch() } }
    var matched = SlotSet()
    for (index, part) in parts.enumerated() {
      kept[index] = batch
      part.keep(&kept[index])
      matched.formUnion(kept[index].slotSet)
    }
    batch.keep { _, slot in matched.contains(slot) }
  }

  override func score(_ batch: MatchBatch, _ lengths: BatchLengths, into scores: inout MatchBatch.Scores) {
    // If another part let nothing through, this one was not asked.
    guard batch.count > 0 else { return }
    if isFromWindow { return window.score(batch, into: &scores) }
    let left = batch.slotSet
    // The parts' scores are summed before they are added to the total, so that they are rounded as in the window.
    var sum = MatchBatch.Scores(repeating: 0)
    for (index, part) in parts.enumerated() where part.isRanked {
      var own = kept[index]
      own.keep { _, slot in left.contains(slot) }
      part.score(own, lengths, into: &sum)
    }
    for index in 0..<batch.count {
      let slot = Int(batch.slots[index])
      scores[slot] += sum[slot]
    }
  }
  // A part that is not ranked matches documents that no stream hands out; they score 0 and come after all others.
  override var impactBound: ImpactBound? {
    let bounds = parts.filter(\.isRanked).compactMap(\.impactBound)
    return bounds.count == parts.count(where: \.isRanked) ? .any(bounds) : nil
  }
  override func members(in segment: Segment, counting: Bool) -> DocumentSet? {
    var members = DocumentSet(of: segment.documents)
    for part in parts {
      guard let own = part.members(in: segment, counting: counting) else { return nil }
      members.formUnion(own)
    }
    return members
  }
}

/// A part that occurs several times in a query.
final class RepeatedMatcher: Matcher {
  private let part: Matcher
  private let times: Float

  init(_ part: Matcher, times: Int) {
    self.part = part
    self.times = Float(times)
    super.init(domain: part.domain)
  }

  override var cost: Int { part.cost }
  override func share(of documents: Float, length: Float) -> Float { part.share(of: documents, length: length) }
  override var siftOrder: Int { part.siftOrder }
  override var isRanked: Bool { part.isRanked }
  override func next(from target: Int32, into batch: inout MatchBatch) -> Int32 { part.next(from: target, into: &batch) }
  override func keep(_ batch: inout MatchBatch) { part.keep(&batch) }
  override func score(_ batch: MatchBatch, _ lengths: BatchLengths, into scores: inout MatchBatch.Scores) {
    var own = MatchBatch.Scores(repeating: 0)
    part.score(batch, lengths, into: &own)
    for index in 0..<batch.count {
      let slot = Int(batch.slots[index])
      scores[slot] += own[slot] * times
    }
  }
  override func members(in segment: Segment, counting: Bool) -> DocumentSet? { part.members(in: segment, counting: counting) }
  // Its bounds would be the part's, multiplied; the case is rare enough to scan all matches.
}

/// Matches one part except the documents of another (AND NOT).
final class WithoutMatcher: Matcher {
  private let part: Matcher
  private let excluded: Matcher

  init(_ part: Matcher, without excluded: Matcher) {
    self.part = part
    self.excluded = excluded
    super.init(domain: part.domain)
  }

  override var cost: Int { part.cost }
  override func share(of documents: Float, length: Float) -> Float { part.share(of: documents, length: length) }
  override var siftOrder: Int { 2 }
  override var isRanked: Bool { part.isRanked }
  override func holds(_ part: Matcher) -> Bool { part === self || self.part.holds(part) }
  override func keep(_ batch: inout MatchBatch, from origin: ImpactOrigin) {
    part.keep(&batch, from: origin)
    exclude(&batch)
  }
  override func next(from target: Int32, into batch: inout MatchBatch) -> Int32 {
    let resume = part.next(from: target, into: &batch)
    exclude(&batch)
    return resume
  }
  override func keep(_ batch: inout MatchBatch) {
    part.keep(&batch)
    exclude(&batch)
  }
  private func exclude(_ batch: inout MatchBatch) {
    guard batch.count > 0 else { return }
    var found = batch
    excluded.keep(&found)
    guard found.count > 0 else { return }
    let slots = found.slotSet
    batch.keep { _, slot in !slots.contains(slot) }
  }
  override func score(_ batch: MatchBatch, _ lengths: BatchLengths, into scores: inout MatchBatch.Scores) {
    part.score(batch, lengths, into: &scores)
  }
  override var impactBound: ImpactBound? { part.impactBound }
  override var singleStream: SingleStream? { part.singleStream }
  override func keepUnranked(_ batch: inout MatchBatch) {
    if part.isRanked { part.keepUnranked(&batch) } else { part.keep(&batch) }
    exclude(&batch)
  }
  override func members(in segment: Segment, counting: Bool) -> DocumentSet? {
    guard var members = part.members(in: segment, counting: counting), let others = excluded.members(in: segment, counting: counting) else {
      return nil
    }
    members.subtract(others)
    return members
  }
}
