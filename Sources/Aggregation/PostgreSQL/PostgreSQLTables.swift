internal import FullText

/// The full text's storage in the tables of a database (see ``PostgreSQLSchema``).
///
/// One program writes segments at a time: it holds the lock of ``PostgreSQLSession/Lock/stories`` to the end of its transaction, and so may number
/// chunks in a row. Rows are gathered and sent with COPY before anything is read and when the transaction ends.
final class PostgreSQLTables: FullTextStorage {
  private let connection: PostgreSQLConnection
  private var failure: IndexError?

  private var chunks = CopyRows(columns: 2)
  private var terms = CopyRows(columns: 3)
  private var docValues = CopyRows(columns: 2)
  private var summaries = CopyRows(columns: 2)
  private var impactRows = CopyRows(columns: 2)
  private var prefixes = CopyRows(columns: 4)
  /// The last numbers given to a chunk and a prefix, once this transaction has given one.
  private var last: (chunk: Int64, prefix: Int64)?
  /// The blocks of terms of ranges of keys, in the order in which they are read, and those of them that were read ahead.
  private var inOrder: [Int64] = []
  private var placeInOrder: [Int64: Int] = [:]
  private var ahead: [Int64: [UInt8]] = [:]
  /// Chunks of lists, and pages of values, where several in a row were asked for.
  private var chunksAhead = ReadAhead()
  private var valuesAhead = ReadAhead()

  init(_ connection: PostgreSQLConnection) { self.connection = connection }

  func note(_ error: FullTextError) { note(IndexError(error, path: connection.place)) }
  func note(_ error: IndexError) { if failure == nil { failure = error } }
  func throwFailure() throws { try throwNoted() }
  /// Throws what was noted, once.
  func throwNoted() throws(IndexError) {
    guard let error = failure else { return }
    failure = nil
    throw error
  }

  /// Forgets what was not sent; when a transaction begins.
  func forget() {
    failure = nil
    last = nil
    forgetOrder()
    for place in [\PostgreSQLTables.chunks, \.terms, \.docValues, \.summaries, \.impactRows, \.prefixes] { self[keyPath: place].clear() }
  }

  private func forgetOrder() {
    inOrder.removeAll()
    placeInOrder.removeAll()
    ahead.removeAll()
    chunksAhead = ReadAhead()
    valuesAhead = ReadAhead()
  }

  private func noting<Value>(_ fallback: Value, _ body: () throws(IndexError) -> Value) -> Value {
    do {
      try send()
      return try body()
    } catch {
      note(error)
      return fallback
    }
  }

  // MARK: Sending

  private static let mostBytes = 16 << 20

  private func sendIfMany() throws(IndexError) {
    if chunks.count + terms.count + docValues.count + summaries.count + impactRows.count > Self.mostBytes { try send() }
  }

  private func send() throws(IndexError) {
    try connection.copy(into: "chunk(id, bytes)", &chunks)
    try connection.copy(into: "term(segment, first, chunk)", &terms)
    try connection.copy(into: "doc_values(id, bytes)", &docValues)
    try connection.copy(into: "summary(list, bytes)", &summaries)
    try connection.copy(into: "impact(id, bytes)", &impactRows)
    try connection.copy(into: "prefix(id, segment, key, documents)", &prefixes)
  }

  /// Sends everything, and which numbers are taken.
  func finish() throws(IndexError) {
    try send()
    guard let last else { return }
    try connection.query("UPDATE numbering SET chunk = $1, prefix = $2", [.integer(last.chunk), .integer(last.prefix)])
    self.last = nil
  }

  private func numbers() throws(IndexError) -> (chunk: Int64, prefix: Int64) {
    if let last { return last }
    let rows = try connection.query("SELECT chunk, prefix FROM numbering")
    guard rows.count > 0 else { throw .corrupt(path: connection.place, detail: "the numbering of the full text is missing") }
    return (rows.integer(0, 0), rows.integer(0, 1))
  }

  // MARK: Segments

  func segments(of collection: Int64) throws -> [SegmentHead] {
    let rows = try connection.fetch(
      "SELECT id, documents::bigint, dead::bigint, words FROM segment WHERE kind = $1::smallint ORDER BY id", [.integer(collection)])
    return (0..<rows.count).map { row in
      SegmentHead(
        id: rows.bigint(row, 0), documents: Int(rows.bigint(row, 1)), dead: Int(rows.bigint(row, 2)), words: Int(rows.bigint(row, 3)))
    }
  }

  func addSegment(collection: Int64, documents: Int, words: Int) throws -> Int64 {
    try connection.query(
      """
      INSERT INTO segment(kind, documents, dead, words, first_chunk, last_chunk, deleted) VALUES($1, $2, 0, $3, 0, -1, '') RETURNING id
      """, [.integer(collection), PostgreSQLValue(documents), PostgreSQLValue(words)]
    ).integer(0, 0)
  }

