/// The formats in which rows leave for another program.
public enum ExportFormat: String, Sendable, CaseIterable {
  /// JSON Lines: an object a row.
  case jsonl
  /// RFC 4180: UTF-8, CRLF, a header line, a fact a row.
  case csv

  /// A writer of this format.
  public func makeSink(columns: [Column]) -> any RowSink {
    switch self {
    case .jsonl: JSONLinesSink(columns: columns)
    case .csv: CSVSink(columns: columns)
    }
  }
}

/// Turns rows into the bytes of a format. A sink keeps nothing: what it is given comes back as bytes at once.
public protocol RowSink: Sendable {
  /// The bytes that stand before the first row.
  var header: [UInt8] { get }
  /// The bytes of a row; its cells stand in the columns' order.
  func row(_ cells: [Cell]) -> [UInt8]
}
