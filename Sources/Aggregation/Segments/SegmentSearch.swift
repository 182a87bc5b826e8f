internal import FullText
internal import Record

/// Runs searches over the segments of an index, each within one transaction of its store. It is kept from one transaction to the next, because what
/// it knows of segments never changes but for deletions.
final class SegmentSearch<Backend: SegmentStore> {
  private let store: Backend
  private let library: SegmentLibrary
  /// Which segments hold documents that are more likely wrong than right.
  private var doubtful: [Int64: Bool] = [:]

  init(_ store: Backend) {
    self.store = store
    library = SegmentLibrary(store.fullText)
  }

  /// Forgets what is known; after a transaction that was rolled back.
  func forget() {
    library.forget()
    doubtful.removeAll()
  }

  /// The segments of a kind.
  func segments(_ kind: FindingKind) throws(IndexError) -> [Segment] {
    try store.runFullText { try library.segments(of: kind.schema) }
  }
  /// Where segments are read from.
  var source: SegmentSource { library.source }

  /// A prepared search.
  private struct Running {
    let kind: FindingKind
    let plan: QueryPlan
    let compiler: PlanCompiler
    let planner: QueryPlanner
    var search: QuerySearch { QuerySearch(plan) }

    /// Where a match is.
    func place(of match: RankedMatch) -> FoundPlace {
      FoundPlace(version: Int64(plan.owner(of: match)), ordinal: Int(match.tie & DocValues.ordinalMask))
    }
  }

  private func run(_ kind: FindingKind, _ search: Search) throws(IndexError) -> Running {
    let segments = try segments(kind)
    let planner = QueryPlanner(kind: kind, lookup: self, hasDoubtful: hasDoubtful(segments))
    let compiler = PlanCompiler(kind.schema, segments, library.source, store.limits.impacts)
    let query = try planner.query(search)
    let plan = try store.runFullText { try compiler.plan(query, type: planner.type(search), order: planner.order(search)) }
    return Running(kind: kind, plan: plan, compiler: compiler, planner: planner)
  }

  /// Whether any document of the segments, or its speaker, is less sure than ``QueryOptions/likely``; each segment is looked through once.
  private func hasDoubtful(_ segments: [Segment]) -> Bool {
    for segment in segments {
      let known = doubtful[segment.id] ?? segment.claims([.whole, FindingPart.speaker.place], below: QueryOptions.likely)
      doubtful[segment.id] = known
      if known { return true }
    }
    return false
  }

  /// A page of hits.
  func page<Hit>(
    _ kind: FindingKind, _ search: Search, _ hit: (HitReader, FoundPlace) throws(IndexError) -> Hit
  ) throws -> SearchHits<Hit> {
    let running = try run(kind, search)
    let limit = max(0, search.limit ?? .max)
    let (matches, next, folded) = try matches(of: running, limit: limit, after: search.after, folds: search.foldsCopies)
    let hits = HitReader(store.versions, search.query)
    var page: [Hit] = []
    for start in stride(from: 0, to: matches.count, by: Self.versionsAhead) {
      let batch = matches[start..<min(start + Self.versionsAhead, matches.count)].map { running.place(of: $0) }
      try store.prepare(batch.map(\.version))
      for place in batch { page.append(try hit(hits, place)) }
    }
    var result = SearchHits(hits: page, next: next)
    result.folded = folded
    if search.countsMatches { result.count = try counter(running, search).matches }
    return result
  }

  /// Decides which matches of a search are folded.
  private func folding(_ running: Running) -> CopyFolding {
    CopyFolding(running.kind, store.versions, roles: { [store] (version) throws(IndexError) in try store.storyMembers(of: version) }) {
      [store] (ordinal, key) throws(IndexError) in
      let version = try store.versions.version(key)
      return running.plan.matches(
        time: PublicationTime.seconds(version.article.published), tie: IndexEntry.tie(article: version.publicID) | UInt64(ordinal),
        owner: UInt32(truncatingIfNeeded: key))
    }
  }

  /// The first matches that are not folded, where the next page begins, and how many were folded.
  private func matches(
    of running: Running, limit: Int, after: PageCursor?, folds: Bool
  ) throws(IndexError) -> (matches: [RankedMatch], next: PageCursor?, folded: Int) {
    let folding = folds ? folding(running) : nil
    var shown: [RankedMatch] = []
    var folded = 0
    var place = after
    guard limit > 0 else { return ([], nil, 0) }
    let asked = CopyFolding.asked(for: limit, folds: folds)
    while true {
      let matches = running.search.top(asked, after: place.map(RankedMatch.init))
      try store.throwFailure()
      if folds { try store.prepare(matches.prefix(Self.versionsAhead).map { running.place(of: $0).version }) }
      for match in matches {
        let isFolded = try folding?.isFolded(running.place(of: match)) ?? false
        // Folded matches after the last one shown belong to this page as well, so that the next page is not empty.
        if shown.count == limit, !isFolded { return (shown, place, folded) }
        if isFolded { folded += 1 } else { shown.append(match) }
        place = PageCursor(match)
      }
      if matches.count < asked { return (shown, nil, folded) }
    }
  }

