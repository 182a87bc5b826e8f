/// Rows for `COPY … (FORMAT binary)`: the server takes half the time over them that it takes over lines of text (the manual, "COPY", "Binary Format").
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
  mutating func smallint(_ number: Int64) {
    append(Int32(2))
    append(Int16(clamping: number))
  }
  mutating func integer(_ number: Int64) {
    append(Int32(4))
    append(Int32(clamping: number))
  }
  mutating func bigint(_ number: Int64) {
    append(Int32(8))
    append(number)
  }
  mutating func real(_ number: Double) {
    append(Int32(8))
    append(Int64(bitPattern: number.bitPattern))
  }
  mutating func blob(_ bytes: [UInt8]) {
    append(Int32(bytes.count))
    rows.append(contentsOf: bytes)
  }
  mutating func text(_ text: String?) {
    guard let text else { return null() }
    self.text(utf8: text.utf8)
  }
  /// A text; a zero byte, which no text of the server holds, becomes U+FFFD.
  mutating func text(utf8 text: some Collection<UInt8>) { sized { $0.append(text: text) } }

  /// An array of `bigint` or, from numbers of 32 bits, of `integer`.
  mutating func integers<Number: FixedWidthInteger>(_ numbers: [Number]) {
    rows.reserveCapacity(rows.count + 24 + numbers.count * (4 + Number.bitWidth / 8))
    sized { copy in
      copy.beginArray(of: Number.bitWidth == 64 ? .bigint : .integer, count: numbers.count)
      for number in numbers {
        copy.append(Int32(Number.bitWidth / 8))
        copy.append(number)
      }
    }
  }

  /// An array of texts.
  mutating func texts(_ texts: some Collection<ArraySlice<UInt8>>) {
    sized { copy in
      copy.beginArray(of: .text, count: texts.count)
      for text in texts { copy.sized { $0.append(text: text) } }
    }
  }

  /// A `tsvector`: different lexemes without a zero byte, each with its positions in rising order.
  mutating func vector(_ lexemes: [(lexeme: [UInt8], positions: [Int])]) {
    sized { copy in
      copy.append(Int32(lexemes.count))
      for (lexeme, positions) in lexemes {
        copy.rows.append(contentsOf: lexeme)
        copy.rows.append(0)
        // A position beyond the last that can be told is not kept.
        let kept = positions.prefix(Self.mostPositions).prefix { $0 <= Self.lastPosition }
        copy.append(Int16(kept.count))
        for position in kept { copy.append(Int16(position)) }
      }
    }
  }
  /// So many positions of a lexeme a `tsvector` keeps, and the last that it can tell.
  private static let (mostPositions, lastPosition) = (255, 16_383)

  /// The numbers by which the server knows the types of an array's elements (`pg_type`).
  private enum Element: Int32 { case bigint = 20, integer = 23, text = 25 }

  private mutating func beginArray(of element: Element, count: Int) {
    append(Int32(count == 0 ? 0 : 1))  // dimensions
    append(Int32(0))  // no element is NULL
    append(element.rawValue)
    guard count > 0 else { return }
    append(Int32(count))
    append(Int32(1))  // the first index
  }

  /// A value behind its size in bytes.
  private mutating func sized(_ write: (inout CopyRows) -> Void) {
    let place = rows.count
    append(Int32(0))
    write(&self)
    var size = UInt32(rows.count - place - 4)
    for index in (place..<place + 4).reversed() {
      rows[index] = UInt8(truncatingIfNeeded: size)
      size >>= 8
    }
  }

  private mutating func append(text: some Collection<UInt8>) {
    guard text.contains(0) else {
      rows.append(contentsOf: text)
      return
    }
    for byte in text {
      if byte == 0 { rows.append(contentsOf: [0xEF, 0xBF, 0xBD]) } else { rows.append(byte) }
    }
  }

  /// The most significant byte first.
  @inline(__always)
  private mutating func append(_ number: some FixedWidthInteger) {
    for shift in stride(from: number.bitWidth - 8, through: 0, by: -8) { rows.append(UInt8(truncatingIfNeeded: number >> shift)) }
  }
}
