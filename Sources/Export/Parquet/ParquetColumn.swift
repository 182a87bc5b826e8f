/// The values of one column of the current row group, in Parquet's PLAIN encoding.
struct ParquetColumn {
  /// Parquet's physical types.
  enum Physical: Int32 {
    case boolean = 0, int32 = 1, int64 = 2, double = 5, bytes = 6
  }

  let name: String
  let kind: Column.Kind
  /// The values that are not null.
  private var values: [UInt8] = []
  /// The lengths of runs of rows with a value and of rows without one, alternating; the first counts rows with a value.
  private var runs: [Int] = [0]
  private var booleans = 0

  init(_ column: Column) {
    name = column.name
    kind = column.kind
  }

  var physical: Physical {
    switch kind {
    case .string, .array: .bytes
    case .integer, .datetime: .int64
    case .number: .double
    case .boolean: .boolean
    case .date: .int32
    }
  }

  /// How many bytes have been collected.
  var size: Int { values.count }

  /// Adds a row's cell.
  mutating func take(_ cell: Cell) {
    switch cell {
    case .text(let text), .code(let text):
      note(text != nil)
      if let text { append(text) }
    case .list(let texts):
      note(!texts.isEmpty)
      if !texts.isEmpty { append(texts.joined(separator: "; ")) }
    case .integer(let number):
      note(number != nil)
      if let number { append(UInt64(bitPattern: Int64(number)), 8) }
    case .instant(let time):
      note(time != nil)
      if let time { append(UInt64(bitPattern: time), 8) }
    case .number(let number):
      note(number != nil)
      if let number { append(number.bitPattern, 8) }
    case .date(let day):
      note(day != nil)
      if let day { append(UInt64(UInt32(bitPattern: Int32(clamping: day))), 4) }
    case .bool(let value):
      note(true)
      if booleans & 7 == 0 { values.append(0) }
      if value { values[values.count - 1] |= 1 << UInt8(booleans & 7) }
      booleans += 1
    }
  }

  private mutating func note(_ isThere: Bool) {
    // Runs at even positions are of rows with a value.
    if (runs.count & 1 == 1) == isThere { runs[runs.count - 1] += 1 } else { runs.append(1) }
  }

  private mutating func append(_ text: String) {
    append(UInt64(UInt32(clamping: text.utf8.count)), 4)
    values.append(contentsOf: text.utf8)
  }

  private mutating func append(_ value: UInt64, _ width: Int) {
    for place in 0..<width { values.append(UInt8(truncatingIfNeeded: value >> UInt64(place * 8))) }
  }

  /// The page of the collected values: definition levels as run lengths, then the values. The column is then empty again.
  mutating func takePage() -> [UInt8] {
    var levels: [UInt8] = []
    for (number, count) in runs.enumerated() where count > 0 {
      var rest = count << 1
      while rest >= 0x80 {
        levels.append(UInt8(rest & 0x7F) | 0x80)
        rest >>= 7
      }
      levels.append(UInt8(rest))
      levels.append(number & 1 == 0 ? 1 : 0)
    }
    let count = UInt32(clamping: levels.count)
    let page = (0..<4).map { UInt8(truncatingIfNeeded: count >> UInt32($0 * 8)) } + levels + values
    values.removeAll(keepingCapacity: true)
    runs = [0]
    booleans = 0
    return page
  }

  /// The column's entry in the schema.
  func writeSchema(_ writer: inout ThriftWriter) {
    writer.structure { writer in
      writer.field(1, physical.rawValue)
      writer.field(3, 1)  // optional
      writer.field(4, name)
      switch kind {
      case .string, .array:
        writer.field(6, 0)  // UTF8
        writer.field(10) { $0.field(1) { _ in } }
      case .date:
        writer.field(6, 6)  // DATE
        writer.field(10) { $0.field(6) { _ in } }
      case .datetime:
        writer.field(6, 10)  // TIMESTAMP_MICROS
        writer.field(10) { type in
          type.field(8) { time in
            time.field(1, true)
            time.field(2) { unit in unit.field(2) { _ in } }
          }
        }
      case .integer, .number, .boolean: break
      }
    }
  }
}
