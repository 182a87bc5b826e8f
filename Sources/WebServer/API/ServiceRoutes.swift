internal import Aggregation
internal import Record

/// What browsers and programs request besides pages: style sheet, script, icon, and the descriptions of the search and the API.
enum ServiceRoutes {
  static let all: [Route] =
    [("style.css", "text/css; charset=utf-8"), ("script.js", "text/javascript; charset=utf-8"), ("icon.svg", "image/svg+xml")].map {
      name, type in
      Route(
        path: [name], summary: "The pages' \(name)", type: type,
        parameters: [
          Route.Parameter(name: "v", help: "a hash of the file's bytes, as the pages' links have it: then a browser may keep it")
        ]
      ) { visit in
        guard let bytes = Assets.bytes(named: name) else { throw Problem(status: 404, title: "There is no such file") }
        var response = HTTPResponse(type: type, bytes)
        if let keeping = Assets.keeping(name, version: visit.request.value("v")) { response.set("Cache-Control", keeping) }
        return response
      }
    } + [
      Route(path: ["favicon.ico"], summary: "Leads to the icon", type: "text/plain") { _ in .seeOther(Address(["icon.svg"])) },
      Route(path: ["openapi.json"], summary: "This API in OpenAPI 3.1", type: "application/json") { visit in
        HTTPResponse(type: "application/json", OpenAPI.document(visit.site.routes))
      },
      Route(
        path: ["opensearch.xml"], summary: "The search box for browsers (OpenSearch 1.1)", type: "application/opensearchdescription+xml",
        respond: openSearch),
    ]

  @Sendable private static func openSearch(_ visit: Visit) -> HTTPResponse {
    let base = "http://" + (visit.request.header("host") ?? "localhost")
    var xml = HTML()
    xml.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">")
    xml("ShortName", text: "OnRecord")
    xml("Description", text: "Who said what, with which numbers, on the record")
    xml("Url", .set("type", "text/html"), .words("template", base + "/quotes?q={searchTerms}"))
    xml("Url", .set("type", "application/atom+xml"), .words("template", base + "/quotes.atom?q={searchTerms}"))
    xml.raw("</OpenSearchDescription>\n")
    return HTTPResponse(type: "application/opensearchdescription+xml", xml.bytes)
  }
}
