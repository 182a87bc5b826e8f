/// A table from short byte strings to values, built once and then only read.
///
/// A `Dictionary` would hash such keys byte by byte, which costs many times as much as the look-up.
struct ByteTable<Value: Sendable>: Sendable {
  /// The values, in the order in which their keys first occurred.
  private(set) var values: [Value] = []
  private var keys: [UInt8] = []
  private var keyEnds: [Int32] = [0]
  private var hashes: [UInt64] = []
  /// Positions in ``values``; -1 for a free slot.
  private var slots: [Int32]
  private let mask: Int

  /// Makes a table. If a key occurs twice, the later value counts.
  init(_ entries: [(key: [UInt8], value: Value)]) {
    self.init(expecting: entries.count)
    for entry in entries { insert(entry.key[...], entry.value) }
  }

  /// Makes a table of stretches of some bytes.
  init(_ bytes: [UInt8], _ entries: [(key: Range<Int>, value: Value)]) {
    self.init(expecting: entries.count)
    for entry in entries { insert(bytes[entry.key], entry.value) }
  }

  private init(expecting count: Int) {
    var size = 16
    while size < count * 2 { size *= 2 }
    mask = size - 1
    slots = [Int32](repeating: -1, count: size)
    values.reserveCapacity(count)
    keyEnds.reserveCapacity(count + 1)
    hashes.reserveCapacity(count)
  }

  private mutating func insert(_ key: ArraySlice<UInt8>, _ value: Value) {
    let hash = Self.hash(key)
    let (slot, index) = find(key, hash)
    if index >= 0 {
      values[index] = value
      return
    }
    slots[slot] = Int32(values.count)
    values.append(value)
    keys.append(contentsOf: key)
    keyEnds.append(Int32(keys.count))
    hashes.append(hash)
  }

  /// The value of a key.
  subscript(key: ArraySlice<UInt8>) -> Value? {
    let index = find(key, Self.hash(key)).index
    return index < 0 ? nil : values[index]
  }

  /// The value of a key.
  subscript(key: [UInt8]) -> Value? { self[key[...]] }

  private func find(_ key: ArraySlice<UInt8>, _ hash: UInt64) -> (slot: Int, index: Int) {
    var slot = Int(truncatingIfNeeded: hash ^ (hash >> 32)) & mask
    while slots[slot] >= 0 {
      let index = Int(slots[slot])
      if hashes[index] == hash, isKey(index, key) { return (slot, index) }
      slot = (slot + 1) & mask
    }
    return (slot, -1)
  }

  private func isKey(_ index: Int, _ bytes: ArraySlice<UInt8>) -> Bool {
    var position = Int(keyEnds[index])
    guard Int(keyEnds[index + 1]) - position == bytes.count else { return false }
    for byte in bytes {
      if keys[position] != byte { return false }
      position += 1
    }
    return true
  }

  /// FNV-1a.
  private static func hash(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    var hash: UInt64 = 14_695_981_039_346_656_037
    for byte in bytes { hash = (hash ^ UInt64(byte)) &* 1_099_511_628_211 }
    return hash
  }
}

/// A set of short byte strings.
struct ByteSet: Sendable {
  private let table: ByteTable<Bool>

  init(_ members: [[UInt8]]) { table = ByteTable(members.map { ($0, true) }) }

  func contains(_ member: ArraySlice<UInt8>) -> Bool { table[member] != nil }

  func contains(_ member: [UInt8]) -> Bool { table[member[...]] != nil }
}
