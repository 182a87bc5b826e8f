/// Numbers words in the order of first occurrence, with a hash table over one run of bytes.
package struct WordNumbering: Sendable {
  package private(set) var bytes: [UInt8] = []
  private var ends: [UInt32] = []
  private var hashes: [UInt64] = []
  /// Half of a word's hash in the upper bits, its number plus one in the lower ones, so that most slots are decided without reading the
  /// word; 0 for a free slot.
  private var slots: [UInt64]

  /// Makes an empty table.
  package init() { slots = [UInt64](repeating: 0, count: 512) }

  /// The number of distinct words so far.
  package var count: Int { ends.count }
  /// The range of a word in ``bytes``.
  @inline(__always)
  package func range(_ number: Int) -> Range<Int> { (number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number]) }
  /// A word's bytes.
  package func word(_ number: Int) -> ArraySlice<UInt8> { bytes[range(number)] }

  /// Whether one word comes before another in byte order.
  func precedes(_ a: Int, _ b: Int) -> Bool {
    let (first, second) = (range(a), range(b))
    let shared = min(first.count, second.count)
    for index in 0..<shared {
      let (x, y) = (bytes[first.lowerBound + index], bytes[second.lowerBound + index])
      if x != y { return x < y }
    }
    return first.count < second.count
  }

  /// The number of a word in `source`; a new number if it was not seen before.
  package mutating func number(of source: [UInt8], _ range: Range<Int>) -> Int {
    number(of: source, range, hash: Self.hash(source, range))
  }

  /// The numbers of consecutive words in `source`, given by their ends.
  package mutating func numbers(of source: [UInt8], ends: [Int32]) -> [UInt32] {
    var numbers: [UInt32] = []
    numbers.reserveCapacity(ends.count)
    var start = 0
    for end in ends {
      let range = start..<Int(end)
      numbers.append(UInt32(number(of: source, range, hash: Self.hash(source, range))))
      start = Int(end)
    }
    return numbers
  }

  @inline(__always)
  private static func hash(_ source: [UInt8], _ range: Range<Int>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in range { hash = (hash ^ UInt64(source[index])) &* 0x0000_0100_0000_01B3 }
    return hash ^ hash >> 29
  }

  /// The numbers of all words of another table; new numbers for those not seen before.
  mutating func numbers(of other: WordNumbering) -> [UInt32] {
    let found = looked(up: other.hashes)
    return (0..<other.count).map { word in
      let hash = other.hashes[word]
      let guess = Int(found[word] & 0xFFFF_FFFF) - 1
      if found[word] ^ hash < 1 << 32, guess >= 0, isWord(guess, other.bytes, other.range(word)) { return UInt32(guess) }
      return UInt32(number(of: other.bytes, other.range(word), hash: hash))
    }
  }

  /// The content of the first slot of each hash. Many slots are read at once, so that the cache misses of a large table overlap.
  private func looked(up hashes: [UInt64]) -> [UInt64] {
    let mask = slots.count - 1
    return hashes.map { slots[Int(truncatingIfNeeded: $0) & mask] }
  }

  private mutating func number(of source: [UInt8], _ range: Range<Int>, hash: UInt64) -> Int {
    let mask = slots.count - 1
    let highBits = hash & 0xFFFF_FFFF_0000_0000
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let held = slots[slot]
      let number = Int(held & 0xFFFF_FFFF) - 1
      if held & 0xFFFF_FFFF_0000_0000 == highBits, isWord(number, source, range) { return number }
      slot = (slot + 1) & mask
    }
    bytes.append(contentsOf: source[range])
    ends.append(UInt32(bytes.count))
    hashes.append(hash)
    slots[slot] = highBits | UInt64(ends.count)
    if ends.count * 2 > slots.count { grow() }
    return ends.count - 1
  }

  private func isWord(_ number: Int, _ source: [UInt8], _ range: Range<Int>) -> Bool {
    let own = self.range(number)
    guard own.count == range.count else { return false }
    var place = own.lowerBound
    for index in range {
      if bytes[place] != source[index] { return false }
      place += 1
    }
    return true
  }

  private mutating func grow() {
    slots = [UInt64](repeating: 0, count: slots.count * 2)
    let mask = slots.count - 1
    for number in hashes.indices {
      let hash = hashes[number]
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(number + 1)
    }
  }
}
