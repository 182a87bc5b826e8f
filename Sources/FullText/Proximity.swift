/// Counts matches of phrases and proximity patterns in lists of positions.
package enum Proximity {
  /// The first and last position of a pattern's occurrence.
  package struct Span {
    package var first: UInt32
    package var last: UInt32

    /// Makes a span.
    package init(first: UInt32, last: UInt32) {
      self.first = first
      self.last = last
    }
  }

  /// The most placements that a search may try; see ``near(_:distance:steps:)``.
  package static let mostPlacements = 3_000_000

  /// Keeps the start positions that are followed by a word at a distance; both lists are sorted.
  package static func keep(_ starts: inout [UInt32], followedBy places: [UInt32], after distance: UInt32) {
    var next = 0
    starts.removeAll { start in
      let wanted = start &+ distance
      while next < places.count, places[next] < wanted { next += 1 }
      return next == places.count || places[next] != wanted
    }
  }

  /// Like ``near(_:distance:)``, for two words with sorted positions.
  static func near(_ first: [UInt32], _ second: [UInt32], distance: Int) -> UInt32 {
    let reach = distance + 1
    var count: UInt32 = 0
    var next = 0
    for place in first {
      let least = Int(place) - reach
      while next < second.count, Int(second[next]) < least { next += 1 }
      // A position is not its own neighbour.
      let candidate = next < second.count && second[next] == place ? next + 1 : next
      if candidate < second.count, Int(second[candidate]) <= Int(place) + reach { count += 1 }
    }
    return count
  }

  /// Counts the occurrences of the first pattern that have an occurrence of every other pattern within a chain of neighbours, none of them
  /// overlapping.
  /// - Parameter steps: how many more placements may be tried. If it falls below 0, the result is invalid. Where a word occurs very often
  ///   and
  ///   the last pattern is nowhere near, there are too many placements to try.
  package static func near(_ spans: [[Span]], distance: Int, steps: inout Int) -> UInt32 {
    guard let first = spans.first, !spans.contains(where: \.isEmpty) else { return 0 }
    var count: UInt32 = 0
    let others = Array(spans.dropFirst())
    for span in first where chain([span], others, distance, &steps) { count += 1 }
    return count
  }

  /// Whether the remaining patterns can be placed one after another next to one that has been placed.
  private static func chain(_ placed: [Span], _ rest: [[Span]], _ distance: Int, _ steps: inout Int) -> Bool {
    guard let next = rest.first else { return true }
    for candidate in next {
      steps -= 1
      if steps < 0 { return false }
      guard !placed.contains(where: { $0.first <= candidate.last && candidate.first <= $0.last }),
        placed.contains(where: { gap($0, candidate) <= distance })
      else { continue }
      if chain(placed + [candidate], Array(rest.dropFirst()), distance, &steps) { return true }
    }
    return false
  }

  private static func gap(_ a: Span, _ b: Span) -> Int {
    a.last < b.first ? Int(b.first - a.last) - 1 : b.last < a.first ? Int(a.first - b.last) - 1 : 0
  }
}
