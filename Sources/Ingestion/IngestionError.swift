/// Why an input gave no article. `reason` says what happened; `place` says where within the input, if it was not the whole.
public struct IngestionError: Error, Sendable, Hashable {
  /// What happened.
  public enum Reason: Sendable, Hashable {
    case notFound, notReadable, isEmpty, binary, truncated, corrupt, tooLarge, tooSlow, notArticle, badLine, badRecord, unsupported
  }
  /// What happened.
  public var reason: Reason
  /// The input: the path as given, or "standard input".
  public var source: String
  /// Where within the input ("line 3", "record at offset 5120"), if not the whole.
  public var place: String?
  /// A sentence for a person: what is wrong and what to do.
  public var message: String

  /// A setting that can help. Whoever shows the error adds how it is given there: as an option, as a field of a form.
  public enum Setting: Sendable, Hashable {
    /// Which keys of JSON hold what: ``JSONKeys``.
    case keys
    /// How inputs are wrapped: ``InputFormat``.
    case format
  }
  /// The setting that can help, if there is one.
  public var setting: Setting?

  /// Whether the error is about an index page found while walking a folder.
  public var isWalkedIndex = false

  /// Whether the error is about a page of a web archive that holds no article, or about a folder's index page. Every crawl has these, so
  /// they do not count as failures of the input.
  public var isOfCrawl: Bool { reason == .notArticle && (isWalkedIndex || place?.hasPrefix("record") == true) }

  /// Makes an error.
  public init(_ reason: Reason, source: String, place: String? = nil, message: String) {
    self.reason = reason
    self.source = source
    self.place = place
    self.message = message
  }
}
