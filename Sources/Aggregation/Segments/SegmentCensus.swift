internal import FullText
internal import Record

/// Counts what the segments of an index hold.
struct SegmentCensus {
  let quotes: Int
  let figures: Int
  let officials: Int
  /// Quotes by attribution type.
  private(set) var types: [String: Int] = [:]
  /// Different names of speakers.
  let speakers: Int
  let outlets: Int
  /// The versions of the articles published first and last.
  let earliest: Int64?
  let latest: Int64?

  init<Backend: SegmentStore>(_ searching: SegmentSearch<Backend>, _ store: Backend) throws(IndexError) {
    func live(_ kind: FindingKind) throws(IndexError) -> Int { try searching.segments(kind).reduce(0) { $0 + $1.live } }
    quotes = try live(.quote)
    figures = try live(.figure)
    officials = try live(.official)
    var speakers: Set<UInt32> = []
    for segment in try searching.segments(.quote) {
      for document in 0..<segment.documents where !segment.isDeleted(document) {
        if let type = RecordCoding.kind(AttributionType.self, Int64(segment.type(of: document))) { types[type.rawValue, default: 0] += 1 }
        speakers.insert(segment.labelA(of: document))
      }
    }
    var outlets: Set<UInt32> = []
    var first: (time: Int64, version: UInt32)?
    var last: (time: Int64, version: UInt32)?
    for segment in try searching.segments(.article) {
      for document in 0..<segment.documents where !segment.isDeleted(document) {
        outlets.insert(segment.ownerLabel(of: document))
        let time = segment.time(of: document)
        guard time != PublicationTime.unknown else { continue }
        if first.map({ time < $0.time }) ?? true { first = (time, segment.owner(of: document)) }
        if last.map({ time > $0.time }) ?? true { last = (time, segment.owner(of: document)) }
      }
    }
    self.speakers = speakers.subtracting([0]).count
    self.outlets = outlets.subtracting([0]).count
    earliest = first.map { Int64($0.version) }
    latest = last.map { Int64($0.version) }
    try store.throwFailure()
  }
}
