/// Makes the facet summaries of a segment's lists.
struct FacetSummaryMaker {
  private let labelsA: [UInt32]
  private let labelsB: [UInt32]
  private let ownerLabels: [UInt32]
  private let labelsC: [UInt32]
  private let buckets: [Int32]
  private let categories: [UInt8]
  private let types: [UInt8]
  private var tally = LabelTally()
  private let limits: FacetSummary.Limits

  /// `values` are those of the segment's documents, in order.
  init(_ values: [DocValues], _ schema: DocumentSchema, _ limits: FacetSummary.Limits) {
    self.limits = limits
    labelsA = schema.has(.labelA) ? values.map(\.labelA) : []
    labelsB = schema.has(.labelB) ? values.map(\.labelB) : []
    labelsC = schema.has(.labelC) ? values.map(\.labelC) : []
    categories = schema.has(.category) ? values.map(\.category) : []
    ownerLabels = values.map(\.ownerLabel)
    types = values.map(\.type)
    var last = (time: DocValues.noTime, bucket: DocValues.noBucket)
    buckets = values.map {
      if $0.time != last.time { last = ($0.time, schema.bucket(of: $0.time)) }
      return last.bucket
    }
  }

  /// The summary of a list's documents, given in ascending order.
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
    part.labelsA = mostFrequent(documents, of: labelsA)
    part.labelsB = mostFrequent(documents, of: labelsB)
    part.ownerLabels = mostFrequent(documents, of: ownerLabels)
    part.labelsC = mostFrequent(documents, of: labelsC)
    var counts: [Int32: Int] = [:]
    var first = 0
    while first < documents.count {
      let bucket = buckets[Int(documents[first])]
      var next = first + 1
      while next < documents.count, buckets[Int(documents[next])] == bucket { next += 1 }
      counts[bucket, default: 0] += next - first
      first = next
    }
    part.buckets = counts.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
    if !categories.isEmpty {
      var counts = [Int](repeating: 0, count: 256)
      for document in documents { counts[Int(categories[Int(document)])] += 1 }
      part.categories = counts.indices.filter { counts[$0] > 0 }.map { (UInt8($0), counts[$0]) }
    }
    return part
  }

  /// The labels that have more documents than the most frequent label for which there is no room.
  private mutating func mostFrequent(_ documents: [UInt32], of column: [UInt32]) -> FacetSummary.Labels {
    guard !column.isEmpty else { return FacetSummary.Labels() }
    for document in documents { tally.add(column[Int(document)]) }
    let labels = tally.take()
    guard labels.count > limits.most else { return FacetSummary.Labels(counts: labels.sorted { $0.key < $1.key }) }
    let bound = LabelTally.count(ofPlace: limits.most + 1, in: labels)
    return FacetSummary.Labels(counts: labels.filter { $0.count > bound }.sorted { $0.key < $1.key }, bound: bound)
  }
}
