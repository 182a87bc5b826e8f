/// Numbers words in the order of their first sight: a hash table over one run of bytes.
struct WordTable: Sendable {
  private(set) var bytes: [UInt8] = []
  private var ends: [UInt32] = []
  private var hashes: [UInt64] = []
  /// Half of a word's hash above its number plus one, so that most slots tell without a look at the word; 0 for a free one.
  private var slots: [UInt64]

  init() { slots = [UInt64](repeating: 0, count: 512) }

  /// Different words so far.
  var count: Int { ends.count }
  /// Where a word stands in ``bytes``.
  @inline(__always)
  func range(_ number: Int) -> Range<Int> { (number == 0 ? 0 : Int(ends[number - 1]))..<Int(ends[number]) }
  /// A word's bytes.
  func word(_ number: Int) -> ArraySlice<UInt8> { bytes[range(number)] }

  /// Whether one word comes before another in the order of their bytes.
  func precedes(_ a: Int, _ b: Int) -> Bool {
    let (first, second) = (range(a), range(b))
    let shared = min(first.count, second.count)
    for index in 0..<shared {
      let (x, y) = (bytes[first.lowerBound + index], bytes[second.lowerBound + index])
      if x != y { return x < y }
    }
    return first.count < second.count
  }

  /// The number of a word that stands in `source`, a new one if it was not seen before.
  mutating func number(of source: [UInt8], _ range: Range<Int>) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for index in range { hash = (hash ^ UInt64(source[index])) &* 0x0000_0100_0000_01B3 }
    return number(of: source, range, hash: hash ^ hash >> 29)
  }

  /// The number of another table's word.
  @inline(__always)
  mutating func number(of word: Int, in other: WordTable) -> Int {
    number(of: other.bytes, other.range(word), hash: other.hashes[word])
  }

  private mutating func number(of source: [UInt8], _ range: Range<Int>, hash: UInt64) -> Int {
    let mask = slots.count - 1
    let mark = hash & 0xFFFF_FFFF_0000_0000
    var slot = Int(truncatingIfNeeded: hash) & mask
    while slots[slot] != 0 {
      let held = slots[slot]
      let number = Int(held & 0xFFFF_FFFF) - 1
      if held & 0xFFFF_FFFF_0000_0000 == mark, isWord(number, source, range) { return number }
      slot = (slot + 1) & mask
    }
    bytes.append(contentsOf: source[range])
    ends.append(UInt32(bytes.count))
    hashes.append(hash)
    slots[slot] = mark | UInt64(ends.count)
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
    slots = [UInt64](repeating: 0, count: slots.count * 4)
    let mask = slots.count - 1
    for number in hashes.indices {
      let hash = hashes[number]
      var slot = Int(truncatingIfNeeded: hash) & mask
      while slots[slot] != 0 { slot = (slot + 1) & mask }
      slots[slot] = hash & 0xFFFF_FFFF_0000_0000 | UInt64(number + 1)
    }
  }
}