  /// Every hit.
  func each(_ kind: FindingKind, _ search: Search, _ body: (HitReader, FoundPlace) throws -> Void) throws {
    let running = try run(kind, search)
    let hits = HitReader(store.versions, search.query)
    if let limit = search.limit {
      guard limit > 0 else { return }
      let found = try matches(of: running, limit: limit, after: search.after, folds: search.foldsCopies).matches
      try handOut(found.map { running.place(of: $0) }, hits, nil, body)
      return
    }
    let folding = search.foldsCopies ? folding(running) : nil
    var ahead: [FoundPlace] = []
    try running.search.each(after: search.after.map(RankedMatch.init)) { match in
      try store.throwFailure()
      ahead.append(running.place(of: match))
      guard ahead.count == Self.versionsAhead else { return }
      try handOut(ahead, hits, folding, body)
      ahead.removeAll(keepingCapacity: true)
    }
    try handOut(ahead, hits, folding, body)
  }

  /// Reads the versions of some places at once and hands those out that are not folded.
  private func handOut(
    _ places: [FoundPlace], _ hits: HitReader, _ folding: CopyFolding?, _ body: (HitReader, FoundPlace) throws -> Void
  ) throws {
    for start in stride(from: 0, to: places.count, by: Self.versionsAhead) {
      let batch = places[start..<min(start + Self.versionsAhead, places.count)]
      try store.prepare(batch.map(\.version))
      for place in batch where try folding?.isFolded(place) != true { try body(hits, place) }
    }
  }
  /// So many hits are read ahead: as few as fit the store's cache of versions read.
  private static var versionsAhead: Int { 50 }

  func survey(_ kind: FindingKind, _ search: Search, top: Int) throws -> (facets: Facets, count: MatchCount) {
    var counter = try counter(try run(kind, search), search)
    let counts = counter.counts(top: max(0, top))
    try store.throwFailure()
    let facets = try FacetCounts.facets(counts, kind, top: max(0, top)) { (id) throws(IndexError) in try store.name(id) }
    return (facets, MatchCount(matches: counts.total, otherTypes: counts.otherTypes))
  }

  func count(_ kind: FindingKind, _ search: Search) throws -> MatchCount {
    let count = try counter(try run(kind, search), search).matches
    try store.throwFailure()
    return count
  }

  func wordCounts(_ words: [String], of kind: FindingKind) throws -> WordCounts {
    let segments = try segments(kind)
    let compiler = PlanCompiler(kind.schema, segments, library.source, store.limits.impacts)
    let holding = words.map { compiler.documents(of: Array($0.utf8), .stem) }
    try store.throwFailure()
    return WordCounts(findings: segments.reduce(0) { $0 + $1.live }, holding: holding)
  }

  private func counter(_ running: Running, _ search: Search) throws(IndexError) -> FacetCounter {
    FacetCounter(running.search, running.compiler, word: try running.planner.oneWord(search))
  }
}

extension FacetCounter {
  /// How many match.
  fileprivate var matches: MatchCount {
    let count = count()
    return MatchCount(matches: count.matches, otherTypes: count.otherTypes)
  }
}

extension RankedMatch {
  fileprivate init(_ cursor: PageCursor) { self.init(score: cursor.score, time: cursor.time, tie: cursor.tie) }
}

extension PageCursor {
  fileprivate init(_ match: RankedMatch) { self.init(score: match.score, time: match.time, tie: match.tie) }
}

extension SegmentSearch: PlanLookup {
  func knownName(_ id: UInt32) -> String? {
    do {
      return try store.name(Int64(id))
    } catch {
      store.note(error)
      return nil
    }
  }
  func versions(headline pattern: WordPattern) throws(IndexError) -> Set<UInt32> {
    let query = Query(node: .field(.headline, pattern), sort: .date, text: "")
    return try run(.article, Search(query)).search.owners
  }
  func versions(ingested range: DateRange) throws(IndexError) -> Set<UInt32> { try store.versions(ingested: range) }
  func versions(_ field: QueryField, _ text: String) throws(IndexError) -> Set<UInt32> { try store.versions(field, text) }
}

extension SegmentSearch {
  /// The newest versions that may hold a finding with this stable id, as far as its first bits decide.
  func owners(ofFinding id: UInt64) throws(IndexError) -> [Int64] {
    var owners: [Int64] = []
    for kind in FindingKind.allCases where kind != .article {
      for segment in try segments(kind) { owners += segment.owners(idPrefix: UInt32(truncatingIfNeeded: id >> 40)).map { Int64($0) } }
      try store.throwFailure()
    }
    return owners
  }
}
