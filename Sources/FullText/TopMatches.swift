/// A match and its position in the order of a search.
package struct RankedMatch: Sendable {
  /// 0 where the order is by time.
  package var score: Float
  /// The document's time and tie (see ``DocValues``).
  package var time: Int64
  package var tie: UInt64
  /// The index of the segment in the list of segments.
  var segment: Int
  var document: Int32

  init(score: Float, time: Int64, tie: UInt64, segment: Int, document: Int32) {
    self.score = score
    self.time = time
    self.tie = tie
    self.segment = segment
    self.document = document
  }

  /// A position in the order, without a document: where a page of results begins.
  package init(score: Float, time: Int64, tie: UInt64) { self.init(score: score, time: time, tie: tie, segment: 0, document: 0) }

  /// Higher scores first, then newer documents, then by content.
  @inline(__always)
  func isBefore(_ other: RankedMatch) -> Bool {
    if score != other.score { return score > other.score }
    if time != other.time { return time > other.time }
    return tie < other.tie
  }
}

/// Keeps a limited number of the best matches, in a heap with the worst at the root.
struct TopMatches {
  let limit: Int
  private let after: RankedMatch?
  private var heap: [RankedMatch] = []

  init(limit: Int, after cursor: RankedMatch?) {
    self.limit = limit
    after = cursor
  }

  /// The match that the next better one would replace; `nil` while there is room.
  var worst: RankedMatch? { heap.count < limit ? nil : heap.first }
  /// Whether a document with this score may enter.
  @inline(__always)
  func admits(_ score: Float) -> Bool {
    (heap.count < limit || score >= heap[0].score) && (after.map { score <= $0.score } ?? true)
  }

  /// Whether a document is among the matches.
  func holds(_ document: Int32, of segment: Int) -> Bool { heap.contains { $0.document == document && $0.segment == segment } }

  mutating func insert(_ match: RankedMatch) {
    if let after, !after.isBefore(match) { return }
    if heap.count < limit {
      heap.append(match)
      var child = heap.count - 1
      while child > 0, heap[(child - 1) / 2].isBefore(heap[child]) {
        heap.swapAt(child, (child - 1) / 2)
        child = (child - 1) / 2
      }
    } else if limit > 0, match.isBefore(heap[0]) {
      heap[0] = match
      var parent = 0
      while true {
        var worst = parent
        for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && heap[worst].isBefore(heap[child]) { worst = child }
        if worst == parent { break }
        heap.swapAt(parent, worst)
        parent = worst
      }
    }
  }

  /// Whether a match may enter.
  func canAdmit(_ match: RankedMatch) -> Bool { worst.map { match.isBefore($0) } ?? true }

  /// The matches, the best first.
  var sorted: [RankedMatch] { heap.sorted { $0.isBefore($1) } }
}
