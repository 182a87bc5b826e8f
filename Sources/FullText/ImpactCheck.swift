/// Verifies a segment's impact parts against its lists.
struct ImpactCheck {
  private let source: SegmentSource
  private let segment: Segment
  private let limits: ImpactParts.Limits
  /// The number of impact rows that must exist.
  private(set) var parts = 0
  private(set) var prefixes = 0

  init(_ source: SegmentSource, _ segment: Segment, _ limits: ImpactParts.Limits) {
    self.source = source
    self.segment = segment
    self.limits = limits
  }

  /// Whether the parts of a list contain its best documents and state the bounds of the others correctly.
  mutating func holds(_ list: Int64, _ documents: [UInt32], _ counts: [UInt32]) -> Bool {
    guard documents.count >= limits.fewest, Int(segment.documents) >= limits.fewestInSegment else { return true }
    return compare(list, documents, counts)
  }

  private mutating func compare(_ list: Int64, _ documents: [UInt32], _ counts: [UInt32]) -> Bool {
    let stream = ImpactStream { [source] part in source.impacts(of: list, part: part) }
    guard let stream else { return false }
    var handed: Set<Int32> = []
    var known: [Int32: UInt32] = [:]
    for (document, count) in zip(documents, counts) { known[Int32(bitPattern: document)] = count }
    var group: [Int32] = []
    for length in UInt8.min...UInt8.max {
      while stream.size(length) != nil {
        let count = stream.most[Int(length)]
        group.removeAll(keepingCapacity: true)
        stream.take(length, into: &group)
        for document in group {
          guard known[document] == count, segment.isKnown(document), segment.length(of: document) == length else { return false }
          guard handed.insert(document).inserted else { return false }
        }
      }
    }
    parts += stream.partCount
    return known.allSatisfy { document, count in
      handed.contains(document) || (segment.isKnown(document) && count <= stream.most[Int(segment.length(of: document))])
    }
  }

  /// Whether the stored impact lists of prefixes agree with the lists of their words.
  mutating func prefixesHold() -> Bool {
    guard Int(segment.documents) >= limits.fewestInSegment else { return true }
    let field = segment.schema.mainField
    let common = CommonPrefixes(source, field, in: segment.id).common(atLeast: limits.fewestOfPrefix)
    prefixes += common.count
    for (prefix, documents) in common {
      let stored = source.storage.prefix(field.prefixKey(of: prefix), in: segment.id)
      guard let stored, stored.documents == documents else { return false }
      var union = PostingUnion(documents: Int(segment.documents), expected: documents)
      union.add(source, field, prefix: prefix, in: segment.id)
      union.finish { _ in false }
      let counts = union.counts.map { UInt32($0) }
      guard compare(stored.list, union.documents.map { UInt32(bitPattern: $0) }, counts) else { return false }
    }
    return true
  }
}
