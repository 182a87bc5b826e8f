/// What kind of reader a CSV is written for.
public enum CSVStyle: Sendable {
  /// Programs: RFC 4180 and nothing else.
  case plain
  /// Spreadsheets that open a file without asking how to read a column. A byte-order mark comes first, so that the text is read as UTF-8.
  /// Texts that would be taken for numbers or dates (ids, "2019-06", "1/2") are written as formulas of a constant, `="2019-06"`, which show
  /// and keep exactly that text.
  case spreadsheet
}

/// Writes RFC 4180 CSV: UTF-8, CRLF, a header line; an unknown value is an empty field.
///
/// A free text that begins with `=`, `+`, `-`, `@`, TAB or CR gets an apostrophe in front, because spreadsheets would run it as a formula.
/// Numbers, dates and codes are left alone, so negative numbers stay numbers.
final class CSVSink: RowSink {
  private let block: BlockWriter
  private let style: CSVStyle

  init(_ output: @escaping ByteOutput, style: CSVStyle = .plain) {
    block = BlockWriter(output)
    self.style = style
  }

  func begin(_ table: Table) throws { Self.append(names: table.columns, style, to: &block.bytes) }

  func row(_ cells: [Cell]) throws {
    Self.append(cells, style, to: &block.bytes)
    try block.passOn()
  }

  /// Appends what comes before the first row: the header line.
  static func append(names columns: [Column], _ style: CSVStyle, to bytes: inout [UInt8]) {
    if style == .spreadsheet { bytes += [0xEF, 0xBB, 0xBF] }
    for (index, column) in columns.enumerated() {
      if index > 0 { bytes.append(0x2C) }
      append(column.name, to: &bytes)
    }
    bytes.append(0x0D)
    bytes.append(0x0A)
  }

  /// Appends a row's line.
  static func append(_ cells: [Cell], _ style: CSVStyle, to bytes: inout [UInt8]) {
    var isFirst = true
    for cell in cells {
      if isFirst { isFirst = false } else { bytes.append(0x2C) }
      switch cell {
      case .text(let text):
        if let text {
          if isFormula(text) { append("'" + text, to: &bytes) } else { append(code: text, style, to: &bytes) }
        }
      case .code(let text): if let text { append(code: text, style, to: &bytes) }
      case .list(let texts):
        let text = texts.joined(separator: "; ")
        if isFormula(text) { append("'" + text, to: &bytes) } else { append(code: text, style, to: &bytes) }
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

  /// Whether a spreadsheet may read a text as a number, a date, a time or an amount of dollars: it begins with a digit or a sign, and
  /// consists only of digits, their separators and the `e` of a power of ten.
  private static func isGuessed(_ text: String) -> Bool {
    guard let first = text.utf8.first, first >= 0x30 && first <= 0x39 || first == 0x24 else { return false }
    return text.utf8.allSatisfy { byte in
      switch byte {
      case 0x30...0x39, 0x20, 0x24, 0x25, 0x2B, 0x2C, 0x2D, 0x2E, 0x2F, 0x3A, 0x45, 0x65: true
      default: false
      }
    }
  }

  private static func append(code text: String, _ style: CSVStyle, to bytes: inout [UInt8]) {
    append(style == .spreadsheet && isGuessed(text) ? "=\"\(text)\"" : text, to: &bytes)
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