  func finish(segment: Int64, chunks: ClosedRange<Int64>) throws {
    try connection.query(
      "UPDATE segment SET first_chunk = $1, last_chunk = $2 WHERE id = $3",
      [.integer(chunks.lowerBound), .integer(chunks.upperBound), .integer(segment)])
  }

  func deleted(in segment: Int64) -> [UInt8] {
    noting([]) { () throws(IndexError) in
      let rows = try connection.fetch("SELECT deleted FROM segment WHERE id = $1::bigint", [.integer(segment)])
      return rows.count > 0 ? rows.utf8(0, 0) : []
    }
  }

  func delete(_ bits: [UInt8], documents: Int, words: Int, in segment: Int64) throws {
    try connection.query(
      "UPDATE segment SET deleted = $1::bytea, dead = dead + $2, words = words - $3 WHERE id = $4",
      [.blob(bits), PostgreSQLValue(documents), PostgreSQLValue(words), .integer(segment)])
  }

  func remove(segment id: Int64) throws {
    try send()
    forgetOrder()
    let rows = try connection.query("SELECT first_chunk, last_chunk FROM segment WHERE id = $1", [.integer(id)])
    guard rows.count > 0 else { return }
    let (first, last) = (PostgreSQLValue.integer(rows.integer(0, 0)), PostgreSQLValue.integer(rows.integer(0, 1)))
    try connection.query("DELETE FROM chunk WHERE id BETWEEN $1 AND $2", [first, last])
    try connection.query("DELETE FROM summary WHERE list BETWEEN $1 AND $2", [first, last])
    try connection.query("DELETE FROM impact WHERE id BETWEEN $1::bigint << 4 AND $2::bigint << 4 | 15", [first, last])
    try connection.query(
      "DELETE FROM impact i USING prefix p WHERE p.segment = $1 AND i.id BETWEEN -p.id << 4 AND -p.id << 4 | 15", [.integer(id)])
    try connection.query("DELETE FROM prefix WHERE segment = $1", [.integer(id)])
    try connection.query("DELETE FROM term WHERE segment = $1", [.integer(id)])
    try connection.query(
      "DELETE FROM doc_values WHERE id BETWEEN $1::bigint << 26 AND $1::bigint << 26 | \(1 << 26 - 1)", [.integer(id)])
    try connection.query("DELETE FROM segment WHERE id = $1", [.integer(id)])
  }

  // MARK: Blocks of terms and chunks of lists

  func addChunk(_ bytes: [UInt8]) throws -> Int64 {
    var numbers = try numbers()
    numbers.chunk += 1
    last = numbers
    chunks.beginRow()
    chunks.bigint(numbers.chunk)
    chunks.blob(bytes)
    try sendIfMany()
    return numbers.chunk
  }

  func addBlock(_ chunk: Int64, first: [UInt8], to segment: Int64) throws {
    terms.beginRow()
    terms.bigint(segment)
    terms.blob(first)
    terms.bigint(chunk)
  }

  func replace(chunk: Int64, with bytes: [UInt8]) throws {
    try send()
    ahead[chunk] = nil
    try connection.query("UPDATE chunk SET bytes = $1::bytea WHERE id = $2", [.blob(bytes), .integer(chunk)])
  }

  func block(of key: [UInt8], in segment: Int64) -> Int64? {
    noting(nil) { () throws(IndexError) in
      let rows = try connection.fetch(
        "SELECT chunk FROM term WHERE segment = $1::bigint AND first <= $2::bytea ORDER BY first DESC LIMIT 1",
        [.integer(segment), .blob(key)])
      return rows.count > 0 ? rows.bigint(0, 0) : nil
    }
  }

  func blocks(between keys: (after: [UInt8], before: [UInt8])?, in segment: Int64) -> [Int64] {
    noting([]) { () throws(IndexError) in
      let rows: PostgreSQLRows
      if let keys {
        rows = try connection.fetch(
          "SELECT chunk FROM term WHERE segment = $1::bigint AND first > $2::bytea AND first < $3::bytea ORDER BY first",
          [.integer(segment), .blob(keys.after), .blob(keys.before)])
      } else {
        rows = try connection.fetch("SELECT chunk FROM term WHERE segment = $1::bigint ORDER BY first", [.integer(segment)])
      }
      let blocks = (0..<rows.count).map { rows.bigint($0, 0) }
      for block in blocks {
        placeInOrder[block] = inOrder.count
        inOrder.append(block)
      }
      return blocks
    }
  }

  /// So many blocks that are read in order are read at once.
  private static let blocksAhead = 64

  func chunk(_ number: Int64) -> [UInt8] {
    if let known = ahead.removeValue(forKey: number) { return known }
    return noting([]) { () throws(IndexError) in
      if let place = placeInOrder[number] {
        let wanted = Array(inOrder[place..<min(place + Self.blocksAhead, inOrder.count)])
        let rows = try connection.fetch("SELECT id, bytes FROM chunk WHERE id = ANY($1::bigint[])", [.integers(wanted)])
        for row in 0..<rows.count { ahead[rows.bigint(row, 0)] = rows.utf8(row, 1) }
        return ahead.removeValue(forKey: number) ?? []
      }
      let rows = try connection.fetch("SELECT bytes FROM chunk WHERE id = $1::bigint", [.integer(number)])
      return rows.count > 0 ? rows.utf8(0, 0) : []
    }
  }

