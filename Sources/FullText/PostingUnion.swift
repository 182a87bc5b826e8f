/// The documents of several lists, each with the sum of its counts.
///
/// If they are many, they are stored as one count for each document of the segment. Otherwise, and whenever ``finish(without:)`` was
/// called, they are stored as a list.
struct PostingUnion {
  private(set) var documents: [Int32] = []
  /// At most 255 each.
  private(set) var counts: [UInt8] = []
  /// If many documents are expected, the sum so far for each document of the segment. Otherwise `pairs` holds what was added, with the
  /// document in the upper bits and the count in the lower ones.
  private(set) var sums: [UInt8] = []
  private var pairs: [UInt64] = []
  /// Whether many documents are expected, so that ``sums`` is used.
  let isDense: Bool
  private var run = PostingRun(withPositions: false)

  /// `expected` is the approximate number of documents in the lists; a document in several lists counts several times.
  init(documents total: Int, expected: Int) {
    isDense = expected > total / 32
    if isDense { sums = [UInt8](repeating: 0, count: total) }
  }

  /// Adds a list without blocks.
  mutating func add(few bytes: [UInt8], at start: Int, count: Int) {
    run.append(few: bytes, at: start, count: count)
    if run.documents.count > 4096 { settle() }
  }

  /// Adds any list.
  mutating func add(_ list: any PostingSource) {
    run.append(list)
    if run.documents.count > 4096 { settle() }
  }

  /// Adds the lists of all of a field's words with a prefix.
  mutating func add(_ source: SegmentSource, _ field: TermField, prefix: [UInt8], in segment: Int64) {
    source.eachList(of: field, prefix: prefix, in: segment) { entry, block in
      if entry.place == .few {
        add(few: block, at: entry.range.lowerBound, count: Int(entry.documents))
      } else {
        add(source.list(entry, of: block))
      }
    }
  }

  private mutating func settle() {
    if isDense {
      let (added, often) = (run.documents, run.counts)
      let documents = added.span
      let counts = often.span
      var sums = self.sums.mutableSpan
      for index in documents.indices {
        let document = Int(documents[index])
        // Damaged bytes may name documents that do not exist.
        guard document < sums.count else { continue }
        sums[document] = UInt8(truncatingIfNeeded: min(255, UInt32(sums[document]) &+ min(255, counts[index])))
      }
    } else {
      for index in run.documents.indices { pairs.append(UInt64(run.documents[index]) << 32 | UInt64(run.counts[index])) }
    }
    run.clear()
  }

  /// Ends the adding. Unless dense, the entries become a list, including deleted documents.
  mutating func close() {
    guard isDense else { return finish { _ in false } }
    settle()
  }

  /// Makes a list of the documents that are not deleted.
  mutating func finish(without isDeleted: (Int32) -> Bool) {
    settle()
    if isDense {
      for document in sums.indices where sums[document] > 0 && !isDeleted(Int32(document)) {
        documents.append(Int32(document))
        counts.append(sums[document])
      }
      sums = []
    } else {
      pairs.sort()
      for pair in pairs {
        let document = Int32(truncatingIfNeeded: pair >> 32)
        if documents.last == document {
          counts[counts.count - 1] = UInt8(min(255, UInt64(counts[counts.count - 1]) + pair & 0xFFFF_FFFF))
        } else if !isDeleted(document) {
          documents.append(document)
          counts.append(UInt8(min(255, pair & 0xFFFF_FFFF)))
        }
      }
      pairs = []
    }
  }
}
