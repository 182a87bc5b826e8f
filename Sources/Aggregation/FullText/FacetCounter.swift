/// Counts the matches of a search by their facts.
///
/// For a search of one word alone, large segments are not walked through: what a long list's documents have in common was counted when it was written
/// (see ``FacetSummary``), and the few documents that have been deleted since are taken off. Where that does not tell the most frequent names
/// exactly, the segments in doubt are walked through after all.
struct FacetCounter {
  private let search: QuerySearch
  private let source: any SegmentSource
  /// For each segment the list of the one word that the search is for, where that is all it asks.
  private let lists: [StoredTerm?]?
  private var walked = FacetTally()
  private var summarized: [SegmentPart] = []

  /// What a summary says of one type, less what has been deleted.
  private struct SegmentPart {
    var segment: Int
    var part: FacetSummary.Part
  }

  init(_ search: QuerySearch, lists: [StoredTerm?]?, _ source: any SegmentSource) {
    self.search = search
    self.lists = lists
    self.source = source
  }

  // MARK: Facets

  /// The counts of all matches; of names those of the `top` most frequent ones, and of all others that come as often as the last of these.
  mutating func counts(top: Int) -> FacetCounts {
    for segment in search.plan.segments.indices {
      if let parts = parts(of: segment) { summarized += parts } else { walk(segment) }
    }
    while true {
      let columns = FacetCounts.columns.map { name in
        NameSum(walked[keyPath: name.tally], summarized.map { $0.part[keyPath: name.part] }).largest(top)
      }
      var doubtful: Set<Int> = []
      for case .doubtful(let places) in columns { for place in places { doubtful.insert(summarized[place].segment) } }
      if doubtful.isEmpty { return counts(of: columns) }
      summarized.removeAll { doubtful.contains($0.segment) }
      for segment in doubtful { walk(segment) }
    }
  }

  private func counts(of columns: [NameSum.Largest]) -> FacetCounts {
    var counts = FacetCounts(total: walked.total, months: walked.months, kinds: walked.kinds)
    for case .exact(let names) in columns { counts.names.append(names) }
    for part in summarized.map(\.part) {
      counts.total += part.total
      for (month, count) in part.months { counts.months[month, default: 0] += count }
      for (kind, count) in part.kinds { counts.kinds[Int(kind)] += count }
    }
    return counts
  }

  private mutating func walk(_ segment: Int) {
    var walk = FacetWalk(search.plan.segments[segment], type: search.plan.type)
    eachMatch(of: segment) { walk.add($0, to: &walked) }
    walk.finish(&walked)
  }

  /// Every document of a segment that matches but for deletion and type.
  @inline(__always)
  private func eachMatch(of segment: Int, _ body: (Int32) -> Void) {
    if let lists {
      guard let list = lists[segment]?.list else { return }
      var run = PostingRun(withPositions: false)
      run.append(list)
      let end = UInt32(search.plan.segments[segment].documents)
      for document in run.documents where document < end { body(Int32(bitPattern: document)) }
    } else if let matcher = search.plan.part(segment) {
      var batch = MatchBatch()
      var target: Int32 = 0
      while target != Matcher.end {
        batch.removeAll()
        target = matcher.next(from: target, into: &batch)
        search.plan.segments[segment].keepKnown(&batch)
        for index in 0..<batch.count { body(batch.documents[index]) }
      }
    }
  }

  // MARK: Summaries

  /// What the summary of the word's list in a segment says of the types that count; `nil` where the list has to be walked through.
  private func parts(of place: Int) -> [SegmentPart]? {
    guard let lists else { return nil }
    guard let list = lists[place] else { return [] }
    let segment = search.plan.segments[place]
    // A document that was deleted has to be looked for.
    guard let base = list.base, segment.dead * 8 <= list.documents, let summary = source.summary(list: base) else { return nil }
    let deleted = deletedDocuments(of: place)
    return summary.parts.filter { search.plan.type == nil || $0.type == search.plan.type }.map { part in
      var part = part
      if !deleted.isEmpty {
        var walk = FacetWalk(segment, type: part.type, deleted: true)
        var gone = FacetTally()
        for document in deleted { walk.add(document, to: &gone) }
        walk.finish(&gone)
        part.remove(gone)
      }
      return SegmentPart(segment: place, part: part)
    }
  }

