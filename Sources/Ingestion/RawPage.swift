/// What kind of content a ``RawPage`` holds.
public enum PageContent: Sendable {
  /// An HTML page's bytes as read, after gunzip.
  case html([UInt8])
  /// Plain text's bytes as read.
  case text([UInt8])
}

/// A page as the input gave it: bytes, and whatever the wrapping told about it.
public struct RawPage: Sendable {
  /// The line's own id, for JSON Lines.
  public var id: String?
  /// The path as given or walked to.
  public var source: String?
  /// The address, where the wrapping tells.
  public var url: String?
  /// The transport's `Content-Type`, where the wrapping tells.
  public var contentType: String?
  /// The bytes.
  public var content: PageContent
  /// Title given beside the page (JSON Lines).
  public var title: String?
  /// Site given beside the page (JSON Lines).
  public var site: String?
  /// Publication date given beside the page (JSON Lines).
  public var published: String?
  /// Authors given beside the page (feeds, exports, JSON Lines).
  public var authors: [String] = []
  /// The section given beside the page (exports).
  public var section: String?
  /// The subjects given beside the page (feeds).
  public var tags: [String] = []
  /// Whether the markup is an article alone, without a page around it: an item of a feed, a newsletter.
  public var isLetter = false
  /// When the page was fetched (WARC).
  public var retrieved: String?
  /// `WARC-Record-ID`, without angle brackets.
  public var warcRecordID: String?
  /// Byte offset of the record in its WARC file, as stored.
  public var warcOffset: Int?
  /// Whether the walk of a folder came upon it, and nobody named it.
  public var isWalked = false
  /// How messages name the input: its path, or "standard input".
  public var inputName = "input"
  /// Where within the input the page stands ("line 3"), if it is not the whole.
  public var place: String?
  /// What was repaired before the page came out of its wrapping, in words for a person.
  public var warnings: [String] = []

  /// Makes a page of bytes alone.
  public init(_ content: PageContent, source: String? = nil, url: String? = nil) {
    self.content = content
    self.source = source
    self.url = url
    if let source { inputName = source }
  }

  /// The page's bytes, whatever they hold.
  public var bytes: [UInt8] {
    switch content {
    case .html(let bytes), .text(let bytes): bytes
    }
  }

  /// An error that names this page.
  public func error(_ reason: IngestionError.Reason, _ message: String) -> IngestionError {
    IngestionError(reason, source: inputName, place: place, message: message)
  }
}
