internal import FullText
internal import Record

/// A match and its place in the order of a search.
struct PostgreSQLMatch {
  var score: Float
  var time: Int64
  var tie: UInt64
  var version: Int64
  var ordinal: Int

  /// As ``RankedMatch/isBefore(_:)``.
  func isBefore(_ other: PageCursor) -> Bool {
    if score != other.score { return score > other.score }
    if time != other.time { return time > other.time }
    return tie < other.tie
  }
  var cursor: PageCursor { PageCursor(score: score, time: time, tie: tie) }
  var place: FoundPlace { FoundPlace(version: version, ordinal: ordinal) }
}

/// Runs a search on the documents of one kind; within one transaction.
///
/// What SQL alone can tell, the server tells; else it sends what may match with its folded words, and those tell.
struct PostgreSQLSearch {
  private let connection: PostgreSQLConnection
  let kind: FindingKind
  private let planner: PostgreSQLPlanner
  private let plan: PlanNode
  /// The condition of the one attribution type that counts; "true" for all.
  private let type: String
  let sort: SortOrder

  init(_ connection: PostgreSQLConnection, _ kind: FindingKind, _ search: Search, weighs: Bool = true) throws(IndexError) {
    self.connection = connection
    self.kind = kind
    let node: QueryNode
    do throws(QueryError) { node = try SearchNarrowing(search, kind: kind).node } catch { throw .query(error) }
    sort = search.sort ?? search.query.sort ?? (search.query.node.hasRankedWords ? .relevance : .date)
    type = kind == .quote ? SearchNarrowing.type(of: search).map { "type = \($0)" } ?? "true" : "true"
    planner = try PostgreSQLPlanner(connection, kind, weighs: weighs && sort == .relevance, counts: weighs && sort == .date)
    plan = try planner.compile(node)
  }

  /// Runs a statement with those of the plan's values, and of some more, that it refers to.
  private func run(_ sql: String, _ more: [PostgreSQLValue] = []) throws(IndexError) -> PostgreSQLRows {
    let statement = ReferencedValues(sql, planner.values + more)
    return try connection.query(statement.sql, statement.values)
  }
  /// How a further value is called.
  private func more(_ place: Int) -> String { "$\(planner.values.count + place)" }

  // MARK: Pages

  /// The best matches in the order of the search.
  func top(_ limit: Int, after cursor: PageCursor?) throws -> [PostgreSQLMatch] {
    if limit != .max, let best = try best(limit, after: cursor) { return best }
    if let newest = try newest(limit, after: cursor) { return newest }
    guard let (sql, values) = ordered(after: cursor) else { return try scanned(limit, after: cursor) }
    let rows = try run(limit == .max ? sql : sql + " LIMIT \(limit)", values)
    return (0..<rows.count).map { match(rows, $0) }
  }

  /// The best matches, found among those of the highest tiers alone; `nil` where these are too few, or where so few match that all may be looked at.
  private func best(_ limit: Int, after cursor: PageCursor?) throws(IndexError) -> [PostgreSQLMatch]? {
    guard sort == .relevance, plan.isRanked, plan.part * Double(planner.ranking.documents) > Self.fewMatches,
      let words = plan.rankedStems, !words.isEmpty
    else { return nil }
    for tier in Self.tiers {
      guard let (sql, values) = ordered(after: cursor, in: planner.isInTier(tier, words)) else { return nil }
      let rows = try run(sql + " LIMIT \(limit)", values)
      let most = ImpactTier.most(of: kind, outside: tier, planner.ranking)
      // Of equal scores the newest comes first, so that one that is not looked at may not even be as good.
      if rows.count == limit, rows.float(limit - 1, 4) > plan.bound(0, most: most) { return (0..<limit).map { match(rows, $0) } }
    }
    return nil
  }
  /// So many matches are looked at all.
  private static let fewMatches = 300.0
  /// The tiers that are tried, one after the other.
  private static let tiers = [6, 4, 3, 2, 1]

