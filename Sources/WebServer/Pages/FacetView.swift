internal import Aggregation
internal import Charts

/// What the matches have in common: each value is a link that narrows the search. With a form for dates.
struct FacetView {
  private typealias List = (title: String, filter: SearchOption, counts: [FacetCount])
  private let found: FindPage.Found
  private var asked: Asked { found.asked }
  /// How many values are shown before the rest is folded away, and how many at all.
  private static let shown = 8
  private static let most = 50
  /// How many values are counted: those shown, and one more, which shows that there are others. Counting more would mean walking through
  /// long lists.
  static let top = shown + most + 1

  init(_ found: FindPage.Found) { self.found = found }

  private var lists: [List] {
    let facets = found.facets
    let outlet: List = ("Outlet", .outlet, facets.outlet)
    let organization: List = ("Organization", .organization, facets.organization)
    return switch asked.kind {
    case .quote: [("Speaker", .speaker, facets.speaker), organization, outlet, ("Kind", .kind, facets.kind)]
    case .figure:
      [("Unit", .unit, facets.unit), ("Credited to", .speaker, facets.speaker), outlet, ("Kind of unit", .kind, facets.kind)]
    case .official: [("Official", .speaker, facets.speaker), organization, ("Sector", .kind, facets.kind), outlet]
    case .article: [outlet]
    }
  }

  func write(_ html: inout HTML) {
    html("section", .class("facets")) { html in
      html("h2", text: "Narrow")
      dates(&html)
      for list in lists where asked.filters[list.filter] == nil { write(list, &html) }
      if found.count.matches > 0 { confidences(&html) }
    }
  }

  private func write(_ list: List, _ html: inout HTML) {
    let named = list.counts.filter { $0.value != nil }
    guard !named.isEmpty, list.counts.count > 1 else { return }
    let none = list.counts.first { $0.value == nil }?.count ?? 0
    html("div", .class("facet")) { html in
      html("h3", text: list.title)
      rows(named.prefix(Self.shown), list.filter, &html)
      let rest = named.dropFirst(Self.shown)
      if !rest.isEmpty {
        html("details") { html in
          html(
            "summary", text: rest.count > Self.most ? "the next \(Self.most)" : "\(rest.count) more")
          rows(rest.prefix(Self.most), list.filter, &html)
        }
      }
      if none > 0 { html("p", .class("note"), text: "not stated: \(NumberText.grouped(none))") }
    }
  }

  /// How sure a finding must be, and its parts. Without counts, because each would need a search of its own.
  private func confidences(_ html: inout HTML) {
    guard asked.kind != .article else { return }
    let floors = [("0.95", "at least 95 %"), ("0.8", "at least 80 %")]
    confidences("Confidence", .confidence, floors + [("0", "any, also more likely wrong than right")], &html)
    for part in asked.kind.parts { confidences("Confidence: \(name(part))", .confidence(of: part), floors, &html) }
  }

  private func confidences(_ title: String, _ filter: SearchOption, _ floors: [(String, String)], _ html: inout HTML) {
    guard asked.filters[filter] == nil else { return }
    html("div", .class("facet")) { html in
      html("h3", text: title)
      html("ul") { html in
        for (least, words) in floors {
          html("li") { html in
            html("a", .href(asked.with(filter, least).address())) { $0("span", .class("value"), text: words) }
          }
        }
      }
    }
  }

  private func name(_ part: FindingPart) -> String {
    switch part {
    case .speaker: asked.kind == .figure ? "credited to" : "speaker"
    case .organization: "organization"
    case .concept: "what it is about"
    case .period: "period"
    }
  }

  private func rows(_ counts: ArraySlice<FacetCount>, _ filter: SearchOption, _ html: inout HTML) {
    let addresses = AddressSeries(asked.with(filter, "").address(), varying: filter.rawValue)
    html("ul") { html in
      for count in counts {
        let value = count.value.orEmpty
        html("li") { html in
          html("a", .href(addresses[value])) { html in
            html("span", .class("value"), text: filter == .unit ? Wording.unit(value) : Wording.code(value))
            html.text(" ")
            html("span", .class("tally"), text: NumberText.grouped(count.count))
          }
        }
      }
    }
  }

  private func dates(_ html: inout HTML) {
    html("form", .class("dates"), .set("method", "get"), .action(Address([asked.kind.plural]))) { html in
      for (name, value) in asked.values where name != "since" && name != "until" { if let value { html.hidden(name, value) } }
      html("label", .set("for", "since"), text: "From")
      html("input", .id("since"), .set("name", "since"), .words("value", asked.filters[.since].orEmpty), .set("placeholder", "2017-02"))
      html("label", .set("for", "until"), text: "Until")
      html("input", .id("until"), .set("name", "until"), .words("value", asked.filters[.until].orEmpty), .set("placeholder", "2017-03-15"))
      html("button", .set("type", "submit"), text: "Set dates")
    }
  }
}
