/// Reads a segment's terms in their order.
protocol TermReader: AnyObject {
  func nextTerm() throws(IndexError) -> StoredTerm?
}

/// Several segments as one: documents in the order of time, those deleted left out.
struct SegmentMerge {
  private let segments: [Segment]
  /// For each segment, what each of its documents becomes; -1 for a deleted one.
  private var numbers: [[Int32]]
  private(set) var facts: [DocumentFacts] = []
  private(set) var lengths: [UInt8] = []
  /// Documents of the new segment.
  var documents: Int { facts.count }

  init(_ segments: [Segment]) {
    self.segments = segments
    numbers = segments.map { [Int32](repeating: -1, count: Int($0.documents)) }
    var next = segments.map { _ in Int32(0) }
    while true {
      var best = -1
      for (index, segment) in segments.enumerated() {
        while next[index] < segment.documents, segment.isDeleted(next[index]) { next[index] += 1 }
        guard next[index] < segment.documents, segment.times.count == Int(segment.documents) else { continue }
        if best < 0 || Self.precedes(segment, next[index], segments[best], next[best]) { best = index }
      }
      if best < 0 { break }
      let document = Int(next[best])
      numbers[best][document] = Int32(facts.count)
      facts.append(segments[best].facts(document))
      lengths.append(segments[best].lengths[document])
      next[best] += 1
    }
  }

  private static func precedes(_ a: Segment, _ i: Int32, _ b: Segment, _ j: Int32) -> Bool {
    let (i, j) = (Int(i), Int(j))
    return a.times[i] != b.times[j] ? a.times[i] > b.times[j] : a.ties[i] < b.ties[j]
  }

  /// Hands each term with its new list to the sink, in order.
  func write(
    reading open: (Int64) throws(IndexError) -> any TermReader, source: any SegmentSource,
    to sink: (_ term: [UInt8], _ list: EncodedPostings?, _ forms: [[UInt8]]) throws(IndexError) -> Void
  ) throws(IndexError) {
    var readers: [any TermReader] = []
    for segment in segments { readers.append(try open(segment.id)) }
    var heads: [StoredTerm?] = []
    for reader in readers { heads.append(try reader.nextTerm()) }
    var encoder = PostingsEncoder()
    while true {
      var least: [UInt8]?
      for head in heads { if let term = head?.term, least.map({ term.precedes($0) }) ?? true { least = term } }
      guard let least else { return }
      var parts: [(segment: Int, term: StoredTerm)] = []
      for index in heads.indices {
        guard let head = heads[index], head.term == least else { continue }
        parts.append((index, head))
        heads[index] = try readers[index].nextTerm()
      }
      let field = TermField.allCases.first { $0.stems == least[0] }
      let isStem = field != nil
      let forms = isStem ? merged(parts.map(\.term.forms)) : []
      guard !isStem || forms.count > 1 else {
        try sink(least, nil, forms)
        continue
      }
      let lists = parts.compactMap { part -> (Int, any PostingSource)? in
        if let list = part.term.list { return (part.segment, list) }
        guard let field, let form = part.term.forms.first else { return nil }
        return source.term([field.rawValue] + form, in: segments[part.segment].id)?.list.map { (part.segment, $0) }
      }
      let list = union(lists, hasPositions: !isStem, &encoder)
      if list.count > 0 { try sink(least, list, forms) }
    }
  }

  private func merged(_ forms: [[[UInt8]]]) -> [[UInt8]] {
    if !forms.contains(where: { $0 != forms[0] }) { return forms[0] }
    return Array(Set(forms.joined())).sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// One list of several, in the new numbers.
  private func union(_ lists: [(segment: Int, list: any PostingSource)], hasPositions: Bool, _ encoder: inout PostingsEncoder)
    -> EncodedPostings
  {
    let cursors = lists.map { PostingCursor($0.list) }
    var heads = [Int32](repeating: -1, count: cursors.count)
    func move(_ index: Int) {
      let numbers = numbers[lists[index].segment]
      repeat {
        let document = cursors[index].next()
        heads[index] = document == PostingCursor.end || Int(document) >= numbers.count ? .max : numbers[Int(document)]
      } while heads[index] < 0
    }
    for index in cursors.indices { move(index) }
    var positions: [UInt32] = []
    while true {
      var best = -1
      for index in heads.indices where heads[index] != .max && (best < 0 || heads[index] < heads[best]) { best = index }
      if best < 0 { return encoder.finish() }
      if hasPositions {
        cursors[best].positions(into: &positions)
        encoder.append(positions: positions[...])
      }
      encoder.append(document: heads[best], count: cursors[best].frequency, length: lengths[Int(heads[best])])
      move(best)
    }
  }
}

extension Segment {
  /// All facts of a document; those that its sort of finding does not have are 0.
  func facts(_ document: Int) -> DocumentFacts {
    func value<Number: UnsignedInteger>(_ column: [Number]) -> Number { document < column.count ? column[document] : 0 }
    return DocumentFacts(
      time: times[document], tie: value(ties), version: value(versions), speaker: value(speakers), organization: value(organizations),
      outlet: value(outlets), unit: value(units), kind: value(kinds), type: value(types),
      low: document < lows.count ? lows[document] : .nan, high: document < highs.count ? highs[document] : .nan)
  }
}
