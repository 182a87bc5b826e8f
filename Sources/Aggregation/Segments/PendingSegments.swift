internal import FullText
internal import Record

/// Documents that a transaction adds, gathered until they are written as one segment of each kind.
struct PendingSegments {
  /// The words met while writing, to be handed on to the next transaction.
  private(set) var vocabulary: Vocabulary
  private var builders: [FindingKind: SegmentBuilder] = [:]

  init(_ vocabulary: consuming Vocabulary) { self.vocabulary = vocabulary }

  /// Whether so much is held in memory (about 16 bytes an occurrence of a word) that it should be written.
  var isFull: Bool { builders.values.reduce(0) { $0 + $1.wordCount } > Self.mostWords }
  private static let mostWords = 6_000_000

  /// Adds the documents of a version; `key` gives the key of a name.
  mutating func add(_ entry: IndexEntry, version: Int64, key: (String?) throws(IndexError) -> UInt32) throws(IndexError) {
    let outlet = try key(entry.record.article.site.map(NameComposition.composed))
    let words = vocabulary.numbers(of: entry.words)
    var builder = SegmentBuilder()
    for kind in FindingKind.allCases where entry.documents.contains(where: { $0.kind == kind }) {
      swap(&builder, &builders[kind, default: SegmentBuilder()])
      for document in entry.documents where document.kind == kind {
        builder.add(
          entry.runs[document.runs], entry.occurrences, try Self.values(of: document, entry, version, outlet: outlet, key),
          length: document.length, words: words, vocabulary: vocabulary.words.count)
      }
      swap(&builder, &builders[kind, default: SegmentBuilder()])
    }
  }

  private static func values(
    of document: PreparedDocument, _ entry: IndexEntry, _ version: Int64, outlet: UInt32, _ key: (String?) throws(IndexError) -> UInt32
  ) throws(IndexError) -> DocValues {
    var values = DocValues()
    values.time = entry.time
    values.tie = entry.tie | UInt64(document.ordinal)
    values.owner = UInt32(truncatingIfNeeded: version)
    values.labelA = try key(document.speaker)
    values.labelB = try key(document.organization)
    values.labelC = try key(document.unit)
    values.ownerLabel = outlet
    values.idPrefix = UInt32(truncatingIfNeeded: document.publicID >> 40)
    values.category = document.kindNumber
    values.type = document.typeNumber
    values.low = document.low
    values.high = document.high
    values.confidence = document.confidence
    for (part, certainty) in document.partConfidence {
      switch part.place {
      case .whole: break
      case .partA: values.confidenceA = certainty
      case .partB: values.confidenceB = certainty
      case .partC: values.confidenceC = certainty
      }
    }
    return values
  }

  /// Writes what was gathered as segments.
  mutating func write(to store: some SegmentStore) throws(IndexError) {
    for kind in FindingKind.allCases {
      guard let builder = builders.removeValue(forKey: kind), builder.count > 0 else { continue }
      try store.runFullText { try SegmentWriter(store.fullText, kind.schema, store.limits).write(builder, &vocabulary) }
    }
  }
}
