/// A map from word hashes to small non-zero numbers, with open addressing: most look-ups touch a single cache line.
struct WordTable: Sendable {
  private var keys: [UInt64]
  private var values: [UInt16]
  private let mask: Int

  init(_ entries: [UInt64: UInt16]) {
    self.init(room: entries.count)
    for (key, value) in entries { self[key] = value }
  }

  /// An empty table.
  /// - Parameter room: the expected number of words.
  init(room: Int) {
    var size = 16
    while size < room * 3 { size *= 2 }
    keys = [UInt64](repeating: 0, count: size)
    values = [UInt16](repeating: 0, count: size)
    mask = size - 1
  }

  /// The number stored for a hash, 0 for none.
  subscript(key: UInt64) -> UInt16 {
    get { values[slot(of: key)] }
    set {
      let slot = slot(of: key)
      keys[slot] = key
      values[slot] = newValue
    }
  }

  /// The slot of a hash, or the free slot where it would be stored.
  private func slot(of key: UInt64) -> Int {
    var slot = Int(truncatingIfNeeded: key >> 20) & mask
    while values[slot] != 0, keys[slot] != key { slot = (slot + 1) & mask }
    return slot
  }
}
