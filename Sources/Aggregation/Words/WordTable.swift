/// Numbers words in the order of their first sight: a hash table over one run of bytes.
struct WordTable: Sendable {
  private var bytes: [UInt8] = []
  private var ends: [UInt32] = []
  private var hashes: [UInt64] = []
  private var slots: [UInt32]

  init() { slots = [UInt32](repeating: 0, count: 1024) }

  /// Different words so far.
  var count: Int { ends.count }
  /// A word's bytes.
  func word(_ number: Int) -> ArraySlice<UInt8> { bytes[(number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number])] }

  /// The number of a word that stands in `source`, a new one if it was not seen before. `prefix` is put before it.
  mutating func number(of source: [UInt8], _ range: Range<Int>, prefix: UInt8? = nil) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    if let prefix { hash = (hash ^ UInt64(prefix)) &* 0x0000_0100_0000_01B3 }
    for index in range { hash = (hash ^ UInt64(source[index])) &* 0x0000_0100_0000_01B3 }
    hash ^= hash >> 29
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if hashes[number] == hash, isWord(number, source, range, prefix) { return number }
      slot = (slot + 1) & mask
    }
    if let prefix { bytes.append(prefix) }
    bytes.append(contentsOf: source[range])
    ends.append(UInt32(bytes.count))
    hashes.append(hash)
    slots[slot] = UInt32(ends.count)
    if ends.count * 2 > slots.count { grow() }
    return ends.count - 1
  }

  private func isWord(_ number: Int, _ source: [UInt8], _ range: Range<Int>, _ prefix: UInt8?) -> Bool {
    var place = number == 0 ? 0 : Int(ends[number - 1])
    guard Int(ends[number]) - place == range.count + (prefix == nil ? 0 : 1) else { return false }
    if let prefix {
      if bytes[place] != prefix { return false }
      place += 1
    }
    for index in range {
      if bytes[place] != source[index] { return false }
      place += 1
    }
    return true
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 4)
    let mask = slots.count - 1
    for number in hashes.indices {
      var slot = Int(truncatingIfNeeded: hashes[number]) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = UInt32(number + 1)
    }
  }
}