  /// The newest matches of words that are neither common, so that they soon come up among the newest documents, nor so rare that all may be
  /// looked at: they are sought by the times and keys in the indexes among the newest documents alone, and in all only if these do not hold enough.
  /// `nil` where the newest documents are looked at one by one, or the order is another.
  private func newest(_ limit: Int, after cursor: PageCursor?) throws(IndexError) -> [PostgreSQLMatch]? {
    let (condition, isExact) = plan.condition
    let documents = Double(Self.newestDocuments)
    guard sort == .date, isExact, limit <= Self.newestMatches, plan.part * documents < 4 * Double(limit), condition.contains("keys ") else {
      return nil
    }
    var values: [PostgreSQLValue] = []
    let behind = behind(cursor, &values)
    func found(_ further: String) throws(IndexError) -> [PostgreSQLMatch] {
      // All that match are asked for, so that the server looks for them by its indexes.
      let rows = try run(
        """
        SELECT time, tie, version, ordinal, 0::real FROM (
          SELECT * FROM \(kind.documents) WHERE \(condition) AND \(type) AND \(behind) AND \(further) OFFSET 0) part
        ORDER BY time DESC, tie LIMIT \(limit)
        """, values)
      return (0..<rows.count).map { match(rows, $0) }
    }
    if plan.part * Double(planner.ranking.documents) > Self.fewNewestMatches {
      let start = try run(
        "SELECT time FROM \(kind.documents) WHERE \(behind) ORDER BY time DESC, tie OFFSET \(Self.newestDocuments - 1) LIMIT 1", values)
      if start.count > 0 {
        let newest = try found("time >= \(start.integer(0, 0))")
        if newest.count == limit { return newest }
      }
    }
    return try found("true")
  }
  /// As many matches are looked for so at most.
  private static let newestMatches = 100
  /// Among so many documents.
  private static let newestDocuments = 8_000
  /// So many matches are looked at all.
  private static let fewNewestMatches = 2_000.0

  /// What stands behind a place in the order by date.
  private func behind(_ cursor: PageCursor?, _ values: inout [PostgreSQLValue]) -> String {
    guard let cursor else { return "true" }
    values += [.integer(cursor.time), .integer(DocumentLines.tie(cursor.tie))]
    let (time, tie) = ("\(more(values.count - 1))::bigint", "\(more(values.count))::bigint")
    return "(time < \(time) OR time = \(time) AND tie > \(tie))"
  }

  private func match(_ rows: PostgreSQLRows, _ row: Int) -> PostgreSQLMatch {
    PostgreSQLMatch(
      score: rows.float(row, 4), time: rows.integer(row, 0), tie: DocumentLines.tie(rows.integer(row, 1)), version: rows.integer(row, 2),
      ordinal: Int(rows.integer(row, 3)))
  }

  /// The statement of all matches in order, or of those that fulfil something further, where SQL alone can tell them.
  private func ordered(after cursor: PageCursor?, in further: String? = nil) -> (sql: String, values: [PostgreSQLValue])? {
    let (whole, isExact) = plan.condition
    guard isExact else { return nil }
    let condition = further.map { "\(whole) AND \($0)" } ?? whole
    let isRanked = sort == .relevance && plan.isRanked
    guard let score = isRanked ? plan.terms("0::real") : "0::real" else { return nil }
    var values: [PostgreSQLValue] = []
    var lengthening = "0::real"
    if isRanked {
      values.append(.text("{" + planner.ranking.lengthening.map { "\($0)" }.joined(separator: ",") + "}"))
      lengthening = "(\(more(1))::real[])[length + 1]"
    }
    var behind = "true"
    if let cursor {
      let first = values.count + 1
      let score = PostgreSQLValue.text("\(cursor.score)")
      values += [.integer(cursor.time), .integer(DocumentLines.tie(cursor.tie)), score]
      let (time, tie) = ("\(more(first))::bigint", "\(more(first + 1))::bigint")
      switch sort {
      case .date: behind = "(time < \(time) OR time = \(time) AND tie > \(tie))"
      case .oldest: behind = "(time > \(time) OR time = \(time) AND tie < \(tie))"
      case .relevance, .confidence:
        let bar = "\(more(first + 2))::real"
        behind = "(score < \(bar) OR score = \(bar) AND (time < \(time) OR time = \(time) AND tie > \(tie)))"
      }
    }
    let order =
      switch sort {
      case .date: "time DESC, tie"
      case .oldest: "time, tie DESC"
      case .relevance, .confidence: "score DESC, time DESC, tie"
      }
    guard isRanked else {
      // Nothing between the condition and the order, so that an index gives the order. Without a score, all scores are alike.
      let bar = behind.replacing("score", with: plainScore)
      return (
        """
        SELECT time, tie, version, ordinal, \(plainScore) FROM \(kind.documents) WHERE \(condition) AND \(type) AND \(bar)
        ORDER BY \(sort == .relevance ? "time DESC, tie" : order.replacing("score", with: plainScore))
        """, values
      )
    }
    return (
      """
      SELECT time, tie, version, ordinal, score FROM (
        SELECT time, tie, version, ordinal, \(score) AS score FROM (SELECT *, \(lengthening) AS lengthening FROM \(kind.documents)) document
        WHERE \(condition) AND \(type)) ranked
      WHERE \(behind) ORDER BY \(order)
      """, values
    )
  }

