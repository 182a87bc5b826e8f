internal import Aggregation

/// Finds the route of a request.
struct Router: Sendable {
  private let routes: [Route]

  init(_ routes: [Route]) { self.routes = routes }

  func respond(_ request: HTTPRequest, on site: SiteContext) -> HTTPResponse {
    var (path, ending) = (request.path, Format?.none)
    if let last = path.last, let dot = last.lastIndex(of: "."), dot > last.startIndex,
      let format = Format(rawValue: String(last[last.index(after: dot)...]))
    {
      path[path.count - 1] = String(last[..<dot])
      ending = format
    }
    let isHTML = (ending ?? .html) == .html
    var allowed: Set<String> = []
    // A path with an ending is first tried as it is: `openapi.json`.
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
          var visit = Visit(site: site, request: request, values: values, format: asked)
          guard route.isKept, asked == .html, method == "GET" else { return try route.respond(visit) }
          return try site.cache.page(request.target, isQuick: route.isQuick) { stamp in
            visit.stamp = stamp
            return try route.respond(visit)
          }
        } catch {
          let problem = Problem(of: error)
          return asked == .html ? problem.page : problem.response
        }
      }
    }
    guard !allowed.isEmpty else {
      let problem = Problem(status: 404, title: "There is no such page")
      return isHTML ? problem.page : problem.response
    }
    var problem = Problem(status: 405, title: "The page does not take \(request.method.prefix(20))")
    problem.allow = allowed.sorted().joined(separator: ", ")
    return isHTML ? problem.page : problem.response
  }
}
