internal import FullText
internal import Record

/// Counts what an index holds.
struct IndexCensus {
  private let session: IndexSession

  init(_ session: IndexSession) { self.session = session }

  func statistics() throws(IndexError) -> IndexStatistics {
    let store = session.store
    let quotes = try session.segments(.quote)
    let figures = try session.segments(.figure)
    let officials = try session.segments(.official)
    let articles = try session.segments(.article)
    var types: [String: Int] = [:]
    var speakers: Set<UInt32> = []
    var outlets: Set<UInt32> = []
    for segment in quotes {
      for document in 0..<segment.documents where !segment.isDeleted(document) {
        if let type = RecordCoding.kind(AttributionType.self, Int64(segment.type(of: document))) { types[type.rawValue, default: 0] += 1 }
        speakers.insert(segment.labelA(of: document))
      }
    }
    var earliest: (time: Int64, version: UInt32)?
    var latest: (time: Int64, version: UInt32)?
    for segment in articles {
      for document in 0..<segment.documents where !segment.isDeleted(document) {
        outlets.insert(segment.ownerLabel(of: document))
        let time = segment.time(of: document)
        guard time != PublicationTime.unknown else { continue }
        if earliest.map({ time < $0.time }) ?? true { earliest = (time, segment.owner(of: document)) }
        if latest.map({ time > $0.time }) ?? true { latest = (time, segment.owner(of: document)) }
      }
    }
    try store.throwFailure()
    func published(_ found: (time: Int64, version: UInt32)?) throws(IndexError) -> String? {
      guard let found else { return nil }
      return try store.first("SELECT published FROM version WHERE id = ?", [.integer(Int64(found.version))]) { row in row.text(0) }
    }
    return IndexStatistics(
      articles: try store.number("SELECT count(*) FROM article"), versions: try store.number("SELECT count(*) FROM version"),
      quotes: quotes.reduce(0) { $0 + $1.live }, quotesByType: types, figures: figures.reduce(0) { $0 + $1.live },
      officials: officials.reduce(0) { $0 + $1.live }, speakers: speakers.subtracting([0]).count, outlets: outlets.subtracting([0]).count,
      earliest: try published(earliest), latest: try published(latest),
      textBytes: try store.number("SELECT total(v.bytes) FROM article a JOIN version v ON v.id = a.current"),
      pages: try store.number("SELECT count(*) FROM page"), archiveBytes: try store.number("SELECT total(length(bytes)) FROM page"),
      fileBytes: try store.number("PRAGMA page_count") * store.number("PRAGMA page_size"), schema: try store.number("PRAGMA user_version"))
  }
}
