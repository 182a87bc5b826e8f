/// Counts short keys in a hash table with open addressing: millions of distinct features at a few bytes each.
struct FeatureCounter {
  private var keys: [UInt32]
  private var counts: [UInt32]
  private var lastSequence: [UInt32]
  private var used = 0

  init() {
    keys = [UInt32](repeating: 0, count: 1 << 16)
    counts = [UInt32](repeating: 0, count: 1 << 16)
    lastSequence = [UInt32](repeating: 0, count: 1 << 16)
  }

  /// Counts a key once per sequence (sequences are numbered from 1).
  mutating func count(_ key: UInt32, sequence: UInt32) {
    if used * 10 > keys.count * 6 { grow() }
    let slot = slot(of: key)
    if counts[slot] == 0 {
      keys[slot] = key
      used += 1
    }
    if lastSequence[slot] != sequence {
      counts[slot] += 1
      lastSequence[slot] = sequence
    }
  }

  /// The keys counted at least `minimum` times, ascending.
  func keys(minimum: UInt32) -> [UInt32] {
    keys.indices.filter { counts[$0] >= minimum && counts[$0] > 0 }.map { keys[$0] }.sorted()
  }

  private func slot(of key: UInt32) -> Int {
    let mask = keys.count - 1
    var slot = Int(key &* 0x9e37_79b1) & mask
    while counts[slot] != 0 && keys[slot] != key { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    let (oldKeys, oldCounts, oldLast) = (keys, counts, lastSequence)
    keys = [UInt32](repeating: 0, count: oldKeys.count * 2)
    counts = [UInt32](repeating: 0, count: oldKeys.count * 2)
    lastSequence = [UInt32](repeating: 0, count: oldKeys.count * 2)
    for index in oldKeys.indices where oldCounts[index] != 0 {
      let slot = slot(of: oldKeys[index])
      keys[slot] = oldKeys[index]
      counts[slot] = oldCounts[index]
      lastSequence[slot] = oldLast[index]
    }
  }
}
