internal import Aggregation
internal import Export
internal import OnRecord
internal import Platform

/// `onrecord quotes|figures|officials|articles`: search the index and show the best hits.
enum SearchCommands {
  static let quotes = description(
    .quote, "quotes", "search who said what, exactly and where",
    more: "Shown are assertions; how many beliefs, facts and plans match besides is told on standard error (--type all shows them).",
    examples: [
      "onrecord quotes --speaker Archambault", "onrecord quotes 'refugee* NEAR/5 border' --since 2017-01 --sort date",
      "onrecord quotes '\"safe third country\" -asylum'",
    ])
  static let figures = description(
    .figure, "figures", "search numbers with what they count, when and who says so",
    examples: ["onrecord figures claims", "onrecord figures unemployment --unit percent --since 2016 --format csv"])
  static let officials = description(
    .official, "officials", "search named people with their title and organization",
    examples: ["onrecord officials 'Royal Canadian Mounted Police'", "onrecord officials title:minister --kind government"])
  static let articles = description(
    .article, "articles", "search the articles themselves", examples: ["onrecord articles 'flood OR storm' --outlet Post --sort date"])

  private static let format = OptionDescription(
    name: "format", short: "f", choices: ["table"] + ExportFormat.allCases.map(\.rawValue), help: "how to print the hits; default table")

  private static let after = OptionDescription(
    name: "after", value: "PLACE", help: "go on behind that place; what was shown last tells it, for the same search")

  private static func facets(_ kind: FindingKind) -> OptionDescription {
    let names =
      switch kind {
      case .quote: "speaker, organization, outlet, month and kind"
      case .figure: "credited source, outlet, month, kind of unit and unit"
      case .official: "official, organization, outlet, month and sector"
      case .article: "outlet and month"
      }
    return OptionDescription(name: "facets", help: "instead of the hits, count all matches by \(names); --limit values of each")
  }

  private static func description(
    _ kind: FindingKind, _ name: String, _ summary: String, more: String = "", examples: [String]
  ) -> CommandDescription {
    CommandDescription(
      name: name, summary: summary, operands: "[QUERY]",
      options: SearchOptions.filters(kind) + [
        SearchOptions.sort, SearchOptions.limit, after, facets(kind), format, IndexOptions.index, TerminalStyle.option,
      ], details: queryHelp + (more.isEmpty ? "" : "\n\n" + more), examples: examples, run: { try run($0, kind) })
  }

  /// The query language in brief.
  static let queryHelp = """
    QUERY: words (all must match, in any form), "exact phrase", OR, -word or NOT word, ( ), word*, a NEAR/5 b; fields
    speaker: official: organization: title: headline: outlet: kind: type: unit: concept: value:>1000 value:1..5
    published:2017-01..2017-03 sort:date. Case, accents and the shapes of quotation marks and hyphens make no
    difference. Everything after -- is query text; without a query everything matches.
    """

  private static func run(_ arguments: Arguments, _ kind: FindingKind) throws -> ExitStatus {
    let limit = try arguments.number("limit", atLeast: 1) ?? 20
    var search = try SearchOptions.search(arguments, words: arguments.operands, limit: limit)
    if let text = arguments.value("after") {
      guard let place = PageCursor(text) else {
        throw UsageError(message: "--after takes a place that a search has told, not '\(text)'")
      }
      if arguments.has("facets") { throw UsageError(message: "--after goes on with hits, --facets counts all of them: use one") }
      search.after = place
    }
    let index = try IndexOptions.open(arguments)
    defer { index.close() }
    if arguments.has("facets") { return try print(index.facets(kind, search, top: limit), kind, arguments) }
    let shown: (hits: Int, next: PageCursor?)
    switch kind {
    case .quote: shown = try print(index.quotes(search), arguments)
    case .figure: shown = try print(index.figures(search), arguments)
    case .official: shown = try print(index.officials(search), arguments)
    case .article: shown = try print(index.articles(search), arguments)
    }
    tell(shown.hits, shown.next, try index.count(kind, search), Messages(arguments))
    return shown.hits == 0 ? .nothingFound : .done
  }

  private static func print(_ facets: Facets, _ kind: FindingKind, _ arguments: Arguments) throws -> ExitStatus {
    let view = FacetView(facets, of: kind)
    if let format = arguments.value("format").flatMap(ExportFormat.init) {
      let sink = format.makeSink(columns: FacetView.columns)
      try StandardStream.output.write(sink.header + view.rows.flatMap(sink.row))
    } else {
      try StandardStream.output.write(Array(view.text(TerminalStyle(arguments)).utf8))
    }
    Messages(arguments).note(facets.total == 0 ? "nothing found" : "counts of \(facets.total) \(facets.total == 1 ? "match" : "matches")")
    return facets.total == 0 ? .nothingFound : .done
  }

  private static func print<Hit: ExportableHit & ViewableHit>(
    _ page: SearchHits<Hit>, _ arguments: Arguments
  ) throws -> (hits: Int, next: PageCursor?) {
    let hits = page.hits
    if let format = arguments.value("format").flatMap(ExportFormat.init) {
      let sink = format.makeSink(columns: Hit.columns)
      try StandardStream.output.write(sink.header + hits.flatMap { sink.row($0.cells) })
    } else {
      let style = TerminalStyle(arguments)
      let text = hits.map { $0.view(style) }.joined(separator: "\n")
      try StandardStream.output.write(Array(text.utf8))
    }
    return (hits.count, page.next)
  }

  private static func tell(_ shown: Int, _ next: PageCursor?, _ count: MatchCount, _ messages: Messages) {
    if shown == 0 {
      messages.note("nothing found")
    } else if let next {
      messages.note("\(shown) of \(count.matches) shown; --after \(next.text) goes on, onrecord export gives all")
    } else if shown < count.matches {
      messages.note("\(shown) of \(count.matches) shown, to the last")
    } else {
      messages.note("\(shown) found")
    }
    Messages.tellOthers(count, messages)
  }
}

extension Messages {
  /// Tells how many quotes of other attribution types match.
  static func tellOthers(_ count: MatchCount, _ messages: Messages) {
    guard count.otherTypes > 0 else { return }
    let verb = count.otherTypes == 1 ? "matches" : "match"
    messages.note("\(count.otherTypes) more \(verb) that are beliefs, facts or plans; --type all shows them")
  }
}
