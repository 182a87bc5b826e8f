/// Matches phrases: words in sequence.
final class PhraseMatcher: Matcher {
  /// The distinct words, the rarest first.
  private let words: [SiftedList]
  /// How often each occurs in the phrase beyond the first time.
  private let repeats: [UInt32]
  /// For each position of the phrase the index of its word in ``words``.
  private let order: [Int]
  private let segment: Segment
  private let weight: Float
  private let ranking: BM25
  private var needed: CountsNeeded
  private var counts = MatchBatch.Numbers(repeating: 0)
  private var starts: [UInt32] = []
  private var places: [UInt32] = []

  /// The lists in the order of the phrase; equal numbers in `names` mark equal words.
  init(_ lists: [any PostingSource], names: [Int], in segment: Segment, weight: Float, ranking: BM25) {
    self.segment = segment
    self.weight = weight
    self.ranking = ranking
    needed = CountsNeeded(weight: weight, ranking: ranking)
    var known: [Int: Int] = [:]
    var read: [SiftedList] = []
    for (list, name) in zip(lists, names) where known[name] == nil {
      known[name] = read.count
      read.append(SiftedList(list))
    }
    let byCost = read.indices.sorted { read[$0].count < read[$1].count }
    words = byCost.map { read[$0] }
    var rank = [Int](repeating: 0, count: read.count)
    for (place, number) in byCost.enumerated() { rank[number] = place }
    let order = names.map { rank[known[$0] ?? 0] }
    self.order = order
    repeats = words.indices.map { word in UInt32(order.count { $0 == word }) - 1 }
  }

  override var cost: Int { words[0].count }
  override func share(of documents: Float, length: Float) -> Float {
    // Each further word must be at the one matching position in the document.
    order.dropFirst().reduce(words[order[0]].share(of: documents)) { $0 * words[$1].share(of: documents) / max(1, length) }
  }
  override var siftOrder: Int { 2 }
  override var isRanked: Bool { weight > 0 }

  override func next(from target: Int32, into batch: inout MatchBatch) -> Int32 {
    let resume = words[0].next(from: target, into: &batch)
    keepWords(&batch, Array(words.indices), isFirstKept: true)
    return resume
  }
  override func keep(_ batch: inout MatchBatch) { keepWords(&batch, Array(words.indices), isFirstKept: false) }
  override func keep(_ batch: inout MatchBatch, from origin: ImpactOrigin) {
    let (own, others) = (words.indices.filter { words[$0] === origin.list }, words.indices.filter { words[$0] !== origin.list })
    keepWords(&batch, others + own, isFirstKept: false)
  }

  /// Filters by one word after another. Counts are available, positions have to be read, so documents in which a word's count cannot reach
  /// the score floor are removed first.
  private func keepWords(_ batch: inout MatchBatch, _ order: [Int], isFirstKept: Bool) {
    needed.set(floor)
    var lengths = BatchLengths()
    for (place, index) in order.enumerated() where batch.count > 0 {
      let word = words[index]
      if place > 0 || !isFirstKept { word.keep(&batch) }
      guard floor > 0 || repeats[index] > 0, batch.count > 0 else { continue }
      if floor > 0 { lengths = BatchLengths(batch, in: segment) }
      word.keep(&batch, beyond: repeats[index], &needed, lengths)
    }
    countRuns(&batch)
  }

  private func countRuns(_ batch: inout MatchBatch) {
    var kept = 0
    for index in 0..<batch.count {
      let slot = Int(batch.slots[index])
      counts[slot] = occurrences(slot)
      guard counts[slot] > 0 else { continue }
      batch.move(index, to: kept)
      kept += 1
    }
    batch.cut(to: kept)
  }

  private func occurrences(_ slot: Int) -> UInt32 {
    // Word by word, until no start position is left.
    words[order[0]].positions(slot, into: &starts)
    for index in 1..<order.count {
      if starts.isEmpty { return 0 }
      words[order[index]].positions(slot, into: &places)
      Proximity.keep(&starts, followedBy: places, after: UInt32(index))
    }
    return UInt32(starts.count)
  }

  override func score(_ batch: MatchBatch, _ lengths: BatchLengths, into scores: inout MatchBatch.Scores) {
    guard weight > 0 else { return }
    ranking.add(weight, counts, batch, lengths, to: &scores)
  }

  /// A phrase cannot occur more often than the rarest of its words.
  override var impactBound: ImpactBound? {
    // If a word occurs twice in the phrase, nearly all of its documents fail to match.
    guard weight > 0, words.count == order.count else { return nil }
    // One list in impact order is enough, since the phrase's documents are in each of them.
    let streams = words.compactMap { word in
      ImpactStream { word.source.impacts(part: $0) }.map { (stream: $0, origin: ImpactOrigin(part: self, list: word)) }
    }
    return streams.isEmpty ? nil : .words(streams, weight: weight)
  }
}