  func bits(_ chunks: ClosedRange<Int64>) -> [PackedBits] {
    noting([]) { () throws(IndexError) in
      if chunks.count == 1 {
        return [try chunksAhead.row(chunks.lowerBound, of: "chunk", connection)].compactMap { $0 }
      }
      let rows = try connection.fetch(
        "SELECT bytes FROM chunk WHERE id BETWEEN $1::bigint AND $2::bigint ORDER BY id",
        [.integer(chunks.lowerBound), .integer(chunks.upperBound)])
      return (0..<rows.count).map { rows.bits($0, 0) }
    }
  }

  // MARK: Beside the lists

  /// The key of a row of `doc_values`.
  private static func key(_ segment: Int64, _ group: DocValueGroup, _ page: Int) -> Int64 {
    segment << 26 | Int64(group.rawValue) << 24 | Int64(page)
  }

  private func one(_ sql: String, _ key: Int64) throws(IndexError) -> PostgreSQLRows? {
    let rows = try connection.fetch(sql, [.integer(key)])
    return rows.count > 0 ? rows : nil
  }

  func addValues(_ bytes: [UInt8], _ group: DocValueGroup, page: Int, to segment: Int64) throws {
    docValues.beginRow()
    docValues.bigint(Self.key(segment, group, page))
    docValues.blob(bytes)
    try sendIfMany()
  }

  func values(_ group: DocValueGroup, page: Int, of segment: Int64) -> PackedBits? {
    noting(nil) { () throws(IndexError) in
      try valuesAhead.row(Self.key(segment, group, page), of: "doc_values", connection)
    }
  }

  func addSummary(_ bytes: [UInt8], list: Int64) throws {
    summaries.beginRow()
    summaries.bigint(list)
    summaries.blob(bytes)
  }

  func summary(list: Int64) -> [UInt8]? {
    noting(nil) { () throws(IndexError) in try one("SELECT bytes FROM summary WHERE list = $1::bigint", list)?.utf8(0, 0) }
  }

  func addImpacts(_ bytes: [UInt8], list: Int64, part: Int) throws {
    impactRows.beginRow()
    impactRows.bigint(list << 4 | Int64(part))
    impactRows.blob(bytes)
    try sendIfMany()
  }

  func impacts(list: Int64, part: Int) -> PackedBits? {
    noting(nil) { () throws(IndexError) in
      try one("SELECT bytes FROM impact WHERE id = $1::bigint", list << 4 | Int64(part))?.bits(0, 0)
    }
  }

  func addPrefix(_ key: [UInt8], documents: Int, to segment: Int64) throws -> Int64 {
    var numbers = try numbers()
    numbers.prefix += 1
    last = numbers
    prefixes.beginRow()
    prefixes.bigint(numbers.prefix)
    prefixes.bigint(segment)
    prefixes.blob(key)
    prefixes.integer(Int64(documents))
    return -numbers.prefix
  }

  func prefix(_ key: [UInt8], in segment: Int64) -> StoredPrefix? {
    noting(nil) { () throws(IndexError) in
      let rows = try connection.fetch(
        "SELECT -id, documents::bigint FROM prefix WHERE segment = $1::bigint AND key = $2::bytea", [.integer(segment), .blob(key)])
      return rows.count > 0 ? StoredPrefix(list: rows.bigint(0, 0), documents: Int(rows.bigint(0, 1))) : nil
    }
  }
}

/// Rows of bytes of a table that are read one after the other by rising numbers: once two in a row were asked for, the next come with one statement.
private struct ReadAhead {
  private var last: Int64?
  private var rows: [Int64: PackedBits] = [:]
  /// So many rows come at once.
  private static let most: Int64 = 64

  /// A row; `nil` if there is none.
  mutating func row(_ number: Int64, of table: String, _ connection: PostgreSQLConnection) throws(IndexError) -> PackedBits? {
    defer { last = number }
    if let known = rows.removeValue(forKey: number) { return known }
    guard let last, number == last + 1 else {
      let found = try connection.fetch("SELECT bytes FROM \(table) WHERE id = $1::bigint", [.integer(number)])
      return found.count > 0 ? found.bits(0, 0) : nil
    }
    rows.removeAll(keepingCapacity: true)
    let found = try connection.fetch(
      "SELECT id, bytes FROM \(table) WHERE id BETWEEN $1::bigint AND $2::bigint", [.integer(number), .integer(number + Self.most - 1)])
    for row in 0..<found.count { rows[found.bigint(row, 0)] = found.bits(row, 1) }
    return rows.removeValue(forKey: number)
  }
}
