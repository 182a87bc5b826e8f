import FullText
import Testing

/// Compares the index with a scan of all documents: matches, scores, orders, counts and facets are equal, whatever was written, merged and
/// deleted.
@Suite struct NaiveScanTests {
  private static func library(_ seed: UInt64) throws -> Library {
    let library = Library(seed: seed)
    for round in 0..<10 {
      try library.add(owners: library.number(2..<16))
      if round % 3 == 2 { try library.delete(owners: 4) }
    }
    return library
  }

  @Test(arguments: 1...UInt64(5)) func searchesFindWhatAScanFinds(seed: UInt64) throws {
    let library = try Self.library(seed)
    for _ in 0..<40 {
      let naive = NaiveQuery.random(library)
      let type: UInt8? = library.number(0..<2) == 0 ? nil : 1
      var expected: [UInt64: Double] = [:]
      var others = 0
      var owners: Set<UInt32> = []
      for document in library.documents {
        guard let score = naive.score(document) else { continue }
        owners.insert(document.values.owner)
        if type == nil || document.values.type == type { expected[document.values.tie] = score } else { others += 1 }
      }
      let (search, _, _) = try library.search(naive.query, type: type)
      try Self.compare(search, expected, limit: .max, library)
      try Self.compare(search, expected, limit: library.number(1..<12), library)
      #expect(search.count().matches == expected.count)
      #expect(search.count().otherTypes == others)
      #expect(search.owners == owners)
    }
  }

  /// An alternative inside a part that another word of that part empties first.
  @Test(arguments: 31...UInt64(34)) func alternativesInsideAlternativesAreScored(seed: UInt64) throws {
    let library = try Self.library(seed)
    func word() -> NaiveQuery { .words([library.word()], .stem, in: Library.text, library) }
    for _ in 0..<60 {
      let naive = NaiveQuery.any([.all([word(), .any([word(), word()])], without: []), word()])
      var expected: [UInt64: Double] = [:]
      for document in library.documents { if let score = naive.score(document) { expected[document.values.tie] = score } }
      let (search, _, _) = try library.search(naive.query)
      try Self.compare(search, expected, limit: 3, library)
      try Self.compare(search, expected, limit: .max, library)
    }
  }

  /// What an alternative finds that is not ranked comes after all ranked documents, in the order of time, on whatever page the ranked ones end.
  /// Only in long lists the best are looked at first.
  @Test(arguments: [41, UInt64(42)]) func pagesGoOnWhereTheRankedMatchesEnd(seed: UInt64) throws {
    let library = Library(seed: seed)
    try library.add(owners: 2_000)
    for round in 0..<12 {
      let words = [library.word(), library.word()]
      let ranked =
        round % 2 == 0 ? NaiveQuery.near(words[0], words[1], distance: 1, library) : .words(words, .exact, in: Library.text, library)
      let others = NaiveQuery.values(.category(UInt8(round % 4))) { $0.category == UInt8(round % 4) }
      let (search, _, _) = try library.search(NaiveQuery.any([ranked, others]).query)
      let all = search.top(.max, after: nil)
      let end = all.count { $0.score > 0 }
      for start in [end - 5, end - 2, end, end + 3] where start > 0 && start < all.count {
        let page = search.top(4, after: all[start - 1])
        #expect(page.map(\.tie) == all[start...].prefix(4).map(\.tie))
      }
    }
  }

  private static func compare(_ search: QuerySearch, _ expected: [UInt64: Double], limit: Int, _ library: Library) throws {
    let found = search.top(limit, after: nil)
    try library.storage.throwFailure()
    #expect(found.count == min(limit, expected.count))
    for match in found {
      let score = try #require(expected[match.tie])
      #expect(abs(Double(match.score) - score) <= 1e-4 * max(1, score))
    }
    for (match, next) in zip(found, found.dropFirst()) {
      #expect(
        match.score > next.score
          || (match.score == next.score && (match.time > next.time || (match.time == next.time && match.tie < next.tie))))
    }
    guard let last = found.last else { return }
    let ties = Set(found.map(\.tie))
    for (tie, score) in expected where !ties.contains(tie) { #expect(score <= Double(last.score) + 1e-4 * max(1, score)) }
    // The next page begins where this one ended.
    let next = search.top(limit, after: last)
    #expect(Set(next.map(\.tie)).isDisjoint(with: ties))
    #expect(next.count == min(limit, expected.count - found.count))
  }

