internal import FullText
internal import Platform
internal import Record

/// Makes SQL of queries on one kind of finding.
///
/// What a user writes goes to the server as a bound value only.
final class PostgreSQLPlanner {
  let kind: FindingKind
  private let connection: PostgreSQLConnection
  private let counts: PostgreSQLCounts
  /// Whether words are weighed: an order by date needs no weights.
  private let weighs: Bool
  /// How words are ranked.
  let ranking: BM25
  /// The values that the SQL refers to.
  private(set) var values: [PostgreSQLValue] = []

  init(_ connection: PostgreSQLConnection, _ kind: FindingKind, weighs: Bool) throws(IndexError) {
    self.connection = connection
    self.kind = kind
    self.weighs = weighs
    counts = PostgreSQLCounts(connection)
    let totals = weighs ? try counts.totals(kind) : (documents: 0, words: 0)
    ranking = BM25(documents: totals.documents, words: totals.words)
  }

  /// Binds a value; how the SQL calls it.
  func bind(_ value: PostgreSQLValue, _ type: String) -> String {
    values.append(value)
    return "$\(values.count)::\(type)"
  }

  func compile(_ node: QueryNode) throws(IndexError) -> PlanNode {
    switch node {
    case .everything: return .condition("true")
    case .words(let pattern): return try words(pattern)
    case .near(let patterns, let distance): return try places(patterns, distance)
    case .and(let nodes):
      var wanted: [QueryNode] = []
      var unwanted: [QueryNode] = []
      for node in nodes { if case .not(let inner) = node { unwanted.append(inner) } else { wanted.append(node) } }
      return .all(try different(wanted), without: try different(unwanted))
    case .or(let nodes): return .any(try different(nodes))
    case .not(let node): return .all([], without: [try compile(node)])
    case .field(let field, let pattern): return .condition(try self.field(field, pattern))
    case .keyword(let field, let value): return .condition(try keyword(field, value))
    case .value(let range):
      guard kind == .figure else { throw unsupported(.value) }
      let (low, high) = (bind(.real(range.low), "float8"), bind(.real(range.high), "float8"))
      let exact = "low \(range.includesLow ? ">=" : ">") \(low) AND low \(range.includesHigh ? "<=" : "<") \(high)"
      return .condition("CASE WHEN low = high THEN \(exact) ELSE high >= \(low) AND low <= \(high) END")
    case .published(let range):
      return .condition("(time >= \(bind(.integer(range.start), "bigint")) AND time < \(bind(.integer(range.end), "bigint")))")
    case .confidence(let range):
      guard kind != .article else { throw unsupported(.confidence) }
      let (low, high) = (bind(.real(range.low), "float8"), bind(.real(range.high), "float8"))
      let value = "(confidence - 1)::float8 / 1000"
      let (above, below) = (range.includesLow ? ">=" : ">", range.includesHigh ? "<=" : "<")
      // Findings without a confidence are never doubtful.
      return .condition("(confidence = 0 OR \(value) \(above) \(low) AND \(value) \(below) \(high))")
    case .ingested(let range):
      let shift = Int64(WallClock.zone)
      func bound(_ time: Int64) -> Int64 { time == .min || time == .max ? time : time - shift }
      let (from, to) = (bind(.integer(bound(range.start)), "bigint"), bind(.integer(bound(range.end)), "bigint"))
      return .condition("version IN (SELECT v.id FROM version v WHERE v.ingested >= \(from) AND v.ingested < \(to))")
    case .article(let field, let text):
      return .condition("version = ANY(\(bind(.integers(try versions(field, text)), "bigint[]")))")
    }
  }

  /// The parts of nodes; one that is there several times counts as often.
  private func different(_ nodes: [QueryNode]) throws(IndexError) -> [PlanNode] {
    var times: [QueryNode: Int] = [:]
    for node in nodes { times[node, default: 0] += 1 }
    var parts: [PlanNode] = []
    for node in nodes {
      guard let count = times.removeValue(forKey: node) else { continue }
      let part = try compile(node)
      parts.append(count == 1 ? part : .times(part, count))
    }
    return parts
  }

