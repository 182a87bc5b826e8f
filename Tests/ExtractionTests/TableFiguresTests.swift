import Record
import Testing

@testable import Extraction

/// An article of one table: one line per row, cells separated by bars. `!` before a cell makes it a header; `>n` and `vn` before it make it
/// span n columns or rows; an empty cell is left out.
private func article(_ rows: [String], caption: String? = nil, source: String? = nil, published: String = "2024-03-04") -> Article {
  var text = ""
  var paragraphs: [Paragraph] = []
  func add(_ words: String, _ kind: ParagraphKind) -> ByteRange {
    if !text.isEmpty { text += "\n\n" }
    let range = ByteRange(text.utf8.count, text.utf8.count + words.utf8.count)
    text += words
    paragraphs.append(Paragraph(range, kind))
    return range
  }
  _ = add("The council told its plans to the people of the town on Monday, and the people listened to them for a while.", .paragraph)
  let captionRange = caption.map { add($0, .paragraph) }
  var cells: [TableCell] = []
  var covered: Set<[Int]> = []
  for (row, line) in rows.enumerated() {
    var words: [(String, TableCell)] = []
    var column = 0
    for part in line.split(separator: "|", omittingEmptySubsequences: false) {
      while covered.contains([row, column]) { column += 1 }
      var cell = part.trimmingPrefix { $0 == " " }
      var (isHeader, width, height) = (false, 1, 1)
      if cell.hasPrefix("!") { isHeader = true; cell = cell.dropFirst() }
      if cell.hasPrefix(">"), let number = Int(cell.dropFirst().prefix(1)) { width = number; cell = cell.dropFirst(2) }
      if cell.hasPrefix("v"), let number = Int(cell.dropFirst().prefix(1)) { height = number; cell = cell.dropFirst(2) }
      while cell.last == " " { cell = cell.dropLast() }
      for below in row..<row + height { for right in column..<column + width { covered.insert([below, right]) } }
      if !cell.isEmpty {
        words.append(
          (
            String(cell),
            TableCell(range: ByteRange(0, 0), row: row, column: column, rowSpan: height, columnSpan: width, isHeader: isHeader)
          ))
      }
      column += width
    }
    let range = add(words.map(\.0).joined(separator: " "), .table)
    var start = range.start
    for (word, cell) in words {
      var placed = cell
      placed.range = ByteRange(start, start + word.utf8.count)
      cells.append(placed)
      start += word.utf8.count + 1
    }
  }
  let sourceRange = source.map { add("Source: " + $0, .paragraph) }.map { ByteRange($0.start + 8, $0.end) }
  return Article(
    id: "t", published: published, text: text, paragraphs: paragraphs,
    tables: [ArticleTable(caption: captionRange, source: sourceRange, cells: cells)],
    provenance: Provenance(contentSHA256: "", mediaType: "text/html", encoding: "utf-8"))
}

private func figures(_ rows: [String], caption: String? = nil, source: String? = nil) -> [Figure] {
  Extractor().record(of: article(rows, caption: caption, source: source)).figures
}

/// A table of one row of numbers.
enum TableReading {
  /// The figures of a column with that header, beside one of names.
  static func column(under header: String) -> [Figure] { figures(["!Town|!\(header)", "!Ashby|12", "!Corve|14"]) }
  /// The figures of a table with the headers of matches played and won and that header: none where all three are typical of standings.
  static func standings(with header: String) -> [Figure] { figures(["!Town|!P|!W|!\(header)", "!Ashby|9|4|12", "!Corve|9|5|14"]) }
}

@Suite struct TableFiguresTests {
  @Test func headersGiveUnitConceptAndPeriod() throws {
    let found = figures(["!Town|!Homes built 2021|!Homes built 2022", "!Ashby|1,240|980", "!Corve|75|112"])
    #expect(found.map(\.value) == [1240, 980, 75, 112])
    #expect(found.allSatisfy { $0.unit == "home" && $0.unitKind == .count })
    #expect(found.map(\.period) == ["2021", "2022", "2021", "2022"])
    let concept = try #require(found[0].concept)
    #expect(concept.contains("Ashby") && concept.contains("Homes built"))
    #expect(found[2].concept?.contains("Corve") == true)
  }

  @Test func scaleAndMoneyStandInTheHeader() {
    let found = figures(["!Division|!Revenue (£m)|!Margin (%)|!Change on year (%)", "!Tools|41.5|7|-3.2", "!Paint|(2.5)|1|+4"])
    #expect(found.map(\.value) == [41_500_000, 7, 3.2, -2_500_000, 1, 4])
    #expect(found.map(\.unit) == ["GBP", "percent", "percent", "GBP", "percent", "percent"])
    #expect(found.map(\.change) == [nil, nil, .down, nil, nil, .up])
    #expect(found.map(\.role) == [.level, .level, .change, .level, .level, .change])
  }

