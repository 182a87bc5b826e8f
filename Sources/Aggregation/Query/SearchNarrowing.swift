internal import FullText
internal import Record

/// A search's query and options as one tree.
struct SearchNarrowing {
  let node: QueryNode

  /// Throws if an option's value cannot be read.
  /// - Parameter hasDoubtful: whether any finding of the kind, or a speaker named in it, is less sure than ``QueryOptions/likely``; if none is, no
  ///   time is spent on it.
  init(_ search: Search, kind: FindingKind, hasDoubtful: Bool = true) throws(QueryError) {
    let options = search.options
    var nodes: [QueryNode] = []
    if case .everything = search.query.node {} else { nodes.append(search.query.node) }
    for (field, text) in [(QueryField.speaker, options.speaker), (.organization, options.organization), (.outlet, options.outlet)] {
      guard let text else { continue }
      let words = FoldedWords(text).all
      guard !words.isEmpty else { throw QueryError(column: 0, problem: "\(field.rawValue): “\(text)” holds no word") }
      nodes.append(.field(field, WordPattern(words: words, form: text.hasSuffix("*") ? .prefix : .exact)))
    }
    if options.since != nil || options.until != nil {
      guard let range = DateRange(since: options.since, until: options.until) else {
        throw QueryError(column: 0, problem: "since and until each take a date that names one day, month or year: \(DateWords.forms)")
      }
      nodes.append(.published(range))
    }
    if let text = options.kind { nodes.append(.keyword(.kind, try QueryParser.keyword(.kind, text, 0))) }
    if let text = options.type {
      let type = try QueryParser.keyword(.type, text, 0)
      if kind != .quote { nodes.append(.keyword(.type, type)) }
    }
    if let unit = options.unit { nodes.append(.keyword(.unit, unit)) }
    if options.minimum != nil || options.maximum != nil {
      nodes.append(.value(NumberRange(options.minimum ?? -.infinity, options.maximum ?? .infinity)))
    }
    if let url = options.url { nodes.append(.article(.url, url)) }
    if let least = options.minimumConfidence, least > 0, kind != .article, hasDoubtful || least > QueryOptions.likely {
      nodes.append(.confidence(nil, NumberRange(least, .infinity)))
    }
    if let least = options.minimumNameConfidence, least > 0, kind.parts.contains(.speaker), hasDoubtful || least > QueryOptions.likely {
      nodes.append(.claim(.speaker, least: least))
    }
    for part in FindingPart.allCases {
      // An option for a part that findings of the kind do not have is refused, whatever it says.
      if let least = options.minimumPartConfidence[part], least > 0 || !kind.parts.contains(part) {
        nodes.append(.confidence(part, NumberRange(least, .infinity)))
      }
    }
    node = nodes.isEmpty ? .everything : nodes.count == 1 ? nodes[0] : .and(nodes)
  }

  /// The one attribution type that a search of quotes looks at, as in ``PreparedDocument/typeNumber``: assertions, unless the option or the
  /// query names types.
  static func type(of search: Search) -> UInt8? {
    if let text = search.options.type?.lowercased() {
      return AttributionType(rawValue: text).map { DocumentPreparation.number($0) }
    }
    return search.query.node.mentionsType ? nil : DocumentPreparation.number(AttributionType.assertion)
  }
}

extension QueryNode {
  fileprivate var mentionsType: Bool {
    switch self {
    case .keyword(.type, _): true
    case .and(let nodes), .or(let nodes): nodes.contains(where: \.mentionsType)
    case .not(let node): node.mentionsType
    default: false
    }
  }
}
