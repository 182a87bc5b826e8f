/// The columns of ``DocumentFacts`` as stored. What a version's findings have in common (time, version, the article's part of the tie, outlet) is
/// kept once for each run of its documents; `run` are the lengths of the runs.
enum FactColumn: Int, CaseIterable {
  case run, time, tie, version, outlet, ordinal
  case length, type, kind
  case speaker, organization, unit
  case mark, low, high, confidence

  /// The row that it stands in, and its place among the columns there.
  var row: (group: FactGroup, place: Int) {
    switch self {
    case .run, .time, .tie, .version, .outlet, .ordinal: (.order, rawValue)
    case .length, .type, .kind: (.ranking, rawValue - Self.length.rawValue)
    case .speaker, .organization, .unit: (.names, rawValue - Self.speaker.rawValue)
    case .mark, .low, .high, .confidence: (.rest, rawValue - Self.mark.rawValue)
    }
  }

  /// Whether documents of a sort have it; of those that do not, it is 0 for all.
  func isKept(for kind: FindingKind) -> Bool {
    switch self {
    case .run, .time, .tie, .version, .outlet, .ordinal, .length: true
    case .mark, .speaker, .kind, .confidence: kind != .article
    case .organization: kind == .quote || kind == .official
    case .type: kind == .quote
    case .unit, .low, .high: kind == .figure
    }
  }
}

/// Columns that are asked for together and stored in one row for each page of documents.
enum FactGroup: Int, CaseIterable {
  case order, ranking, names, rest

  var columns: [FactColumn] { FactColumn.allCases.filter { $0.row.group == self } }
}

/// A segment's documents in runs of equal size, whose facts are stored and read together: a search reads the pages of the documents it comes upon,
/// however many others the segment holds.
enum FactPage {
  /// Documents in a page, as a power of two: so few that the row of a group fits a page of the file.
  static let shift: Int32 = 10
  static let size = 1 << Int(shift)
  static let mask = Int32(size - 1)

  /// How many pages so many documents take.
  static func count(_ documents: Int) -> Int { (documents + size - 1) / size }
  /// The documents of a page.
  static func documents(_ page: Int, of total: Int) -> Range<Int> { page * size..<min(total, (page + 1) * size) }
}

/// A column with a number for each document, read page by page when it is asked for.
final class PagedColumn<Number: FixedWidthInteger> {
  private let column: FactColumn
  private let documents: Int
  private let segment: Int64
  private unowned let source: any SegmentSource
  /// One after the other, empty where nothing has been read; none at all before the first is.
  private var pages: [[Number]] = []

  init(_ column: FactColumn, of segment: Int64, documents: Int32, _ source: any SegmentSource) {
    self.column = column
    self.documents = Int(documents)
    self.segment = segment
    self.source = source
  }

  /// A document's number.
  @inline(__always)
  subscript(document: Int32) -> Number {
    let page = Int(document >> FactPage.shift)
    if page >= pages.count || pages[page].isEmpty { read(page) }
    return pages[page][Int(document & FactPage.mask)]
  }

  /// All numbers of a page.
  func page(_ page: Int) -> [Number] {
    if page >= pages.count || pages[page].isEmpty { read(page) }
    return pages[page]
  }

  @inline(never)
  private func read(_ page: Int) {
    if pages.isEmpty { pages = [[Number]](repeating: [], count: FactPage.count(documents)) }
    let count = FactPage.documents(page, of: documents).count
    let numbers = source.column(column, page: page, of: segment, as: Number.self)
    // The source has noted the damage.
    pages[page] = numbers.count == count ? numbers : [Number](repeating: 0, count: count)
  }
}

/// What the runs of documents of one version have in common, for the documents of one page.
final class RunPage {
  /// The page's documents up to the end of each run.
  let ends: [Int]
  /// For each run: publication time (see ``PublicationTime``), the article's 40 bits of the tie, key of the version, key of the outlet's name.
  let times: [Int64]
  let ties: [UInt64]
  let versions: [UInt32]
  let outlets: [UInt32]
  /// For each document its finding's place in its list.
  let ordinals: [UInt32]
  /// The run that was asked for last: neighbours are asked for one after the other.
  private var last = 0

  /// `nil` if the columns do not belong together.
  init?(
    runs: [UInt32], times: [Int64], ties: [UInt64], versions: [UInt32], outlets: [UInt32], ordinals: [UInt32], documents: Int
  ) {
    var end = 0
    ends = runs.map {
      end += Int($0)
      return end
    }
    guard end == documents, !runs.contains(0), ordinals.count == documents else { return nil }
    guard times.count == runs.count, ties.count == runs.count, versions.count == runs.count, outlets.count == runs.count else { return nil }
    self.times = times
    self.ties = ties
    self.versions = versions
    self.outlets = outlets
    self.ordinals = ordinals
  }

  /// In place of a page that cannot be read.
  init(damaged documents: Int) {
    ends = [documents]
    times = [PublicationTime.unknown]
    ties = [0]
    versions = [0]
    outlets = [0]
    ordinals = [UInt32](repeating: 0, count: documents)
  }

  /// The run of a document, by its place in the page.
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
