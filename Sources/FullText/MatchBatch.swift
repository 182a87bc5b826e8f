/// Up to 128 documents, in ascending order, that pass through the parts of a query together, with one call per part.
struct MatchBatch {
  static let size = 128
  typealias Numbers = InlineArray<128, UInt32>
  typealias Scores = InlineArray<128, Float>

  private(set) var documents = InlineArray<128, Int32>(repeating: 0)
  /// Each document's original index in the batch, before others were removed. Parts record their results for a document under this number.
  private(set) var slots = InlineArray<128, UInt8>(repeating: 0)
  private(set) var count = 0

  @inline(__always)
  mutating func removeAll() { count = 0 }

  /// Adds a document in the next slot. There must be room, and no document may have been removed yet.
  @inline(__always)
  mutating func append(_ document: Int32) {
    documents[count] = document
    slots[count] = UInt8(truncatingIfNeeded: count)
    count += 1
  }

  /// Keeps the documents that satisfy `holds`.
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

  /// Moves an entry to an earlier index, for code that filters by itself.
  @inline(__always)
  mutating func move(_ index: Int, to place: Int) {
    documents[place] = documents[index]
    slots[place] = slots[index]
  }
  /// Removes everything from an index on.
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
