/// Matches patterns near one another: each in any of its forms, in any order, with a limited number of words between neighbours.
final class NearMatcher: Matcher {
  /// A word of a pattern, as stored.
  struct Word {
    /// The list of all its forms together.
    var all: any PostingSource
    /// The lists of the forms, which have positions. For a word with a single form this is the same list as `all`.
    var forms: [any PostingSource]
    /// Equal for equal words.
    var name: Int
  }

  /// The lists by which documents are filtered, the shortest first.
  private let sieves: [SiftedList]
  /// The lists of the forms, for words with several.
  private var forms: [SiftedList] = []
  /// For each pattern its words, and for each word its lists: the index of a sieve, or that of a form encoded as -index - 1.
  private var patterns: [[[Int]]] = []
  /// The list of the first word in any of its forms, and its sieve.
  private let first: any PostingSource
  private let firstSieve: Int
  private let segment: Segment
  private let distance: Int
  private let weight: Float
  private let ranking: BM25
  private var needed: CountsNeeded
  private var counts = MatchBatch.Numbers(repeating: 0)
  private var scratch: [UInt32] = []
  private var firstPlaces: [UInt32] = []
  private var secondPlaces: [UInt32] = []

  /// How many more placements may be tried; see ``Proximity/near(_:distance:steps:)``.
  private var steps = Proximity.mostPlacements
  /// Called if more would have to be tried.
  private let giveUp: () -> Void

  /// Each pattern is a sequence of words; there must be a pattern with a word. `giveUp` is called if the answer would take too long; the
  /// search then fails.
  init(_ words: [[Word]], distance: Int, in segment: Segment, weight: Float, ranking: BM25, giveUp: @escaping () -> Void) {
    self.giveUp = giveUp
    self.distance = distance
    self.segment = segment
    self.weight = weight
    self.ranking = ranking
    needed = CountsNeeded(weight: weight, ranking: ranking)
    first = words[0][0].all
    var known: [Int: [Int]] = [:]
    var found: [(list: SiftedList, name: Int)] = []
    for word in words.joined() where known[word.name] == nil {
      found.append((SiftedList(word.all), word.name))
      known[word.name] = []
    }
    found.sort { $0.list.count < $1.list.count }
    sieves = found.map(\.list)
    for (place, entry) in found.enumerated() { known[entry.name] = [place] }
    firstSieve = known[words[0][0].name]?.first ?? 0
    for word in words.joined() where word.forms.count > 1 && known[word.name]?.count == 1 {
      let start = forms.count
      for form in word.forms { forms.append(SiftedList(form)) }
      known[word.name] = (start..<forms.count).map { -1 - $0 }
    }
    patterns = words.map { $0.map { known[$0.name] ?? [] } }
  }

  override var cost: Int { sieves[0].count }
  override func share(of documents: Float, length: Float) -> Float {
    let nearness = min(1, Float(2 * distance + 2) / max(1, length))
    return sieves.dropFirst().reduce(sieves[0].share(of: documents)) { $0 * $1.share(of: documents) * nearness }
  }
  override var siftOrder: Int { 2 }
  override var isRanked: Bool { weight > 0 }

  override func next(from target: Int32, into batch: inout MatchBatch) -> Int32 {
    let resume = sieves[0].next(from: target, into: &batch)
    keepWords(&batch, sieves, isFirstKept: true)
    return resume
  }
  override func keep(_ batch: inout MatchBatch) { keepWords(&batch, sieves, isFirstKept: false) }
  override func keep(_ batch: inout MatchBatch, from origin: ImpactOrigin) {
    keepWords(&batch, sieves.filter { $0 !== origin.list } + sieves.filter { $0 === origin.list }, isFirstKept: false)
  }

  /// Filters by one word after another. The patterns cannot match more often than the first word of the first pattern occurs, so documents
  /// whose count of it cannot reach the score floor are removed before positions are read.
  private func keepWords(_ batch: inout MatchBatch, _ sieves: [SiftedList], isFirstKept: Bool) {
    needed.set(floor)
    let lengths = floor > 0 && batch.count > 0 ? BatchLengths(batch, in: segment) : BatchLengths()
    for (index, sieve) in sieves.enumerated() where batch.count > 0 {
      if index > 0 || !isFirstKept { sieve.keep(&batch) }
      if floor > 0, sieve === self.sieves[firstSieve] { sieve.keep(&batch, beyond: 0, &needed, lengths) }
    }
    countNeighbourhoods(&batch)
  }

  private func countNeighbourhoods(_ batch: inout MatchBatch) {
    guard batch.count > 0 else { return }
    for form in forms { form.sift(batch) }
    var kept = 0
    for index in 0..<batch.count {
      let slot = Int(batch.slots[index])
      counts[slot] = neighbourhoods(slot)
      guard counts[slot] > 0 else { continue }
      batch.move(index, to: kept)
      kept += 1
    }
    batch.cut(to: kept)
  }

  private func neighbourhoods(_ slot: Int) -> UInt32 {
    if patterns.count == 2, patterns[0].count == 1, patterns[1].count == 1 {
      readPlaces(of: patterns[0][0], slot, into: &firstPlaces)
      readPlaces(of: patterns[1][0], slot, into: &secondPlaces)
      return Proximity.near(firstPlaces, secondPlaces, distance: distance)
    }
    var spans: [[Proximity.Span]] = []
    for pattern in patterns {
      var starts: [UInt32] = []
      readPlaces(of: pattern[0], slot, into: &starts)
      for index in 1..<max(1, pattern.count) where !starts.isEmpty {
        readPlaces(of: pattern[index], slot, into: &secondPlaces)
        Proximity.keep(&starts, followedBy: secondPlaces, after: UInt32(index))
      }
      if starts.isEmpty { return 0 }
      spans.append(starts.map { Proximity.Span(first: $0, last: $0 + UInt32(pattern.count - 1)) })
    }
    guard steps >= 0 else { return 0 }
    let count = Proximity.near(spans, distance: distance, steps: &steps)
    if steps < 0 { giveUp() }
    return count
  }

  /// Reads a word's positions in any of its forms.
  private func readPlaces(of lists: [Int], _ slot: Int, into all: inout [UInt32]) {
    all.removeAll(keepingCapacity: true)
    for list in lists {
      if list >= 0 {
        sieves[list].positions(slot, into: &scratch)
      } else {
        guard forms[-1 - list].hasFound(slot) else { continue }
        forms[-1 - list].positions(slot, into: &scratch)
      }
      all.append(contentsOf: scratch)
    }
    if lists.count > 1 { all.sort() }
  }

  override func score(_ batch: MatchBatch, _ lengths: BatchLengths, into scores: inout MatchBatch.Scores) {
    guard weight > 0 else { return }
    ranking.add(weight, counts, batch, lengths, to: &scores)
  }

  /// The patterns cannot match more often than the first word occurs.
  override var impactBound: ImpactBound? {
    guard weight > 0, let stream = ImpactStream({ [first] in first.impacts(part: $0) }) else { return nil }
    return .words([(stream, ImpactOrigin(part: self, list: sieves[firstSieve]))], weight: weight)
  }
}
