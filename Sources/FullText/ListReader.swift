/// Reads a stored list: which of a batch's documents it contains, or its own documents batch by batch.
///
/// It is a struct owned by its matcher, because its methods work on plain fields at a fraction of the cost of an object's fields.
struct ListReader {
  /// A document's position in the list: the block in the upper bits, its index in the block in the lowest seven.
  typealias Place = UInt32

  private let source: any PostingSource
  private let documentBlocks: Int
  private let positionBlocks: Int
  private let table: PostingTable
  private let few: FewList?

  private var block = -1
  /// The current block contains only documents after `before` and up to `last`.
  private var before: Int32 = -1
  private var last: Int32 = -1
  private var size = 0
  /// The current document and its index in the block. Documents are unpacked only as far as needed.
  private var document: Int32 = -1
  private var index = -1
  private var chunk = PackedBits([])
  /// Chunks of documents read so far, because a best-first search comes back to them.
  private var chunks: [PackedBits?] = []
  private var lastChunk = -1
  /// How many chunks are read together when the list is read in sequence.
  private static let ahead = 8
  private var head = PostingBlock(PackedBits([]), at: 0)

  // State for reading positions, separate because a batch's documents may lie in many blocks.
  private var placeBlock = -1
  private var placeChunk = PackedBits([])
  private var placeHead = PostingBlock(PackedBits([]), at: 0)
  private var positionChunkNumber = -1
  private var positionChunk = PackedBits([])
  private var patched = PatchedReader()
  private var steps: [UInt32] = []

  /// A list without blocks, read as a whole.
  private struct FewList {
    var documents: [Int32] = []
    var counts: [UInt32] = []
    var positions: [UInt32] = []
  }

  init(_ source: any PostingSource) {
    self.source = source
    documentBlocks = source.documentBlocks
    positionBlocks = source.positionBlocks
    guard let few = source.few else {
      table = PostingTable(source.table())
      self.few = nil
      return
    }
    table = PostingTable(PackedBits([]))
    var list = FewList()
    var place = few.start
    var last = UInt32.max
    size = min(few.count, PostingsEncoder.few)
    for _ in 0..<size {
      let gap = few.bytes.varint(at: &place)
      last = last &+ (gap >> 1) &+ 1
      list.documents.append(Int32(truncatingIfNeeded: last))
      list.counts.append(gap & 1 == 0 ? 1 : few.bytes.varint(at: &place) &+ 1)
    }
    let total = list.counts.reduce(0) { $0 + Int(min($1, 1 << 20)) }
    for _ in 0..<min(total, few.bytes.count) { list.positions.append(few.bytes.varint(at: &place)) }
    self.few = list
    block = 0
    self.last = size > 0 ? Int32(truncatingIfNeeded: last) : -1
  }

  /// The approximate number of documents in the list; all blocks are counted as full.
  var count: Int { few == nil ? table.blocks * PostingsEncoder.block : size }

  // MARK: Documents

  /// Loads the block that contains a document or, if none does, the next one after it; `false` if there is none.
  private mutating func enter(_ document: Int32) -> Bool {
    if few != nil { return document <= last }
    let next = table.block(with: document, from: block >= 0 && document > last ? block + 1 : 0)
    guard next < table.blocks else { return false }
    if next != block { load(next) }
    return true
  }

  private mutating func load(_ number: Int) {
    chunk = documents(ofBlock: number)
    block = number
    before = number == 0 ? -1 : table.last(number - 1)
    last = table.last(number)
    head = PostingBlock(chunk, at: table.documentStart(number))
    size = head.size
    rewind()
  }

  /// The chunk of documents that contains a block.
  private mutating func documents(ofBlock number: Int) -> PackedBits {
    let wanted = number / documentBlocks
    if wanted < chunks.count, let known = chunks[wanted] { return known }
    if wanted >= chunks.count { chunks.append(contentsOf: repeatElement(nil, count: wanted + 1 - chunks.count)) }
    // A chunk that directly follows the last one is usually followed by others.
    let read = source.documents(chunks: wanted..<wanted + (wanted == lastChunk + 1 ? Self.ahead : 1))
    lastChunk = wanted + max(1, read.count) - 1
    if chunks.count < wanted + read.count { chunks.append(contentsOf: repeatElement(nil, count: wanted + read.count - chunks.count)) }
    for (place, bits) in read.enumerated() { chunks[wanted + place] = bits }
    return read.first ?? PackedBits([])
  }

