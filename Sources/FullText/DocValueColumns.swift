/// The columns of ``DocValues`` as stored. What the documents of one owner share (time, owner, the owner's part of the tie and its label)
/// is stored once per run of them; `run` holds the lengths of the runs.
package enum DocValueColumn: Int, CaseIterable, Sendable {
  case run, time, tie, owner, ownerLabel, ordinal
  case length, type, category
  case labelA, labelB, labelC
  case idPrefix, low, high, confidence, confidenceA, confidenceB, confidenceC

  /// The row group that contains the column, and its position there.
  var row: (group: DocValueGroup, place: Int) {
    switch self {
    case .run, .time, .tie, .owner, .ownerLabel, .ordinal: (.order, rawValue)
    case .length, .type, .category: (.ranking, rawValue - Self.length.rawValue)
    case .labelA, .labelB, .labelC: (.labels, rawValue - Self.labelA.rawValue)
    case .idPrefix, .low, .high, .confidence, .confidenceA, .confidenceB, .confidenceC: (.rest, rawValue - Self.idPrefix.rawValue)
    }
  }
}

extension Certainty.Place {
  /// Where it is stored.
  package var column: DocValueColumn {
    switch self {
    case .whole: .confidence
    case .partA: .confidenceA
    case .partB: .confidenceB
    case .partC: .confidenceC
    }
  }
}

/// A group of columns that are read together; they are stored in one row for each page of documents.
package enum DocValueGroup: Int, CaseIterable, Sendable {
  case order, ranking, labels, rest

  var columns: [DocValueColumn] { DocValueColumn.allCases.filter { $0.row.group == self } }
}

/// A segment's documents are divided into pages of equal size, whose values are stored and read together. A search reads only the pages of
/// the documents that it meets, however many others the segment has.
package enum DocValuePage {
  /// The number of documents in a page, as a power of two; small enough that a row of a group has a few kilobytes.
  static let shift: Int32 = 10
  static let size = 1 << Int(shift)
  static let mask = Int32(size - 1)

  /// The number of pages for a number of documents.
  package static func count(_ documents: Int) -> Int { (documents + size - 1) / size }
  /// The documents of a page.
  static func documents(_ page: Int, of total: Int) -> Range<Int> { page * size..<min(total, (page + 1) * size) }
}

/// A column with a number for each document, read page by page on demand.
final class PagedColumn<Number: FixedWidthInteger> {
  private let column: DocValueColumn
  private let documents: Int
  private let segment: Int64
  private let source: SegmentSource
  /// The pages in order, empty where not yet read; the array itself is empty before the first page is read.
  private var pages: [[Number]] = []

  init(_ column: DocValueColumn, of segment: Int64, documents: Int32, _ source: SegmentSource) {
    self.column = column
    self.documents = Int(documents)
    self.segment = segment
    self.source = source
  }

  /// A document's number.
  @inline(__always)
  subscript(document: Int32) -> Number {
    let page = Int(document >> DocValuePage.shift)
    if page >= pages.count || pages[page].isEmpty { read(page) }
    return pages[page][Int(document & DocValuePage.mask)]
  }

  /// All numbers of a page.
  func page(_ page: Int) -> [Number] {
    if page >= pages.count || pages[page].isEmpty { read(page) }
    return pages[page]
  }

  @inline(never)
  private func read(_ page: Int) {
    if pages.isEmpty { pages = [[Number]](repeating: [], count: DocValuePage.count(documents)) }
    let count = DocValuePage.documents(page, of: documents).count
    let numbers = source.column(column, page: page, of: segment, as: Number.self)
    // The source has already reported the damage.
    pages[page] = numbers.count == count ? numbers : [Number](repeating: 0, count: count)
  }
}

/// The values that the documents of one owner share, for the documents of one page.
final class RunPage {
  /// For each run the number of the page's documents up to its end.
  let ends: [Int]
  /// For each run: the time, the owner's 40 bits of the tie, the owner and its label.
  let times: [Int64]
  let ties: [UInt64]
  let owners: [UInt32]
  let ownerLabels: [UInt32]
  /// For each document its own 24 bits of the tie.
  let ordinals: [UInt32]
  /// For each run the bucket of its time; empty until facets need it.
  private var buckets: [Int32] = []
  /// The last run looked up; neighbouring documents are usually looked up one after another.
  private var last = 0

  /// `nil` if the columns are inconsistent.
  init?(
    runs: [UInt32], times: [Int64], ties: [UInt64], owners: [UInt32], ownerLabels: [UInt32], ordinals: [UInt32], documents: Int
  ) {
    var end = 0
    ends = runs.map {
      end += Int($0)
      return end
    }
    guard end == documents, !runs.contains(0), ordinals.count == documents else { return nil }
    guard times.count == runs.count, ties.count == runs.count, owners.count == runs.count, ownerLabels.count == runs.count else {
      return nil
    }
    self.times = times
    self.ties = ties
    self.owners = owners
    self.ownerLabels = ownerLabels
    self.ordinals = ordinals
  }

  /// Stands in for a page that cannot be read.
  init(damaged documents: Int) {
    ends = [documents]
    times = [DocValues.noTime]
    ties = [0]
    owners = [0]
    ownerLabels = [0]
    ordinals = [UInt32](repeating: 0, count: documents)
  }

  /// For each run the bucket of its time (see ``DocumentSchema/bucket``).
  func buckets(_ schema: DocumentSchema) -> [Int32] {
    if buckets.isEmpty { buckets = times.map { schema.bucket(of: $0) } }
    return buckets
  }

  /// The run of a document, by its position in the page.
  @inline(__always)
  func run(of place: Int) -> Int {
    let start = last == 0 ? 0 : ends[last - 1]
    if place >= start {
      if place < ends[last] { return last }
      if last + 1 < ends.count, place < ends[last + 1] {
        last += 1
        return last
      }
    }
    return search(place)
  }

  private func search(_ place: Int) -> Int {
    var low = 0
    var high = ends.count - 1
    while low < high {
      let middle = (low + high) / 2
      if ends[middle] <= place { low = middle + 1 } else { high = middle }
    }
    last = low
    return low
  }
}
