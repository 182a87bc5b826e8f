/// The position right after a hit in a search's order. The next page begins there, even if the index has grown since.
public struct PageCursor: Hashable, Sendable {
  /// The hit's score (0 if the order is by date).
  package var score: Float
  /// The hit's publication time.
  package var time: Int64
  /// The hit's tie-breaker among those of the same time, derived from its content.
  package var tie: UInt64

  package init(score: Float, time: Int64, tie: UInt64) {
    self.score = score
    self.time = time
    self.tie = tie
  }

  /// The cursor as text for links and options.
  public var text: String {
    [String(score.bitPattern, radix: 36), String(time, radix: 36), String(tie, radix: 36)].joined(separator: ".")
  }

  /// Reads ``text`` back; `nil` if it is not a cursor.
  public init?(_ text: String) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 3, let score = UInt32(parts[0], radix: 36), let time = Int64(parts[1], radix: 36),
      let tie = UInt64(parts[2], radix: 36), !Float(bitPattern: score).isNaN
    else { return nil }
    self.init(score: Float(bitPattern: score), time: time, tie: tie)
  }
}
