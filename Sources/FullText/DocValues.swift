/// What a document is ordered, filtered and counted by, beside its words.
///
/// Documents come in groups of one owner, which share the time, the tie's upper 40 bits, the owner and the owner's label. A label is the number of a
/// text that the caller keeps; 0 stands for none.
package struct DocValues: Sendable {
  /// What documents are ordered by, the greatest first; ``noTime`` where there is none.
  package var time = DocValues.noTime
  /// Orders documents of one time: 40 bits that are the owner's, 24 that tell the owner's documents apart.
  package var tie: UInt64 = 0
  /// The number of the owner.
  package var owner: UInt32 = 0
  /// Labels that facets count: three of the document's own, one of the owner's.
  package var labelA: UInt32 = 0
  package var labelB: UInt32 = 0
  package var labelC: UInt32 = 0
  package var ownerLabel: UInt32 = 0
  /// The first bits of an id by which the caller finds the document.
  package var idPrefix: UInt32 = 0
  /// A small number that facets count; 0 for none.
  package var category: UInt8 = 0
  /// A small number by which a search can be restricted; documents of the other types are counted beside the matches.
  package var type: UInt8 = 0
  /// The least and the greatest number that the document is about.
  package var low = Double.nan
  package var high = Double.nan
  /// A probability in thousandths, and one more; 0 where there is none.
  package var confidence: UInt16 = 0

  /// The time of documents that have none: after all others.
  package static let noTime = Int64.min
  /// The bucket of ``noTime``; see ``DocumentSchema/bucket``.
  package static let noBucket = Int32.min
  /// The bits of ``tie`` that tell an owner's documents apart.
  package static let ordinalMask: UInt64 = 0xFF_FFFF

  /// Values of a document that has none.
  package init() {}
}

/// What the documents of one collection hold. Collections are stored side by side and never searched together.
package struct DocumentSchema: Sendable {
  /// The collection's number in the storage.
  package let collection: Int64
  /// The field whose words make a document's length, which are ranked, and whose common prefixes are kept.
  package let mainField: TermField
  /// The histogram bucket of a time, rising with it: its month, for example. Never asked for ``DocValues/noTime``.
  package let bucket: @Sendable (Int64) -> Int32
  private let columns: Set<DocValueColumn>
  private let bits: UInt32

  /// A collection with the values `columns` beside those that every document has.
  package init(
    collection: Int64, mainField: TermField, columns: Set<DocValueColumn>, bucket: @escaping @Sendable (Int64) -> Int32
  ) {
    self.collection = collection
    self.mainField = mainField
    self.bucket = bucket
    self.columns = columns.union([.run, .time, .tie, .owner, .ownerLabel, .ordinal, .length])
    bits = self.columns.reduce(0) { $0 | 1 << UInt32($1.rawValue) }
  }

  /// Whether documents have a column; of those that do not, it is 0 for all.
  @inline(__always)
  package func has(_ column: DocValueColumn) -> Bool { bits & 1 << UInt32(truncatingIfNeeded: column.rawValue) != 0 }
  /// The bucket of any time.
  func bucket(of time: Int64) -> Int32 { time == DocValues.noTime ? DocValues.noBucket : bucket(time) }
}

/// The sizes from which on a segment keeps more than it must, so that searches are faster. An index must always be opened with the same.
package struct FullTextLimits: Sendable {
  /// Which lists are summarized for facets.
  package var summaries = FacetSummary.Limits()
  /// Which lists are kept in the order of impact as well.
  package var impacts = ImpactParts.Limits()

  /// The usual sizes.
  package init() {}
}

/// Why a search has no answer, or an index cannot be read.
package enum FullTextError: Error, Sendable {
  /// Too many words begin with this prefix: so many documents would have to be read.
  case prefixTooCommon(prefix: [UInt8], documents: Int)
  /// The patterns of a proximity search stand beside one another in more ways than can be tried.
  case tooManyPlacements
  /// What is stored contradicts itself, in words.
  case damaged(String)
}
