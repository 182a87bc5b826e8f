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
      var terms: [[UInt8]: Int] = [:]
      var missed: [PreparedDocument] = []
      for document in left {
        guard let number = place(of: document, version, entry, in: segment) else {
          missed.append(document)
          continue
        }
        bits[number >> 3] |= 1 << UInt8(number & 7)
        removed += 1
        words += document.length
        for term in Self.terms(of: document, entry.words) { terms[term, default: 0] += 1 }
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

  /// Takes documents out of the counts of their terms.
  private func count(_ terms: [[UInt8]: Int], in segment: Int64, _ storage: SegmentStorage) throws(IndexError) {
    var blocks: Set<Int64> = []
    for term in terms.keys { if let block = try storage.block(of: term, in: segment) { blocks.insert(block) } }
    for block in blocks {
      var bytes: [UInt8] = []
      var last: [UInt8] = []
      TermBlock.read(storage.chunk(block)) { entry in
        var entry = entry
        // A stem with a single form has no list and no count of its own.
        if entry.documents > 0 { entry.dead += UInt32(terms[entry.term] ?? 0) }
        TermBlock.append(entry, after: last, to: &bytes)
        last = entry.term
        return true
      }
      try store.throwFailure()
      try store.run("UPDATE chunk SET bytes = ? WHERE id = ?", [.blob(bytes), .integer(block)])
    }
  }

  private func place(of document: PreparedDocument, _ version: Int64, _ entry: IndexEntry, in segment: Segment) -> Int? {
    let tie = entry.tie | UInt64(document.ordinal)
    var number = Int(segment.firstDocument(notBefore: entry.time, tie))
    while number < Int(segment.documents), segment.times[number] == entry.time, segment.ties[number] == tie {
      if segment.versions[number] == UInt32(truncatingIfNeeded: version), !segment.isDeleted(Int32(number)) { return number }
      number += 1
    }
    return nil
  }

  /// The different terms of a document, as they are stored.
  static func terms(of document: PreparedDocument, _ words: WordTable) -> Set<[UInt8]> {
    var terms: Set<[UInt8]> = []
    for run in document.runs {
      for word in Set(run.words) {
        let bytes = Array(words.word(Int(word)))
        terms.insert([run.field.rawValue] + bytes)
        if let stems = run.field.stems { terms.insert([stems] + EnglishStemmer.stem(bytes)) }
      }
    }
    return terms
  }
}
