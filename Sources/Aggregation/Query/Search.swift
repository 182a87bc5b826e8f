/// Everything a search is asked: a query with the options that narrow it, the order and the page.
public struct Search: Hashable, Sendable {
  /// What is to match.
  public var query: Query
  /// What else must be true; all options are combined by AND.
  public var options: QueryOptions
  /// The order; without it the query's `sort:`, else relevance if there are words and date if there are none.
  public var sort: SortOrder?
  /// How many hits a page holds; `nil` for all (export).
  public var limit: Int?
  /// Where the page begins.
  public var after: PageCursor?
  /// Whether a match in a copy gives way to the same finding in an earlier article of its story, if that matches as well. Counts and facets
  /// count all matches.
  public var foldsCopies: Bool
  /// Whether a page of hits comes with the number of all matches, counted in the same state of the index.
  public var countsMatches = false

  /// Asks for a query's first page.
  public init(
    _ query: Query = .everything, options: QueryOptions = QueryOptions(), sort: SortOrder? = nil, limit: Int? = 20,
    after: PageCursor? = nil, foldsCopies: Bool = false
  ) {
    self.foldsCopies = foldsCopies
    self.query = query
    self.options = options
    self.sort = sort
    self.limit = limit
    self.after = after
  }
}

extension QueryOptions {
  /// Leaves out what is more likely wrong than right, in itself or in the speaker whom it names, unless options or the query ask for another
  /// confidence of that. Who asks for findings of any confidence gets them under any name.
  public mutating func leaveOutDoubtful(of query: Query) {
    let least = minimumConfidence
    if least == nil, !query.namesConfidence(of: nil) { minimumConfidence = Self.likely }
    if minimumPartConfidence[.speaker] == nil, !query.namesConfidence(of: .speaker) {
      minimumNameConfidence = min(least ?? Self.likely, Self.likely)
    }
  }

  /// The options with findings of every confidence.
  public var withEveryConfidence: QueryOptions {
    var options = self
    (options.minimumConfidence, options.minimumNameConfidence) = (nil, nil)
    options.minimumPartConfidence = [:]
    return options
  }
}

/// Options that narrow a search besides its query.
public struct QueryOptions: Hashable, Sendable {
  /// Words of the speaker's name, in a row (as `speaker:"…"`).
  public var speaker: String?
  /// Words of the organization's name, in a row.
  public var organization: String?
  /// Words of the outlet's name, in a row.
  public var outlet: String?
  /// First day, month or year of publication.
  public var since: String?
  /// Last day, month or year of publication.
  public var until: String?
  /// As `kind:`.
  public var kind: String?
  /// As `type:`. Without it and without `type:` in the query, quotes are assertions; `all` takes every type.
  public var type: String?
  /// As `unit:`.
  public var unit: String?
  /// Least value of a figure.
  public var minimum: Double?
  /// Greatest value of a figure.
  public var maximum: Double?
  /// Least confidence of a finding, from 0 to 1; findings without one are kept.
  public var minimumConfidence: Double?
  /// Least confidence of parts of a finding. It counts for a part that is not there as well: then it says how sure that is.
  public var minimumPartConfidence: [FindingPart: Double] = [:]
  /// Least confidence of a speaker who is named: a finding is not shown under a name that is less sure. Findings that name nobody are kept.
  public var minimumNameConfidence: Double?
  /// A part of the article's address.
  public var url: String?

  /// Below this confidence a finding is more likely wrong than right. People get answers without such findings unless they ask for them.
  public static let likely = 0.5

  /// Makes options; those that are not given do not narrow.
  public init(
    speaker: String? = nil, organization: String? = nil, outlet: String? = nil, since: String? = nil, until: String? = nil,
    kind: String? = nil, type: String? = nil, unit: String? = nil, minimum: Double? = nil, maximum: Double? = nil,
    minimumConfidence: Double? = nil, url: String? = nil
  ) {
    self.speaker = speaker
    self.organization = organization
    self.outlet = outlet
    self.since = since
    self.until = until
    self.kind = kind
    self.type = type
    self.unit = unit
    self.minimum = minimum
    self.maximum = maximum
    self.minimumConfidence = minimumConfidence
    self.url = url
  }
}
