internal import Aggregation
internal import Charts
internal import Export
internal import OnRecord
internal import Record

/// The library: saved searches with what is new in each, the exports made, the ingests, and the contents of the index.
enum LibraryPage {
  private static let name = Route.Parameter(name: "name", help: "the saved search's name", isRequired: true)
  private static let token = Route.Parameter(name: "token", help: "the form token of this run, as its pages hold it", isRequired: true)
  static let columns = [
    Column("name"), Column("findings"), Column("query"), Column("address"), Column("created"), Column("seen_at"), Column("seen", .integer),
    Column("new", .integer),
  ]

  static let routes: [Route] = [
    Route(
      path: ["library"],
      summary: "Saved searches, exports, ingests and what the index holds; .json, .jsonl and .csv are the saved searches",
      formats: [.html, .json, .jsonl, .csv], columns: columns, respond: library),
    Route(
      path: ["saved", "{name}"], summary: "What is new in a saved search: its findings since they were last marked as seen",
      formats: [.html, .atom], respond: news),
    Route(
      method: "POST", path: ["saved"], summary: "Save a search under a name",
      parameters: [
        name, token,
        Route.Parameter(name: "findings", help: "what to search", choices: FindingKind.allCases.map(\.plural), isRequired: true),
      ]
        + FindPage.parameters.filter { !["sort", "limit", "after"].contains($0.name) }, respond: save),
    Route(
      method: "POST", path: ["saved", "seen"], summary: "Mark a saved search's findings as seen", parameters: [name, token],
      respond: markSeen),
    Route(method: "POST", path: ["saved", "remove"], summary: "Take a saved search out", parameters: [name, token], respond: remove),
  ]

  /// A saved search and the number of its new findings; `nil` if its query no longer works.
  struct Entry: Sendable {
    var search: SavedSearch
    var new: Int?
    var asked: Asked
  }

  @Sendable private static func library(_ visit: Visit) throws -> HTTPResponse {
    let answers = visit.answers
    let entries = try entries(visit.site, answers)
    guard visit.format == .html else {
      let rows: [[Cell]] = entries.map { entry in
        [
          .text(entry.search.name), .code(entry.search.kind.plural), .text(entry.search.query), .code(entry.asked.address().text),
          .code(entry.search.created), .code(entry.search.seenAt), .integer(entry.search.seenCount), .integer(entry.new),
        ]
      }
      return Rows.response(visit, name: "saved-searches", columns: columns, rows)
    }
    let (statistics, quotes) = try visit.site.indexes.lend { index in
      let all = Asked(.quote, filters: [.type: "all", .confidence: "0"])
      return (
        try answers.statistics { try index.statistics() },
        try answers.facets(all) { try index.facets(.quote, all.search(), top: FacetView.top) }
      )
    }
    return LibraryView(
      entries: entries, statistics: statistics, facets: quotes, runs: visit.site.ingests.runs(),
      exports: visit.site.exports.exports(), token: visit.site.settings.formToken
    ).response()
  }

  private static func entries(_ site: SiteContext, _ answers: Answers) throws -> [Entry] {
    let searches = try site.saved.all()
    guard !searches.isEmpty else { return [] }
    return try site.indexes.lend { index in
      searches.map { search in
        let new = try? answers.news(search) { try SavedSearches.countNew(search, in: index) }
        return Entry(search: search, new: new, asked: asked(search))
      }
    }
  }

  static func asked(_ search: SavedSearch) -> Asked {
    var asked = Asked(search.kind, query: search.query.isEmpty ? nil : search.query)
    for filter in SearchOption.allCases { asked.filters[filter] = search.options[filter.rawValue] }
    if asked.filters[.confidence] == "\(QueryOptions.likely)" { asked.filters[.confidence] = nil }
    asked.sort = .date
    return asked
  }

