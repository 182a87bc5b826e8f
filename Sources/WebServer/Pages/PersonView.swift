internal import Aggregation
internal import Charts
internal import OnRecord

/// The page of a person.
struct PersonView {
  var name: String
  var token: String
  var asked: Asked
  var credited: Asked
  /// The one person; `nil` if several or none are known under the name.
  var profile: PersonProfile?
  /// The persons whom the name can mean, if there are several.
  var namesakes: [PersonProfile] = []
  /// Others with the same surname.
  var others: [PersonProfile] = []
  /// Whether another person's quotes are under the same name; the lists then hold only those from this person's articles.
  var isNamesake = false
  var quotes: [QuoteHit] = []
  var quoteCount = 0
  var months: [(month: String, count: Int)] = []
  var figures: [FigureHit] = []
  var figureCount = 0
  var topics = PersonTopics()
  var decisions: [PersonDecisions.Entry] = []

  /// The page's own reference: the id if one person is meant.
  private var reference: String { profile?.id ?? name }

  func response() -> HTTPResponse {
    var html = HTML()
    html("div", .class("person-page")) { html in
      html("h1", text: name)
      html("p", .class("state")) { html in
        html.text("\(Wording.count(quoteCount, "quote")), \(Wording.count(figureCount, "figure")) credited")
        if let profile, let first = profile.first, let last = profile.last {
          html.text("; in office between ")
          html.time(first)
          html.text(" and ")
          html.time(last)
        }
        html.text(". ")
        html("span", .class("role"), text: note)
      }
      if let profile { names(profile, &html) }
      choice(&html)
      if let profile { officeList(profile, &html) }
      TopicList(topics, asked: asked, credited: credited, isNamesake: isNamesake, reference: reference).write(&html)
      chart(&html)
      quoteList(&html)
      figureList(&html)
      if let profile { identity(profile, &html) }
    }
    var layout = Layout(title: name)
    if !isNamesake { layout.feed = Place.person(reference, "atom") }
    return layout.response(html)
  }

  private var note: String {
    if isNamesake { return "Another person has this name; here stands what this one\u{2019}s articles hold." }
    if profile != nil { return "Gathered under all forms of the name that articles show to be one person\u{2019}s." }
    return namesakes.isEmpty
      ? "No article gives an office; gathered by the name."
      : "Gathered by the name; \(namesakes.count) persons stand here together."
  }

  private func names(_ profile: PersonProfile, _ html: inout HTML) {
    let variants = profile.variants.filter { $0 != name }
    guard !variants.isEmpty else { return }
    html("p", .class("variants"), text: "Also " + variants.joined(separator: ", "))
  }

  /// The choice between the persons whom the name can mean.
  private func choice(_ html: inout HTML) {
    guard !namesakes.isEmpty else { return }
    html("section") { html in
      html("h2", text: "Persons of that name")
      html("ul", .class("offices")) { html in for person in namesakes { html("li") { entry(person, &$0) } } }
    }
  }

  private func entry(_ person: PersonProfile, _ html: inout HTML) {
    html("p", .class("role-name")) { $0("a", .class("person"), .href(Place.person(person.id)), text: person.name) }
    html("p", .class("source"), text: Self.roles(person))
  }

  /// The last offices of a person, with dates.
  private static func roles(_ person: PersonProfile) -> String {
    let roles = person.roles.suffix(3).map { [$0.title, $0.organization].compactMap { $0 }.joined(separator: ", ") }
    let span = [person.first, person.last].compactMap { $0.map { String($0.prefix(4)) } }
    let years = span.first == span.last ? span.first : span.joined(separator: "\u{2013}")
    return (roles.filter { !$0.isEmpty } + [years].compactMap { $0 }).joined(separator: "; ")
  }

  private func officeList(_ profile: PersonProfile, _ html: inout HTML) {
    html("section") { html in
      html("h2", text: "Offices, as articles give them")
      html("ol", .class("offices")) { html in for role in profile.roles.reversed() { html("li") { office(role, &$0) } } }
    }
  }

  private func office(_ role: PersonProfile.Role, _ html: inout HTML) {
    html(
      "p", .class("role-name"),
      text: role.title == nil && role.organization == nil
        ? "Without an office" : [role.title, role.organization].compactMap { $0 }.joined(separator: ", ").capitalizedFirst)
    html("p", .class("source")) { html in
      if let first = role.first, let last = role.last {
        html.time(first)
        if first.prefix(10) != last.prefix(10) {
          html.text(" to ")
          html.time(last)
        }
        html.text(" \u{B7} ")
      }
      let proofs = Array(zip(role.articles, role.mentions))
      for (index, proof) in proofs.prefix(5).enumerated() {
        if index > 0 { html.text(" \u{B7} ") }
        html(
          "a", .href(Place.article(proof.0.id, at: Place.anchor(.official, proof.1))),
          text: [proof.0.site, proof.0.title].compactMap { $0 }.joined(separator: ": "))
      }
      if proofs.count > 5 { html.text(" and \(NumberText.grouped(proofs.count - 5)) more") }
    }
  }

