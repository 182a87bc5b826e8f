internal import FullText
internal import Record

/// Pages, counts and facets of searches.
extension PostgreSQLSession {
  /// A page of hits.
  func page<Hit>(
    _ kind: FindingKind, _ search: Search, _ hit: (HitReader, FoundPlace) throws(IndexError) -> Hit
  ) throws -> SearchHits<Hit> {
    try read {
      let running = try PostgreSQLSearch(connection, kind, search)
      let limit = max(0, search.limit ?? .max)
      let (matches, next, folded) = try matches(of: running, limit: limit, after: search.after, folds: search.foldsCopies)
      let hits = HitReader(reader, search.query)
      var page: [Hit] = []
      for start in stride(from: 0, to: matches.count, by: 500) {
        let batch = matches[start..<min(start + 500, matches.count)]
        try reader.prepare(batch.map(\.version))
        for match in batch { page.append(try hit(hits, match.place)) }
      }
      var result = SearchHits(hits: page, next: next)
      result.folded = folded
      if search.countsMatches { result.count = try running.count() }
      return result
    }
  }

  private func folding(_ running: PostgreSQLSearch) -> CopyFolding {
    CopyFolding(
      running.kind, reader,
      roles: { [self] (version) throws(IndexError) in
        // Most articles are alone with their story, which was read with them.
        try reader.version(version).story == nil ? [] : try stories.roles(of: version)
      },
      matches: { (ordinal, version) throws(IndexError) in try running.matches(ordinal, in: version) })
  }

  /// The first matches that are not folded, where the next page begins, and how many were folded.
  private func matches(
    of running: PostgreSQLSearch, limit: Int, after: PageCursor?, folds: Bool
  ) throws -> (matches: [PostgreSQLMatch], next: PageCursor?, folded: Int) {
    let folding = folds ? folding(running) : nil
    var shown: [PostgreSQLMatch] = []
    var folded = 0
    var place = after
    guard limit > 0 else { return ([], nil, 0) }
    let asked = CopyFolding.asked(for: limit, folds: folds)
    while true {
      let matches = try running.top(asked, after: place)
      if folds { try reader.prepare(matches.prefix(500).map(\.version)) }
      for match in matches {
        let isFolded = try folding?.isFolded(match.place) ?? false
        // What stands behind the last one and is folded belongs to the page as well, so that the next one is not empty.
        if shown.count == limit, !isFolded { return (shown, place, folded) }
        if isFolded { folded += 1 } else { shown.append(match) }
        place = match.cursor
      }
      if matches.count < asked { return (shown, nil, folded) }
    }
  }

  /// Every hit.
  func each(_ kind: FindingKind, _ search: Search, _ body: (HitReader, FoundPlace) throws -> Void) throws {
    try read {
      let running = try PostgreSQLSearch(connection, kind, search)
      let hits = HitReader(reader, search.query)
      if let limit = search.limit {
        for match in try matches(of: running, limit: max(0, limit), after: search.after, folds: search.foldsCopies).matches {
          try body(hits, match.place)
        }
        return
      }
      let folding = search.foldsCopies ? folding(running) : nil
      try running.each(after: search.after) { batch in
        try reader.prepare(batch.map(\.version))
        for match in batch {
          if try folding?.isFolded(match.place) == true { continue }
          try body(hits, match.place)
        }
      }
    }
  }

  func count(_ kind: FindingKind, _ search: Search) throws -> MatchCount {
    try read { try PostgreSQLSearch(connection, kind, search, weighs: false).count() }
  }

  func facets(_ kind: FindingKind, _ search: Search, top: Int) throws -> Facets {
    try read {
      let (total, counts) = try PostgreSQLSearch(connection, kind, search, weighs: false).tally()
      func names(_ column: Int, _ fact: FactColumn) -> [FacetCount] {
        guard fact.isKept(for: kind) else { return [] }
        let all = counts[column].map { FacetCount(value: $0.key, count: $0.value) }
        return Array(all.sorted { $0.count != $1.count ? $0.count > $1.count : ($0.value ?? "") < ($1.value ?? "") }.prefix(max(0, top)))
      }
      var shared = FacetCounts(total: total, months: [:], kinds: [Int](repeating: 0, count: 256))
      for (month, count) in counts[4] { shared.months[month.flatMap { Int32($0) } ?? PublicationTime.noMonth] = count }
      if FactColumn.kind.isKept(for: kind) {
        for (sort, count) in counts[5] { shared.kinds[sort.flatMap { Int($0) } ?? 0] = count }
      }
      return Facets(
        total: total, speaker: names(0, .speaker), organization: names(1, .organization), outlet: names(2, .outlet),
        month: shared.monthCounts, kind: shared.kindCounts(kind), unit: names(3, .unit))
    }
  }
}
