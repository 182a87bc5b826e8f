/// Writes documents as segments and merges segments.
package struct SegmentWriter {
  /// How many segments of one size class are merged.
  private static let fanIn = 8

  private let storage: any FullTextStorage
  private let schema: DocumentSchema
  private let limits: FullTextLimits

  /// A writer for segments of one collection, within the storage's transaction.
  package init(_ storage: any FullTextStorage, _ schema: DocumentSchema, _ limits: FullTextLimits) {
    self.storage = storage
    self.schema = schema
    self.limits = limits
  }

  /// Writes a builder's documents as one segment, then merges segments where there are now too many.
  package func write(_ builder: SegmentBuilder, _ vocabulary: inout Vocabulary) throws {
    guard builder.count > 0 else { return }
    let order = builder.order()
    var output = try SegmentOutput(
      storage, schema, limits, order.map { builder.values[$0] }, lengths: order.map { LengthClass.of(builder.lengths[$0]) },
      words: builder.lengths.reduce(0, +))
    try builder.write(order: order, &vocabulary, to: &output)
    try output.finish()
    try output.writePrefixes()
    try mergeAsNeeded()
  }

  /// Merges segments of one size class as long as there are enough of them.
  private func mergeAsNeeded() throws {
    while true {
      var classes: [Int: [SegmentHead]] = [:]
      for head in try storage.segments(of: schema.collection) {
        classes[Self.sizeClass(head.documents - head.dead), default: []].append(head)
      }
      guard let full = classes.filter({ $0.value.count >= Self.fanIn }).min(by: { $0.key < $1.key }) else { return }
      try merge(full.value)
    }
  }

  /// 0 for up to 512 documents, then one more for each factor of eight.
  private static func sizeClass(_ documents: Int) -> Int {
    var size = 512
    var number = 0
    while documents > size {
      size *= 8
      number += 1
    }
    return number
  }

  /// Merges several segments into one.
  private func merge(_ heads: [SegmentHead]) throws {
    let ids = Set(heads.map(\.id))
    let source = SegmentSource(storage)
    let segments = try SegmentLibrary(storage).segments(of: schema).filter { ids.contains($0.id) }
    let merge = SegmentMerge(segments)
    try storage.throwFailure()
    if merge.documents > 0 {
      var output = try SegmentOutput(
        storage, schema, limits, merge.values, lengths: merge.lengths, words: segments.reduce(0) { $0 + $1.words })
      let blocks = segments.map { storage.blocks(between: nil, in: $0.id) }
      try merge.write(blocks, source, to: &output)
      try storage.throwFailure()
      try output.finish()
      try output.writePrefixes()
    }
    for head in heads { try storage.remove(segment: head.id) }
  }
}
