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
    ) { row in
      let id = row.integer(0)
      let segment =
        self.known[id]
        ?? Segment(
          id: id, documents: Int(row.integer(1)), dead: Int(row.integer(2)), words: Int(row.integer(3)), source: self)
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

  func term(_ term: [UInt8], in segment: Int64) -> StoredTerm? {
    noting(nil) { () throws(IndexError) in
      guard let block = try self.block(of: term, in: segment) else { return nil }
      var found: StoredTerm?
      TermBlock.read(chunk(block), wanted: { $0 == term }) { entry in
        found = self.stored(entry)
        return false
      }
      return found
    }
  }

  /// The chunk of the block that a term stands in, if it stands anywhere.
  func block(of term: [UInt8], in segment: Int64) throws(IndexError) -> Int64? {
    try store.first(
      "SELECT chunk FROM term WHERE segment = ? AND first <= ? ORDER BY first DESC LIMIT 1", [.integer(segment), .blob(term)]
    ) { row in row.integer(0) }
  }

  func terms(beginning prefix: [UInt8], in segment: Int64) -> [StoredTerm] {
    noting([]) { () throws(IndexError) in
      var blocks: [Int64] = []
      if let first = try self.block(of: prefix, in: segment) { blocks.append(first) }
      // No folded word holds the byte 0xFF: it is none of UTF-8.
      try store.each(
        "SELECT chunk FROM term WHERE segment = ? AND first > ? AND first < ? ORDER BY first",
        [.integer(segment), .blob(prefix), .blob(prefix + [0xFF])]
      ) { row in blocks.append(row.integer(0)) }
      var terms: [StoredTerm] = []
      for block in blocks {
        TermBlock.read(chunk(block), wanted: { $0.starts(with: prefix) }) { entry in
          terms.append(self.stored(entry))
          return true
        }
      }
      return terms
    }
  }

  /// A block's entry as the searches see it.
  func stored(_ entry: TermEntry) -> StoredTerm {
    let list: (any PostingSource)?
    if let bytes = entry.list {
      list = entry.isFew ? FewList(bytes) : ShortList(bytes)
    } else {
      list = entry.base.map { ChunkedList(base: Int64($0), storage: self) }
    }
    return StoredTerm(
      term: entry.term, documents: Int(entry.documents - min(entry.documents, entry.dead)), list: list,
      forms: entry.forms.isEmpty ? [] : entry.forms.split(separator: 0).map { Array($0) })
  }

  /// The bytes of a chunk.
  func chunk(_ id: Int64) -> [UInt8] {
    noting([]) { () throws(IndexError) in
      try store.first("SELECT bytes FROM chunk WHERE id = ?", [.integer(id)]) { row in row.blob(0) } ?? []
    }
  }

  func column<Number: FixedWidthInteger & UnsignedInteger>(_ column: FactColumn, of segment: Int64, as type: Number.Type) -> [Number] {
    noting([]) { () throws(IndexError) in
      try store.first("SELECT bytes FROM facts WHERE id = ?", [.integer(segment << 4 | Int64(column.rawValue))]) { row in
        row.numbers(0, as: type)
      } ?? []
    }
  }

  func deleted(in segment: Int64) -> [UInt8] {
    noting([]) { () throws(IndexError) in
      try store.first("SELECT deleted FROM segment WHERE id = ?", [.integer(segment)]) { row in row.blob(0) } ?? []
    }
  }
}

/// A list without blocks.
private final class FewList: PostingSource {
  let few: [UInt8]?

  init(_ bytes: [UInt8]) { few = bytes }

  var blocksPerChunk: Int { .max }
  func skips() -> [UInt8] { [] }
  func documents(chunk: Int) -> [UInt8] { [] }
  func positions(chunk: Int) -> [UInt8] { [] }
}

/// A list in its term's block.
private final class ShortList: PostingSource {
  private let bytes: [UInt8]
  private let skipRange: Range<Int>
  private let documentRange: Range<Int>

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var place = 0
    let skips = Int(bytes.varint(at: &place))
    let documents = Int(bytes.varint(at: &place))
    let skipEnd = min(bytes.count, place + skips)
    skipRange = place..<skipEnd
    documentRange = skipEnd..<min(bytes.count, skipEnd + documents)
  }

  var few: [UInt8]? { nil }
  var blocksPerChunk: Int { .max }
  func skips() -> [UInt8] { Array(bytes[skipRange]) }
  func documents(chunk: Int) -> [UInt8] { Array(bytes[documentRange]) }
  func positions(chunk: Int) -> [UInt8] { Array(bytes[documentRange.upperBound...]) }
}

/// A list in chunks: the skips at `base`, where the first number is the count of chunks of documents, then these, then the positions.
private final class ChunkedList: PostingSource {
  private let base: Int64
  private let storage: SegmentStorage
  private var chunks = 0

  init(base: Int64, storage: SegmentStorage) {
    self.base = base
    self.storage = storage
  }

  var few: [UInt8]? { nil }
  var blocksPerChunk: Int { SegmentWriter.blocksPerChunk }
  func skips() -> [UInt8] {
    let bytes = storage.chunk(base)
    var place = 0
    chunks = Int(bytes.varint(at: &place))
    return Array(bytes.dropFirst(place))
  }
  func documents(chunk: Int) -> [UInt8] { storage.chunk(base + 1 + Int64(chunk)) }
  func positions(chunk: Int) -> [UInt8] { storage.chunk(base + 1 + Int64(chunks + chunk)) }
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