  /// The score where words have no part in it: how sure the finding is with all its parts, if the order asks for it.
  private var plainScore: String { sort == .confidence ? "(\(CertaintyColumn.product(of: kind)))::real" : "0::real" }
  /// Whether a match's place in the order depends on a score.
  private var isScored: Bool { sort == .relevance || sort == .confidence }

  /// The best matches where their words must be looked at.
  private func scanned(_ limit: Int, after cursor: PageCursor?) throws -> [PostgreSQLMatch] {
    var matches: [PostgreSQLMatch] = []
    try scan { document in
      var match = document.match
      if !isScored { match.score = 0 }
      matches.append(match)
    }
    matches.sort { sort == .oldest ? $1.isBefore($0.cursor) : $0.isBefore($1.cursor) }
    if let cursor {
      let last = PostgreSQLMatch(score: isScored ? cursor.score : 0, time: cursor.time, tie: cursor.tie, version: 0, ordinal: 0)
      matches.removeAll { sort == .oldest ? !$0.isBefore(last.cursor) : !last.isBefore($0.cursor) }
    }
    return Array(matches.prefix(limit))
  }

  /// Every match in order, a number of them at a time.
  func each(after cursor: PageCursor?, _ body: ([PostgreSQLMatch]) throws -> Void) throws {
    guard let (sql, values) = ordered(after: cursor) else {
      let all = try scanned(.max, after: cursor)
      for start in stride(from: 0, to: all.count, by: Self.batch) { try body(Array(all[start..<min(start + Self.batch, all.count)])) }
      return
    }
    try fetch(sql, values) { rows in try body((0..<rows.count).map { match(rows, $0) }) }
  }
  private static let batch = 500

  /// Hands out the rows of a statement, a number of them at a time.
  private func fetch(_ sql: String, _ values: [PostgreSQLValue] = [], _ body: (PostgreSQLRows) throws -> Void) throws {
    _ = try run("DECLARE found NO SCROLL CURSOR FOR " + sql, values)
    while true {
      let rows = try connection.query("FETCH \(Self.batch) FROM found")
      guard rows.count > 0 else { break }
      try body(rows)
    }
    try connection.execute("CLOSE found")
  }

  // MARK: Looking at words

  /// A match that was found by looking at its words.
  struct Scanned {
    var match: PostgreSQLMatch
    var rows: PostgreSQLRows
    var row: Int

    /// A name by its column in ``PostgreSQLSearch/facetColumns``.
    func name(_ column: Int) -> String? { rows.optionalText(row, 7 + column) }
  }

  /// What facets count by.
  static let facetColumns = ["speaker", "organization", "outlet", "unit", "month", "sort"]
  /// Whether findings of a kind have what a column tells.
  private static func isCounted(_ column: Int, _ kind: FindingKind) -> Bool {
    let facts: [FactColumn?] = [.speaker, .organization, .outlet, .unit, nil, .kind]
    return facts[column]?.isKept(for: kind) ?? true
  }

  /// Hands out every match of the type, or of all types, in no order.
  func scan(everyType: Bool = false, where further: String = "true", _ body: (Scanned) throws -> Void) throws {
    let columns = ["time", "tie", "version", "ordinal", plainScore, "length", "plain"] + Self.facetColumns + plan.columns
    let sql = """
      SELECT \(columns.joined(separator: ", ")), \(type) FROM \(kind.documents)
      WHERE \(plan.condition.sql) AND \(everyType ? "true" : type) AND \(further)
      """
    var steps = Proximity.mostPlacements
    try fetch(sql) { rows in
      for row in 0..<rows.count {
        var document = PlanColumns(
          rows: rows, row: row, column: 7 + Self.facetColumns.count, plain: PlainWords(rows.utf8(row, 6)),
          lengthening: planner.ranking.lengthening[Int(rows.integer(row, 5))], steps: steps)
        let (matches, score) = plan.score(&document, 0)
        steps = document.steps
        if steps < 0 { throw IndexError.query(Proximity.tooManyPlacements) }
        guard matches else { continue }
        var found = match(rows, row)
        if sort != .confidence { found.score = score }
        try body(Scanned(match: found, rows: rows, row: row))
      }
    }
  }

