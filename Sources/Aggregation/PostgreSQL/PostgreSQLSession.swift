internal import Platform
internal import Record

/// All that an open index in PostgreSQL holds; lent out by ``PostgreSQLIndex`` under its lock.
final class PostgreSQLSession {
  let connection: PostgreSQLConnection
  let reader: PostgreSQLReader
  private let mode: IndexMode
  private let newest: PostgreSQLSchema
  private var hasWritten = false
  /// Outlets and units that stand in the table of labels.
  var knownLabels: Set<String> = []
  /// The words met while writing.
  private(set) var vocabulary = LexemeVocabulary()

  /// The advisory locks of a database that concern an index, one number each.
  enum Lock: Int {
    case migration = 0x4F6E_5201
    case stories, counts
  }

  init(_ place: String, mode: IndexMode, schema: PostgreSQLSchema) throws(IndexError) {
    connection = try PostgreSQLConnection(place)
    reader = PostgreSQLReader(connection)
    self.mode = mode
    newest = schema
    try begin()
    try prepare()
  }

  /// What every connection is told anew.
  private func begin() throws(IndexError) {
    // The places of a common word's documents must have room in memory: else each of their pages is searched anew.
    try connection.execute("SET search_path = onrecord; SET work_mem = '64MB'")
    switch mode {
    case .read: try connection.execute("SET default_transaction_read_only = on")
    // The full text's index takes what is new from a list in large pieces: each piece costs a walk for each of its different words.
    case .write: try connection.execute("SET gin_pending_list_limit = '32MB'")
    }
  }

  /// Puts what waits in that list into its place, so that readers need not look through the list; before a session ends that has written.
  func settle() {
    guard hasWritten, !connection.isLost else { return }
    // Who does not own the index may not: the server does so as well when it tidies up.
    try? connection.execute(
      """
      SELECT gin_clean_pending_list(i.indexrelid) FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_am a ON a.oid = c.relam
      WHERE a.amname = 'gin' AND c.relkind = 'i' AND c.relnamespace = 'onrecord'::regnamespace
      """)
    hasWritten = false
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
    let writer = PostgreSQLWriter(self)
    try writer.rebuildFullText()
    try noteChange()
  }

  private func transaction<Value>(_ beginning: String, _ body: () throws -> Value) throws -> Value {
    if connection.isLost {
      try connection.reconnect()
      try begin()
    }
    reader.forget()
    try connection.execute(beginning)
    do {
      let value = try body()
      try connection.execute("COMMIT")
      return value
    } catch {
      if connection.isInTransaction { try? connection.execute("ROLLBACK") }
      reader.forget()
      knownLabels.removeAll()
      throw error
    }
  }

  /// Runs a body on one state of the index.
  func read<Value>(_ body: () throws -> Value) throws -> Value {
    try transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY", body)
  }

  /// Runs a body on one state of the index; it may make tables that go when it ends.
  func look<Value>(_ body: () throws -> Value) throws -> Value {
    try transaction("BEGIN ISOLATION LEVEL REPEATABLE READ READ WRITE", body)
  }

  /// Runs a body that writes; all of it is stored, or nothing. Where two programs wait for one another the server ends one: that one begins anew.
  func write<Value>(_ body: (PostgreSQLWriter) throws -> Value) throws -> Value {
    guard case .write = mode else { throw IndexError.readOnly(path: connection.place) }
    var attempts = 0
    while true {
      do {
        return try transaction("BEGIN ISOLATION LEVEL READ COMMITTED") {
          if vocabulary.count > LexemeVocabulary.mostWords { vocabulary = LexemeVocabulary() }
          let writer = PostgreSQLWriter(self)
          let value = try body(writer)
          try writer.flush()
          try noteChange()
          hasWritten = true
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
