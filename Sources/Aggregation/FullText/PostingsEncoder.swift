/// A word's list of documents in stored form: three streams in blocks of 128 documents.
///
/// - `skips`: for each block the last document (as a difference), the bytes of its two other parts, and the pairs of count and
///   length class that can score best in it, by which ranked search passes over whole blocks;
/// - `documents`: for each block the documents' differences and the word's counts, bit-packed;
/// - `positions`: for each document where the word stands, as differences.
struct EncodedPostings {
  /// Documents in the list.
  var count = 0
  var skips: [UInt8] = []
  var documents: [UInt8] = []
  var positions: [UInt8] = []
  /// A list of a few documents, in place of the three: their number, for each its difference (and whether the word stands in it more than once,
  /// and how often), then the positions.
  var few: [UInt8]?
  /// Where each block ends in `documents` and `positions`.
  var blockEnds: [(documents: Int, positions: Int)] = []

  /// All three in one run, for short lists.
  var packed: [UInt8] {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(skips.count + documents.count + positions.count + 6)
    bytes.append(varint: UInt32(skips.count))
    bytes.append(varint: UInt32(documents.count))
    bytes.append(contentsOf: skips)
    bytes.append(contentsOf: documents)
    bytes.append(contentsOf: positions)
    return bytes
  }
}

/// Encodes a list, document by document in rising order.
struct PostingsEncoder {
  /// Documents in a block.
  static let block = 128
  /// The most documents of a list that is written without blocks: most words are rare.
  static let few = 24

  private var list = EncodedPostings()
  private var gaps: [UInt32] = []
  private var counts: [UInt32] = []
  private var lengths: [UInt8] = []
  private var last: Int32 = -1
  private var blockLast: Int32 = -1
  private var positionStart = 0

  init() {
    gaps.reserveCapacity(Self.block)
    counts.reserveCapacity(Self.block)
    lengths.reserveCapacity(Self.block)
  }

  /// Adds a document with the word's count and the document's length class.
  @inline(__always)
  mutating func append(document: Int32, count: UInt32, length: UInt8) {
    gaps.append(UInt32(bitPattern: document - last - 1))
    counts.append(count - 1)
    lengths.append(length)
    last = document
    if gaps.count == Self.block { closeBlock() }
  }

  /// Adds where the word stands in the document that ``append(document:count:length:)`` is about to add.
  @inline(__always)
  mutating func append(positions: ArraySlice<UInt32>) {
    var previous: UInt32 = 0
    for position in positions {
      list.positions.append(varint: position &- previous)
      previous = position
    }
  }

  /// The list; the encoder is empty again.
  mutating func finish() -> EncodedPostings {
    if list.count == 0, gaps.count <= Self.few { writeFew() } else if !gaps.isEmpty { closeBlock() }
    let done = list
    list = EncodedPostings()
    last = -1
    blockLast = -1
    positionStart = 0
    return done
  }

  private mutating func writeFew() {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(gaps.count * 3 + list.positions.count + 2)
    bytes.append(varint: UInt32(gaps.count))
    for index in gaps.indices {
      bytes.append(varint: gaps[index] << 1 | (counts[index] > 0 ? 1 : 0))
      if counts[index] > 0 { bytes.append(varint: counts[index]) }
    }
    bytes.append(contentsOf: list.positions)
    list.few = bytes
    list.count = gaps.count
    gaps.removeAll(keepingCapacity: true)
    counts.removeAll(keepingCapacity: true)
    lengths.removeAll(keepingCapacity: true)
  }

  private mutating func closeBlock() {
    let start = list.documents.count
    let gapWidth = BitPacking.width(gaps[...])
    let countWidth = BitPacking.width(counts[...])
    list.documents.append(UInt8(gapWidth))
    list.documents.append(UInt8(countWidth))
    BitPacking.pack(gaps[...], width: gapWidth, into: &list.documents)
    BitPacking.pack(counts[...], width: countWidth, into: &list.documents)

    list.skips.append(varint: UInt32(bitPattern: last - blockLast))
    list.skips.append(varint: UInt32(gaps.count))
    list.skips.append(varint: UInt32(list.documents.count - start))
    list.skips.append(varint: UInt32(list.positions.count - positionStart))
    appendBestPairs()
    list.count += gaps.count
    list.blockEnds.append((list.documents.count, list.positions.count))
    blockLast = last
    positionStart = list.positions.count
    gaps.removeAll(keepingCapacity: true)
    counts.removeAll(keepingCapacity: true)
    lengths.removeAll(keepingCapacity: true)
  }

  /// The pairs that no other pair beats in both count and shortness; one of them scores best whatever the average length is.
  private mutating func appendBestPairs() {
    var pairs: [(count: UInt32, length: UInt8)] = []
    for index in counts.indices {
      let count = counts[index]
      let length = lengths[index]
      if pairs.contains(where: { $0.count >= count && $0.length <= length }) { continue }
      pairs.removeAll { $0.count <= count && $0.length >= length }
      pairs.append((count, length))
    }
    list.skips.append(varint: UInt32(pairs.count))
    for pair in pairs {
      list.skips.append(varint: pair.count)
      list.skips.append(pair.length)
    }
  }
}
