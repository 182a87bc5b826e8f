internal import Record

/// Writes JSON Lines: an object a row, every column a key in the columns' order, unknown `null`.
public struct JSONLinesSink: RowSink {
  private let columns: [Column]

  /// Makes a writer of rows with these columns.
  public init(columns: [Column]) { self.columns = columns }

  /// Nothing stands before the first row.
  public var header: [UInt8] { [] }

  /// A row's line.
  public func row(_ cells: [Cell]) -> [UInt8] {
    var writer = JSONWriter()
    writer.object { writer in
      for (column, cell) in zip(columns, cells) {
        writer.key(column.name)
        switch cell {
        case .text(let text), .code(let text): writer.string(text)
        case .integer(let number): writer.number(number)
        case .number(let number): writer.number(number)
        case .bool(let value): writer.bool(value)
        case .list(let texts): writer.array(texts) { $0.string($1) }
        }
      }
    }
    return writer.bytes + [0x0A]
  }
}
