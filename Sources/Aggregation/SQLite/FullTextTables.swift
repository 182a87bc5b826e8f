internal import FullText

/// The full text's storage in the tables of the index (see ``Schema``).
final class FullTextTables: FullTextStorage {
  private let store: Store

  init(_ store: Store) { self.store = store }

  func note(_ error: FullTextError) { store.note(IndexError(error, path: store.path)) }
  func throwFailure() throws { try store.throwFailure() }

  private func noting<Value>(_ fallback: Value, _ body: () throws(IndexError) -> Value) -> Value {
    do {
      return try body()
    } catch {
      store.note(error)
      return fallback
    }
  }

  // MARK: Segments

  func segments(of collection: Int64) throws -> [SegmentHead] {
    var heads: [SegmentHead] = []
    try store.each("SELECT id, documents, dead, words FROM segment WHERE kind = ? ORDER BY id", [.integer(collection)]) { row in
      heads.append(
        SegmentHead(id: row.integer(0), documents: Int(row.integer(1)), dead: Int(row.integer(2)), words: Int(row.integer(3))))
    }
    return heads
  }

  func addSegment(collection: Int64, documents: Int, words: Int) throws -> Int64 {
    try store.run(
      "INSERT INTO segment(kind, documents, dead, words, first_chunk, last_chunk) VALUES(?, ?, 0, ?, 0, -1)",
      [.integer(collection), SQLiteValue(documents), SQLiteValue(words)])
    return store.lastKey
  }

  func finish(segment: Int64, chunks: ClosedRange<Int64>) throws {
    try store.run(
      "UPDATE segment SET first_chunk = ?, last_chunk = ? WHERE id = ?",
      [.integer(chunks.lowerBound), .integer(chunks.upperBound), .integer(segment)])
  }

  func deleted(in segment: Int64) -> [UInt8] {
    noting([]) { () throws(IndexError) in
      try store.first("SELECT deleted FROM segment WHERE id = ?", [.integer(segment)]) { row in row.blob(0) } ?? []
    }
  }

  func delete(_ bits: [UInt8], documents: Int, words: Int, in segment: Int64) throws {
    try store.run(
      "UPDATE segment SET deleted = ?, dead = dead + ?, words = words - ? WHERE id = ?",
      [.blob(bits), SQLiteValue(documents), SQLiteValue(words), .integer(segment)])
  }

  func remove(segment id: Int64) throws {
    let chunks = try store.first("SELECT first_chunk, last_chunk FROM segment WHERE id = ?", [.integer(id)]) { row in
      (row.integer(0), row.integer(1))
    }
    guard let chunks else { return }
    try store.run("DELETE FROM chunk WHERE id BETWEEN ? AND ?", [.integer(chunks.0), .integer(chunks.1)])
    try store.run("DELETE FROM summary WHERE list BETWEEN ? AND ?", [.integer(chunks.0), .integer(chunks.1)])
    try store.run("DELETE FROM impact WHERE id BETWEEN ? AND ?", [.integer(chunks.0 << 4), .integer(chunks.1 << 4 | 15)])
    var prefixes: [Int64] = []
    try store.each("SELECT id FROM prefix WHERE segment = ?", [.integer(id)]) { row in prefixes.append(row.integer(0)) }
    for prefix in prefixes {
      try store.run("DELETE FROM impact WHERE id BETWEEN ? AND ?", [.integer(-prefix << 4), .integer(-prefix << 4 | 15)])
    }
    try store.run("DELETE FROM prefix WHERE segment = ?", [.integer(id)])
    try store.run("DELETE FROM term WHERE segment = ?", [.integer(id)])
    try store.run("DELETE FROM doc_values WHERE id BETWEEN ? AND ?", [.integer(id << 26), .integer(id << 26 | (1 << 26 - 1))])
    try store.run("DELETE FROM segment WHERE id = ?", [.integer(id)])
  }

  // MARK: Blocks of terms and chunks of lists

  func addChunk(_ bytes: [UInt8]) throws -> Int64 {
    try store.run("INSERT INTO chunk(bytes) VALUES(?)", [.blob(bytes)])
    return store.lastKey
  }

  func addBlock(_ chunk: Int64, first: [UInt8], to segment: Int64) throws {
    try store.run("INSERT INTO term(segment, first, chunk) VALUES(?, ?, ?)", [.integer(segment), .blob(first), .integer(chunk)])
  }

  func replace(chunk: Int64, with bytes: [UInt8]) throws {
    try store.run("UPDATE chunk SET bytes = ? WHERE id = ?", [.blob(bytes), .integer(chunk)])
  }

