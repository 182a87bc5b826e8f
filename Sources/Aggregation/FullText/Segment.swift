/// Where a segment's stored parts come from. Failures are kept by the source and make the search void.
protocol SegmentSource: AnyObject {
  /// The group of a key: a field's byte and a stem.
  func group(_ key: [UInt8], in segment: Int64) -> StoredGroup?
  /// Hands out the lists of all of a field's words that begin so, each with the block that holds it.
  func eachList(of field: TermField, beginning prefix: [UInt8], in segment: Int64, _ body: (ListEntry, [UInt8]) -> Void)
  /// The bytes of a chunk.
  func chunk(_ id: Int64) -> [UInt8]
  /// What is kept of all words with a beginning (see ``TermField/prefixKey(of:)``).
  func prefix(_ key: [UInt8], in segment: Int64) -> StoredPrefix?
  /// A part of a list in the order of what its documents can score; `nil` behind the last.
  func impacts(of list: Int64, part: Int) -> PackedBits?
  /// A list of a block.
  func list(_ entry: ListEntry, of block: [UInt8]) -> any PostingSource
  /// A column of a page of documents; no numbers if it is damaged.
  func column<Number: FixedWidthInteger>(_ column: FactColumn, page: Int, of segment: Int64, as type: Number.Type) -> [Number]
  /// The runs of a page of documents.
  func runs(page: Int, documents: Int, of segment: Int64) -> RunPage
  /// What the documents of a list in chunks have in common, where that was counted.
  func summary(list: Int64) -> FacetSummary?
  /// One bit a document that is no longer valid; empty if all are.
  func deleted(in segment: Int64) -> [UInt8]
}

/// A list of a segment and how many documents hold its word, the deleted ones left out.
struct StoredTerm {
  var documents: Int
  var list: any PostingSource
  /// The first chunk of a list in chunks.
  var base: Int64?
}

/// A field's words of one stem.
struct StoredGroup {
  var forms: [(word: [UInt8], term: StoredTerm)]
  /// All forms together, where that list is kept.
  var union: StoredTerm?
}

/// All words of a field that begin so.
struct StoredPrefix {
  /// The number by which the parts of its best documents are read.
  var list: Int64
  /// The sum of the words' documents, the deleted ones included.
  var documents: Int
}

/// A part of the full text that does not change, save that documents fall away: its documents in the order of time, the newest first.
final class Segment {
  let id: Int64
  /// Documents, deleted ones included.
  let documents: Int32
  private(set) var dead: Int
  /// Words of the documents that are not deleted.
  private(set) var words: Int
  private unowned let source: any SegmentSource
  private(set) lazy var deleted: [UInt8] = dead > 0 ? source.deleted(in: id) : []

  private var runPages: [RunPage?]
  private let lengthColumn: PagedColumn<UInt8>
  private let types: PagedColumn<UInt8>
  private let kinds: PagedColumn<UInt8>
  private let speakers: PagedColumn<UInt32>
  private let organizations: PagedColumn<UInt32>
  private let units: PagedColumn<UInt32>
  private let marks: PagedColumn<UInt32>
  private let lows: PagedColumn<UInt64>
  private let highs: PagedColumn<UInt64>
  private let confidences: PagedColumn<UInt16>
  let kind: FindingKind

  init(id: Int64, kind: FindingKind, documents: Int, dead: Int, words: Int, source: any SegmentSource) {
    self.id = id
    self.kind = kind
    self.documents = Int32(documents)
    self.dead = dead
    self.words = words
    self.source = source
    func paged<Number: FixedWidthInteger>(_ column: FactColumn) -> PagedColumn<Number> {
      PagedColumn(column, of: id, documents: Int32(documents), source)
    }
    lengthColumn = paged(.length)
    types = paged(.type)
    kinds = paged(.kind)
    speakers = paged(.speaker)
    organizations = paged(.organization)
    units = paged(.unit)
    marks = paged(.mark)
    lows = paged(.low)
    highs = paged(.high)
    confidences = paged(.confidence)
    runPages = [RunPage?](repeating: nil, count: FactPage.count(documents))
  }

