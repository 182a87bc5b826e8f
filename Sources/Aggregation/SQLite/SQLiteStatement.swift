internal import CSQLite
internal import FullText

/// A value that is bound to a statement.
package enum SQLiteValue: Sendable {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])

  init(_ value: Int?) { self = value.map { .integer(Int64($0)) } ?? .null }
  init(_ value: Double?) { self = value.map { .real($0) } ?? .null }
  init(_ value: String?) { self = value.map { .text($0) } ?? .null }
}

/// A compiled statement; finalised when it is released. The only owner of a `sqlite3_stmt*`.
@safe struct SQLiteStatement: ~Copyable {
  private let handle: OpaquePointer
  private let connection: OpaquePointer
  private let path: String

  init(_ handle: OpaquePointer, connection: OpaquePointer, path: String) {
    unsafe self.handle = handle
    unsafe self.connection = connection
    self.path = path
  }

  deinit { _ = unsafe sqlite3_finalize(handle) }

  /// Resets the statement and binds these values.
  func bind(_ values: [SQLiteValue]) throws(IndexError) {
    _ = unsafe sqlite3_reset(handle)
    for (index, value) in values.enumerated() {
      let place = Int32(index + 1)
      let code: Int32
      switch value {
      case .null: code = unsafe sqlite3_bind_null(handle, place)
      case .integer(let number): code = unsafe sqlite3_bind_int64(handle, place, number)
      case .real(let number): code = unsafe sqlite3_bind_double(handle, place, number)
      case .text(var text):
        code = text.withUTF8 { bytes in
          // An empty buffer may have no address, and SQLite would take that for NULL.
          unsafe bytes.withMemoryRebound(to: CChar.self) {
            unsafe onrecord_sqlite3_bind_text(handle, place, $0.baseAddress ?? Self.nothing, Int32($0.count))
          }
        }
      case .blob(let bytes):
        code =
          bytes.isEmpty
          ? unsafe sqlite3_bind_zeroblob(handle, place, 0)
          : unsafe bytes.withUnsafeBytes { unsafe onrecord_sqlite3_bind_blob(handle, place, $0.baseAddress, Int32($0.count)) }
      }
      guard code == SQLITE_OK else { throw unsafe SQLiteConnection.error(code, connection, path) }
    }
  }

  private static var nothing: UnsafePointer<CChar> { unsafe onrecord_sqlite3_empty() }

  /// Moves to the next row; `false` after the last, when the statement is ready to be bound again.
  func step() throws(IndexError) -> Bool {
    let code = unsafe sqlite3_step(handle)
    if code == SQLITE_ROW { return true }
    _ = unsafe sqlite3_reset(handle)
    guard code == SQLITE_DONE else { throw unsafe SQLiteConnection.error(code, connection, path) }
    return false
  }

  /// Drops the remaining rows.
  func reset() { _ = unsafe sqlite3_reset(handle) }

  /// Whether a column is NULL.
  func isNull(_ column: Int32) -> Bool { unsafe sqlite3_column_type(handle, column) == SQLITE_NULL }
  /// Whether a column holds bytes.
  func isBlob(_ column: Int32) -> Bool { unsafe sqlite3_column_type(handle, column) == SQLITE_BLOB }
  /// A number; 0 for NULL.
  func integer(_ column: Int32) -> Int64 { unsafe sqlite3_column_int64(handle, column) }
  /// A number.
  func optionalInteger(_ column: Int32) -> Int? { isNull(column) ? nil : Int(integer(column)) }
  /// A floating-point number.
  func real(_ column: Int32) -> Double { unsafe sqlite3_column_double(handle, column) }
  /// A text; empty for NULL.
  func text(_ column: Int32) -> String {
    guard let bytes = unsafe sqlite3_column_text(handle, column) else { return "" }
    let count = Int(unsafe sqlite3_column_bytes(handle, column))
    return unsafe String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }
  /// A text.
  func optionalText(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }
  /// Bytes; none for NULL.
  func blob(_ column: Int32) -> [UInt8] {
    guard let bytes = unsafe sqlite3_column_blob(handle, column) else { return [] }
    return unsafe Array(UnsafeRawBufferPointer(start: bytes, count: Int(sqlite3_column_bytes(handle, column))))
  }
  /// Bytes in words of 64 bits; none for NULL.
  func bits(_ column: Int32) -> PackedBits {
    guard let bytes = unsafe sqlite3_column_blob(handle, column) else { return PackedBits([]) }
    let count = Int(unsafe sqlite3_column_bytes(handle, column))
    let words = unsafe [UInt64](unsafeUninitializedCapacity: PackedBits.words(for: count)) { buffer, used in
      used = buffer.count
      unsafe buffer.initialize(repeating: 0)
      unsafe UnsafeMutableRawBufferPointer(buffer).copyMemory(from: UnsafeRawBufferPointer(start: bytes, count: count))
    }
    return PackedBits(words: words, count: count)
  }
}
