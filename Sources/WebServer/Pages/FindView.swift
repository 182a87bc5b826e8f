internal import Aggregation
internal import Charts
internal import OnRecord
internal import Record

/// The page of what a search found.
struct FindView {
  private let found: FindPage.Found
  private let visit: Visit
  private var asked: Asked { found.asked }

  init(_ found: FindPage.Found, visit: Visit) {
    self.found = found
    self.visit = visit
  }

  func response() -> HTTPResponse {
    let title = asked.words.isEmpty ? "Newest \(asked.kind.plural)" : "\(asked.kind.plural.capitalizedFirst): \(asked.words)"
    var layout = Layout(title: title, current: asked.kind == .figure ? .figures : .find)
    layout.query = asked.query
    layout.kind = asked.kind
    layout.feed = asked.address("atom")
    layout.next = found.next.map { asked.address(after: $0.text) }
    var html = HTML()
    html("div", .class("find")) { html in
      html("div", .class("results")) { html in
        tabs(&html)
        heading(title, &html)
        chips(&html)
        histogram(&html)
        if asked.kind == .figure { valueChart(&html) }
        list(&html)
        pager(&html)
      }
      html("aside", .class("side"), .words("aria-label", "Narrow and keep this search")) { html in
        FacetView(found).write(&html)
        takeAway(&html)
        keep(&html)
      }
    }
    return layout.response(html, headers: layout.next.map { [.init("Link", "<\($0.text)>; rel=\"next\"")] } ?? [])
  }

  private func tabs(_ html: inout HTML) {
    html("nav", .class("tabs"), .words("aria-label", "Kinds of finding")) { html in
      for tab in found.tabs {
        let inside = { (html: inout HTML) in
          html.text(tab.kind.plural.capitalizedFirst + " ")
          html("span", .class("tally"), text: tab.count.map { NumberText.grouped($0) } ?? "\u{2013}")
        }
        let address = asked.with(kind: tab.kind).address()
        if tab.kind == asked.kind {
          html("a", .href(address), .set("aria-current", "page"), inside: inside)
        } else {
          html("a", .href(address), inside: inside)
        }
      }
    }
  }

  private func heading(_ title: String, _ html: inout HTML) {
    html("h1", text: title)
    html("p", .class("state"), .set("role", "status")) { html in
      html.text(Wording.count(found.count.matches, asked.kind.rawValue))
      html.text(", \(asked.orderInWords)")
      if found.count.matches > 1, asked.query != nil {
        var other = asked
        other.sort = asked.isByDate ? .relevance : .date
        other.after = nil
        html.text(" (")
        html("a", .href(other.address()), text: asked.isByDate ? "best first" : "newest first")
        html.text(")")
      }
      if asked.kind == .figure {
        var other = asked
        other.isSheet.toggle()
        html.text(" \u{B7} ")
        html("a", .href(other.address(after: asked.after)), text: asked.isSheet ? "as cards" : "as a sheet")
        for page in FigureLinksPage.Page.allCases {
          html.text(" \u{B7} ")
          html("a", .href(page.address(asked)), text: page.label)
        }
      }
      if found.count.otherTypes > 0 {
        html.text("; ")
        html("a", .href(asked.with(.type, "all").address()), text: "\(NumberText.grouped(found.count.otherTypes)) more")
        html.text(found.count.otherTypes == 1 ? " is a belief, fact or plan" : " are beliefs, facts or plans")
      }
      copies(&html)
      doubtful(&html)
    }
  }

  /// Says what is left out because it, or the speaker it names, is more likely wrong than right, and how to see it.
  private func doubtful(_ html: inout HTML) {
    guard found.doubtful > 0 else { return }
    html.text("; \(NumberText.grouped(found.doubtful)) left out, more likely wrong than right (")
    html("a", .href(asked.with(.confidence, "0").address()), text: "show")
    html.text(")")
  }

  /// Says what is folded on this page, and how to see it. Counts and facets include it.
  private func copies(_ html: inout HTML) {
    guard found.folded > 0 || asked.hasAllCopies else { return }
    var other = asked
    other.hasAllCopies.toggle()
    other.after = nil
    html.text("; ")
    if asked.hasAllCopies {
      html.text("copies of a story are shown (")
      html("a", .href(other.address()), text: "fold them")
    } else {
      html.text("counted with copies of a story, \(Wording.copies(found.folded)) not shown here (")
      html("a", .href(other.address()), text: "show all")
    }
    html.text(")")
  }

