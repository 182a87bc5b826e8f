internal import Aggregation
internal import Charts
internal import Export
internal import OnRecord
internal import Record

/// A person by the name that articles give: offices over time with the articles that prove them, quotes by month, figures given.
enum PersonPage {
  static let route = Route(
    path: ["person", "{name}"], summary: "A person: offices with their proofs, quotes, figures; .json, .jsonl and .csv are the quotes",
    formats: [.html, .json, .jsonl, .csv, .atom], parameters: FindPage.parameters.filter { ["limit", "after"].contains($0.name) },
    columns: QuoteHit.columns
  ) { visit in
    let name = visit.values[0]
    var asked = try Asked(.quote, visit.request.query)
    asked.query = nil
    asked.filters = [.speaker: name, .type: "all"]
    guard visit.format == .html else { return try Rows.response(visit, asked) }
    return try page(name, asked, visit)
  }

  /// An office, and the articles that give it.
  struct Office {
    var title: String?
    var organization: String?
    var hits: [OfficialHit]
    var first: String? { hits.compactMap(\.article.published).min() }
    var last: String? { hits.compactMap(\.article.published).max() }
  }

  private static let mostHits = 200

  private static func page(_ name: String, _ asked: Asked, _ visit: Visit) throws -> HTTPResponse {
    let site = visit.site
    let person = Asked(.official, filters: [.speaker: name])
    let credited = Asked(.figure, filters: [.speaker: name])
    return try site.indexes.lend { index in
      let official = try index.officials(person.search(limit: mostHits)).hits.filter { $0.official.name.lowercased() == name.lowercased() }
      let search = try asked.search(limit: 10)
      let quotes = try index.quotes(search).hits
      let facets = try site.facetCache.facets(asked) { try index.facets(.quote, search, top: 2000) }
      let figures = try index.figures(credited.search(limit: 10)).hits
      let figureCount = try site.facetCache.count(credited) { try index.count(.figure, credited.search()) }.matches
      guard !(official.isEmpty && quotes.isEmpty && figures.isEmpty) else {
        throw Problem(status: 404, title: "No article of the index names such a person", detail: "Asked for: \(name)")
      }
      let view = PersonView(
        name: name, offices: offices(official), asked: asked, credited: credited, quotes: quotes, facets: facets, figures: figures,
        figureCount: figureCount)
      return view.response()
    }
  }

  /// Officials' roles with the articles that give each, the last seen first.
  private static func offices(_ hits: [OfficialHit]) -> [Office] {
    var offices: [Office] = []
    for hit in hits {
      let key = [hit.official.title, hit.official.organization].map { $0?.lowercased() }
      if let place = offices.firstIndex(where: { [$0.title, $0.organization].map { $0?.lowercased() } == key }) {
        offices[place].hits.append(hit)
      } else {
        offices.append(Office(title: hit.official.title, organization: hit.official.organization, hits: [hit]))
      }
    }
    return offices.sorted { ($0.last.orEmpty, $0.hits.count) > ($1.last.orEmpty, $1.hits.count) }
  }
}

/// The page of a person.
struct PersonView {
  var name: String
  var offices: [PersonPage.Office]
  var asked: Asked
  var credited: Asked
  var quotes: [QuoteHit]
  var facets: Facets
  var figures: [FigureHit]
  var figureCount: Int

  func response() -> HTTPResponse {
    var html = HTML()
    html("div", .class("person-page")) { html in
      html("h1", text: name)
      html("p", .class("state")) { html in
        html.text("\(Words.count(facets.total, "quote")), \(Words.count(figureCount, "figure")) credited. ")
        html("span", .class("role"), text: "Gathered by the name; two people of one name stand here together.")
      }
      officeList(&html)
      months(&html)
      quoteList(&html)
      figureList(&html)
    }
    var layout = Layout(title: name)
    layout.feed = Place.person(name, "atom")
    return layout.response(html)
  }

  private func officeList(_ html: inout HTML) {
    guard !offices.isEmpty else { return }
    html("section") { html in
      html("h2", text: "Offices, as articles give them")
      html("ol", .class("offices")) { html in
        for office in offices {
          html("li") { html in
            html(
              "p", .class("role-name"),
              text: [office.title, office.organization].compactMap { $0 }.joined(separator: ", ").capitalizedFirst)
            html("p", .class("source")) { html in
              if let first = office.first, let last = office.last {
                html.time(first)
                if first.prefix(10) != last.prefix(10) {
                  html.text(" to ")
                  html.time(last)
                }
                html.text(" \u{B7} ")
              }
              for (index, hit) in office.hits.prefix(5).enumerated() {
                if index > 0 { html.text(" \u{B7} ") }
                html(
                  "a", .href(Place.article(hit.article.id, at: Place.mark(.official, hit.id))),
                  text: [hit.article.site, hit.article.title].compactMap { $0 }.joined(separator: ": "))
              }
              if office.hits.count > 5 { html.text(" and \(office.hits.count - 5) more") }
            }
          }
        }
      }
    }
  }

  private func months(_ html: inout HTML) {
    let months = facets.month.compactMap { entry in entry.value.map { (month: $0, count: entry.count) } }
    let chart = Histogram(title: "Quotes by date of publication", unit: "quotes", months: months) { link($0).text }
    guard chart.bins.count > 1 else { return }
    html("section") { html in
      html("h2", text: "Quotes over time")
      html("figure", .class("chart-box")) { html in
        html("div", .class("wide-chart")) { $0.drawing(chart.svg(width: 720, height: 110, id: "dates")) }
        html("div", .class("narrow-chart")) { $0.drawing(chart.svg(width: 343, height: 110, id: "dates-narrow")) }
        html.chartTable(["Time", "Quotes"], chart.bins.map { ([$0.words, NumberText.grouped($0.count)], link($0)) }, caption: chart.title)
      }
    }
  }

  private func link(_ bin: Histogram.Bin) -> Address { asked.with(.since, bin.first.text).with(.until, bin.last.text).address() }

  private func quoteList(_ html: inout HTML) {
    guard !quotes.isEmpty else { return }
    html("section") { html in
      html("h2", text: "Newest quotes")
      html("ol", .class("cards")) { html in
        for hit in quotes { html("li", .class("card"), .set("tabindex", "-1")) { hit.card(&$0) } }
      }
      html("p", .class("pager")) { html in
        html("a", .href(asked.address()), text: "All \(Words.count(facets.total, "quote"))")
        html.text(" \u{B7} ")
        html("a", .id("export"), .href(Place.person(name, "csv")), text: "CSV")
      }
    }
  }

  private func figureList(_ html: inout HTML) {
    guard !figures.isEmpty else { return }
    html("section") { html in
      html("h2", text: "Figures credited to \(name)")
      html("ol", .class("cards")) { html in
        for hit in figures { html("li", .class("card"), .set("tabindex", "-1")) { hit.card(&$0) } }
      }
      html("p", .class("pager")) { $0("a", .href(credited.address()), text: "All \(Words.count(figureCount, "figure"))") }
    }
  }
}