  /// The deleted documents of a segment that the search would find.
  private func deletedDocuments(of place: Int) -> [Int32] {
    let segment = search.plan.segments[place]
    guard segment.dead > 0, let matcher = search.plan.part(place) else { return [] }
    return segment.deletedDocuments.filter { matcher.advance(to: $0) == $0 }
  }

  // MARK: Counting alone

  /// How many match, and how many more would with every type.
  func count() -> MatchCount {
    guard let lists else { return search.count() }
    var count = MatchCount(matches: 0, otherTypes: 0)
    for place in search.plan.segments.indices {
      guard let list = lists[place] else { continue }
      let matches = matches(of: list, in: place)
      count.matches += matches
      count.otherTypes += list.documents - matches
    }
    return count
  }

  private func matches(of list: StoredTerm, in place: Int) -> Int {
    let segment = search.plan.segments[place]
    guard let type = search.plan.type, segment.has(.type) else { return list.documents }
    if let parts = parts(of: place) { return parts.reduce(0) { $0 + $1.part.total } }
    var matches = 0
    eachMatch(of: place) { document in
      if segment.type(of: document) == type, !segment.isDeleted(document) { matches += 1 }
    }
    return matches
  }
}

extension FacetSummary.Part {
  /// Takes documents off.
  fileprivate mutating func remove(_ gone: FacetTally) {
    total -= gone.total
    speakers.remove(gone.speakers)
    organizations.remove(gone.organizations)
    outlets.remove(gone.outlets)
    units.remove(gone.units)
    for index in months.indices { months[index].count -= gone.months[months[index].month] ?? 0 }
    for index in kinds.indices { kinds[index].count -= gone.kinds[Int(kinds[index].kind)] }
  }
}

extension FacetSummary.Names {
  /// Takes documents off. What others have at most can only become less.
  fileprivate mutating func remove(_ gone: NameTally) {
    for index in counts.indices { counts[index].count -= gone.count(of: counts[index].key) }
  }
}

/// The documents of a name in walked and in summarized segments together.
private struct NameSum {
  enum Largest {
    /// The most frequent names, with all that come as often as the last of them, and exact counts.
    case exact([NameCount])
    /// The summaries, by their places, that do not tell enough.
    case doubtful([Int])
  }

  private let sum: [NameCount]
  private let summaries: [FacetSummary.Names]
  /// How often a name can come that no summary lists.
  private let bound: Int32

  init(_ walked: NameTally, _ summaries: [FacetSummary.Names]) {
    var tally = walked
    for summary in summaries { for name in summary.counts { tally.add(name.key, name.count) } }
    sum = tally.names
    self.summaries = summaries
    bound = summaries.reduce(0) { $0 + $1.bound }
  }

  func largest(_ top: Int) -> Largest {
    guard top > 0 else { return .exact([]) }
    let edge = max(1, NameTally.count(ofPlace: top, in: sum))
    guard bound > 0 else { return .exact(sum.filter { $0.count >= edge }) }
    guard bound < edge else { return .doubtful(summaries.indices.filter { summaries[$0].bound > 0 }) }
    var names: [NameCount] = []
    var doubtful: Set<Int> = []
    for name in sum where name.count + bound >= edge {
      // Only now it matters which of the summaries leave the name out.
      let missing = summaries.indices.filter { summaries[$0].bound > 0 && !summaries[$0].lists(name.key) }
      let most = name.count + missing.reduce(0) { $0 + summaries[$1].bound }
      guard most >= edge else { continue }
      doubtful.formUnion(missing)
      names.append(name)
    }
    return doubtful.isEmpty ? .exact(names) : .doubtful(Array(doubtful))
  }
}

extension FacetSummary.Names {
  fileprivate func lists(_ key: UInt32) -> Bool {
    var low = 0
    var high = counts.count
    while low < high {
      let middle = (low + high) / 2
      if counts[middle].key < key { low = middle + 1 } else { high = middle }
    }
    return low < counts.count && counts[low].key == key
  }
}