  func block(of key: [UInt8], in segment: Int64) -> Int64? {
    noting(nil) { () throws(IndexError) in
      try store.first(
        "SELECT chunk FROM term WHERE segment = ? AND first <= ? ORDER BY first DESC LIMIT 1", [.integer(segment), .blob(key)]
      ) { row in row.integer(0) }
    }
  }

  func blocks(between keys: (after: [UInt8], before: [UInt8])?, in segment: Int64) -> [Int64] {
    noting([]) { () throws(IndexError) in
      var blocks: [Int64] = []
      if let keys {
        try store.each(
          "SELECT chunk FROM term WHERE segment = ? AND first > ? AND first < ? ORDER BY first",
          [.integer(segment), .blob(keys.after), .blob(keys.before)]
        ) { row in blocks.append(row.integer(0)) }
      } else {
        try store.each("SELECT chunk FROM term WHERE segment = ? ORDER BY first", [.integer(segment)]) { row in
          blocks.append(row.integer(0))
        }
      }
      return blocks
    }
  }

  func chunk(_ number: Int64) -> [UInt8] {
    noting([]) { () throws(IndexError) in
      try store.first("SELECT bytes FROM chunk WHERE id = ?", [.integer(number)]) { row in row.blob(0) } ?? []
    }
  }

  func bits(_ chunks: ClosedRange<Int64>) -> [PackedBits] {
    noting([]) { () throws(IndexError) in
      var all: [PackedBits] = []
      if chunks.count == 1 {
        let bits = try store.first("SELECT bytes FROM chunk WHERE id = ?", [.integer(chunks.lowerBound)]) { row in row.bits(0) }
        if let bits { all.append(bits) }
      } else {
        try store.each(
          "SELECT bytes FROM chunk WHERE id BETWEEN ? AND ? ORDER BY id", [.integer(chunks.lowerBound), .integer(chunks.upperBound)]
        ) { row in all.append(row.bits(0)) }
      }
      return all
    }
  }

  // MARK: Beside the lists

  /// The key of a row of `doc_values`.
  private static func key(_ segment: Int64, _ group: DocValueGroup, _ page: Int) -> Int64 {
    segment << 26 | Int64(group.rawValue) << 24 | Int64(page)
  }

  func addValues(_ bytes: [UInt8], _ group: DocValueGroup, page: Int, to segment: Int64) throws {
    try store.run("INSERT INTO doc_values(id, bytes) VALUES(?, ?)", [.integer(Self.key(segment, group, page)), .blob(bytes)])
  }

  func values(_ group: DocValueGroup, page: Int, of segment: Int64) -> PackedBits? {
    noting(nil) { () throws(IndexError) in
      try store.first("SELECT bytes FROM doc_values WHERE id = ?", [.integer(Self.key(segment, group, page))]) { row in row.bits(0) }
    }
  }

  func addSummary(_ bytes: [UInt8], list: Int64) throws {
    try store.run("INSERT INTO summary(list, bytes) VALUES(?, ?)", [.integer(list), .blob(bytes)])
  }

  func summary(list: Int64) -> [UInt8]? {
    noting(nil) { () throws(IndexError) in
      try store.first("SELECT bytes FROM summary WHERE list = ?", [.integer(list)]) { row in row.blob(0) }
    }
  }

  func addImpacts(_ bytes: [UInt8], list: Int64, part: Int) throws {
    try store.run("INSERT INTO impact(id, bytes) VALUES(?, ?)", [.integer(list << 4 | Int64(part)), .blob(bytes)])
  }

  func impacts(list: Int64, part: Int) -> PackedBits? {
    noting(nil) { () throws(IndexError) in
      try store.first("SELECT bytes FROM impact WHERE id = ?", [.integer(list << 4 | Int64(part))]) { row in row.bits(0) }
    }
  }

  func addPrefix(_ key: [UInt8], documents: Int, to segment: Int64) throws -> Int64 {
    try store.run(
      "INSERT INTO prefix(segment, key, documents) VALUES(?, ?, ?)", [.integer(segment), .blob(key), SQLiteValue(documents)])
    return -store.lastKey
  }

  func prefix(_ key: [UInt8], in segment: Int64) -> StoredPrefix? {
    noting(nil) { () throws(IndexError) in
      try store.first("SELECT -id, documents FROM prefix WHERE segment = ? AND key = ?", [.integer(segment), .blob(key)]) { row in
        StoredPrefix(list: row.integer(0), documents: Int(row.integer(1)))
      }
    }
  }
}
