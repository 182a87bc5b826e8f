internal import FullText
internal import Record

/// Reads the query language by recursive descent: OR binds loosest, then AND (also implied between two words), then NOT and `-`, then NEAR.
struct QueryParser {
  /// The longest query, in code points.
  static let longest = 2_000
  /// The most words a query may have.
  static let mostWords = 256
  /// The most words that may end in a star, since each stands for many.
  static let mostPrefixes = 32
  /// The deepest nesting.
  static let deepest = 40

  private let text: String
  private var tokens: [QueryToken] = []
  private var index = 0
  private var depth = 0
  private var wordCount = 0
  private var prefixCount = 0
  private var sort: SortOrder?

  init(_ text: String) { self.text = text }

  mutating func parse() throws(QueryError) -> Query {
    do {
      return try read()
    } catch {
      throw improved(error)
    }
  }

  private mutating func read() throws(QueryError) -> Query {
    guard text.unicodeScalars.count <= Self.longest else {
      throw QueryError(column: Self.longest + 1, problem: "the query is longer than \(Self.longest) characters")
    }
    var lexer = QueryLexer(text)
    try lexer.run()
    tokens = lexer.tokens
    for token in tokens { if case .sort(let order) = token.kind { sort = order } }
    tokens.removeAll { if case .sort = $0.kind { true } else { false } }
    guard !tokens.isEmpty else { return Query(node: .everything, sort: sort, text: text) }
    let node = try alternatives()
    if index < tokens.count {
      throw QueryError(column: tokens[index].column, problem: "this bracket closes none", suggestion: without(tokens[index].column))
    }
    guard let node else {
      throw QueryError(
        column: tokens[0].column, problem: "there is no word to search for; leave the query out to list everything", suggestion: nil)
    }
    return Query(node: node, sort: sort, text: text)
  }

  /// An error's own suggestion if it can be read, else the query's plain words.
  private func improved(_ error: QueryError) -> QueryError {
    var error = error
    func works(_ text: String) -> Bool {
      var parser = QueryParser(text)
      return (try? parser.read()) != nil
    }
    if let suggestion = error.suggestion, works(suggestion) { return error }
    let words = FoldedWords(String(text.unicodeScalars.prefix(Self.longest))).all.prefix(Self.mostWords / 4)
    let plain = words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
    error.suggestion = !plain.isEmpty && works(plain) ? plain : nil
    return error
  }

  private func without(_ column: Int) -> String {
    var scalars = Array(text.unicodeScalars)
    if scalars.indices.contains(column - 1) { scalars.remove(at: column - 1) }
    return scalars.reduce(into: "") { $0.unicodeScalars.append($1) }
  }

  private var current: QueryToken.Kind? { index < tokens.count ? tokens[index].kind : nil }
  private var column: Int { index < tokens.count ? tokens[index].column : text.unicodeScalars.count + 1 }

  private mutating func alternatives() throws(QueryError) -> QueryNode? {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Self.deepest else { throw QueryError(column: column, problem: "the brackets are nested too deep") }
    var nodes: [QueryNode] = []
    let first = try conjunction(after: nil)
    if let first { nodes.append(first) }
    while current == .or {
      let operatorColumn = column
      guard first != nil else { throw dangling("OR", operatorColumn) }
      index += 1
      guard let next = try conjunction(after: ("OR", operatorColumn)) else { throw dangling("OR", operatorColumn) }
      nodes.append(next)
    }
    return nodes.count > 1 ? .or(nodes) : nodes.first
  }

  private func dangling(_ name: String, _ column: Int) -> QueryError {
    QueryError(column: column, problem: "\(name) wants something to search for on \(name == "NOT" ? "its right" : "both sides")")
  }

  /// `nil` if there are only signs without a word.
  private mutating func conjunction(after before: (String, Int)?) throws(QueryError) -> QueryNode? {
    var nodes: [QueryNode] = []
    while let kind = current, kind != .or, kind != .close {
      if kind == .and {
        let operatorColumn = column
        index += 1
        guard !nodes.isEmpty, let next = current, next != .and, next != .or, next != .close else { throw dangling("AND", operatorColumn) }
        continue
      }
      if let node = try negation() { nodes.append(node) }
    }
    return nodes.count > 1 ? .and(nodes) : nodes.first
  }

  private mutating func negation() throws(QueryError) -> QueryNode? {
    guard current == .not else { return try neighbours() }
    let operatorColumn = column
    var count = 0
    while current == .not {
      count += 1
      index += 1
    }
    guard let node = try neighbours() else { throw dangling("NOT", operatorColumn) }
    return count % 2 == 1 ? .not(node) : node
  }

