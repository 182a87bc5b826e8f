/// Makes the summaries of a segment's lists.
struct FacetSummaryMaker {
  private let speakers: [UInt32]
  private let organizations: [UInt32]
  private let outlets: [UInt32]
  private let units: [UInt32]
  private let months: [Int32]
  private let kinds: [UInt8]
  private let types: [UInt8]
  private var tally = NameTally()
  private let limits: FacetSummary.Limits

  /// `facts` are those of the segment's documents, in order.
  init(_ facts: [DocumentFacts], kind: FindingKind, _ limits: FacetSummary.Limits) {
    self.limits = limits
    speakers = FactColumn.speaker.isKept(for: kind) ? facts.map(\.speaker) : []
    organizations = FactColumn.organization.isKept(for: kind) ? facts.map(\.organization) : []
    units = FactColumn.unit.isKept(for: kind) ? facts.map(\.unit) : []
    kinds = FactColumn.kind.isKept(for: kind) ? facts.map(\.kind) : []
    outlets = facts.map(\.outlet)
    types = facts.map(\.type)
    var last = (time: PublicationTime.unknown, month: PublicationTime.noMonth)
    months = facts.map {
      if $0.time != last.time { last = ($0.time, PublicationTime.monthNumber(of: $0.time)) }
      return last.month
    }
  }

  /// The summary of a list's documents, which come in rising order.
  mutating func summary(of documents: [UInt32]) -> FacetSummary {
    var ofType: [[UInt32]] = []
    for document in documents {
      let type = Int(types[Int(document)])
      while ofType.count <= type { ofType.append([]) }
      ofType[type].append(document)
    }
    var summary = FacetSummary()
    for type in ofType.indices where !ofType[type].isEmpty { summary.parts.append(part(UInt8(type), ofType[type])) }
    return summary
  }

  private mutating func part(_ type: UInt8, _ documents: [UInt32]) -> FacetSummary.Part {
    var part = FacetSummary.Part(type: type, total: documents.count)
    part.speakers = mostFrequent(documents, of: speakers)
    part.organizations = mostFrequent(documents, of: organizations)
    part.outlets = mostFrequent(documents, of: outlets)
    part.units = mostFrequent(documents, of: units)
    var counts: [Int32: Int] = [:]
    var first = 0
    while first < documents.count {
      let month = months[Int(documents[first])]
      var next = first + 1
      while next < documents.count, months[Int(documents[next])] == month { next += 1 }
      counts[month, default: 0] += next - first
      first = next
    }
    part.months = counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    if !kinds.isEmpty {
      var counts = [Int](repeating: 0, count: 256)
      for document in documents { counts[Int(kinds[Int(document)])] += 1 }
      part.kinds = counts.indices.filter { counts[$0] > 0 }.map { (UInt8($0), counts[$0]) }
    }
    return part
  }

  /// The names with more documents than the first one that there is no room for.
  private mutating func mostFrequent(_ documents: [UInt32], of column: [UInt32]) -> FacetSummary.Names {
    guard !column.isEmpty else { return FacetSummary.Names() }
    for document in documents { tally.add(column[Int(document)]) }
    let names = tally.take()
    guard names.count > limits.most else { return FacetSummary.Names(counts: names.sorted { $0.key < $1.key }) }
    let bound = NameTally.count(ofPlace: limits.most + 1, in: names)
    return FacetSummary.Names(counts: names.filter { $0.count > bound }.sorted { $0.key < $1.key }, bound: bound)
  }
}
