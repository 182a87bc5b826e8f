public import Record

/// An article made ready for the index.
///
/// All that needs no index is done here (words, ids, compression, checks of spans), so that several threads can prepare
/// entries while one writes.
public struct IndexEntry: Sendable {
  /// The record.
  public let record: ArticleRecord

  /// Prepares a record and, for the archive, its page as ingested (`nil` keeps none).
  ///
  /// Throws ``IndexError/invalidRecord(article:detail:)`` if a span does not stand in the text.
  public init(_ record: ArticleRecord, page: [UInt8]? = nil) throws(IndexError) {
    self.record = record
  }
}
