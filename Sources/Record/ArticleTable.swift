/// A cell of a table on the page, whose words are part of the article's text.
public struct TableCell: Hashable, Sendable {
  /// Its words, as a byte range in ``Article/text``.
  public var range: ByteRange
  /// Its first row in the table, from 0.
  public var row: Int
  /// Its first column, from 0.
  public var column: Int
  /// How many rows it spans; a very large number if it extends to the end of the table.
  public var rowSpan: Int
  /// How many columns it spans.
  public var columnSpan: Int
  /// Whether the page marks it up as a header.
  public var isHeader: Bool

  /// Makes a cell.
  public init(range: ByteRange, row: Int, column: Int, rowSpan: Int = 1, columnSpan: Int = 1, isHeader: Bool = false) {
    self.range = range
    self.row = row
    self.column = column
    self.rowSpan = rowSpan
    self.columnSpan = columnSpan
    self.isHeader = isHeader
  }
}

/// A data table on the page: the cells that contain words, in reading order. Empty cells are left out, but the row and column numbers count
/// them.
public struct ArticleTable: Hashable, Sendable {
  /// The caption, as a byte range in ``Article/text``.
  public var caption: ByteRange?
  /// The source of the numbers named below the table ("Source: …"), as a byte range in ``Article/text``.
  public var source: ByteRange?
  /// The cells in reading order.
  public var cells: [TableCell]

  /// Makes a table.
  public init(caption: ByteRange? = nil, source: ByteRange? = nil, cells: [TableCell]) {
    self.caption = caption
    self.source = source
    self.cells = cells
  }
}
