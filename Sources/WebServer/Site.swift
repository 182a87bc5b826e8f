public import Aggregation

/// The pages and the API over one index, without a socket: a function from request to response.
public final class Site: Sendable {
  /// Who may use the site, and how its pages identify it.
  public typealias Settings = SiteSettings

  private let context: SiteContext
  private let gate: Gate
  private let router: Router

  /// Opens the index for reading.
  public init(index path: String, settings: Settings = Settings()) throws(IndexError) {
    context = try SiteContext(index: path, settings, Self.routes)
    gate = Gate(settings)
    router = Router(Self.routes)
  }

  /// Closes the index.
  public func close() { context.close() }

  /// Answers a request.
  public func respond(_ request: HTTPRequest) -> HTTPResponse {
    var response = gate.refusal(of: request) ?? router.respond(request, on: context)
    response.tag(for: request)
    for (name, value) in SiteContext.safety where response.header(name) == nil { response.headers.append(.init(name, value)) }
    return response
  }

  /// All pages and endpoints.
  private static let routes: [Route] =
    FindPage.routes + [
      ArticlePage.route, OriginalPage.route, OriginalPage.bytesRoute, VersionsPage.route, PersonPage.route, PersonPage.topicsRoute,
    ]
    + PersonDecisions.routes + FigureLinksPage.routes + LibraryPage.routes + [ExportList.route] + [HelpPage.route] + ServiceRoutes.all
}
