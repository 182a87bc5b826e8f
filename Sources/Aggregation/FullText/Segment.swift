/// Where a segment's stored parts come from. Failures are kept by the source and make the search void.
protocol SegmentSource: AnyObject {
  /// The group of a key: a field's byte and a stem.
  func group(_ key: [UInt8], in segment: Int64) -> StoredGroup?
  /// Hands out the lists of all of a field's words that begin so, each with the block that holds it.
  func eachList(of field: TermField, beginning prefix: [UInt8], in segment: Int64, _ body: (ListEntry, [UInt8]) -> Void)
  /// The bytes of a chunk.
  func chunk(_ id: Int64) -> [UInt8]
  /// A list of a block.
  func list(_ entry: ListEntry, of block: [UInt8]) -> any PostingSource
  /// A column of the documents' facts.
  func column<Number: FixedWidthInteger>(_ column: FactColumn, of segment: Int64, as type: Number.Type) -> [Number]
  /// One bit a document that is no longer valid; empty if all are.
  func deleted(in segment: Int64) -> [UInt8]
}

/// A list of a segment and how many documents hold its word, the deleted ones left out.
struct StoredTerm {
  var documents: Int
  var list: any PostingSource
}

/// A field's words of one stem.
struct StoredGroup {
  var forms: [(word: [UInt8], term: StoredTerm)]
  /// All forms together, where that list is kept.
  var union: StoredTerm?
}

/// The columns of ``DocumentFacts`` as stored. What a version's findings have in common (time, version, the article's part of the tie, outlet) is
/// kept once for the run of its documents; `run` are the lengths of the runs.
enum FactColumn: Int, CaseIterable {
  case time, tie, version, length, speaker, organization, outlet, unit, kind, type, low, high, mark, ordinal, run
}

/// A part of the full text that does not change, save that documents fall away: its documents in the order of time, the newest first.
final class Segment {
  let id: Int64
  /// Documents, deleted ones included.
  let documents: Int32
  private(set) var dead: Int
  /// Words of the documents that are not deleted.
  private(set) var words: Int
  private unowned let source: any SegmentSource
  private(set) lazy var deleted: [UInt8] = dead > 0 ? source.deleted(in: id) : []

  private(set) lazy var times: [Int64] = spread(.time)
  private(set) lazy var ties: [UInt64] = {
    let articles: [UInt64] = spread(.tie)
    let ordinals = source.column(.ordinal, of: id, as: UInt64.self)
    return articles.indices.map { articles[$0] << 24 | ($0 < ordinals.count ? ordinals[$0] : 0) }
  }()
  private(set) lazy var versions: [UInt32] = spread(.version)
  private(set) lazy var lengths = source.column(.length, of: id, as: UInt8.self)
  private(set) lazy var speakers = source.column(.speaker, of: id, as: UInt32.self)
  private(set) lazy var organizations = source.column(.organization, of: id, as: UInt32.self)
  private(set) lazy var outlets: [UInt32] = spread(.outlet)
  private lazy var runs = source.column(.run, of: id, as: UInt32.self)
  private(set) lazy var units = source.column(.unit, of: id, as: UInt32.self)
  private(set) lazy var marks = source.column(.mark, of: id, as: UInt32.self)
  private(set) lazy var kinds = source.column(.kind, of: id, as: UInt8.self)
  private(set) lazy var types = source.column(.type, of: id, as: UInt8.self)
  private(set) lazy var lows = source.column(.low, of: id, as: UInt64.self).map(Double.init(bitPattern:))
  private(set) lazy var highs = source.column(.high, of: id, as: UInt64.self).map(Double.init(bitPattern:))

  init(id: Int64, documents: Int, dead: Int, words: Int, source: any SegmentSource) {
    self.id = id
    self.documents = Int32(documents)
    self.dead = dead
    self.words = words
    self.source = source
  }

