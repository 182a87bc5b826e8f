/// The weights of a model's features, laid out to be read fast.
enum FeatureWeights: Sendable {
  /// Of models of at most twelve labels: a feature is sixteen bytes.
  case packed(PackedWeights)
  /// Of all others: blocks of sixteen labels of 16 bits each.
  case wide(WideWeights)

  /// - Parameters:
  ///   - keys: the features' short keys, ascending, each once.
  ///   - weights: for each key its blocks of weights.
  init(keys: [UInt32], weights: [SIMD16<Int16>], labelCount: Int) {
    if labelCount <= PackedWeights.labels {
      self = .packed(PackedWeights(keys: keys, weights: weights))
    } else {
      self = .wide(WideWeights(keys: keys, weights: weights, blocks: (labelCount + 15) / 16))
    }
  }
}

/// Weights in rows of sixteen bytes: six lanes with two labels' weights each, a lane for the chain, a lane to know the key by.
/// Weights too large for a byte are the sum of several rows.
struct PackedWeights: Sendable {
  /// How many labels fit a row.
  static let labels = 12
  private static let chain = 6
  private static let sign = 7
  /// The sign of an empty row.
  private static let nobody: Int16 = -1

  private let index: FeatureIndex
  private let rows: [SIMD8<Int16>]

  init(keys: [UInt32], weights: [SIMD16<Int16>]) {
    var given = Features()
    given.reserve(keys.count)
    for (key, row) in zip(keys, weights) { given.append(key, row) }
    self.init(given)
  }

  /// Features with their weights, in ascending order of their keys.
  struct Features {
    private(set) var keys: [UInt32] = []
    /// The lanes of weights; of weights too large for a byte, nothing.
    fileprivate var rows: [SIMD8<Int16>] = []
    /// Weights too large for a byte, by position.
    fileprivate var large: [(position: Int, weights: SIMD16<Int16>)] = []

    mutating func reserve(_ count: Int) {
      keys.reserveCapacity(count)
      rows.reserveCapacity(count)
    }

    mutating func append(_ key: UInt32, _ weights: SIMD16<Int16>) {
      keys.append(key)
      if max(Int(weights.max()), -Int(weights.min())) > 127 {
        large.append((rows.count, weights))
        rows.append(SIMD8())
      } else {
        rows.append(PackedWeights.lanes(weights))
      }
    }

    /// Adds a feature whose weights fit bytes: those of the labels 0 to 7, and of 8 to 11, the first label lowest.
    @inline(__always)
    mutating func append(_ key: UInt32, low: UInt64, high: UInt32) {
      keys.append(key)
      rows.append(
        SIMD8(
          Int16(truncatingIfNeeded: low), Int16(truncatingIfNeeded: low >> 16), Int16(truncatingIfNeeded: low >> 32),
          Int16(truncatingIfNeeded: low >> 48), Int16(truncatingIfNeeded: high), Int16(truncatingIfNeeded: high >> 16), 0, 0))
    }
  }

  private static func lanes(_ weights: SIMD16<Int16>) -> SIMD8<Int16> {
    var row = weights.evenHalf & SIMD8(repeating: 255) | weights.oddHalf &<< 8
    row[chain] = 0
    row[sign] = 0
    return row
  }

  init(_ given: Features) {
    let parts = given.large.map { (position: $0.position, rows: (max(Int($0.weights.max()), -Int($0.weights.min())) + 126) / 127) }
    index = FeatureIndex(given.keys, parts: parts)
    let mask = UInt32(1) << index.shift - 1
    var rows: [SIMD8<Int16>] = []
    rows.reserveCapacity(index.order.count)
    var rest: [Int32: SIMD16<Int16>] = [:]
    for large in given.large { rest[Int32(large.position)] = large.weights }
    for (number, position) in index.order.enumerated() {
      var row = SIMD8<Int16>()
      var sign = Self.nobody
      if position >= 0 {
        row = given.rows[Int(position)]
        sign = Int16(given.keys[Int(position)] & mask)
        // Rows behind the first of a chain may be parts of larger weights.
        if number >= index.heads, !rest.isEmpty, let left = rest[position] {
          let own = left.clamped(lowerBound: SIMD16(repeating: -127), upperBound: SIMD16(repeating: 127))
          rest[position] = left &- own
          row = Self.lanes(own)
        }
      }
      row[Self.chain] = Int16(bitPattern: index.next[number])
      row[Self.sign] = sign
      rows.append(row)
    }
    self.rows = rows
  }

