internal import Linkage
internal import Record

/// Verifies an index: the file, every finding against its text, and the full text against the findings.
struct IndexCheck {
  private let session: IndexSession
  /// How many problems are told in words; more are counted.
  private static let mostProblems = 50

  init(_ session: IndexSession) { self.session = session }

  func report() throws(IndexError) -> CheckReport {
    var problems: [String] = []
    var more = 0
    func note(_ problem: String) { if problems.count < Self.mostProblems { problems.append(problem) } else { more += 1 } }

    try session.store.each("PRAGMA integrity_check(20)", []) { row in
      let line = row.text(0)
      if line != "ok" { note("the file is damaged: \(line)") }
    }
    var report = CheckReport(articles: 0, versions: 0, findings: 0, postings: 0, problems: [])
    report.articles = try session.store.number("SELECT count(*) FROM article")
    var fullText = FullTextCheck()
    var versions: [(key: Int64, article: Int64, isCurrent: Bool)] = []
    try session.store.each(
      "SELECT v.id, v.article, v.id = a.current FROM version v LEFT JOIN article a ON a.id = v.article ORDER BY v.id", []
    ) { row in versions.append((row.integer(0), row.integer(1), row.integer(2) != 0)) }
    let current = versions.count { $0.isCurrent }
    if current != report.articles { note("\(report.articles) articles, but \(current) newest versions") }
    for version in versions {
      report.versions += 1
      do {
        report.findings += try check(version.key, isCurrent: version.isCurrent, &fullText, note)
      } catch {
        note("version \(version.key) of article \(version.article): \(error.description)")
      }
      session.reader.forget()
    }
    for kind in FindingKind.allCases {
      let segments = try session.storage.segments(kind)
      for segment in segments {
        do {
          report.postings += try fullText.read(segment, kind, session, note)
        } catch {
          note("segment \(segment.id): \(error.description)")
        }
      }
      withExtendedLifetime(segments) {}
    }
    for problem in fullText.problems { note(problem) }
    try orphans(fullText, note)
    for problem in try StoryLinks(store: session.store).problems(fullText.sketches) { note("\(problem); run onrecord reindex") }
    if more > 0 { problems.append("and \(more) more") }
    report.problems = problems
    return report
  }

  /// Compares a version's findings with its text; the number of findings.
  private func check(
    _ key: Int64, isCurrent: Bool, _ fullText: inout FullTextCheck, _ note: (String) -> Void
  ) throws(IndexError) -> Int {
    let version = try session.reader.version(key)
    let record = try session.reader.record(version)
    let id = record.article.id
    if let problem = RecordSoundness.problem(record, version.places) { note("article \(id), version \(version.number): \(problem)") }
    let counts = [record.quotes.count, record.figures.count, record.officials.count]
    if counts != [version.quotes, version.figures, version.officials] {
      note("article \(id), version \(version.number): \(counts) quotes, figures and officials, but its row says otherwise")
    }
    let entry = try IndexEntry(record)
    let row = try session.store.first("SELECT content, findings FROM version WHERE id = ?", [.integer(key)]) {
      ($0.integer(0), $0.integer(1))
    }
    if row?.0 != entry.content { note("article \(id), version \(version.number): the text is not the one that was stored") }
    if row?.1 != entry.findings { note("article \(id), version \(version.number): the findings are not those that were stored") }
    if isCurrent {
      fullText.expect(entry, version: UInt32(truncatingIfNeeded: key))
      fullText.sketches.append((key, entry.sketch))
    }
    return counts.reduce(0, +)
  }

  private func orphans(_ fullText: FullTextCheck, _ note: (String) -> Void) throws(IndexError) {
    let rows = try session.store.number("SELECT count(*) FROM facts")
    if rows != fullText.factRows { note("\(rows) rows of facts, but \(fullText.factRows) are needed") }
    let summaries = try session.store.number("SELECT count(*) FROM summary")
    let parts = try session.store.number("SELECT count(*) FROM impact")
    if parts != fullText.impactParts { note("\(parts) parts of lists in the order of impact, but \(fullText.impactParts) are needed") }
    let beginnings = try session.store.number("SELECT count(*) FROM prefix")
    if beginnings != fullText.beginnings { note("\(beginnings) beginnings of words, but \(fullText.beginnings) are needed") }
    if summaries != fullText.summaries { note("\(summaries) summaries of lists, but \(fullText.summaries) are needed") }
    let former = try session.store.number(
      "SELECT count(*) FROM former f LEFT JOIN version v ON v.id = f.version LEFT JOIN article a ON a.id = v.article WHERE a.current IS NULL OR a.current = v.id"
    )
    if former > 0 { note("\(former) ids are kept as of older versions that are none") }
    let pages = try session.store.number("SELECT count(*) FROM page p WHERE NOT EXISTS(SELECT 1 FROM version v WHERE v.id = p.version)")
    if pages > 0 { note("\(pages) kept pages belong to no article") }
  }
}

/// Compares what the full text holds with what the texts say it must: for each kind, sums over hashes of (document, term, count).
struct FullTextCheck {
  private var expected: [FindingKind: UInt64] = [:]
  private var found: [FindingKind: UInt64] = [:]
  private var expectedDocuments: [FindingKind: Int] = [:]
  private var foundDocuments: [FindingKind: Int] = [:]
  /// Rows of facts and summaries that the segments read must have.
  private(set) var factRows = 0
  private(set) var summaries = 0
  private(set) var impactParts = 0
  private(set) var beginnings = 0
  /// The sketches of the newest versions, by key.
  var sketches: [(version: Int64, sketch: ArticleSketch)] = []

