/// A word's list of documents in stored form: three streams in blocks of 128 documents.
///
/// - `table`: three columns of four-byte numbers with one number per block: its last document, and where its parts begin in their chunks
///   of `documents` and `positions`;
/// - `documents`: for each block the number of its documents (minus one), the widths of the two columns that follow, its anchors (see
///   ``PostingBlock``), and the bit-packed differences of the documents and counts of the word (minus one);
/// - `positions`: for each block the word's positions in each document, as differences (see ``PatchedNumbers``).
struct EncodedPostings {
  /// The number of documents in the list.
  var count = 0
  var documents: [UInt8] = []
  var positions: [UInt8] = []
  /// Replaces the streams for a list of a few documents: for each document its difference (with a flag for a count above one, followed by
  /// the count), then the positions.
  var few: [UInt8] = []
  var isFew = false
  /// The last document of each block.
  var blockLasts: [Int32] = []
  /// Where each block ends in `documents` and `positions`.
  var blockEnds: [(documents: Int, positions: Int)] = []

  /// The size of a block's table entry in bytes.
  static let tableEntry = 12
  /// The size in bytes of ``few``, or of all three streams together.
  var size: Int { isFew ? few.count : blockEnds.count * Self.tableEntry + documents.count + positions.count + 4 }

  /// The table for chunks with these numbers of blocks.
  func table(documentBlocks: Int, positionBlocks: Int) -> [UInt8] {
    func starts(_ blocks: Int, _ end: (Int) -> Int) -> [UInt32] {
      blockEnds.indices.map { block in
        let first = block / blocks * blocks
        return block == first ? 0 : UInt32(truncatingIfNeeded: end(block - 1) - (first == 0 ? 0 : end(first - 1)))
      }
    }
    return [UInt8](numbers: blockLasts.map { UInt32(bitPattern: $0) })
      + [UInt8](numbers: starts(documentBlocks) { blockEnds[$0].documents })
      + [UInt8](numbers: starts(positionBlocks) { blockEnds[$0].positions })
  }

  /// Clears it for the next list.
  mutating func clear() {
    count = 0
    isFew = false
    documents.removeAll(keepingCapacity: true)
    positions.removeAll(keepingCapacity: true)
    few.removeAll(keepingCapacity: true)
    blockLasts.removeAll(keepingCapacity: true)
    blockEnds.removeAll(keepingCapacity: true)
  }
}

/// Encodes a list, document by document in ascending order.
struct PostingsEncoder {
  /// The number of documents in a block.
  static let block = 128
  /// The most documents of a list that is written without blocks; most words are rare.
  static let few = 24

  /// The encoded list; complete after ``finish()``.
  private(set) var list = EncodedPostings()
  private var gaps: [UInt32] = []
  private var counts: [UInt32] = []
  private var steps: [UInt32] = []
  private var last: Int32 = -1

  init() {
    gaps.reserveCapacity(Self.block)
    counts.reserveCapacity(Self.block)
  }

  /// Starts a new list.
  mutating func begin() {
    list.clear()
    last = -1
  }

  /// Adds a document with the count of the word.
  @inline(__always)
  mutating func append(document: Int32, count: UInt32) {
    gaps.append(UInt32(bitPattern: document &- last &- 1))
    counts.append(count &- 1)
    last = document
    if gaps.count == Self.block { closeBlock() }
  }

  /// Adds a position of the word in the document that ``append(document:count:)`` is about to add.
  @inline(__always)
  mutating func append(positions: [UInt32], _ range: Range<Int>) {
    var previous: UInt32 = 0
    for index in range {
      steps.append(positions[index] &- previous)
      previous = positions[index]
    }
  }

  /// Closes the list.
  mutating func finish() {
    if list.count == 0, gaps.count <= Self.few { writeFew() } else if !gaps.isEmpty { closeBlock() }
  }

  /// Encodes a list of a few occurrences at once, each given by its document and position.
  mutating func encode(few documents: [UInt32], _ places: [UInt32], _ range: Range<Int>) {
    var index = range.lowerBound
    var last = UInt32.max
    while index < range.upperBound {
      let document = documents[index]
      var end = index + 1
      while end < range.upperBound, documents[end] == document { end += 1 }
      let count = UInt32(end - index)
      list.few.append(varint: (document &- last &- 1) << 1 | (count > 1 ? 1 : 0))
      if count > 1 { list.few.append(varint: count - 1) }
      list.count += 1
      last = document
      index = end
    }
    index = range.lowerBound
    while index < range.upperBound {
      let isFirst = index == range.lowerBound || documents[index] != documents[index - 1]
      list.few.append(varint: isFirst ? places[index] : places[index] &- places[index - 1])
      index += 1
    }
    list.isFew = true
  }

  private mutating func writeFew() {
    for index in gaps.indices {
      list.few.append(varint: gaps[index] << 1 | (counts[index] > 0 ? 1 : 0))
      if counts[index] > 0 { list.few.append(varint: counts[index]) }
    }
    for step in steps { list.few.append(varint: step) }
    list.isFew = true
    list.count = gaps.count
    emptyBlock()
  }

  private mutating func emptyBlock() {
    gaps.removeAll(keepingCapacity: true)
    counts.removeAll(keepingCapacity: true)
    steps.removeAll(keepingCapacity: true)
  }

  private mutating func closeBlock() {
    let gapWidth = BitPacking.width(gaps[...])
    let countWidth = BitPacking.width(counts[...])
    list.documents.append(UInt8(gaps.count - 1))
    list.documents.append(UInt8(gapWidth))
    list.documents.append(UInt8(countWidth))
    var anchors: [UInt32] = []
    var sum: UInt32 = 0
    for index in gaps.indices {
      sum &+= gaps[index] &+ 1
      if index % PostingBlock.anchorStep == PostingBlock.anchorStep - 1, index + 1 < gaps.count { anchors.append(sum) }
    }
    BitPacking.pack(anchors[...], width: PostingBlock.anchorWidth(gapWidth), into: &list.documents)
    BitPacking.pack(gaps[...], width: gapWidth, into: &list.documents)
    BitPacking.pack(counts[...], width: countWidth, into: &list.documents)
    if !steps.isEmpty { PatchedNumbers.append(steps, to: &list.positions) }
    list.count += gaps.count
    list.blockLasts.append(last)
    list.blockEnds.append((list.documents.count, list.positions.count))
    emptyBlock()
  }
}
