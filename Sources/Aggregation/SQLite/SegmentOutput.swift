/// A segment that is being written.
struct SegmentOutput: GroupSink {
  private let store: Store
  private let id: Int64
  private let firstChunk: Int64
  private var nextChunk: Int64
  private var block: [UInt8] = []
  private var firstKey: [UInt8] = []
  private var lastKey: [UInt8] = []
  /// The group that is being written.
  private var key: [UInt8] = []
  private var formBytes: [UInt8] = []
  private var forms = 0
  private var summaries: FacetSummaryMaker?
  /// The documents' length classes.
  private var lengths: [UInt8] = []
  private var impacts: ImpactParts
  private var run = PostingRun(withPositions: false)

  init(_ store: Store, kind: FindingKind, documents: Int, words: Int) throws(IndexError) {
    self.store = store
    impacts = ImpactParts(ranking: BM25(documents: documents, words: words))
    firstChunk = Int64(try store.number("SELECT max(id) FROM chunk")) + 1
    nextChunk = firstChunk
    try store.run(
      "INSERT INTO segment(kind, documents, dead, words, first_chunk, last_chunk) VALUES(?, ?, 0, ?, 0, 0)",
      [.integer(kind.number), SQLiteValue(documents), SQLiteValue(words)])
    id = store.lastKey
  }

  /// Writes the facts of the documents.
  mutating func write(facts: [DocumentFacts], lengths: [UInt8], kind: FindingKind) throws(IndexError) {
    self.lengths = lengths
    if facts.count >= store.summaryLimits.fewestInSegment { summaries = FacetSummaryMaker(facts, kind: kind, store.summaryLimits) }
    try FactRows(store: store).write(facts, lengths: lengths, kind: kind, segment: id)
  }

  mutating func begin(key: [UInt8]) {
    self.key.removeAll(keepingCapacity: true)
    self.key.append(contentsOf: key)
    formBytes.removeAll(keepingCapacity: true)
    forms = 0
  }

  mutating func add(form: ArraySlice<UInt8>, _ list: EncodedPostings) throws(IndexError) {
    TermBlock.append(form: form, ofKey: key, to: &formBytes)
    let base = list.isLong ? try writeChunks(list) : 0
    list.append(chunks: base, to: &formBytes)
    forms += 1
  }

  /// Closes the group; one without forms leaves nothing.
  mutating func end(union: EncodedPostings?) throws(IndexError) {
    guard forms > 0 else { return }
    if block.isEmpty { firstKey = key }
    // A single form that drops and adds nothing is the stem.
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

  private mutating func closeBlock() throws(IndexError) {
    guard !block.isEmpty else { return }
    try store.run(
      "INSERT INTO term(segment, first, chunk) VALUES(?, ?, ?)", [.integer(id), .blob(firstKey), .integer(nextChunk)])
    try append(block)
    block.removeAll(keepingCapacity: true)
    lastKey.removeAll(keepingCapacity: true)
  }

  private mutating func writeChunks(_ list: EncodedPostings) throws(IndexError) -> Int64 {
    let base = nextChunk
    try append(list.table(documentBlocks: SegmentWriter.documentBlocks, positionBlocks: SegmentWriter.positionBlocks))
    try append(list.documents, parted: Self.ends(list, every: SegmentWriter.documentBlocks).map(\.documents))
    if !list.positions.isEmpty {
      try append(list.positions, parted: Self.ends(list, every: SegmentWriter.positionBlocks).map(\.positions))
    }
    let hasSummary = summaries != nil && list.count >= store.summaryLimits.fewest
    let hasImpacts = lengths.count >= store.impactLimits.fewestInSegment && list.count >= store.impactLimits.fewest
    guard hasSummary || hasImpacts else { return base }
    run.clear()
    run.append(EncodedList(list))
    if hasSummary { try writeSummary(list: base) }
    if hasImpacts { try writeImpacts(run.documents, run.counts, of: base) }
    return base
  }

  private mutating func writeSummary(list base: Int64) throws(IndexError) {
    guard let summary = summaries?.summary(of: run.documents) else { return }
    try store.run("INSERT INTO summary(list, bytes) VALUES(?, ?)", [.integer(base), .blob(summary.bytes)])
  }

  private mutating func writeImpacts(_ documents: [UInt32], _ counts: [UInt32], of list: Int64, most: Int = .max) throws(IndexError) {
    impacts.make(documents, counts, lengths, most: most)
    for (part, bytes) in impacts.parts.enumerated() {
      try store.run("INSERT INTO impact(id, bytes) VALUES(?, ?)", [.integer(list << 4 | Int64(part)), .blob(bytes)])
    }
  }

  /// Keeps what can score best of all words of the field that begin with a few letters, where there are many; behind ``finish()``.
  mutating func writePrefixes(_ storage: SegmentStorage) throws(IndexError) {
    guard lengths.count >= store.impactLimits.fewestInSegment else { return }
    let beginnings = try WordBeginnings(storage, .text, in: id)
    for (prefix, documents) in beginnings.common(atLeast: store.impactLimits.fewestOfBeginning) {
      var union = PostingUnion(documents: lengths.count, expected: documents)
      union.add(storage, .text, beginning: prefix, in: id)
      union.finish { _ in false }
      try store.throwFailure()
      try store.run(
        "INSERT INTO prefix(segment, key, documents) VALUES(?, ?, ?)",
        [.integer(id), .blob(TermField.text.prefixKey(of: prefix)), SQLiteValue(documents)])
      let row = store.lastKey
      try writeImpacts(
        union.documents.map { UInt32(bitPattern: $0) }, union.counts.map { UInt32($0) }, of: -row, most: WordBeginnings.kept)
    }
  }

  /// Where each run of so many blocks ends.
  private static func ends(_ list: EncodedPostings, every size: Int) -> [(documents: Int, positions: Int)] {
    stride(from: size - 1, to: list.blockEnds.count + size - 1, by: size).map { list.blockEnds[min($0, list.blockEnds.count - 1)] }
  }

  private mutating func append(_ bytes: [UInt8], parted ends: [Int]) throws(IndexError) {
    var start = 0
    for end in ends {
      try append(Array(bytes[start..<end]))
      start = end
    }
  }

  private mutating func append(_ bytes: [UInt8]) throws(IndexError) {
    try store.run("INSERT INTO chunk(id, bytes) VALUES(?, ?)", [.integer(nextChunk), .blob(bytes)])
    nextChunk += 1
  }

  mutating func finish() throws(IndexError) {
    try closeBlock()
    try store.run(
      "UPDATE segment SET first_chunk = ?, last_chunk = ? WHERE id = ?", [.integer(firstChunk), .integer(nextChunk - 1), .integer(id)])
  }
}

extension EncodedPostings {
  /// Whether it is too long for its group's block.
  fileprivate var isLong: Bool { !isFew && size > SegmentWriter.shortList }

  /// Appends its entry to a block; a long list stands in chunks from `base` on.
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
