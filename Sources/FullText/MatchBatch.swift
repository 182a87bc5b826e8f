/// Up to 128 documents, in rising order, that go through a query's parts together: one call a part for all of them.
struct MatchBatch {
  static let size = 128
  typealias Numbers = InlineArray<128, UInt32>
  typealias Scores = InlineArray<128, Float>

  private(set) var documents = InlineArray<128, Int32>(repeating: 0)
  /// Where each document stood in the batch before others fell out: what a part notes of a document it notes under this number.
  private(set) var slots = InlineArray<128, UInt8>(repeating: 0)
  private(set) var count = 0

  @inline(__always)
  mutating func removeAll() { count = 0 }

  /// Adds a document under the next slot; nothing may have fallen out yet, and there must be room.
  @inline(__always)
  mutating func append(_ document: Int32) {
    documents[count] = document
    slots[count] = UInt8(truncatingIfNeeded: count)
    count += 1
  }

  /// Keeps the documents for which `holds` is true.
  @inline(__always)
  mutating func keep(where holds: (Int32, Int) -> Bool) {
    var kept = 0
    for index in 0..<count {
      let document = documents[index]
      let slot = slots[index]
      guard holds(document, Int(slot)) else { continue }
      documents[kept] = document
      slots[kept] = slot
      kept += 1
    }
    count = kept
  }

  /// Moves what stands at one place to another before it: for those that sift by themselves.
  @inline(__always)
  mutating func move(_ index: Int, to place: Int) {
    documents[place] = documents[index]
    slots[place] = slots[index]
  }
  /// Drops all from a place on.
  @inline(__always)
  mutating func cut(to count: Int) { self.count = count }

  /// The slots as a set.
  var slotSet: SlotSet {
    var set = SlotSet()
    for index in 0..<count { set.insert(Int(slots[index])) }
    return set
  }
}

/// A set of slots.
struct SlotSet {
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  @inline(__always)
  mutating func insert(_ slot: Int) { if slot < 64 { low |= 1 &<< UInt64(slot) } else { high |= 1 &<< UInt64(slot & 63) } }
  @inline(__always)
  func contains(_ slot: Int) -> Bool { (slot < 64 ? low &>> UInt64(slot) : high &>> UInt64(slot & 63)) & 1 != 0 }
  mutating func formUnion(_ other: SlotSet) {
    low |= other.low
    high |= other.high
  }
}
