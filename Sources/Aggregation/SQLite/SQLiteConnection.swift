internal import CPageChecksum
internal import CSQLite

/// An open database file; closed when it is released. The only owner of a `sqlite3*`.
@safe struct SQLiteConnection: ~Copyable {
  private let handle: OpaquePointer
  /// The file.
  let path: String

  /// Every page has a checksum, which is verified when it is read (see `CPageChecksum`).
  private static let fileSystem = "onrecord-checksum"

  /// The most bytes of a text or blob that are read or written: many times what the largest article takes. A file that claims more is hostile.
  private static let longestValue: Int32 = 256 << 20

  /// Opens a file. `create` makes it if it is missing. `immutable` reads a file that nobody writes, without its side files.
  init(path: String, readOnly: Bool, create: Bool = false, immutable: Bool = false) throws(IndexError) {
    var opened: OpaquePointer?
    let flags = (readOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) | (create ? SQLITE_OPEN_CREATE : 0) | SQLITE_OPEN_NOMUTEX
    guard onrecord_checksum_register() == SQLITE_OK else { throw .io(path: path, detail: "SQLite has no file system") }
    let code: Int32
    if immutable {
      code = unsafe sqlite3_open_v2("file:\(Self.escaped(path))?immutable=1", &opened, flags | SQLITE_OPEN_URI, Self.fileSystem)
    } else {
      // A name such as ":memory:" or "file:…" is meant as an ordinary file name, but SQLite would treat it specially.
      code = unsafe sqlite3_open_v2(path.hasPrefix("/") ? path : "./" + path, &opened, flags, Self.fileSystem)
    }
    guard let opened = unsafe opened else { throw .io(path: path, detail: "no memory") }
    guard code == SQLITE_OK else {
      let error = unsafe Self.error(code, opened, path)
      _ = unsafe sqlite3_close_v2(opened)
      throw error
    }
    _ = unsafe sqlite3_extended_result_codes(opened, 1)
    _ = unsafe onrecord_sqlite3_defensive(opened)
    _ = unsafe sqlite3_limit(opened, SQLITE_LIMIT_LENGTH, Self.longestValue)
    unsafe handle = opened
    self.path = path
  }

  deinit { _ = unsafe sqlite3_close_v2(handle) }

  /// Compiles a statement.
  func prepare(_ sql: String) throws(IndexError) -> SQLiteStatement {
    var statement: OpaquePointer?
    let code = unsafe sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &statement, nil)
    guard code == SQLITE_OK, let compiled = unsafe statement else { throw unsafe Self.error(code, handle, path) }
    return unsafe SQLiteStatement(compiled, connection: handle, path: path)
  }

  /// Runs statements that give no rows.
  func execute(_ sql: String) throws(IndexError) {
    let code = unsafe sqlite3_exec(handle, sql, nil, nil, nil)
    guard code == SQLITE_OK else { throw unsafe Self.error(code, handle, path) }
  }

  /// How long to wait for another program's lock.
  func wait(milliseconds: Int32) { _ = unsafe sqlite3_busy_timeout(handle, milliseconds) }
  /// Leaves room for a checksum at the end of each page of a file that has no pages yet.
  func reserveChecksums() { _ = unsafe onrecord_sqlite3_reserve(handle) }
  /// Whether the file's pages have room for a checksum.
  var hasChecksums: Bool { unsafe onrecord_sqlite3_reserved(handle) == ONRECORD_CHECKSUM_BYTES }
  /// The key of the last inserted row.
  var lastKey: Int64 { unsafe sqlite3_last_insert_rowid(handle) }
  /// Whether a transaction is open.
  var isInTransaction: Bool { unsafe sqlite3_get_autocommit(handle) == 0 }

  private static func escaped(_ path: String) -> String {
    path.utf8.reduce(into: "") { text, byte in
      let isPlain =
        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || "/._-".utf8.contains(byte)
      if isPlain {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let digits = String(byte, radix: 16, uppercase: true)
        text += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
      }
    }
  }

  /// An error that says in words what a result code means.
  static func error(_ code: Int32, _ handle: OpaquePointer, _ path: String) -> IndexError {
    let system = unsafe sqlite3_system_errno(handle)
    let detail = unsafe String(cString: sqlite3_errstr(code))
    // errno: 2 ENOENT, 13 EACCES, 1 EPERM, 21 EISDIR, 20 ENOTDIR, 27 EFBIG, 28 ENOSPC, 122 EDQUOT, 30 EROFS
    switch code & 0xFF {
    case SQLITE_FULL: return .full(path: path)
    case SQLITE_BUSY, SQLITE_LOCKED: return .busy(path: path)
    case SQLITE_READONLY: return .readOnly(path: path)
    case SQLITE_NOTADB: return .notAnIndex(path: path)
    case SQLITE_CORRUPT: return .corrupt(path: path, detail: detail)
    case SQLITE_PERM, SQLITE_AUTH: return .noPermission(path: path)
    case SQLITE_CANTOPEN:
      switch system {
      case 2: return .missing(path: path)
      case 1, 13: return .noPermission(path: path)
      case 30: return .readOnly(path: path)
      case 20, 21: return .notAnIndex(path: path)
      case 28, 122: return .full(path: path)
      default: return .noPermission(path: path)
      }
    case SQLITE_IOERR:
      // A folder can be opened but not read.
      if system == 21 { return .notAnIndex(path: path) }
      if code == SQLITE_IOERR | 32 << 8 { return .corrupt(path: path, detail: "the checksum of a page does not fit its bytes") }
      if code == SQLITE_IOERR | 2 << 8 { return .corrupt(path: path, detail: "the file is cut short") }
      // If a write (3) or the growth of the side file (19) fails for a reason other than a fault of the device (5 EIO), the disk was full
      // or a limit was reached. The error number itself is often overwritten by the rollback.
      let isGrowth = [3, 19].contains(code >> 8) && system != 5
      return isGrowth || [27, 28, 122].contains(system) ? .full(path: path) : .io(path: path, detail: detail)
    default: return .corrupt(path: path, detail: detail)
    }
  }
}
