internal import Aggregation
internal import Export
internal import OnRecord
internal import Platform

/// `onrecord export`: every matching row, for another program.
enum ExportCommand {
  private static let kinds: [(name: String, kind: FindingKind)] = [
    ("quotes", .quote), ("figures", .figure), ("officials", .official), ("articles", .article),
  ]

  static let description = CommandDescription(
    name: "export", summary: "write every matching row as CSV or JSON Lines", operands: "quotes|figures|officials|articles [QUERY]",
    minimumOperands: 1,
    options: SearchOptions.filters(nil) + [
      SearchOptions.sort, OptionDescription(name: "limit", short: "n", value: "N", help: "rows at the most; default all"),
      OptionDescription(
        name: "format", short: "f", choices: ExportFormat.allCases.map(\.rawValue), help: "csv (RFC 4180, the default) or jsonl"),
      OptionDescription(name: "excel", help: "begin a CSV with a byte-order mark, so that Excel reads it as UTF-8"), IndexOptions.index,
    ],
    details: SearchCommands.queryHelp + """


      The same filters as in searching give the same rows; nothing is capped. The number of rows is told on standard error.
      In CSV a text that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay numbers.
      """,
    examples: [
      "onrecord export figures --unit percent --since 2016 > figures.csv", "onrecord export quotes --format jsonl --speaker Archambault",
    ], run: run)

  private static func run(_ arguments: Arguments) throws -> ExitStatus {
    let name = arguments.operands[0]
    guard let kind = kinds.first(where: { $0.name == name })?.kind else {
      let near = Spelling.nearest(to: name, in: kinds.map(\.name)).map { "; did you mean '\($0)'?" } ?? ""
      throw UsageError(message: "export takes quotes, figures, officials or articles, not '\(name)'\(near)")
    }
    let limit = try arguments.number("limit", atLeast: 1)
    let search = try SearchOptions.search(arguments, words: Array(arguments.operands.dropFirst()), limit: limit)
    let index = try IndexOptions.open(arguments)
    defer { index.close() }
    let rows: Int
    switch kind {
    case .quote: rows = try write(QuoteHit.self, arguments) { try index.eachQuote(search, $0) }
    case .figure: rows = try write(FigureHit.self, arguments) { try index.eachFigure(search, $0) }
    case .official: rows = try write(OfficialHit.self, arguments) { try index.eachOfficial(search, $0) }
    case .article: rows = try write(ArticleHit.self, arguments) { try index.eachArticle(search, $0) }
    }
    let messages = Messages(arguments)
    messages.note(rows == 1 ? "1 row" : "\(rows) rows")
    if kind == .quote { Messages.tellOthers(try index.count(kind, search), messages) }
    return rows == 0 ? .nothingFound : .done
  }

  /// Writes all rows, in blocks, and counts them.
  private static func write<Hit: ExportableHit>(
    _: Hit.Type, _ arguments: Arguments, _ each: ((Hit) throws -> Void) throws -> Void
  ) throws -> Int {
    let format = arguments.value("format").flatMap(ExportFormat.init) ?? .csv
    let sink = format.makeSink(columns: Hit.columns)
    var block: [UInt8] = format == .csv && arguments.has("excel") ? [0xEF, 0xBB, 0xBF] : []
    block += sink.header
    var rows = 0
    try each { hit in
      block += sink.row(hit.cells)
      rows += 1
      if block.count >= 1 << 16 {
        try StandardStream.output.write(block)
        block.removeAll(keepingCapacity: true)
      }
    }
    try StandardStream.output.write(block)
    return rows
  }
}
