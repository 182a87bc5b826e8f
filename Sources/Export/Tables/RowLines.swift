/// Rows as lines of CSV or JSON, one at a time, for answers that are sent piece by piece.
public struct RowLines: Sendable {
  private let columns: [Column]
  private let style: CSVStyle?

  /// Makes a writer of rows with these columns: as CSV if a style is given, else as JSON Lines.
  public init(csv style: CSVStyle?, columns: [Column]) {
    self.style = style
    self.columns = columns
  }

  /// What comes before the first row.
  public var header: [UInt8] {
    var bytes: [UInt8] = []
    if let style { CSVSink.append(names: columns, style, to: &bytes) }
    return bytes
  }

  /// A row's line.
  public func row(_ cells: [Cell]) -> [UInt8] {
    var bytes: [UInt8] = []
    if let style { CSVSink.append(cells, style, to: &bytes) } else { JSONLinesSink.append(cells, columns, to: &bytes) }
    return bytes
  }
}