  /// The sum of the weights of some features, in passes, so that memory is waited for side by side: which keys may have weights,
  /// where their rows stand, and at last the rows.
  @inline(__always)
  func sum(_ keys: [UInt32], _ run: Range<Int>, _ likely: inout [LikelyRow]) -> SIMD16<Int16> {
    var count = 0
    let mask = UInt32(1) &<< index.shift &- 1
    for place in run {
      likely[count].key = keys[place]
      count &+= index.passes(keys[place])
    }
    for number in 0..<count { likely[number].row = Int32(truncatingIfNeeded: index.row(likely[number].key)) }
    var even = SIMD8<Int16>()
    var odd = SIMD8<Int16>()
    for number in 0..<count {
      var row = rows[Int(likely[number].row)]
      let sign = Int16(truncatingIfNeeded: likely[number].key & mask)
      // No branch on whether the key is the row's: it is as often as not.
      var own = row & SIMD8(repeating: row[Self.sign] == sign ? -1 : 0)
      even &+= (own &<< 8) &>> 8
      odd &+= own &>> 8
      if row[Self.chain] == 0 || row[Self.sign] == sign { continue }
      while row[Self.chain] != 0 {
        row = rows[index.heads &+ Int(UInt16(bitPattern: row[Self.chain])) &- 1]
        own = row & SIMD8(repeating: row[Self.sign] == sign ? -1 : 0)
        even &+= (own &<< 8) &>> 8
        odd &+= own &>> 8
      }
    }
    for lane in [Self.chain, Self.sign] {
      even[lane] = 0
      odd[lane] = 0
    }
    var sum = SIMD16<Int16>()
    sum.evenHalf = even
    sum.oddHalf = odd
    return sum
  }

  /// The keys' weights as they were given.
  func weights(count: Int) -> [SIMD16<Int16>] {
    var weights = [SIMD16<Int16>](repeating: SIMD16(), count: count)
    for (row, position) in zip(rows, index.order) where position >= 0 {
      for lane in 0..<Self.labels / 2 {
        weights[Int(position)][2 * lane] &+= (row[lane] &<< 8) &>> 8
        weights[Int(position)][2 * lane + 1] &+= row[lane] &>> 8
      }
    }
    return weights
  }
}

/// A feature that may have weights, and where they would stand.
struct LikelyRow {
  var key: UInt32 = 0
  var row: Int32 = 0
}

/// Weights of 16 bits, in blocks of sixteen labels.
struct WideWeights: Sendable {
  let blocks: Int
  private let index: FeatureIndex
  private let keys: [UInt32]
  /// `[row * blocks + block]`
  let rows: [SIMD16<Int16>]

  init(keys: [UInt32], weights: [SIMD16<Int16>], blocks: Int) {
    let index = FeatureIndex(keys)
    self.blocks = blocks
    self.index = index
    self.keys = index.order.map { keys[Int($0)] }
    var rows: [SIMD16<Int16>] = []
    rows.reserveCapacity(weights.count)
    for position in index.order { for block in 0..<blocks { rows.append(weights[Int(position) * blocks + block]) } }
    self.rows = rows
  }

  /// Adds up the rows of features: the first two blocks.
  @inline(__always)
  func pair(_ keys: [UInt32], _ likely: inout [LikelyRow]) -> (SIMD16<Int16>, SIMD16<Int16>) {
    var count = 0
    for key in keys {
      likely[count].key = key
      count &+= index.passes(key)
    }
    var found = 0
    for number in 0..<count {
      let row = row(passed: likely[number].key)
      likely[found].row = Int32(truncatingIfNeeded: row)
      if row >= 0 { found &+= 1 }
    }
    var low = SIMD16<Int16>()
    var high = SIMD16<Int16>()
    for number in 0..<found {
      let row = Int(likely[number].row) &* blocks
      low &+= rows[row]
      high &+= rows[row &+ 1]
    }
    return (low, high)
  }

  /// The row of a feature, -1 where it has none.
  @inline(__always)
  func row(of key: UInt32) -> Int {
    index.passes(key) == 0 ? -1 : row(passed: key)
  }

  @inline(__always)
  private func row(passed key: UInt32) -> Int {
    var row = index.row(key)
    while keys[row] != key {
      let next = Int(index.next[row])
      if next == 0 { return -1 }
      row = index.heads &+ next &- 1
    }
    return row
  }

  /// The keys' weights as they were given.
  func weights(count: Int) -> [SIMD16<Int16>] {
    var weights = [SIMD16<Int16>](repeating: SIMD16(), count: count * blocks)
    for (row, position) in index.order.enumerated() {
      for block in 0..<blocks { weights[Int(position) * blocks + block] = rows[row * blocks + block] }
    }
    return weights
  }
}
