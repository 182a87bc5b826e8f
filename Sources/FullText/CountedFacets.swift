/// The counts from which facets are built.
package struct CountedFacets {
  /// The number of matches.
  package var total: Int
  /// How many documents are excluded only by their type.
  package var otherTypes = 0
  /// Keyed by ``DocumentSchema/bucket``.
  package var buckets: [Int32: Int]
  /// Indexed by category.
  package var categories: [Int]
  /// For labels A, B, the owner's and C the most frequent labels, including all that tie with the last of them.
  package var labels: [[LabelCount]] = []

  /// Makes counts without labels.
  package init(total: Int, buckets: [Int32: Int], categories: [Int]) {
    self.total = total
    self.buckets = buckets
    self.categories = categories
  }

  /// The label columns: where each is counted during a scan and in a summary.
  static var columns: [(tally: KeyPath<FacetTally, LabelTally>, part: KeyPath<FacetSummary.Part, FacetSummary.Labels>)] {
    [
      (\.labelsA, \.labelsA), (\.labelsB, \.labelsB), (\.ownerLabels, \.ownerLabels), (\.labelsC, \.labelsC),
    ]
  }
}

/// The number of matching documents.
package struct MatchTally: Sendable {
  /// The number of matches of the search.
  package var matches: Int
  /// How many documents are excluded only by their type.
  package var otherTypes: Int
}
