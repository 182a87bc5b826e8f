/// Writes documents as segments and merges segments.
struct SegmentWriter {
  /// Blocks of 128 documents in a stored chunk of documents, and in one of positions: few enough that pages are filled well.
  static let documentBlocks = 8
  static let positionBlocks = 4
  /// Lists up to so many bytes stand in the group's block.
  static let shortList = 900
  /// Segments of one size class are merged when there are so many.
  static let fanIn = 8

  let store: Store

  /// Writes what a builder holds as one segment.
  func write(_ builder: SegmentBuilder, _ vocabulary: inout Vocabulary, kind: FindingKind) throws(IndexError) {
    guard builder.count > 0 else { return }
    let order = builder.order()
    let facts = order.map { builder.facts[$0] }
    let lengths = order.map { LengthClass.of(builder.lengths[$0]) }
    var output = try SegmentOutput(store, kind: kind, documents: builder.count, words: builder.lengths.reduce(0, +))
    try output.write(facts: facts, lengths: lengths, kind: kind)
    try builder.write(order: order, &vocabulary, to: &output)
    try output.finish()
    try output.writePrefixes(SegmentStorage(store))
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
      var blocks: [[Int64]] = []
      for segment in segments { blocks.append(try storage.blocks(of: segment.id)) }
      try merge.write(blocks, storage, to: &output)
      try store.throwFailure()
      try output.finish()
      try output.writePrefixes(storage)
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
    try store.run("DELETE FROM summary WHERE list BETWEEN ? AND ?", [.integer(chunks.0), .integer(chunks.1)])
    try store.run("DELETE FROM impact WHERE id BETWEEN ? AND ?", [.integer(chunks.0 << 4), .integer(chunks.1 << 4 | 15)])
    var prefixes: [Int64] = []
    try store.each("SELECT id FROM prefix WHERE segment = ?", [.integer(id)]) { row in prefixes.append(row.integer(0)) }
    for prefix in prefixes {
      try store.run("DELETE FROM impact WHERE id BETWEEN ? AND ?", [.integer(-prefix << 4), .integer(-prefix << 4 | 15)])
    }
    try store.run("DELETE FROM prefix WHERE segment = ?", [.integer(id)])
    try store.run("DELETE FROM term WHERE segment = ?", [.integer(id)])
    let rows = FactRows.keys(of: id)
    try store.run("DELETE FROM facts WHERE id BETWEEN ? AND ?", [.integer(rows.lowerBound), .integer(rows.upperBound)])
    try store.run("DELETE FROM segment WHERE id = ?", [.integer(id)])
  }
}
