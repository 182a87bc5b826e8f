/// The documents of several lists together, each with the sum of its counts.
struct PostingUnion {
  private(set) var documents: [Int32] = []
  private(set) var counts: [UInt32] = []

  init(_ lists: [any PostingSource], documents total: Int, without isDeleted: (Int32) -> Bool) {
    guard !lists.isEmpty else { return }
    var sums = [UInt8](repeating: 0, count: total)
    var found = 0
    for list in lists {
      let cursor = PostingCursor(list)
      var document = cursor.next()
      while document != PostingCursor.end, Int(document) < total {
        let before = sums[Int(document)]
        if before == 0 { found += 1 }
        sums[Int(document)] = UInt8(min(255, UInt32(before) + cursor.frequency))
        document = cursor.next()
      }
    }
    documents.reserveCapacity(found)
    counts.reserveCapacity(found)
    for document in 0..<total where sums[document] > 0 && !isDeleted(Int32(document)) {
      documents.append(Int32(document))
      counts.append(UInt32(sums[document]))
    }
  }
}
