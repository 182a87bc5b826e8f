internal import FullText
internal import Record

/// Counts what an index holds.
struct IndexCensus {
  private let session: IndexSession

  init(_ session: IndexSession) { self.session = session }

  func statistics() throws(IndexError) -> IndexStatistics {
    let store = session.store
    let census = try SegmentCensus(session.searching, session.segments)
    func published(_ version: Int64?) throws(IndexError) -> String? {
      guard let version else { return nil }
      return try store.first("SELECT published FROM version WHERE id = ?", [.integer(version)]) { row in row.text(0) }
    }
    return IndexStatistics(
      articles: try store.number("SELECT count(*) FROM article"), versions: try store.number("SELECT count(*) FROM version"),
      quotes: census.quotes, quotesByType: census.types, figures: census.figures, officials: census.officials, speakers: census.speakers,
      outlets: census.outlets, earliest: try published(census.earliest), latest: try published(census.latest),
      textBytes: try store.number("SELECT total(v.bytes) FROM article a JOIN version v ON v.id = a.current"),
      pages: try store.number("SELECT count(*) FROM page"), archiveBytes: try store.number("SELECT total(length(bytes)) FROM page"),
      fileBytes: try store.number("PRAGMA page_count") * store.number("PRAGMA page_size"), schema: try store.number("PRAGMA user_version"))
  }
}