  /// Moves before the block's first document.
  private mutating func rewind() {
    index = -1
    document = before
  }

  /// Moves from a document and its index to the first document of the block that is at or after `target`; stays at the last if there is
  /// none.
  @inline(__always)
  private static func seek(
    _ target: Int32, _ document: inout Int32, _ index: inout Int, _ size: Int, _ few: FewList?, _ chunk: PackedBits, _ head: PostingBlock,
    after before: Int32
  ) {
    guard document < target || index < 0 else { return }
    if let few {
      while index + 1 < size, document < target || index < 0 {
        index += 1
        document = few.documents[index]
      }
    } else {
      // Looking at anchors pays off only with many documents in between.
      if head.anchors > 0, index < head.anchors * PostingBlock.anchorStep, Int(target) - Int(document) > 12 << max(0, head.gapWidth - 2) {
        var anchor = (index + 1) / PostingBlock.anchorStep
        while anchor < head.anchors {
          let number = before &+ Int32(bitPattern: chunk.number(at: head.anchorBit + anchor * head.anchorWidth, width: head.anchorWidth))
          guard number < target else { break }
          document = number
          index = (anchor + 1) * PostingBlock.anchorStep - 1
          anchor += 1
        }
      }
      chunk.walk(at: head.gapBit, width: head.gapWidth, from: &index, size, &document, to: target)
    }
  }

  /// How often the word occurs in the document at an index of the block.
  @inline(__always)
  private static func frequency(_ index: Int, _ few: FewList?, _ chunk: PackedBits, _ head: PostingBlock) -> UInt32 {
    if let few { return few.counts[index] }
    return head.countWidth == 0 ? 1 : chunk.number(at: head.countBit + index * head.countWidth, width: head.countWidth) &+ 1
  }

  /// Keeps those of a batch's documents that the list contains, and records how often the word occurs in each, and each document's position
  /// in the list.
  mutating func keep(_ batch: inout MatchBatch, _ frequencies: inout MatchBatch.Numbers, _ places: inout MatchBatch.Numbers) {
    var kept = 0
    var next = 0
    while next < batch.count {
      let first = batch.documents[next]
      if block < 0 || first > last || first <= before {
        guard enter(first) else { break }
        guard first <= last else {
          // Damaged: the block that should contain the document ends before it.
          next += 1
          continue
        }
      }
      if document > first { rewind() }
      // Works on local copies, which are written back after the loop.
      let (few, chunk, head, size, last, before) = (self.few, self.chunk, self.head, self.size, self.last, self.before)
      var (document, index) = (self.document, self.index)
      while next < batch.count {
        let wanted = batch.documents[next]
        guard wanted <= last else { break }
        Self.seek(wanted, &document, &index, size, few, chunk, head, after: before)
        if document == wanted {
          let slot = Int(batch.slots[next])
          frequencies[slot] = Self.frequency(index, few, chunk, head)
          places[slot] = UInt32(truncatingIfNeeded: block << 7 | index)
          batch.move(next, to: kept)
          kept += 1
        }
        next += 1
      }
      self.document = document
      self.index = index
    }
    batch.cut(to: kept)
  }

  /// Fills an empty batch with the list's next documents from `target` on; returns where to continue, or ``Matcher/end`` after the last.
  mutating func next(
    from target: Int32, into batch: inout MatchBatch, _ frequencies: inout MatchBatch.Numbers, _ places: inout MatchBatch.Numbers
  ) -> Int32 {
    if block < 0 || target > last || target <= before { guard enter(target) else { return Matcher.end } }
    if document > target { rewind() }
    let (few, chunk, head, size) = (self.few, self.chunk, self.head, self.size)
    Self.seek(target, &document, &index, size, few, chunk, head, after: before)
    let first = index
    var number = document
    let left = min(size - first, MatchBatch.size)
    batch.append(number)
    if let few {
      for place in 1..<max(1, left) { batch.append(few.documents[first + place]) }
      for place in 0..<left { frequencies[place] = few.counts[first + place] }
    } else {
      chunk.numbers(at: head.gapBit + (first + 1) * head.gapWidth, width: head.gapWidth, count: left - 1) { _, gap in
        number = number &+ Int32(bitPattern: gap) &+ 1
        batch.append(number)
      }
      if head.countWidth == 0 {
        for place in 0..<left { frequencies[place] = 1 }
      } else {
        chunk.numbers(at: head.countBit + first * head.countWidth, width: head.countWidth, count: left) { place, count in
          frequencies[place & 127] = count &+ 1
        }
      }
    }
    for place in 0..<left { places[place] = UInt32(truncatingIfNeeded: block << 7 | first + place) }
    // Damaged bytes may go backwards.
    return last == Matcher.end ? Matcher.end : max(last, target) + 1
  }