  var problems: [String] {
    FindingKind.allCases.compactMap { kind in
      if expectedDocuments[kind] ?? 0 != foundDocuments[kind] ?? 0 {
        return
          "the full text holds \(foundDocuments[kind] ?? 0) \(kind.plural), the articles \(expectedDocuments[kind] ?? 0); run onrecord reindex"
      }
      return expected[kind] ?? 0 == found[kind] ?? 0
        ? nil : "the full text of \(kind.plural) is not that of the texts; run onrecord reindex"
    }
  }

  mutating func expect(_ entry: IndexEntry, version: UInt32) {
    for document in entry.documents {
      expectedDocuments[document.kind, default: 0] += 1
      let seed = Self.seed(version, entry.tie | UInt64(document.ordinal), UInt32(truncatingIfNeeded: document.publicID >> 40))
      for (field, counts) in entry.counts(of: document) {
        for (word, count) in counts {
          expected[document.kind, default: 0] &+= Self.mix(seed, [field.rawValue] + entry.words.word(Int(word)), count)
        }
      }
    }
  }

  /// Reads a whole segment; the number of entries.
  mutating func read(
    _ segment: Segment, _ kind: FindingKind, _ session: IndexSession, _ note: (String) -> Void
  ) throws(IndexError) -> Int {
    foundDocuments[kind, default: 0] += segment.live
    let live = (0..<segment.documents).count { !segment.isDeleted($0) }
    if live != segment.live { note("segment \(segment.id): \(segment.live) documents counted, \(live) there") }
    var before = (time: Int64.max, tie: UInt64(0))
    for document in 0..<segment.documents {
      let place = (time: segment.time(of: document), tie: segment.tie(of: document))
      if place.time > before.time || (place.time == before.time && place.tie < before.tie) {
        note("segment \(segment.id): document \(document) is out of order")
      }
      before = place
    }
    let seeds = (0..<segment.documents).map { Self.seed(segment.version(of: $0), segment.tie(of: $0), segment.mark(of: $0)) }
    factRows += FactRows.count(kind: kind, documents: Int(segment.documents))
    var maker: FacetSummaryMaker?
    let limits = session.store.summaryLimits
    if Int(segment.documents) >= limits.fewestInSegment {
      maker = FacetSummaryMaker((0..<segment.documents).map { segment.facts($0) }, kind: kind, limits)
    }
    try session.store.throwFailure()
    var impacts = ImpactCheck(session.storage, segment, session.store.impactLimits)
    var run = PostingRun(withPositions: true)
    var together = FormUnion()
    var summaries = 0
    var entries = 0
    var sum: UInt64 = 0
    /// Reads a list; how many of its documents are not deleted.
    func read(_ entry: ListEntry, _ block: [UInt8], _ body: (UInt32, UInt32) -> Void) -> Int {
      run.clear()
      run.append(session.storage.list(entry, of: block))
      entries += run.documents.count
      var last: Int64 = -1
      var documents = 0
      for (document, count) in zip(run.documents, run.counts) {
        guard Int64(document) > last, document < UInt32(segment.documents) else {
          note("segment \(segment.id): the list of a word is damaged")
          break
        }
        last = Int64(document)
        guard !segment.isDeleted(Int32(document)) else { continue }
        documents += 1
        body(document, count)
      }
      let isSound = run.documents.allSatisfy { $0 < UInt32(segment.documents) }
      if maker != nil, entry.place == .chunks, run.documents.count >= limits.fewest, isSound {
        summaries += 1
        if session.storage.summary(list: Int64(entry.base)) != maker?.summary(of: run.documents) {
          note("segment \(segment.id): what the documents of a word have in common is not what was counted")
        }
      }
      if entry.place == .chunks, !impacts.holds(Int64(entry.base), run.documents, run.counts) {
        note("segment \(segment.id): the best documents of a word are not those of its list")
      }
      if documents != entry.live { note("segment \(segment.id): a word is counted in \(entry.live) documents and stands in \(documents)") }
      return documents
    }
    var last: [UInt8] = []
    for block in try session.storage.blocks(of: segment.id) {
      var groups = TermBlockReader(session.storage.chunk(block))
      while groups.next() {
        if !last.precedes(groups.key) { note("segment \(segment.id): the words are out of order") }
        last = groups.key
        together.clear()
        for form in 0..<groups.forms {
          let term = groups.key.prefix(1) + groups.word(form)
          _ = read(groups.lists[form], groups.block) { document, count in
            sum &+= Self.mix(seeds[Int(document)], term, count)
            together.add(document: document, count: count)
          }
        }
        guard let union = groups.union else { continue }
        var stored = FormUnion()
        _ = read(union, groups.block) { document, count in stored.add(document: document, count: count) }
        if together.settle() != stored.settle() || together != stored {
          note("segment \(segment.id): the list of a word's forms is not that of the forms")
        }
      }
    }
    if try !impacts.prefixesHold() { note("segment \(segment.id): the best documents of a beginning are not those of its words") }
    try session.store.throwFailure()
    self.summaries += summaries
    impactParts += impacts.parts
    beginnings += impacts.beginnings
    found[kind, default: 0] &+= sum
    return entries
  }

  private static func seed(_ version: UInt32, _ tie: UInt64, _ mark: UInt32) -> UInt64 {
    (tie ^ UInt64(version) << 17 ^ UInt64(mark) << 31) &* 0x9E37_79B9_7F4A_7C15
  }

  private static func mix(_ seed: UInt64, _ term: some Sequence<UInt8>, _ count: UInt32) -> UInt64 {
    var hash = seed ^ 0xCBF2_9CE4_8422_2325
    for byte in term { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    hash = (hash ^ UInt64(count)) &* 0xFF51_AFD7_ED55_8CCD
    return hash ^ hash >> 33
  }
}
