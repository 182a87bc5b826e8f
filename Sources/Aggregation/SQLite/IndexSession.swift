internal import FullText
internal import Platform
internal import Record

/// Everything that an open index holds; ``SQLiteIndex`` lends it out under its lock.
final class IndexSession {
  let store: Store
  private let fullText: SegmentLibrary
  let reader: RecordReader
  let library: ArticleLibrary
  private let mode: IndexMode
  private var vocabulary = Vocabulary()
  /// Which segments hold documents that are more likely wrong than right.
  private var doubtful: [Int64: Bool] = [:]

  init(path: String, mode: IndexMode) throws(IndexError) {
    store = try IndexOpening.open(path: path, mode: mode)
    fullText = SegmentLibrary(FullTextTables(store))
    reader = RecordReader(store)
    library = ArticleLibrary(store, reader)
    self.mode = mode
  }

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
      fullText.forget()
      reader.forget()
      reader.texts.forget()
      throw error
    }
  }

  /// The segments of a kind and where they are read from; within ``read(_:)``.
  func segments(_ kind: FindingKind) throws(IndexError) -> [Segment] {
    try store.fullText { try fullText.segments(of: kind.schema) }
  }
  /// Where segments are read from.
  var source: SegmentSource { fullText.source }

  /// A prepared search; within ``read(_:)``.
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
    let compiler = PlanCompiler(kind.schema, segments, fullText.source, store.limits.impacts)
    let query = try planner.query(search)
    let plan = try store.fullText { try compiler.plan(query, type: planner.type(search), order: planner.order(search)) }
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
    try read { session in
      let running = try session.run(kind, search)
      let limit = max(0, search.limit ?? .max)
      let (matches, next, folded) = try matches(of: running, limit: limit, after: search.after, folds: search.foldsCopies)
      let hits = HitReader(reader, search.query)
      var page: [Hit] = []
      for match in matches { page.append(try hit(hits, running.place(of: match))) }
      var result = SearchHits(hits: page, next: next)
      result.folded = folded
      if search.countsMatches { result.count = try session.counter(running, search).matches }
      return result
    }
  }

  /// Decides which matches of a search are folded.
  private func folding(_ running: Running) -> CopyFolding {
    CopyFolding(running.kind, reader, roles: { [reader] (version) throws(IndexError) in try reader.story(of: version) }) {
      [reader] (ordinal, key) throws(IndexError) in
      let version = try reader.version(key)
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
    try read { session in
      let running = try session.run(kind, search)
      let hits = HitReader(reader, search.query)
      var left = search.limit ?? .max
      guard left > 0 else { return }
      if left < .max {
        for match in try matches(of: running, limit: left, after: search.after, folds: search.foldsCopies).matches {
          try body(hits, running.place(of: match))
        }
        return
      }
      let folding = search.foldsCopies ? folding(running) : nil
      try running.search.each(after: search.after.map(RankedMatch.init)) { match in
        try store.throwFailure()
        if try folding?.isFolded(running.place(of: match)) == true { return }
        try body(hits, running.place(of: match))
        left -= 1
      }
    }
  }

  func survey(_ kind: FindingKind, _ search: Search, top: Int) throws -> (facets: Facets, count: MatchCount) {
    try read { session in
      var counter = try session.counter(try session.run(kind, search), search)
      let counts = counter.counts(top: max(0, top))
      try store.throwFailure()
      let facets = try FacetCounts.facets(counts, kind, top: max(0, top)) { (id) throws(IndexError) in try reader.name(id) }
      return (facets, MatchCount(matches: counts.total, otherTypes: counts.otherTypes))
    }
  }

  func count(_ kind: FindingKind, _ search: Search) throws -> MatchCount {
    try read { session in
      let count = try session.counter(try session.run(kind, search), search).matches
      try store.throwFailure()
      return count
    }
  }

  func wordCounts(_ words: [String], of kind: FindingKind) throws -> WordCounts {
    try read { session in
      let segments = try session.segments(kind)
      let compiler = PlanCompiler(kind.schema, segments, fullText.source, store.limits.impacts)
      let holding = words.map { compiler.documents(of: Array($0.utf8), .stem) }
      try store.throwFailure()
      return WordCounts(findings: segments.reduce(0) { $0 + $1.live }, holding: holding)
    }
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

extension IndexSession: PlanLookup {
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
    return try run(.article, Search(query)).search.owners
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
