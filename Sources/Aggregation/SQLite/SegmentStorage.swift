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
      try store.first(
        "SELECT term, documents - dead, list, base, forms FROM term WHERE segment = ? AND term = ?", [.integer(segment), .blob(term)]
      ) { row in self.read(row) }
    }
  }

  func terms(beginning prefix: [UInt8], in segment: Int64) -> [StoredTerm] {
    // No folded word holds the byte 0xFF: it is none of UTF-8.
    noting([]) { () throws(IndexError) in
      var terms: [StoredTerm] = []
      try store.each(
        "SELECT term, documents - dead, list, base, forms FROM term WHERE segment = ? AND term >= ? AND term < ?",
        [.integer(segment), .blob(prefix), .blob(prefix + [0xFF])]
      ) { row in terms.append(self.read(row)) }
      return terms
    }
  }

  /// Reads a row of term, documents, list, base, forms.
  func read(_ row: borrowing SQLiteStatement) -> StoredTerm {
    let list: (any PostingSource)?
    if !row.isNull(2) {
      list = ShortList(row.blob(2))
    } else if !row.isNull(3) {
      list = ChunkedList(base: row.integer(3), storage: self)
    } else {
      list = nil
    }
    let forms = row.isNull(4) ? [] : row.blob(4).split(separator: 0).map { Array($0) }
    return StoredTerm(term: row.blob(0), documents: Int(row.integer(1)), list: list, forms: forms)
  }

  fileprivate func chunk(_ id: Int64) -> [UInt8] {
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

/// A list in one row.
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
