import Linguistics
import Record

/// Reads one table: which cells head rows and columns, and which of the others are numbers.
struct TableGridReader {
  private let table: ArticleTable
  private let reader: TableFigures
  private let sentences: [PieceSentence]
  private let numbers: [TableNumber?]
  /// What the cells tell that are no numbers.
  private let headers: [Int: TableHeader]
  /// The number of rows at the top that head the columns.
  private let headRows: Int
  /// For each column the cells that head it, from the top.
  private var heads: [[Int]]
  /// For each row the labels at its left.
  private var labels: [[Int]]
  /// Cells below the head that cover the whole width, by row: they head the rows behind them.
  private var sections: [(row: Int, cell: Int)] = []

  /// A table has no more rows of headers.
  private static let mostHeadRows = 4

  init(table: ArticleTable, of reader: TableFigures) {
    self.table = table
    self.reader = reader
    let cells = table.cells
    let (rowCount, width) = ((cells.map(\.row).max() ?? -1) + 1, cells.map { $0.column + $0.columnSpan }.max() ?? 0)
    sentences = cells.map { reader.sentence($0.range) }
    numbers = sentences.map { s in Self.isTime(s, reader.reference) ? nil : TableNumber(s) }
    var headers: [Int: TableHeader] = [:]
    for index in cells.indices where !sentences[index].bounds.isEmpty && (numbers[index] == nil || cells[index].isHeader) {
      headers[index] = TableHeader(sentences[index], reference: reader.reference)
    }
    self.headers = headers
    headRows = Self.headRows(cells, numbers, rowCount)
    // The columns whose cells are words.
    var isNumeric = [Bool](repeating: false, count: width)
    for index in cells.indices where cells[index].row >= headRows && numbers[index] != nil && !cells[index].isHeader {
      isNumeric[cells[index].column] = true
    }
    heads = Array(repeating: [], count: width)
    labels = Array(repeating: [], count: rowCount)
    for index in cells.indices where headers[index] != nil {
      let cell = cells[index]
      if cell.row < headRows {
        for column in cell.column..<cell.column + cell.columnSpan { heads[column].append(index) }
      } else if cell.columnSpan >= width, width > 1 {
        sections.append((cell.row, index))
      } else if cell.isHeader || !isNumeric[cell.column] {
        for row in cell.row..<min(rowCount, cell.row + cell.rowSpan) { labels[row].append(index) }
      }
    }
  }

  /// Nothing but a time: "2021", "Q1 2023", "March".
  private static func isTime(_ s: PieceSentence, _ reference: CalendarDate?) -> Bool {
    PeriodRecognizer(s, reference: reference).expressions().contains { $0.pieces.count >= s.bounds.count - 1 }
  }

  /// The rows at the top that are marked as headers, or hold no number.
  private static func headRows(_ cells: [TableCell], _ numbers: [TableNumber?], _ rowCount: Int) -> Int {
    var (rows, index) = (0, 0)
    while index < cells.count, rows < mostHeadRows {
      var (marked, plain) = (true, true)
      while index < cells.count, cells[index].row == rows {
        marked = marked && cells[index].isHeader
        plain = plain && numbers[index] == nil
        index += 1
      }
      guard marked || plain else { break }
      rows += 1
    }
    return rows >= rowCount ? 0 : rows
  }

  /// The cells whose numbers running text does not explain, in order of place.
  var numericCells: [ByteRange] {
    let all = isStandings
    return table.cells.indices.filter { all || numbers[$0] != nil }.map { table.cells[$0].range }
  }

  /// The table's figures, in order of place.
  func figures() -> [FigureFinding] {
    guard !isStandings else { return [] }
    let caption = table.caption.map { reader.sentence($0) }.flatMap { s in
      s.bounds.isEmpty ? nil : (TableHeader(s, reference: reader.reference), s)
    }
    let source = table.source.map { reader.pieces.text.words($0) }
    var found: [FigureFinding] = []
    // Of the sections the next one, and the one that the row belongs to.
    var (next, section): (Int, [Int]) = (0, [])
    for (index, cell) in table.cells.enumerated() {
      while next < sections.count, sections[next].row < cell.row {
        section = [sections[next].cell]
        next += 1
      }
      guard let number = numbers[index], !cell.isHeader, cell.row >= headRows else { continue }
      let column = entries(heads[cell.column].reversed()) + entries(section)
      let row = entries(labels[cell.row].filter { table.cells[$0].column < cell.column })
      // A number that nothing heads, or that stands under "Rank" or "Year", tells nothing.
      if column.contains(where: { $0.header.isLabel }) || heads[cell.column].isEmpty && row.isEmpty { continue }
      let own = TableHeaders(column: column, row: row, caption: caption, source: source)
      if let finding = reader.finding(number, sentences[index], own) { found.append(finding) }
    }
    return found.sorted { $0.range.start < $1.range.start }
  }

  private func entries(_ cells: [Int]) -> [TableHeaders.Entry] {
    cells.compactMap { cell in headers[cell].map { ($0, sentences[cell]) } }
  }

  /// Three headers and more of scores and standings, and half of all: no figures but scores.
  private var isStandings: Bool {
    let head = table.cells.indices.filter { table.cells[$0].row < max(headRows, 1) && !sentences[$0].bounds.isEmpty }
    let sport = head.count { TableHeader.isSport(sentences[$0]) }
    return sport >= 3 && sport * 2 >= head.count
  }
}