  private func chart(_ html: inout HTML) {
    let chart = Histogram(title: "Quotes by date of publication", unit: "quotes", months: months) { isNamesake ? nil : link($0).text }
    guard chart.bins.count > 1 else { return }
    html("section") { html in
      html("h2", text: "Quotes over time")
      html("figure", .class("chart-box")) { html in
        html("div", .class("wide-chart")) { $0.drawing(chart.svg(width: 720, height: 110, id: "dates")) }
        html("div", .class("narrow-chart")) { $0.drawing(chart.svg(width: 343, height: 110, id: "dates-narrow")) }
        html.chartTable(
          ["Time", "Quotes"], chart.bins.map { ([$0.words, NumberText.grouped($0.count)], isNamesake ? nil : link($0)) },
          caption: chart.title)
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
        if !isNamesake {
          html("a", .href(asked.address()), text: "All \(Wording.count(quoteCount, "quote"))")
          html.text(" \u{B7} ")
        }
        html("a", .id("export"), .href(Place.person(reference, "csv")), text: "All quotes as CSV")
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
      if !isNamesake {
        html("p", .class("pager")) { $0("a", .href(credited.address()), text: "All \(Wording.count(figureCount, "figure"))") }
      }
    }
  }

  // MARK: One person or two

  /// Why the mentions are taken to be one person, what was decided, and the forms for decisions.
  private func identity(_ profile: PersonProfile, _ html: inout HTML) {
    html("section", .class("identity"), .id("identity")) { html in
      html("h2", text: "One person?")
      if profile.reasons.isEmpty {
        html("p", text: "One form of the name in one office; nothing had to be joined.")
      } else {
        html("p", text: "These mentions are taken to be of one person since")
        html("ul", .class("reasons")) { html in for reason in profile.reasons { html("li", text: reason) } }
      }
      decided(profile, &html)
      splits(profile, &html)
      merges(profile, &html)
    }
  }

  private func decided(_ profile: PersonProfile, _ html: inout HTML) {
    guard !decisions.isEmpty else { return }
    html("h3", text: "Decided by hand")
    html("ul", .class("offices")) { html in
      for decision in decisions {
        html("li") { html in
          html("p", text: "\(decision.first) \(decision.isMerge ? "is" : "is not") \(decision.second)")
          html("form", .class("inline"), .set("method", "post"), .action(Address(["persons", "undo"]))) { html in
            html.hidden("token", token)
            html.hidden("person", profile.id)
            html.hidden("number", "\(decision.number)")
            button("Undo", "decision \(decision.number)", &html)
          }
        }
      }
    }
  }

  private func splits(_ profile: PersonProfile, _ html: inout HTML) {
    guard profile.roles.count > 1 else { return }
    html("details") { html in
      html("summary", text: "One of these offices is someone else\u{2019}s")
      html("ul", .class("offices")) { html in
        for role in profile.roles where role.mentions.count <= 50 {
          let words = [role.title, role.organization].compactMap { $0 }.joined(separator: ", ")
          // The page continues to show the others.
          guard let rest = profile.roles.first(where: { $0.mentions != role.mentions })?.mentions.first else { continue }
          html("li") { html in
            html("p", text: words.isEmpty ? "Without an office" : words.capitalizedFirst)
            form("split", person: rest, role.mentions, "Another person", words, &html)
          }
        }
      }
    }
  }

  private func merges(_ profile: PersonProfile, _ html: inout HTML) {
    html("details") { html in
      html("summary", text: "Someone else is the same person")
      if !others.isEmpty {
        html("ul", .class("offices")) { html in
          for other in others {
            html("li") { html in
              entry(other, &html)
              form("merge", person: profile.id, [other.id], "The same person", other.name, &html)
            }
          }
        }
      }
      html("form", .class("save"), .set("method", "post"), .action(Address(["persons", "decide"]))) { html in
        html.hidden("token", token)
        html.hidden("person", profile.id)
        html.hidden("kind", "merge")
        html("label", .set("for", "merge-id"), text: "Id")
        html(
          "input", .set("type", "text"), .id("merge-id"), .set("name", "mention"), .flag("required"), .set("maxlength", "16"),
          .set("autocomplete", "off"))
        html("button", .set("type", "submit"), text: "The same person")
      }
      html("p", .class("note"), text: "The id of this person is \(profile.id). Decisions are kept in the index, also over new ingests.")
    }
  }

  private func form(
    _ kind: String, person: String, _ mentions: [String], _ label: String, _ about: String, _ html: inout HTML
  ) {
    html("form", .class("inline"), .set("method", "post"), .action(Address(["persons", "decide"]))) { html in
      html.hidden("token", token)
      html.hidden("person", person)
      html.hidden("kind", kind)
      for mention in mentions { html.hidden("mention", mention) }
      button(label, about, &html)
    }
  }

  private func button(_ label: String, _ about: String, _ html: inout HTML) {
    html("button", .set("type", "submit")) { html in
      html.text(label)
      html("span", .class("unseen"), text: ": \(about)")
    }
  }
}
