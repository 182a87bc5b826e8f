internal import Aggregation
internal import Export
internal import OnRecord
internal import Record

/// Figures set side by side: series of one thing over its periods, and pairs that cannot both be true.
enum FigureLinksPage {
  /// The two pages.
  enum Page: String, CaseIterable, Sendable {
    case series, conflicts

    /// The name in links.
    var label: String { self == .series ? "as series" : "conflicts" }

    /// The address of a search's first page in this form.
    func address(_ asked: Asked, _ ending: String? = nil) -> Address {
      let values = asked.values.filter { !["sort", "view", "copies"].contains($0.0) }
      return Address(["figures", rawValue + ending.map { "." + $0 }.orEmpty], query: values)
    }
  }

  /// The most figures that are compared: each is read, and those of one thing are compared with one another.
  private static let most = 10_000

  static let routes: [Route] = Page.allCases.map { page in
    Route(
      path: ["figures", page.rawValue],
      summary: page == .series
        ? "Figures on one thing by period; rows of one series have one number"
        : "Pairs of figures on one thing and time that cannot both be true; the two rows of a pair have one number",
      formats: [.html, .json, .jsonl, .csv],
      parameters: FindPage.parameters.filter { !["type", "sort", "limit", "after", "copies"].contains($0.name) },
      columns: [Column("number", .integer), Column("subject")] + FigureHit.columns, isKept: true
    ) { try respond($0, page) }
  }

  /// Whether a series shows more than a single article: several periods, or several articles.
  private static func tells(_ series: FigureSeries) -> Bool {
    periods(series) > 1 || Set(series.figures.map(\.article.id)).count > 1
  }

  private static func periods(_ series: FigureSeries) -> Int { Set(series.figures.compactMap(\.figure.period)).count }

  private static func respond(_ visit: Visit, _ page: Page) throws -> HTTPResponse {
    var asked = try Asked(.figure, visit.request.query)
    asked.isSheet = false
    let columns = [Column("number", .integer), Column("subject")] + FigureHit.columns
    let answers = visit.answers
    return try visit.site.indexes.lend { index in
      let search = try answers.search(asked, limit: nil, in: index)
      let count = try answers.count(asked) { try index.count(.figure, search) }.matches
      guard count <= most else {
        guard visit.format == .html else {
          throw Problem(status: 400, title: "At most \(most) figures are compared, and \(count) match", detail: "Narrow the search.")
        }
        return FigureLinksView(asked, page, count: count, most: most).response()
      }
      var view = FigureLinksView(asked, page, count: count, most: most)
      var rows: [[Cell]] = []
      switch page {
      case .series:
        view.series = try index.series(search).filter(tells).sorted { periods($0) > periods($1) }
        for (number, series) in view.series.enumerated() {
          rows += series.figures.map { [.integer(number + 1), .text(series.concept)] + $0.cells }
        }
      case .conflicts:
        view.conflicts = try index.conflicts(search)
        for (number, pair) in view.conflicts.enumerated() {
          rows += [pair.first, pair.second].map { [.integer(number + 1), .text(pair.first.figure.concept)] + $0.cells }
        }
      }
      return visit.format == .html ? view.response() : Rows.response(visit, name: page.rawValue, columns: columns, rows)
    }
  }
}
