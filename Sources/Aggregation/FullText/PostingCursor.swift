/// A list without blocks (``EncodedPostings/few``) within other bytes.
struct FewPostings {
  var bytes: [UInt8]
  var start: Int
  var count: Int
}

/// Where a list's bytes come from: one run for a short list, chunks of blocks for a long one.
protocol PostingSource: AnyObject {
  /// The whole list, if it is one without blocks.
  var few: FewPostings? { get }
  /// The bytes of `skips`.
  func skips() -> [UInt8]
  /// The documents of a chunk of blocks, or of all for a short list.
  func documents(chunk: Int) -> [UInt8]
  /// The positions of a chunk of blocks, or of all.
  func positions(chunk: Int) -> [UInt8]
  /// Blocks in a chunk of documents.
  var documentBlocks: Int { get }
  /// Blocks in a chunk of positions.
  var positionBlocks: Int { get }
}

/// Walks through a stored list, forward only.
final class PostingCursor {
  /// Behind the last document.
  static let end = Int32.max

  /// The document it stands at; -1 before the first.
  private(set) var document: Int32 = -1
  /// Documents in the list, the deleted ones included.
  let count: Int

  private let source: any PostingSource
  private let documentBlocks: Int
  private let positionBlocks: Int
  private var skips: [UInt8] = []
  private var skipPlace = 0
  private var skippedTo: Int32 = -1
  private var documentOffset: UInt32 = 0
  private var positionOffset: UInt32 = 0
  private var blockLast: [Int32] = []
  private var blockCount: [UInt8] = []
  private var documentStart: [UInt32] = []
  private var positionStart: [UInt32] = []
  private var pairStart: [UInt32] = []
  private var pairCount: [UInt32] = []
  private var pairLength: [UInt8] = []

  private var block = -1
  private var index = 0
  private var size = 0
  private var documents: [UInt32] = []
  private var counts: [UInt32] = []
  private var countsPlace = 0
  private var countsWidth = -1
  private var chunk = -1
  private var chunkBytes: [UInt8] = []
  private var positionChunk = -1
  private var positionBytes: [UInt8] = []
  private var steps: [UInt32] = []
  private var isFew = false
  private var fewBytes: [UInt8] = []
  private var fewPositions = 0
  private var positionIndex = 0
  private var positionPlace = 0
  private var positionBlock = -1

  /// `documents` are how many the list holds, the deleted ones included or not: what its length is told by.
  init(_ source: any PostingSource, documents: Int) {
    self.source = source
    documentBlocks = source.documentBlocks
    positionBlocks = source.positionBlocks
    if let few = source.few {
      count = few.count
      readFew(few.bytes, few.start)
      return
    }
    skips = source.skips()
    count = documents
    self.documents = [UInt32](repeating: 0, count: PostingsEncoder.block)
    counts = self.documents
  }

  /// Reads skips until a block holds `target` or one that comes behind it; what is sought is mostly near the front.
  private func readSkips(to target: Int32) {
    while skipPlace < skips.count, skippedTo < target {
      if blockLast.count % documentBlocks == 0 { documentOffset = 0 }
      if blockLast.count % positionBlocks == 0 { positionOffset = 0 }
      skippedTo &+= Int32(bitPattern: skips.varint(at: &skipPlace))
      blockLast.append(skippedTo)
      blockCount.append(UInt8(truncatingIfNeeded: min(PostingsEncoder.block, Int(skips.varint(at: &skipPlace)))))
      documentStart.append(documentOffset)
      positionStart.append(positionOffset)
      documentOffset &+= skips.varint(at: &skipPlace)
      positionOffset &+= skips.varint(at: &skipPlace)
      pairStart.append(UInt32(pairCount.count))
      for _ in 0..<min(128, skips.varint(at: &skipPlace)) where skipPlace < skips.count {
        pairCount.append(skips.varint(at: &skipPlace) &+ 1)
        pairLength.append(skipPlace < skips.count ? skips[skipPlace] : 0)
        skipPlace += 1
      }
    }
  }

  /// Sets the cursor up with all documents in its one block.
  private func readFew(_ bytes: [UInt8], _ start: Int) {
    var place = start
    var last = UInt32.max
    documents.reserveCapacity(count)
    counts.reserveCapacity(count)
    for _ in 0..<count {
      let gap = bytes.varint(at: &place)
      last = last &+ (gap >> 1) &+ 1
      documents.append(last)
      counts.append(gap & 1 == 0 ? 0 : bytes.varint(at: &place))
    }
    block = 0
    size = count
    blockLast = [count > 0 ? Int32(truncatingIfNeeded: last) : -1]
    // No pair is kept: the bound is what no count reaches.
    pairStart = [0]
    pairCount = [1 << 24]
    pairLength = [0]
    isFew = true
    fewBytes = bytes
    fewPositions = place
  }

