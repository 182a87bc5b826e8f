/// Finds the documents of one segment that match a part of a query, and scores them, one batch at a time.
///
/// It is a class hierarchy because the parts of a query tree are of several kinds, and each keeps a position. A part is used in one of two
/// ways: ``next(from:into:)`` iterates over its own documents; ``keep(_:)`` filters documents that come from another part or from the
/// impact order. ``score(_:into:)`` then applies to the last batch.
class Matcher {
  /// A position after the last document.
  static let end = Int32.max

  /// The documents it may match.
  final let domain: Range<Int32>
  /// Documents that score less need not be found. Raised by the search as its result list fills.
  final var floor: Float = 0
  /// The approximate number of documents visited when it leads.
  var cost: Int { 0 }
  /// The approximate share of the segment's documents that it matches, assuming that words occur independently; `length` is the average
  /// length.
  func share(of documents: Float, length: Float) -> Float { min(1, Float(cost) / max(1, documents)) }
  /// The order in which parts filter a batch, the cheapest first.
  var siftOrder: Int { 1 }
  /// Whether it contributes to the score.
  var isRanked: Bool { false }

  init(domain: Range<Int32> = 0..<end) { self.domain = domain }

  /// Fills an empty batch with its next matches from `target` on, at least all those before the position that it returns as the place to
  /// continue; ``end`` when none is left. The batch may be empty although more matches follow.
  func next(from target: Int32, into batch: inout MatchBatch) -> Int32 { Self.end }
  /// Keeps the documents that match.
  func keep(_ batch: inout MatchBatch) {}
  /// Like ``keep(_:)``, for documents handed out by a stream. The list of the stream contains all of them and is asked last.
  func keep(_ batch: inout MatchBatch, from origin: ImpactOrigin) { keep(&batch) }
  /// Whether it is, or contains, a part.
  func holds(_ part: Matcher) -> Bool { part === self }
  /// Adds its contribution to the scores, by slot, of the documents of the last batch that remain in `batch`.
  func score(_ batch: MatchBatch, _ lengths: BatchLengths, into scores: inout MatchBatch.Scores) {}
  /// The streams that hand out its best documents, and the bounds of the others; `nil` if it has none.
  var impactBound: ImpactBound? { nil }
  /// The stream that gives each document's complete score, if a single word is ranked.
  var singleStream: SingleStream? { nil }
  /// Like ``keep(_:)``, but leaves out the only ranked part.
  func keepUnranked(_ batch: inout MatchBatch) {}
  /// All documents that it matches in a segment, including deleted ones; `nil` where scanning them is as fast. With `counting`, matches are
  /// counted and not scored.
  func members(in segment: Segment, counting: Bool) -> DocumentSet? { nil }
  /// Adds all its documents in a range to a sheet that begins with the range, and returns where to continue after it; `nil` if it can only
  /// produce batches.
  func note(_ range: Range<Int32>, on sheet: inout WindowSheet) -> Int32? { nil }

  // MARK: One at a time

  /// The current document when matches are read one at a time; -1 before the first, ``end`` after the last.
  private(set) final var document: Int32 = -1
  private final var ahead = MatchBatch()
  private final var aheadIndex = 0
  private final var resume: Int32 = 0

  /// Moves to the first match at or after `target`; forward only.
  final func advance(to target: Int32) -> Int32 {
    if document >= target { return document }
    while true {
      while aheadIndex < ahead.count {
        if ahead.documents[aheadIndex] >= target {
          document = ahead.documents[aheadIndex]
          return document
        }
        aheadIndex += 1
      }
      guard resume != Self.end else {
        document = Self.end
        return document
      }
      ahead.removeAll()
      aheadIndex = 0
      resume = next(from: max(target, resume), into: &ahead)
    }
  }
}

/// The stream of the only ranked word.
struct SingleStream {
  var stream: ImpactStream
  var weight: Float
}

/// The length classes of a batch's documents, by slot.
struct BatchLengths {
  private var classes = InlineArray<128, UInt8>(repeating: 0)

