internal import Aggregation
internal import Charts
internal import Export
internal import OnRecord
internal import Platform
internal import Record

/// `onrecord quotes|figures|officials|articles`: search the index and show the best hits.
enum SearchCommands {
  static let quotes = description(
    .quote, "quotes", "search who said what, exactly and where",
    more: "Shown are assertions; the number of beliefs, facts and plans that match is printed on standard error (--type all shows them).",
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
    name: "format", short: "f", value: "FORMAT", choices: ["table"] + ExportFormat.allCases.map(\.rawValue),
    help: "how to print what is found; default table")

  private static let after = OptionDescription(
    name: "after", value: "PLACE", help: "go on after that place, which the same search printed last")

  static let context = OptionDescription(
    name: "context", short: "C", value: "N", help: "show N sentences before and behind the finding's own, and it marked")
  static let cite = OptionDescription(name: "cite", help: "print each hit and its source in one line, ready to paste")
  static let svg = OptionDescription(name: "svg", value: "FILE", help: "write what is printed as a picture of the terminal, too")
  static let noPager = OptionDescription(name: "no-pager", help: "print at once; else $PAGER (less) shows it, where it is a terminal")

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
      options: SearchOptions.filters(kind) + LinkCommands.options(kind) + [
        SearchOptions.sort, SearchOptions.limit, after, facets(kind), format, context, cite, svg, IndexOptions.index, TerminalStyle.option,
        noPager,
      ], details: queryHelp + (more.isEmpty ? "" : "\n\n" + more), examples: examples, run: { try run($0, kind) })
  }

  /// How many hits a page showed, where the next one begins, and how many there are.
  private typealias Shown = (hits: Int, next: PageCursor?, count: MatchCount?)

  /// The query language in brief.
  static let queryHelp = """
    QUERY: words (all must match, in any form), "exact phrase", OR, -word or NOT word, ( ), word*, a NEAR/5 b; fields
    speaker: official: organization: title: headline: outlet: kind: type: unit: concept: cue: site: url: article:
    speaker_confidence: organization_confidence: concept_confidence: period_confidence: confidence:>=0.8
    value:>1000 value:1..5 published:2017-01..2017-03 ingested:today sort:date sort:oldest sort:confidence.
    Case, accents and the shapes of quotation marks and hyphens make no difference. Everything after -- is query text; without a query everything matches.
    """

  private static func run(_ arguments: Arguments, _ kind: FindingKind) throws -> ExitStatus {
    try LinkCommands.refuseFormat(arguments)
    let limit = try arguments.number("limit", atLeast: 1) ?? 20
    var search = try SearchOptions.search(arguments, words: arguments.operands, limit: limit)
    if let text = arguments.value("after") {
      if arguments.has("facets") { throw UsageError(message: "--after goes on with hits, --facets counts all of them: use one") }
      let parts = text.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count == 4, let place = PageCursor(parts.prefix(3).joined(separator: ".")) else {
        throw UsageError(message: "--after takes a place that a search has printed, not '\(text)'")
      }
      guard parts[3] == fingerprint(search, kind) else {
        throw UsageError(message: "that place belongs to another search", hint: "use it with the same query, filters and order")
      }
      search.after = place
    }
    let fingerprint = fingerprint(search, kind)
    let index = try IndexOptions.open(arguments)
    defer { index.close() }
    let asked = search.query
    search = try index.withAllNames(search)
    if let status = try LinkCommands.run(arguments, search, index, limit: limit) { return status }
    if arguments.has("facets") {
      let facets = try index.facets(kind, search, top: limit)
      let status = try print(facets, kind, arguments)
      try Messages.tellDoubtful(kind, search, facets.total, index, Messages(arguments))
      return status
    }
    if !arguments.has("no-pager"), arguments.value("format") ?? "table" == "table" { Pager.start() }
    search.countsMatches = true
    let shown: Shown
    switch kind {
    case .quote: shown = try print(index.quotes(search), arguments, index)
    case .figure: shown = try print(index.figures(search), arguments, index)
    case .official: shown = try print(index.officials(search), arguments, index)
    case .article: shown = try print(index.articles(search), arguments, index)
    }
    let messages = Messages(arguments)
    let count = try shown.count ?? index.count(kind, search)
    tell(shown.hits, shown.next.map { "\($0.text).\(fingerprint)" }, count, messages)
    try Messages.tellDoubtful(kind, search, count.matches, index, messages)
    if shown.hits == 0 { try NameSuggestions(index).tell(arguments, kind, asked, messages) }
    return shown.hits == 0 ? .nothingFound : .done
  }

  private static func print(_ facets: Facets, _ kind: FindingKind, _ arguments: Arguments) throws -> ExitStatus {
    let view = FacetList(facets, of: kind)
    if let format = arguments.value("format").flatMap(ExportFormat.init) {
      guard format.isTabular else { throw UsageError(message: "--facets are counts, which \(format.rawValue) does not hold") }
      try TableWriter.print(FacetList.table, view.rows, format)
    } else {
      let style = TerminalStyle(arguments)
      try style.show(view.text(style))
    }
    let matches = facets.total == 1 ? "match" : "matches"
    Messages(arguments).note(
      facets.total == 0 ? "nothing found" : "counts of \(facets.total) \(matches), copies of a story included")
    return facets.total == 0 ? .nothingFound : .done
  }

  /// A hash of a search, so that a position in its hits is not mistaken for one in another search's.
  private static func fingerprint(_ search: Search, _ kind: FindingKind) -> String {
    let options = search.options
    let parts =
      [
        kind.rawValue, search.query.text, search.sort?.rawValue, search.foldsCopies ? nil : "all copies",
        options.minimumNameConfidence.map { "\($0)" },
      ] + SearchOption.allCases.map { options[$0] }
    let text = parts.map { $0.map { "+\($0)" } ?? "-" }.joined(separator: "\u{0}")
    return String(Digest.sha256Prefix(Array(text.utf8)) >> 32, radix: 36)
  }

  private static func print<Hit: ExportableHit & ViewableHit>(
    _ page: SearchHits<Hit>, _ arguments: Arguments, _ index: any SearchIndex
  ) throws -> Shown {
    let hits = page.hits
    if let format = arguments.value("format").flatMap(ExportFormat.init) {
      guard format.holds(table: Hit.table.name) else {
        throw UsageError(message: "\(format.rawValue) cannot say what the table of \(Hit.table.name) says")
      }
      try TableWriter.print(Hit.table, hits.map(\.cells), format)
    } else {
      let style = TerminalStyle(arguments)
      let sentences = try arguments.number("context", atLeast: 0)
      let text = try hits.map { hit in
        if arguments.has("cite") { return TerminalText.clean(hit.citation) + "\n" }
        return hit.view(style, try sentences.flatMap { try context(of: hit, $0, index) })
      }.joined(separator: arguments.has("cite") ? "" : "\n")
      try style.show(text)
      if let path = arguments.value("svg") { try draw(hits, sentences, arguments, index, to: path) }
    }
    if page.folded > 0 {
      let copies = page.folded == 1 ? "1 copy of what is shown is" : "\(page.folded) copies of what is shown are"
      Messages(arguments).note("\(copies) folded; counts hold all, --all-copies shows them")
    }
    return (hits.count, page.next, page.count)
  }

  /// Draws the hits as a picture.
  private static func draw<Hit: ExportableHit & ViewableHit>(
    _ hits: [Hit], _ sentences: Int?, _ arguments: Arguments, _ index: any SearchIndex, to path: String
  ) throws {
    let style = TerminalStyle(usesColor: false, width: 96)
    var lines: [String] = []
    for hit in hits {
      let text = hit.view(style, try sentences.flatMap { try context(of: hit, $0, index) })
      lines += text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    }
    let picture = TextPicture(title: "onrecord \(([Hit.table.name] + arguments.operands).joined(separator: " "))", lines: lines)
    let file = try OutputFile.open(path)
    try file.write(Array(picture.svg.utf8))
    try file.publish()
  }

  private static func context<Hit: ViewableHit>(of hit: Hit, _ sentences: Int, _ index: any SearchIndex) throws -> PassageContext? {
    guard let place = hit.place else { return nil }
    return PassageContext(try index.article(hit.article.id, version: hit.article.version).record.article, place, sentences: sentences)
  }

  private static func tell(_ shown: Int, _ next: String?, _ count: MatchCount, _ messages: Messages) {
    if shown == 0 {
      messages.note("nothing found")
    } else if let next {
      messages.note("\(shown) of \(count.matches) shown; --after \(next) goes on, onrecord export gives all")
    } else if shown < count.matches {
      messages.note("\(shown) of \(count.matches) shown, to the last")
    } else {
      messages.note("\(shown) found")
    }
    Messages.tellOthers(count, messages)
  }
}