  /// The findings of a search that were not there when it was last looked at.
  @Sendable private static func news(_ visit: Visit) throws -> HTTPResponse {
    let search = try known(visit.values[0], visit.site)
    let most = 200
    let (hits, count) = try visit.site.indexes.lend { index in
      var hits: [any CardHit] = []
      var count = 0
      func take(_ id: String, _ hit: any CardHit) {
        guard !search.hasSeen(id) else { return }
        count += 1
        if hits.count < most { hits.append(hit) }
      }
      let asked = try index.withAllNames(search.search())
      switch search.kind {
      case .quote: try index.eachQuote(asked) { take($0.id, $0) }
      case .figure: try index.eachFigure(asked) { take($0.id, $0) }
      case .official: try index.eachOfficial(asked) { take($0.id, $0) }
      case .article: try index.eachArticle(asked) { take($0.article.id, $0) }
      }
      return (hits, count)
    }
    if visit.format == .atom { return Feed(title: search.name, visit).response(hits.compactMap { $0 as? any FeedHit }) }
    var html = HTML()
    html("div", .class("results")) { html in
      html("h1", text: "New in \u{201C}\(search.name)\u{201D}")
      html("p", .class("state"), .set("role", "status")) { html in
        html.text("\(Wording.count(count, search.kind.rawValue)) since ")
        html.time(search.seenAt)
        html.text(count > hits.count ? "; shown are the newest \(hits.count). " : ". ")
        html("a", .href(asked(search).address()), text: "The whole search")
      }
      form("seen", "Mark as seen", search.name, visit.site.settings.formToken, &html)
      html("ol", .class("cards")) { html in
        for hit in hits { html("li", .class("card"), .set("tabindex", "-1")) { hit.card(&$0) } }
      }
    }
    var layout = Layout(title: "New in \u{201C}\(search.name)\u{201D}", current: .library)
    layout.feed = Address(["saved", search.name + ".atom"])
    return layout.response(html)
  }

  /// A button that acts on a saved search.
  static func form(_ action: String, _ label: String, _ name: String, _ token: String, _ html: inout HTML) {
    html("form", .class("inline"), .set("method", "post"), .action(Address(["saved", action]))) { html in
      html.hidden("token", token)
      html.hidden("name", name)
      html("button", .set("type", "submit")) { html in
        html.text(label)
        html("span", .class("unseen"), text: ": \(name)")
      }
    }
  }

  @Sendable private static func save(_ visit: Visit) throws -> HTTPResponse {
    let form = try visit.form()
    guard let name = HTTPRequest.value("name", in: form).map(trimmed), !name.isEmpty, name.unicodeScalars.count <= 100 else {
      throw Problem(status: 400, title: "A saved search needs a name of 1 to 100 characters")
    }
    guard let kind = HTTPRequest.value("findings", in: form).flatMap({ FindingKind(plural: $0) }) else {
      throw Problem(status: 400, title: "findings is quotes, figures, officials or articles")
    }
    let asked = try Asked(kind, form)
    // A query that does not work is refused now, not when it is run.
    let search = try asked.search()
    _ = try visit.site.indexes.lend { try $0.count(kind, search) }
    var options: [String: String] = [:]
    for (filter, value) in asked.filters { options[filter.rawValue] = value }
    if let least = search.options.minimumConfidence { options[SearchOption.confidence.rawValue] = "\(least)" }
    try visit.site.saved.save(SavedSearch(name: name, kind: kind, query: asked.query.orEmpty, options: options))
    try visit.site.indexes.lend { try visit.site.saved.markSeen(name, in: $0) }
    return .seeOther(Address(["library"], fragment: "saved"))
  }

  @Sendable private static func markSeen(_ visit: Visit) throws -> HTTPResponse {
    let search = try known(HTTPRequest.value("name", in: visit.form()).orEmpty, visit.site)
    try visit.site.indexes.lend { try visit.site.saved.markSeen(search.name, in: $0) }
    return .seeOther(Address(["library"], fragment: "saved"))
  }

  @Sendable private static func remove(_ visit: Visit) throws -> HTTPResponse {
    let search = try known(HTTPRequest.value("name", in: visit.form()).orEmpty, visit.site)
    _ = try visit.site.saved.remove(search.name)
    return .seeOther(Address(["library"], fragment: "saved"))
  }

  private static func known(_ name: String, _ site: SiteContext) throws -> SavedSearch {
    guard let search = try site.saved.search(named: name) else {
      throw Problem(status: 404, title: "There is no such saved search", detail: "Asked for: \(name)")
    }
    return search
  }

  private static func trimmed(_ text: String) -> String {
    String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
  }
}

/// The page of the library.
struct LibraryView {
  var entries: [LibraryPage.Entry]
  var statistics: IndexStatistics
  var facets: Facets
  var runs: [IngestRun]
  var exports: [ExportNote]
  var token: String

