internal import Aggregation
internal import Charts
internal import Export
internal import OnRecord
internal import Record

/// The search page: one box, a tab for each kind of finding with its count, facets, a histogram that filters, and the hits.
enum FindPage {
  static let parameters: [Route.Parameter] =
    [
      Route.Parameter(
        name: "q", help: "the query: words, \u{201C}phrases\u{201D}, OR, -word, ( ), word*, NEAR/5 and fields as speaker:name")
    ] + SearchOption.allCases.map(parameter) + [
      Route.Parameter(
        name: "sort", help: "the order; without it relevance where there are words, else date", choices: SortOrder.allCases.map(\.rawValue)),
      Route.Parameter(
        name: "limit", help: "rows of a page, at most \(Asked.mostRows); of .jsonl and .csv the rows at the most, else all", type: "integer"
      ),
      Route.Parameter(
        name: "copies", help: "all: the copies of a story as well, which otherwise give way to its first article that matches",
        choices: ["all"]),
      Route.Parameter(name: "after", help: "go on behind that place; the next link of the answer before has it"),
    ]

  private static func parameter(_ option: SearchOption) -> Route.Parameter {
    func parameter(_ help: String, type: String = "string", choices: [String] = []) -> Route.Parameter {
      Route.Parameter(name: option.rawValue, help: help, type: type, choices: choices)
    }
    return switch option {
    case .speaker: parameter("words of the speaker's name, of whom a figure is credited to, or of the official's name")
    case .organization: parameter("words of the speaker's or official's body or place")
    case .outlet: parameter("words of the outlet's name")
    case .since: parameter("published on or after a day, month or year")
    case .until: parameter("published on or before a day, month or year")
    case .url: parameter("the article's address has this in it")
    case .kind: parameter("a quote's kind, a figure's kind of unit, or an official's sector")
    case .type:
      parameter("a quote's type of attribution; without it assertions", choices: AttributionType.allCases.map(\.rawValue) + ["all"])
    case .unit: parameter("a figure's unit: USD, percent, person, km \u{2026}")
    case .minimum: parameter("a figure's value is at least this", type: "number")
    case .maximum: parameter("a figure's value is at most this", type: "number")
    case .confidence:
      parameter(
        "findings at least so sure, from 0 to 1; without it 0.5: what is more likely wrong than right, in itself or in the speaker named, is left out, and counted; 0 shows all",
        type: "number")
    case .speakerConfidence:
      parameter(
        "quotes and figures of which it is at least so sure who speaks, or whom they are credited to, or that nobody is named",
        type: "number")
    case .organizationConfidence:
      parameter("officials of whom it is at least so sure what they belong to, or that nothing is given", type: "number")
    case .conceptConfidence: parameter("figures of which it is at least so sure what they are about", type: "number")
    case .periodConfidence:
      parameter("figures of which it is at least so sure what time they are about, or that none is given", type: "number")
    }
  }

  static let routes: [Route] =
    [
      Route(path: [], summary: "The page to begin with: the newest quotes", parameters: parameters, isKept: true) {
        try respond($0, .quote)
      }
    ]
    + FindingKind.allCases.map { kind in
      Route(
        path: [kind.plural], summary: "Search \(kind.plural)", formats: Format.all(of: Rows.table(of: kind)),
        parameters: parameters + (kind == .figure ? [Route.Parameter(name: "view", help: "sheet: a row a figure", choices: ["sheet"])] : [])
          + [
            Route.Parameter(name: "excel", help: "1: a .csv is written for Excel and LibreOffice: a byte-order mark, and ids as texts")
          ],
        columns: Rows.columns(of: kind), isKept: true
      ) { try respond($0, kind) }
    }

  private static func respond(_ visit: Visit, _ kind: FindingKind) throws -> HTTPResponse {
    guard visit.format == .html else { return try Rows.response(visit, Asked(kind, visit.request.query)) }
    do {
      return try page(visit, Asked(kind, visit.request.query))
    } catch {
      let problem = Problem(of: error)
      guard problem.status == 400 else { throw problem }
      return mistake(problem, kind, visit.request)
    }
  }

  /// Shows a query that cannot be read, with the place marked, and suggests a query that works.
  private static func mistake(_ problem: Problem, _ kind: FindingKind, _ request: HTTPRequest) -> HTTPResponse {
    let query = request.value("q") ?? ""
    var layout = Layout(title: problem.title, current: .find)
    layout.query = query
    layout.kind = kind
    var html = HTML()
    html("div", .class("problem"), .set("role", "alert")) { html in
      html("h1", text: problem.title)
      if let column = problem.column {
        html("p", .class("query-shown")) { html in
          let letters = Array(query.unicodeScalars)
          let at = min(max(column - 1, 0), letters.count)
          func part(_ range: Range<Int>) -> String { String(String.UnicodeScalarView(letters[range])) }
          html.text(part(0..<at))
          html("mark", .class("fault"), text: at < letters.count ? part(at..<at + 1) : "\u{2423}")
          if at < letters.count { html.text(part(at + 1..<letters.count)) }
        }
      }
      if let detail = problem.detail { html("p", text: problem.column.map { "At character \($0): " }.orEmpty + detail + ".") }
      if let suggestion = problem.suggestion {
        html("p") { html in
          html.text("This can be read: ")
          html("a", .href(Asked(kind, query: suggestion).address()), text: suggestion)
        }
      }
      html("p") { html in html("a", .href(Address(["help"], fragment: "queries")), text: "How queries are written") }
    }
    return layout.response(html, status: 400)
  }

  /// Everything that a page of hits is made from.
  struct Found {
    var asked: Asked
    var cards: [any CardHit]
    var next: PageCursor?
    var facets: Facets
    var count: MatchCount
    var tabs: [(kind: FindingKind, count: Int?)]
    /// Matches of this page that are not shown because an earlier article of their story has them.
    var folded: Int
    /// Matches that are left out because they, or the speaker they name, are more likely wrong than right.
    var doubtful: Int
  }

  private static func page(_ visit: Visit, _ asked: Asked) throws -> HTTPResponse {
    let site = visit.site
    let answers = visit.answers
    let found = try site.indexes.lend { index in
      let search = try answers.search(asked, limit: min(asked.limit ?? 20, Asked.mostRows), in: index)
      let (cards, next, folded): ([any CardHit], PageCursor?, Int) =
        switch asked.kind {
        case .quote: hits(try index.quotes(search))
        case .figure: hits(try index.figures(search))
        case .official: hits(try index.officials(search))
        case .article: hits(try index.articles(search))
        }
      let (facets, count) = try answers.survey(asked) { try index.survey(asked.kind, search, top: FacetView.top) }
      let tabs = FindingKind.allCases.map { kind -> (FindingKind, Int?) in
        guard kind != asked.kind else { return (kind, count.matches) }
        let other = asked.with(kind: kind)
        guard let search = try? answers.search(other, in: index) else { return (kind, nil) }
        return (kind, try? answers.count(other) { try index.count(kind, search) }.matches)
      }
      return Found(
        asked: asked, cards: cards, next: next, facets: facets, count: count, tabs: tabs, folded: folded,
        doubtful: try answers.leftOut(asked, count, index))
    }
    return FindView(found, visit: visit).response()
  }

  private static func hits<Hit: CardHit>(_ page: SearchHits<Hit>) -> ([any CardHit], PageCursor?, Int) {
    (page.hits, page.next, page.folded)
  }
}