  @Test func cellsWithAUnitOfTheirOwnKeepIt() {
    let found = figures(["!Item|!2022|!2023", "!Turnover|£3.1m|£2.9m", "!Staff costs|41%|44%"])
    #expect(found.map(\.value) == [3_100_000, 2_900_000, 41, 44])
    #expect(found.map(\.unit) == ["GBP", "GBP", "percent", "percent"])
    #expect(found.map(\.period) == ["2022", "2023", "2022", "2023"])
    #expect(found[2].concept == "Staff costs")
  }

  @Test func spansReachOverTheirColumnsAndRows() {
    let found = figures(["!v2Region|!>2Deaths|!>2Injuries", "!2019|!2020|!2019|!2020", "!North|12|9|140|131"])
    #expect(found.map(\.unit) == ["death", "death", "injury", "injury"])
    #expect(found.map(\.period) == ["2019", "2020", "2019", "2020"])
    #expect(found.allSatisfy { $0.concept?.contains("North") == true })
  }

  @Test func rowLabelsMayCoverSeveralRows() {
    let found = figures(["Year|Kind|Vessels", "v2 2021|Trawlers|40", "Ferries|6", "v2 2022|Trawlers|38", "Ferries|7"])
    #expect(found.map(\.value) == [40, 6, 38, 7])
    #expect(found.map(\.period) == ["2021", "2021", "2022", "2022"])
    #expect(found.allSatisfy { $0.unit == "vessel" })
  }

  @Test func captionAndSourceServeAll() throws {
    let found = figures(
      ["!District|!March|!April", "!East|300|210"], caption: "Number of burglaries, 2022", source: "County police, yearly report")
    #expect(found.map(\.value) == [300, 210])
    #expect(found.map(\.unit) == ["burglary", "burglary"])
    #expect(found.map(\.period) == ["2022-03", "2022-04"])
    #expect(found.allSatisfy { $0.attributedTo?.hasPrefix("County police") == true })
  }

  @Test func aYearOfTheRowAndAMonthOfTheColumnAreOneTime() {
    let found = figures(["!Year|!January arrivals|!June arrivals", "!2019|300|210", "!2020|90|4"])
    #expect(found.map(\.period) == ["2019-01", "2019-06", "2020-01", "2020-06"])
  }

  @Test func ranksAndNotesAreNone() {
    let found = figures(["!Rank|!City|!Residents", "1|Ashby|41,200*", "2|Corve|39,000 (b)"])
    #expect(found.map(\.value) == [41_200, 39_000])
    #expect(found.allSatisfy { $0.unit == "resident" })
  }

  @Test func theCornerTellsTheUnitOfAll() {
    let found = figures(["!Budget (£000s)|!2022 actual|!2024 budget|!2025 forecast", "Roads|4,120|4,300|4,450"])
    #expect(found.map(\.value) == [4_120_000, 4_300_000, 4_450_000])
    #expect(found.map(\.unit) == ["GBP", "GBP", "GBP"])
    #expect(found.map(\.status) == [.actual, .planned, .projected])
  }

  @Test func wordsOfUnitsAreNoFigures() {
    let found = figures(["!Division|!Sales (millions)", "Paper|12.4"], caption: "Sales in € million")
    #expect(found.map(\.value) == [12.4e6])
  }

  @Test func aColumnOfSignsIsAChangeOfTheOneBefore() {
    let found = figures(["!Party|!Seats|!+/-", "Greens|14|+3", "Whigs|22|-4"])
    #expect(found.map(\.value) == [14, 3, 22, 4])
    #expect(found.map(\.change) == [nil, .up, nil, .down])
    #expect(found.allSatisfy { $0.unit == "seat" })
  }

  @Test func rangesStandInCellsAndInLabels() {
    let found = figures(["!Age|!Rain (mm)", "30–49|3–5", "Under 30|7"], caption: "Rain by age of gauge")
    #expect(found.map(\.value) == [3, 7])
    #expect(found.map(\.valueHigh) == [5, nil])
    #expect(found.map(\.unit) == ["mm", "mm"])
    #expect(found[0].concept?.contains("30–49") == true && found[1].concept?.contains("Under 30") == true)
  }

  @Test func theCaptionSaysWhatIsMeasuredWhereColumnsNameGroups() {
    let found = figures(["!|!Men|!Women", "!Ashby|41%|38%"], caption: "Share in work, 2022")
    #expect(found.allSatisfy { $0.concept?.hasPrefix("Share in work") == true && $0.period == "2022" })
  }

  @Test func standingsAndScoresGiveNone() {
    #expect(figures(["!Team|!P|!W|!D|!L|!Pts", "!Ashby|12|8|2|2|26", "!Corve|12|7|2|3|23"]).isEmpty)
    #expect(figures(["Home|Score|Away", "Ashby|2-1|Corve"]).isEmpty)
  }

  @Test func numbersWithoutHeadersGiveNone() { #expect(figures(["12|14|19", "3|4|7"]).isEmpty) }
}