  // MARK: Words

  private func text(_ lexeme: [UInt8]) -> String { String(decoding: lexeme, as: UTF8.self) }

  /// A lexeme as a tsquery has it.
  private func quoted(_ lexeme: [UInt8]) -> String { "'" + text(lexeme.flatMap { $0 == 0x27 || $0 == 0x5C ? [$0, $0] : [$0] }) + "'" }

  /// A condition on lexemes as a row alone tells it, and what the index of keys finds, if it can help: at least all rows that fulfil the condition.
  private struct Holding {
    var test: String
    var index: String?

    /// The condition, with something further that only a row tells. What the keys have told is not reckoned once more: two conditions
    /// on one word would look to the server as if much fewer rows fulfilled them.
    func condition(and further: String? = nil) -> String {
      let tests = [index == nil ? test : "coalesce(\(test), false)"] + (further.map { [$0] } ?? [])
      return "(" + ((index.map { [$0] } ?? []) + tests).joined(separator: " AND ") + ")"
    }
  }

  /// A condition on lexemes: each stands there.
  private func holds(
    _ lexemes: [[UInt8]], _ separator: String = "&", beginning: [UInt8]? = nil
  ) throws(IndexError) -> Holding {
    var parts = lexemes.map(quoted)
    if let beginning { parts.append(quoted(beginning) + ":*") }
    let test = "words @@ \(bind(.text(parts.joined(separator: " \(separator) ")), "tsquery"))"
    var keys = lexemes.map(LexemeKey.finding)
    var index: [String] = []
    if let beginning {
      if beginning.first == LexemeField.letter(.text) {
        if let known = try counts.lexemes(beginning: text(beginning), kind, most: Self.mostLexemes) {
          index.append("keys && \(bind(.integers(Array(Set(known.map { Int64(LexemeKey.finding($0)) }))), "integer[]"))")
        }
      } else if let key = LexemeKey.beginning(beginning) {
        keys.append(key)
      }
    }
    if !keys.isEmpty { index.insert("keys @> \(bind(.integers(keys.map { Int64($0) }), "integer[]"))", at: 0) }
    return Holding(test: test, index: index.isEmpty ? nil : index.joined(separator: " AND "))
  }
  /// Of a beginning with more words than that the documents are looked at all: it has most of them.
  private static let mostLexemes = 4_000

  /// How often a lexeme of the field `text` stands in a document.
  private func times(_ lexeme: [UInt8]) -> String {
    let query = bind(.text(quoted(lexeme)), "tsquery")
    return "coalesce((more ->> \(bind(.text(text(lexeme)), "text")))::real, times(words, \(query)))"
  }

  private func weight(_ frequencies: [Int]) -> Float { weighs ? ranking.weight(frequencies) : 0 }

  /// The part of all documents that hold words which stand in so many each, if they keep no company.
  private func part(_ frequencies: [Int]) -> Double {
    frequencies.reduce(1) { $0 * Double($1) / Double(max(1, ranking.documents)) }
  }

  /// What documents fulfil in which a ranked word, or every word of a phrase, is in a tier or a higher one; a few others as well.
  func isInTier(_ tier: Int, _ words: [[[UInt8]]]) -> String {
    let parts = words.map { lexemes in
      let each = lexemes.map { lexeme in
        let keys = (tier...ImpactTier.highest).map { Int64(LexemeKey.finding(lexeme, tier: $0)) }
        return "keys && \(bind(.integers(keys), "integer[]"))"
      }
      return "(" + each.joined(separator: " AND ") + ")"
    }
    return "(" + parts.joined(separator: " OR ") + ")"
  }

