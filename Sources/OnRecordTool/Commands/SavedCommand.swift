internal import Aggregation
internal import Export
internal import OnRecord
internal import Platform

/// `onrecord saved`: searches with a name, and what is new since their last run.
enum SavedCommand {
  private static let actions = ["add", "list", "run", "remove"]
  private static let kinds: [FindingKind] = FindingKind.allCases

  static let description = CommandDescription(
    name: "saved", summary: "save searches, and run them for what is new",
    operands: "add NAME WHAT [QUERY] | run NAME | list | remove NAME",
    minimumOperands: 1,
    options: SearchOptions.filters(nil) + [
      OptionDescription(name: "new", help: "run: only what no run has shown before"),
      OptionDescription(
        name: "format", short: "f", value: "FORMAT", choices: ["table"] + ExportFormat.allCases.filter { $0.isStream }.map(\.rawValue),
        help: "run: how to print; default table"), SearchCommands.cite, IndexOptions.index, TerminalStyle.option,
    ],
    details: """
      WHAT is quotes, figures, officials or articles. A saved search keeps the query and the filters; run prints all that matches, the newest
      first, with --new only what no run of it has shown before. Exit status: 0 something was printed, 3 nothing (new) was found, so that a
      scheduled job can tell. Searches are kept in a file beside the index (news.db.saved.json), which the pages of serve share.
      """,
    examples: [
      "onrecord saved add border quotes 'border NEAR/5 asylum' --since 2017", "onrecord saved run border --new",
      "onrecord saved run border --format atom > border.xml", "onrecord ingest pages -q && onrecord saved run border --new && notify",
    ], run: run)

  private static func run(_ arguments: Arguments) throws -> ExitStatus {
    let words = arguments.operands
    let store = SavedSearches(index: IndexOptions.path(arguments))
    guard actions.contains(words[0]) else {
      let near = Spelling.nearest(to: words[0], in: actions).map { "; did you mean '\($0)'?" } ?? ""
      throw UsageError(message: "saved does not know '\(words[0])'\(near)", hint: "it takes \(actions.joined(separator: ", "))")
    }
    if words[0] == "list" { return try list(store) }
    guard words.count > 1 else { throw UsageError(message: "saved \(words[0]) needs the name of a search") }
    let name = words[1]
    switch words[0] {
    case "add": return try add(name, Array(words.dropFirst(2)), arguments, store)
    case "remove":
      guard try store.remove(name) else { throw try unknown(name, store) }
      return .done
    default: return try run(name, arguments, store)
    }
  }

  private static func list(_ store: SavedSearches) throws -> ExitStatus {
    var text = ""
    for search in try store.all() {
      let kind = search.kind.tableName
      let options = search.options.sorted { $0.key < $1.key }.map { " --\($0.key) '\($0.value)'" }.joined()
      text += "\(search.name): onrecord \(kind)\(options)\(search.query.isEmpty ? "" : " -- '\(search.query)'"), \(search.seenCount) seen\n"
    }
    try StandardStream.output.show(text)
    return .done
  }

  private static func add(_ name: String, _ words: [String], _ arguments: Arguments, _ store: SavedSearches) throws -> ExitStatus {
    guard name.contains(where: { !$0.isWhitespace }) else {
      throw UsageError(message: "a saved search needs a name", hint: "onrecord saved add border quotes border")
    }
    guard let what = words.first, let kind = kinds.first(where: { $0.tableName == what }) else {
      throw UsageError(
        message: "saved add needs what to search: quotes, figures, officials or articles", hint: "onrecord saved add \(name) quotes QUERY")
    }
    // A query that cannot be read is reported now, not only when it is run.
    let query = words.dropFirst().joined(separator: " ")
    let checked = try SearchOptions.search(arguments, words: [query], limit: nil)
    var options: [String: String] = [:]
    for option in SearchOption.allCases { options[option.rawValue] = arguments.value(option.rawValue) }
    for part in FindingPart.allCases where !kind.parts.contains(part) && options[SearchOption.confidence(of: part).rawValue] != nil {
      throw UsageError(message: "\(what) have no confidence of the \(part.rawValue)")
    }
    if let least = checked.options.minimumConfidence { options[SearchOption.confidence.rawValue] = "\(least)" }
    try store.save(SavedSearch(name: name, kind: kind, query: query, options: options))
    Messages(arguments).note("saved; onrecord saved run \(name) --new prints what is new")
    return .done
  }

  private static func run(_ name: String, _ arguments: Arguments, _ store: SavedSearches) throws -> ExitStatus {
    guard let saved = try store.search(named: name) else { throw try unknown(name, store) }
    let index = try IndexOptions.open(arguments)
    defer { index.close() }
    let search = try index.withAllNames(saved.search())
    let run = SavedRun(isNew: arguments.has("new"), saved: saved, arguments: arguments)
    let shown: [String] =
      switch saved.kind {
      case .quote: try run.print(QuoteHit.self, id: \.id) { try index.eachQuote(search, $0) }
      case .figure: try run.print(FigureHit.self, id: \.id) { try index.eachFigure(search, $0) }
      case .official: try run.print(OfficialHit.self, id: \.id) { try index.eachOfficial(search, $0) }
      case .article: try run.print(ArticleHit.self, id: \.article.id) { try index.eachArticle(search, $0) }
      }
    try store.markSeen(name, findings: shown)
    Messages(arguments).note(shown.isEmpty ? "nothing\(arguments.has("new") ? " new" : "") found" : "\(shown.count) found")
    return shown.isEmpty ? .nothingFound : .done
  }

  private static func unknown(_ name: String, _ store: SavedSearches) throws -> UsageError {
    let near = Spelling.nearest(to: name, in: try store.all().map(\.name)).map { "; did you mean '\($0)'?" } ?? ""
    return UsageError(message: "no search is saved as '\(name)'\(near)", hint: "onrecord saved list prints the names")
  }
}

/// Prints the hits of a saved search as they are found.
private struct SavedRun {
  let isNew: Bool
  let saved: SavedSearch
  let arguments: Arguments

  func print<Hit: ExportableHit & ViewableHit>(
    _: Hit.Type, id: KeyPath<Hit, String>, _ each: ((Hit) throws -> Void) throws -> Void
  ) throws -> [String] {
    let format = arguments.value("format").flatMap(ExportFormat.init)
    if let format, !format.holds(table: Hit.table.name) {
      throw UsageError(message: "\(format.rawValue) cannot say what the table of \(Hit.table.name) says")
    }
    let sink = format?.makeSink { try StandardStream.output.data($0) }
    let style = TerminalStyle(arguments)
    var shown: [String] = []
    try sink?.begin(Hit.table)
    try each { hit in
      let key = hit[keyPath: id]
      guard !isNew || !saved.hasSeen(key) else { return }
      if let sink {
        try sink.row(hit.cells)
      } else if arguments.has("cite") {
        try StandardStream.output.show(hit.citation + "\n")
      } else {
        try style.show((shown.isEmpty ? "" : "\n") + hit.view(style, nil))
      }
      shown.append(key)
    }
    try sink?.finish()
    try sink?.close()
    return shown
  }
}
