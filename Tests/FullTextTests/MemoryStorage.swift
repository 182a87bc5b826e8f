import FullText

/// A storage in memory, which keeps everything that a file would.
final class MemoryStorage: FullTextStorage {
  private struct StoredSegment {
    var collection: Int64
    var head: SegmentHead
    var deleted: [UInt8] = []
    var chunks: ClosedRange<Int64>?
    var blocks: [(first: [UInt8], chunk: Int64)] = []
    var values: [Int: [UInt8]] = [:]
    var prefixes: [[UInt8]: StoredPrefix] = [:]
  }

  private var segments: [Int64: StoredSegment] = [:]
  private var nextSegment: Int64 = 1
  private var chunks: [Int64: [UInt8]] = [:]
  private var nextChunk: Int64 = 1
  private var nextPrefix: Int64 = -1
  private(set) var summaries: [Int64: [UInt8]] = [:]
  private(set) var impacts: [Int64: [[UInt8]]] = [:]
  private var failure: FullTextError?

  /// How many segments there are.
  var segmentCount: Int { segments.count }
  /// How many rows of any kind there are.
  var rows: Int {
    chunks.count + summaries.count + impacts.count
      + segments.values.reduce(0) { $0 + 1 + $1.blocks.count + $1.values.count + $1.prefixes.count }
  }

  func note(_ error: FullTextError) { if failure == nil { failure = error } }
  func throwFailure() throws {
    defer { failure = nil }
    if let failure { throw failure }
  }

  func segments(of collection: Int64) -> [SegmentHead] {
    segments.values.filter { $0.collection == collection }.map(\.head).sorted { $0.id < $1.id }
  }
  func addSegment(collection: Int64, documents: Int, words: Int) -> Int64 {
    defer { nextSegment += 1 }
    let head = SegmentHead(id: nextSegment, documents: documents, dead: 0, words: words)
    segments[nextSegment] = StoredSegment(collection: collection, head: head)
    return nextSegment
  }
  func finish(segment: Int64, chunks: ClosedRange<Int64>) { segments[segment]?.chunks = chunks }
  func deleted(in segment: Int64) -> [UInt8] { segments[segment]?.deleted ?? [] }
  func delete(_ bits: [UInt8], documents: Int, words: Int, in segment: Int64) {
    segments[segment]?.deleted = bits
    segments[segment]?.head.dead += documents
    segments[segment]?.head.words -= words
  }
  func remove(segment: Int64) {
    guard let old = segments.removeValue(forKey: segment) else { return }
    for chunk in old.chunks.map(Array.init) ?? [] {
      chunks[chunk] = nil
      summaries[chunk] = nil
      impacts[chunk] = nil
    }
    for prefix in old.prefixes.values { impacts[prefix.list] = nil }
  }

  func addChunk(_ bytes: [UInt8]) -> Int64 {
    defer { nextChunk += 1 }
    chunks[nextChunk] = bytes
    return nextChunk
  }
  func addBlock(_ chunk: Int64, first: [UInt8], to segment: Int64) { segments[segment]?.blocks.append((first, chunk)) }
  func replace(chunk: Int64, with bytes: [UInt8]) { chunks[chunk] = bytes }
  func block(of key: [UInt8], in segment: Int64) -> Int64? {
    segments[segment]?.blocks.last { !key.lexicographicallyPrecedes($0.first) }?.chunk
  }
  func blocks(between keys: (after: [UInt8], before: [UInt8])?, in segment: Int64) -> [Int64] {
    let blocks = segments[segment]?.blocks ?? []
    guard let keys else { return blocks.map(\.chunk) }
    return blocks.filter { keys.after.lexicographicallyPrecedes($0.first) && $0.first.lexicographicallyPrecedes(keys.before) }.map(\.chunk)
  }
  func chunk(_ number: Int64) -> [UInt8] { chunks[number] ?? [] }
  func bits(_ range: ClosedRange<Int64>) -> [PackedBits] { range.compactMap { chunks[$0].map { PackedBits($0) } } }

  func addValues(_ bytes: [UInt8], _ group: DocValueGroup, page: Int, to segment: Int64) {
    segments[segment]?.values[group.rawValue << 24 | page] = bytes
  }
  func values(_ group: DocValueGroup, page: Int, of segment: Int64) -> PackedBits? {
    segments[segment]?.values[group.rawValue << 24 | page].map { PackedBits($0) }
  }
  func addSummary(_ bytes: [UInt8], list: Int64) { summaries[list] = bytes }
  func summary(list: Int64) -> [UInt8]? { summaries[list] }
  func addImpacts(_ bytes: [UInt8], list: Int64, part: Int) { impacts[list, default: []].append(bytes) }
  func impacts(list: Int64, part: Int) -> PackedBits? {
    guard let parts = impacts[list], part < parts.count else { return nil }
    return PackedBits(parts[part])
  }
  func addPrefix(_ key: [UInt8], documents: Int, to segment: Int64) -> Int64 {
    defer { nextPrefix -= 1 }
    segments[segment]?.prefixes[key] = StoredPrefix(list: nextPrefix, documents: documents)
    return nextPrefix
  }
  func prefix(_ key: [UInt8], in segment: Int64) -> StoredPrefix? { segments[segment]?.prefixes[key] }
}
