internal import Aggregation
internal import Charts
internal import OnRecord
internal import Record

/// The page of an article: its text with the findings marked, the list of findings beside it, and where the article came from.
enum ArticlePage {
  static let route = Route(
    path: ["article", "{article}"], summary: "An article with its findings; .json is its record, .jsonl and .csv its findings",
    formats: [.html, .json, .jsonl, .csv],
    parameters: [
      Route.Parameter(name: "version", help: "an older version's number", type: "integer"),
      Route.Parameter(name: "char", help: "marks the characters from,to of the text, counted in code points"),
    ], columns: FindingRow.columns, isKept: true, isQuick: true
  ) { visit in
    let article = try stored(visit)
    switch visit.format {
    case .json: return HTTPResponse(type: Format.json.type, RecordEncoder.encode(article.record) + [0x0A])
    case .jsonl, .csv: return Rows.response(visit, name: "article-\(article.record.article.id.prefix(12))", FindingRow.rows(of: article))
    default:
      let story = try visit.site.quick.lend { try $0.story(of: article.record.article.id) }
      return ArticleView(article, story, range: range(visit.request.value("char"))).response()
    }
  }

  /// The article that a request names.
  static func stored(_ visit: Visit) throws -> StoredArticle {
    let version = try number("version", visit)
    return try visit.site.quick.lend { try $0.article(visit.values[0], version: version) }
  }

  static func number(_ name: String, _ visit: Visit) throws -> Int? {
    guard let text = visit.request.value(name) else { return nil }
    guard let number = Int(text), number >= 1 else { throw Problem(status: 400, title: "\(name) is a whole number of at least 1") }
    return number
  }

  /// Two code points from `10,20`.
  private static func range(_ text: String?) -> (Int, Int)? {
    let ends = (text ?? "").split(separator: ",").map { Int($0) }
    guard ends.count == 2, let start = ends[0], let end = ends[1], start >= 0, end > start else { return nil }
    return (start, end)
  }
}

/// The page of an article.
struct ArticleView {
  private let stored: StoredArticle
  private let story: Story
  private let range: (Int, Int)?
  private var record: ArticleRecord { stored.record }
  private var article: Article { stored.record.article }

  init(_ stored: StoredArticle, _ story: Story, range: (Int, Int)?) {
    self.stored = stored
    self.story = story
    self.range = range
  }

  func response() -> HTTPResponse {
    var html = HTML()
    html("div", .class("article")) { html in
      html("article", .class("reading"), .words("lang", article.language ?? "en")) { html in
        ArticleHeader(stored, page: .text).write(&html)
        switches(&html)
        html("div", .id("text"), .class("text")) { MarkedText(stored, range: range).write(&$0) }
      }
      html("aside", .class("side"), .words("aria-label", "Findings and provenance")) { html in
        findings(&html)
        copies(&html)
        provenance(&html)
      }
    }
    return Layout(title: article.title ?? "Article without a headline").response(html)
  }

  /// Which findings are marked: checkboxes that work through the style sheet alone, without a script.
  private func switches(_ html: inout HTML) {
    html("fieldset", .class("switches")) { html in
      html("legend", text: "Marked in the text")
      for (id, name, count) in [
        ("show-quotes", "quotes", record.quotes.count), ("show-figures", "figures", record.figures.count),
        ("show-officials", "officials", record.officials.count),
      ] {
        html("span", .class("switch")) { html in
          html("input", .set("type", "checkbox"), .id(id), .flag("checked"), .set("autocomplete", "off"))
          html("label", .words("for", id)) { html in
            html("span", .words("data-kind", name), text: name.capitalizedFirst)
            html.text(" \(count)")
          }
        }
      }
    }
  }

  private func findings(_ html: inout HTML) {
    let live = WebLink(article.url ?? article.canonicalURL)
    list("Quotes", "quotes", &html, zip(record.quotes, stored.quoteIDs)) { quote, id, html in
      html("a", .class("open"), .anchor(Place.anchor(.quote, id))) { html in
        let marks = Wording.marks(quote)
        html.text(marks.open + Self.short(quote.span.text) + marks.close)
      }
      html("span", .class("about")) { html in
        if let speaker = quote.speaker { html.person(speaker) } else { html.text(quote.speakerMention?.text ?? "speaker not named") }
        let official = quote.official.flatMap { id in record.officials.first { $0.id == id } }
        let role = [official?.title, official?.organization].compactMap { $0 }
        html.text(([""] + role).joined(separator: ", "))
        html.text(" \u{B7} " + [quote.cue?.text, quote.kind.rawValue, quote.type.rawValue].compactMap { $0 }.joined(separator: ", "))
        if let chance = quote.confidence { html.text(" \u{B7} confidence \(Wording.percent(chance))") }
        if let live {
          html.text(" \u{B7} ")
          html("a", .href(live, quoting: quote.span.text), .set("rel", "noreferrer noopener"), text: "live page")
        }
      }
    }
    list("Figures", "figures", &html, zip(record.figures, stored.figureIDs)) { figure, id, html in
      html("a", .class("open"), .anchor(Place.anchor(.figure, id)), text: figure.span.text)
      html("span", .class("about")) { html in
        let facts = [
          Wording.amount(figure), figure.change.map { $0 == .up ? "up" : "down" },
          figure.concept,
          figure.period,
          figure.status == .actual ? nil : figure.status.rawValue,
        ]
        html.text(facts.compactMap { $0 }.joined(separator: " \u{B7} "))
        if let credit = figure.attributedTo {
          html.text(" \u{B7} according to ")
          html.person(credit)
        }
      }
    }
    list("Officials", "officials", &html, zip(record.officials, stored.officialIDs)) { official, id, html in
      html("a", .class("open"), .anchor(Place.anchor(.official, id)), text: official.name)
      html("span", .class("about")) { html in
        let facts = [official.title, official.organization, official.sector.map { Wording.code($0.rawValue) }]
        html.text(facts.compactMap { $0 }.joined(separator: ", ") + " \u{B7} ")
        html("a", .href(Place.person(official.name)), text: "all articles")
      }
    }
  }

