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
  /// Whether it is asked in how many documents words stand.
  private let asksCounts: Bool
  /// How words are ranked.
  let ranking: BM25
  /// The values that the SQL refers to.
  private(set) var values: [PostgreSQLValue] = []

  init(_ connection: PostgreSQLConnection, _ kind: FindingKind, weighs: Bool, counts asksCounts: Bool) throws(IndexError) {
    self.connection = connection
    self.kind = kind
    self.weighs = weighs
    self.asksCounts = weighs || asksCounts
    counts = PostgreSQLCounts(connection)
    let totals = self.asksCounts ? try counts.totals(kind) : (documents: 0, words: 0)
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
    case .confidence(let part, let range):
      try QueryPlanner.check(part, kind)
      let column = CertaintyColumn(part)
      let (low, high) = (bind(.real(range.low), "float8"), bind(.real(range.high), "float8"))
      let (above, below) = (range.includesLow ? ">=" : ">", range.includesHigh ? "<=" : "<")
      return .condition("(\(column.chance) \(above) \(low) AND \(column.chance) \(below) \(high))")
    case .claim(let part, let least):
      try QueryPlanner.check(part, kind)
      return .condition("(\(CertaintyColumn(part).claimed)::float8 / 1000 >= \(bind(.real(least), "float8")))")
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

  /// A condition on words as a row alone tells it, and what the index of keys finds, if it can help: at least all rows that fulfil the condition.
  private struct Holding {
    var test: String
    var index: String?
    /// Whether all that the index finds fulfils the condition.
    var isExact = false

    /// The condition. What the keys have told is not reckoned once more: two conditions on one word would look to the server as if much fewer
    /// rows fulfilled them.
    var condition: String {
      guard let index else { return "(\(test))" }
      return isExact ? "(\(index))" : "(\(index) AND coalesce(\(test), false))"
    }
  }

  private func keys(_ keys: [Int64]) -> String { bind(.integers(keys), "bigint[]") }

  /// A condition on lexemes of another field than `text`: they stand there, in a row.
  private func holds(_ lexemes: [[UInt8]], beginning: [UInt8]? = nil) -> Holding {
    var parts = lexemes.map(quoted)
    if let beginning { parts.append(quoted(beginning) + ":*") }
    let keys = lexemes.map(LexemeKey.of) + [beginning.flatMap(LexemeKey.beginning)].compactMap { $0 }
    return Holding(
      test: "names @@ \(bind(.text(parts.joined(separator: " <-> ")), "tsquery"))",
      index: keys.isEmpty ? nil : "keys @> \(self.keys(keys))")
  }

  /// A condition on a word of the field `text`: it stands there in a form.
  private func holds(_ word: [UInt8], _ form: WordPattern.Form) throws(IndexError) -> Holding {
    switch form {
    case .stem:
      let index = "keys @> \(keys([LexemeKey.of(stem: EnglishStemmer.stem(word))]))"
      return Holding(test: index, index: index, isExact: true)
    case .exact: return Holding(test: stands(spelled([word])), index: "keys @> \(keys([LexemeKey.of(stem: EnglishStemmer.stem(word))]))")
    case .prefix:
      let known = try counts.lexemes(beginning: text([LexemeField.letter(.text)] + word), kind, most: Self.mostLexemes)
      let words = known?.map { Array($0.dropFirst()) }
      // Of the longest words no more than the beginning is known.
      let stems = words.flatMap {
        $0.contains { $0.count > Self.mostBytes } ? nil : Set($0.map { LexemeKey.of(stem: EnglishStemmer.stem($0)) })
      }
      return Holding(test: stands([0x20] + word), index: stems.map { "keys && \(keys(Array($0)))" })
    }
  }
  /// Of a beginning with more words than that the documents are looked at all: it has most of them.
  private static let mostLexemes = 4_000
  private static let mostBytes = 900

  /// Words as the column `plain` has them where they follow one another.
  private func spelled(_ words: [[UInt8]]) -> [UInt8] { words.flatMap { [0x20] + $0 + [0x20] } }
  private func stands(_ spelled: [UInt8]) -> String { "strpos(plain, \(bind(.text(text(spelled)), "text"))) > 0" }

  /// How often words stand in a row in a document; they do not overlap with themselves.
  private func times(_ spelled: [UInt8]) -> String {
    let words = bind(.text(text(spelled)), "text")
    return "((octet_length(plain) - octet_length(replace(plain, \(words), ''))) / \(spelled.count))::real"
  }
  /// How often a stem stands in a document that holds it.
  private func times(ofStem stem: [UInt8]) -> String {
    "(1 + cardinality(array_positions(often, \(bind(.integer(LexemeKey.of(stem: stem)), "bigint")))))::real"
  }

  private func weight(_ frequencies: [Int]) -> Float { weighs ? ranking.weight(frequencies) : 0 }

  /// The part of all documents that hold words which stand in so many each, if they keep no company.
  private func part(_ frequencies: [Int]) -> Double {
    frequencies.reduce(1) { $0 * Double($1) / Double(max(1, ranking.documents)) }
  }

  /// What documents fulfil in which a ranked word, or every word of a phrase, is in a tier or a higher one; a few others as well.
  func isInTier(_ tier: Int, _ words: [[[UInt8]]]) -> String {
    let parts = words.map { stems in
      let each = stems.map { stem in "keys && \(keys((tier...ImpactTier.highest).map { LexemeKey.of(stem: stem, tier: $0) }))" }
      return "(" + each.joined(separator: " AND ") + ")"
    }
    return "(" + parts.joined(separator: " OR ") + ")"
  }

  private func words(_ pattern: WordPattern) throws(IndexError) -> PlanNode {
    let last = pattern.words[pattern.words.count - 1]
    if pattern.words.count == 1, pattern.form == .prefix {
      let documents = weighs ? try counts.documents(beginning: text([LexemeField.letter(.text)] + last), kind) : 0
      return .places(
        condition: try holds(last, .prefix).condition, isExact: true, WordPlaces(patterns: [pattern], distance: 0),
        weight: weight([min(ranking.documents, documents)]))
    }
    if pattern.form == .prefix { return try places([pattern], 0) }
    if pattern.words.count == 1 {
      let frequencies = try frequencies([LexemeField.lexeme(last, pattern.form, .text)])
      let holding = try holds(last, pattern.form)
      let stem = EnglishStemmer.stem(last)
      return .words(
        condition: holding.condition, test: holding.test, times: pattern.form == .stem ? times(ofStem: stem) : times(spelled([last])),
        weight: weight(frequencies), stems: [stem], part: part(frequencies))
    }
    let spelled = spelled(pattern.words)
    let stems = different(pattern.words.map { EnglishStemmer.stem($0) })
    let holding = Holding(test: stands(spelled), index: "keys @> \(keys(stems.map { LexemeKey.of(stem: $0) }))")
    let frequencies = try frequencies(pattern.words.map { LexemeField.lexeme($0, .exact, .text) })
    let weight = weight(frequencies)
    // One that can overlap with itself is counted place by place.
    guard !Self.overlapsItself(pattern.words) else {
      return .places(condition: holding.condition, isExact: true, WordPlaces(patterns: [pattern], distance: 0), weight: weight)
    }
    return .words(
      condition: holding.condition, test: holding.test, times: times(spelled), weight: weight, stems: stems, part: part(frequencies))
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
    guard asksCounts else { return lexemes.map { _ in 0 } }
    let known = try counts.documents(of: lexemes.map(text), kind)
    return lexemes.map { known[text($0)] ?? 0 }
  }

  /// Patterns whose places have to be looked at.
  private func places(_ patterns: [WordPattern], _ distance: Int) throws(IndexError) -> PlanNode {
    var conditions: [String] = []
    var documents: [Int] = []
    for pattern in patterns {
      for (index, word) in pattern.words.enumerated() {
        let form = index == pattern.words.count - 1 ? pattern.form : .exact
        let condition = try holds(word, form).condition
        conditions.append(condition)
        if form != .prefix {
          documents += try frequencies([LexemeField.lexeme(word, form, .text)])
        } else if weighs {
          let count = ReferencedValues("SELECT count(*) FROM \(kind.documents) WHERE \(condition)", values)
          documents.append(Int(try connection.query(count.sql, count.values).integer(0, 0)))
        }
      }
    }
    return .places(
      condition: "(" + conditions.joined(separator: " AND ") + ")", isExact: false, WordPlaces(patterns: patterns, distance: distance),
      weight: weight(documents.map { min($0, ranking.documents) }))
  }

  // MARK: Fields

  private func unsupported(_ field: QueryField) -> IndexError { .query(QueryPlanner.unsupported(field, kind)) }

  /// Words in a row in a field that is not ranked.
  private func inRow(_ pattern: WordPattern, _ field: TermField) -> String {
    let last = pattern.words[pattern.words.count - 1]
    let first = pattern.words.dropLast().map { LexemeField.lexeme($0, .exact, field) }
    if pattern.form == .prefix { return holds(first, beginning: [LexemeField.letter(field)] + last).condition }
    let form = pattern.words.count == 1 ? pattern.form : .exact
    return holds(first + [LexemeField.lexeme(last, form, field)]).condition
  }

  private func field(_ field: QueryField, _ pattern: WordPattern) throws(IndexError) -> String {
    switch (field, kind) {
    case (.outlet, _):
      let pattern = WordPattern(words: pattern.words, form: pattern.form == .stem ? .exact : pattern.form)
      let highlighter = Highlighter([pattern])
      return try labels("outlet", 1) { !highlighter.ranges(in: $0).isEmpty }
    case (.headline, .article): return inRow(pattern, .headline)
    case (.headline, _):
      return "version IN (SELECT h.version FROM \(FindingKind.article.documents) h WHERE \(inRow(pattern, .headline)))"
    case (.cue, .quote): return inRow(pattern, .cue)
    case (.concept, .figure): return inRow(pattern, .concept)
    case (.speaker, .official), (.official, .official): return inRow(pattern, .name)
    case (.speaker, _), (.official, .figure), (.organization, .figure): return inRow(pattern, .speaker)
    case (.official, _): return inRow(pattern, .name)
    case (.organization, _): return inRow(pattern, .organization)
    case (.title, .quote), (.title, .official), (.title, .article): return inRow(pattern, .title)
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
