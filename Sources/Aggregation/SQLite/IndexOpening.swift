internal import Platform

/// Opens an index file: checks that it is one, and creates the tables of a new one.
enum IndexOpening {
  /// How long to wait for another writer, in milliseconds. A batch of articles with a merge of large segments takes seconds.
  static let patience: Int32 = 60_000

  /// How much of the file a reader caches. The system caches more of it, and a server has several readers.
  private static let readersMegabytes = 20

  static func open(path: String, mode: IndexMode) throws(IndexError) -> Store {
    // Opening a device or a pipe would block, or an index would replace it.
    if FilePublication.isSpecial(path) { throw .notAnIndex(path: path) }
    return mode == .read ? try openForReading(path) : try openForWriting(path)
  }

  private static func openForReading(_ path: String) throws(IndexError) -> Store {
    // An empty file is an index whose creation was interrupted.
    if FilePublication.size(of: path) == 0 { throw .missing(path: path) }
    do {
      let store = Store(try SQLiteConnection(path: path, readOnly: true))
      try prepare(store, megabytes: readersMegabytes)
      try verify(store)
      try refuseOlder(store)
      return store
    } catch {
      // In a folder that cannot be written, SQLite cannot make the side files that WAL needs. If there are none, nobody is writing.
      switch error {
      case .readOnly, .noPermission:
        guard let store = try? Store(SQLiteConnection(path: path, readOnly: true, immutable: true)) else { throw error }
        do throws(IndexError) {
          try prepare(store, megabytes: readersMegabytes)
          try verify(store)
          try refuseOlder(store)
        } catch .noPermission, .readOnly {
          throw error
        }
        return store
      default: throw error
      }
    }
  }

  private static func openForWriting(_ path: String) throws(IndexError) -> Store {
    if FilePublication.size(of: path) ?? 0 == 0 { try create(path) }
    let store = Store(try SQLiteConnection(path: path, readOnly: false))
    try prepare(store)
    try verify(store)
    try store.execute("PRAGMA journal_mode = WAL; PRAGMA journal_size_limit = 67108864; PRAGMA wal_autocheckpoint = 4000")
    try SchemaSteps.upgrade(store)
    return store
  }

  /// Creates a new index. It is written under another name and gets its own when it is complete, so a kill at any moment leaves no file or
  /// an empty index. If somebody else creates it at the same time, theirs stays.
  private static func create(_ path: String) throws(IndexError) {
    let temporary: String
    switch FilePublication.makeBeside(path) {
    case .success(let name): temporary = name
    case .failure(let error): throw Self.error(error, path)
    }
    do throws(IndexError) {
      try fill(temporary)
      do throws(FileError) {
        _ = try FilePublication.publish(temporary, as: path)
      } catch {
        throw Self.error(error, path)
      }
    } catch {
      for suffix in ["", "-wal", "-shm", "-journal"] { FilePublication.remove(temporary + suffix) }
      throw error
    }
  }

  /// Creates the tables in an empty file that nobody else knows of.
  private static func fill(_ path: String) throws(IndexError) {
    let store = Store(try SQLiteConnection(path: path, readOnly: false))
    try prepare(store)
    store.reserveChecksums()
    try store.execute("PRAGMA page_size = 8192; PRAGMA auto_vacuum = NONE; PRAGMA journal_mode = WAL")
    try store.execute(
      """
      BEGIN; \(Schema.tables)
      INSERT INTO setting(digest) VALUES('\(Schema.digest)');
      PRAGMA application_id = \(Schema.applicationID); PRAGMA user_version = \(Schema.version); COMMIT
      """)
    // Only the file itself gets the name, so everything has to be in it and not in the log beside it.
    let isBusy = try store.number("PRAGMA wal_checkpoint(TRUNCATE)") != 0
    if isBusy || FilePublication.size(of: path + "-wal") ?? 0 > 0 { throw .io(path: path, detail: "the log could not be written back") }
  }

  private static func error(_ error: FileError, _ path: String) -> IndexError {
    if error.isPermission { return .noPermission(path: path) }
    if error.isReadOnly { return .readOnly(path: path) }
    if error.isFull { return .full(path: path) }
    return .io(path: path, detail: error.words)
  }

  /// FULL: a commit returns when the log is on the disk, so that not even a power cut loses what was reported as stored.
  /// - Parameter megabytes: how much of the file the connection may cache; a server has several that read.
  private static func prepare(_ store: Store, megabytes: Int = 64) throws(IndexError) {
    store.wait(milliseconds: patience)
    try store.execute(
      "PRAGMA synchronous = FULL; PRAGMA cache_size = -\(megabytes * 1024); PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF")
  }

  /// Refuses a file of an earlier schema, which only a command that writes brings up to date.
  private static func refuseOlder(_ store: Store) throws(IndexError) {
    let version = try store.number("PRAGMA user_version")
    guard version == Schema.version else { throw .olderSchema(path: store.path, found: version, known: Schema.version) }
  }

  /// Refuses a file that is not an index, one from a newer program or of another build with the same schema's number, and one with anything in it
  /// but the tables of an index: triggers and views would run code that somebody else wrote.
  private static func verify(_ store: Store) throws(IndexError) {
    let id = try store.number("PRAGMA application_id")
    let version = try store.number("PRAGMA user_version")
    guard id == Schema.applicationID, version > 0 else { throw .notAnIndex(path: store.path) }
    guard version <= Schema.version else { throw .newerSchema(path: store.path, found: version, known: Schema.version) }
    guard store.hasChecksums else { throw .corrupt(path: store.path, detail: "its pages have no checksums") }
    let others = try store.number("SELECT count(*) FROM sqlite_schema WHERE type NOT IN ('table', 'index')")
    guard others == 0 else { throw .corrupt(path: store.path, detail: "it holds triggers or views, which no index has") }
    // A file of an earlier schema gets its digest with the steps that lead to this one.
    guard version == Schema.version else { return }
    let hasDigest = try store.number("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = 'setting'") > 0
    let digest = hasDigest ? try store.first("SELECT digest FROM setting", []) { row in row.text(0) } : nil
    guard digest == Schema.digest else { throw .earlierBuild(path: store.path) }
  }
}