  /// A column of one number a run, for each document; empty if it is damaged.
  private func spread<Number: FixedWidthInteger>(_ column: FactColumn) -> [Number] {
    let numbers = source.column(column, of: id, as: Number.self)
    guard numbers.count == runs.count else { return [] }
    if runs.count == Int(documents) { return numbers }
    var all: [Number] = []
    all.reserveCapacity(Int(documents))
    for (number, length) in zip(numbers, runs) {
      for _ in 0..<min(Int(length), Int(documents) - all.count) { all.append(number) }
    }
    return all.count == Int(documents) ? all : []
  }

  /// Takes over what has changed since it was read.
  func update(dead: Int, words: Int) {
    if dead != self.dead { deleted = source.deleted(in: id) }
    self.dead = dead
    self.words = words
  }

  /// Documents that are not deleted.
  var live: Int { Int(documents) - dead }
  /// Whether a document is no longer valid.
  @inline(__always)
  func isDeleted(_ document: Int32) -> Bool {
    dead > 0 && deleted[Int(document >> 3)] & (1 << UInt8(document & 7)) != 0
  }

  /// A document's publication time (see ``PublicationTime``).
  @inline(__always)
  func time(of document: Int32) -> Int64 { times[Int(document)] }
  /// What orders documents of one time (see ``DocumentFacts/tie``).
  @inline(__always)
  func tie(of document: Int32) -> UInt64 { ties[Int(document)] }
  /// The key of a document's article version.
  @inline(__always)
  func version(of document: Int32) -> UInt32 { versions[Int(document)] }
  /// A document's length class (see ``LengthClass``).
  @inline(__always)
  func length(of document: Int32) -> UInt8 { lengths[Int(document)] }
  /// Keys of a document's names, 0 for none; for what its sort of finding does not have, too.
  @inline(__always)
  func speaker(of document: Int32) -> UInt32 { speakers.isEmpty ? 0 : speakers[Int(document)] }
  @inline(__always)
  func organization(of document: Int32) -> UInt32 { organizations.isEmpty ? 0 : organizations[Int(document)] }
  @inline(__always)
  func outlet(of document: Int32) -> UInt32 { outlets.isEmpty ? 0 : outlets[Int(document)] }
  @inline(__always)
  func unit(of document: Int32) -> UInt32 { units.isEmpty ? 0 : units[Int(document)] }
  /// The first 24 bits of a finding's id; 0 for an article.
  @inline(__always)
  func mark(of document: Int32) -> UInt32 { marks.isEmpty ? 0 : marks[Int(document)] }
  /// Places in the lists of kinds and attribution types (see ``DocumentFacts``).
  @inline(__always)
  func kind(of document: Int32) -> UInt8 { kinds.isEmpty ? 0 : kinds[Int(document)] }
  @inline(__always)
  func type(of document: Int32) -> UInt8 { types.isEmpty ? 0 : types[Int(document)] }
  /// A figure's least and greatest value; no number for other documents.
  @inline(__always)
  func low(of document: Int32) -> Double { lows.isEmpty ? .nan : lows[Int(document)] }
  @inline(__always)
  func high(of document: Int32) -> Double { highs.isEmpty ? .nan : highs[Int(document)] }

  /// The first document that does not come before a place in the order of time.
  func firstDocument(notBefore time: Int64, _ tie: UInt64) -> Int32 {
    first { document in
      let own = self.time(of: document)
      return own < time || (own == time && self.tie(of: document) >= tie)
    }
  }
  /// The documents published in a range of times.
  func documents(in range: DateRange) -> Range<Int32> {
    let newest = first { self.time(of: $0) < range.end }
    return newest..<max(newest, first { self.time(of: $0) < range.start })
  }

  private func first(where holds: (Int32) -> Bool) -> Int32 {
    var low: Int32 = 0
    var high = documents
    while low < high {
      let middle = (low + high) / 2
      if holds(middle) { high = middle } else { low = middle + 1 }
    }
    return low
  }
}