  // MARK: Positions

  /// Reads the word's positions in the document at a position of the list.
  mutating func positions(at place: Place, into out: inout [UInt32]) {
    out.removeAll(keepingCapacity: true)
    steps.removeAll(keepingCapacity: true)
    let index = Int(place & 127)
    if let few {
      guard index < few.counts.count else { return }
      let start = few.counts[..<index].reduce(0) { $0 + Int($1) }
      steps.append(contentsOf: few.positions[min(start, few.positions.count)..<min(start + Int(few.counts[index]), few.positions.count)])
    } else {
      enterPositions(Int(place >> 7))
      var start = index
      var count = 1
      if placeHead.countWidth > 0 {
        placeChunk.numbers(at: placeHead.countBit, width: placeHead.countWidth, count: index + 1) { at, number in
          if at < index { start &+= Int(number) } else { count &+= Int(number) }
        }
      }
      // Guards against a damaged count.
      patched.read(start..<start + min(count, 1 << 20), from: positionChunk, into: &steps)
    }
    var position: UInt32 = 0
    for step in steps {
      position &+= step
      out.append(position)
    }
  }

  private mutating func enterPositions(_ number: Int) {
    guard number != placeBlock else { return }
    placeBlock = number
    placeChunk = documents(ofBlock: number)
    placeHead = PostingBlock(placeChunk, at: table.documentStart(number))
    if number / positionBlocks != positionChunkNumber {
      positionChunkNumber = number / positionBlocks
      positionChunk = source.positions(chunk: positionChunkNumber)
    }
    patched.open(positionChunk, at: table.positionStart(number))
  }
}

/// A list with its results for the last batch, by slot: how often the word occurs in each document, and the document's position in the
/// list.
final class SiftedList {
  let source: any PostingSource
  /// Created on first use; a list that is available as a set may never need it.
  private var reader: ListReader?
  private var frequencies = MatchBatch.Numbers(repeating: 0)
  private var places = MatchBatch.Numbers(repeating: 0)
  /// The slots found by ``sift(_:)``.
  private var found = SlotSet()
  /// The approximate number of documents.
  let count: Int

  init(_ source: any PostingSource) {
    self.source = source
    if let count = source.count {
      self.count = count
    } else {
      let reader = ListReader(source)
      count = reader.count
      self.reader = reader
    }
  }

  private func prepare() { if reader == nil { reader = ListReader(source) } }

  /// The share of a segment's documents that it contains.
  func share(of documents: Float) -> Float { min(1, Float(count) / max(1, documents)) }
  func keep(_ batch: inout MatchBatch) {
    prepare()
    reader?.keep(&batch, &frequencies, &places)
  }
  func next(from target: Int32, into batch: inout MatchBatch) -> Int32 {
    prepare()
    return reader?.next(from: target, into: &batch, &frequencies, &places) ?? Matcher.end
  }
  /// Records which documents of a batch it contains, without changing the batch.
  func sift(_ batch: MatchBatch) {
    var own = batch
    prepare()
    reader?.keep(&own, &frequencies, &places)
    found = own.slotSet
  }
  /// Keeps a batch's documents in which the word occurs often enough for their length, in addition to `repeats` times.
  func keep(_ batch: inout MatchBatch, beyond repeats: UInt32, _ needed: inout CountsNeeded, _ lengths: BatchLengths) {
    batch.keep { _, slot in
      let frequency = frequencies[slot]
      return frequency > repeats && frequency - repeats >= needed[lengths[slot]]
    }
  }
  func hasFound(_ slot: Int) -> Bool { found.contains(slot) }
  @inline(__always)
  func frequency(_ slot: Int) -> UInt32 { frequencies[slot] }
  /// Reads the word's positions in the document of a slot.
  func positions(_ slot: Int, into out: inout [UInt32]) {
    let place = places[slot]
    reader?.positions(at: place, into: &out)
  }
}