  /// The active filters, each with a link that removes it.
  private func chips(_ html: inout HTML) {
    let filters = SearchOption.allCases.filter { asked.filters[$0] != nil }
    guard !filters.isEmpty else { return }
    html("ul", .class("chips"), .words("aria-label", "Filters that are on")) { html in
      for filter in filters {
        html("li") { html in
          html("a", .href(asked.with(filter, nil).address())) { html in
            html("span", .class("name"), text: filter.label)
            html.text(" \(filter == .unit ? Wording.unit(asked.filters[filter].orEmpty) : Wording.code(asked.filters[filter].orEmpty)) ")
            html("span", .set("aria-hidden", "true"), text: "\u{D7}")
            html("span", .class("unseen"), text: "(take this filter off)")
          }
        }
      }
    }
  }

  private func histogram(_ html: inout HTML) {
    let months = found.facets.month.compactMap { entry in entry.value.map { (month: $0, count: entry.count) } }
    let name = asked.kind.plural
    var chart = Histogram(title: "\(name.capitalizedFirst) by date of publication", unit: name, months: months)
    let links = chart.bins.map(link)
    for index in links.indices { chart.bins[index].link = links[index].text }
    guard chart.bins.count > 1 else { return }
    html("figure", .class("chart-box")) { html in
      html("div", .class("wide-chart")) { $0.drawing(chart.svg(width: 720, height: 110, id: "dates")) }
      html("div", .class("narrow-chart")) { $0.drawing(chart.svg(width: 343, height: 110, id: "dates-narrow")) }
      html.chartTable(
        ["Time", name.capitalizedFirst], zip(chart.bins, links).map { ([$0.words, NumberText.grouped($0.count)], $1) }, caption: chart.title
      )
    }
  }

  private func link(_ bin: Histogram.Bin) -> Address { asked.with(.since, bin.first.text).with(.until, bin.last.text).address() }

  /// The most figures that are drawn; each is read in full.
  private static let mostDrawn = 150

  /// The figures of one unit over their periods.
  private func valueChart(_ html: inout HTML) {
    guard let unit = asked.filters[.unit] else { return unitHint(&html) }
    var newest = asked
    newest.after = nil
    newest.sort = .date
    guard let hits = try? visit.site.indexes.lend({ try $0.figures(visit.answers.search(newest, limit: Self.mostDrawn, in: $0)).hits })
    else { return }
    let chart = ValueChart(
      title: "Values in \(Wording.unit(unit)) over their periods", unit: Wording.unit(unit), points: hits.compactMap(Self.point))
    guard chart.points.count > 1 else { return }
    html("figure", .class("chart-box")) { html in
      html("figcaption") { html in
        html.text(chart.title + ". ")
        html("span", .class("role"), text: chart.description)
        let left = hits.count - chart.points.count
        if left > 0 {
          html("span", .class("role"), text: left == 1 ? " One without a period is not drawn." : " \(left) without a period are not drawn.")
        }
        if found.count.matches > hits.count { html("span", .class("role"), text: " Drawn are the newest \(hits.count).") }
      }
      html("div", .class("wide-chart")) { $0.drawing(chart.svg(width: 720, height: 260, id: "values")) }
      html("div", .class("narrow-chart")) { $0.drawing(chart.svg(width: 343, height: 240, id: "values-narrow")) }
      html.chartTable(chart.table.columns, chart.table.rows.map { ($0, nil) }, caption: chart.title)
    }
  }

  static func point(_ hit: FigureHit) -> ValueChart.Point? {
    guard let period = hit.figure.period.flatMap({ PeriodExtent(edtf: $0) }) else { return nil }
    let bound: ValueChart.Bound =
      switch hit.figure.bound {
      case .equal: .exact
      case .greater, .atLeast: .above
      case .less, .atMost: .below
      case .about: .about
      }
    let label = [hit.figure.span.text, hit.figure.concept, hit.figure.period, hit.article.site].compactMap { $0 }
    return ValueChart.Point(
      period: period, value: hit.figure.value, high: hit.figure.valueHigh, bound: bound, label: label.joined(separator: ", "),
      link: Place.article(hit.article.id, at: Place.anchor(.figure, hit.id)).text)
  }

