/// Writes RFC 4180 CSV: UTF-8 without byte-order mark, CRLF, a header line; unknown is an empty field.
///
/// A free text that begins with `=`, `+`, `-`, `@`, TAB or CR gets an apostrophe in front, since spreadsheets would run it as a
/// formula; numbers, dates and codes are left alone, so negative numbers stay numbers.
final class CSVSink: RowSink {
  private let block: BlockWriter

  init(_ output: @escaping ByteOutput) { block = BlockWriter(output) }

  func begin(_ table: Table) throws { Self.append(names: table.columns, to: &block.bytes) }

  func row(_ cells: [Cell]) throws {
    Self.append(cells, to: &block.bytes)
    try block.passOn()
  }

  /// Appends the header line.
  static func append(names columns: [Column], to bytes: inout [UInt8]) {
    for (index, column) in columns.enumerated() {
      if index > 0 { bytes.append(0x2C) }
      append(column.name, to: &bytes)
    }
    bytes.append(0x0D)
    bytes.append(0x0A)
  }

  /// Appends a row's line.
  static func append(_ cells: [Cell], to bytes: inout [UInt8]) {
    var isFirst = true
    for cell in cells {
      if isFirst { isFirst = false } else { bytes.append(0x2C) }
      switch cell {
      case .text(let text):
        if let text {
          if isFormula(text) { append("'" + text, to: &bytes) } else { append(text, to: &bytes) }
        }
      case .code(let text): if let text { append(text, to: &bytes) }
      case .list(let texts):
        let text = texts.joined(separator: "; ")
        append(isFormula(text) ? "'" + text : text, to: &bytes)
      case .integer, .number, .bool, .date, .instant: if let text = cell.plainText { bytes.append(contentsOf: text.utf8) }
      }
    }
    bytes.append(0x0D)
    bytes.append(0x0A)
  }

  func finish() throws {}
  func close() throws { try block.flush() }

  private static func isFormula(_ text: String) -> Bool {
    switch text.utf8.first {
    case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0D: true
    default: false
    }
  }

  private static func append(_ field: String, to bytes: inout [UInt8]) {
    let utf8 = field.utf8.span
    guard utf8.count > 0 else { return }
    var marks = 0
    var needsMarks = utf8[0] == 0x20 || utf8[utf8.count - 1] == 0x20
    for index in utf8.indices {
      let byte = utf8[index]
      guard byte <= 0x2C else { continue }
      switch byte {
      case 0x22: marks += 1
      case 0x2C, 0x0A, 0x0D: needsMarks = true
      default: break
      }
    }
    guard needsMarks || marks > 0 else { return bytes.append(contentsOf: field.utf8) }
    bytes.append(0x22)
    if marks == 0 {
      bytes.append(contentsOf: field.utf8)
    } else {
      for byte in field.utf8 {
        if byte == 0x22 { bytes.append(byte) }
        bytes.append(byte)
      }
    }
    bytes.append(0x22)
  }
}
