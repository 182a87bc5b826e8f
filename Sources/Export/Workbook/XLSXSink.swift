internal import Record

/// Writes an Excel workbook: one sheet per table, with typed numbers, dates and truth values, and a last sheet that explains the columns.
///
/// Date-times are in UTC, because Excel knows no time zones. Days before 1900-03-01 are text, because Excel's calendar is right only from
/// then on. A table that is longer than a sheet continues in another sheet.
final class XLSXSink: RowSink {
  private let workbook: Workbook
  private var tables: [Table] = []
  private var line = 0
  private var sheets = 0

  init(path: String) throws { workbook = try Workbook(path: path) }

  func begin(_ table: Table) throws {
    tables.append(table)
    sheets = 0
    try beginSheet(table)
  }

  func row(_ cells: [Cell]) throws {
    if line >= Workbook.mostRows, let table = tables.last { try beginSheet(table) }
    for (column, cell) in cells.enumerated() { try write(cell, column) }
    line += 1
  }

  func finish() throws {}

  func close() throws {
    try workbook.beginSheet("columns")
    for (column, width) in [12.0, 24, 12, 100].enumerated() { workbook.setWidth(column, width) }
    for (column, name) in ["table", "column", "type", "meaning"].enumerated() {
      try workbook.write(name, row: 0, column: column, .header)
    }
    var row = 1
    for table in tables {
      for column in table.columns {
        for (place, text) in [table.name, column.name, column.kind.rawValue, column.meaning].enumerated() {
          try workbook.write(text, row: row, column: place)
        }
        row += 1
      }
    }
    try workbook.close()
  }

  private func beginSheet(_ table: Table) throws {
    sheets += 1
    try workbook.beginSheet(sheets == 1 ? table.name : "\(table.name) \(sheets)")
    for (place, column) in table.columns.enumerated() {
      workbook.setWidth(place, Self.width(column))
      try workbook.write(column.name, row: 0, column: place, .header)
    }
    line = 1
  }

  private static func width(_ column: Column) -> Double {
    switch column.kind {
    case .integer, .number, .boolean: 11
    case .date: 12
    case .datetime: 20
    case .string, .array: ["text", "passage", "sentence", "concept", "article_title"].contains(column.name) ? 50 : 18
    }
  }

  private func write(_ cell: Cell, _ column: Int) throws {
    switch cell {
    case .integer(let number?): try workbook.write(Double(number), row: line, column: column)
    case .number(let number?): try workbook.write(number, row: line, column: column)
    case .bool(let value): try workbook.write(value, row: line, column: column)
    case .date(let day?) where day >= Self.firstDay:
      try workbook.write(Double(day + Self.epoch), row: line, column: column, .day)
    case .instant(let time?) where time >= Int64(Self.firstDay) * 86_400_000_000:
      try workbook.write(Double(time) / 86_400_000_000 + Double(Self.epoch), row: line, column: column, .instant)
    default: if let text = cell.plainText { try workbook.write(text, row: line, column: column) }
    }
  }

  /// 1970-01-01 in Excel's calendar.
  private static let epoch = 25569
  /// 1900-03-01: from this day on Excel's calendar is right.
  private static let firstDay = -25508
}
