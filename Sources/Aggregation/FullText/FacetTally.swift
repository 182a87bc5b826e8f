internal import Record

/// Counts of documents by one name's key, each key in its place.
struct NameTally {
  private(set) var counts: [Int32] = []
  /// The keys counted, in the order they were met.
  private(set) var keys: [UInt32] = []

  @inline(__always)
  mutating func add(_ key: UInt32, _ count: Int32 = 1) {
    let place = Int(key)
    // No index has so many names: the page is damaged, which its check tells.
    guard place < Self.mostNames else { return }
    if place >= counts.count { grow(to: place) }
    if counts[place] == 0 { keys.append(key) }
    counts[place] += count
  }

  private static let mostNames = 1 << 26

  private mutating func grow(to place: Int) {
    counts += [Int32](repeating: 0, count: place + 1 - counts.count + counts.count / 2)
  }

  /// Counts a column's numbers for the documents of one page.
  mutating func add(_ documents: [Int32], of column: [UInt32]) {
    for document in documents { add(column[Int(document & FactPage.mask)]) }
  }

  /// Takes documents off again.
  mutating func remove(_ key: UInt32, _ count: Int32) {
    let place = Int(key)
    if place < counts.count { counts[place] -= count }
  }

  /// How many documents a name has.
  func count(of key: UInt32) -> Int32 { Int(key) < counts.count ? counts[Int(key)] : 0 }

  /// Each key met with its count.
  var names: [NameCount] { keys.map { NameCount(key: $0, count: counts[Int($0)]) } }

  /// As ``names``; empties the tally and keeps its room.
  mutating func take() -> [NameCount] {
    let taken = names
    for key in keys { counts[Int(key)] = 0 }
    keys.removeAll(keepingCapacity: true)
    return taken
  }

  /// The count at a place, from 1, when names are in the order of their counts, the largest first; 0 behind the last.
  static func count(ofPlace place: Int, in names: [NameCount]) -> Int32 {
    // The least of the largest so far is mostly above the next one.
    guard place > 0 else { return 0 }
    var largest: [Int32] = []
    for name in names where largest.count < place || name.count > largest[0] {
      if largest.count == place { largest.removeFirst() }
      var low = 0
      var high = largest.count
      while low < high {
        let middle = (low + high) / 2
        if largest[middle] < name.count { low = middle + 1 } else { high = middle }
      }
      largest.insert(name.count, at: low)
    }
    return largest.count == place ? largest[0] : 0
  }
}

/// How many documents have a name.
struct NameCount: Equatable {
  var key: UInt32
  var count: Int32
}

/// Counts of documents by all that facets are about.
struct FacetTally {
  var total = 0
  var speakers = NameTally()
  var organizations = NameTally()
  var outlets = NameTally()
  var units = NameTally()
  /// By ``PublicationTime/monthNumber(of:)``.
  var months: [Int32: Int] = [:]
  /// By the place in the list of kinds.
  var kinds = [Int](repeating: 0, count: 256)

  private var lastTime = PublicationTime.unknown
  private var lastMonth = PublicationTime.monthNumber(of: PublicationTime.unknown)

  /// Counts documents of one page of a segment, in rising order.
  mutating func add(_ documents: [Int32], page: Int, of segment: Segment) {
    guard !documents.isEmpty else { return }
    total += documents.count
    if segment.has(.speaker) { speakers.add(documents, of: segment.speakers(page)) }
    if segment.has(.organization) { organizations.add(documents, of: segment.organizations(page)) }
    if segment.has(.unit) { units.add(documents, of: segment.units(page)) }
    if segment.has(.kind) {
      let column = segment.kinds(page)
      for document in documents { kinds[Int(column[Int(document & FactPage.mask)])] += 1 }
    }
    let runs = segment.runs(page)
    var run = 0
    var first = 0
    while first < documents.count {
      while runs.ends[run] <= Int(documents[first] & FactPage.mask) { run += 1 }
      let end = runs.ends[run]
      var next = first + 1
      while next < documents.count, Int(documents[next] & FactPage.mask) < end { next += 1 }
      outlets.add(runs.outlets[run], Int32(next - first))
      add(next - first, at: runs.times[run])
      first = next
    }
  }

  private mutating func add(_ count: Int, at time: Int64) {
    // Neighbours are mostly of one time.
    if time != lastTime { (lastTime, lastMonth) = (time, PublicationTime.monthNumber(of: time)) }
    months[lastMonth, default: 0] += count
  }
}

extension PublicationTime {
  /// The month of a time, counted from the year 0; ``noMonth`` if it is unknown.
  static func monthNumber(of time: Int64) -> Int32 {
    guard time != unknown else { return noMonth }
    let (year, month, _) = CalendarDay.date(Int(time >= 0 ? time / 86_400 : (time - 86_399) / 86_400))
    return Int32(truncatingIfNeeded: year * 12 + month - 1)
  }
  static let noMonth = Int32.min
}

/// Hands documents, which come in rising order, to a tally page by page. Of another type than the one that counts they fall out, and so do the
/// deleted, or all others.
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
    documents.reserveCapacity(FactPage.size)
  }

  @inline(__always)
  mutating func add(_ document: Int32, to tally: inout FacetTally) {
    let page = Int(document >> FactPage.shift)
    if page != self.page {
      finish(&tally)
      self.page = page
    }
    documents.append(document)
  }

  /// Counts what has not been counted yet.
  mutating func finish(_ tally: inout FacetTally) {
    guard !documents.isEmpty else { return }
    if segment.dead > 0 { documents.removeAll { segment.isDeleted($0) != wantsDeleted } }
    if let type, segment.has(.type) {
      let types = segment.types(page)
      documents.removeAll { types[Int($0 & FactPage.mask)] != type }
    }
    tally.add(documents, page: page, of: segment)
    documents.removeAll(keepingCapacity: true)
  }
}
