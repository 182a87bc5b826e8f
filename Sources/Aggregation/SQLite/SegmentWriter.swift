/// Writes documents as segments and merges segments.
struct SegmentWriter {
  /// Blocks of 128 documents in a stored chunk: few enough that most chunks fit a page with another.
  static let blocksPerChunk = 16
  /// Lists up to so many bytes stand in the term's block.
  static let shortList = 1_200
  /// Segments of one size class are merged when there are so many.
  static let fanIn = 8

  let store: Store

  /// Writes what a builder holds as one segment.
  func write(_ builder: SegmentBuilder, kind: FindingKind) throws(IndexError) {
    guard builder.count > 0 else { return }
    let order = builder.order()
    let facts = order.map { builder.facts[$0] }
    let lengths = order.map { LengthClass.of(builder.lengths[$0]) }
    var output = try SegmentOutput(store, kind: kind, documents: builder.count, words: builder.lengths.reduce(0, +))
    try output.write(facts: facts, lengths: lengths, kind: kind)
    try builder.write(order: order) { (term, list, forms) throws(IndexError) in
      try output.write(term: term, list, forms: forms.map { Array($0) })
    }
    try output.finish()
  }

  /// Merges segments of one size as long as there are enough of them.
  func mergeAsNeeded(_ kind: FindingKind) throws(IndexError) {
    while true {
      var classes: [Int: [Int64]] = [:]
      try store.each("SELECT id, documents - dead FROM segment WHERE kind = ? ORDER BY id", [.integer(kind.number)]) { row in
        classes[Self.sizeClass(Int(row.integer(1))), default: []].append(row.integer(0))
      }
      guard let full = classes.filter({ $0.value.count >= Self.fanIn }).min(by: { $0.key < $1.key }) else { return }
      try merge(full.value, kind: kind)
    }
  }

  /// 0 up to 512 documents, then one more for each eightfold.
  private static func sizeClass(_ documents: Int) -> Int {
    var size = 512
    var number = 0
    while documents > size {
      size *= 8
      number += 1
    }
    return number
  }

  /// Makes one segment of several.
  func merge(_ ids: [Int64], kind: FindingKind) throws(IndexError) {
    let storage = SegmentStorage(store)
    let segments = try storage.segments(kind).filter { ids.contains($0.id) }
    let merge = SegmentMerge(segments)
    try store.throwFailure()
    if merge.documents > 0 {
      var output = try SegmentOutput(store, kind: kind, documents: merge.documents, words: segments.reduce(0) { $0 + $1.words })
      try output.write(facts: merge.facts, lengths: merge.lengths, kind: kind)
      try merge.write(
        reading: { (id) throws(IndexError) in try StoredTermReader(store, storage, segment: id) }, source: storage
      ) { (term, list, forms) throws(IndexError) in try output.write(term: term, list, forms: forms) }
      try store.throwFailure()
      try output.finish()
    }
    for id in ids { try delete(segment: id) }
  }

  /// Takes a segment out.
  func delete(segment id: Int64) throws(IndexError) {
    let chunks = try store.first("SELECT first_chunk, last_chunk FROM segment WHERE id = ?", [.integer(id)]) { row in
      (row.integer(0), row.integer(1))
    }
    guard let chunks else { return }
    try store.run("DELETE FROM chunk WHERE id BETWEEN ? AND ?", [.integer(chunks.0), .integer(chunks.1)])
    try store.run("DELETE FROM term WHERE segment = ?", [.integer(id)])
    try store.run("DELETE FROM facts WHERE id BETWEEN ? AND ?", [.integer(id << 4), .integer(id << 4 | 15)])
    try store.run("DELETE FROM segment WHERE id = ?", [.integer(id)])
  }
}

/// A segment that is being written.
struct SegmentOutput {
  private let store: Store
  private let id: Int64
  private let firstChunk: Int64
  private var nextChunk: Int64
  private var block: [UInt8] = []
  private var firstTerm: [UInt8] = []
  private var lastTerm: [UInt8] = []

  init(_ store: Store, kind: FindingKind, documents: Int, words: Int) throws(IndexError) {
    self.store = store
    firstChunk = Int64(try store.number("SELECT max(id) FROM chunk")) + 1
    nextChunk = firstChunk
    try store.run(
      "INSERT INTO segment(kind, documents, dead, words, first_chunk, last_chunk) VALUES(?, ?, 0, ?, 0, 0)",
      [.integer(kind.number), SQLiteValue(documents), SQLiteValue(words)])
    id = store.lastKey
  }

