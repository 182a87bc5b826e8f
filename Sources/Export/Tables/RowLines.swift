/// Rows as lines of CSV or JSON, one by one: for answers that are sent piece by piece.
public struct RowLines: Sendable {
  private let columns: [Column]
  private let isCSV: Bool

  /// Makes a writer of rows with these columns.
  public init(csv isCSV: Bool, columns: [Column]) {
    self.isCSV = isCSV
    self.columns = columns
  }

  /// What stands before the first row.
  public var header: [UInt8] {
    var bytes: [UInt8] = []
    if isCSV { CSVSink.append(names: columns, to: &bytes) }
    return bytes
  }

  /// A row's line.
  public func row(_ cells: [Cell]) -> [UInt8] {
    var bytes: [UInt8] = []
    if isCSV { CSVSink.append(cells, to: &bytes) } else { JSONLinesSink.append(cells, columns, to: &bytes) }
    return bytes
  }
}