  /// The runs of the page of a document.
  @inline(__always)
  private func runs(at document: Int32) -> RunPage {
    let page = Int(document >> FactPage.shift)
    return runPages[page] ?? readRuns(page)
  }
  /// The runs of a page.
  func runs(_ page: Int) -> RunPage { runPages[page] ?? readRuns(page) }

  @inline(never)
  private func readRuns(_ page: Int) -> RunPage {
    let runs = source.runs(page: page, documents: FactPage.documents(page, of: Int(documents)).count, of: id)
    runPages[page] = runs
    return runs
  }

  /// Takes over what has changed since it was read.
  func update(dead: Int, words: Int) {
    if dead != self.dead { deleted = source.deleted(in: id) }
    self.dead = dead
    self.words = words
  }

  /// Documents that are not deleted.
  var live: Int { Int(documents) - dead }
  /// Whether any document is no longer valid.
  var hasDeleted: Bool { dead > 0 }
  /// Whether a document is no longer valid.
  @inline(__always)
  func isDeleted(_ document: Int32) -> Bool {
    dead > 0 && Int(document >> 3) < deleted.count && deleted[Int(document >> 3)] & (1 << UInt8(document & 7)) != 0
  }

  /// A document's publication time (see ``PublicationTime``).
  @inline(__always)
  func time(of document: Int32) -> Int64 {
    let runs = runs(at: document)
    return runs.times[runs.run(of: Int(document & FactPage.mask))]
  }
  /// What orders documents of one time (see ``DocumentFacts/tie``).
  @inline(__always)
  func tie(of document: Int32) -> UInt64 {
    let runs = runs(at: document)
    let place = Int(document & FactPage.mask)
    return runs.ties[runs.run(of: place)] << 24 | UInt64(runs.ordinals[place])
  }
  /// The key of a document's article version.
  @inline(__always)
  func version(of document: Int32) -> UInt32 {
    let runs = runs(at: document)
    return runs.versions[runs.run(of: Int(document & FactPage.mask))]
  }
  /// The key of the name of a document's outlet, 0 for none.
  @inline(__always)
  func outlet(of document: Int32) -> UInt32 {
    let runs = runs(at: document)
    return runs.outlets[runs.run(of: Int(document & FactPage.mask))]
  }
  /// A document's length class (see ``LengthClass``).
  @inline(__always)
  func length(of document: Int32) -> UInt8 { lengthColumn[document] }
  /// Keys of a document's names, 0 for none, and for what its sort of finding does not have.
  @inline(__always)
  func speaker(of document: Int32) -> UInt32 { has(.speaker) ? speakers[document] : 0 }
  @inline(__always)
  func organization(of document: Int32) -> UInt32 { has(.organization) ? organizations[document] : 0 }
  @inline(__always)
  func unit(of document: Int32) -> UInt32 { has(.unit) ? units[document] : 0 }
  /// The first 24 bits of a finding's id; 0 for an article.
  @inline(__always)
  func mark(of document: Int32) -> UInt32 { has(.mark) ? marks[document] : 0 }
  /// Places in the lists of kinds and attribution types (see ``DocumentFacts``).
  @inline(__always)
  func kind(of document: Int32) -> UInt8 { has(.kind) ? kinds[document] : 0 }
  @inline(__always)
  func type(of document: Int32) -> UInt8 { has(.type) ? types[document] : 0 }
  /// A figure's least and greatest value; no number for other documents.
  @inline(__always)
  func low(of document: Int32) -> Double { has(.low) ? Double(bitPattern: lows[document]) : .nan }
  @inline(__always)
  func high(of document: Int32) -> Double { has(.high) ? Double(bitPattern: highs[document]) : .nan }

