/// Why an input gave no article. Each case names what happened; `place` names where within the input, when it is not the whole.
public struct IngestionError: Error, Sendable, Hashable {
  /// What happened.
  public enum Reason: Sendable, Hashable {
    case notFound, notReadable, isEmpty, binary, truncated, corrupt, tooLarge, tooSlow, notArticle, badLine, badRecord, unsupported
  }
  /// What happened.
  public var reason: Reason
  /// The input: path as given, or "standard input".
  public var source: String
  /// Where within the input ("line 3", "record at offset 5120"), if not the whole.
  public var place: String?
  /// A sentence for a person: what is wrong and what to do.
  public var message: String

  /// Whether it tells of an index page that the walk of a folder came upon.
  public var isWalkedIndex = false

  /// Whether it tells of a page of a web archive that holds no article, or of a folder's index page, as every crawl has: no failure of the
  /// input.
  public var isOfCrawl: Bool { reason == .notArticle && (isWalkedIndex || place?.hasPrefix("record") == true) }

  /// Makes an error.
  public init(_ reason: Reason, source: String, place: String? = nil, message: String) {
    self.reason = reason
    self.source = source
    self.place = place
    self.message = message
  }
}
