import Linguistics
import Record

/// Reads one table: which cells are headers of rows and columns, and which of the others are numbers.
struct TableGridReader {
  private let table: ArticleTable
  private let reader: TableFigures
  private let sentences: [PieceSentence]
  private let numbers: [TableNumber?]
  /// The headers read from the cells that are not numbers, by cell index.
  private let headers: [Int: TableHeader]
  /// The number of header rows at the top.
  private let headRows: Int
  /// For each column its header cells, from the top.
  private var heads: [[Int]]
  /// For each row the label cells on its left.
  private var labels: [[Int]]
  /// Cells below the header rows that span the whole width, with their row. They are headers of the rows that follow.
  private var sections: [(row: Int, cell: Int)] = []

  /// The most header rows of a table.
  private static let mostHeadRows = 4

  init(table: ArticleTable, of reader: TableFigures) {
    self.table = table
    self.reader = reader
    let cells = table.cells
    let (rowCount, width) = ((cells.map(\.row).max() ?? -1) + 1, cells.map { $0.column + $0.columnSpan }.max() ?? 0)
    sentences = cells.map { reader.sentence($0.range) }
    numbers = zip(cells, sentences).map { cell, sentence in
      guard !Self.isTime(sentence, reader.reference), let number = TableNumber(sentence) else { return nil }
      // "30–49" on the left is the label of a row.
      return number.high != nil && number.unit == nil && cell.column == 0 && width > 1 ? nil : number
    }
    var headers: [Int: TableHeader] = [:]
    for index in cells.indices where !sentences[index].bounds.isEmpty && (numbers[index] == nil || cells[index].isHeader) {
      headers[index] = TableHeader(sentences[index], reference: reader.reference)
    }
    self.headers = headers
    headRows = Self.headRows(cells, numbers, rowCount)
    // Finds the columns that contain numbers.
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

  /// Whether the text is nothing but a time: "2021", "Q1 2023", "March".
  private static func isTime(_ sentence: PieceSentence, _ reference: CalendarDate?) -> Bool {
    PeriodRecognizer(sentence, reference: reference).expressions().contains { $0.pieces.count >= sentence.bounds.count - 1 }
  }

  /// How many rows at the top are marked as headers or contain no number.
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

  /// What must not be read as running text, in text order: the cells that are numbers, the headers, and the unit that the caption states.
  var numericCells: [ByteRange] {
    let all = isStandings
    var ranges = table.cells.indices.filter { index in
      all || numbers[index] != nil || table.cells[index].row < headRows || labels[table.cells[index].row].contains(index)
    }.map { table.cells[$0].range }
    if let caption { ranges += caption.header.unitPieces.map { caption.sentence.byteRange($0) } }
    return ranges.sorted { ($0.start, $0.end) < ($1.start, $1.end) }
  }

  private var caption: TableHeaders.Entry? {
    table.caption.map { reader.sentence($0) }.flatMap { sentence in
      sentence.bounds.isEmpty ? nil : (TableHeader(sentence, reference: reader.reference), sentence)
    }
  }

  /// The header above the row headers, if it states a unit or scale that no column's header states.
  private var corner: TableHeaders.Entry? {
    guard headRows > 0, !heads.isEmpty, let cell = heads[0].last, let header = headers[cell], !header.unitPieces.isEmpty,
      !table.cells.indices.contains(where: { table.cells[$0].column == 0 && table.cells[$0].row >= headRows && numbers[$0] != nil })
    else { return nil }
    return (header, sentences[cell])
  }

  /// The headers of a column. A column of changes without words of its own is about what the column on its left counts.
  private func columnHeads(_ column: Int) -> [Int] {
    let own = Array(heads[column].reversed())
    guard column > 1, let header = own.compactMap({ headers[$0] }).first, header.isChange, header.concept.isEmpty else { return own }
    return own + heads[column - 1].reversed().filter { !own.contains($0) }
  }

  /// The table's figures in text order.
  func figures() -> [FigureFinding] {
    guard !isStandings else { return [] }
    let (caption, corner) = (caption, corner)
    let source = table.source.map { reader.pieces.text.words($0) }
    var found: [FigureFinding] = []
    // The next section, and the one that the current row belongs to.
    var (next, section): (Int, [Int]) = (0, [])
    for (index, cell) in table.cells.enumerated() {
      while next < sections.count, sections[next].row < cell.row {
        section = [sections[next].cell]
        next += 1
      }
      guard let number = numbers[index], !cell.isHeader, cell.row >= headRows else { continue }
      let column = entries(columnHeads(cell.column)) + entries(section)
      let row = entries(labels[cell.row].filter { table.cells[$0].column < cell.column })
      // A number without any header, or under "Rank" or "Year", states nothing.
      if column.contains(where: { $0.header.isLabel }) || heads[cell.column].isEmpty && row.isEmpty { continue }
      let own = TableHeaders(column: column, row: row, caption: caption, corner: corner, source: source)
      if let finding = reader.finding(number, sentences[index], own) { found.append(finding) }
    }
    return found.sorted { $0.range.start < $1.range.start }
  }

  private func entries(_ cells: [Int]) -> [TableHeaders.Entry] {
    cells.compactMap { cell in headers[cell].map { ($0, sentences[cell]) } }
  }

  /// Whether at least three headers, and at least half of them, are typical of scores and standings. Such a table holds no figures.
  private var isStandings: Bool {
    let head = table.cells.indices.filter { table.cells[$0].row < max(headRows, 1) && !sentences[$0].bounds.isEmpty }
    let sport = head.count { TableHeader.isSport(sentences[$0]) }
    return sport >= 3 && sport * 2 >= head.count
  }
}