  private func words(_ pattern: WordPattern) throws(IndexError) -> PlanNode {
    let last = pattern.words[pattern.words.count - 1]
    if pattern.words.count == 1, pattern.form == .prefix {
      let lexeme = [LexemeField.letter(.text)] + last
      let documents = weighs ? try counts.documents(beginning: text(lexeme), kind) : 0
      return .places(
        condition: try holds([], beginning: lexeme).condition(), isExact: true, WordPlaces(patterns: [pattern], distance: 0),
        weight: weight([min(ranking.documents, documents)]))
    }
    if pattern.form == .prefix { return try places([pattern], 0) }
    if pattern.words.count == 1 {
      let lexeme = LexemeField.lexeme(last, pattern.form, .text)
      let frequencies = try frequencies([lexeme])
      let holding = try holds([lexeme])
      return .words(
        condition: holding.condition(), test: holding.test, times: times(lexeme), weight: weight(frequencies), lexemes: [lexeme],
        part: part(frequencies))
    }
    let lexemes = pattern.words.map { LexemeField.lexeme($0, .exact, .text) }
    let spelled = text(pattern.words.flatMap { [0x20] + $0 + [0x20] })
    let phrase = bind(.text(spelled), "text")
    let (holding, stands) = (try holds(different(lexemes)), "strpos(plain, \(phrase)) > 0")
    let condition = holding.condition(and: stands)
    let frequencies = try frequencies(lexemes)
    let weight = weight(frequencies)
    // One that can overlap with itself is counted place by place.
    guard !Self.overlapsItself(pattern.words) else {
      return .places(condition: condition, isExact: true, WordPlaces(patterns: [pattern], distance: 0), weight: weight)
    }
    let times = "((length(plain) - length(replace(plain, \(phrase), ''))) / \(spelled.unicodeScalars.count))::real"
    return .words(
      condition: condition, test: "(\(holding.test) AND \(stands))", times: times, weight: weight, lexemes: different(lexemes),
      part: part(frequencies))
  }

  private func different(_ lexemes: [[UInt8]]) -> [[UInt8]] {
    var seen: Set<[UInt8]> = []
    return lexemes.filter { seen.insert($0).inserted }
  }

  /// Whether a phrase's end can be the beginning of another occurrence.
  private static func overlapsItself(_ words: [[UInt8]]) -> Bool {
    (1..<words.count).contains { words.prefix($0).elementsEqual(words.suffix($0)) }
  }

  /// In how many documents each lexeme stands.
  private func frequencies(_ lexemes: [[UInt8]]) throws(IndexError) -> [Int] {
    guard weighs else { return lexemes.map { _ in 0 } }
    let known = try counts.documents(of: lexemes.map(text), kind)
    return lexemes.map { known[text($0)] ?? 0 }
  }

  /// Patterns whose places have to be looked at.
  private func places(_ patterns: [WordPattern], _ distance: Int) throws(IndexError) -> PlanNode {
    var lexemes: [[UInt8]] = []
    var beginnings: [String] = []
    var documents: [Int] = []
    for pattern in patterns {
      for (index, word) in pattern.words.enumerated() {
        let form = index == pattern.words.count - 1 ? pattern.form : .exact
        if form == .prefix {
          let condition = try holds([], beginning: [LexemeField.letter(.text)] + word).condition()
          beginnings.append(condition)
          guard weighs else { continue }
          let count = ReferencedValues("SELECT count(*) FROM \(kind.documents) WHERE \(condition)", values)
          documents.append(Int(try connection.query(count.sql, count.values).integer(0, 0)))
        } else {
          let lexeme = LexemeField.lexeme(word, form, .text)
          lexemes.append(lexeme)
          documents += try frequencies([lexeme])
        }
      }
    }
    let conditions = (lexemes.isEmpty ? [] : [try holds(different(lexemes)).condition()]) + beginnings
    return .places(
      condition: "(" + conditions.joined(separator: " AND ") + ")", isExact: false, WordPlaces(patterns: patterns, distance: distance),
      weight: weight(documents.map { min($0, ranking.documents) }))
  }

  // MARK: Fields

