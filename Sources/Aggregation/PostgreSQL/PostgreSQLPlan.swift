internal import FullText
internal import Record

/// A query as PostgreSQL answers it.
///
/// Most of it is SQL that holds exactly. Where words stand near one another, or several words count as one, SQL finds the documents that may match,
/// and their folded words tell.
indirect enum PlanNode {
  /// A condition that holds exactly and takes no part in the ranking.
  case condition(String)
  /// A word or phrase: its condition, which the index of keys answers, the same as a row alone tells it, how often it stands in a document that
  /// fulfils it, the stems that stand there at least as often, and the part of all documents that may fulfil it.
  case words(condition: String, test: String, times: String, weight: Float, stems: [[UInt8]], part: Double)
  /// Words whose places are looked at one by one, in documents that fulfil a condition; exact where that tells all matches.
  case places(condition: String, isExact: Bool, WordPlaces, weight: Float)
  case all([PlanNode], without: [PlanNode])
  case any([PlanNode])
  case times(PlanNode, Int)

  /// What every match fulfils, and whether all that fulfils it matches.
  var condition: (sql: String, isExact: Bool) {
    switch self {
    case .condition(let sql), .words(let sql, _, _, _, _, _): return (sql, true)
    case .places(let sql, let isExact, _, _): return (sql, isExact)
    case .times(let node, _): return node.condition
    case .any(let nodes):
      let parts = nodes.map(\.condition)
      return ("(" + parts.map(\.sql).joined(separator: " OR ") + ")", parts.allSatisfy(\.isExact))
    case .all(let nodes, let without):
      let parts = nodes.map(\.condition)
      let excluded = without.map(\.condition)
      // What may not match cannot be left out.
      let kept = parts.map(\.sql) + excluded.filter(\.isExact).map { "NOT \($0.sql)" }
      return (kept.isEmpty ? "true" : "(" + kept.joined(separator: " AND ") + ")", (parts + excluded).allSatisfy(\.isExact))
    }
  }

  /// Whether it takes part in the ranking.
  var isRanked: Bool {
    switch self {
    case .condition: false
    case .words(_, _, _, let weight, _, _), .places(_, _, _, let weight): weight > 0
    case .times(let node, _): node.isRanked
    case .all(let nodes, _), .any(let nodes): nodes.contains(where: \.isRanked)
    }
  }

  /// What is added to a score, term by term, where SQL alone can tell; the sums come out as ``score(_:_:)`` makes them.
  /// - Parameters:
  ///   - whole: what else must hold for the terms to count: a part of an OR counts where all of it matches. A term that does not count adds 0.
  ///   - isCertain: whether all that is looked at matches it.
  func terms(_ sum: String, where whole: String? = nil, isCertain: Bool = true) -> String? {
    switch self {
    case .condition: return sum
    case .words(_, let test, let times, let weight, _, _):
      guard weight > 0 else { return sum }
      let term = "(\(weight)::real * (\(times) / (\(times) + lengthening)))"
      if isCertain { return "(\(sum) + \(term))" }
      return "(\(sum) + CASE WHEN \(whole.map { "\($0) AND " } ?? "")\(test) THEN \(term) ELSE 0 END)"
    case .places(_, _, _, let weight): return weight > 0 ? nil : sum
    case .times(let node, let count):
      return node.terms("0::real", where: whole, isCertain: isCertain).map { "(\(sum) + \($0) * \(count)::real)" }
    case .any(let nodes):
      // What its parts give is added up first.
      var own = "0::real"
      for node in nodes where node.isRanked {
        var condition = whole
        if case .words = node {} else { condition = (whole.map { "\($0) AND " } ?? "") + node.condition.sql }
        guard let longer = node.terms(own, where: condition, isCertain: false) else { return nil }
        own = longer
      }
      return "(\(sum) + \(own))"
    case .all(let nodes, _):
      var sum = sum
      for node in nodes where node.isRanked {
        guard let longer = node.terms(sum, where: whole, isCertain: isCertain) else { return nil }
        sum = longer
      }
      return sum
    }
  }

  // MARK: The best alone

  /// The stems of each ranked word or phrase; `nil` where one is not known by its stems.
  var rankedStems: [[[UInt8]]]? {
    switch self {
    case .condition: return []
    case .words(_, _, _, let weight, let stems, _): return weight > 0 ? [stems] : []
    case .places(_, _, _, let weight): return weight > 0 ? nil : []
    case .times(let node, _): return node.rankedStems
    case .any(let nodes), .all(let nodes, _):
      var all: [[[UInt8]]] = []
      for node in nodes {
        guard let own = node.rankedStems else { return nil }
        all += own
      }
      return all
    }
  }

  /// The score with what it gives at most where a word of weight 1 gives `most`; rounded as ``score(_:_:)`` rounds, so that no score is above it.
  func bound(_ sum: Float, most: Float) -> Float {
    switch self {
    case .condition: return sum
    case .words(_, _, _, let weight, _, _), .places(_, _, _, let weight): return weight > 0 ? sum + weight * most : sum
    case .times(let node, let count): return sum + node.bound(0, most: most) * Float(count)
    case .any(let nodes): return sum + nodes.reduce(Float(0)) { $1.bound($0, most: most) }
    case .all(let nodes, _): return nodes.reduce(sum) { $1.bound($0, most: most) }
    }
  }

  /// About which part of all documents matches, as far as its words tell; conditions are taken to hold for one of 50.
  var part: Double {
    switch self {
    case .condition(let sql): return sql == "true" ? 1 : 0.02
    case .words(_, _, _, _, _, let part): return part
    case .places: return 1
    case .times(let node, _): return node.part
    case .any(let nodes): return min(1, nodes.reduce(0) { $0 + $1.part })
    case .all(let nodes, _): return nodes.reduce(1) { $0 * $1.part }
    }
  }

  // MARK: One document

  /// What the server must tell of a document for its match and score: a column for each condition and each number of times, in this order.
  var columns: [String] {
    switch self {
    case .condition(let sql): ["(\(sql))"]
    case .words(_, let condition, let times, _, _, _): ["(\(condition))", "CASE WHEN \(condition) THEN \(times) ELSE 0 END"]
    case .places(let condition, _, _, _): ["(\(condition))"]
    case .times(let node, _): node.columns
    case .any(let nodes): nodes.flatMap(\.columns)
    case .all(let nodes, let without): (nodes + without).flatMap(\.columns)
    }
  }

  /// Whether a document matches, and the sum with what it gives to the score.
  func score(_ document: inout PlanColumns, _ sum: Float) -> (matches: Bool, sum: Float) {
    switch self {
    case .condition: return (document.bool(), sum)
    case .words(_, _, _, let weight, _, _):
      let matches = document.bool()
      let times = document.float()
      return (matches, matches && weight > 0 ? sum + document.term(weight, times) : sum)
    case .places(_, _, let places, let weight):
      guard document.bool() else { return (false, sum) }
      let times = places.count(in: document.plain, steps: &document.steps)
      return (times > 0, times > 0 && weight > 0 ? sum + document.term(weight, Float(times)) : sum)
    case .times(let node, let count):
      let (matches, own) = node.score(&document, 0)
      return (matches, matches ? sum + own * Float(count) : sum)
    case .any(let nodes):
      var (matches, own) = (false, Float(0))
      for node in nodes {
        let (isMatch, longer) = node.score(&document, own)
        if isMatch { (matches, own) = (true, longer) }
      }
      return (matches, sum + own)
    case .all(let nodes, let without):
      var (matches, total) = (true, sum)
      // All columns are read, whatever comes of the first.
      for node in nodes {
        let (isMatch, longer) = node.score(&document, total)
        if isMatch { total = longer } else { matches = false }
      }
      for node in without where node.score(&document, 0).matches { matches = false }
      return (matches, total)
    }
  }
}

