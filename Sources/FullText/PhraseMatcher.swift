/// Words that stand in a row.
final class PhraseMatcher: Matcher {
  /// The different words, the rarest first.
  private let words: [SiftedList]
  /// How often each stands in the phrase beyond the first time.
  private let repeats: [UInt32]
  /// Which of ``words`` stands at each place of the phrase.
  private let order: [Int]
  private let segment: Segment
  private let weight: Float
  private let ranking: BM25
  private var needed: CountsNeeded
  private var counts = MatchBatch.Numbers(repeating: 0)
  private var starts: [UInt32] = []
  private var places: [UInt32] = []

  /// The lists in the order of the words; equal numbers in `names` mark equal words.
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
    // Each further word stands at the one right place of a document.
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

  /// Sifts by one word after the other. Counts are at hand, positions have to be read: what a word's count cannot lift over the bar goes at once.
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
    // Word by word, until no beginning is left.
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

  /// A phrase stands no oftener than the rarest of its words.
  override var impactBound: ImpactBound? {
    // Where a word stands in it twice, nearly all of the word's documents fall out.
    guard weight > 0, words.count == order.count else { return nil }
    // One list in this order is enough: the phrase is in each of them.
    let streams = words.compactMap { word in
      ImpactStream { word.source.impacts(part: $0) }.map { (stream: $0, origin: ImpactOrigin(part: self, list: word)) }
    }
    return streams.isEmpty ? nil : .words(streams, weight: weight)
  }
}