  /// The number of blocks; known after ``bounds(_:weight:)``.
  var blocks: Int { blockLast.count }
  /// The last document of a block.
  func lastDocument(ofBlock block: Int) -> Int32 { blockLast[block] }

  /// The best score a document of each block can have.
  func bounds(_ ranking: BM25, weight: Float) -> [Float] {
    readSkips(to: .max)
    return (0..<blocks).map { block in
      var best: Float = 0
      for pair in Int(pairStart[block])..<(block + 1 < blocks ? Int(pairStart[block + 1]) : pairCount.count) {
        best = max(best, ranking.score(weight, count: pairCount[pair], length: pairLength[pair]))
      }
      return best
    }
  }

  /// The first document that is not before `target`.
  @inline(__always)
  func advance(to target: Int32) -> Int32 {
    if document >= target { return document }
    if block < 0 || blockLast[block] < target { return enterBlock(with: target) }
    return findInBlock(target)
  }

  /// The next document.
  @inline(__always)
  func next() -> Int32 {
    if document >= 0, index + 1 < size {
      index += 1
      document = Int32(bitPattern: documents[index])
      return document
    }
    return document == Self.end ? Self.end : advance(to: document + 1)
  }

  private func findInBlock(_ target: Int32) -> Int32 {
    let target = UInt32(bitPattern: target)
    while index < size, documents[index] < target { index += 1 }
    document = index < size ? Int32(bitPattern: documents[index]) : Self.end
    return document
  }

  private func enterBlock(with target: Int32) -> Int32 {
    readSkips(to: target)
    var low = block + 1
    // Gallop: the block is mostly near.
    var step = 1
    while low + step < blockLast.count, blockLast[low + step] < target {
      low += step
      step *= 2
    }
    var high = min(blockLast.count, low + step + 1)
    while low < high {
      let middle = (low + high) / 2
      if blockLast[middle] < target { low = middle + 1 } else { high = middle }
    }
    guard low < blockLast.count, load(low) else {
      document = Self.end
      block = max(0, blockLast.count - 1)
      index = size
      return document
    }
    return findInBlock(target)
  }

  private func load(_ number: Int) -> Bool {
    let wanted = number / documentBlocks
    if wanted != chunk {
      chunkBytes = source.documents(chunk: wanted)
      chunk = wanted
    }
    var place = Int(documentStart[number])
    guard place + 2 <= chunkBytes.count else { return false }
    block = number
    size = Int(blockCount[number])
    let gapWidth = min(32, Int(chunkBytes[place]))
    countsWidth = min(32, Int(chunkBytes[place + 1]))
    place += 2
    var last: UInt32 = number == 0 ? .max : UInt32(bitPattern: blockLast[number - 1])
    if gapWidth == 0 {
      for index in 0..<size {
        last &+= 1
        documents[index] = last
      }
    } else {
      BitPacking.unpack(chunkBytes, at: &place, width: gapWidth, count: size, into: &documents)
      for index in 0..<size {
        last = last &+ documents[index] &+ 1
        documents[index] = last
      }
    }
    countsPlace = place
    index = 0
    return true
  }

  /// How often the word stands in the current document.
  @inline(__always)
  var frequency: UInt32 {
    if countsWidth >= 0 {
      if countsWidth > 0 {
        var place = countsPlace
        BitPacking.unpack(chunkBytes, at: &place, width: countsWidth, count: size, into: &counts)
      } else {
        for index in 0..<size { counts[index] = 0 }
      }
      countsWidth = -1
    }
    return counts[index] + 1
  }

  /// Reads where the word stands in the current document.
  func positions(into out: inout [UInt32]) {
    out.removeAll(keepingCapacity: true)
    guard block >= 0, index < size else { return }
    let count = Int(frequency)
    if positionBlock != block { readPositions() }
    while positionIndex != index {
      // Forward as a rule; back when the block is entered anew.
      if positionIndex > index { (positionIndex, positionPlace) = (0, 0) }
      if positionIndex == index { break }
      positionPlace += Int(counts[positionIndex]) + 1
      positionIndex += 1
    }
    var position: UInt32 = 0
    for place in positionPlace..<max(positionPlace, min(positionPlace + count, steps.count)) {
      position &+= steps[place]
      out.append(position)
    }
  }

  /// Reads the steps between the positions of all documents of the block.
  private func readPositions() {
    steps.removeAll(keepingCapacity: true)
    positionBlock = block
    positionIndex = 0
    positionPlace = 0
    var total = 0
    for index in 0..<size { total += Int(min(counts[index], 1 << 20)) + 1 }
    if isFew {
      var place = fewPositions
      for _ in 0..<min(total, fewBytes.count) { steps.append(fewBytes.varint(at: &place)) }
      return
    }
    let wanted = block / positionBlocks
    if wanted != positionChunk {
      positionBytes = source.positions(chunk: wanted)
      positionChunk = wanted
    }
    var place = Int(positionStart[block])
    PatchedNumbers.read(positionBytes, at: &place, count: total, into: &steps)
  }
}