/// What the server told of a document, read column by column.
struct PlanColumns {
  let rows: PostgreSQLRows
  let row: Int
  var column: Int
  /// The words of the field `text`, in their order.
  let plain: PlainWords
  /// What its length adds in the denominator.
  let lengthening: Float
  /// Placements of words that may still be tried; below 0 the answer is void.
  var steps: Int

  mutating func bool() -> Bool {
    defer { column += 1 }
    return rows.bool(row, column)
  }
  mutating func float() -> Float {
    defer { column += 1 }
    return rows.float(row, column)
  }
  func term(_ weight: Float, _ times: Float) -> Float { weight * (times / (times + lengthening)) }
}

/// A document's folded words with their places, as the column `plain` has them.
final class PlainWords {
  private let bytes: [UInt8]
  /// The words and their positions in the field; read when they are first asked for.
  lazy var words: [(word: [UInt8], position: UInt32)] = read()
  private var stems: [[UInt8]: [UInt8]] = [:]

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  private func read() -> [(word: [UInt8], position: UInt32)] {
    var words: [(word: [UInt8], position: UInt32)] = []
    var position: UInt32 = 0
    for run in bytes.split(separator: 0x0A) {
      for word in run.split(separator: 0x20) {
        words.append((Array(word), position))
        position += 1
      }
      // As far from the last word as no phrase or neighbourhood reaches.
      position += DocumentPreparation.gap - 1
    }
    return words
  }

  /// Where a word stands in a form.
  func positions(of wanted: [UInt8], _ form: WordPattern.Form) -> [UInt32] {
    let stem = form == .stem ? EnglishStemmer.stem(wanted) : []
    return words.compactMap { word, position in
      switch form {
      case .exact: word == wanted ? position : nil
      case .prefix: word.starts(with: wanted) ? position : nil
      case .stem: stemmed(word) == stem ? position : nil
      }
    }
  }

  private func stemmed(_ word: [UInt8]) -> [UInt8] {
    if let known = stems[word] { return known }
    let stem = EnglishStemmer.stem(word)
    stems[word] = stem
    return stem
  }
}

/// Patterns that stand near one another, or one pattern alone, in any of its forms.
struct WordPlaces {
  var patterns: [WordPattern]
  var distance: Int

  /// How often they stand so in a document.
  func count(in plain: PlainWords, steps: inout Int) -> UInt32 {
    var spans: [[Proximity.Span]] = []
    for pattern in patterns {
      var starts: [UInt32] = []
      for (index, word) in pattern.words.enumerated() {
        let places = plain.positions(of: word, index == pattern.words.count - 1 ? pattern.form : .exact)
        if index == 0 { starts = places } else { Proximity.keep(&starts, followedBy: places, after: UInt32(index)) }
        if starts.isEmpty { return 0 }
      }
      spans.append(starts.map { Proximity.Span(first: $0, last: $0 + UInt32(pattern.words.count - 1)) })
    }
    return Proximity.near(spans, distance: distance, steps: &steps)
  }
}
