internal import Aggregation
internal import Record

/// What is wrong with a request, as RFC 9457 problem details and as a page.
struct Problem: Error, Sendable {
  var status: Int
  var title: String
  var detail: String?
  /// For a query: the first character that does not fit (from 1), and a query that works.
  var column: Int?
  var suggestion: String?
  var allow: String?

  init(status: Int, title: String, detail: String? = nil) {
    self.status = status
    self.title = title
    self.detail = detail
  }

  init(_ query: QueryError) {
    self.init(status: 400, title: "The query cannot be read", detail: query.problem)
    column = query.column > 0 ? query.column : nil
    suggestion = query.suggestion
  }

  /// The problem that an error means for the client.
  init(of error: any Error) {
    switch error {
    case let problem as Problem: self = problem
    case let error as IndexError: self.init(error)
    case let error as QueryError: self.init(error)
    default: self.init(status: 500, title: "Something went wrong", detail: "\(error)")
    }
  }

  init(_ error: IndexError) {
    switch error {
    case .query(let query): self.init(query)
    case .noSuchQuote: self.init(status: 404, title: "There is no such quote", detail: error.description)
    case .noSuchArticle, .noSuchVersion: self.init(status: 404, title: "There is no such article", detail: error.description)
    case .ambiguous: self.init(status: 404, title: "Several articles begin so", detail: error.description)
    case .busy: self.init(status: 503, title: "The index is busy", detail: error.description)
    default: self.init(status: 500, title: "The index cannot be read", detail: error.description)
    }
  }

  /// The problem as `application/problem+json`.
  var response: HTTPResponse {
    var writer = JSONWriter()
    writer.object { writer in
      writer.member("type", "about:blank")
      writer.member("title", title)
      writer.member("status", status)
      if let detail { writer.member("detail", detail) }
      if let column { writer.member("column", column) }
      if let suggestion { writer.member("suggestion", suggestion) }
    }
    return HTTPResponse(status: status, type: "application/problem+json", headers: allowed, writer.bytes)
  }

  /// The header that names the methods an address allows, if another was used.
  var allowed: [HTTPRequest.Parameter] { allow.map { [HTTPRequest.Parameter("Allow", $0)] } ?? [] }
}
