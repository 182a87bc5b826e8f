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
  let site: Site
  let request: HTTPRequest
  /// The values of the path's placeholders.
  let values: [String]
  let format: Format

  /// The form's names and values, once it has shown that it is one of this server's own.
  func form() throws -> [HTTPRequest.Parameter] {
    let form = request.form
    guard Gate(site.settings).holds(HTTPRequest.value("token", in: form)) else {
      throw Problem(status: 403, title: "The form is not of this run", detail: "Go back, load the page anew and send the form again.")
    }
    return form
  }
}

/// Finds the route of a request.
struct Router: Sendable {
  private let routes: [Route]

  init(_ routes: [Route]) { self.routes = routes }

  func respond(_ request: HTTPRequest, on site: Site) -> HTTPResponse {
    var (path, ending) = (request.path, Format?.none)
    if let last = path.last, let dot = last.lastIndex(of: "."), dot > last.startIndex,
      let format = Format(rawValue: String(last[last.index(after: dot)...]))
    {
      path[path.count - 1] = String(last[..<dot])
      ending = format
    }
    let isHTML = (ending ?? .html) == .html
    var allowed: Set<String> = []
    // A path with an ending is first looked for as it is: `openapi.json`.
    for (candidate, format) in ending == nil ? [(path, nil)] : [(request.path, nil), (path, ending)] {
      for route in routes {
        guard let values = route.values(of: candidate) else { continue }
        let hasValues = !values.isEmpty
        if format == nil, ending != nil, hasValues { continue }
        guard let asked = format ?? route.formats.first, route.formats.contains(asked) else { continue }
        let method = request.method == "HEAD" ? "GET" : request.method
        guard method == route.method else {
          allowed.formUnion(route.method == "GET" ? ["GET", "HEAD"] : [route.method])
          continue
        }
        do {
          let visit = Visit(site: site, request: request, values: values, format: asked)
          guard route.isKept, asked == .html, method == "GET" else { return try route.respond(visit) }
          return try site.answers.page(request.target) { try route.respond(visit) }
        } catch {
          return Self.problem(error).response(asHTML: asked == .html)
        }
      }
    }
    guard !allowed.isEmpty else { return Problem(status: 404, title: "There is no such page").response(asHTML: isHTML) }
    var problem = Problem(status: 405, title: "The page does not take \(request.method.prefix(20))")
    problem.allow = allowed.sorted().joined(separator: ", ")
    return problem.response(asHTML: isHTML)
  }

  static func problem(_ error: any Error) -> Problem {
    switch error {
    case let problem as Problem: problem
    case let error as IndexError: Problem(error)
    case let error as QueryError: Problem(error)
    default: Problem(status: 500, title: "Something went wrong", detail: "\(error)")
    }
  }
}