  private func unsupported(_ field: QueryField) -> IndexError { .query(QueryPlanner.unsupported(field, kind)) }

  /// Words in a row in a field that is not ranked.
  private func inRow(_ pattern: WordPattern, _ field: TermField) throws(IndexError) -> String {
    let last = pattern.words[pattern.words.count - 1]
    let first = pattern.words.dropLast().map { LexemeField.lexeme($0, .exact, field) }
    if pattern.form == .prefix { return try holds(first, "<->", beginning: [LexemeField.letter(field)] + last).condition() }
    let form = pattern.words.count == 1 ? pattern.form : .exact
    return try holds(first + [LexemeField.lexeme(last, form, field)], "<->").condition()
  }

  private func field(_ field: QueryField, _ pattern: WordPattern) throws(IndexError) -> String {
    switch (field, kind) {
    case (.outlet, _):
      let pattern = WordPattern(words: pattern.words, form: pattern.form == .stem ? .exact : pattern.form)
      let highlighter = Highlighter([pattern])
      return try labels("outlet", 1) { !highlighter.ranges(in: $0).isEmpty }
    case (.headline, .article): return try inRow(pattern, .headline)
    case (.headline, _):
      return "version IN (SELECT h.version FROM \(FindingKind.article.documents) h WHERE \(try inRow(pattern, .headline)))"
    case (.cue, .quote): return try inRow(pattern, .cue)
    case (.concept, .figure): return try inRow(pattern, .concept)
    case (.speaker, .official), (.official, .official): return try inRow(pattern, .name)
    case (.speaker, _), (.official, .figure), (.organization, .figure): return try inRow(pattern, .speaker)
    case (.official, _): return try inRow(pattern, .name)
    case (.organization, _): return try inRow(pattern, .organization)
    case (.title, .quote), (.title, .official), (.title, .article): return try inRow(pattern, .title)
    default: throw unsupported(field)
    }
  }

  private func keyword(_ field: QueryField, _ value: String) throws(IndexError) -> String {
    switch (field, kind) {
    case (.type, .quote):
      guard let type = AttributionType(rawValue: value) else { return "true" }
      return "type = \(DocumentPreparation.number(type))"
    case (.type, _):
      guard value == "all" else { throw unsupported(.type) }
      return "true"
    case (.unit, .figure):
      let sieve = UnitSieve(value)
      return try labels("unit", 2, sieve.admits)
    case (.kind, .quote), (.kind, .figure), (.kind, .official):
      return "sort = \(try QueryPlanner.number(ofKind: value, kind).queryError())"
    default: throw unsupported(field)
    }
  }

  /// The rows whose outlet or unit fulfils a condition.
  private func labels(_ column: String, _ sort: Int, _ holds: (String) -> Bool) throws(IndexError) -> String {
    let rows = try connection.query("SELECT text FROM label WHERE sort = \(sort)")
    let admitted = (0..<rows.count).map { rows.text($0, 0) }.filter(holds)
    // A row without one is none of them, which NULL would not say.
    return "coalesce(\(column) = ANY(\(bind(.texts(admitted), "text[]"))), false)"
  }

  /// The newest versions whose address, site or id has a text.
  private func versions(_ field: QueryField, _ text: String) throws(IndexError) -> [Int64] {
    let test = ArticleTest(field, text)
    let rows = try connection.query(
      "SELECT v.id, a.public_id, v.url, v.canonical_url, v.site FROM article a JOIN version v ON v.id = a.current")
    return (0..<rows.count).filter { row in
      test.admits(
        id: rows.text(row, 1), addresses: [rows.optionalText(row, 2), rows.optionalText(row, 3)].compactMap { $0 },
        site: field == .site ? rows.optionalText(row, 4) : nil)
    }.map { rows.integer($0, 0) }
  }
}

extension Result where Failure == QueryError {
  /// The value, or the error as one of an index.
  fileprivate func queryError() throws(IndexError) -> Success {
    do throws(QueryError) { return try get() } catch { throw .query(error) }
  }
}