  private mutating func neighbours() throws(QueryError) -> QueryNode? {
    let start = column
    guard let first = try primary() else { return nil }
    var node = first
    var patterns: [WordPattern] = []
    var distance = 0
    while case .near(let words)? = current {
      let operatorColumn = column
      index += 1
      guard let next = try primary() else { throw dangling("NEAR", operatorColumn) }
      for (operand, place) in [(node, start), (next, operatorColumn)] {
        guard case .words(let pattern) = operand else {
          if case .near = operand { continue }
          throw QueryError(column: place, problem: "NEAR stands between words or phrases only")
        }
        patterns.append(pattern)
      }
      distance = max(distance, words)
      node = .near(patterns, distance: distance)
    }
    return node
  }

  private mutating func primary() throws(QueryError) -> QueryNode? {
    guard let kind = current else { return nil }
    let place = column
    switch kind {
    case .open:
      index += 1
      let node = try alternatives()
      guard current == .close else {
        throw QueryError(column: place, problem: "this bracket is not closed", suggestion: text + ")")
      }
      index += 1
      return node
    case .near: throw dangling("NEAR", place)
    case .field(let field):
      index += 1
      return try value(of: field, place)
    case .bare(let text):
      index += 1
      return try pattern(text, phrase: false, place).map(QueryNode.words)
    case .phrase(let text):
      index += 1
      return try pattern(text, phrase: true, place).map(QueryNode.words)
    case .and, .or, .not, .close, .sort: return nil
    }
  }

  private mutating func pattern(_ text: String, phrase: Bool, _ place: Int) throws(QueryError) -> WordPattern? {
    let words = FoldedWords(text).all
    guard !words.isEmpty else { return nil }
    wordCount += words.count
    guard wordCount <= Self.mostWords else {
      throw QueryError(column: place, problem: "the query has more than \(Self.mostWords) words")
    }
    if !phrase, endsInStar(text) {
      prefixCount += 1
      guard prefixCount <= Self.mostPrefixes else {
        throw QueryError(column: place, problem: "the query has more than \(Self.mostPrefixes) words that end in “*”")
      }
      return WordPattern(words: words, form: .prefix)
    }
    return WordPattern(words: words, form: phrase || words.count > 1 ? .exact : .stem)
  }

  /// Whether it is `word*`, also with a comma or the like after the star.
  private func endsInStar(_ text: String) -> Bool {
    guard let star = text.lastIndex(of: "*"), star > text.startIndex, FoldedWords(String(text[star...])).count == 0 else { return false }
    return FoldedWords(String(text[text.index(before: star)..<star])).count > 0
  }

  private mutating func value(of field: QueryField, _ place: Int) throws(QueryError) -> QueryNode {
    let missing = QueryError(column: place + field.rawValue.count + 1, problem: "a value must stand right behind “\(field.rawValue):”")
    guard index < tokens.count, tokens[index].isAttached else { throw missing }
    let written: String
    let isPhrase: Bool
    switch tokens[index].kind {
    case .bare(let text): (written, isPhrase) = (text, false)
    case .phrase(let text): (written, isPhrase) = (text, true)
    default: throw missing
    }
    let valuePlace = column
    index += 1
    switch field {
    case .value:
      guard let range = NumberRange(written) else {
        throw QueryError(column: valuePlace, problem: "value: wants a number or a range, as 1000, >1000, 1..5", suggestion: nil)
      }
      return .value(range)
    case .published, .ingested:
      guard let range = DateRange(written) else {
        throw QueryError(
          column: valuePlace,
          problem: "\(field.rawValue): wants a date or a range, as 2017-01..2017-03, >=2017-02-27, \"last month\", yesterday",
          suggestion: nil)
      }
      return field == .published ? .published(range) : .ingested(range)
    case .confidence, .speakerConfidence, .organizationConfidence, .conceptConfidence, .periodConfidence:
      guard let range = NumberRange(written) else {
        throw QueryError(
          column: valuePlace, problem: "\(field.rawValue): wants a number from 0 to 1 or a range, as >=0.8", suggestion: nil)
      }
      return .confidence(FindingPart.allCases.first { $0.confidenceName == field.rawValue }, range)
    case .url, .site, .article: return .article(field, written)
    case .kind, .type:
      return .keyword(field, try Self.keyword(field, written, valuePlace))
    case .unit:
      return .keyword(.unit, written)
    default:
      guard let pattern = try pattern(written, phrase: isPhrase, valuePlace) else { throw missing }
      return .field(field, pattern)
    }
  }

  /// A value of a closed list, ignoring case.
  static func keyword(_ field: QueryField, _ written: String, _ place: Int) throws(QueryError) -> String {
    let known = field == .type ? AttributionType.allCases.map(\.rawValue) + ["all"] : Self.kinds
    let value = written.lowercased()
    guard known.contains(value) else {
      throw QueryError(column: place, problem: "\(field.rawValue): is one of \(known.joined(separator: ", "))")
    }
    return value
  }

  private static let kinds =
    QuoteKind.allCases.map(\.rawValue) + UnitKind.allCases.map(\.rawValue) + Sector.allCases.map(\.rawValue)
}
