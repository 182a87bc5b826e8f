internal import Platform
internal import Record

/// All that an open index holds; lent out by ``SQLiteIndex`` under its lock.
final class IndexSession {
  let store: Store
  let storage: SegmentStorage
  let reader: RecordReader
  let library: ArticleLibrary
  private let mode: IndexMode
  private var vocabulary = Vocabulary()
  /// Which segments hold documents that are more likely wrong than right.
  private var doubtful: [Int64: Bool] = [:]

  init(path: String, mode: IndexMode) throws(IndexError) {
    store = try IndexOpening.open(path: path, mode: mode)
    storage = SegmentStorage(store)
    reader = RecordReader(store)
    library = ArticleLibrary(store, reader)
    self.mode = mode
  }

  /// Breaks the circle between segments and their source.
  func close() { storage.forget() }
  deinit { storage.forget() }

  /// Runs a body on one state of the index.
  func read<Value>(_ body: (IndexSession) throws -> Value) throws -> Value {
    reader.forget()
    return try store.transaction(writing: false) { try body(self) }
  }

  /// Runs a body that writes; all of it is stored, or nothing.
  func write<Value>(_ body: (inout IndexWriter) throws -> Value) throws -> Value {
    guard mode == .write else { throw IndexError.readOnly(path: store.path) }
    reader.forget()
    do {
      return try store.transaction(writing: true) {
        if vocabulary.words.count > Vocabulary.mostWords { vocabulary = Vocabulary() }
        var writer = IndexWriter(store, reader, vocabulary)
        vocabulary = Vocabulary()
        let value = try body(&writer)
        try writer.flush()
        vocabulary = writer.vocabulary
        return value
      }
    } catch {
      storage.forget()
      reader.forget()
      reader.texts.forget()
      throw error
    }
  }

  /// A search made ready; within ``read(_:)``.
  func search(_ kind: FindingKind, _ search: Search) throws(IndexError) -> QuerySearch {
    QuerySearch(plan: try planner(kind).plan(search))
  }

  private func planner(_ kind: FindingKind) throws(IndexError) -> QueryPlanner {
    let segments = try storage.segments(kind)
    storage.keep(segments, of: kind)
    return QueryPlanner(
      kind: kind, segments: segments, source: storage, lookup: self, limits: store.impactLimits, hasDoubtful: hasDoubtful(segments))
  }

  /// Whether any document of the segments has a confidence below that of ``SearchNarrowing/doubtful``; each segment is looked through once.
  private func hasDoubtful(_ segments: [Segment]) -> Bool {
    for segment in segments {
      let known = doubtful[segment.id] ?? segment.hasDoubtful
      doubtful[segment.id] = known
      if known { return true }
    }
    return false
  }

  /// A page of hits.
  func page<Hit>(
    _ kind: FindingKind, _ search: Search, _ hit: (HitReader, FoundPlace) throws(IndexError) -> Hit
  ) throws -> SearchHits<Hit> {
    try read { session in
      let running = try session.search(kind, search)
      let limit = max(0, search.limit ?? .max)
      let (matches, next, folded) = try matches(of: running, limit: limit, after: search.after, folds: search.foldsCopies)
      let hits = HitReader(reader, search.query)
      var page: [Hit] = []
      for match in matches { page.append(try hit(hits, running.plan.place(of: match))) }
      var result = SearchHits(hits: page, next: next)
      result.folded = folded
      if search.countsMatches { result.count = try session.counter(kind, search).count() }
      return result
    }
  }

  /// Tells which matches of a plan are folded.
  private func folding(_ plan: QueryPlan) -> CopyFolding {
    CopyFolding(plan.kind, reader, roles: { [store] (version) throws(IndexError) in try StoryLinks(store: store).roles(of: version) }) {
      [reader] (ordinal, version) throws(IndexError) in plan.matches(ordinal, in: try reader.version(version))
    }
  }

