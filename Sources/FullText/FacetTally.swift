/// Counts documents by label; the label is the array index.
struct LabelTally {
  private(set) var counts: [Int32] = []
  /// The labels counted, in the order of first occurrence.
  private(set) var keys: [UInt32] = []

  @inline(__always)
  mutating func add(_ key: UInt32, _ count: Int32 = 1) {
    let place = Int(key)
    // No index has that many labels: the page is damaged, as its check will report.
    guard place < Self.mostLabels else { return }
    if place >= counts.count { grow(to: place) }
    if counts[place] == 0 { keys.append(key) }
    counts[place] += count
  }

  private static let mostLabels = 1 << 26

  private mutating func grow(to place: Int) {
    counts += [Int32](repeating: 0, count: place + 1 - counts.count + counts.count / 2)
  }

  /// Counts the labels of a column for the documents of one page.
  mutating func add(_ documents: [Int32], of column: [UInt32]) {
    let documents = documents.span
    let column = column.span
    var most = -1
    for index in documents.indices { most = max(most, Int(column[Int(documents[index] & DocValuePage.mask)])) }
    guard most < Self.mostLabels else {
      // The column is damaged; counts what can be counted.
      for index in documents.indices { add(column[Int(documents[index] & DocValuePage.mask)]) }
      return
    }
    if most >= counts.count { grow(to: most) }
    var own = counts
    counts = []
    var span = own.mutableSpan
    for index in documents.indices {
      let key = column[Int(documents[index] & DocValuePage.mask)]
      let count = span[Int(key)]
      if count == 0 { keys.append(key) }
      span[Int(key)] = count + 1
    }
    counts = own
  }

  /// Subtracts documents.
  mutating func remove(_ key: UInt32, _ count: Int32) {
    let place = Int(key)
    if place < counts.count { counts[place] -= count }
  }

  /// The number of documents with a label.
  func count(of key: UInt32) -> Int32 { Int(key) < counts.count ? counts[Int(key)] : 0 }

  /// Each label counted, with its count.
  var labels: [LabelCount] { keys.map { LabelCount(key: $0, count: counts[Int($0)]) } }

  /// Like ``labels``, but also empties the tally, keeping its memory.
  mutating func take() -> [LabelCount] {
    let taken = labels
    for key in keys { counts[Int(key)] = 0 }
    keys.removeAll(keepingCapacity: true)
    return taken
  }

  /// The count at a rank, from 1, when labels are sorted by descending count; 0 after the last.
  static func count(ofPlace place: Int, in labels: [LabelCount]) -> Int32 {
    // The smallest of the largest so far is usually above the next one.
    guard place > 0 else { return 0 }
    var largest: [Int32] = []
    for label in labels where largest.count < place || label.count > largest[0] {
      if largest.count == place { largest.removeFirst() }
      var low = 0
      var high = largest.count
      while low < high {
        let middle = (low + high) / 2
        if largest[middle] < label.count { low = middle + 1 } else { high = middle }
      }
      largest.insert(label.count, at: low)
    }
    return largest.count == place ? largest[0] : 0
  }
}

/// The number of documents with a label.
package struct LabelCount: Equatable, Sendable {
  /// The label.
  package var key: UInt32
  /// The number of documents.
  package var count: Int32
}

/// The counts of documents for all facets.
struct FacetTally {
  var total = 0
  /// How many documents are excluded only by their type.
  var otherTypes = 0
  var labelsA = LabelTally()
  var labelsB = LabelTally()
  var ownerLabels = LabelTally()
  var labelsC = LabelTally()
  /// Keyed by ``DocumentSchema/bucket``.
  var buckets: [Int32: Int] = [:]
  /// Indexed by category.
  var categories = [Int](repeating: 0, count: 256)

  /// Counts documents of one page of a segment, in ascending order.
  mutating func add(_ documents: [Int32], page: Int, of segment: Segment) {
    guard !documents.isEmpty else { return }
    total += documents.count
    if segment.has(.labelA) { labelsA.add(documents, of: segment.labelsA(page)) }
    if segment.has(.labelB) { labelsB.add(documents, of: segment.labelsB(page)) }
    if segment.has(.labelC) { labelsC.add(documents, of: segment.labelsC(page)) }
    if segment.has(.category) {
      let column = segment.categories(page)
      for document in documents { categories[Int(column[Int(document & DocValuePage.mask)])] += 1 }
    }
    add(documents, segment.runs(page), segment.schema)
  }

  private mutating func add(_ documents: [Int32], _ page: RunPage, _ schema: DocumentSchema) {
    let (ends, owners, ownBuckets) = (page.ends, page.ownerLabels, page.buckets(schema))
    var run = 0
    var first = 0
    // Neighbouring documents usually have the same bucket.
    var (bucket, inBucket) = (DocValues.noBucket, 0)
    while first < documents.count {
      while ends[run] <= Int(documents[first] & DocValuePage.mask) { run += 1 }
      let end = ends[run]
      var next = first + 1
      while next < documents.count, Int(documents[next] & DocValuePage.mask) < end { next += 1 }
      ownerLabels.add(owners[run], Int32(next - first))
      if ownBuckets[run] != bucket {
        if inBucket > 0 { buckets[bucket, default: 0] += inBucket }
        (bucket, inBucket) = (ownBuckets[run], 0)
      }
      inBucket += next - first
      first = next
    }
    if inBucket > 0 { buckets[bucket, default: 0] += inBucket }
  }
}

/// Passes documents, in ascending order, to a tally page by page. Excludes documents of types that do not count, and deleted documents; or
/// counts only the deleted ones.
struct FacetWalk {
  private let segment: Segment
  private let type: UInt8?
  private let wantsDeleted: Bool
  private var documents: [Int32] = []
  private var page = -1

  init(_ segment: Segment, type: UInt8?, deleted: Bool = false) {
    self.segment = segment
    self.type = type
    wantsDeleted = deleted
    documents.reserveCapacity(DocValuePage.size)
  }

  @inline(__always)
  mutating func add(_ document: Int32, to tally: inout FacetTally) {
    let page = Int(document >> DocValuePage.shift)
    if page != self.page {
      finish(&tally)
      self.page = page
    }
    documents.append(document)
  }

  /// Counts the documents of a set.
  mutating func add(_ members: DocumentSet, to tally: inout FacetTally) {
    var members = members
    if segment.dead > 0 { members.subtract(segment.deleted) }
    let typed = type.flatMap { segment.has(.type) ? segment.members(ofType: $0) : nil }
    if let typed { tally.otherTypes += members.count - members.count(and: typed) }
    for page in 0..<DocValuePage.count(Int(segment.documents)) {
      documents.removeAll(keepingCapacity: true)
      members.documents(ofPage: page, and: typed, into: &documents)
      tally.add(documents, page: page, of: segment)
    }
    documents.removeAll(keepingCapacity: true)
  }

  /// Counts the documents that are still pending.
  mutating func finish(_ tally: inout FacetTally) {
    guard !documents.isEmpty else { return }
    if segment.dead > 0 { documents.removeAll { segment.isDeleted($0) != wantsDeleted } }
    if let type, segment.has(.type) {
      let types = segment.types(page)
      let all = documents.count
      documents.removeAll { types[Int($0 & DocValuePage.mask)] != type }
      tally.otherTypes += all - documents.count
    }
    tally.add(documents, page: page, of: segment)
    documents.removeAll(keepingCapacity: true)
  }
}
