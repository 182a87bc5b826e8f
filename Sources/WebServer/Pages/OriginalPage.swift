internal import Aggregation
internal import Record

/// The page as it was ingested, in a frame in which nothing is run and nothing is fetched.
enum OriginalPage {
  private static let version = Route.Parameter(name: "version", help: "an older version's number", type: "integer")

  static let route = Route(
    path: ["article", "{article}", "original"], summary: "The page as it was ingested, in a frame", parameters: [version]
  ) { visit in
    let stored = try ArticlePage.stored(visit)
    let article = stored.record.article
    let number = stored.versions.count > 1 ? String(stored.version) : nil
    let hasPage = stored.versions.first { $0.number == stored.version }?.hasPage ?? false
    var html = HTML()
    html("div", .class("original")) { html in
      ArticleHeader(stored, page: .original).write(&html)
      if hasPage {
        html("p", .class("note")) { html in
          html.text("The bytes as they were read")
          if let retrieved = article.provenance.retrieved { html.text(", fetched \(Wording.date(retrieved))") }
          html.text("; SHA-256 ")
          html("code", text: article.provenance.contentSHA256)
          html.text(". Scripts do not run; pictures and style sheets from the web are not fetched.")
        }
        html(
          "iframe", .set("sandbox", ""), .set("loading", "lazy"), .words("title", "The page as it was: \(article.title ?? article.id)"),
          .src(Place.article(article.id, page: "page", query: [("version", number)])))
      } else {
        html("p", .class("empty"), text: "The page's bytes were not kept when it was ingested.")
      }
    }
    var response = Layout(title: "Page as it was: \(article.title ?? article.id)").response(html)
    let policy = SiteContext.safety[0].1.replacing("form-action", with: "frame-src 'self'; form-action")
    response.set("Content-Security-Policy", policy)
    return response
  }

  static let bytesRoute = Route(
    path: ["article", "{article}", "page"], summary: "The page's bytes as they were ingested, sandboxed", type: "text/html",
    parameters: [version]
  ) { visit in
    let version = try ArticlePage.number("version", visit)
    let (page, stored) = try visit.site.indexes.lend { index in
      (try index.page(visit.values[0], version: version), try index.article(visit.values[0], version: version))
    }
    guard let page else { throw Problem(status: 404, title: "The page's bytes were not kept") }
    let from = stored.record.article.provenance
    let kind = from.mediaType == "text/html" ? "text/html" : "text/plain"
    let charset = from.encoding.filter { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }
    var response = HTTPResponse(type: "\(kind); charset=\(charset)", page)
    response.set(
      "Content-Security-Policy",
      "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'")
    response.set("X-Frame-Options", "SAMEORIGIN")
    return response
  }
}
