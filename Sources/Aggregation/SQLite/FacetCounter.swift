internal import Record

/// Counts matches by their facts.
struct FacetCounter {
  private var total = 0
  private var speakers = NameCounts()
  private var organizations = NameCounts()
  private var outlets = NameCounts()
  private var units = NameCounts()
  private var kinds = [Int](repeating: 0, count: 256)
  /// By days since 1970, shifted so that the earliest comes first.
  private var days: [Int32: Int] = [:]
  private var lastDay: Int32 = .max
  private var lastDayCount = 0
  private let kind: FindingKind

  init(_ kind: FindingKind) { self.kind = kind }

  /// Counts by one name's key.
  private struct NameCounts {
    private(set) var counts: [Int32] = []

    @inline(__always)
    mutating func add(_ id: UInt32) {
      let id = Int(id)
      if id >= counts.count { counts += [Int32](repeating: 0, count: id + 1 - counts.count + counts.count / 2) }
      counts[id] += 1
    }
  }

  /// Counts all matches of a search.
  mutating func count(_ search: QuerySearch) {
    let plan = search.plan
    for (place, segment) in plan.segments.enumerated() {
      guard let matcher = plan.part(place) else { continue }
      let columns = Columns(segment)
      var document = matcher.advance(to: 0)
      while document != Matcher.end {
        if plan.accepts(document, in: segment) { add(Int(document), columns) }
        document = matcher.advance(to: document + 1)
      }
    }
    closeDay()
  }

  /// A segment's columns, so that they are not looked up anew for each document.
  private struct Columns {
    let times: [Int64]
    let speakers: [UInt32]
    let organizations: [UInt32]
    let outlets: [UInt32]
    let units: [UInt32]
    let kinds: [UInt8]

    init(_ segment: Segment) {
      times = segment.times
      speakers = segment.speakers
      organizations = segment.organizations
      outlets = segment.outlets
      units = segment.units
      kinds = segment.kinds
    }
  }

  private mutating func add(_ document: Int, _ columns: Columns) {
    total += 1
    if !columns.speakers.isEmpty { speakers.add(columns.speakers[document]) }
    if !columns.organizations.isEmpty { organizations.add(columns.organizations[document]) }
    if !columns.outlets.isEmpty { outlets.add(columns.outlets[document]) }
    if !columns.units.isEmpty { units.add(columns.units[document]) }
    if !columns.kinds.isEmpty { kinds[Int(columns.kinds[document])] += 1 }
    let time = columns.times[document]
    let day = time == PublicationTime.unknown ? Int32.min : Int32(truncatingIfNeeded: time >= 0 ? time / 86400 : (time - 86399) / 86400)
    // Documents come in the order of time: neighbours are mostly of one day.
    if day != lastDay { closeDay(next: day) }
    lastDayCount += 1
  }

  private mutating func closeDay(next: Int32 = .max) {
    if lastDayCount > 0 { days[lastDay, default: 0] += lastDayCount }
    lastDay = next
    lastDayCount = 0
  }

  /// The largest counts of each list, with their names.
  func facets(top: Int, name: (Int64) throws(IndexError) -> String?) throws(IndexError) -> Facets {
    func list(_ counts: NameCounts) throws(IndexError) -> [FacetCount] {
      let used = counts.counts.indices.filter { counts.counts[$0] > 0 }
      let largest = used.sorted { counts.counts[$0] > counts.counts[$1] }
      // Equal counts at the edge are ordered by name, so that the list does not depend on when a name was first met.
      let edge = largest.count > top ? counts.counts[largest[max(0, top - 1)]] : 0
      var facets: [FacetCount] = []
      for id in largest where counts.counts[id] >= edge {
        facets.append(FacetCount(value: try name(Int64(id)), count: Int(counts.counts[id])))
      }
      facets.sort { $0.count != $1.count ? $0.count > $1.count : ($0.value ?? "") < ($1.value ?? "") }
      return Array(facets.prefix(top))
    }
    return Facets(
      total: total, speaker: try list(speakers), organization: try list(organizations), outlet: try list(outlets), month: months,
      kind: kindCounts, unit: try list(units))
  }

  private var months: [FacetCount] {
    var months: [Int: Int] = [:]
    for (day, count) in days {
      guard day != .min else {
        months[.min, default: 0] += count
        continue
      }
      let (year, month) = PublicationTime.month(ofDay: Int(day))
      months[year * 12 + month - 1, default: 0] += count
    }
    return months.sorted { $0.key < $1.key }.map { key, count in
      guard key != .min else { return FacetCount(value: nil, count: count) }
      let month = key % 12 + 1
      let year = String(key / 12)
      return FacetCount(
        value: String(repeating: "0", count: max(0, 4 - year.utf8.count)) + year + (month < 10 ? "-0" : "-") + String(month), count: count)
    }
  }

  private var kindCounts: [FacetCount] {
    let names: [String]
    switch kind {
    case .quote: names = QuoteKind.allCases.map(\.rawValue)
    case .figure: names = UnitKind.allCases.map(\.rawValue)
    case .official: names = Sector.allCases.map(\.rawValue)
    case .article: names = []
    }
    return kinds.indices.filter { kinds[$0] > 0 }.map { number in
      FacetCount(value: number > 0 && number <= names.count ? names[number - 1] : nil, count: kinds[number])
    }.sorted { $0.count != $1.count ? $0.count > $1.count : ($0.value ?? "") < ($1.value ?? "") }
  }
}
