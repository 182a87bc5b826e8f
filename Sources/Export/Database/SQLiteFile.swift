internal import CSQLite

/// A new SQLite database that is being filled. The only owner of a `sqlite3*` and `sqlite3_stmt*` here.
@safe final class SQLiteFile {
  private var connection: OpaquePointer?
  private var insertion: OpaquePointer?
  private let path: String

  /// Creates the file; none may exist yet.
  init(path: String) throws(ExportError) {
    self.path = path
    var opened: OpaquePointer?
    let code = unsafe sqlite3_open_v2(path, &opened, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, nil)
    unsafe connection = opened
    guard code == SQLITE_OK else { throw failure(code) }
  }

  deinit {
    _ = unsafe sqlite3_finalize(insertion)
    _ = unsafe sqlite3_close_v2(connection)
  }

  /// Runs statements that give no rows.
  func execute(_ sql: String) throws(ExportError) {
    let code = unsafe sqlite3_exec(connection, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw failure(code) }
  }

  /// Prepares the statement that ``insert(_:)`` runs.
  func prepare(_ sql: String) throws(ExportError) {
    _ = unsafe sqlite3_finalize(insertion)
    unsafe insertion = nil
    let code = unsafe sqlite3_prepare_v3(connection, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &insertion, nil)
    guard code == SQLITE_OK else { throw failure(code) }
  }

  /// Inserts a row.
  func insert(_ cells: [Cell]) throws(ExportError) {
    for (index, cell) in cells.enumerated() {
      let place = Int32(index + 1)
      let code: Int32
      switch cell {
      case .integer(let number?): code = unsafe sqlite3_bind_int64(insertion, place, Int64(number))
      case .number(let number?): code = unsafe sqlite3_bind_double(insertion, place, number)
      case .bool(let value): code = unsafe sqlite3_bind_int64(insertion, place, value ? 1 : 0)
      default:
        if var text = cell.plainText {
          code = text.withUTF8 { bytes in
            unsafe bytes.withMemoryRebound(to: CChar.self) {
              unsafe onrecord_sqlite3_bind_text(insertion, place, $0.baseAddress ?? onrecord_sqlite3_empty(), Int32(clamping: $0.count))
            }
          }
        } else {
          code = unsafe sqlite3_bind_null(insertion, place)
        }
      }
      guard code == SQLITE_OK else { throw failure(code) }
    }
    let code = unsafe sqlite3_step(insertion)
    _ = unsafe sqlite3_reset(insertion)
    guard code == SQLITE_DONE else { throw failure(code) }
  }

  /// Closes the file.
  func close() throws(ExportError) {
    _ = unsafe sqlite3_finalize(insertion)
    unsafe insertion = nil
    let code = unsafe sqlite3_close_v2(connection)
    unsafe connection = nil
    guard code == SQLITE_OK else { throw ExportError("\(path): \(unsafe String(cString: sqlite3_errstr(code)))") }
  }

  private func failure(_ code: Int32) -> ExportError { ExportError("\(path): \(unsafe String(cString: sqlite3_errstr(code)))") }
}
