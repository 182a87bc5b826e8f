internal import Aggregation
internal import Export
internal import OnRecord
internal import Platform
internal import Record

/// `onrecord export`: every matching row, for another program.
enum ExportCommand {
  private static let kinds: [(name: String, kinds: [FindingKind])] =
    FindingKind.allCases.map { ($0.tableName, [$0]) } + [("all", FindingKind.allCases)]

  static let description = CommandDescription(
    name: "export", summary: "write every matching row for a spreadsheet, a program or a citation manager",
    operands: "quotes|figures|officials|articles|all [QUERY]",
    minimumOperands: 1,
    options: SearchOptions.filters(nil) + [
      LinkCommands.allCopies,
      SearchOptions.sort, OptionDescription(name: "limit", short: "n", value: "N", help: "rows at the most; default all"),
      OptionDescription(
        name: "format", short: "f", value: "FORMAT", choices: ExportFormat.allCases.map(\.rawValue),
        help: "default csv, or what the ending of --output says"),
      OptionDescription(
        name: "output", short: "o", value: "PATH",
        help: "a file; or a folder, which gets datapackage.json and README.md beside the tables; default standard output"),
      OptionDescription(
        name: "excel",
        help:
          "write a CSV for Excel and LibreOffice: a byte-order mark, and ids and texts that they would take for numbers or dates as =\"…\""),
      OptionDescription(name: "unlisted", help: "do not note this export in the library"),
      IndexOptions.index,
    ],
    details: SearchCommands.queryHelp + """


      The same filters as in searching give the same rows; nothing is capped. The number of rows is printed on standard error.
      What was exported, with query, rows and digest, is noted in a file beside the index (INDEX.exports.json; where that cannot be written,
      in the folder of the standard index), which the library of onrecord serve lists; --unlisted leaves it out.
      Copies are left out as in searching, unless --all-copies asks for them; all holds them. copy_of names the article that a row's article copies.
      Formats: \(ExportFormat.allCases.map { "\($0.rawValue) (\($0.meaning))" }.joined(separator: ", ")).
      all writes every table, into a folder or into one xlsx or sqlite file; it takes quotes of every type.
      In CSV a text that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay numbers.
      In csv and jsonl the first row with a value of each column stands in front where neither --sort nor --limit is given, since readers
      guess a column's type by the first rows; on standard output, which cannot wait, the first of 50,000 rows.
      """,
    examples: [
      "onrecord export figures --unit percent --since 2016 > figures.csv", "onrecord export quotes --format jsonl --speaker Archambault",
      "onrecord export all --output news.sqlite", "onrecord export all --output tables/ --format parquet",
      "onrecord export quotes --speaker Archambault --format bibtex > cited.bib",
    ], run: run)

  private static func run(_ arguments: Arguments) throws -> ExitStatus {
    let name = arguments.operands[0]
    guard let kinds = kinds.first(where: { $0.name == name })?.kinds else {
      let near = Spelling.nearest(to: name, in: kinds.map(\.name)).map { "; did you mean '\($0)'?" } ?? ""
      throw UsageError(message: "export takes quotes, figures, officials, articles or all, not '\(name)'\(near)")
    }
    let format = try format(arguments)
    for kind in kinds where !format.holds(table: kind.tableName) {
      throw UsageError(
        message: "\(format.rawValue) cannot say what the table of \(kind.tableName) says",
        hint: "it takes \(FindingKind.allCases.map(\.tableName).filter(format.holds).joined(separator: ", "))")
    }
    let limit = try arguments.number("limit", atLeast: 1)
    let words = Array(arguments.operands.dropFirst())
    let destination = try ExportDestination(arguments.value("output"), kinds: kinds, format)
    let index = try IndexOptions.open(arguments)
    defer { index.close() }
    func search(_ kind: FindingKind) throws -> Search {
      var search = try SearchOptions.search(arguments, words: words, limit: limit)
      // When all tables are exported together, the article of each row must be among the articles.
      if kinds.count > 1 { search.foldsCopies = false }
      if kinds.count > 1, kind == .quote, search.options.type == nil { search.options.type = "all" }
      // A confidence narrows the tables that have it.
      if kinds.count > 1 {
        for part in FindingPart.allCases where !kind.parts.contains(part) { search.options.minimumPartConfidence[part] = nil }
      }
      return try index.withAllNames(search)
    }
    let run = ExportRun(kinds: kinds, format: format, style: arguments.has("excel") ? .spreadsheet : .plain, index: index, search: search)
    let written: ExportRun.Written
    switch destination {
    case .output: written = try run.writeOut()
    case .file(let path): written = try run.write(file: path)
    case .folder(let path): written = try run.write(folder: path, package(arguments, words, kinds, format))
    }
    let messages = Messages(arguments)
    if !arguments.has("unlisted") { remember(written, arguments, words, format, messages) }
    let counts = written.rows.map { kinds.count == 1 ? "" : "\($0.table) " + "\($0.rows)" }.joined(separator: ", ")
    messages.note((written.total == 1 ? "1 row" : "\(written.total) rows") + (kinds.count == 1 ? "" : " (\(counts))"))
    for kind in kinds {
      let search = try search(kind)
      let count = try index.count(kind, search)
      Messages.tellOthers(count, messages)
      try Messages.tellDoubtful(kind, search, count.matches, index, messages)
    }
    return written.total == 0 ? .nothingFound : .done
  }

  /// The format given by `--format`, else by the ending of `--output`, else CSV.
  private static func format(_ arguments: Arguments) throws -> ExportFormat {
    if let name = arguments.value("format"), let format = ExportFormat(rawValue: name) { return format }
    guard let path = arguments.value("output"), let dot = path.lastIndex(of: "."), !path[dot...].contains("/") else { return .csv }
    let ending = path[path.index(after: dot)...].lowercased()
    if ending == "db" { return .sqlite }
    return ExportFormat.allCases.first { $0.fileExtension == ending } ?? .csv
  }

  /// Records an export for the library. If that fails, a warning is printed, and the export does not fail.
  private static func remember(
    _ written: ExportRun.Written, _ arguments: Arguments, _ words: [String], _ format: ExportFormat, _ messages: Messages
  ) {
    let note = ExportNote(
      query: words.joined(separator: " "), options: chosen(arguments).map { .init(name: $0.name, value: $0.value) },
      format: format.rawValue,
      parts: written.parts)
    do {
      try ExportLog(index: IndexOptions.path(arguments)).add(note)
    } catch {
      messages.note("the export is not noted in the library: \((error as? FileError)?.words ?? "\(error)")")
    }
  }

  /// The options that choose rows, as they were given.
  private static func chosen(_ arguments: Arguments) -> [(name: String, value: String)] {
    let others = ["output", "index", "format", "excel", "unlisted"]
    return description.options.filter { !others.contains($0.name) }.flatMap { option in
      arguments.all(option.name).map { (option.name, $0) }
    }
  }

  /// The description of a folder's tables, made before they are written.
  private static func package(
    _ arguments: Arguments, _ words: [String], _ kinds: [FindingKind], _ format: ExportFormat
  ) -> DataPackage {
    let query = (words.isEmpty ? [] : [("query", words.joined(separator: " "))]) + chosen(arguments)
    return DataPackage(
      format: format, query: query, generator: Version.name, rules: [], created: CalendarDay.instant(WallClock.seconds * 1_000_000),
      isComplete: query.isEmpty && kinds.count > 1)
  }
}
