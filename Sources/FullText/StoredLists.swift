/// A list without blocks.
final class FewList: PostingSource {
  let few: FewPostings?

  init(_ few: FewPostings) { self.few = few }

  var documentBlocks: Int { .max }
  var positionBlocks: Int { .max }
  func table() -> PackedBits { PackedBits([]) }
  func documents(chunk: Int) -> PackedBits { PackedBits([]) }
  func positions(chunk: Int) -> PackedBits { PackedBits([]) }
  func impacts(part: Int) -> PackedBits? { nil }
}

/// A list inside its group's block: the number of bytes of the documents, then the table, the documents and the positions.
final class ShortList: PostingSource {
  private let bytes: [UInt8]
  private let tableRange: Range<Int>
  private let documentRange: Range<Int>
  private let end: Int

  init(_ bytes: [UInt8], _ entry: ListEntry) {
    self.bytes = bytes
    end = entry.range.upperBound
    var place = entry.range.lowerBound
    let documents = Int(bytes.varint(at: &place))
    let start = min(end, place)
    let blocks = (Int(entry.documents) + PostingsEncoder.block - 1) / PostingsEncoder.block
    let tableEnd = min(end, start + blocks * EncodedPostings.tableEntry)
    tableRange = start..<tableEnd
    documentRange = tableEnd..<min(end, tableEnd + documents)
  }

  var few: FewPostings? { nil }
  var documentBlocks: Int { .max }
  var positionBlocks: Int { .max }
  func table() -> PackedBits { PackedBits(bytes[tableRange]) }
  func documents(chunk: Int) -> PackedBits { PackedBits(bytes[documentRange]) }
  func positions(chunk: Int) -> PackedBits { PackedBits(bytes[documentRange.upperBound..<end]) }
  func impacts(part: Int) -> PackedBits? { nil }
}

/// A list in chunks: the table at `base`, then the chunks of documents, then those of positions.
final class ChunkedList: PostingSource {
  /// The number of blocks (of 128 documents) in a stored chunk of documents, and in one of positions: a few kilobytes each.
  static let documentBlocks = 8
  static let positionBlocks = 4

  private let start: Int64
  private let storage: any FullTextStorage
  /// The number of chunks of documents.
  private let chunks: Int
  let count: Int?

  init(base: Int64, documents: Int, storage: any FullTextStorage) {
    start = base
    self.storage = storage
    let size = PostingsEncoder.block * Self.documentBlocks
    chunks = (documents + size - 1) / size
    count = (documents + PostingsEncoder.block - 1) / PostingsEncoder.block * PostingsEncoder.block
  }

  private func bits(_ chunk: Int64) -> PackedBits { storage.bits(chunk...chunk).first ?? PackedBits([]) }

  var few: FewPostings? { nil }
  var base: Int64? { start }
  var documentBlocks: Int { Self.documentBlocks }
  var positionBlocks: Int { Self.positionBlocks }
  func table() -> PackedBits { bits(start) }
  func documents(chunk: Int) -> PackedBits { bits(start + 1 + Int64(chunk)) }
  func documents(chunks wanted: Range<Int>) -> [PackedBits] {
    let last = min(wanted.upperBound, chunks)
    // A damaged table may ask for more chunks than there are.
    guard wanted.lowerBound < last else { return [documents(chunk: wanted.lowerBound)] }
    return storage.bits(start + 1 + Int64(wanted.lowerBound)...start + Int64(last))
  }
  func positions(chunk: Int) -> PackedBits { bits(start + 1 + Int64(chunks + chunk)) }
  func impacts(part: Int) -> PackedBits? { part < ImpactParts.mostParts ? storage.impacts(list: start, part: part) : nil }
}