  init() {}
  init(_ batch: MatchBatch, in segment: Segment) {
    segment.lengths(of: batch) { slot, length in classes[slot] = length }
  }

  @inline(__always)
  subscript(slot: Int) -> UInt8 { classes[slot] }
}

/// Matches a single word.
final class WordMatcher: Matcher {
  private let list: SiftedList
  private let weight: Float
  private let ranking: BM25

  /// With a weight of 0 it is not ranked.
  init(_ source: any PostingSource, weight: Float, ranking: BM25) {
    list = SiftedList(source)
    self.weight = weight
    self.ranking = ranking
  }

  override var cost: Int { list.count }
  override var isRanked: Bool { weight > 0 }
  override func next(from target: Int32, into batch: inout MatchBatch) -> Int32 { list.next(from: target, into: &batch) }
  override func keep(_ batch: inout MatchBatch) { list.keep(&batch) }
  override func score(_ batch: MatchBatch, _ lengths: BatchLengths, into scores: inout MatchBatch.Scores) {
    guard weight > 0 else { return }
    for index in 0..<batch.count {
      let slot = Int(batch.slots[index])
      scores[slot] += ranking.score(weight, count: list.frequency(slot), length: lengths[slot])
    }
  }
  override func members(in segment: Segment, counting: Bool) -> DocumentSet? { segment.members(of: list.source, count: list.count) }
  override var impactBound: ImpactBound? {
    singleStream.map { .words([($0.stream, ImpactOrigin(part: self))], weight: weight) }
  }
  override var singleStream: SingleStream? {
    guard weight > 0, let stream = ImpactStream({ [list] in list.source.impacts(part: $0) }) else { return nil }
    return SingleStream(stream: stream, weight: weight)
  }
}

extension BM25 {
  /// Adds the scores of a batch's documents.
  @inline(__always)
  func add(
    _ weight: Float, _ counts: MatchBatch.Numbers, _ batch: MatchBatch, _ lengths: BatchLengths, to scores: inout MatchBatch.Scores
  ) {
    for index in 0..<batch.count {
      let slot = Int(batch.slots[index])
      scores[slot] += score(weight, count: counts[slot], length: lengths[slot])
    }
  }
}

/// Matches the documents of a range whose doc values satisfy a condition.
final class ConditionMatcher: Matcher {
  private let holds: ((Int32) -> Bool)?
  /// How many documents are examined before ``next(from:into:)`` returns without a match.
  private static let most: Int32 = 8_192

  /// All documents of the range, or those that satisfy `holds`.
  init(_ range: Range<Int32>, where holds: ((Int32) -> Bool)? = nil) {
    self.holds = holds
    super.init(domain: range)
  }

  /// In an ``AllOfMatcher`` it is asked last.
  override var cost: Int { holds == nil ? Int(domain.count) : Int.max / 1024 }
  override var siftOrder: Int { holds == nil ? 0 : 3 }
  override func share(of documents: Float, length: Float) -> Float { Float(domain.count) / max(1, documents) }
  override func next(from target: Int32, into batch: inout MatchBatch) -> Int32 {
    var candidate = max(target, domain.lowerBound)
    guard candidate < domain.upperBound else { return Self.end }
    let last = min(domain.upperBound, candidate + Self.most)
    while candidate < last, batch.count < MatchBatch.size {
      if holds?(candidate) ?? true { batch.append(candidate) }
      candidate += 1
    }
    return candidate < domain.upperBound ? candidate : Self.end
  }
  override func keep(_ batch: inout MatchBatch) {
    let domain = self.domain
    if let holds {
      batch.keep { document, _ in domain.contains(document) && holds(document) }
    } else {
      batch.keep { document, _ in domain.contains(document) }
    }
  }
  override func keepUnranked(_ batch: inout MatchBatch) { keep(&batch) }
  override func members(in segment: Segment, counting: Bool) -> DocumentSet? {
    holds == nil ? DocumentSet(domain, of: segment.documents) : nil
  }
}
