internal import FullText

/// One open connection with its prepared statements. All SQL goes through here.
///
/// It is a class because the parts of a running search read through it. It never leaves the lock of ``SQLiteIndex``.
package final class Store {
  /// A prepared statement that is kept.
  private final class Kept {
    let statement: SQLiteStatement
    var isRunning = false
    init(_ statement: consuming SQLiteStatement) { self.statement = statement }
  }

  private let connection: SQLiteConnection
  private var kept: [String: Kept] = [:]
  /// The first failure in a place that cannot throw; see ``throwFailure()``.
  private(set) var failure: IndexError?
  /// Ids of names seen before, by their bytes: `==` on strings would treat two encodings of an accent as one.
  private var names = WordNumbering()
  private var nameKeys: [Int64] = []

  /// The sizes above which the full text keeps more than it must.
  var limits = FullTextLimits()

  /// Takes ownership of a connection.
  init(_ connection: consuming SQLiteConnection) { self.connection = connection }

  /// Makes an empty file that is no index.
  package convenience init(newFile path: String) throws(IndexError) {
    self.init(try SQLiteConnection(path: path, readOnly: false, create: true))
  }

  /// The file.
  var path: String { connection.path }
  /// Whether a transaction is open.
  var isInTransaction: Bool { connection.isInTransaction }
  /// The key of the last inserted row.
  var lastKey: Int64 { connection.lastKey }

  /// Runs statements without values and rows.
  package func execute(_ sql: String) throws(IndexError) { try connection.execute(sql) }
  /// Leaves room for checksums in a file that has no pages yet.
  func reserveChecksums() { connection.reserveChecksums() }
  /// Whether the file's pages have room for a checksum.
  var hasChecksums: Bool { connection.hasChecksums }
  /// How long to wait for another writer.
  func wait(milliseconds: Int32) { connection.wait(milliseconds: milliseconds) }

  /// A separate statement, for rows that are read while others are.
  func statement(_ sql: String, _ values: [SQLiteValue]) throws(IndexError) -> SQLiteStatement {
    let statement = try connection.prepare(sql)
    try statement.bind(values)
    return statement
  }

  /// Runs a statement that gives no rows.
  package func run(_ sql: String, _ values: [SQLiteValue]) throws(IndexError) {
    let kept = try keep(sql)
    try kept.statement.bind(values)
    while try kept.statement.step() {}
  }

  /// Calls the closure for each row.
  func each(_ sql: String, _ values: [SQLiteValue], _ row: (borrowing SQLiteStatement) throws(IndexError) -> Void) throws(IndexError) {
    let kept = try keep(sql)
    guard !kept.isRunning else {
      let own = try statement(sql, values)
      while try own.step() { try row(own) }
      return
    }
    kept.isRunning = true
    defer {
      kept.statement.reset()
      kept.isRunning = false
    }
    try kept.statement.bind(values)
    while try kept.statement.step() { try row(kept.statement) }
  }

  /// Reads the first row; `nil` if there is none.
  func first<Value>(
    _ sql: String, _ values: [SQLiteValue], _ read: (borrowing SQLiteStatement) throws(IndexError) -> Value
  ) throws(IndexError) -> Value? {
    let kept = try keep(sql)
    try kept.statement.bind(values)
    defer { kept.statement.reset() }
    return try kept.statement.step() ? try read(kept.statement) : nil
  }

  /// A number in the first row's first column; 0 if there is none.
  package func number(_ sql: String, _ values: [SQLiteValue] = []) throws(IndexError) -> Int {
    try first(sql, values) { row in Int(row.integer(0)) } ?? 0
  }

  private func keep(_ sql: String) throws(IndexError) -> Kept {
    if let known = kept[sql] { return known }
    let new = Kept(try connection.prepare(sql))
    kept[sql] = new
    return new
  }

  /// Notes a failure in a place that cannot throw; the operation in progress is then discarded.
  func note(_ error: IndexError) { if failure == nil { failure = error } }
  /// Throws what was noted, once.
  func throwFailure() throws(IndexError) {
    guard let error = failure else { return }
    failure = nil
    throw error
  }

  /// Runs a closure in a transaction: all of it is done, or nothing.
  func transaction<Value>(writing: Bool, _ body: () throws -> Value) throws -> Value {
    try execute(writing ? "BEGIN IMMEDIATE" : "BEGIN")
    do {
      let value = try body()
      try throwFailure()
      try execute("COMMIT")
      return value
    } catch {
      failure = nil
      if isInTransaction { try? execute("ROLLBACK") }
      forgetNames()
      throw error
    }
  }

  /// The id of a name, a new one if the name is not known yet.
  func nameID(_ text: String?) throws(IndexError) -> Int64? {
    guard let text else { return nil }
    if names.count > 200_000 { forgetNames() }
    let bytes = Array(text.utf8)
    let number = names.number(of: bytes, bytes.indices)
    if number < nameKeys.count { return nameKeys[number] }
    var id = try first("SELECT id FROM name WHERE text = ?", [.text(text)]) { row in row.integer(0) }
    if id == nil {
      try run("INSERT INTO name(text) VALUES(?)", [.text(text)])
      id = lastKey
    }
    guard let id else {
      forgetNames()
      return nil
    }
    nameKeys.append(id)
    return id
  }

  private func forgetNames() {
    names = WordNumbering()
    nameKeys.removeAll()
  }

  /// The name of an id.
  func name(_ id: Int64) throws(IndexError) -> String? {
    id == 0 ? nil : try first("SELECT text FROM name WHERE id = ?", [.integer(id)]) { row in row.text(0) }
  }
}
