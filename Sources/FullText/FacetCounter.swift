/// Counts the matches of a search by their doc values.
///
/// For a search of one word alone, large segments are not walked through: what a long list's documents have in common was counted when it was written
/// (see ``FacetSummary``), and the few documents that have been deleted since are taken off. Where that does not tell the most frequent labels
/// exactly, the segments in doubt are walked through after all.
package struct FacetCounter {
  private let search: QuerySearch
  private let source: SegmentSource
  /// For each segment the list of the one word that the search is for, where that is all it asks.
  private let lists: [StoredTerm?]?
  private var walked = FacetTally()
  private var summarized: [SegmentPart] = []

  /// What a summary says of one type, less what has been deleted.
  private struct SegmentPart {
    var segment: Int
    var part: FacetSummary.Part
  }

  /// Counts for a search. `word` is the pattern of the one word that the query asks for, where it asks for nothing else.
  package init(_ search: QuerySearch, _ compiler: PlanCompiler, word: WordPattern?) {
    self.search = search
    source = compiler.source
    lists = word.map { word in compiler.segments.map { compiler.term(word.words[0], word.form, compiler.schema.mainField, $0) } }
  }

  // MARK: Facets

  /// The counts of all matches; of labels those of the `top` most frequent ones, and of all others that come as often as the last of these.
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
  /// Takes documents off.
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
  /// Takes documents off. What others have at most can only become less.
  fileprivate mutating func remove(_ gone: LabelTally) {
    for index in counts.indices { counts[index].count -= gone.count(of: counts[index].key) }
  }
}

/// The documents of a label in walked and in summarized segments together.
private struct LabelSum {
  enum Largest {
    /// The most frequent labels, with all that come as often as the last of them, and exact counts.
    case exact([LabelCount])
    /// The summaries, by their places, that do not tell enough.
    case doubtful([Int])
  }

  private let sum: [LabelCount]
  private let summaries: [FacetSummary.Labels]
  /// How often a label can come that no summary lists.
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
      // Only now it matters which of the summaries leave the label out.
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
