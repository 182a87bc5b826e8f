/// Lists read whole, one behind the other: what merging and joining start from.
struct PostingRun {
  private(set) var documents: [UInt32] = []
  private(set) var counts: [UInt32] = []
  /// Where each document's positions begin in ``positions``.
  private(set) var starts: [UInt32] = []
  private(set) var positions: [UInt32] = []
  private var block = [UInt32](repeating: 0, count: PostingsEncoder.block)
  private let withPositions: Bool

  init(withPositions: Bool) { self.withPositions = withPositions }

  mutating func clear() {
    documents.removeAll(keepingCapacity: true)
    counts.removeAll(keepingCapacity: true)
    starts.removeAll(keepingCapacity: true)
    positions.removeAll(keepingCapacity: true)
  }

  /// Appends a list without blocks.
  mutating func append(few bytes: [UInt8], at start: Int, count: Int) {
    var place = start
    var last = UInt32.max
    let first = counts.count
    for _ in 0..<count {
      let gap = bytes.varint(at: &place)
      last = last &+ (gap >> 1) &+ 1
      documents.append(last)
      counts.append(gap & 1 == 0 ? 1 : bytes.varint(at: &place) &+ 1)
    }
    guard withPositions else { return }
    for index in first..<counts.count {
      starts.append(UInt32(positions.count))
      var position: UInt32 = 0
      // A damaged count would run away: no list holds more positions than it has bytes.
      for _ in 0..<min(counts[index], UInt32(bytes.count)) {
        position &+= bytes.varint(at: &place)
        positions.append(position)
      }
    }
  }

  /// Appends any list.
  mutating func append(_ source: any PostingSource) {
    if let few = source.few { return append(few: few.bytes, at: few.start, count: few.count) }
    let skips = source.skips()
    var index = 0
    var number = 0
    var last: Int32 = -1
    var documentBytes: [UInt8] = []
    var documentPlace = 0
    var positionBytes: [UInt8] = []
    var positionPlace = 0
    while index < skips.count {
      if number % source.documentBlocks == 0 {
        documentBytes = source.documents(chunk: number / source.documentBlocks)
        documentPlace = 0
      }
      if withPositions, number % source.positionBlocks == 0 {
        positionBytes = source.positions(chunk: number / source.positionBlocks)
        positionPlace = 0
      }
      let end = last &+ Int32(bitPattern: skips.varint(at: &index))
      let count = min(PostingsEncoder.block, Int(skips.varint(at: &index)))
      _ = skips.varint(at: &index)
      _ = skips.varint(at: &index)
      for _ in 0..<min(128, skips.varint(at: &index)) where index < skips.count {
        _ = skips.varint(at: &index)
        index += 1
      }
      let first = counts.count
      readBlock(documentBytes, at: &documentPlace, count: count, after: last)
      if withPositions { readPositions(positionBytes, at: &positionPlace, from: first) }
      last = end
      number += 1
    }
  }

  private mutating func readBlock(_ bytes: [UInt8], at place: inout Int, count: Int, after last: Int32) {
    guard place + 2 <= bytes.count else { return }
    let gapWidth = min(32, Int(bytes[place]))
    let countWidth = min(32, Int(bytes[place + 1]))
    place += 2
    BitPacking.unpack(bytes, at: &place, width: gapWidth, count: count, into: &block)
    var document = UInt32(bitPattern: last)
    for index in 0..<count {
      document = document &+ block[index] &+ 1
      documents.append(document)
    }
    BitPacking.unpack(bytes, at: &place, width: countWidth, count: count, into: &block)
    for index in 0..<count { counts.append(block[index] &+ 1) }
  }

  private mutating func readPositions(_ bytes: [UInt8], at place: inout Int, from first: Int) {
    var next = positions.count
    var total = 0
    for index in first..<counts.count { total &+= Int(counts[index]) }
    PatchedNumbers.read(bytes, at: &place, count: total, into: &positions)
    for index in first..<counts.count {
      starts.append(UInt32(truncatingIfNeeded: next))
      let end = min(positions.count, next &+ Int(counts[index]))
      var position: UInt32 = 0
      while next < end {
        position &+= positions[next]
        positions[next] = position
        next += 1
      }
    }
  }
}

/// A list that was put together in memory.
final class EncodedList: PostingSource {
  private let list: EncodedPostings

  init(_ list: EncodedPostings) { self.list = list }

  var few: FewPostings? { list.isFew ? FewPostings(bytes: list.few, start: 0, count: list.count) : nil }
  var documentBlocks: Int { .max }
  var positionBlocks: Int { .max }
  func skips() -> [UInt8] { list.skips }
  func documents(chunk: Int) -> [UInt8] { list.documents }
  func positions(chunk: Int) -> [UInt8] { list.positions }
}

/// The documents of several forms of a word together, each with the sum of its counts.
struct FormUnion: Equatable {
  /// A document above, a count below.
  private var pairs: [UInt64] = []

  mutating func clear() { pairs.removeAll(keepingCapacity: true) }

  @inline(__always)
  mutating func add(document: UInt32, count: UInt32) { pairs.append(UInt64(document) << 32 | UInt64(count)) }

  /// Puts equal documents together; how many there are.
  mutating func settle() -> Int {
    pairs.sort()
    var kept = 0
    for pair in pairs {
      if kept > 0, pairs[kept - 1] >> 32 == pair >> 32 {
        pairs[kept - 1] += pair & 0xFFFF_FFFF
      } else {
        pairs[kept] = pair
        kept += 1
      }
    }
    pairs.removeLast(pairs.count - kept)
    return kept
  }

  /// Encodes what ``settle()`` left.
  func encode(_ lengths: [UInt8], into encoder: inout PostingsEncoder) {
    encoder.begin()
    for pair in pairs {
      let document = Int(pair >> 32)
      encoder.append(document: Int32(truncatingIfNeeded: document), count: UInt32(truncatingIfNeeded: pair), length: lengths[document])
    }
    encoder.finish()
  }

  /// How many of the documents fulfil a condition.
  func count(where holds: (Int32) -> Bool) -> Int { pairs.count { holds(Int32(truncatingIfNeeded: $0 >> 32)) } }
}
