/// Walks through the documents of one segment that match a part of a query, forward only, and scores them.
///
/// A class hierarchy, since a query's tree has parts of several kinds and each keeps a place.
class Matcher {
  /// Behind the last document.
  static let end = Int32.max

  /// The document it stands at; -1 before the first, ``end`` behind the last.
  final var document: Int32 = -1
  /// A document that scores less need not be found; set by the search as its list of best matches fills.
  final var floor: Float = 0
  /// About how many documents it visits.
  var cost: Int { 0 }
  /// Moves to the first match that is not before `target`.
  func advance(to target: Int32) -> Int32 { Self.end }
  /// The score of the current document.
  func score() -> Float { 0 }
  /// No document from `target` through `until` scores better than `score`.
  func bound(from target: Int32) -> (score: Float, until: Int32) { (0, Self.end) }
}

/// One word.
final class WordMatcher: Matcher {
  private let cursor: PostingCursor
  private let weight: Float
  private let ranking: BM25
  private let lengths: [UInt8]
  private var bounds: [Float]?
  private var block = 0

  /// A weight of 0 takes no part in the ranking.
  init(_ cursor: PostingCursor, weight: Float, ranking: BM25, lengths: [UInt8]) {
    self.cursor = cursor
    self.weight = weight
    self.ranking = ranking
    self.lengths = lengths
  }

  override var cost: Int { cursor.count }
  override func advance(to target: Int32) -> Int32 {
    document = cursor.advance(to: target)
    return document
  }
  override func score() -> Float {
    weight == 0 ? 0 : ranking.score(weight, count: cursor.frequency, length: lengths[Int(document)])
  }
  override func bound(from target: Int32) -> (score: Float, until: Int32) {
    guard weight > 0 else { return (0, Self.end) }
    if bounds == nil { bounds = cursor.bounds(ranking, weight: weight) }
    while block < cursor.blocks, cursor.lastDocument(ofBlock: block) < target { block += 1 }
    guard block < cursor.blocks, let bounds else { return (0, Self.end) }
    return (bounds[block], cursor.lastDocument(ofBlock: block))
  }
}

/// All of several parts.
final class AllOfMatcher: Matcher {
  private let parts: [Matcher]
  private let byCost: [Matcher]

  init(_ parts: [Matcher]) {
    self.parts = parts
    byCost = parts.sorted { $0.cost < $1.cost }
  }

  override var cost: Int { byCost.first?.cost ?? 0 }
  override func advance(to target: Int32) -> Int32 {
    guard let lead = byCost.first else { return Self.end }
    var candidate = lead.advance(to: target)
    search: while candidate != Self.end {
      for part in byCost.dropFirst() {
        let found = part.document >= candidate ? part.document : part.advance(to: candidate)
        if found > candidate {
          candidate = found == Self.end ? Self.end : lead.advance(to: found)
          continue search
        }
      }
      break
    }
    document = candidate
    return candidate
  }
  override func score() -> Float {
    var sum: Float = 0
    for part in parts { sum += part.score() }
    return sum
  }
  override func bound(from target: Int32) -> (score: Float, until: Int32) {
    var sum: Float = 0
    var until = Self.end
    for part in parts {
      let bound = part.bound(from: target)
      sum += bound.score
      until = min(until, bound.until)
    }
    return (sum, until)
  }
}

/// Any of several parts.
final class AnyOfMatcher: Matcher {
  private let parts: [Matcher]

  init(_ parts: [Matcher]) { self.parts = parts }

  override var cost: Int { parts.reduce(0) { $0 + $1.cost } }
  override func advance(to target: Int32) -> Int32 {
    if document >= target { return document }
    var least = Self.end
    for part in parts { least = min(least, part.document >= target ? part.document : part.advance(to: target)) }
    document = least
    return least
  }
  override func score() -> Float {
    var sum: Float = 0
    for part in parts where part.document == document { sum += part.score() }
    return sum
  }
  override func bound(from target: Int32) -> (score: Float, until: Int32) {
    var sum: Float = 0
    var until = Self.end
    for part in parts {
      let bound = part.bound(from: target)
      sum += bound.score
      until = min(until, bound.until)
    }
    return (sum, until)
  }
}

/// One part that a query names several times.
final class RepeatedMatcher: Matcher {
  private let part: Matcher
  private let times: Float

