/// An immutable part of the full text, except that documents can be deleted. Its documents are in time order, the newest first.
package final class Segment {
  package let id: Int64
  /// The number of documents, including deleted ones.
  package let documents: Int32
  private(set) var dead: Int
  /// The number of words in the documents that are not deleted.
  private(set) var words: Int
  private let source: SegmentSource
  private(set) lazy var deleted: [UInt8] = dead > 0 ? source.storage.deleted(in: id) : []

  /// Caches of recent look-ups: the words' lists, their documents as sets, and the documents of a type.
  private var groups: [[UInt8]: StoredGroup?] = [:]
  private var sets = DocumentSets()
  private var typeSets: [UInt8: DocumentSet] = [:]
  /// The most groups of words in the cache; a query has few, and the next one is often similar.
  private static let mostGroups = 48

  private var runPages: [RunPage?]
  private let lengthColumn: PagedColumn<UInt8>
  private let types: PagedColumn<UInt8>
  private let categories: PagedColumn<UInt8>
  private let labelsA: PagedColumn<UInt32>
  private let labelsB: PagedColumn<UInt32>
  private let labelsC: PagedColumn<UInt32>
  private let idPrefixes: PagedColumn<UInt32>
  private let lows: PagedColumn<UInt64>
  private let highs: PagedColumn<UInt64>
  /// By ``Certainty/Place``.
  private let confidences: [PagedColumn<Int16>]
  let schema: DocumentSchema

  init(_ head: SegmentHead, _ schema: DocumentSchema, _ source: SegmentSource) {
    id = head.id
    documents = Int32(head.documents)
    dead = head.dead
    words = head.words
    self.schema = schema
    self.source = source
    func paged<Number: FixedWidthInteger>(_ column: DocValueColumn) -> PagedColumn<Number> {
      PagedColumn(column, of: head.id, documents: Int32(head.documents), source)
    }
    lengthColumn = paged(.length)
    types = paged(.type)
    categories = paged(.category)
    labelsA = paged(.labelA)
    labelsB = paged(.labelB)
    labelsC = paged(.labelC)
    idPrefixes = paged(.idPrefix)
    lows = paged(.low)
    highs = paged(.high)
    confidences = Certainty.Place.allCases.map { paged($0.column) }
    runPages = [RunPage?](repeating: nil, count: DocValuePage.count(head.documents))
  }

  /// The runs of the page that contains a document.
  @inline(__always)
  private func runs(at document: Int32) -> RunPage {
    let page = Int(document >> DocValuePage.shift)
    return runPages[page] ?? readRuns(page)
  }
  /// The runs of a page.
  func runs(_ page: Int) -> RunPage { runPages[page] ?? readRuns(page) }

  @inline(never)
  private func readRuns(_ page: Int) -> RunPage {
    let runs = source.runs(page: page, documents: DocValuePage.documents(page, of: Int(documents)).count, of: id)
    runPages[page] = runs
    return runs
  }

  /// Updates what has changed since the segment was read.
  func update(dead: Int, words: Int) {
    if dead != self.dead {
      deleted = source.storage.deleted(in: id)
      // Stored lists include the number of their deleted documents.
      groups.removeAll()
    }
    self.dead = dead
    self.words = words
  }

  /// The number of documents that are not deleted.
  package var live: Int { Int(documents) - dead }
  /// Whether any document is deleted.
  var hasDeleted: Bool { dead > 0 }
  /// Whether a document is deleted.
  @inline(__always)
  package func isDeleted(_ document: Int32) -> Bool {
    dead > 0 && Int(document >> 3) < deleted.count && deleted[Int(document >> 3)] & (1 << UInt8(document & 7)) != 0
  }

  /// A document's time.
  @inline(__always)
  package func time(of document: Int32) -> Int64 {
    let runs = runs(at: document)
    return runs.times[runs.run(of: Int(document & DocValuePage.mask))]
  }
  /// Orders documents with the same time (see ``DocValues/tie``).
  @inline(__always)
  func tie(of document: Int32) -> UInt64 {
    let runs = runs(at: document)
    let place = Int(document & DocValuePage.mask)
    return runs.ties[runs.run(of: place)] << 24 | UInt64(runs.ordinals[place])
  }
  /// A document's owner.
  @inline(__always)
  package func owner(of document: Int32) -> UInt32 {
    let runs = runs(at: document)
    return runs.owners[runs.run(of: Int(document & DocValuePage.mask))]
  }
  /// The label of a document's owner, 0 for none.
  @inline(__always)
  package func ownerLabel(of document: Int32) -> UInt32 {
    let runs = runs(at: document)
    return runs.ownerLabels[runs.run(of: Int(document & DocValuePage.mask))]
  }
  /// A document's length class (see ``LengthClass``).
  @inline(__always)
  func length(of document: Int32) -> UInt8 { lengthColumn[document] }
  /// A document's own labels; 0 for none, and in columns that its collection does not have.
  @inline(__always)
  package func labelA(of document: Int32) -> UInt32 { has(.labelA) ? labelsA[document] : 0 }
  @inline(__always)
  func labelB(of document: Int32) -> UInt32 { has(.labelB) ? labelsB[document] : 0 }
  @inline(__always)
  func labelC(of document: Int32) -> UInt32 { has(.labelC) ? labelsC[document] : 0 }
  /// The first bits of a document's id; 0 if there is none.
  @inline(__always)
  func idPrefix(of document: Int32) -> UInt32 { has(.idPrefix) ? idPrefixes[document] : 0 }
  /// A document's category and type.
  @inline(__always)
  func category(of document: Int32) -> UInt8 { has(.category) ? categories[document] : 0 }
  @inline(__always)
  package func type(of document: Int32) -> UInt8 { has(.type) ? types[document] : 0 }
  /// The smallest and the largest number that a document is about; not a number if there is none.
  @inline(__always)
  func low(of document: Int32) -> Double { has(.low) ? Double(bitPattern: lows[document]) : .nan }
  @inline(__always)
  func high(of document: Int32) -> Double { has(.high) ? Double(bitPattern: highs[document]) : .nan }

  /// How sure a document or a part of it is.
  @inline(__always)
  func certainty(_ place: Certainty.Place, of document: Int32) -> Certainty {
    Certainty(code: has(place.column) ? confidences[place.rawValue][document] : 0)
  }
  /// The sort key for the most certain documents first: the chance that all it claims is right, in thousandths of thousandths of ….
  func certainty(of document: Int32) -> Float {
    var product = 1
    for place in Certainty.Place.allCases { product *= certainty(place, of: document).claimed }
    return Float(product)
  }

  /// Whether its documents have a column.
  @inline(__always)
  func has(_ column: DocValueColumn) -> Bool { schema.has(column) }

  /// Whether there is a document with this number; a damaged list may contain others.
  @inline(__always)
  func isKnown(_ document: Int32) -> Bool { UInt32(bitPattern: document) < UInt32(bitPattern: documents) }
  /// Removes documents of a batch that do not exist.
  @inline(__always)
  func keepKnown(_ batch: inout MatchBatch) {
    var all = true
    for index in 0..<batch.count where !isKnown(batch.documents[index]) { all = false }
    if !all { batch.keep { document, _ in isKnown(document) } }
  }

  /// Appends the length classes of the documents of a range.
  func lengths(_ range: Range<Int32>, into lengths: inout [UInt8]) {
    var document = range.lowerBound
    while document < range.upperBound {
      let page = lengthColumn.page(Int(document >> DocValuePage.shift))
      let first = Int(document & DocValuePage.mask)
      let last = min(page.count, first + Int(range.upperBound - document))
      guard first < last else { break }
      lengths.append(contentsOf: page[first..<last])
      document += Int32(last - first)
    }
    // A damaged page may be short; the damage has been reported.
    while lengths.count < range.count { lengths.append(0) }
  }

  /// The length classes of a batch's documents, by slot.
  @inline(__always)
  func lengths(of batch: MatchBatch, _ body: (Int, UInt8) -> Void) {
    let column = lengthColumn
    var page: [UInt8] = []
    var open = -1
    for index in 0..<batch.count {
      let document = batch.documents[index]
      guard isKnown(document) else { continue }
      let number = Int(document >> DocValuePage.shift)
      if number != open { (page, open) = (column.page(number), number) }
      body(Int(batch.slots[index]), page[Int(document & DocValuePage.mask)])
    }
  }
  /// Keeps the documents of a batch that have a type.
  @inline(__always)
  func keep(type: UInt8, _ batch: inout MatchBatch) {
    guard has(.type) else { return batch.keep { _, _ in type == 0 } }
    let column = types
    var page: [UInt8] = []
    var open = -1
    batch.keep { document, _ in
      guard isKnown(document) else { return false }
      let number = Int(document >> DocValuePage.shift)
      if number != open { (page, open) = (column.page(number), number) }
      return page[Int(document & DocValuePage.mask)] == type
    }
  }

  /// Whole columns of a page; empty if the collection does not have the column.
  func labelsA(_ page: Int) -> [UInt32] { has(.labelA) ? labelsA.page(page) : [] }
  func labelsB(_ page: Int) -> [UInt32] { has(.labelB) ? labelsB.page(page) : [] }
  func labelsC(_ page: Int) -> [UInt32] { has(.labelC) ? labelsC.page(page) : [] }
  func categories(_ page: Int) -> [UInt8] { has(.category) ? categories.page(page) : [] }
  func types(_ page: Int) -> [UInt8] { has(.type) ? types.page(page) : [] }

  /// The deleted documents.
  var deletedDocuments: [Int32] {
    var documents: [Int32] = []
    documents.reserveCapacity(dead)
    for (place, bits) in deleted.enumerated() where bits != 0 {
      for bit in 0..<8 where bits & 1 << UInt8(bit) != 0 { documents.append(Int32(place * 8 + bit)) }
    }
    return documents
  }

  /// The first document at or after a position in time order.
  func firstDocument(notBefore time: Int64, _ tie: UInt64) -> Int32 {
    first { document in
      let own = self.time(of: document)
      return own < time || (own == time && self.tie(of: document) >= tie)
    }
  }
  /// The documents with times from `start` to before `end`.
  func documents(from start: Int64, before end: Int64) -> Range<Int32> {
    let newest = first { self.time(of: $0) < end }
    return newest..<max(newest, first { self.time(of: $0) < start })
  }
  /// The owners of documents that are not deleted and whose ids begin with these bits.
  package func owners(idPrefix: UInt32) -> [UInt32] {
    (0..<documents).filter { self.idPrefix(of: $0) == idPrefix && !isDeleted($0) }.map { owner(of: $0) }
  }
  /// A document of an owner that is not deleted, by its position in time order.
  package func document(time: Int64, tie: UInt64, owner: UInt32) -> Int32? {
    var number = firstDocument(notBefore: time, tie)
    while number < documents, self.time(of: number) == time, self.tie(of: number) == tie {
      if self.owner(of: number) == owner, !isDeleted(number) { return number }
      number += 1
    }
    return nil
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
  /// The group of a key: a field's byte and a stem.
  func group(_ key: [UInt8]) -> StoredGroup? {
    if let known = groups[key] { return known }
    let group = source.group(key, in: id)
    if groups.count >= Self.mostGroups { groups.removeAll(keepingCapacity: true) }
    groups[key] = .some(group)
    return group
  }

  /// The documents of a list, including deleted ones; `nil` for a list so short that it is best scanned.
  func members(of list: any PostingSource, count: Int) -> DocumentSet? {
    guard count * DocumentSet.sparse >= Int(documents) else { return nil }
    func make() -> DocumentSet {
      var run = PostingRun(withPositions: false)
      run.append(list)
      var set = DocumentSet(of: documents)
      set.insert(run.documents, of: documents)
      return set
    }
    guard let base = list.base else { return make() }
    return sets.set(of: base, make)
  }

  /// The documents of a type.
  func members(ofType type: UInt8) -> DocumentSet {
    if let known = typeSets[type] { return known }
    var set = DocumentSet(of: documents)
    for page in 0..<DocValuePage.count(Int(documents)) { set.insert(page: page, of: types(page), equal: type) }
    typeSets[type] = set
    return set
  }
}

extension Segment {
  /// Whether any document claims, by itself or by a part, what is less likely than this.
  package func claims(_ places: [Certainty.Place], below chance: Double) -> Bool {
    places.contains { place in
      has(place.column) && (0..<documents).contains { Double(certainty(place, of: $0).claimed) / 1000 < chance }
    }
  }
}
