/// Rows for `COPY … (FORMAT binary)`: the server takes less time over them than over lines of text (the manual, "COPY", "Binary Format").
///
/// A column's type must be exactly that of the method which writes its value, as the server converts nothing.
struct CopyRows {
  /// How many columns a row has.
  private let columns: Int16
  private var rows = CopyRows.header

  private static let header = Array("PGCOPY".utf8) + [0x0A, 0xFF, 0x0D, 0x0A, 0x00] + [UInt8](repeating: 0, count: 8)

  init(columns: Int) { self.columns = Int16(columns) }

  var isEmpty: Bool { rows.count == Self.header.count }
  /// How many bytes have been written.
  var count: Int { rows.count }
  /// The rows as the server reads them.
  var bytes: [UInt8] { rows }

  /// Forgets all rows and keeps their room.
  mutating func clear() { rows.removeSubrange(Self.header.count...) }

  /// Begins a row; its columns follow in order.
  mutating func beginRow() { append(columns) }

  mutating func null() { append(Int32(-1)) }
  mutating func integer(_ number: Int64) {
    append(Int32(4))
    append(Int32(clamping: number))
  }
  mutating func bigint(_ number: Int64) {
    append(Int32(8))
    append(number)
  }
  mutating func blob(_ bytes: [UInt8]) {
    append(Int32(bytes.count))
    rows.append(contentsOf: bytes)
  }
  /// A text; a zero byte, which no text of the server holds, becomes U+FFFD.
  mutating func text(_ text: String?) {
    guard let text else { return null() }
    let bytes = Array(PostgreSQLText.storable(text).utf8)
    blob(bytes)
  }

  /// The most significant byte first.
  @inline(__always)
  private mutating func append(_ number: some FixedWidthInteger) {
    for shift in stride(from: number.bitWidth - 8, through: 0, by: -8) { rows.append(UInt8(truncatingIfNeeded: number >> shift)) }
  }
}