  init(_ part: Matcher, times: Int) {
    self.part = part
    self.times = Float(times)
  }

  override var cost: Int { part.cost }
  override func advance(to target: Int32) -> Int32 {
    document = part.advance(to: target)
    return document
  }
  override func score() -> Float { part.score() * times }
  override func bound(from target: Int32) -> (score: Float, until: Int32) {
    let bound = part.bound(from: target)
    return (bound.score * times, bound.until)
  }
}

/// One part without another.
final class WithoutMatcher: Matcher {
  private let part: Matcher
  private let excluded: Matcher

  init(_ part: Matcher, without excluded: Matcher) {
    self.part = part
    self.excluded = excluded
  }

  override var cost: Int { part.cost }
  override func advance(to target: Int32) -> Int32 {
    var candidate = part.advance(to: target)
    while candidate != Self.end {
      let found = excluded.document >= candidate ? excluded.document : excluded.advance(to: candidate)
      if found != candidate { break }
      candidate = part.advance(to: candidate + 1)
    }
    document = candidate
    return candidate
  }
  override func score() -> Float { part.score() }
  override func bound(from target: Int32) -> (score: Float, until: Int32) { part.bound(from: target) }
}

/// The documents that fulfil a condition on their stored facts, within a range.
final class ConditionMatcher: Matcher {
  private let range: Range<Int32>
  private let holds: ((Int32) -> Bool)?

  /// All documents of the range, or those of them for which `holds` is true.
  init(_ range: Range<Int32>, where holds: ((Int32) -> Bool)? = nil) {
    self.range = range
    self.holds = holds
  }

  /// Checked behind all others of an ``AllOfMatcher``.
  override var cost: Int { holds == nil ? Int(range.count) : Int.max / 1024 }
  override func advance(to target: Int32) -> Int32 {
    var candidate = max(target, range.lowerBound)
    if let holds { while candidate < range.upperBound, !holds(candidate) { candidate += 1 } }
    document = candidate < range.upperBound ? candidate : Self.end
    return document
  }
  override func bound(from target: Int32) -> (score: Float, until: Int32) { (0, Self.end) }
}

/// Documents with their counts in memory: the union of a prefix's words.
final class ListMatcher: Matcher {
  private static let block = 64
  private let documents: [Int32]
  private let counts: [UInt8]
  private let weight: Float
  private let ranking: BM25
  private let lengths: [UInt8]
  private var index = 0
  /// The best score a document of each block can have.
  private var bounds: [Float] = []
  private var boundBlock = 0

  init(documents: [Int32], counts: [UInt8], weight: Float, ranking: BM25, lengths: [UInt8]) {
    self.documents = documents
    self.counts = counts
    self.weight = weight
    self.ranking = ranking
    self.lengths = lengths
  }

  override var cost: Int { documents.count }
  override func advance(to target: Int32) -> Int32 {
    if document >= target { return document }
    var step = 1
    while index + step < documents.count, documents[index + step] < target {
      index += step
      step *= 2
    }
    while index < documents.count, documents[index] < target { index += 1 }
    document = index < documents.count ? documents[index] : Self.end
    return document
  }
  override func score() -> Float {
    weight == 0 ? 0 : ranking.score(weight, count: UInt32(counts[index]), length: lengths[Int(document)])
  }
  override func bound(from target: Int32) -> (score: Float, until: Int32) {
    guard weight > 0 else { return (0, Self.end) }
    if bounds.isEmpty { bounds = makeBounds() }
    while boundBlock < bounds.count, lastDocument(ofBlock: boundBlock) < target { boundBlock += 1 }
    guard boundBlock < bounds.count else { return (0, Self.end) }
    return (bounds[boundBlock], lastDocument(ofBlock: boundBlock))
  }

  private func lastDocument(ofBlock block: Int) -> Int32 { documents[min(documents.count, (block + 1) * Self.block) - 1] }

  private func makeBounds() -> [Float] {
    stride(from: 0, to: documents.count, by: Self.block).map { start in
      var best: Float = 0
      for index in start..<min(documents.count, start + Self.block) {
        let count = Float(counts[index])
        best = max(best, count / (count + ranking.lengthening[Int(lengths[Int(documents[index])])]))
      }
      // The products may be rounded otherwise than the score's own.
      return weight * best * 1.000_001
    }
  }
}
