internal import FullText
internal import Platform
internal import Record

/// All that an open index in PostgreSQL holds; lent out by ``PostgreSQLIndex`` under its lock.
final class PostgreSQLSession {
  let connection: PostgreSQLConnection
  let reader: PostgreSQLReader
  private let mode: IndexMode
  private let newest: PostgreSQLSchema
  /// The segments, for searches within ``read(_:)``.
  let segments: PostgreSQLSegments
  let searching: SegmentSearch<PostgreSQLSegments>
  private var vocabulary = Vocabulary()

  /// The advisory locks of a database that concern an index, one number each.
  enum Lock: Int {
    case migration = 0x4F6E_5201
    case stories
  }

  init(_ place: String, mode: IndexMode, schema: PostgreSQLSchema) throws(IndexError) {
    connection = try PostgreSQLConnection(place)
    reader = PostgreSQLReader(connection)
    segments = PostgreSQLSegments(connection, reader)
    searching = SegmentSearch(segments)
    self.mode = mode
    newest = schema
    try begin()
    try prepare()
  }

  /// The settings that every new connection needs.
  private func begin() throws(IndexError) {
    try connection.execute("SET search_path = onrecord")
    if case .read = mode { try connection.execute("SET default_transaction_read_only = on") }
  }

  private func schema() throws(IndexError) -> (number: Int, digest: String?)? {
    guard try !connection.query("SELECT to_regclass('onrecord.setting')").isNull(0, 0) else { return nil }
    // Builds before the first release wrote no digest.
    let rows = try connection.query("SELECT schema, to_jsonb(setting) ->> 'digest' FROM setting")
    return rows.count > 0 ? (Int(rows.integer(0, 0)), rows.optionalText(0, 1)) : nil
  }

  /// Makes the tables, or leads them to the newest schema.
  private func prepare() throws(IndexError) {
    let found = try schema()
    if let found, found.number > newest.version {
      throw .newerSchema(path: connection.place, found: found.number, known: newest.version)
    }
    if let found, found.number == newest.version {
      guard found.digest == newest.digest else { throw .earlierBuild(path: connection.place) }
      return
    }
    guard case .write = mode else {
      guard let found else { throw .missing(path: connection.place) }
      throw .olderSchema(path: connection.place, found: found.number, known: newest.version)
    }
    do {
      try transaction("BEGIN") { try migrate() }
    } catch let error as IndexError {
      throw error
    } catch {
      throw .io(path: connection.place, detail: "\(error)")
    }
  }

  /// Takes the steps that lead to the newest schema, alone, in one transaction.
  private func migrate() throws {
    try connection.query("SELECT pg_advisory_xact_lock($1)", [.integer(Int64(Lock.migration.rawValue))])
    try connection.execute("CREATE SCHEMA IF NOT EXISTS onrecord")
    // Another program may have been faster.
    let known = try schema()?.number ?? 0
    guard known < newest.version else { return }
    for step in newest.steps.dropFirst(known) { try connection.execute(step) }
    try connection.execute("CREATE TABLE IF NOT EXISTS setting(schema integer NOT NULL, digest text NOT NULL); DELETE FROM setting")
    try connection.query(
      "INSERT INTO setting(schema, digest) VALUES($1::integer, $2)",
      [.integer(Int64(newest.version)), .text(newest.digest)])
    guard known > 0 else { return }
    let writer = PostgreSQLWriter(self, vocabulary)
    try writer.rebuildFullText()
    try noteChange()
  }

  private func transaction<Value>(_ beginning: String, _ body: () throws -> Value) throws -> Value {
    if connection.isLost {
      try connection.reconnect()
      try begin()
    }
    reader.forget()
    segments.tables.forget()
    try connection.execute(beginning)
    do {
      let value = try body()
      try segments.throwFailure()
      try connection.execute("COMMIT")
      return value
    } catch {
      if connection.isInTransaction { try? connection.execute("ROLLBACK") }
      reader.forget()
      segments.tables.forget()
      segments.names.forget()
      searching.forget()
      throw error
    }
  }

  /// Runs a body on one state of the index.
  func read<Value>(_ body: () throws -> Value) throws -> Value {
    try transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", body)
  }

  /// Runs a body that writes; all of it is stored, or nothing. Where two programs wait for one another the server ends one: that one begins anew.
  func write<Value>(_ body: (PostgreSQLWriter) throws -> Value) throws -> Value {
    guard case .write = mode else { throw IndexError.readOnly(path: connection.place) }
    var attempts = 0
    while true {
      do {
        return try transaction("BEGIN ISOLATION LEVEL READ COMMITTED") {
          if vocabulary.words.count > Vocabulary.mostWords { vocabulary = Vocabulary() }
          let writer = PostgreSQLWriter(self, vocabulary)
          vocabulary = Vocabulary()
          let value = try body(writer)
          try writer.flush()
          vocabulary = writer.vocabulary
          try noteChange()
          return value
        }
      } catch IndexError.busy where attempts < 5 {
        attempts += 1
      }
    }
  }

  /// Leaves a row in `change`, and takes old ones away now and then.
  private func noteChange() throws {
    let kept: Int64 = 1000
    let number = try connection.query("INSERT INTO change DEFAULT VALUES RETURNING id").integer(0, 0)
    if number % kept == 0 { _ = try connection.query("DELETE FROM change WHERE id <= \(number - kept)") }
  }

  /// The stories of the index.
  var stories: StoryLinks { StoryLinks(rows: PostgreSQLStories(connection: connection)) }
}