  /// Whether it finds a finding of a version, by its place in the record's list.
  func matches(_ ordinal: Int, in version: Int64) throws(IndexError) -> Bool {
    let one = "version = \(version) AND ordinal = \(ordinal)"
    if plan.condition.isExact {
      return try run("SELECT 1 FROM \(kind.documents) WHERE \(one) AND \(type) AND \(plan.condition.sql)").count > 0
    }
    var found = false
    do { try scan(where: one) { _ in found = true } } catch let error as IndexError { throw error } catch { return false }
    return found
  }

  // MARK: Counting

  /// How many match, and how many more would with every type.
  func count() throws -> MatchCount {
    if plan.condition.isExact {
      let rows = try run(
        "SELECT count(*) FILTER (WHERE \(type)), count(*) FROM \(kind.documents) WHERE \(plan.condition.sql)")
      let matches = Int(rows.integer(0, 0))
      return MatchCount(matches: matches, otherTypes: Int(rows.integer(0, 1)) - matches)
    }
    var count = MatchCount(matches: 0, otherTypes: 0)
    let typeColumn = 7 + Self.facetColumns.count + plan.columns.count
    try scan(everyType: true) { document in
      if document.rows.bool(document.row, typeColumn) { count.matches += 1 } else { count.otherTypes += 1 }
    }
    return count
  }

  /// How many matches have each value of each of ``facetColumns``; `nil` for those without one.
  func tally() throws -> (total: Int, counts: [[String?: Int]]) {
    var counts = [[String?: Int]](repeating: [:], count: Self.facetColumns.count)
    var total = 0
    guard plan.condition.isExact else {
      try scan { document in
        total += 1
        for column in counts.indices { counts[column][document.name(column), default: 0] += 1 }
      }
      return (total, counts)
    }
    let kept = Self.facetColumns.indices.filter { Self.isCounted($0, kind) }
    let columns = kept.map { Self.facetColumns[$0] }.joined(separator: ", ")
    let sets = kept.map { "(\(Self.facetColumns[$0]))" }.joined(separator: ", ")
    let rows = try run(
      """
      SELECT grouping(\(columns)), count(*), \(columns) FROM \(kind.documents) WHERE \(plan.condition.sql) AND \(type)
      GROUP BY GROUPING SETS (\(sets), ())
      """)
    let all = 1 << kept.count - 1
    for row in 0..<rows.count {
      // A bit for each column that a row is not grouped by, the first column's highest.
      let mask = Int(rows.integer(row, 0))
      let count = Int(rows.integer(row, 1))
      if mask == all {
        total = count
      } else {
        let place = kept.count - 1 - (all ^ mask).trailingZeroBitCount
        counts[kept[place]][rows.optionalText(row, 2 + place), default: 0] += count
      }
    }
    return (total, counts)
  }
}

/// A statement with those of many values alone that it refers to, numbered anew: PostgreSQL asks for the type of every value.
struct ReferencedValues {
  private(set) var sql = ""
  private(set) var values: [PostgreSQLValue] = []

  /// The statement holds no text of a user's, so that `$` and digits are always a value.
  init(_ statement: String, _ all: [PostgreSQLValue]) {
    var numbers: [Int: Int] = [:]
    var bytes: [UInt8] = []
    let text = Array(statement.utf8)
    var index = 0
    while index < text.count {
      bytes.append(text[index])
      guard text[index] == UInt8(ascii: "$") else {
        index += 1
        continue
      }
      index += 1
      var number = 0
      while index < text.count, text[index] >= 0x30, text[index] <= 0x39 {
        number = number * 10 + Int(text[index] - 0x30)
        index += 1
      }
      let new = numbers[number] ?? numbers.count + 1
      if numbers[number] == nil {
        numbers[number] = new
        values.append(all[number - 1])
      }
      bytes.append(contentsOf: String(new).utf8)
    }
    sql = String(decoding: bytes, as: UTF8.self)
  }
}
