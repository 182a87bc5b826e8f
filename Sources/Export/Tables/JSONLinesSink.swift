public import Record

/// Writes JSON Lines: one object per row, with every column as a key in the order of the columns; unknown values are `null`.
final class JSONLinesSink: RowSink {
  private let block: BlockWriter
  private var columns: [Column] = []

  init(_ output: @escaping ByteOutput) { block = BlockWriter(output) }

  func begin(_ table: Table) throws { columns = table.columns }

  func row(_ cells: [Cell]) throws {
    Self.append(cells, columns, to: &block.bytes)
    try block.passOn()
  }

  /// Appends a row's line.
  static func append(_ cells: [Cell], _ columns: [Column], to bytes: inout [UInt8]) {
    var writer = JSONWriter()
    writer.object { writer in
      for (column, cell) in zip(columns, cells) {
        writer.key(column.name)
        writer.cell(cell)
      }
    }
    bytes.append(contentsOf: writer.bytes)
    bytes.append(0x0A)
  }

  func finish() throws {}
  func close() throws { try block.flush() }
}

extension JSONWriter {
  /// Writes a cell's value in the form of JSON Lines.
  public mutating func cell(_ cell: Cell) {
    switch cell {
    case .text(let text), .code(let text): string(text)
    case .integer(let value): number(value)
    case .number(let value): decimal(value)
    case .bool(let value): bool(value)
    case .list(let texts): array { writer in for text in texts { writer.string(text) } }
    case .date, .instant: string(cell.plainText)
    }
  }

  /// Writes a number of a column that may hold fractions, so that this is visible (``Cell/decimal(_:)``).
  private mutating func decimal(_ value: Double?) {
    guard let value, value.isFinite else { return null() }
    literal(Cell.decimal(value))
  }
}
