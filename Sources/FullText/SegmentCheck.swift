/// Verifies stored segments: that they are consistent, and that their content agrees with the texts, by comparing checksums.
package struct SegmentCheck {
  /// The sum over all list entries of documents that are not deleted; see ``PostingHash``.
  package private(set) var sum: UInt64 = 0
  /// The number of documents that are not deleted.
  package private(set) var documents = 0
  /// The number of list entries read.
  package private(set) var entries = 0
  /// How many rows the segments must have: pages of doc values, summaries, impact parts, prefixes.
  package private(set) var valueRows = 0
  package private(set) var summaries = 0
  package private(set) var impactParts = 0
  package private(set) var prefixes = 0

  private let source: SegmentSource
  private let limits: FullTextLimits

  /// A check of one collection's segments.
  package init(_ source: SegmentSource, _ limits: FullTextLimits) {
    self.source = source
    self.limits = limits
  }

  /// Reads a whole segment and passes each problem to `note`.
  package mutating func read(_ segment: Segment, _ note: (String) -> Void) throws {
    documents += segment.live
    checkOrder(segment, note)
    let seeds = (0..<segment.documents).map {
      PostingHash.seed(owner: segment.owner(of: $0), tie: segment.tie(of: $0), idPrefix: segment.idPrefix(of: $0))
    }
    valueRows += DocValueCoding.groups(segment.schema).count * DocValuePage.count(Int(segment.documents))
    var lists = ListCheck(source, segment, limits)
    try source.storage.throwFailure()
    var together = FormUnion()
    var last: [UInt8] = []
    for block in source.storage.blocks(between: nil, in: segment.id) {
      var groups = TermBlockReader(source.storage.chunk(block))
      while groups.next() {
        if !last.precedes(groups.key) { note("segment \(segment.id): the words are out of order") }
        last = groups.key
        together.clear()
        for form in 0..<groups.forms {
          let term = Array(groups.key.prefix(1) + groups.word(form))
          lists.read(groups.lists[form], groups.block, note) { document, count in
            sum &+= PostingHash.mix(seeds[Int(document)], term, count)
            together.add(document: document, count: count)
          }
        }
        guard let union = groups.union else { continue }
        var stored = FormUnion()
        lists.read(union, groups.block, note) { document, count in stored.add(document: document, count: count) }
        if together.settle() != stored.settle() || together != stored {
          note("segment \(segment.id): the list of a word's forms is not that of the forms")
        }
      }
    }
    if !lists.impacts.prefixesHold() { note("segment \(segment.id): the best documents of a prefix are not those of its words") }
    try source.storage.throwFailure()
    entries += lists.entries
    summaries += lists.summaries
    impactParts += lists.impacts.parts
    prefixes += lists.impacts.prefixes
  }

  private func checkOrder(_ segment: Segment, _ note: (String) -> Void) {
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
  }
}

/// Verifies the lists of one segment.
private struct ListCheck {
  private let source: SegmentSource
  private let segment: Segment
  private let limits: FacetSummary.Limits
  private var maker: FacetSummaryMaker?
  private var run = PostingRun(withPositions: true)
  var impacts: ImpactCheck
  private(set) var summaries = 0
  private(set) var entries = 0

  init(_ source: SegmentSource, _ segment: Segment, _ limits: FullTextLimits) {
    self.source = source
    self.segment = segment
    self.limits = limits.summaries
    impacts = ImpactCheck(source, segment, limits.impacts)
    if Int(segment.documents) >= limits.summaries.fewestInSegment {
      maker = FacetSummaryMaker((0..<segment.documents).map { segment.values($0) }, segment.schema, limits.summaries)
    }
  }

  /// Reads a list and passes on its documents that are not deleted, with their counts.
  mutating func read(_ entry: ListEntry, _ block: [UInt8], _ note: (String) -> Void, _ body: (UInt32, UInt32) -> Void) {
    run.clear()
    run.append(source.list(entry, of: block))
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
      if source.summary(list: Int64(entry.base)) != maker?.summary(of: run.documents) {
        note("segment \(segment.id): what the documents of a word have in common is not what was counted")
      }
    }
    if entry.place == .chunks, !impacts.holds(Int64(entry.base), run.documents, run.counts) {
      note("segment \(segment.id): the best documents of a word are not those of its list")
    }
    if documents != entry.live { note("segment \(segment.id): a word is counted in \(entry.live) documents and stands in \(documents)") }
  }
}

/// The hash of a list entry: a document, a word of a field and how often it occurs there.
package enum PostingHash {
  /// The document's contribution to the hashes of its entries.
  package static func seed(owner: UInt32, tie: UInt64, idPrefix: UInt32) -> UInt64 {
    (tie ^ UInt64(owner) << 17 ^ UInt64(idPrefix) << 31) &* 0x9E37_79B9_7F4A_7C15
  }

  /// The hash of an entry; `term` is the field's byte and the word.
  package static func mix(_ seed: UInt64, _ term: [UInt8], _ count: UInt32) -> UInt64 {
    var hash = seed ^ 0xCBF2_9CE4_8422_2325
    for byte in term { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3 }
    hash = (hash ^ UInt64(count)) &* 0xFF51_AFD7_ED55_8CCD
    return hash ^ hash >> 33
  }
}
