/// The counts that facets are made of.
package struct CountedFacets {
  /// All matches.
  package var total: Int
  /// Documents that only their type keeps out.
  package var otherTypes = 0
  /// By ``DocumentSchema/bucket``.
  package var buckets: [Int32: Int]
  /// By category.
  package var categories: [Int]
  /// For labels A, B, the owner's and C the most frequent ones; all others that come as often as the last of them are there too.
  package var labels: [[LabelCount]] = []

  /// Makes counts without labels.
  package init(total: Int, buckets: [Int32: Int], categories: [Int]) {
    self.total = total
    self.buckets = buckets
    self.categories = categories
  }

  /// The columns of labels: where walking and where a summary counts them.
  static var columns: [(tally: KeyPath<FacetTally, LabelTally>, part: KeyPath<FacetSummary.Part, FacetSummary.Labels>)] {
    [
      (\.labelsA, \.labelsA), (\.labelsB, \.labelsB), (\.ownerLabels, \.ownerLabels), (\.labelsC, \.labelsC),
    ]
  }
}

/// How many documents match.
package struct MatchTally: Sendable {
  /// Matches of the search.
  package var matches: Int
  /// Documents that only their type keeps out.
  package var otherTypes: Int
}