  private func unitHint(_ html: inout HTML) {
    let units = found.facets.unit.filter { $0.value != nil && $0.count > 1 }.prefix(6)
    guard !units.isEmpty else { return }
    html("p", .class("hint")) { html in
      html.text("Draw values over time, in one unit: ")
      for (index, unit) in units.enumerated() {
        if index > 0 { html.text(" \u{B7} ") }
        html("a", .href(asked.with(.unit, unit.value).address()), text: Wording.unit(unit.value.orEmpty))
      }
    }
  }

  private func list(_ html: inout HTML) {
    guard !found.cards.isEmpty else { return nothing(&html) }
    if asked.isSheet { return FigureSheet(found.cards.compactMap { $0 as? FigureHit }).write(&html) }
    html("ol", .class("cards")) { html in
      for card in found.cards { html("li", .class("card"), .set("tabindex", "-1")) { card.card(&$0) } }
    }
  }

  private func nothing(_ html: inout HTML) {
    html("div", .class("empty")) { html in
      if asked.after != nil {
        html("p", text: "Nothing more.")
      } else if asked.words.isEmpty {
        html("p") { html in
          html.text("The index holds none yet. Pages come into it with ")
          html("code", text: "onrecord ingest FOLDER")
          html.text("; this page shows them as soon as they are stored.")
        }
      } else {
        html("p", text: "Nothing matches. Fewer words or filters find more; a word with * at its end finds all words that begin so.")
        let others = found.tabs.filter { $0.kind != asked.kind && ($0.count ?? 0) > 0 }
        guard !others.isEmpty else { return }
        html("p") { html in
          html.text("The same search finds ")
          for (index, tab) in others.enumerated() {
            if index > 0 { html.text(index == others.count - 1 ? " and " : ", ") }
            html("a", .href(asked.with(kind: tab.kind).address()), text: Wording.count(tab.count ?? 0, tab.kind.rawValue))
          }
          html.text(".")
        }
      }
    }
  }

  private func pager(_ html: inout HTML) {
    guard found.next != nil || asked.after != nil else { return }
    html("nav", .class("pager"), .words("aria-label", "Pages of results")) { html in
      if asked.after != nil { html("a", .href(asked.address()), text: "First page") }
      if let next = found.next { html("a", .class("next"), .set("rel", "next"), .href(asked.address(after: next.text)), text: "Next page") }
    }
  }

  private func takeAway(_ html: inout HTML) {
    var all = asked
    all.after = nil
    all.limit = nil
    html("section", .class("take")) { html in
      html("h2", text: "Take away")
      html(
        "p", .class("note"),
        text:
          "Exactly this search: \(Wording.count(found.count.matches, "row"))\(asked.hasAllCopies || found.folded == 0 ? "" : ", copies folded")."
      )
      html("ul", .class("links")) { html in
        html("li") { $0("a", .id("export"), .href(all.address("csv")), text: "CSV") }
        html("li") { $0("a", .href(all.address("csv", more: [("excel", "1")])), text: "CSV for Excel") }
        for format in Format.all(of: Rows.table(of: asked.kind)) where format != .html && format != .csv {
          let address = format == .json ? asked.address("json", after: asked.after) : all.address(format.rawValue)
          html("li") { $0("a", .href(address), text: format.label) }
        }
      }
    }
  }

  private func keep(_ html: inout HTML) {
    let name = asked.words.isEmpty ? "All \(asked.kind.plural)" : "\(asked.kind.plural.capitalizedFirst): \(asked.words)"
    html("section", .class("keep")) { html in
      html("h2", text: "Keep this search")
      html("form", .set("method", "post"), .action(Address(["saved"])), .class("save")) { html in
        html.hidden("token", visit.site.settings.formToken)
        html.hidden("findings", asked.kind.plural)
        for (name, value) in asked.values where name != "sort" && name != "view" { if let value { html.hidden(name, value) } }
        html("label", .set("for", "save-name"), text: "Name")
        html(
          "input", .set("type", "text"), .id("save-name"), .set("name", "name"), .flag("required"), .set("maxlength", "100"),
          .words("value", String(name.prefix(100))))
        html("button", .set("type", "submit"), text: "Save")
      }
      html("p", .class("note"), text: "The library shows what is new in it since you last looked.")
    }
  }
}

extension HTML {
  /// A hidden form value.
  mutating func hidden(_ name: String, _ value: String) {
    callAsFunction("input", .set("type", "hidden"), .words("name", name), .words("value", value))
  }
}

extension String {
  /// With a capital first letter.
  var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
