/// Opens an index file: tells whether it is one, and makes the tables of a new one.
enum IndexOpening {
  /// How long to wait for another writer. A batch of articles with a merge of large segments takes seconds.
  static let patience: Int32 = 60_000

  static func open(path: String, mode: IndexMode) throws(IndexError) -> Store {
    mode == .read ? try openForReading(path) : try openForWriting(path)
  }

  private static func openForReading(_ path: String) throws(IndexError) -> Store {
    do {
      let store = Store(try SQLiteConnection(path: path, readOnly: true))
      try prepare(store)
      try verify(store)
      return store
    } catch {
      // In a folder that cannot be written, SQLite cannot make the side files that WAL wants; where there are none, nobody is writing.
      switch error {
      case .readOnly, .noPermission:
        guard let store = try? Store(SQLiteConnection(path: path, readOnly: true, immutable: true)) else { throw error }
        do throws(IndexError) {
          try prepare(store)
          try verify(store)
        } catch .noPermission, .readOnly {
          throw error
        }
        return store
      default: throw error
      }
    }
  }

  private static func openForWriting(_ path: String) throws(IndexError) -> Store {
    let store: Store
    do {
      store = Store(try SQLiteConnection(path: path, readOnly: false, create: true))
    } catch .missing {
      // A file that is missing would have been made.
      throw .noPermission(path: path)
    }
    try prepare(store)
    if try store.number("PRAGMA user_version") == 0, try store.number("SELECT count(*) FROM sqlite_schema") == 0 {
      try store.execute("PRAGMA page_size = 8192; PRAGMA auto_vacuum = NONE")
    } else {
      try verify(store)
    }
    try store.execute("PRAGMA journal_mode = WAL; PRAGMA journal_size_limit = 67108864; PRAGMA wal_autocheckpoint = 4000")
    try create(store)
    return store
  }

  /// FULL: a commit returns when the log is on the disk, so that not even a power cut loses what was reported as stored.
  private static func prepare(_ store: Store) throws(IndexError) {
    store.wait(milliseconds: patience)
    try store.execute("PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF")
  }

  /// Refuses a file that is no index, or one of a newer program.
  private static func verify(_ store: Store) throws(IndexError) {
    let id = try store.number("PRAGMA application_id")
    let version = try store.number("PRAGMA user_version")
    guard id == Schema.applicationID, version > 0 else { throw .notAnIndex(path: store.path) }
    guard version <= Schema.version else { throw .newerSchema(path: store.path, found: version, known: Schema.version) }
  }

  /// Makes the tables of a new file.
  private static func create(_ store: Store) throws(IndexError) {
    guard try store.number("PRAGMA user_version") == 0 else { return }
    do {
      try store.transaction(writing: true) {
        // Another program may have done it while this one waited.
        guard try store.number("PRAGMA user_version") == 0 else { return }
        try store.execute(Schema.tables)
        try store.execute("PRAGMA application_id = \(Schema.applicationID); PRAGMA user_version = \(Schema.version)")
      }
    } catch let error as IndexError {
      throw error
    } catch {
      throw .corrupt(path: store.path, detail: "\(error)")
    }
  }
}
