internal import Knowledge

/// Finds the rows of features by their keys.
///
/// A bitmap has one bit for each possible key prefix, which rejects most features without weights at the cost of one access to a small
/// table. The rows are stored in the order of the set bits, so a row's number is the number of set bits before its own (its rank), and no
/// stored offset has to be read. Keys with the same prefix share a bit: the first of them has the bit's row, the others follow in a chain.
struct FeatureIndex: Sendable {
  /// How many of a key's low bits are not part of its prefix.
  let shift: UInt32
  /// The number of prefixes in use; rows from here on belong to chains.
  let heads: Int
  private let bits: ConstantTable<UInt64>
  /// For each word of the bitmap the number of bits set before it.
  private let before: ConstantTable<UInt32>

  /// An index as stored in a file.
  init(shift: UInt32, heads: Int, bits: ConstantTable<UInt64>, before: ConstantTable<UInt32>) {
    self.shift = shift
    self.heads = heads
    self.bits = bits
    self.before = before
  }

  /// The number of words of the bitmap.
  static func words(_ shift: UInt32) -> Int { 1 << Int(26 - shift) }

  /// The prefix of a key.
  @inline(__always)
  private func bit(_ key: UInt32) -> Int { Int(truncatingIfNeeded: key &>> shift) }

  /// 1 where a key with that prefix has weights, otherwise 0.
  @inline(__always)
  func passes(_ key: UInt32) -> Int {
    let bit = bit(key)
    return Int(truncatingIfNeeded: bits[bit &>> 6] &>> UInt64(truncatingIfNeeded: bit & 63) & 1)
  }

  /// The first row of a prefix whose bit is set.
  @inline(__always)
  func row(_ key: UInt32) -> Int {
    let bit = bit(key)
    let below = bits[bit &>> 6] & (1 &<< UInt64(truncatingIfNeeded: bit & 63) &- 1)
    return Int(before[bit &>> 6]) &+ below.nonzeroBitCount
  }
}

/// The layout of a new model's features for ``FeatureIndex``.
struct FeatureOrder {
  let shift: UInt32
  let bits: [UInt64]
  let before: [UInt32]
  /// The order of the rows, as indices into the keys: first one key for each prefix, then the others.
  let order: [Int32]
  /// For each row the next one in its chain, numbered from 1 among the rows after the first ``heads``; 0 for none.
  let next: [UInt16]
  /// The number of prefixes in use.
  let heads: Int

  /// Lays out keys.
  /// - Parameters:
  ///   - keys: in ascending order, without duplicates.
  ///   - parts: keys whose weights do not fit one row, by their index, ascending. Each gets that many rows in its chain, and its
  ///     first row stays empty (-1 in ``order``).
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

  /// The number of keys that share their prefix with an earlier one.
  private static func chained(_ keys: [UInt32], _ shift: UInt32) -> Int {
    var count = 0
    for index in keys.indices.dropFirst() where keys[index] >> shift == keys[index - 1] >> shift { count += 1 }
    return count
  }
}
