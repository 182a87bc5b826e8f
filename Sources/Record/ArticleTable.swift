/// A cell of a table on the page whose words stand in the article's text.
public struct TableCell: Hashable, Sendable {
  /// Its words, in bytes of ``Article/text``.
  public var range: ByteRange
  /// Its first row and column in the table, from 0.
  public var row: Int
  /// Its first column, from 0.
  public var column: Int
  /// How many rows it covers; a great number where it reaches to the table's end.
  public var rowSpan: Int
  /// How many columns it covers.
  public var columnSpan: Int
  /// Whether the page marks it as a header.
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

/// A table of data on the page: the cells that hold words, in reading order. Empty cells are left out; the places of the others count them.
public struct ArticleTable: Hashable, Sendable {
  /// The caption, in bytes of ``Article/text``.
  public var caption: ByteRange?
  /// Who is named as the source of its numbers below it ("Source: …"), in bytes of ``Article/text``.
  public var source: ByteRange?
  /// The cells, in order of place.
  public var cells: [TableCell]

  /// Makes a table.
  public init(caption: ByteRange? = nil, source: ByteRange? = nil, cells: [TableCell]) {
    self.caption = caption
    self.source = source
    self.cells = cells
  }
}
