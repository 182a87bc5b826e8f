internal import Knowledge

/// Finds the rows of features by their keys.
///
/// A bit for each beginning that keys can have turns most features away that have no weights, at the price of one look at little
/// memory. Rows stand in the order of those bits, so the number of bits that are set below is the row: no slot has to be read to
/// learn where it stands. Keys that begin alike share a bit: the first has the bit's row, the others stand in a chain behind it.
struct FeatureIndex: Sendable {
  /// How many of a key's last bits are not part of its beginning.
  let shift: UInt32
  /// The number of beginnings: rows from here on stand in chains.
  let heads: Int
  private let bits: ConstantTable<UInt64>
  /// For each word of bits the number of bits set before it.
  private let before: ConstantTable<UInt32>

  /// An index as it stands in a file.
  init(shift: UInt32, heads: Int, bits: ConstantTable<UInt64>, before: ConstantTable<UInt32>) {
    self.shift = shift
    self.heads = heads
    self.bits = bits
    self.before = before
  }

  /// The number of words of bits.
  static func words(_ shift: UInt32) -> Int { 1 << Int(26 - shift) }

  /// The number of a key's beginning.
  @inline(__always)
  private func bit(_ key: UInt32) -> Int { Int(truncatingIfNeeded: key &>> shift) }

  /// 1 where a key with that beginning has weights, else 0.
  @inline(__always)
  func passes(_ key: UInt32) -> Int {
    let bit = bit(key)
    return Int(truncatingIfNeeded: bits[bit &>> 6] &>> UInt64(truncatingIfNeeded: bit & 63) & 1)
  }

  /// The first row of a beginning that passes.
  @inline(__always)
  func row(_ key: UInt32) -> Int {
    let bit = bit(key)
    let below = bits[bit &>> 6] & (1 &<< UInt64(truncatingIfNeeded: bit & 63) &- 1)
    return Int(before[bit &>> 6]) &+ below.nonzeroBitCount
  }
}

/// How the features of a new model are laid out for ``FeatureIndex``.
struct FeatureOrder {
  let shift: UInt32
  let bits: [UInt64]
  let before: [UInt32]
  /// The rows' order, as positions in the keys that the index was made of: first one for each beginning, then the others.
  let order: [Int32]
  /// For each row the number of the next in its chain, counted from 1 among the rows behind the first ``heads``; 0 for none.
  let next: [UInt16]
  /// The number of beginnings.
  let heads: Int

  /// Lays keys out.
  /// - Parameters:
  ///   - keys: in ascending order, each once.
  ///   - parts: keys whose weights do not fit a single row, by their position, ascending; they get so many rows in their chain, and
  ///     the first row stays empty (-1 in ``order``).
  init(_ keys: [UInt32], parts: [(position: Int, rows: Int)] = []) {
    var shift: UInt32 = 12
    let partRows = parts.reduce(0) { $0 + $1.rows }
    while shift > 4, Self.chained(keys, shift) + partRows >= Int(UInt16.max) { shift -= 1 }
    var bits = [UInt64](repeating: 0, count: FeatureIndex.words(shift))
    var order: [Int32] = []
    var chains: [(head: Int, row: Int32)] = []
    order.reserveCapacity(keys.count)
    var last: Int = -1
    var nextPart = 0
    for (position, key) in keys.enumerated() {
      let bit = Int(key >> shift)
      var rows = 1
      if nextPart < parts.count, parts[nextPart].position == position {
        rows = parts[nextPart].rows
        nextPart += 1
      }
      if bit != last {
        order.append(rows == 1 ? Int32(position) : -1)
        bits[bit >> 6] |= 1 << UInt64(bit & 63)
        last = bit
        if rows == 1 { continue }
      }
      for _ in 0..<rows { chains.append((order.count - 1, Int32(position))) }
    }
    heads = order.count
    var next = [UInt16](repeating: 0, count: heads + chains.count)
    var tail = -1
    for (number, link) in chains.enumerated() {
      let row = number > 0 && chains[number - 1].head == link.head ? tail : link.head
      next[row] = UInt16(number + 1)
      order.append(link.row)
      tail = order.count - 1
    }
    var before: [UInt32] = []
    before.reserveCapacity(bits.count)
    var sum: UInt32 = 0
    for word in bits {
      before.append(sum)
      sum += UInt32(word.nonzeroBitCount)
    }
    self.shift = shift
    self.bits = bits
    self.before = before
    self.order = order
    self.next = next
  }

  /// The number of keys that share their beginning with one before them.
  private static func chained(_ keys: [UInt32], _ shift: UInt32) -> Int {
    var count = 0
    for index in keys.indices.dropFirst() where keys[index] >> shift == keys[index - 1] >> shift { count += 1 }
    return count
  }
}