  /// The first matches that are not folded, where the next page begins, and how many were folded.
  private func matches(
    of running: QuerySearch, limit: Int, after: PageCursor?, folds: Bool
  ) throws(IndexError) -> (matches: [RankedMatch], next: PageCursor?, folded: Int) {
    let folding = folds ? folding(running.plan) : nil
    var shown: [RankedMatch] = []
    var folded = 0
    var place = after
    guard limit > 0 else { return ([], nil, 0) }
    while true {
      let matches = running.top(limit == .max ? .max : limit + 1, after: place)
      try store.throwFailure()
      for match in matches {
        let isFolded = try folding?.isFolded(running.plan.place(of: match)) ?? false
        // What stands behind the last one and is folded belongs to the page as well, so that the next one is not empty.
        if shown.count == limit, !isFolded { return (shown, place, folded) }
        if isFolded { folded += 1 } else { shown.append(match) }
        place = match.cursor
      }
      if limit == .max || matches.count <= limit { return (shown, nil, folded) }
    }
  }

  /// Every hit.
  func each(_ kind: FindingKind, _ search: Search, _ body: (HitReader, FoundPlace) throws -> Void) throws {
    try read { session in
      let running = try session.search(kind, search)
      let hits = HitReader(reader, search.query)
      var left = search.limit ?? .max
      guard left > 0 else { return }
      if left < .max {
        for match in try matches(of: running, limit: left, after: search.after, folds: search.foldsCopies).matches {
          try body(hits, running.plan.place(of: match))
        }
        return
      }
      let folding = search.foldsCopies ? folding(running.plan) : nil
      try running.each(after: search.after) { match in
        try store.throwFailure()
        if try folding?.isFolded(running.plan.place(of: match)) == true { return }
        try body(hits, running.plan.place(of: match))
        left -= 1
      }
    }
  }

  func facets(_ kind: FindingKind, _ search: Search, top: Int) throws -> Facets {
    try read { session in
      var counter = try session.counter(kind, search)
      let counts = counter.counts(top: max(0, top))
      try store.throwFailure()
      return try counts.facets(kind, top: max(0, top)) { (id) throws(IndexError) in try reader.name(id) }
    }
  }

  func count(_ kind: FindingKind, _ search: Search) throws -> MatchCount {
    try read { session in
      let count = try session.counter(kind, search).count()
      try store.throwFailure()
      return count
    }
  }

  private func counter(_ kind: FindingKind, _ search: Search) throws(IndexError) -> FacetCounter {
    let planner = try planner(kind)
    return FacetCounter(QuerySearch(plan: try planner.plan(search)), lists: planner.lists(ofOneWord: search), storage)
  }
}

extension IndexSession: PlanLookup {
  func note(_ error: IndexError) { store.note(error) }

  func versions(ingested range: DateRange) throws(IndexError) -> Set<UInt32> {
    let shift = Int64(WallClock.zone)
    var versions: Set<UInt32> = []
    try store.each("SELECT v.id, v.ingested FROM article a JOIN version v ON v.id = a.current", []) { row in
      if range.contains(row.integer(1) + shift) { versions.insert(UInt32(truncatingIfNeeded: row.integer(0))) }
    }
    return versions
  }

  func versions(_ field: QueryField, _ text: String) throws(IndexError) -> Set<UInt32> {
    let test = ArticleTest(field, text)
    var versions: Set<UInt32> = []
    try store.each(
      "SELECT v.id, a.public_id, v.url, v.canonical_url, v.site FROM article a JOIN version v ON v.id = a.current", []
    ) { (row) throws(IndexError) in
      let site = field == .site ? try reader.name(row.integer(4)) : nil
      if test.admits(id: row.text(1), addresses: [row.optionalText(2), row.optionalText(3)].compactMap { $0 }, site: site) {
        versions.insert(UInt32(truncatingIfNeeded: row.integer(0)))
      }
    }
    return versions
  }

  func knownName(_ id: UInt32) -> String? {
    do {
      return try reader.name(Int64(id))
    } catch {
      store.note(error)
      return nil
    }
  }

  func versions(headline pattern: WordPattern) throws(IndexError) -> Set<UInt32> {
    let query = Query(node: .field(.headline, pattern), sort: .date, text: "")
    let running = try search(.article, Search(query))
    var versions: Set<UInt32> = []
    running.eachBatch { segment, batch in
      for index in 0..<batch.count { versions.insert(segment.version(of: batch.documents[index])) }
    }
    return versions
  }
}

extension IndexSession {
  /// The articles that print a version's story.
  func story(of version: Int64) throws(IndexError) -> Story {
    var members: [Story.Member] = []
    for member in try StoryLinks(store: store).roles(of: version) {
      members.append(Story.Member(article: try reader.version(member.version).head, role: member.role))
    }
    return Story(members: members)
  }
}
