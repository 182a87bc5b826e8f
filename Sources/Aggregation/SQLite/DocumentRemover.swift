/// Marks documents of the full text as deleted and takes them out of the words' counts, so that no ranking depends on what was there once.
struct DocumentRemover {
  private let store: Store

  init(_ store: Store) { self.store = store }

  /// Removes one version's documents of a sort.
  func remove(_ documents: [PreparedDocument], of kind: FindingKind, version: Int64, _ entry: IndexEntry) throws(IndexError) {
    guard !documents.isEmpty else { return }
    let storage = SegmentStorage(store)
    let segments = try storage.segments(kind)
    var left = documents
    for segment in segments where !left.isEmpty {
      var bits = segment.deleted.isEmpty ? [UInt8](repeating: 0, count: (Int(segment.documents) + 7) / 8) : segment.deleted
      var removed = 0
      var words = 0
      var terms = TermCounts()
      var missed: [PreparedDocument] = []
      for document in left {
        guard let number = place(of: document, version, entry, in: segment) else {
          missed.append(document)
          continue
        }
        bits[number >> 3] |= 1 << UInt8(number & 7)
        removed += 1
        words += document.length
        terms.add(document, entry)
      }
      try store.throwFailure()
      left = missed
      guard removed > 0 else { continue }
      try store.run(
        "UPDATE segment SET deleted = ?, dead = dead + ?, words = words - ? WHERE id = ?",
        [.blob(bits), SQLiteValue(removed), SQLiteValue(words), .integer(segment.id)])
      try count(terms, in: segment.id, storage)
      if segment.live == removed { try SegmentWriter(store: store).delete(segment: segment.id) }
    }
    guard left.isEmpty else { throw .corrupt(path: store.path, detail: "a finding is missing in the full text; run onrecord reindex") }
    withExtendedLifetime(storage) {}
  }

  /// Takes documents out of the counts of their words.
  private func count(_ terms: TermCounts, in segment: Int64, _ storage: SegmentStorage) throws(IndexError) {
    var blocks: Set<Int64> = []
    for key in terms.groups.keys { if let block = try storage.block(of: key, in: segment) { blocks.insert(block) } }
    for block in blocks {
      var reader = TermBlockReader(storage.chunk(block))
      var bytes: [UInt8] = []
      var last: [UInt8] = []
      while reader.next() {
        let isStemItself = reader.forms == 1 && reader.word(0).elementsEqual(reader.key.dropFirst())
        TermBlock.append(
          key: reader.key, after: last, forms: reader.forms, hasUnion: reader.union != nil, isStemItself: isStemItself, to: &bytes)
        last = reader.key
        let removed = terms.groups[reader.key]
        if var union = reader.union {
          union.dead += UInt32(removed?.documents ?? 0)
          union.append(list: reader.block, union.range, to: &bytes)
        }
        for form in 0..<reader.forms {
          if !isStemItself { TermBlock.append(form: reader.word(form), ofKey: reader.key, to: &bytes) }
          var list = reader.lists[form]
          list.dead += UInt32(removed?.forms[Array(reader.word(form))] ?? 0)
          list.append(list: reader.block, list.range, to: &bytes)
        }
      }
      try store.throwFailure()
      try store.run("UPDATE chunk SET bytes = ? WHERE id = ?", [.blob(bytes), .integer(block)])
    }
  }

  private func place(of document: PreparedDocument, _ version: Int64, _ entry: IndexEntry, in segment: Segment) -> Int? {
    let tie = entry.tie | UInt64(document.ordinal)
    var number = segment.firstDocument(notBefore: entry.time, tie)
    while number < segment.documents, segment.time(of: number) == entry.time, segment.tie(of: number) == tie {
      if segment.version(of: number) == UInt32(truncatingIfNeeded: version), !segment.isDeleted(number) { return Int(number) }
      number += 1
    }
    return nil
  }
}

/// In how many documents groups and words stand.
private struct TermCounts {
  private(set) var groups: [[UInt8]: (documents: Int, forms: [[UInt8]: Int])] = [:]

  mutating func add(_ document: PreparedDocument, _ entry: IndexEntry) {
    for (field, counts) in entry.counts(of: document) {
      var keys: Set<[UInt8]> = []
      for word in counts.keys {
        let bytes = Array(entry.words.word(Int(word)))
        let key = field.key(of: bytes)
        keys.insert(key)
        groups[key, default: (0, [:])].forms[bytes, default: 0] += 1
      }
      for key in keys { groups[key]?.documents += 1 }
    }
  }
}