extension Messages {
  /// Says how many findings are left out because they, or parts of them, are not sure enough.
  static func tellDoubtful(
    _ kind: FindingKind, _ search: Search, _ matches: Int, _ index: any SearchIndex, _ messages: Messages
  ) throws {
    guard kind != .article else { return }
    let options = search.options
    let parts = kind.parts.filter { options.minimumPartConfidence[$0] ?? 0 > 0 }
    let nameFloor = kind.parts.contains(.speaker) ? options.minimumNameConfidence : nil
    let floors = [options.minimumConfidence, nameFloor].compactMap { $0 }.filter { $0 > 0 }
    guard !floors.isEmpty || !parts.isEmpty else { return }
    var all = search
    all.options = options.withEveryConfidence
    let doubtful = try index.count(kind, all).matches - matches
    guard doubtful > 0 else { return }
    let isUsual = parts.isEmpty && floors.allSatisfy { $0 == QueryOptions.likely }
    let words = isUsual ? "more likely wrong than right" + usualPart(kind) : "less sure than asked for"
    let showing = (floors.isEmpty ? [] : ["--min-confidence 0"]) + parts.map { "--\(SearchOption.confidence(of: $0).rawValue) 0" }
    messages.note("\(doubtful) left out, \(words); \(showing.joined(separator: " ")) shows \(doubtful == 1 ? "it" : "them")")
  }

  /// What besides the finding itself may be more likely wrong than right.
  private static func usualPart(_ kind: FindingKind) -> String {
    switch kind {
    case .quote: ", in words or speaker"
    case .figure: ", in value or credit"
    case .official, .article: ""
    }
  }

  /// Says how many quotes with other attribution types match.
  static func tellOthers(_ count: MatchCount, _ messages: Messages) {
    guard count.otherTypes > 0 else { return }
    let verb = count.otherTypes == 1 ? "matches" : "match"
    messages.note("\(count.otherTypes) more \(verb) that are beliefs, facts or plans; --type all shows them")
  }
}