  @Test func ordersByTimeAreExact() throws {
    let library = try Self.library(17)
    for _ in 0..<30 {
      let naive = NaiveQuery.random(library)
      let expected = library.documents.filter { naive.score($0) != nil }.map(\.values).sorted {
        $0.time != $1.time ? $0.time > $1.time : $0.tie < $1.tie
      }.map(\.tie)
      let (newest, _, _) = try library.search(naive.query, order: .newest)
      #expect(newest.top(.max, after: nil).map(\.tie) == expected)
      var walked: [UInt64] = []
      try newest.each(after: nil) { walked.append($0.tie) }
      #expect(walked == expected)
      let (oldest, _, _) = try library.search(naive.query, order: .oldest)
      #expect(oldest.top(7, after: nil).map(\.tie) == expected.reversed().prefix(7).map { $0 })
    }
  }

  @Test func surestComeFirst() throws {
    let library = try Self.library(19)
    for _ in 0..<30 {
      let naive = NaiveQuery.random(library)
      // What has no confidence and what is not there makes a document no less sure; here no document has a part B.
      func certainty(_ values: DocValues) -> Float {
        let codes = [values.confidence, values.confidenceA, values.confidenceC].map { Int($0.code) }
        return Float(codes.reduce(1000) { $0 * ($1 > 0 ? $1 - 1 : 1000) })
      }
      let expected = library.documents.filter { naive.score($0) != nil }.map(\.values).sorted {
        if certainty($0) != certainty($1) { return certainty($0) > certainty($1) }
        return $0.time != $1.time ? $0.time > $1.time : $0.tie < $1.tie
      }.map(\.tie)
      let (surest, _, _) = try library.search(naive.query, order: .surest)
      #expect(surest.top(.max, after: nil).map(\.tie) == expected)
      let first = surest.top(5, after: nil)
      #expect(first.map(\.tie) + surest.top(.max, after: first.last).map(\.tie) == expected || first.isEmpty)
      var walked: [UInt64] = []
      try surest.each(after: nil) { walked.append($0.tie) }
      #expect(walked == expected)
    }
  }

  @Test(arguments: 21...UInt64(24)) func facetsAreExact(seed: UInt64) throws {
    let library = try Self.library(seed)
    for round in 0..<40 {
      // Single words are counted with their summaries.
      let word = round % 2 == 0 ? library.word() : nil
      let naive = word.map { NaiveQuery.words([$0], .stem, in: Library.text, library) } ?? NaiveQuery.random(library)
      let type: UInt8? = round % 4 < 2 ? nil : 2
      let values = library.documents.filter { (type == nil || $0.values.type == type) && naive.score($0) != nil }.map(\.values)
      let (search, _, compiler) = try library.search(naive.query, type: type)
      var counter = FacetCounter(search, compiler, word: word.map { WordPattern(words: [Array($0.utf8)], form: .stem) })
      let counts = counter.counts(top: 3)
      #expect(counts.total == values.count)
      #expect(counter.count().matches == values.count)
      let buckets = Dictionary(grouping: values) { $0.time == DocValues.noTime ? DocValues.noBucket : Int32($0.time / 10) }.mapValues(
        \.count)
      #expect(counts.buckets.filter { $0.value > 0 } == buckets)
      #expect((0..<4).map { counts.categories[$0] } == (0..<4).map { category in values.count { Int($0.category) == category } })
      let columns: [KeyPath<DocValues, UInt32>?] = [\.labelA, nil, \.ownerLabel, \.labelC]
      for (labels, column) in zip(counts.labels, columns) {
        guard let column else { continue }
        let all = Dictionary(grouping: values) { $0[keyPath: column] }.mapValues(\.count)
        let edge = all.values.sorted(by: >).prefix(3).last ?? 0
        let expected = all.filter { $0.value >= edge }
        #expect(Dictionary(uniqueKeysWithValues: labels.map { ($0.key, Int($0.count)) }) == expected)
      }
    }
  }
}
