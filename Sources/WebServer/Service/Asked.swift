internal import Aggregation
internal import Record

/// What a page of findings is asked for: the query, its filters, the order and the page. All of it is in the address, so that an address is
/// a search, and the same address with another ending gives the same rows.
struct Asked: Hashable, Sendable {
  var kind: FindingKind
  var query: String?
  var filters: [SearchOption: String] = [:]
  var sort: SortOrder?
  var after: String?
  var limit: Int?
  /// Whether figures are shown as a table with one row each.
  var isSheet = false
  /// Whether the copies of a story are shown as well.
  var hasAllCopies = false

  static let mostRows = 200

  init(_ kind: FindingKind, query: String? = nil, filters: [SearchOption: String] = [:]) {
    self.kind = kind
    self.query = query
    self.filters = filters
  }

  /// Reads the names and values of an address or a form.
  init(_ kind: FindingKind, _ values: [HTTPRequest.Parameter]) throws(Problem) {
    self.kind = kind
    query = HTTPRequest.value("q", in: values)
    for filter in SearchOption.allCases { filters[filter] = HTTPRequest.value(filter.rawValue, in: values) }
    after = HTTPRequest.value("after", in: values)
    if let text = HTTPRequest.value("sort", in: values) {
      guard let order = SortOrder(rawValue: text) else {
        throw Problem(status: 400, title: "sort is relevance, date, oldest or confidence, not “\(text)”")
      }
      sort = order
    }
    if let text = HTTPRequest.value("limit", in: values) {
      guard let number = Int(text), number >= 1 else { throw Problem(status: 400, title: "limit is a whole number of at least 1") }
      limit = number
    }
    isSheet = kind == .figure && HTTPRequest.value("view", in: values) == "sheet"
    if let text = HTTPRequest.value("copies", in: values) {
      guard text == "all" else { throw Problem(status: 400, title: "copies is all, not \u{201C}\(text)\u{201D}") }
      hasAllCopies = true
    }
    if after != nil, PageCursor(after ?? "") == nil { throw Problem(status: 400, title: "after is no place of a search") }
  }

  /// The search to run on the index.
  func search(limit: Int? = 20) throws(Problem) -> Search {
    var options: QueryOptions
    do {
      options = try QueryOptions { filters[$0] }
    } catch {
      throw Problem(status: 400, title: error.description)
    }
    do throws(QueryError) {
      let query = try Query(parsing: query ?? "")
      options.leaveOutDoubtful(of: query)
      return Search(
        query, options: options, sort: sort, limit: limit, after: after.flatMap { PageCursor($0) },
        foldsCopies: !hasAllCopies)
    } catch {
      throw Problem(error)
    }
  }

  /// Only the part that decides which findings match, without how they are shown.
  var matches: Asked {
    var other = Asked(kind, query: query, filters: filters)
    (other.after, other.sort, other.limit) = (nil, nil, nil)
    return other
  }

  /// Whether hits are ordered by date, because it was asked for or because there are no words to rank by.
  var isByDate: Bool { (sort ?? (query == nil ? .date : .relevance)) == .date }

  /// The order in words, for a page.
  var orderInWords: String {
    switch sort {
    case .oldest: "oldest first"
    case .confidence: "surest first"
    case .relevance, .date, nil: isByDate ? "newest first" : "best first"
    }
  }

  // MARK: Addresses

  /// The names and values of the search, in a fixed order.
  var values: [(String, String?)] {
    [("q", query)] + SearchOption.allCases.map { ($0.rawValue, filters[$0]) } + [
      ("sort", sort?.rawValue), ("view", isSheet ? "sheet" : nil), ("copies", hasAllCopies ? "all" : nil),
    ]
  }

  /// The page's address; with an ending (`csv`), the address of the same rows in another format.
  func address(_ ending: String? = nil, after: String? = nil, more: [(String, String?)] = []) -> Address {
    Address(
      [kind.plural + (ending.map { "." + $0 } ?? "")], query: values + [("after", after), ("limit", limit.map { String($0) })] + more)
  }

  /// The same search with one filter changed, from its first page.
  func with(_ filter: SearchOption, _ value: String?) -> Asked {
    var other = self
    other.filters[filter] = value
    other.after = nil
    return other
  }

  /// The same words for another kind of finding; filters that do not apply to it are left out.
  func with(kind: FindingKind) -> Asked {
    var other = self
    other.kind = kind
    other.after = nil
    if kind != self.kind { other.filters[.kind] = nil }
    if kind != .figure { other.isSheet = false }
    for filter in SearchOption.allCases where !filter.kinds.contains(kind) { other.filters[filter] = nil }
    return other
  }

  /// The same search in words, for a title: “border”, speaker Kyle Archambault.
  var words: String {
    let parts =
      [query.map { "\u{201C}\($0)\u{201D}" }] + SearchOption.allCases.map { filter in filters[filter].map { "\(filter.label) \($0)" } }
    return parts.compactMap { $0 }.joined(separator: ", ")
  }
}

extension SearchOption {
  /// The filter's name for people.
  var label: String {
    switch self {
    case .speaker: "speaker"
    case .organization: "organization"
    case .outlet: "outlet"
    case .since: "from"
    case .until: "until"
    case .url: "address"
    case .kind: "kind"
    case .type: "type"
    case .unit: "unit"
    case .minimum: "at least"
    case .maximum: "at most"
    case .confidence: "at least so sure"
    case .speakerConfidence: "speaker at least so sure"
    case .organizationConfidence: "organization at least so sure"
    case .conceptConfidence: "meaning at least so sure"
    case .periodConfidence: "period at least so sure"
    }
  }
}

extension FindingKind {
  /// In addresses and headings: `quotes`.
  var plural: String { rawValue + "s" }

  init?(plural: String) {
    guard let kind = FindingKind.allCases.first(where: { $0.plural == plural }) else { return nil }
    self = kind
  }
}
