/// A map from word hashes to small numbers that are not 0, by open addressing: one look at one cache line for most words.
struct WordTable: Sendable {
  private var keys: [UInt64]
  private var values: [UInt16]
  private let mask: Int

  init(_ entries: [UInt64: UInt16]) {
    self.init(room: entries.count)
    for (key, value) in entries { self[key] = value }
  }

  /// An empty table.
  /// - Parameter room: how many words it may get.
  init(room: Int) {
    var size = 16
    while size < room * 3 { size *= 2 }
    keys = [UInt64](repeating: 0, count: size)
    values = [UInt16](repeating: 0, count: size)
    mask = size - 1
  }

  /// The number stored for a hash, 0 where there is none.
  subscript(key: UInt64) -> UInt16 {
    get { values[slot(of: key)] }
    set {
      let slot = slot(of: key)
      keys[slot] = key
      values[slot] = newValue
    }
  }

  /// The slot of a hash, or the free one that would be its.
  private func slot(of key: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: key >> 20) & mask
    while values[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
    return slot
  }
}
