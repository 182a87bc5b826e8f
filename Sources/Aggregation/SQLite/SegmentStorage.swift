/// Reads stored segments.
final class SegmentStorage: SegmentSource {
  private let store: Store
  /// Segments read before, by id; what they hold never changes but for what has fallen away.
  private var known: [Int64: Segment] = [:]

  init(_ store: Store) { self.store = store }

  /// The segments of a sort of finding as this transaction sees them.
  func segments(_ kind: FindingKind) throws(IndexError) -> [Segment] {
    var segments: [Segment] = []
    try store.each(
      "SELECT id, documents, dead, words FROM segment WHERE kind = ? ORDER BY id", [.integer(kind.number)]
    ) { (row) throws(IndexError) in
      let id = row.integer(0)
      guard (0...Int64(Int32.max)).contains(row.integer(1)), (0...row.integer(1)).contains(row.integer(2)) else {
        throw .corrupt(path: self.store.path, detail: "a part of the full text says nothing possible of its size; run onrecord reindex")
      }
      let segment =
        self.known[id]
        ?? Segment(
          id: id, kind: kind, documents: Int(row.integer(1)), dead: Int(row.integer(2)), words: Int(row.integer(3)), source: self)
      segment.update(dead: Int(row.integer(2)), words: Int(row.integer(3)))
      segments.append(segment)
    }
    return segments
  }

