/// Writes a segment.
struct SegmentOutput: GroupSink {
  /// Lists of at most this many bytes are stored in the group's block.
  fileprivate static let shortList = 900

  private let storage: any FullTextStorage
  private let schema: DocumentSchema
  private let limits: FullTextLimits
  private let id: Int64
  private var chunks: (first: Int64, last: Int64)?
  private var block: [UInt8] = []
  private var firstKey: [UInt8] = []
  private var lastKey: [UInt8] = []
  /// The current group.
  private var key: [UInt8] = []
  private var formBytes: [UInt8] = []
  private var forms = 0
  private var summaries: FacetSummaryMaker?
  /// The documents' length classes.
  private let lengths: [UInt8]
  private var impacts: ImpactParts
  private var run = PostingRun(withPositions: false)

  /// Begins a segment with the doc values of its documents; `words` is the sum of their lengths.
  init(
    _ storage: any FullTextStorage, _ schema: DocumentSchema, _ limits: FullTextLimits, _ values: [DocValues], lengths: [UInt8], words: Int
  ) throws {
    self.storage = storage
    self.schema = schema
    self.limits = limits
    self.lengths = lengths
    impacts = ImpactParts(ranking: BM25(documents: values.count, words: words))
    id = try storage.addSegment(collection: schema.collection, documents: values.count, words: words)
    if values.count >= limits.summaries.fewestInSegment { summaries = FacetSummaryMaker(values, schema, limits.summaries) }
    try DocValueCoding.write(values, lengths: lengths, schema, to: id, of: storage)
  }

  mutating func begin(key: [UInt8]) {
    self.key.removeAll(keepingCapacity: true)
    self.key.append(contentsOf: key)
    formBytes.removeAll(keepingCapacity: true)
    forms = 0
  }

  mutating func add(form: ArraySlice<UInt8>, _ list: EncodedPostings) throws {
    TermBlock.append(form: form, ofKey: key, to: &formBytes)
    let base = list.isLong ? try writeChunks(list) : 0
    list.append(chunks: base, to: &formBytes)
    forms += 1
  }

  /// Closes the group; a group without forms is not stored.
  mutating func end(union: EncodedPostings?) throws {
    guard forms > 0 else { return }
    if block.isEmpty { firstKey = key }
    // A single form that removes and adds nothing is the stem itself.
    let isStemItself = forms == 1 && formBytes[0] == 0
    TermBlock.append(key: key, after: lastKey, forms: forms, hasUnion: union != nil, isStemItself: isStemItself, to: &block)
    if let union {
      let base = union.isLong ? try writeChunks(union) : 0
      union.append(chunks: base, to: &block)
    }
    for index in (isStemItself ? 1 : 0)..<formBytes.count { block.append(formBytes[index]) }
    swap(&lastKey, &key)
    if block.count > TermBlock.size { try closeBlock() }
  }

  private mutating func closeBlock() throws {
    guard !block.isEmpty else { return }
    try storage.addBlock(try append(block), first: firstKey, to: id)
    block.removeAll(keepingCapacity: true)
    lastKey.removeAll(keepingCapacity: true)
  }

  private mutating func writeChunks(_ list: EncodedPostings) throws -> Int64 {
    let base = try append(list.table(documentBlocks: ChunkedList.documentBlocks, positionBlocks: ChunkedList.positionBlocks))
    try append(list.documents, parted: Self.ends(list, every: ChunkedList.documentBlocks).map(\.documents))
    if !list.positions.isEmpty {
      try append(list.positions, parted: Self.ends(list, every: ChunkedList.positionBlocks).map(\.positions))
    }
    let hasSummary = summaries != nil && list.count >= limits.summaries.fewest
    let hasImpacts = lengths.count >= limits.impacts.fewestInSegment && list.count >= limits.impacts.fewest
    guard hasSummary || hasImpacts else { return base }
    run.clear()
    run.append(EncodedList(list))
    if hasSummary { try writeSummary(list: base) }
    if hasImpacts { try writeImpacts(run.documents, run.counts, of: base) }
    return base
  }

  private mutating func writeSummary(list base: Int64) throws {
    guard let summary = summaries?.summary(of: run.documents) else { return }
    try storage.addSummary(summary.bytes, list: base)
  }

  private mutating func writeImpacts(_ documents: [UInt32], _ counts: [UInt32], of list: Int64, most: Int = .max) throws {
    impacts.make(documents, counts, lengths, most: most)
    for (part, bytes) in impacts.parts.enumerated() { try storage.addImpacts(bytes, list: list, part: part) }
  }

  /// Stores the impact lists of prefixes of the main field that have many documents; to be called after ``finish()``.
  mutating func writePrefixes() throws {
    guard lengths.count >= limits.impacts.fewestInSegment else { return }
    let source = SegmentSource(storage)
    let field = schema.mainField
    for (prefix, documents) in CommonPrefixes(source, field, in: id).common(atLeast: limits.impacts.fewestOfPrefix) {
      var union = PostingUnion(documents: lengths.count, expected: documents)
      union.add(source, field, prefix: prefix, in: id)
      union.finish { _ in false }
      try storage.throwFailure()
      let list = try storage.addPrefix(field.prefixKey(of: prefix), documents: documents, to: id)
      try writeImpacts(
        union.documents.map { UInt32(bitPattern: $0) }, union.counts.map { UInt32($0) }, of: list, most: CommonPrefixes.kept)
    }
  }

  /// The end of each run of `size` blocks.
  private static func ends(_ list: EncodedPostings, every size: Int) -> [(documents: Int, positions: Int)] {
    stride(from: size - 1, to: list.blockEnds.count + size - 1, by: size).map { list.blockEnds[min($0, list.blockEnds.count - 1)] }
  }

  private mutating func append(_ bytes: [UInt8], parted ends: [Int]) throws {
    var start = 0
    for end in ends {
      _ = try append(Array(bytes[start..<end]))
      start = end
    }
  }

  /// Stores a chunk and returns its number.
  private mutating func append(_ bytes: [UInt8]) throws -> Int64 {
    let number = try storage.addChunk(bytes)
    chunks = (chunks?.first ?? number, number)
    return number
  }

  mutating func finish() throws {
    try closeBlock()
    if let chunks { try storage.finish(segment: id, chunks: chunks.first...chunks.last) }
  }
}

extension EncodedPostings {
  /// Whether it is too long for its group's block.
  fileprivate var isLong: Bool { !isFew && size > SegmentOutput.shortList }

  /// Appends its entry to a block; a long list is in chunks from `base` on.
  fileprivate func append(chunks base: Int64, to bytes: inout [UInt8]) {
    var entry = ListEntry()
    entry.documents = UInt32(count)
    if isFew {
      entry.append(list: few, 0..<few.count, to: &bytes)
    } else if isLong {
      entry.place = .chunks
      entry.base = UInt32(truncatingIfNeeded: base)
      entry.append(list: [], 0..<0, to: &bytes)
    } else {
      entry.place = .short
      var packed: [UInt8] = []
      packed.reserveCapacity(size + 4)
      packed.append(varint: UInt32(documents.count))
      packed.append(contentsOf: table(documentBlocks: .max, positionBlocks: .max))
      packed.append(contentsOf: documents)
      packed.append(contentsOf: positions)
      entry.append(list: packed, 0..<packed.count, to: &bytes)
    }
  }
}
