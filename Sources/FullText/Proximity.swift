/// Counts runs and neighbourhoods in lists of positions.
package enum Proximity {
  /// Where an occurrence of a pattern begins and ends.
  package struct Span {
    package var first: UInt32
    package var last: UInt32

    /// Makes a span.
    package init(first: UInt32, last: UInt32) {
      self.first = first
      self.last = last
    }
  }

  /// Placements that a search may try; see ``near(_:distance:steps:)``.
  package static let mostPlacements = 3_000_000

  /// Keeps those of the starts that a word follows so many places behind; both sorted.
  package static func keep(_ starts: inout [UInt32], followedBy places: [UInt32], after distance: UInt32) {
    var next = 0
    starts.removeAll { start in
      let wanted = start &+ distance
      while next < places.count, places[next] < wanted { next += 1 }
      return next == places.count || places[next] != wanted
    }
  }

  /// As ``near(_:distance:)`` for two words; where each stands, sorted.
  static func near(_ first: [UInt32], _ second: [UInt32], distance: Int) -> UInt32 {
    let reach = distance + 1
    var count: UInt32 = 0
    var next = 0
    for place in first {
      let least = Int(place) - reach
      while next < second.count, Int(second[next]) < least { next += 1 }
      // The same place is no neighbour.
      let candidate = next < second.count && second[next] == place ? next + 1 : next
      if candidate < second.count, Int(second[candidate]) <= Int(place) + reach { count += 1 }
    }
    return count
  }

  /// How many occurrences of the first pattern have one of every other within a chain of neighbours, none overlapping another.
  /// - Parameter steps: placements that may be tried, less those that were; below 0 the answer is not to be used. Where a word stands many times
  ///   and the last pattern nowhere near, there are more placements than anyone can try.
  package static func near(_ spans: [[Span]], distance: Int, steps: inout Int) -> UInt32 {
    guard let first = spans.first, !spans.contains(where: \.isEmpty) else { return 0 }
    var count: UInt32 = 0
    let others = Array(spans.dropFirst())
    for span in first where chain([span], others, distance, &steps) { count += 1 }
    return count
  }

  /// Whether the patterns left can be placed one after the other beside one that is placed.
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