  /// Keeps segments for the next search, and lets those go that are no more.
  func keep(_ segments: [Segment], of kind: FindingKind) {
    kinds[kind] = segments
    known = Dictionary(kinds.values.joined().map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
  }
  private var kinds: [FindingKind: [Segment]] = [:]

  /// Lets go of all; after a transaction that was rolled back.
  func forget() {
    kinds.removeAll()
    known.removeAll()
  }

  private func noting<Value>(_ fallback: Value, _ body: () throws(IndexError) -> Value) -> Value {
    do {
      return try body()
    } catch {
      store.note(error)
      return fallback
    }
  }

  func group(_ key: [UInt8], in segment: Int64) -> StoredGroup? {
    noting(nil) { () throws(IndexError) in
      guard let chunk = try self.block(of: key, in: segment) else { return nil }
      var reader = TermBlockReader(self.chunk(chunk))
      while reader.next() { if reader.key == key { return stored(reader) } }
      return nil
    }
  }

  private func stored(_ reader: TermBlockReader) -> StoredGroup {
    func term(_ entry: ListEntry) -> StoredTerm {
      StoredTerm(documents: entry.live, list: list(entry, of: reader.block), base: entry.place == .chunks ? Int64(entry.base) : nil)
    }
    return StoredGroup(
      forms: (0..<reader.forms).map { (word: Array(reader.word($0)), term: term(reader.lists[$0])) }, union: reader.union.map(term))
  }

  /// The chunk of the block that a group stands in, if it stands anywhere.
  func block(of key: [UInt8], in segment: Int64) throws(IndexError) -> Int64? {
    try store.first(
      "SELECT chunk FROM term WHERE segment = ? AND first <= ? ORDER BY first DESC LIMIT 1", [.integer(segment), .blob(key)]
    ) { row in row.integer(0) }
  }

  /// The chunks of a segment's blocks, in order.
  func blocks(of segment: Int64) throws(IndexError) -> [Int64] {
    var blocks: [Int64] = []
    try store.each("SELECT chunk FROM term WHERE segment = ? ORDER BY first", [.integer(segment)]) { row in blocks.append(row.integer(0)) }
    return blocks
  }

  func eachList(of field: TermField, beginning prefix: [UInt8], in segment: Int64, _ body: (ListEntry, [UInt8]) -> Void) {
    noting(()) { () throws(IndexError) in
      let key = [field.rawValue] + prefix
      var blocks: [Int64] = []
      if let first = try self.block(of: key, in: segment) { blocks.append(first) }
      // No folded word holds the byte 0xFF: it is none of UTF-8.
      try store.each(
        "SELECT chunk FROM term WHERE segment = ? AND first > ? AND first < ? ORDER BY first",
        [.integer(segment), .blob(key), .blob(key + [0xFF])]
      ) { row in blocks.append(row.integer(0)) }
      for block in blocks {
        var reader = TermBlockReader(chunk(block))
        while reader.next() { if reader.key.starts(with: key) { Self.lists(of: reader, beginning: prefix, body) } }
      }
      guard field.hasStems else { return }
      // Words whose stem is shorter than the prefix stand under keys of their own.
      for stem in EnglishStemmer.stems(ofWordsBeginning: prefix) {
        let key = [field.rawValue] + stem
        guard let block = try self.block(of: key, in: segment) else { continue }
        var reader = TermBlockReader(chunk(block))
        while reader.next() { if reader.key == key { Self.lists(of: reader, beginning: prefix, body) } }
      }
    }
  }

  private static func lists(of reader: TermBlockReader, beginning prefix: [UInt8], _ body: (ListEntry, [UInt8]) -> Void) {
    for form in 0..<reader.forms where reader.word(form).starts(with: prefix) { body(reader.lists[form], reader.block) }
  }

  func list(_ entry: ListEntry, of block: [UInt8]) -> any PostingSource {
    switch entry.place {
    case .few: FewList(FewPostings(bytes: block, start: entry.range.lowerBound, count: Int(entry.documents)))
    case .short: ShortList(block, entry)
    case .chunks: ChunkedList(base: Int64(entry.base), documents: Int(entry.documents), storage: self)
    }
  }

  /// The bytes of a chunk.
  func chunk(_ id: Int64) -> [UInt8] {
    noting([]) { () throws(IndexError) in
      try store.first("SELECT bytes FROM chunk WHERE id = ?", [.integer(id)]) { row in row.blob(0) } ?? []
    }
  }

  func column<Number: FixedWidthInteger>(_ column: FactColumn, page: Int, of segment: Int64, as type: Number.Type) -> [Number] {
    noting([]) { () throws(IndexError) in try FactRows(store: store).column(column, page: page, of: segment, as: type) }
  }

  func runs(page: Int, documents: Int, of segment: Int64) -> RunPage {
    noting(RunPage(damaged: documents)) { () throws(IndexError) in
      try FactRows(store: store).runs(page: page, documents: documents, of: segment)
    }
  }

  func summary(list: Int64) -> FacetSummary? {
    noting(nil) { () throws(IndexError) in
      guard let bytes = try store.first("SELECT bytes FROM summary WHERE list = ?", [.integer(list)], { row in row.blob(0) }) else {
        return nil
      }
      guard let summary = FacetSummary(bytes) else {
        throw .corrupt(path: store.path, detail: "what a list's documents have in common cannot be read; run onrecord reindex")
      }
      return summary
    }
  }

  /// The bytes of a chunk, to be read bit by bit.
  func bits(_ id: Int64) -> PackedBits {
    noting(PackedBits([])) { () throws(IndexError) in
      try store.first("SELECT bytes FROM chunk WHERE id = ?", [.integer(id)]) { row in row.bits(0) } ?? PackedBits([])
    }
  }

  /// The bytes of several chunks, one behind the other.
  func bits(_ first: Int64, upTo last: Int64) -> [PackedBits] {
    noting([]) { () throws(IndexError) in
      var all: [PackedBits] = []
      try store.each("SELECT bytes FROM chunk WHERE id BETWEEN ? AND ? ORDER BY id", [.integer(first), .integer(last)]) { row in
        all.append(row.bits(0))
      }
      return all
    }
  }

  func prefix(_ key: [UInt8], in segment: Int64) -> StoredPrefix? {
    noting(nil) { () throws(IndexError) in
      try store.first("SELECT -id, documents FROM prefix WHERE segment = ? AND key = ?", [.integer(segment), .blob(key)]) { row in
        StoredPrefix(list: row.integer(0), documents: Int(row.integer(1)))
      }
    }
  }

  func impacts(of list: Int64, part: Int) -> PackedBits? {
    noting(nil) { () throws(IndexError) in
      guard part < ImpactParts.mostParts else { return nil }
      return try store.first("SELECT bytes FROM impact WHERE id = ?", [.integer(list << 4 | Int64(part))]) { row in row.bits(0) }
    }
  }

  func deleted(in segment: Int64) -> [UInt8] {
    noting([]) { () throws(IndexError) in
      try store.first("SELECT deleted FROM segment WHERE id = ?", [.integer(segment)]) { row in row.blob(0) } ?? []
    }
  }
}

extension FindingKind {
  /// The number that stands for it in the file.
  var number: Int64 {
    switch self {
    case .quote: 1
    case .figure: 2
    case .official: 3
    case .article: 4
    }
  }
}
