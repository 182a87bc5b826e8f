internal import Record

/// Writes RFC 4180 CSV: UTF-8 without byte-order mark, CRLF, a header line; unknown is an empty field.
///
/// A free text that begins with `=`, `+`, `-`, `@`, TAB or CR gets an apostrophe in front, since spreadsheets would run it as a
/// formula; numbers, dates and codes are left alone, so negative numbers stay numbers.
public struct CSVSink: RowSink {
  private let columns: [Column]

  /// Makes a writer of rows with these columns.
  public init(columns: [Column]) { self.columns = columns }

  /// The header line.
  public var header: [UInt8] { line(columns.map(\.name)) }

  /// A row's line.
  public func row(_ cells: [Cell]) -> [UInt8] { line(cells.map(CSVSink.field)) }

  private func line(_ fields: [String]) -> [UInt8] {
    var bytes: [UInt8] = []
    for (index, field) in fields.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      CSVSink.append(field, to: &bytes)
    }
    bytes.append(contentsOf: [0x0D, 0x0A])
    return bytes
  }

  private static func field(_ cell: Cell) -> String {
    switch cell {
    case .text(let text): guarded(text ?? "")
    case .code(let text): text ?? ""
    case .integer(let number): number.map { String($0) } ?? ""
    case .number(let number): number.map(JSONWriter.digits) ?? ""
    case .bool(let value): value ? "true" : "false"
    case .list(let texts): guarded(texts.joined(separator: "; "))
    }
  }

  private static func guarded(_ text: String) -> String {
    guard let first = text.utf8.first, "=+-@\t\r".utf8.contains(first) else { return text }
    return "'" + text
  }

  private static func append(_ field: String, to bytes: inout [UInt8]) {
    let special = Array(",\"\r\n".utf8)
    let edges = field.utf8.first == 0x20 || field.utf8.last == 0x20
    guard edges || field.utf8.contains(where: special.contains) else { return bytes.append(contentsOf: field.utf8) }
    bytes.append(UInt8(ascii: "\""))
    for byte in field.utf8 {
      if byte == UInt8(ascii: "\"") { bytes.append(byte) }
      bytes.append(byte)
    }
    bytes.append(UInt8(ascii: "\""))
  }
}