  /// Writes the columns that this sort of finding needs.
  func write(facts: [DocumentFacts], lengths: [UInt8], kind: FindingKind) throws(IndexError) {
    try write(.time, [UInt8](numbers: facts.map { UInt64(bitPattern: $0.time) }))
    try write(.tie, [UInt8](numbers: facts.map(\.tie)))
    try write(.version, [UInt8](numbers: facts.map(\.version)))
    try write(.length, lengths)
    try write(.outlet, [UInt8](numbers: facts.map(\.outlet)))
    guard kind != .article else { return }
    try write(.speaker, [UInt8](numbers: facts.map(\.speaker)))
    try write(.kind, facts.map(\.kind))
    if kind != .figure { try write(.organization, [UInt8](numbers: facts.map(\.organization))) }
    if kind == .quote { try write(.type, facts.map(\.type)) }
    guard kind == .figure else { return }
    try write(.unit, [UInt8](numbers: facts.map(\.unit)))
    try write(.low, [UInt8](numbers: facts.map(\.low.bitPattern)))
    try write(.high, [UInt8](numbers: facts.map(\.high.bitPattern)))
  }

  private func write(_ column: FactColumn, _ bytes: [UInt8]) throws(IndexError) {
    try store.run("INSERT INTO facts(id, bytes) VALUES(?, ?)", [.integer(id << 4 | Int64(column.rawValue)), .blob(bytes)])
  }

  /// Writes a term: its list in its block or in chunks. A stem with a single form has no list of its own.
  mutating func write(term: [UInt8], _ list: EncodedPostings?, forms: [[UInt8]]) throws(IndexError) {
    var entry = TermEntry(
      term: term, documents: UInt32(list?.count ?? 0), dead: 0, list: nil, base: nil, forms: Array(forms.joined(separator: [0])))
    if let few = list?.few {
      entry.list = few
      entry.isFew = true
    } else if let list {
      if list.skips.count + list.documents.count + list.positions.count <= SegmentWriter.shortList {
        entry.list = list.packed
      } else {
        entry.base = UInt32(truncatingIfNeeded: try writeChunks(list))
      }
    }
    if block.isEmpty { firstTerm = term }
    TermBlock.append(entry, after: lastTerm, to: &block)
    lastTerm = term
    if block.count > TermBlock.size { try closeBlock() }
  }

  private mutating func closeBlock() throws(IndexError) {
    guard !block.isEmpty else { return }
    try store.run(
      "INSERT INTO term(segment, first, chunk) VALUES(?, ?, ?)", [.integer(id), .blob(firstTerm), .integer(nextChunk)])
    try append(block)
    block.removeAll(keepingCapacity: true)
    lastTerm.removeAll()
  }

  private mutating func writeChunks(_ list: EncodedPostings) throws(IndexError) -> Int64 {
    let base = nextChunk
    let size = SegmentWriter.blocksPerChunk
    let ends = stride(from: size - 1, to: list.blockEnds.count + size - 1, by: size).map {
      list.blockEnds[min($0, list.blockEnds.count - 1)]
    }
    var skips: [UInt8] = []
    skips.append(varint: UInt32(ends.count))
    try append(skips + list.skips)
    var start = 0
    for end in ends {
      try append(Array(list.documents[start..<end.documents]))
      start = end.documents
    }
    guard !list.positions.isEmpty else { return base }
    start = 0
    for end in ends {
      try append(Array(list.positions[start..<end.positions]))
      start = end.positions
    }
    return base
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

/// Reads the terms of one segment in their order.
final class StoredTermReader: TermReader {
  private let rows: SQLiteStatement
  private let storage: SegmentStorage
  private var entries: [TermEntry] = []
  private var next = 0

  init(_ store: Store, _ storage: SegmentStorage, segment: Int64) throws(IndexError) {
    rows = try store.statement("SELECT chunk FROM term WHERE segment = ? ORDER BY first", [.integer(segment)])
    self.storage = storage
  }

  func nextTerm() throws(IndexError) -> StoredTerm? {
    while next == entries.count {
      guard try rows.step() else { return nil }
      entries.removeAll(keepingCapacity: true)
      next = 0
      TermBlock.read(storage.chunk(rows.integer(0))) { entry in
        self.entries.append(entry)
        return true
      }
    }
    next += 1
    return storage.stored(entries[next - 1])
  }
}