  private func list<Finding>(
    _ title: String, _ kind: String, _ html: inout HTML, _ findings: Zip2Sequence<[Finding], [String]>,
    entry: (Finding, String, inout HTML) -> Void
  ) {
    let count = findings.underestimatedCount
    guard count > 0 else { return }
    html("section", .class("findings"), .words("data-kind", kind)) { html in
      html("h2") { html in
        html.text(title + " ")
        html("span", .class("tally"), text: NumberText.grouped(count))
      }
      html("ol") { html in
        for (finding, id) in findings { html("li", .class("card"), .set("tabindex", "-1")) { entry(finding, id, &$0) } }
      }
    }
  }

  /// The articles that print the same story, in the order in which they were seen.
  private func copies(_ html: inout HTML) {
    guard story.members.count > 1 else { return }
    html("section", .id("copies"), .class("story")) { html in
      html("h2") { html in
        html.text("The story in other articles ")
        html("span", .class("tally"), text: NumberText.grouped(story.members.count - 1))
      }
      html("ol") { html in
        for member in story.members {
          html("li") { html in
            let isThis = member.article.id == article.id
            html("span", .class("role"), text: member.role == .first ? "first seen" : member.role.rawValue)
            html.text(" \u{B7} ")
            html("span", .class("outlet"), text: member.article.site ?? "outlet not stated")
            if let published = member.article.published {
              html.text(", ")
              html.time(published)
            }
            html.text(" \u{B7} ")
            let title = member.article.title ?? "Article without a headline"
            if isThis {
              html.text(title + " (this article)")
            } else {
              html("a", .class("open"), .href(Place.article(member.article.id)), text: title)
            }
          }
        }
      }
    }
  }

  private func provenance(_ html: inout HTML) {
    let from = article.provenance
    let rows: [(String, String?)] = [
      ("Article", article.id), ("Read from", article.source), ("Fetched", from.retrieved), ("Changed", article.modified),
      ("SHA-256 of the page", from.contentSHA256), ("Read as", "\(from.mediaType), \(from.encoding)"), ("WARC record", from.warcRecordID),
      ("At byte", from.warcOffset.map { NumberText.grouped($0) }), ("Found by", "\(record.extractor), rules \(record.rules)"),
    ]
    html("section", .class("provenance")) { html in
      html("h2", text: "Where it comes from")
      html("dl") { html in
        for (name, address) in [("Page", article.url), ("Canonical", article.canonicalURL == article.url ? nil : article.canonicalURL)] {
          guard let address else { continue }
          html("dt", text: name)
          html("dd") { html in
            if let link = WebLink(address) {
              html("a", .href(link), .set("rel", "noreferrer noopener"), text: address)
            } else {
              html.text(address)
            }
          }
        }
        for (name, value) in rows {
          guard let value else { continue }
          html("dt", text: name)
          html("dd", text: value)
        }
      }
      html("ul", .class("links")) { html in
        html("li") { $0("a", .href(Place.article(article.id, "json", version: stored.version)), text: "Record (JSON)") }
        html("li") { $0("a", .id("export"), .href(Place.article(article.id, "csv", version: stored.version)), text: "Findings (CSV)") }
      }
    }
  }

  private static func short(_ text: String) -> String {
    guard text.unicodeScalars.count > 140 else { return text }
    return String(text.unicodeScalars.prefix(130)) + " \u{2026}"
  }
}

/// Headline, byline, and links to the article's pages.
struct ArticleHeader {
  /// The pages of an article.
  enum Page: CaseIterable { case text, original, versions }

  private let stored: StoredArticle
  private let page: Page

  init(_ stored: StoredArticle, page: Page) {
    self.stored = stored
    self.page = page
  }

  func write(_ html: inout HTML) {
    let article = stored.record.article
    html("header", .class("article-head")) { html in
      html("p", .class("source")) { html in
        if let site = article.site { html("a", .class("outlet"), .href(Asked(.article, filters: [.outlet: site]).address()), text: site) }
        if let published = article.published {
          html.text(article.site == nil ? "" : " \u{B7} ")
          html.time(published)
        }
      }
      html("h1", text: article.title ?? "Article without a headline")
      if !article.authors.isEmpty { html("p", .class("byline"), text: "By " + article.authors.joined(separator: ", ")) }
      if let newest = stored.versions.last(where: \.isCurrent)?.number, newest != stored.version {
        html("p", .class("hint")) { html in
          html.text("This is version \(stored.version); ")
          html("a", .href(Place.article(article.id)), text: "version \(newest)")
          html.text(" is what searches find.")
        }
      }
      tabs(&html, article)
    }
  }

  private func tabs(_ html: inout HTML, _ article: Article) {
    let version = stored.versions.count > 1 ? stored.version : nil
    html("nav", .class("tabs"), .words("aria-label", "Pages of this article")) { html in
      for page in Page.allCases {
        let (name, address) =
          switch page {
          case .text: ("Text", Place.article(article.id, version: version))
          case .original: ("Page as it was", Place.article(article.id, page: "original", query: [("version", version.map { String($0) })]))
          case .versions: ("Versions \(stored.versions.count)", Place.article(article.id, page: "versions"))
          }
        if page == .versions, stored.versions.count < 2 { continue }
        if page == self.page {
          html("a", .href(address), .set("aria-current", "page"), text: name)
        } else {
          html("a", .href(address), text: name)
        }
      }
    }
  }
}
