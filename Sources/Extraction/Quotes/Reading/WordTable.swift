/// A map from word hashes to small numbers that are not 0, by open addressing: one look at one cache line for most words.
struct WordTable: Sendable {
  private let keys: [UInt64]
  private let values: [UInt16]
  private let mask: Int

  init(_ entries: [UInt64: UInt16]) {
    var size = 16
    while size < entries.count * 3 { size *= 2 }
    var keys = [UInt64](repeating: 0, count: size)
    var values = [UInt16](repeating: 0, count: size)
    for (key, value) in entries {
      var slot = Int(truncatingIfNeeded: key >> 20) & (size - 1)
      while values[slot] != 0 { slot = (slot + 1) & (size - 1) }
      keys[slot] = key
      values[slot] = value
    }
    self.keys = keys
    self.values = values
    mask = size - 1
  }

  /// The number stored for a hash, 0 where there is none.
  subscript(key: UInt64) -> UInt16 {
    var slot = Int(truncatingIfNeeded: key >> 20) & mask
    while values[slot] != 0 {
      if keys[slot] == key { return values[slot] }
      slot = (slot + 1) & mask
    }
    return 0
  }
}
