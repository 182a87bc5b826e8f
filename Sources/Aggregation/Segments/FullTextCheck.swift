internal import FullText
internal import Linkage
internal import Record

/// Compares what the full text holds with what it must hold according to the texts: for each kind, sums over hashes of (document, term,
/// count).
struct FullTextCheck {
  private var expected: [FindingKind: UInt64] = [:]
  private var found: [FindingKind: UInt64] = [:]
  private var expectedDocuments: [FindingKind: Int] = [:]
  private var foundDocuments: [FindingKind: Int] = [:]
  /// The number of value rows that the segments read must have.
  private(set) var valueRows = 0
  private(set) var summaries = 0
  private(set) var impactParts = 0
  private(set) var prefixes = 0
  /// The sketches of the newest versions, by key.
  var sketches: [(version: Int64, sketch: ArticleSketch)] = []

  var problems: [String] {
    FindingKind.allCases.compactMap { kind in
      if expectedDocuments[kind] ?? 0 != foundDocuments[kind] ?? 0 {
        return
          "the full text holds \(foundDocuments[kind] ?? 0) \(kind.plural), the articles \(expectedDocuments[kind] ?? 0); run onrecord reindex"
      }
      return expected[kind] ?? 0 == found[kind] ?? 0
        ? nil : "the full text of \(kind.plural) is not that of the texts; run onrecord reindex"
    }
  }

  mutating func expect(_ entry: IndexEntry, version: UInt32) {
    for document in entry.documents {
      expectedDocuments[document.kind, default: 0] += 1
      let seed = PostingHash.seed(
        owner: version, tie: entry.tie | UInt64(document.ordinal), idPrefix: UInt32(truncatingIfNeeded: document.publicID >> 40))
      for (field, counts) in entry.counts(of: document) {
        for (word, count) in counts {
          expected[document.kind, default: 0] &+= PostingHash.mix(seed, [field.rawValue] + entry.words.word(Int(word)), count)
        }
      }
    }
  }

  /// Reads all segments of a kind; returns the number of entries.
  mutating func read<Backend: SegmentStore>(
    _ kind: FindingKind, _ searching: SegmentSearch<Backend>, _ store: Backend, _ note: (String) -> Void
  ) throws(IndexError) -> Int {
    let segments = try searching.segments(kind)
    var check = SegmentCheck(searching.source, store.limits)
    for segment in segments {
      do {
        try store.runFullText { try check.read(segment, note) }
      } catch {
        note("segment \(segment.id): \(error.description)")
      }
    }
    foundDocuments[kind] = check.documents
    found[kind] = check.sum
    valueRows += check.valueRows
    summaries += check.summaries
    impactParts += check.impactParts
    prefixes += check.prefixes
    return check.entries
  }
}
