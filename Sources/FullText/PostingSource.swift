/// A list without blocks (``EncodedPostings/few``) inside other bytes.
struct FewPostings {
  var bytes: [UInt8]
  var start: Int
  var count: Int
}

/// Provides the bytes of a list: one run for a short list, chunks of blocks for a long one.
protocol PostingSource: AnyObject {
  /// The whole list, if it is one without blocks.
  var few: FewPostings? { get }
  /// The bytes of its ``PostingTable``.
  func table() -> PackedBits
  /// The documents of a chunk of blocks, or all of them for a short list.
  func documents(chunk: Int) -> PackedBits
  /// The documents of several chunks, as far as they exist.
  func documents(chunks: Range<Int>) -> [PackedBits]
  /// The positions of a chunk of blocks, or all of them for a short list.
  func positions(chunk: Int) -> PackedBits
  /// The number of blocks in a chunk of documents.
  var documentBlocks: Int { get }
  /// The number of blocks in a chunk of positions.
  var positionBlocks: Int { get }
  /// The approximate number of documents (all blocks counted as full), if known without reading the list.
  var count: Int? { get }
  /// The first chunk of a list in chunks, by which the list is identified.
  var base: Int64? { get }
  /// A part of the list in impact order (see ``ImpactParts``); `nil` after the last part, or if there are none.
  func impacts(part: Int) -> PackedBits?
}

extension PostingSource {
  var count: Int? { nil }
  var base: Int64? { nil }
  func documents(chunks: Range<Int>) -> [PackedBits] { [documents(chunk: chunks.lowerBound)] }
}

/// The positions of a list's blocks: see ``EncodedPostings/table(documentBlocks:positionBlocks:)``.
struct PostingTable {
  private let bits: PackedBits
  let blocks: Int

  init(_ bits: PackedBits) {
    self.bits = bits
    blocks = bits.count / EncodedPostings.tableEntry
  }

  /// The last document of a block.
  @inline(__always)
  func last(_ block: Int) -> Int32 { Int32(bitPattern: bits.number(at: block * 32, width: 32)) }
  /// Where a block begins in its chunk of documents.
  @inline(__always)
  func documentStart(_ block: Int) -> Int { Int(bits.number(at: (blocks + block) * 32, width: 32)) }
  /// Where a block begins in its chunk of positions.
  @inline(__always)
  func positionStart(_ block: Int) -> Int { Int(bits.number(at: (2 * blocks + block) * 32, width: 32)) }

  /// The first block from `first` on whose last document is at or after `document`; the number of blocks if there is none.
  func block(with document: Int32, from first: Int) -> Int {
    var low = first
    // Galloping search: the block is usually near.
    var step = 1
    while low + step < blocks, last(low + step) < document {
      low += step
      step *= 2
    }
    var high = min(blocks, low + step + 1)
    while low < high {
      let middle = (low + high) / 2
      if last(middle) < document { low = middle + 1 } else { high = middle }
    }
    return low
  }
}

/// The header of a block of documents.
///
/// It is followed by anchors: for each 32nd document (except the last of the block) the distance from the document before the block, so
/// that a document in the middle is found without adding up all differences before it.
struct PostingBlock {
  static let anchorStep = 32

  let size: Int
  let gapWidth: Int
  let countWidth: Int
  let anchors: Int
  /// Where the anchors, the differences and the counts begin.
  let anchorBit: Int
  let gapBit: Int
  let countBit: Int

  /// The bits of an anchor, which is a sum of at most 128 differences.
  @inline(__always)
  static func anchorWidth(_ gapWidth: Int) -> Int { min(32, gapWidth + 7) }
  var anchorWidth: Int { Self.anchorWidth(gapWidth) }

  @inline(__always)
  init(_ chunk: PackedBits, at place: Int) {
    size = min(PostingsEncoder.block, Int(chunk.byte(place)) + 1)
    gapWidth = min(32, Int(chunk.byte(place + 1)))
    countWidth = min(32, Int(chunk.byte(place + 2)))
    anchors = (size - 1) / Self.anchorStep
    anchorBit = (place + 3) * 8
    gapBit = anchorBit + (anchors * Self.anchorWidth(gapWidth) + 7) / 8 * 8
    countBit = gapBit + (size * gapWidth + 7) / 8 * 8
  }
}
