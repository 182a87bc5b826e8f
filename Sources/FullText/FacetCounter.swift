/// Counts the matches of a search by their doc values.
///
/// For a search of one word only, large segments are not scanned: the facet counts of a long list were stored when it was written (see
/// ``FacetSummary``), and the few documents deleted since are subtracted. Where the summaries do not determine the most frequent labels
/// exactly, the segments in doubt are scanned after all.
package struct FacetCounter {
  private let search: QuerySearch
  private let source: SegmentSource
  /// For each segment the list of the word, if the query consists of one word only.
  private let lists: [StoredTerm?]?
  private var walked = FacetTally()
  private var summarized: [SegmentPart] = []

  /// The summary of one type, less the deleted documents.
  private struct SegmentPart {
    var segment: Int
    var part: FacetSummary.Part
  }

  /// Counts for a search. `word` is the pattern of the query's word, if the query consists of one word only.
  package init(_ search: QuerySearch, _ compiler: PlanCompiler, word: WordPattern?) {
    self.search = search
    source = compiler.source
    lists = word.map { word in compiler.segments.map { compiler.term(word.words[0], word.form, compiler.schema.mainField, $0) } }
  }

  // MARK: Facets

  /// The counts of all matches. For labels, those of the `top` most frequent ones and of all that tie with the last of them.
  package mutating func counts(top: Int) -> CountedFacets {
    for segment in search.plan.segments.indices {
      if let parts = parts(of: segment) { summarized += parts } else { walk(segment) }
    }
    while true {
      let columns = CountedFacets.columns.map { label in
        LabelSum(walked[keyPath: label.tally], summarized.map { $0.part[keyPath: label.part] }).largest(top)
      }
      var doubtful: Set<Int> = []
      for case .doubtful(let places) in columns { for place in places { doubtful.insert(summarized[place].segment) } }
      if doubtful.isEmpty { return counts(of: columns) }
      summarized.removeAll { doubtful.contains($0.segment) }
      for segment in doubtful { walk(segment) }
    }
  }

  private func counts(of columns: [LabelSum.Largest]) -> CountedFacets {
    var counts = CountedFacets(total: walked.total, buckets: walked.buckets, categories: walked.categories)
    counts.otherTypes = lists == nil ? walked.otherTypes : count().otherTypes
    for case .exact(let labels) in columns { counts.labels.append(labels) }
    for part in summarized.map(\.part) {
      counts.total += part.total
      for (bucket, count) in part.buckets { counts.buckets[bucket, default: 0] += count }
      for (category, count) in part.categories { counts.categories[Int(category)] += count }
    }
    return counts
  }

  private mutating func walk(_ segment: Int) {
    var walk = FacetWalk(search.plan.segments[segment], type: search.plan.type)
    if lists == nil, let members = search.plan.part(segment)?.members(in: search.plan.segments[segment], counting: true) {
      return walk.add(members, to: &walked)
    }
    eachMatch(of: segment) { walk.add($0, to: &walked) }
    walk.finish(&walked)
  }

  /// Every document that matches in a segment, including deleted ones and other types.
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

  /// The counts from the summary of the word's list in a segment, for the types that count; `nil` where the list has to be scanned.
  private func parts(of place: Int) -> [SegmentPart]? {
    guard let lists else { return nil }
    guard let list = lists[place] else { return [] }
    let segment = search.plan.segments[place]
    // Each deleted document has to be looked up.
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

  /// The deleted documents of a segment that match the query.
  private func deletedDocuments(of place: Int) -> [Int32] {
    let segment = search.plan.segments[place]
    guard segment.dead > 0, let matcher = search.plan.part(place) else { return [] }
    return segment.deletedDocuments.filter { matcher.advance(to: $0) == $0 }
  }

  // MARK: Counting only

  /// The number of matches, and how many more there would be with every type.
  package func count() -> MatchTally {
    guard let lists else { return search.count() }
    var count = MatchTally(matches: 0, otherTypes: 0)
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
  /// Subtracts documents.
  fileprivate mutating func remove(_ gone: FacetTally) {
    total -= gone.total
    labelsA.remove(gone.labelsA)
    labelsB.remove(gone.labelsB)
    ownerLabels.remove(gone.ownerLabels)
    labelsC.remove(gone.labelsC)
    for index in buckets.indices { buckets[index].count -= gone.buckets[buckets[index].bucket] ?? 0 }
    for index in categories.indices { categories[index].count -= gone.categories[Int(categories[index].category)] }
  }
}

extension FacetSummary.Labels {
  /// Subtracts documents. The bound for other labels stays valid, since their counts can only decrease.
  fileprivate mutating func remove(_ gone: LabelTally) {
    for index in counts.indices { counts[index].count -= gone.count(of: counts[index].key) }
  }
}

/// The documents of a label, summed over scanned and summarized segments.
private struct LabelSum {
  enum Largest {
    /// The most frequent labels, including all that tie with the last of them, with exact counts.
    case exact([LabelCount])
    /// The indices of the summaries that are not sufficient.
    case doubtful([Int])
  }

  private let sum: [LabelCount]
  private let summaries: [FacetSummary.Labels]
  /// The largest possible count of a label that no summary lists.
  private let bound: Int32

  init(_ walked: LabelTally, _ summaries: [FacetSummary.Labels]) {
    var tally = walked
    for summary in summaries { for label in summary.counts { tally.add(label.key, label.count) } }
    sum = tally.labels
    self.summaries = summaries
    bound = summaries.reduce(0) { $0 + $1.bound }
  }

  func largest(_ top: Int) -> Largest {
    guard top > 0 else { return .exact([]) }
    let edge = max(1, LabelTally.count(ofPlace: top, in: sum))
    guard bound > 0 else { return .exact(sum.filter { $0.count >= edge }) }
    guard bound < edge else { return .doubtful(summaries.indices.filter { summaries[$0].bound > 0 }) }
    var labels: [LabelCount] = []
    var doubtful: Set<Int> = []
    for label in sum where label.count + bound >= edge {
      // Only now does it matter which summaries do not list the label.
      let missing = summaries.indices.filter { summaries[$0].bound > 0 && !summaries[$0].lists(label.key) }
      let most = label.count + missing.reduce(0) { $0 + summaries[$1].bound }
      guard most >= edge else { continue }
      doubtful.formUnion(missing)
      labels.append(label)
    }
    return doubtful.isEmpty ? .exact(labels) : .doubtful(Array(doubtful))
  }
}

extension FacetSummary.Labels {
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
