/// Finds the documents of one segment that match a part of a query, and scores them, a batch at a time.
///
/// A class hierarchy, since a query's tree has parts of several kinds and each keeps a place. A part is used in one of two ways: ``next(from:into:)``
/// leads through its own documents, ``keep(_:)`` sifts those that another part, or the order of impacts, came up with; ``score(_:into:)``
/// is then about the batch that came last.
class Matcher {
  /// Behind the last document.
  static let end = Int32.max

  /// The documents it may match.
  final let domain: Range<Int32>
  /// A document that scores less need not be found; set by the search as its list of best matches fills.
  final var floor: Float = 0
  /// About how many documents it visits when it leads.
  var cost: Int { 0 }
  /// About which share of the segment's documents it matches, as if words stood in them independently of one another; `length` is the average.
  func share(of documents: Float, length: Float) -> Float { min(1, Float(cost) / max(1, documents)) }
  /// The order in which parts sift a batch: the cheap ones first.
  var siftOrder: Int { 1 }
  /// Whether it takes part in the ranking.
  var isRanked: Bool { false }

  init(domain: Range<Int32> = 0..<end) { self.domain = domain }

  /// Fills an empty batch with its next matches from `target` on, at least those from there to where it says to go on; ``end`` when none is left.
  /// The batch may be empty with more to come.
  func next(from target: Int32, into batch: inout MatchBatch) -> Int32 { Self.end }
  /// Keeps the documents that it matches.
  func keep(_ batch: inout MatchBatch) {}
  /// As ``keep(_:)``, for documents that a stream handed out: the list it belongs to holds all of them, and is asked last.
  func keep(_ batch: inout MatchBatch, from origin: ImpactOrigin) { keep(&batch) }
  /// Whether it is a part or holds it.
  func holds(_ part: Matcher) -> Bool { part === self }
  /// Adds what it gives to the scores, by slot, of the documents of the last batch that are left in `batch`.
  func score(_ batch: MatchBatch, _ lengths: BatchLengths, into scores: inout MatchBatch.Scores) {}
  /// The streams through which its documents are found that can score best, with what the others can score; `nil` if it has none.
  var impactBound: ImpactBound? { nil }
  /// The stream that knows each document's whole score, where one word alone is ranked.
  var singleStream: SingleStream? { nil }
  /// As ``keep(_:)``, but for the one part that is ranked.
  func keepUnranked(_ batch: inout MatchBatch) {}
  /// All documents that it matches in a segment, deleted ones among them; `nil` where walking through them takes no longer, which it may where
  /// they are counted and not scored.
  func members(in segment: Segment, counting: Bool) -> DocumentSet? { nil }
  /// Notes all of its documents of a range on a sheet that begins with the range, and tells where to go on behind it; `nil` where it only hands out
  /// batches.
  func note(_ range: Range<Int32>, on sheet: inout WindowSheet) -> Int32? { nil }

  // MARK: One by one

  /// The document it stands at when it is asked one by one; -1 before the first, ``end`` after the last.
  private(set) final var document: Int32 = -1
  private final var ahead = MatchBatch()
  private final var aheadIndex = 0
  private final var resume: Int32 = 0

  /// Moves to the first match that is not before `target`; forward only.
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

/// The stream of the one word that is ranked.
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

/// One word.
final class WordMatcher: Matcher {
  private let list: SiftedList
  private let weight: Float
  private let ranking: BM25

  /// A weight of 0 takes no part in the ranking.
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

/// The documents that fulfil a condition on their stored facts, within a range.
final class ConditionMatcher: Matcher {
  private let holds: ((Int32) -> Bool)?
  /// Documents looked at before an empty-handed ``next(from:into:)`` returns.
  private static let most: Int32 = 8_192

  /// All documents of the range, or those of them for which `holds` is true.
  init(_ range: Range<Int32>, where holds: ((Int32) -> Bool)? = nil) {
    self.holds = holds
    super.init(domain: range)
  }

  /// Asked after all others of an ``AllOfMatcher``.
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
