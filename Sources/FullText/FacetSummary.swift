/// The facet counts of one long list of a segment, computed when the segment was written: for each type the number of documents, and the
/// number with each label, histogram bucket and category.
///
/// Only the most frequent labels are stored; for all others there is an upper bound on their count. Facets show the most frequent labels,
/// so this usually determines them exactly; where it does not, the list is scanned.
///
/// Stored as variable-length numbers: the number of types; for each the type and the total, the four lists of labels (their number, the
/// bound for other labels, and each with the gap to the previous key), the buckets (their number, and each with the gap to the previous
/// one; the bucket of documents without a time first, as bucket 0) and the categories.
package struct FacetSummary: Equatable {
  /// Which lists are summarized, and in what detail.
  package struct Limits: Sendable {
    /// Shorter lists are scanned fast enough.
    package var fewest = 8_192
    /// Smaller segments will soon be merged and are scanned quickly, so summaries are not worth writing.
    package var fewestInSegment = 131_072
    /// The most labels stored per column.
    package var most = 256

    package init() {}
  }

  /// The most frequent labels of a column, with their counts.
  struct Labels: Equatable {
    /// In ascending order of keys.
    var counts: [LabelCount] = []
    /// No other label has more documents than this; 0 if all labels are stored.
    var bound: Int32 = 0
  }

  /// The counts of one type.
  struct Part: Equatable {
    var type: UInt8 = 0
    var total = 0
    var labelsA = Labels()
    var labelsB = Labels()
    var ownerLabels = Labels()
    var labelsC = Labels()
    /// Keyed by ``DocumentSchema/bucket``, the earliest first.
    var buckets: [(bucket: Int32, count: Int)] = []
    var categories: [(category: UInt8, count: Int)] = []

    static func == (a: Part, b: Part) -> Bool {
      a.type == b.type && a.total == b.total && a.labelsA == b.labelsA && a.labelsB == b.labelsB && a.ownerLabels == b.ownerLabels
        && a.labelsC == b.labelsC && a.buckets.elementsEqual(b.buckets, by: ==) && a.categories.elementsEqual(b.categories, by: ==)
    }
  }

  var parts: [Part] = []

  init() {}

  // MARK: Encoding

  /// The stored form.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    bytes.append(varint: UInt32(parts.count))
    for part in parts {
      bytes.append(part.type)
      bytes.append(varint: UInt32(part.total))
      for labels in [part.labelsA, part.labelsB, part.ownerLabels, part.labelsC] {
        bytes.append(varint: UInt32(labels.counts.count))
        bytes.append(varint: UInt32(labels.bound))
        var last: UInt32 = 0
        for label in labels.counts {
          bytes.append(varint: label.key - last)
          bytes.append(varint: UInt32(label.count))
          last = label.key
        }
      }
      bytes.append(varint: UInt32(part.buckets.count))
      var last = 0
      for (bucket, count) in part.buckets {
        let number = bucket == DocValues.noBucket ? 0 : Int(bucket) + Self.firstBucket
        bytes.append(varint: UInt32(number - last))
        bytes.append(varint: UInt32(count))
        last = number
      }
      bytes.append(varint: UInt32(part.categories.count))
      for (category, count) in part.categories {
        bytes.append(category)
        bytes.append(varint: UInt32(count))
      }
    }
    return bytes
  }
  /// Added to a bucket's number so that it is not negative.
  private static let firstBucket = 1 << 24

  /// Reads the stored form; `nil` if it is damaged.
  init?(_ bytes: [UInt8]) {
    var place = 0
    func byte() -> UInt8 {
      defer { place += 1 }
      return place < bytes.count ? bytes[place] : 0
    }
    /// The number of items that follow; never larger than the number of bytes.
    func size() -> Int? {
      let size = Int(bytes.varint(at: &place))
      return size <= bytes.count ? size : nil
    }
    func labels() -> Labels? {
      guard let size = size() else { return nil }
      var labels = Labels()
      labels.bound = Int32(truncatingIfNeeded: bytes.varint(at: &place))
      var key: UInt32 = 0
      labels.counts.reserveCapacity(size)
      for _ in 0..<size {
        key &+= bytes.varint(at: &place)
        labels.counts.append(LabelCount(key: key, count: Int32(truncatingIfNeeded: bytes.varint(at: &place))))
      }
      return labels
    }
    guard let types = size() else { return nil }
    for _ in 0..<types {
      var part = Part()
      part.type = byte()
      part.total = Int(bytes.varint(at: &place))
      guard let labelsA = labels(), let labelsB = labels(), let ownerLabels = labels(), let labelsC = labels() else { return nil }
      part.labelsA = labelsA
      part.labelsB = labelsB
      part.ownerLabels = ownerLabels
      part.labelsC = labelsC
      guard let buckets = size() else { return nil }
      var number = 0
      for _ in 0..<buckets {
        number += Int(bytes.varint(at: &place))
        let bucket = number == 0 ? DocValues.noBucket : Int32(truncatingIfNeeded: number - Self.firstBucket)
        part.buckets.append((bucket, Int(bytes.varint(at: &place))))
      }
      guard let categories = size() else { return nil }
      for _ in 0..<categories {
        let category = byte()
        part.categories.append((category, Int(bytes.varint(at: &place))))
      }
      parts.append(part)
    }
    guard place == bytes.count else { return nil }
  }
}
