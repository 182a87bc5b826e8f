import FullText

/// A query with its result for each document, computed by looking at all of them.
struct NaiveQuery {
  var query: TextQuery
  /// The score of a document; `nil` if it does not match.
  var score: (SampleDocument) -> Double?

  // MARK: Words

  /// How a pattern's word matches words, each of which is looked at once.
  private static func test(_ pattern: String, _ form: WordPattern.Form, _ library: Library) -> (String) -> Bool {
    switch form {
    case .exact: return { $0 == pattern }
    case .prefix: return { $0.hasPrefix(pattern) }
    case .stem:
      let stem = library.stem(pattern)
      return { library.stem($0) == stem }
    }
  }

  /// Okapi BM25 in double precision.
  private static func ranked(_ library: Library, _ frequencies: [Int], _ count: Int, _ document: SampleDocument) -> Double {
    let total = Double(library.documents.count)
    let length = Double(LengthClass.lengths[Int(LengthClass.of(document.text.count))])
    let norm = 1.2 * (0.25 + 0.75 * length / max(1, library.averageLength))
    var sum = 0.0
    for frequency in frequencies { sum += logarithm(1 + (max(0, total - Double(frequency)) + 0.5) / (Double(frequency) + 0.5)) }
    return sum * 2.2 * Double(count) / (Double(count) + norm)
  }

  /// The natural logarithm as a series, because the standard library has none.
  private static func logarithm(_ value: Double) -> Double {
    let y = (value.significand - 1) / (value.significand + 1)
    let sum = stride(from: 1.0, through: 61, by: 2).reduce(into: (0.0, y)) { state, power in
      state.0 += state.1 / power
      state.1 *= y * y
    }
    return 2 * sum.0 + Double(value.exponent) * 0.693_147_180_559_945_3
  }

  /// Words in a row.
  static func words(_ words: [String], _ form: WordPattern.Form, in field: TermField, _ library: Library) -> NaiveQuery {
    let isRanked = field == Library.text
    let tests = words.indices.map { test(words[$0], $0 == words.count - 1 ? form : .exact, library) }
    func count(_ document: SampleDocument) -> Int {
      let all = document.words(field)
      guard all.count >= words.count else { return 0 }
      return (0...all.count - words.count).count { start in tests.indices.allSatisfy { tests[$0](all[start + $0]) } }
    }
    // A phrase is weighted by its words, a prefix by the sum of its words' documents.
    let frequencies = tests.map { test in
      if form == .prefix {
        let sum = library.documents.reduce(0) { $0 + Set($1.words(field).filter(test)).count }
        return min(library.documents.count, sum)
      }
      return library.documents.count { $0.words(field).contains(where: test) }
    }
    let query = TextQuery.words(WordPattern(words: words.map { Array($0.utf8) }, form: form), in: field, isRanked: isRanked)
    return NaiveQuery(query: query) { document in
      let count = count(document)
      return count == 0 ? nil : isRanked ? ranked(library, frequencies, count, document) : 0
    }
  }

  /// Two words near one another, by their stems.
  static func near(_ first: String, _ second: String, distance: Int, _ library: Library) -> NaiveQuery {
    let tests = [first, second].map { test($0, .stem, library) }
    let frequencies = tests.map { test in library.documents.count { $0.text.contains(where: test) } }
    let patterns = [first, second].map { WordPattern(words: [Array($0.utf8)], form: .stem) }
    return NaiveQuery(query: .near(patterns, distance: distance)) { document in
      func places(_ test: (String) -> Bool) -> [Int] { document.text.indices.filter { test(document.text[$0]) } }
      let others = places(tests[1])
      let count = places(tests[0]).count { place in others.contains { $0 != place && abs($0 - place) <= distance + 1 } }
      return count == 0 ? nil : ranked(library, frequencies, count, document)
    }
  }

  // MARK: Values and combinations

  static func values(_ condition: ValueCondition, _ holds: @escaping (DocValues) -> Bool) -> NaiveQuery {
    NaiveQuery(query: .values(condition)) { holds($0.values) ? 0 : nil }
  }

  static func all(_ parts: [NaiveQuery], without excluded: [NaiveQuery]) -> NaiveQuery {
    NaiveQuery(query: .all(parts.map(\.query) + excluded.map { .not($0.query) })) { document in
      let scores = parts.map { $0.score(document) }
      guard !scores.contains(where: { $0 == nil }), excluded.allSatisfy({ $0.score(document) == nil }) else { return nil }
      return scores.reduce(0) { $0 + ($1 ?? 0) }
    }
  }

  static func any(_ parts: [NaiveQuery]) -> NaiveQuery {
    NaiveQuery(query: .any(parts.map(\.query))) { document in
      let scores = parts.compactMap { $0.score(document) }
      return scores.isEmpty ? nil : scores.reduce(0, +)
    }
  }

  // MARK: Random queries

  static func random(_ library: Library, depth: Int = 2) -> NaiveQuery {
    if depth > 0, library.number(0..<3) > 0 {
      let parts = (0..<library.number(1..<4)).map { _ in random(library, depth: depth - 1) }
      switch library.number(0..<4) {
      case 0: return any(parts)
      case 1:
        let part = parts[0]
        return NaiveQuery(query: .all([.repeated(part.query, times: 2)])) { part.score($0).map { $0 * 2 } }
      case 2: return all(parts, without: [random(library, depth: 0)])
      default: return all(parts, without: [])
      }
    }
    switch library.number(0..<16) {
    case 0...2: return words([library.word()], .stem, in: Library.text, library)
    case 3, 4: return words([library.word()], .exact, in: Library.text, library)
    case 5: return words([String(library.word().prefix(library.number(2..<5)))], .prefix, in: Library.text, library)
    case 6, 7:
      let text = library.documents.randomElement(using: &library.random)?.text ?? []
      let start = library.number(0..<max(1, text.count - 2))
      let phrase = Array(text.dropFirst(start).prefix(library.number(2..<4)))
      return phrase.count < 2
        ? words([library.word()], .exact, in: Library.text, library) : words(phrase, .exact, in: Library.text, library)
    case 8: return near(library.word(), library.word(), distance: library.number(0..<6), library)
    case 9: return words([["ann", "bell", "cole"][library.number(0..<3)]], .exact, in: Library.name, library)
    case 10:
      let start = Int64(library.number(0..<40))
      return NaiveQuery(query: .time(from: start, before: start + 20)) { (start..<start + 20).contains($0.values.time) ? 0 : nil }
    case 11:
      let range = NumberRange(Double(library.number(-12..<8)) / 4, 3, includesLow: false)
      return values(.number(range)) { values in
        values.low == values.high ? range.contains(values.low) : values.high >= range.low && values.low <= range.high
      }
    case 12:
      let category = UInt8(library.number(0..<4))
      return values(.category(category)) { $0.category == category }
    case 13:
      let range = NumberRange(Double(library.number(0..<900)) / 1000, Double(library.number(500..<1001)) / 1000, includesHigh: false)
      return values(.confidence(.partA, range)) { values in
        let code = Int(values.confidenceA.code)
        return range.contains(code == 0 ? 1 : Double(abs(code) - 1) / 1000)
      }
    case 14:
      let least = library.number(0..<1001)
      return values(.claim(.partC, least: Double(least) / 1000)) { $0.confidenceC.code <= 0 || Int($0.confidenceC.code) - 1 >= least }
    default:
      let wanted = UInt32(library.number(1..<5))
      return values(.label(.ownerLabel) { $0 == wanted }) { $0.ownerLabel == wanted }
    }
  }
}
