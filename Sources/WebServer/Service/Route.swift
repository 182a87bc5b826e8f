internal import Aggregation
internal import Export

/// A page or endpoint: where it is, what it takes, what it gives. The router and `/openapi.json` read the same declarations.
struct Route: Sendable {
  /// Something that an address or a form can say.
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
  /// The endings it has; the first is the one without ending.
  var formats: [Format] = [.html]
  /// The media type where it is none of the formats'.
  var type: String?
  var parameters: [Parameter] = []
  /// The columns of its rows.
  var columns: [Column] = []
  /// Whether its pages depend on the index and their address alone, so that one made before serves again while nothing is stored.
  var isKept = false
  /// Whether such a page is soon made anew, so that it may not push out those that are not.
  var isQuick = false
  var respond: @Sendable (Visit) throws -> HTTPResponse

  /// The values of the path's placeholders, where the path is this route's.
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
  /// The state of the index that the request met, where that was looked up.
  var stamp: AnswerCache.Stamp?

  /// What was asked before, as of this request.
  var answers: Answers { Answers(cache: site.cache, now: stamp ?? site.cache.stamp) }

  /// The form's names and values, once it has shown that it is one of this server's own.
  func form() throws -> [HTTPRequest.Parameter] {
    let form = request.form
    guard Gate(site.settings).holds(HTTPRequest.value("token", in: form)) else {
      throw Problem(status: 403, title: "The form is not of this run", detail: "Go back, load the page anew and send the form again.")
    }
    return form
  }
}
