internal import Aggregation
internal import Record

/// Figures as a table: one row each with value, unit, change, concept, period, source and sentence.
struct FigureSheet {
  private let hits: [FigureHit]

  init(_ hits: [FigureHit]) { self.hits = hits }

  func write(_ html: inout HTML) {
    let columns = ["Words", "Value", "Unit", "Change", "About", "Period", "According to", "Where"]
    html("div", .class("sheet")) { html in
      html.table(columns, caption: "The figures of this page") { html in for hit in hits { row(hit, &html) } }
    }
  }

  private func row(_ hit: FigureHit, _ html: inout HTML) {
    let figure = hit.figure
    html("tr", .class("card"), .set("tabindex", "-1")) { html in
      html("th", .set("scope", "row")) { html in
        html("a", .class("open"), .href(Place.article(hit.article.id, at: Place.anchor(.figure, hit.id)))) {
          $0.marked(figure.span.text, hit.highlights)
        }
      }
      html("td", .class("amount"), text: Wording.value(figure))
      html("td", text: figure.unit.map(Wording.unit).orEmpty)
      let change = figure.change.map { $0 == .up ? "up" : "down" }
      html("td", text: [change, figure.role == .change ? "by this" : nil].compactMap { $0 }.joined(separator: " "))
      html("td") { html in
        if let concept = figure.concept { html.marked(concept, hit.conceptHighlights) }
        html("details", .class("context")) { html in
          html("summary", text: "Sentence")
          html("p", .class("passage")) { $0.marked(hit.passage, [hit.passageRange]) }
        }
      }
      html("td", text: [figure.period, figure.status == .actual ? nil : figure.status.rawValue].compactMap { $0 }.joined(separator: ", "))
      html("td") { html in if let credit = figure.attributedTo { html.person(credit) } }
      html("td", text: [hit.article.site, hit.article.published.map(Wording.date)].compactMap { $0 }.joined(separator: ", "))
    }
  }
}
