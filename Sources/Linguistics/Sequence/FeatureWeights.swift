internal import Knowledge

/// The weights of a model's features, read in place.
enum FeatureWeights: Sendable {
  /// For models of at most twelve labels: sixteen bytes per feature row.
  case packed(PackedWeights)
  /// For all other models: blocks of sixteen labels with 16 bits each.
  case wide(WideWeights)
}

/// Weights in rows of sixteen bytes: six lanes with the weights of two labels each, a lane for the chain, and a lane that verifies the key.
/// Weights too large for a byte are split over several rows.
struct PackedWeights: Sendable {
  /// How many labels fit in a row.
  static let labels = 12
  private static let chain = 6
  private static let sign = 7
  /// Marks an empty row.
  private static let nobody: Int16 = -1

  private let index: FeatureIndex
  private let rows: ConstantTable<SIMD8<Int16>>

  init(index: FeatureIndex, rows: ConstantTable<SIMD8<Int16>>) {
    self.index = index
    self.rows = rows
  }

  private static func lanes(_ weights: SIMD16<Int16>) -> SIMD8<Int16> {
    var row = weights.evenHalf & SIMD8(repeating: 255) | weights.oddHalf &<< 8
    row[chain] = 0
    row[sign] = 0
    return row
  }

  /// Lays out weights.
  /// - Parameters:
  ///   - keys: in ascending order, without duplicates.
  ///   - weights: for each key the weights of all labels.
  static func laidOut(_ keys: [UInt32], _ weights: [SIMD16<Int16>]) -> (order: FeatureOrder, rows: [SIMD8<Int16>]) {
    var rest: [Int32: SIMD16<Int16>] = [:]
    var parts: [(position: Int, rows: Int)] = []
    for (position, weights) in weights.enumerated() {
      let most = max(Int(weights.max()), -Int(weights.min()))
      if most <= 127 { continue }
      rest[Int32(position)] = weights
      parts.append((position, (most + 126) / 127))
    }
    let order = FeatureOrder(keys, parts: parts)
    let mask = UInt32(1) << order.shift - 1
    var rows: [SIMD8<Int16>] = []
    rows.reserveCapacity(order.order.count)
    for (number, position) in order.order.enumerated() {
      var row = SIMD8<Int16>()
      var sign = Self.nobody
      if position >= 0 {
        sign = Int16(keys[Int(position)] & mask)
        // Rows after the first of a chain may hold parts of larger weights.
        if let left = rest[position] {
          let own = left.clamped(lowerBound: SIMD16(repeating: -127), upperBound: SIMD16(repeating: 127))
          rest[position] = left &- own
          row = lanes(own)
        } else {
          row = lanes(weights[Int(position)])
        }
      }
      row[Self.chain] = Int16(bitPattern: order.next[number])
      row[Self.sign] = sign
      rows.append(row)
    }
    return (order, rows)
  }

  /// Sums the weights of some features. It works in passes, so that memory accesses overlap: first which keys may have weights, then where
  /// their rows are, and finally the rows.
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
      // Branch-free, because whether the key matches is unpredictable.
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
}

/// A feature that may have weights, and the position of its row.
struct LikelyRow {
  var key: UInt32 = 0
  var row: Int32 = 0
}

/// Weights of 16 bits, in blocks of sixteen labels.
struct WideWeights: Sendable {
  let blocks: Int
  private let index: FeatureIndex
  /// The keys of the rows.
  private let keys: ConstantTable<UInt32>
  /// The chains of the rows, as in ``FeatureOrder/next``.
  private let next: ConstantTable<UInt16>
  /// `[row * blocks + block]`
  let rows: ConstantTable<SIMD16<Int16>>

  init(
    blocks: Int, index: FeatureIndex, keys: ConstantTable<UInt32>, next: ConstantTable<UInt16>, rows: ConstantTable<SIMD16<Int16>>
  ) {
    self.blocks = blocks
    self.index = index
    self.keys = keys
    self.next = next
    self.rows = rows
  }

  /// Sums the rows of features, first two blocks only.
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

  /// The row of a feature, -1 for none.
  @inline(__always)
  func row(of key: UInt32) -> Int {
    index.passes(key) == 0 ? -1 : row(passed: key)
  }

  @inline(__always)
  private func row(passed key: UInt32) -> Int {
    var row = index.row(key)
    while keys[row] != key {
      let next = Int(next[row])
      if next == 0 { return -1 }
      row = index.heads &+ next &- 1
    }
    return row
  }
}
