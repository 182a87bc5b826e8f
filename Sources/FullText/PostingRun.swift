/// Fully decoded lists, one after another, as input for merging and joining.
struct PostingRun {
  private(set) var documents: [UInt32] = []
  private(set) var counts: [UInt32] = []
  /// The start of each document's positions in ``positions``.
  private(set) var starts: [UInt32] = []
  private(set) var positions: [UInt32] = []
  private var patched = PatchedReader()
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
      // Guards against a damaged count: no list has more positions than bytes.
      for _ in 0..<min(counts[index], UInt32(bytes.count)) {
        position &+= bytes.varint(at: &place)
        positions.append(position)
      }
    }
  }

  /// Appends any list.
  mutating func append(_ source: any PostingSource) {
    if let few = source.few { return append(few: few.bytes, at: few.start, count: few.count) }
    let table = PostingTable(source.table())
    var chunk = PackedBits([])
    var positionChunk = PackedBits([])
    for block in 0..<table.blocks {
      if block % source.documentBlocks == 0 { chunk = source.documents(chunk: block / source.documentBlocks) }
      if withPositions, block % source.positionBlocks == 0 { positionChunk = source.positions(chunk: block / source.positionBlocks) }
      let first = counts.count
      readBlock(PostingBlock(chunk, at: table.documentStart(block)), chunk, after: block == 0 ? -1 : table.last(block - 1))
      if withPositions { readPositions(positionChunk, at: table.positionStart(block), from: first) }
    }
  }

  private mutating func readBlock(_ block: PostingBlock, _ chunk: PackedBits, after last: Int32) {
    var document = UInt32(bitPattern: last)
    chunk.numbers(at: block.gapBit, width: block.gapWidth, count: block.size) { _, gap in
      document = document &+ gap &+ 1
      documents.append(document)
    }
    chunk.numbers(at: block.countBit, width: block.countWidth, count: block.size) { _, count in counts.append(count &+ 1) }
  }

  private mutating func readPositions(_ bytes: PackedBits, at place: Int, from first: Int) {
    var next = positions.count
    var total = 0
    for index in first..<counts.count { total &+= Int(counts[index]) }
    patched.open(bytes, at: place)
    patched.read(0..<total, from: bytes, into: &positions)
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

/// A list built in memory.
final class EncodedList: PostingSource {
  private let list: EncodedPostings

  init(_ list: EncodedPostings) { self.list = list }

  var few: FewPostings? { list.isFew ? FewPostings(bytes: list.few, start: 0, count: list.count) : nil }
  var documentBlocks: Int { .max }
  var positionBlocks: Int { .max }
  func table() -> PackedBits { PackedBits(list.table(documentBlocks: .max, positionBlocks: .max)) }
  func documents(chunk: Int) -> PackedBits { PackedBits(list.documents) }
  func positions(chunk: Int) -> PackedBits { PackedBits(list.positions) }
  func impacts(part: Int) -> PackedBits? { nil }
}

/// The documents of several forms of a word, each with the sum of its counts.
struct FormUnion: Equatable {
  /// The document in the upper bits, the count in the lower ones.
  private var pairs: [UInt64] = []

  mutating func clear() { pairs.removeAll(keepingCapacity: true) }

  @inline(__always)
  mutating func add(document: UInt32, count: UInt32) { pairs.append(UInt64(document) << 32 | UInt64(count)) }

  /// Combines entries of the same document; returns the number of documents.
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
  func encode(into encoder: inout PostingsEncoder) {
    encoder.begin()
    for pair in pairs {
      encoder.append(document: Int32(truncatingIfNeeded: pair >> 32), count: UInt32(truncatingIfNeeded: pair))
    }
    encoder.finish()
  }

  /// How many of the documents satisfy a condition.
  func count(where holds: (Int32) -> Bool) -> Int { pairs.count { holds(Int32(truncatingIfNeeded: $0 >> 32)) } }
}
