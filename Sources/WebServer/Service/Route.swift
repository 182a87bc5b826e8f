internal import Aggregation
internal import Export

/// A page or endpoint: its path, its parameters, and what it returns. The router and `/openapi.json` use the same declarations.
struct Route: Sendable {
  /// A parameter of an address or a form.
  struct Parameter: Sendable {
    var name: String
    var help: String
    var type = "string"
    var choices: [String] = []
    var isRequired = false
  }

  var method = "GET"
  /// The path's segments; `{name}` stands for any.
  var path: [String]
  var summary: String
  /// The formats it has; the first is used for an address without an ending.
  var formats: [Format] = [.html]
  /// The media type, if it is not that of a format.
  var type: String?
  var parameters: [Parameter] = []
  /// The columns of its rows.
  var columns: [Column] = []
  /// Whether its pages depend only on the index and their address, so that a cached one is valid until something is stored.
  var isKept = false
  /// Whether such a page is quick to make, so that it must not push slow ones out of the cache.
  var isQuick = false
  var respond: @Sendable (Visit) throws -> HTTPResponse

  /// The values of the path's placeholders, if the path belongs to this route.
  func values(of path: [String]) -> [String]? {
    guard path.count == self.path.count else { return nil }
    var values: [String] = []
    for (piece, segment) in zip(self.path, path) {
      if piece.hasPrefix("{") { values.append(segment) } else if piece != segment { return nil }
    }
    return values
  }
}

/// A request on its way through the site.
struct Visit: Sendable {
  let site: SiteContext
  let request: HTTPRequest
  /// The values of the path's placeholders.
  let values: [String]
  let format: Format
  /// The state of the index at the time of the request, if it was looked up.
  var stamp: AnswerCache.Stamp?

  /// The cached answers as of this request.
  var answers: Answers { Answers(cache: site.cache, now: stamp ?? site.cache.stamp) }

  /// The form's names and values, after checking that the form is one of this server's own.
  func form() throws -> [HTTPRequest.Parameter] {
    let form = request.form
    guard Gate(site.settings).holds(HTTPRequest.value("token", in: form)) else {
      throw Problem(status: 403, title: "The form is not of this run", detail: "Go back, load the page anew and send the form again.")
    }
    return form
  }
}
