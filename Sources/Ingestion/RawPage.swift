/// What kind of content a ``RawPage`` holds.
public enum PageContent: Sendable {
  /// An HTML page's bytes as read, after gunzip.
  case html([UInt8])
  /// Plain text's bytes as read.
  case text([UInt8])
}

/// A page as it comes from the input: its bytes, and whatever its wrapping says about it.
public struct RawPage: Sendable {
  /// The line's own id, for JSON Lines.
  public var id: String?
  /// The path as given, or as found in a folder.
  public var source: String?
  /// The address, if the wrapping says so.
  public var url: String?
  /// The transport's `Content-Type`, if the wrapping says so.
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
  /// Whether the markup is only an article, without a page around it: an item of a feed, a newsletter.
  public var isLetter = false
  /// When the page was fetched (WARC).
  public var retrieved: String?
  /// `WARC-Record-ID`, without angle brackets.
  public var warcRecordID: String?
  /// Byte offset of the record in its WARC file, as stored.
  public var warcOffset: Int?
  /// Whether it was found in a folder rather than named by the user.
  public var isWalked = false
  /// The input's name in messages: its path, or "standard input".
  public var inputName = "input"
  /// Where within the input the page is ("line 3"), if it is not the whole.
  public var place: String?
  /// What was repaired while the page was unwrapped, in words for a person.
  public var warnings: [String] = []

  /// Makes a page from bytes.
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