  func response() -> HTTPResponse {
    var html = HTML()
    html("div", .class("library")) { html in
      html("h1", text: "Library")
      html("section", .id("saved")) { saved(&$0) }
      html("section") { holdings(&$0) }
      ExportList(exports).section(&html)
      IngestList(runs).write(&html)
    }
    return Layout(title: "Library", current: .library).response(html)
  }

  private func saved(_ html: inout HTML) {
    html("h2", text: "Saved searches")
    guard !entries.isEmpty else {
      html("p") { html in
        html.text("None yet. Each ")
        html("a", .href(Address([])), text: "search")
        html.text(" can be kept under a name; here stands what is new in it since you last looked.")
      }
      return
    }
    html("ul", .class("saved")) { html in
      for entry in entries {
        html("li", .class("card"), .set("tabindex", "-1")) { html in
          html("p", .class("name")) { html in html("a", .class("open"), .href(entry.asked.address()), text: entry.search.name) }
          html("p", .class("source")) { html in
            html.text("\(entry.search.kind.plural.capitalizedFirst)\(entry.asked.words.isEmpty ? "" : ": " + entry.asked.words)")
          }
          html("p", .class("who")) { html in
            switch entry.new {
            case nil: html.text("Cannot be asked any more")
            case 0?: html.text("Nothing new since ")
            case let count?:
              html("a", .class("new"), .href(Address(["saved", entry.search.name])), text: "\(NumberText.grouped(count)) new")
              html.text(" since ")
            }
            if entry.new != nil { html.time(entry.search.seenAt) }
          }
          html("div", .class("actions")) { html in
            if (entry.new ?? 0) > 0 { LibraryPage.form("seen", "Mark as seen", entry.search.name, token, &html) }
            LibraryPage.form("remove", "Remove", entry.search.name, token, &html)
            html("a", .href(Address(["saved", entry.search.name + ".atom"])), text: "Atom feed")
          }
        }
      }
    }
  }

  private func holdings(_ html: inout HTML) {
    html("h2", text: "What the index holds")
    let span = [statistics.earliest, statistics.latest].compactMap { $0.map(Wording.date) }.joined(separator: " to ")
    let rows: [(String, String)] = [
      ("Articles", NumberText.grouped(statistics.articles)), ("Versions of them", NumberText.grouped(statistics.versions)),
      ("Quotes", NumberText.grouped(statistics.quotes)), ("Figures", NumberText.grouped(statistics.figures)),
      ("Officials, by article", NumberText.grouped(statistics.officials)), ("Speakers", NumberText.grouped(statistics.speakers)),
      ("Outlets", NumberText.grouped(statistics.outlets)), ("Published", span.isEmpty ? "not stated" : span),
      ("Pages kept", NumberText.grouped(statistics.pages)), ("On disk", "\(NumberText.short(Double(statistics.fileBytes)))B"),
    ]
    html("dl", .class("holdings")) { html in
      for (name, value) in rows {
        html("div") { html in
          html("dt", text: name)
          html("dd", text: value)
        }
      }
    }
    let months = facets.month.compactMap { entry in entry.value.map { (month: $0, count: entry.count) } }
    let chart = Histogram(title: "Quotes of every type by date of publication", unit: "quotes", months: months) { link($0).text }
    if chart.bins.count > 1 {
      html("figure", .class("chart-box")) { html in
        html("div", .class("wide-chart")) { $0.drawing(chart.svg(width: 720, height: 110, id: "dates")) }
        html("div", .class("narrow-chart")) { $0.drawing(chart.svg(width: 343, height: 110, id: "dates-narrow")) }
        html.chartTable(["Time", "Quotes"], chart.bins.map { ([$0.words, NumberText.grouped($0.count)], link($0)) }, caption: chart.title)
      }
    }
    outlets(&html)
  }

  private func link(_ bin: Histogram.Bin) -> Address {
    Asked(.quote, filters: [.type: "all", .confidence: "0", .since: bin.first.text, .until: bin.last.text]).address()
  }

  private func outlets(_ html: inout HTML) {
    let outlets = facets.outlet.filter { $0.value != nil }.prefix(30)
    guard !outlets.isEmpty else { return }
    html("h3", text: "Outlets with the most quotes")
    html("ul", .class("outlets")) { html in
      for outlet in outlets {
        html("li") { html in
          html("a", .href(Asked(.article, filters: [.outlet: outlet.value.orEmpty]).address()), text: outlet.value.orEmpty)
          html.text(" ")
          html("span", .class("tally"), text: NumberText.grouped(outlet.count))
        }
      }
    }
  }
}
