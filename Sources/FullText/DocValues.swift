/// The values by which a document is sorted, filtered and counted, in addition to its words.
///
/// Documents come in groups of one owner, which share the time, the upper 40 bits of the tie, the owner and the owner's label. A label is
/// the number of a text that the caller stores; 0 means none.
package struct DocValues: Sendable {
  /// The sort key, in descending order; ``noTime`` if there is none.
  package var time = DocValues.noTime
  /// Orders documents with the same time: 40 bits of the owner, 24 bits that distinguish the owner's documents.
  package var tie: UInt64 = 0
  /// The number of the owner.
  package var owner: UInt32 = 0
  /// The labels that facets count: three of the document itself, one of the owner.
  package var labelA: UInt32 = 0
  package var labelB: UInt32 = 0
  package var labelC: UInt32 = 0
  package var ownerLabel: UInt32 = 0
  /// The first bits of an id by which the caller looks up the document.
  package var idPrefix: UInt32 = 0
  /// A small number that facets count; 0 for none.
  package var category: UInt8 = 0
  /// A small number by which a search can be restricted; matching documents of other types are counted separately.
  package var type: UInt8 = 0
  /// The smallest and the largest number that the document is about.
  package var low = Double.nan
  package var high = Double.nan
  /// How sure the document is, and three parts of it.
  package var confidence = Certainty(code: 0)
  package var confidenceA = Certainty(code: 0)
  package var confidenceB = Certainty(code: 0)
  package var confidenceC = Certainty(code: 0)

  /// The time of documents without one; it sorts after all others.
  package static let noTime = Int64.min
  /// The bucket of ``noTime``; see ``DocumentSchema/bucket``.
  package static let noBucket = Int32.min
  /// The bits of ``tie`` that distinguish an owner's documents.
  package static let ordinalMask: UInt64 = 0xFF_FFFF

  /// The values of a document without any.
  package init() {}
}

/// The contents of the documents of a collection. Collections are stored side by side and never searched together.
package struct DocumentSchema: Sendable {
  /// The collection's number in the storage.
  package let collection: Int64
  /// The field whose words determine a document's length, are ranked, and have their common prefixes stored.
  package let mainField: TermField
  /// The histogram bucket of a time, for example its month; it must be monotonic. Never called with ``DocValues/noTime``.
  package let bucket: @Sendable (Int64) -> Int32
  private let columns: Set<DocValueColumn>
  private let bits: UInt32

  /// A collection with the columns `columns` in addition to those that every document has.
  package init(
    collection: Int64, mainField: TermField, columns: Set<DocValueColumn>, bucket: @escaping @Sendable (Int64) -> Int32
  ) {
    self.collection = collection
    self.mainField = mainField
    self.bucket = bucket
    self.columns = columns.union([.run, .time, .tie, .owner, .ownerLabel, .ordinal, .length])
    bits = self.columns.reduce(0) { $0 | 1 << UInt32($1.rawValue) }
  }

  /// Whether the documents have a column. Without it, the value is 0 for all of them.
  @inline(__always)
  package func has(_ column: DocValueColumn) -> Bool { bits & 1 << UInt32(truncatingIfNeeded: column.rawValue) != 0 }
  /// The names of the columns, in the order in which they are stored.
  package var columnNames: [String] { DocValueColumn.allCases.filter(has).map { "\($0)" } }
  /// The bucket of a time, including ``DocValues/noTime``.
  func bucket(of time: Int64) -> Int32 { time == DocValues.noTime ? DocValues.noBucket : bucket(time) }
}

/// The sizes from which on a segment stores optional structures that speed up searches. An index must always be opened with the same
/// limits.
package struct FullTextLimits: Sendable {
  /// Which lists have facet summaries.
  package var summaries = FacetSummary.Limits()
  /// Which lists are also stored in impact order.
  package var impacts = ImpactParts.Limits()

  /// The default limits.
  package init() {}
}

/// Why a search failed or an index cannot be read.
package enum FullTextError: Error, Sendable {
  /// Too many words begin with this prefix; so many documents would have to be read.
  case prefixTooCommon(prefix: [UInt8], documents: Int)
  /// The patterns of a proximity search can be placed next to one another in too many ways to try.
  case tooManyPlacements
  /// The stored data are inconsistent; described in words.
  case damaged(String)
}
