/// Counts runs and neighbourhoods in lists of positions.
enum Proximity {
  /// Where an occurrence of a pattern begins and ends.
  struct Span {
    var first: UInt32
    var last: UInt32
  }

  /// Keeps those of the starts that a word follows so many places behind; both sorted.
  static func keep(_ starts: inout [UInt32], followedBy places: [UInt32], after distance: UInt32) {
    var next = 0
    starts.removeAll { start in
      let wanted = start &+ distance
      while next < places.count, places[next] < wanted { next += 1 }
      return next == places.count || places[next] != wanted
    }
  }

  /// How many occurrences of the first pattern have one of every other within a chain of neighbours, none overlapping another.
  static func near(_ spans: [[Span]], distance: Int) -> UInt32 {
    guard let first = spans.first, !spans.contains(where: \.isEmpty) else { return 0 }
    return UInt32(first.count { chain([$0], Array(spans.dropFirst()), distance) })
  }

  /// Whether the patterns left can be placed one after the other beside one that is placed.
  private static func chain(_ placed: [Span], _ rest: [[Span]], _ distance: Int) -> Bool {
    guard let next = rest.first else { return true }
    return next.contains { candidate in
      !placed.contains { $0.first <= candidate.last && candidate.first <= $0.last }
        && placed.contains { gap($0, candidate) <= distance } && chain(placed + [candidate], Array(rest.dropFirst()), distance)
    }
  }

  private static func gap(_ a: Span, _ b: Span) -> Int {
    a.last < b.first ? Int(b.first - a.last) - 1 : b.last < a.first ? Int(a.first - b.last) - 1 : 0
  }
}
