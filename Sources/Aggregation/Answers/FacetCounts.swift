internal import FullText
internal import Record

/// The counts that facets are made of.
struct FacetCounts {
  var total: Int
  /// By ``PublicationTime/monthNumber(of:)``.
  var months: [Int32: Int]
  /// By position in the list of kinds, from 1; matches without a kind are at position 0.
  var kinds: [Int]

  /// The largest counts of each list, with their names.
  static func facets(
    _ counted: CountedFacets, _ kind: FindingKind, top: Int, name: (Int64) throws(IndexError) -> String?
  ) throws(IndexError) -> Facets {
    var lists: [[FacetCount]] = []
    for labels in counted.labels {
      var facets: [FacetCount] = []
      for label in labels { facets.append(FacetCount(value: try name(Int64(label.key)), count: Int(label.count))) }
      // Equal counts at the cutoff are ordered by name, so that the list does not depend on which name was met first.
      facets.sort { $0.count != $1.count ? $0.count > $1.count : ($0.value ?? "") < ($1.value ?? "") }
      lists.append(Array(facets.prefix(top)))
    }
    let counts = FacetCounts(total: counted.total, months: counted.buckets, kinds: counted.categories)
    return Facets(
      total: counted.total, speaker: lists[0], organization: lists[1], outlet: lists[2], month: counts.monthCounts,
      kind: counts.kindCounts(kind), unit: lists[3])
  }

  var monthCounts: [FacetCount] {
    months.filter { $0.value > 0 }.sorted { $0.key < $1.key }.map { number, count in
      guard number != PublicationTime.noMonth else { return FacetCount(value: nil, count: count) }
      let month = Int(number) % 12 + 1
      let year = String(Int(number) / 12)
      return FacetCount(
        value: String(repeating: "0", count: max(0, 4 - year.utf8.count)) + year + (month < 10 ? "-0" : "-") + String(month), count: count)
    }
  }

  func kindCounts(_ kind: FindingKind) -> [FacetCount] {
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
