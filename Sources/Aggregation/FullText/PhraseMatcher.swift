/// Words that stand in a row.
final class PhraseMatcher: Matcher {
  private let all: AllOfMatcher
  private let cursors: [PostingCursor]
  /// Each once, where a word stands in the phrase twice.
  private let different: [PostingCursor]
  private let weight: Float
  private let ranking: BM25
  private let lengths: [UInt8]
  private var starts: [UInt32] = []
  private var places: [UInt32] = []
  private var count: UInt32 = 0
  private let counters: [WordMatcher]

  /// The cursors in the order of the words.
  init(_ cursors: [PostingCursor], weight: Float, ranking: BM25, lengths: [UInt8]) {
    self.cursors = cursors
    self.weight = weight
    self.ranking = ranking
    self.lengths = lengths
    var seen: Set<ObjectIdentifier> = []
    different = cursors.filter { seen.insert(ObjectIdentifier($0)).inserted }
    counters = different.map { WordMatcher($0, weight: weight, ranking: ranking, lengths: lengths) }
    all = AllOfMatcher(counters)
  }

  override var cost: Int { all.cost }
  override func advance(to target: Int32) -> Int32 {
    if document >= target { return document }
    var candidate = all.advance(to: target)
    while candidate != Self.end {
      count = occurrences()
      if count > 0 { break }
      candidate = all.advance(to: candidate + 1)
    }
    document = candidate
    return candidate
  }

  private func occurrences() -> UInt32 {
    if floor > 0 {
      // Counts are at hand; positions have to be read.
      var most = UInt32.max
      for cursor in different { most = min(most, cursor.frequency) }
      if ranking.score(weight, count: most, length: lengths[Int(cursors[0].document)]) < floor { return 0 }
    }
    // Word by word, until no beginning is left.
    cursors[0].positions(into: &starts)
    for index in 1..<cursors.count {
      if starts.isEmpty { return 0 }
      cursors[index].positions(into: &places)
      Proximity.keep(&starts, followedBy: places, after: UInt32(index))
    }
    return UInt32(starts.count)
  }

  override func score() -> Float {
    weight == 0 ? 0 : ranking.score(weight, count: count, length: lengths[Int(document)])
  }

  /// A phrase stands no oftener than the rarest of its words, so the least of the words' bounds is one.
  override func bound(from target: Int32) -> (score: Float, until: Int32) {
    guard weight > 0 else { return (0, Self.end) }
    var least = Float.infinity
    var until = Self.end
    for counter in counters {
      let bound = counter.bound(from: target)
      least = min(least, bound.score)
      until = min(until, bound.until)
    }
    return (least, until)
  }
}

/// Patterns near one another: each in any of its forms, in any order, at most so many words between neighbours.
final class NearMatcher: Matcher {
  /// One pattern: words in a row, each with the cursors of its forms.
  typealias Pattern = [[PostingCursor]]

  private let all: AllOfMatcher
  private let patterns: [Pattern]
  private let distance: Int
  private let weight: Float
  private let ranking: BM25
  private let lengths: [UInt8]
  private var count: UInt32 = 0
  private var scratch: [UInt32] = []

  init(_ patterns: [Pattern], distance: Int, weight: Float, ranking: BM25, lengths: [UInt8]) {
    self.patterns = patterns
    self.distance = distance
    self.weight = weight
    self.ranking = ranking
    self.lengths = lengths
    var seen: Set<ObjectIdentifier> = []
    all = AllOfMatcher(
      patterns.joined().filter { $0.count != 1 || seen.insert(ObjectIdentifier($0[0])).inserted }.map { forms in
        let words = forms.map { WordMatcher($0, weight: 0, ranking: ranking, lengths: lengths) }
        return words.count == 1 ? words[0] : AnyOfMatcher(words)
      })
  }

  override var cost: Int { all.cost }
  override func advance(to target: Int32) -> Int32 {
    if document >= target { return document }
    var candidate = all.advance(to: target)
    while candidate != Self.end {
      count = occurrences(candidate)
      if count > 0 { break }
      candidate = all.advance(to: candidate + 1)
    }
    document = candidate
    return candidate
  }

  private func occurrences(_ candidate: Int32) -> UInt32 {
    if floor > 0 {
      var most = UInt32.max
      for forms in patterns[0] {
        most = min(most, forms.reduce(0) { $1.document == candidate ? $0 + $1.frequency : $0 })
      }
      if ranking.score(weight, count: most, length: lengths[Int(candidate)]) < floor { return 0 }
    }
    var spans: [[Proximity.Span]] = []
    for pattern in patterns {
      var starts = places(of: pattern[0], candidate)
      for index in 1..<max(1, pattern.count) where !starts.isEmpty {
        Proximity.keep(&starts, followedBy: places(of: pattern[index], candidate), after: UInt32(index))
      }
      if starts.isEmpty { return 0 }
      spans.append(starts.map { Proximity.Span(first: $0, last: $0 + UInt32(pattern.count - 1)) })
    }
    return Proximity.near(spans, distance: distance)
  }

  /// Where a word stands in any of its forms.
  private func places(of forms: [PostingCursor], _ candidate: Int32) -> [UInt32] {
    var all: [UInt32] = []
    for cursor in forms where cursor.document == candidate {
      cursor.positions(into: &scratch)
      all.append(contentsOf: scratch)
    }
    if forms.count > 1 { all.sort() }
    return all
  }

  override func score() -> Float {
    weight == 0 ? 0 : ranking.score(weight, count: count, length: lengths[Int(document)])
  }
  override func bound(from target: Int32) -> (score: Float, until: Int32) { (weight, Self.end) }
}

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
