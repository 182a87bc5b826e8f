/// Reads the parts of segments from a storage.
package final class SegmentSource {
  /// Where they are kept.
  package let storage: any FullTextStorage

  /// A source of one storage.
  package init(_ storage: any FullTextStorage) { self.storage = storage }

  // MARK: Lists of words

  /// The group of a key: a field's byte and a stem.
  func group(_ key: [UInt8], in segment: Int64) -> StoredGroup? {
    guard let block = storage.block(of: key, in: segment) else { return nil }
    var reader = TermBlockReader(storage.chunk(block))
    while reader.next() { if reader.key == key { return stored(reader) } }
    return nil
  }

  private func stored(_ reader: TermBlockReader) -> StoredGroup {
    func term(_ entry: ListEntry) -> StoredTerm {
      StoredTerm(documents: entry.live, list: list(entry, of: reader.block), base: entry.place == .chunks ? Int64(entry.base) : nil)
    }
    return StoredGroup(
      forms: (0..<reader.forms).map { (word: Array(reader.word($0)), term: term(reader.lists[$0])) }, union: reader.union.map(term))
  }

  /// Passes on the lists of all words of a field with a prefix, each with the block that contains it.
  func eachList(of field: TermField, prefix: [UInt8], in segment: Int64, _ body: (ListEntry, [UInt8]) -> Void) {
    let key = [field.rawValue] + prefix
    // No folded word contains the byte 0xFF, which does not occur in UTF-8.
    let blocks = storage.blocks(between: (key, key + [0xFF]), in: segment)
    for block in (storage.block(of: key, in: segment).map { [$0] } ?? []) + blocks {
      var reader = TermBlockReader(storage.chunk(block))
      while reader.next() { if reader.key.starts(with: key) { Self.lists(of: reader, prefix, body) } }
    }
    guard field.hasStems else { return }
    // Words whose stem is shorter than the prefix have keys outside this range.
    for stem in EnglishStemmer.stems(ofWordsBeginning: prefix) {
      let key = [field.rawValue] + stem
      guard let block = storage.block(of: key, in: segment) else { continue }
      var reader = TermBlockReader(storage.chunk(block))
      while reader.next() { if reader.key == key { Self.lists(of: reader, prefix, body) } }
    }
  }

  private static func lists(of reader: TermBlockReader, _ prefix: [UInt8], _ body: (ListEntry, [UInt8]) -> Void) {
    for form in 0..<reader.forms where reader.word(form).starts(with: prefix) { body(reader.lists[form], reader.block) }
  }

  /// A list in a block.
  func list(_ entry: ListEntry, of block: [UInt8]) -> any PostingSource {
    switch entry.place {
    case .few: FewList(FewPostings(bytes: block, start: entry.range.lowerBound, count: Int(entry.documents)))
    case .short: ShortList(block, entry)
    case .chunks: ChunkedList(base: Int64(entry.base), documents: Int(entry.documents), storage: storage)
    }
  }

  /// A part of a list in impact order (see ``ImpactParts``); `nil` after the last part, or if there are none.
  func impacts(of list: Int64, part: Int) -> PackedBits? {
    part < ImpactParts.mostParts ? storage.impacts(list: list, part: part) : nil
  }

  /// The facet summary of a list in chunks, if there is one.
  func summary(list: Int64) -> FacetSummary? {
    guard let bytes = storage.summary(list: list) else { return nil }
    if let summary = FacetSummary(bytes) { return summary }
    storage.note(.damaged("what a list's documents have in common cannot be read"))
    return nil
  }

  // MARK: Doc values

  /// A column of a page of documents; empty if it is damaged.
  func column<Number: FixedWidthInteger>(_ column: DocValueColumn, page: Int, of segment: Int64, as type: Number.Type) -> [Number] {
    let (group, place) = column.row
    guard let bits = storage.values(group, page: page, of: segment) else {
      noteDamage(segment)
      return []
    }
    var offset = 0
    for _ in 0..<place { PackedNumbers.skip(bits, at: &offset) }
    let numbers = PackedNumbers.read(bits, at: &offset, missing: DocValues.noTime, as: type)
    if numbers.isEmpty { noteDamage(segment) }
    return numbers
  }

  /// The runs of a page of documents.
  func runs(page: Int, documents: Int, of segment: Int64) -> RunPage {
    if let bits = storage.values(.order, page: page, of: segment) {
      var offset = 0
      func next<Number: FixedWidthInteger>(_ type: Number.Type) -> [Number] {
        PackedNumbers.read(bits, at: &offset, missing: DocValues.noTime, as: type)
      }
      let runs = next(UInt32.self)
      let times = next(Int64.self)
      let ties = next(UInt64.self)
      let owners = next(UInt32.self)
      let ownerLabels = next(UInt32.self)
      let ordinals = next(UInt32.self)
      if let page = RunPage(
        runs: runs, times: times, ties: ties, owners: owners, ownerLabels: ownerLabels, ordinals: ordinals, documents: documents)
      {
        return page
      }
    }
    noteDamage(segment)
    return RunPage(damaged: documents)
  }

  private func noteDamage(_ segment: Int64) { storage.note(.damaged("values of segment \(segment) cannot be read")) }
}

/// A list of a segment, and the number of documents with its word, without deleted ones.
struct StoredTerm {
  var documents: Int
  var list: any PostingSource
  /// The first chunk of a list in chunks.
  var base: Int64?
}

/// The words of a field with one stem.
struct StoredGroup {
  var forms: [(word: [UInt8], term: StoredTerm)]
  /// The combined list of all forms, if it is stored.
  var union: StoredTerm?
}

/// The segments of an index, kept from one search to the next. Their content never changes, except for deletions.
package final class SegmentLibrary {
  /// The source from which they are read.
  package let source: SegmentSource
  private var known: [Int64: [Segment]] = [:]

  /// A library of one storage.
  package init(_ storage: any FullTextStorage) { source = SegmentSource(storage) }

  /// The segments of a collection as seen by the storage's transaction.
  package func segments(of schema: DocumentSchema) throws -> [Segment] {
    let old = known[schema.collection] ?? []
    var segments: [Segment] = []
    for head in try source.storage.segments(of: schema.collection) {
      guard (0...Int(Int32.max)).contains(head.documents), (0...head.documents).contains(head.dead) else {
        throw FullTextError.damaged("a part of the full text says nothing possible of its size")
      }
      let segment = old.first { $0.id == head.id } ?? Segment(head, schema, source)
      segment.update(dead: head.dead, words: head.words)
      segments.append(segment)
    }
    known[schema.collection] = segments
    return segments
  }

  /// Forgets everything; to be called after a transaction was rolled back.
  package func forget() { known.removeAll() }
}