  /// A finding's confidence in thousandths, and one more; 0 where it has none.
  @inline(__always)
  func confidence(of document: Int32) -> UInt16 { has(.confidence) ? confidences[document] : 0 }

  /// Whether its sort of finding has a column.
  @inline(__always)
  func has(_ column: FactColumn) -> Bool { column.isKept(for: kind) }

  /// Whether there is a document of this number: a damaged list may hold others.
  @inline(__always)
  func isKnown(_ document: Int32) -> Bool { UInt32(bitPattern: document) < UInt32(bitPattern: documents) }
  /// Keeps the documents of a batch that are there.
  @inline(__always)
  func keepKnown(_ batch: inout MatchBatch) {
    var all = true
    for index in 0..<batch.count where !isKnown(batch.documents[index]) { all = false }
    if !all { batch.keep { document, _ in isKnown(document) } }
  }

  /// Hands out the length classes of a batch's documents, by slot.
  @inline(__always)
  func lengths(of batch: MatchBatch, _ body: (Int, UInt8) -> Void) {
    let column = lengthColumn
    var page: [UInt8] = []
    var open = -1
    for index in 0..<batch.count {
      let document = batch.documents[index]
      guard isKnown(document) else { continue }
      let number = Int(document >> FactPage.shift)
      if number != open { (page, open) = (column.page(number), number) }
      body(Int(batch.slots[index]), page[Int(document & FactPage.mask)])
    }
  }
  /// Keeps a batch's documents of an attribution type.
  @inline(__always)
  func keep(type: UInt8, _ batch: inout MatchBatch) {
    guard has(.type) else { return batch.keep { _, _ in type == 0 } }
    let column = types
    var page: [UInt8] = []
    var open = -1
    batch.keep { document, _ in
      guard isKnown(document) else { return false }
      let number = Int(document >> FactPage.shift)
      if number != open { (page, open) = (column.page(number), number) }
      return page[Int(document & FactPage.mask)] == type
    }
  }

  /// Whole columns of a page; empty where the sort of finding has none.
  func speakers(_ page: Int) -> [UInt32] { has(.speaker) ? speakers.page(page) : [] }
  func organizations(_ page: Int) -> [UInt32] { has(.organization) ? organizations.page(page) : [] }
  func units(_ page: Int) -> [UInt32] { has(.unit) ? units.page(page) : [] }
  func kinds(_ page: Int) -> [UInt8] { has(.kind) ? kinds.page(page) : [] }
  func types(_ page: Int) -> [UInt8] { has(.type) ? types.page(page) : [] }

  /// The documents that are no longer valid.
  var deletedDocuments: [Int32] {
    var documents: [Int32] = []
    documents.reserveCapacity(dead)
    for (place, bits) in deleted.enumerated() where bits != 0 {
      for bit in 0..<8 where bits & 1 << UInt8(bit) != 0 { documents.append(Int32(place * 8 + bit)) }
    }
    return documents
  }

  /// The first document that does not come before a place in the order of time.
  func firstDocument(notBefore time: Int64, _ tie: UInt64) -> Int32 {
    first { document in
      let own = self.time(of: document)
      return own < time || (own == time && self.tie(of: document) >= tie)
    }
  }
  /// The documents published in a range of times.
  func documents(in range: DateRange) -> Range<Int32> {
    let newest = first { self.time(of: $0) < range.end }
    return newest..<max(newest, first { self.time(of: $0) < range.start })
  }

  private func first(where holds: (Int32) -> Bool) -> Int32 {
    var low: Int32 = 0
    var high = documents
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}

extension Segment {
  /// Whether any document has a confidence below ``SearchNarrowing/doubtful``.
  var hasDoubtful: Bool {
    guard has(.confidence) else { return false }
    let least = UInt16(SearchNarrowing.doubtful * 1000) + 1
    for document in 0..<documents {
      let confidence = self.confidence(of: document)
      if confidence > 0, confidence < least { return true }
    }
    return false
  }
}
