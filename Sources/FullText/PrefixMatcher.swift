/// Matches all words with a prefix, counted together like one word.
final class PrefixMatcher: Matcher {
  private let weight: Float
  private let ranking: BM25
  private let makeUnion: () -> PostingUnion
  private let makeMembers: () -> DocumentSet
  private let stream: () -> ImpactStream?
  private lazy var union = makeUnion()
  private var index = 0
  private let estimate: Int
  private var frequencies = MatchBatch.Numbers(repeating: 0)

  /// `union` is built on first use, and so is `members`, the documents without counts; `estimate` is the approximate number of documents;
  /// `stream` opens the impact list, if there is one.
  init(
    _ union: @escaping () -> PostingUnion, members: @escaping () -> DocumentSet, estimate: Int, weight: Float, ranking: BM25,
    stream: @escaping () -> ImpactStream?
  ) {
    makeUnion = union
    makeMembers = members
    self.estimate = estimate
    self.weight = weight
    self.ranking = ranking
    self.stream = stream
  }

  override var cost: Int { estimate }
  override var isRanked: Bool { weight > 0 }
  override var singleStream: SingleStream? { weight > 0 ? stream().map { SingleStream(stream: $0, weight: weight) } : nil }
  /// For scoring, the counts have to be read as well, and they come with the documents.
  override func members(in segment: Segment, counting: Bool) -> DocumentSet? { counting ? makeMembers() : nil }

  // MARK: In a batch

  private func seek(_ target: Int32, _ documents: [Int32]) {
    var at = index < documents.count && documents[index] <= target ? index : 0
    var step = 1
    while at + step < documents.count, documents[at + step] < target {
      at += step
      step *= 2
    }
    var high = min(documents.count, at + step + 1)
    while at < high {
      let middle = (at + high) / 2
      if documents[middle] < target { at = middle + 1 } else { high = middle }
    }
    index = at
  }

  override func next(from target: Int32, into batch: inout MatchBatch) -> Int32 {
    let union = self.union
    if union.isDense { return next(from: target, union.sums, into: &batch) }
    seek(target, union.documents)
    let first = index
    let end = min(union.documents.count, first + MatchBatch.size)
    for place in first..<end {
      frequencies[place - first] = UInt32(union.counts[place])
      batch.append(union.documents[place])
    }
    return end < union.documents.count ? union.documents[end] : Self.end
  }

  private func next(from target: Int32, _ sums: [UInt8], into batch: inout MatchBatch) -> Int32 {
    let sums = sums.span
    var place = max(0, Int(target))
    while place < sums.count {
      let count = sums[place]
      place += 1
      guard count > 0 else { continue }
      frequencies[batch.count] = UInt32(count)
      batch.append(Int32(truncatingIfNeeded: place - 1))
      if batch.count == MatchBatch.size { return Int32(truncatingIfNeeded: place) }
    }
    return Self.end
  }

  override func keep(_ batch: inout MatchBatch) {
    let union = self.union
    if union.isDense {
      let sums = union.sums
      return batch.keep { document, slot in
        guard document >= 0, Int(document) < sums.count, sums[Int(document)] > 0 else { return false }
        frequencies[slot] = UInt32(sums[Int(document)])
        return true
      }
    }
    batch.keep { document, slot in
      seek(document, union.documents)
      guard index < union.documents.count, union.documents[index] == document else { return false }
      frequencies[slot] = UInt32(union.counts[index])
      return true
    }
  }

  override func score(_ batch: MatchBatch, _ lengths: BatchLengths, into scores: inout MatchBatch.Scores) {
    guard weight > 0 else { return }
    ranking.add(weight, frequencies, batch, lengths, to: &scores)
  }

  // MARK: In a window

  override func note(_ range: Range<Int32>, on sheet: inout WindowSheet) -> Int32? {
    let union = self.union
    if union.isDense {
      let first = Int(range.lowerBound)
      sheet.add(union.sums, in: first..<max(first, min(union.sums.count, Int(range.upperBound))), weight, ranking)
      return Int(range.upperBound) < union.sums.count ? range.upperBound : Self.end
    }
    seek(range.lowerBound, union.documents)
    while index < union.documents.count, union.documents[index] < range.upperBound {
      sheet.add(Int(union.documents[index] - range.lowerBound), count: union.counts[index], weight, ranking)
      index += 1
    }
    return index < union.documents.count ? union.documents[index] : Self.end
  }
}
