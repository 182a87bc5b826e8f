/// Merges several segments into one: documents in time order, without deleted ones.
struct SegmentMerge {
  private let segments: [Segment]
  /// For each segment the new number of each of its documents; -1 for a deleted one.
  private var numbers: [[Int32]]
  private(set) var values: [DocValues] = []
  private(set) var lengths: [UInt8] = []
  /// The number of documents in the new segment.
  var documents: Int { values.count }

  init(_ segments: [Segment]) {
    self.segments = segments
    numbers = segments.map { [Int32](repeating: -1, count: Int($0.documents)) }
    var next = segments.map { _ in Int32(0) }
    while true {
      var best = -1
      for (index, segment) in segments.enumerated() {
        while next[index] < segment.documents, segment.isDeleted(next[index]) { next[index] += 1 }
        guard next[index] < segment.documents else { continue }
        if best < 0 || Self.precedes(segment, next[index], segments[best], next[best]) { best = index }
      }
      if best < 0 { break }
      let document = next[best]
      numbers[best][Int(document)] = Int32(values.count)
      values.append(segments[best].values(document))
      lengths.append(segments[best].length(of: document))
      next[best] += 1
    }
  }

  private static func precedes(_ a: Segment, _ i: Int32, _ b: Segment, _ j: Int32) -> Bool {
    let (left, right) = (a.time(of: i), b.time(of: j))
    return left != right ? left > right : a.tie(of: i) < b.tie(of: j)
  }

  /// Passes each group with its merged lists to the sink, in order. `blocks` are the chunks of each segment's blocks of terms.
  func write(_ blocks: [[Int64]], _ source: SegmentSource, to sink: inout some GroupSink) throws {
    var readers: [GroupReader] = blocks.map { GroupReader($0) }
    for index in readers.indices { readers[index].next(source) }
    var work = ListMerge()
    var union = FormUnion()
    var encoder = PostingsEncoder()
    var parts: [Int] = []
    while true {
      parts.removeAll(keepingCapacity: true)
      for index in readers.indices where !readers[index].isAtEnd {
        if let first = parts.first {
          let order = readers[index].compare(readers[first])
          if order > 0 { continue }
          if order < 0 { parts.removeAll(keepingCapacity: true) }
        }
        parts.append(index)
      }
      guard let first = parts.first else { return }
      sink.begin(key: readers[first].groups.key)
      union.clear()
      let forms = formWords(readers, parts)
      var written = 0
      for form in forms {
        work.clear()
        for part in parts {
          for index in 0..<readers[part].groups.forms where readers[part].groups.word(index).elementsEqual(form) {
            work.add(readers[part].groups.lists[index], readers[part].groups.block, source, numbers[part])
          }
        }
        guard work.encode(into: &encoder) else { continue }
        try sink.add(form: form[...], encoder.list)
        written += 1
        if forms.count > 1 { work.add(to: &union) }
      }
      if written > 1, union.settle() >= TermBlock.longUnion {
        union.encode(into: &encoder)
        try sink.end(union: encoder.list)
      } else {
        try sink.end(union: nil)
      }
      for part in parts { readers[part].next(source) }
    }
  }

  /// The distinct forms of one group in several segments, in order.
  private func formWords(_ readers: [GroupReader], _ parts: [Int]) -> [[UInt8]] {
    var words: [[UInt8]] = []
    for part in parts {
      for index in 0..<readers[part].groups.forms {
        let word = readers[part].groups.word(index)
        if !words.contains(where: { word.elementsEqual($0) }) { words.append(Array(word)) }
      }
    }
    if words.count > 1 { words.sort { $0.precedes($1) } }
    return words
  }
}

/// Reads a segment's groups, block by block.
private struct GroupReader {
  private let blocks: [Int64]
  private var nextBlock = 0
  private(set) var groups = TermBlockReader([])
  private(set) var isAtEnd = false
  /// The first letters of the key.
  private var head: UInt64 = 0

  init(_ blocks: [Int64]) { self.blocks = blocks }

  mutating func next(_ source: SegmentSource) {
    while !groups.next() {
      guard nextBlock < blocks.count else {
        isAtEnd = true
        return
      }
      groups.take(source.storage.chunk(blocks[nextBlock]))
      nextBlock += 1
    }
    head = 0
    for index in 0..<8 { head = head << 8 | (index < groups.key.count ? UInt64(groups.key[index]) : 0) }
  }

  /// Negative if its key comes first, 0 if the keys are equal.
  func compare(_ other: GroupReader) -> Int {
    if head != other.head { return head < other.head ? -1 : 1 }
    return groups.key == other.groups.key ? 0 : groups.key.precedes(other.groups.key) ? -1 : 1
  }
}

/// Merges the lists of one word in several segments.
private struct ListMerge {
  private var run = PostingRun(withPositions: true)
  /// A document's new number in the upper bits, its index in the run in the lower ones.
  private var keys: [UInt64] = []
  private var lists = 0

  mutating func clear() {
    run.clear()
    keys.removeAll(keepingCapacity: true)
    lists = 0
  }

  mutating func add(_ entry: ListEntry, _ block: [UInt8], _ source: SegmentSource, _ numbers: [Int32]) {
    let first = run.documents.count
    if entry.place == .few {
      run.append(few: block, at: entry.range.lowerBound, count: Int(entry.documents))
    } else {
      run.append(source.list(entry, of: block))
    }
    for index in first..<run.documents.count {
      let document = Int(run.documents[index])
      guard document < numbers.count, numbers[document] >= 0 else { continue }
      keys.append(UInt64(numbers[document]) << 32 | UInt64(index))
    }
    lists += 1
  }

  /// Encodes the list; `false` if all of its documents are deleted.
  mutating func encode(into encoder: inout PostingsEncoder) -> Bool {
    if keys.isEmpty { return false }
    if lists > 1 { keys.sort() }
    encoder.begin()
    for key in keys {
      let index = Int(key & 0xFFFF_FFFF)
      let document = Int(key >> 32)
      let start = Int(run.starts[index])
      encoder.append(positions: run.positions, start..<min(start + Int(run.counts[index]), run.positions.count))
      encoder.append(document: Int32(truncatingIfNeeded: document), count: run.counts[index])
    }
    encoder.finish()
    return true
  }

  func add(to union: inout FormUnion) {
    for key in keys { union.add(document: UInt32(truncatingIfNeeded: key >> 32), count: run.counts[Int(key & 0xFFFF_FFFF)]) }
  }
}

extension Segment {
  /// All values of a document.
  func values(_ document: Int32) -> DocValues {
    var values = DocValues()
    values.time = time(of: document)
    values.tie = tie(of: document)
    values.owner = owner(of: document)
    values.labelA = labelA(of: document)
    values.labelB = labelB(of: document)
    values.labelC = labelC(of: document)
    values.ownerLabel = ownerLabel(of: document)
    values.idPrefix = idPrefix(of: document)
    values.category = category(of: document)
    values.type = type(of: document)
    values.low = low(of: document)
    values.high = high(of: document)
    values.confidence = certainty(.whole, of: document)
    values.confidenceA = certainty(.partA, of: document)
    values.confidenceB = certainty(.partB, of: document)
    values.confidenceC = certainty(.partC, of: document)
    return values
  }
}
