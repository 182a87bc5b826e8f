/// The documents of several lists together, each with the sum of its counts.
struct PostingUnion {
  private(set) var documents: [Int32] = []
  private(set) var counts: [UInt8] = []
  private var sums: [UInt8]
  private var run = PostingRun(withPositions: false)

  init(documents total: Int) { sums = [UInt8](repeating: 0, count: total) }

  /// Adds a list without blocks.
  mutating func add(few bytes: [UInt8], at start: Int, count: Int) {
    run.append(few: bytes, at: start, count: count)
    if run.documents.count > 4096 { settle() }
  }

  /// Adds any list.
  mutating func add(_ list: any PostingSource) {
    run.append(list)
    if run.documents.count > 4096 { settle() }
  }

  private mutating func settle() {
    for index in run.documents.indices {
      let document = Int(run.documents[index])
      guard document < sums.count else { continue }
      sums[document] = UInt8(truncatingIfNeeded: min(255, UInt32(sums[document]) + run.counts[index]))
    }
    run.clear()
  }

  /// Makes the list of the documents that are not deleted.
  mutating func finish(without isDeleted: (Int32) -> Bool) {
    settle()
    for document in sums.indices where sums[document] > 0 && !isDeleted(Int32(document)) {
      documents.append(Int32(document))
      counts.append(sums[document])
    }
    sums = []
  }
}
