internal import Aggregation
internal import Charts
internal import Linkage
internal import Record

/// The pages of series and conflicts.
struct FigureLinksView {
  private let asked: Asked
  private let page: FigureLinksPage.Page
  private let count: Int
  private let most: Int
  var series: [FigureSeries] = []
  var conflicts: [FigureConflictHit] = []

  /// How many series and conflicts one page draws; the other formats have all of them.
  private static let shown = 20

  init(_ asked: Asked, _ page: FigureLinksPage.Page, count: Int, most: Int) {
    self.asked = asked
    self.page = page
    self.count = count
    self.most = most
  }

  private var title: String {
    let name = page == .series ? "Figures by what they are about" : "Figures that cannot both be true"
    return asked.words.isEmpty ? name : "\(name): \(asked.words)"
  }

  func response() -> HTTPResponse {
    var layout = Layout(title: title, current: .figures)
    layout.query = asked.query
    layout.kind = .figure
    var html = HTML()
    html("div", .class("links-page")) { html in
      html("nav", .class("tabs"), .words("aria-label", "Ways to see figures")) { html in
        html("a", .href(asked.address()), text: "Cards")
        var sheet = asked
        sheet.isSheet = true
        html("a", .href(sheet.address()), text: "Sheet")
        for other in FigureLinksPage.Page.allCases {
          let name = other.rawValue.capitalizedFirst
          if other == page {
            html("a", .href(other.address(asked)), .set("aria-current", "page"), text: name)
          } else {
            html("a", .href(other.address(asked)), text: name)
          }
        }
      }
      html("h1", text: title)
      html("p", .class("state"), .set("role", "status"), text: state)
      if count > most { return tooMany(&html) }
      switch page {
      case .series: for (number, one) in series.prefix(Self.shown).enumerated() { write(one, number, &html) }
      case .conflicts:
        html("ol", .class("conflicts")) { html in
          for pair in conflicts.prefix(Self.shown * 2) { html("li", .class("card"), .set("tabindex", "-1")) { write(pair, &$0) } }
        }
      }
      takeAway(&html)
    }
    return layout.response(html)
  }

  private var state: String {
    if count > most { return "\(Wording.count(count, "figure")) match; at most \(NumberText.grouped(most)) are compared." }
    switch page {
    case .series:
      if series.isEmpty {
        return "Of the \(Wording.count(count, "figure")) found, none are about one thing at several times or in several articles."
      }
      let all = series.count == 1 ? "1 series" : "\(NumberText.grouped(series.count)) series"
      return series.count > Self.shown
        ? "\(all); shown are \(Self.shown), those of the most periods first." : "\(all), those of the most periods first."
    case .conflicts:
      if conflicts.isEmpty { return "None among the \(Wording.count(count, "figure")) found." }
      let all = Wording.count(conflicts.count, "pair")
      let shown = conflicts.count > Self.shown * 2 ? "; shown are the first \(Self.shown * 2)" : ""
      return "\(all) on one thing and time\(shown). Bounds and rounding are respected; which is right is yours to find out."
    }
  }

  private func tooMany(_ html: inout HTML) {
    html("p", .class("empty")) { html in
      html.text("Narrow the search: by words, by a unit, by dates. ")
      html("a", .href(asked.address()), text: "The search")
    }
  }

  // MARK: Series

  private func write(_ one: FigureSeries, _ number: Int, _ html: inout HTML) {
    let unit = Wording.unit(one.figures.first?.figure.unit ?? one.subject.unit)
    let title = one.concept.isEmpty ? unit : one.concept.capitalizedFirst
    let chart = ValueChart(title: "\(title), in \(unit)", unit: unit, points: one.figures.compactMap(FindView.point))
    html("section", .class("series")) { html in
      html("h2") { html in
        html.text(title + " ")
        html("span", .class("role"), text: "in \(unit), \(Wording.count(one.figures.count, "figure"))")
      }
      if Set(chart.points.map(\.period)).count > 1 {
        html("figure", .class("chart-box")) { html in
          html("figcaption", .class("role"), text: chart.description)
          html("div", .class("wide-chart")) { $0.drawing(chart.svg(width: 720, height: 220, id: "series-\(number)")) }
          html("div", .class("narrow-chart")) { $0.drawing(chart.svg(width: 343, height: 220, id: "series-narrow-\(number)")) }
        }
      }
      html.table(["Period", "Value", "Words", "According to", "Where"], caption: "\(title), by period") { html in
        for hit in one.figures { row(hit, &html) }
      }
    }
  }

  private func row(_ hit: FigureHit, _ html: inout HTML) {
    html("tr") { html in
      html("th", .set("scope", "row"), text: hit.figure.period ?? "not stated")
      html("td", .class("amount"), text: Wording.value(hit.figure))
      html("td") { html in
        html("a", .class("open"), .href(Place.article(hit.article.id, at: Place.anchor(.figure, hit.id))), text: hit.figure.span.text)
      }
      html("td") { html in if let credit = hit.figure.attributedTo { html.person(credit) } }
      html("td", text: [hit.article.site, hit.article.published.map(Wording.date)].compactMap { $0 }.joined(separator: ", "))
    }
  }

  // MARK: Conflicts

  private func write(_ pair: FigureConflictHit, _ html: inout HTML) {
    let period = pair.first.figure.period ?? pair.second.figure.period
    html("h2") { html in
      html.text((pair.first.figure.concept ?? "One thing").capitalizedFirst + " ")
      html("span", .class("role"), text: period.map { "for \($0)" } ?? "of the same day")
    }
    html("div", .class("pair")) { html in
      for hit in [pair.first, pair.second] {
        html("div") { html in
          html("p", .class("figure")) { $0("span", .class("number"), text: Wording.amount(hit.figure)) }
          html("p", .class("passage")) { $0.marked(hit.passage, [hit.passageRange]) }
          if let credit = hit.figure.attributedTo {
            html("p", .class("who")) { html in
              html.text("according to ")
              html.person(credit)
            }
          }
          html.source(hit.article, at: Place.anchor(.figure, hit.id))
        }
      }
    }
  }

  private func takeAway(_ html: inout HTML) {
    guard page == .series ? !series.isEmpty : !conflicts.isEmpty else { return }
    html("section", .class("take")) { html in
      html("h2", text: "Take away")
      html("p", .class("note"), text: page == .series ? "All series, a row a figure." : "All pairs, a row a figure.")
      html("ul", .class("links")) { html in
        for (ending, label) in [("csv", "CSV"), ("jsonl", "JSON Lines"), ("json", "JSON")] {
          html("li") { $0("a", .href(page.address(asked, ending)), text: label) }
        }
      }
    }
  }
}
