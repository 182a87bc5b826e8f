internal import Aggregation
internal import Record

/// What all pages share: head, skip link, search box, navigation, footer.
struct Layout {
  /// The window's title.
  var title: String
  /// The words in the search box.
  var query: String?
  /// What the box searches.
  var kind: FindingKind = .quote
  /// The navigation entry that this page belongs to.
  var current: Entry?
  /// The feed of this page's rows.
  var feed: Address?
  /// The next page of the search.
  var next: Address?

  /// An entry of the navigation.
  enum Entry: CaseIterable { case find, figures, library, help }

  init(title: String, current: Entry? = nil) {
    self.title = title
    self.current = current
  }

  /// The whole page around its content.
  func response(_ content: HTML, status: Int = 200, headers: [HTTPRequest.Parameter] = []) -> HTTPResponse {
    HTTPResponse(status: status, type: Format.html.type, headers: headers, page(content).bytes)
  }

  private func page(_ content: HTML) -> HTML {
    var html = HTML()
    html.raw("<!DOCTYPE html>\n")
    html("html", .set("lang", "en")) { html in
      html("head") { head(&$0) }
      html("body") { html in
        html("a", .class("skip"), .anchor("content"), text: "Skip to the content")
        html("header", .class("top")) { html in
          html("a", .class("wordmark"), .href(Address([])), text: "OnRecord")
          box(&html)
          navigation(&html)
        }
        html("main", .id("content"), .set("tabindex", "-1")) { $0.append(content) }
        html("footer", .class("foot")) { html in
          html("p") { html in
            html.text("Everything here comes from the index on this machine; nothing is sent, nothing is fetched. ")
            html("a", .href(Address(["help"])), text: "Keys and queries")
            html.text(" \u{B7} ")
            html("a", .href(Address(["openapi.json"])), text: "API")
          }
        }
        html("div", .id("said"), .class("unseen"), .set("role", "status"), .set("aria-live", "polite"))
      }
    }
    html.raw("\n")
    return html
  }

  private func head(_ html: inout HTML) {
    html("meta", .set("charset", "utf-8"))
    html("meta", .set("name", "viewport"), .set("content", "width=device-width, initial-scale=1"))
    html("meta", .set("name", "color-scheme"), .set("content", "light dark"))
    html("title", text: "\(title) \u{B7} OnRecord")
    html("link", .set("rel", "stylesheet"), .href(Assets.address(of: "style.css")))
    html("link", .set("rel", "icon"), .set("type", "image/svg+xml"), .href(Assets.address(of: "icon.svg")))
    html(
      "link", .set("rel", "search"), .set("type", "application/opensearchdescription+xml"), .set("title", "OnRecord"),
      .href(Address(["opensearch.xml"])))
    if let feed { html("link", .set("rel", "alternate"), .set("type", "application/atom+xml"), .set("title", "Atom feed"), .href(feed)) }
    if let next { html("link", .set("rel", "next"), .href(next)) }
    html("script", .src(Assets.address(of: "script.js")), .flag("defer"))
  }

  private func box(_ html: inout HTML) {
    html("form", .class("box"), .set("role", "search"), .action(Address([kind.plural])), .set("method", "get")) { html in
      html("label", .class("unseen"), .set("for", "q"), text: "Search quotes, figures, officials and articles")
      html(
        "input", .set("type", "search"), .id("q"), .set("name", "q"), .words("value", query ?? ""), .set("autocomplete", "off"),
        .set("spellcheck", "false"), .set("placeholder", "Words, \u{201C}a phrase\u{201D}, speaker:name \u{2026}"))
      html("button", .set("type", "submit"), text: "Search")
    }
  }

  private func navigation(_ html: inout HTML) {
    html("nav", .set("aria-label", "Pages")) { html in
      for entry in Entry.allCases {
        let (name, address) =
          switch entry {
          case .find: ("Find", Address([]))
          case .figures: ("Figures", Address(["figures"], query: [("view", "sheet")]))
          case .library: ("Library", Address(["library"]))
          case .help: ("Help", Address(["help"]))
          }
        if entry == current {
          html("a", .href(address), .set("aria-current", "page"), text: name)
        } else {
          html("a", .href(address), text: name)
        }
      }
    }
  }
}

extension HTML {
  /// Words with some of their bytes marked as matches.
  mutating func marked(_ words: String, _ matches: [ByteRange]) {
    let bytes = Array(words.utf8)
    var at = 0
    for match in matches where match.start >= at && match.end <= bytes.count && match.start < match.end {
      text(bytes[at..<match.start])
      callAsFunction("mark", .class("hit")) { $0.text(bytes[match.start..<match.end]) }
      at = match.end
    }
    text(bytes[at...])
  }

  /// The table of a chart, folded away.
  mutating func chartTable(_ columns: [String], _ rows: [(cells: [String], link: Address?)], caption: String) {
    callAsFunction("details", .class("table-of-chart")) { html in
      html("summary", text: "The chart as a table")
      html.table(columns, caption: caption) { html in
        for row in rows {
          html("tr") { html in
            for (index, cell) in row.cells.enumerated() {
              if index > 0 {
                html("td", text: cell)
              } else {
                html("th", .set("scope", "row")) { html in
                  if let link = row.link { html("a", .href(link), text: cell) } else { html.text(cell) }
                }
              }
            }
          }
        }
      }
    }
  }

  /// A table that scrolls on its own if it is too wide.
  mutating func table(_ columns: [String], caption: String, rows: (inout HTML) -> Void) {
    callAsFunction("div", .class("wide"), .set("tabindex", "0"), .set("role", "group"), .words("aria-label", caption)) { html in
      html("table") { html in
        html("caption", text: caption)
        html("thead") { html in
          html("tr") { html in for column in columns { html("th", .set("scope", "col"), text: column) } }
        }
        html("tbody") { rows(&$0) }
      }
    }
  }
}
