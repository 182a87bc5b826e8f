/// The kind of a paragraph on the page.
public enum ParagraphKind: String, Sendable, CaseIterable {
  /// Running text, including a standfirst.
  case paragraph
  /// A subheading; in plain-text input, the headline.
  case heading
  /// An item of a list.
  case listItem = "list_item"
  /// A block quote or an embedded post.
  case blockquote
  /// A row or block of a table.
  case table
  /// A correction note; never searched for quotes.
  case correction
}

/// A paragraph's position in ``Article/text``, in bytes.
public struct Paragraph: Hashable, Sendable {
  /// The paragraph's bytes, without the separating line feeds.
  public var range: ByteRange
  /// Its kind.
  public var kind: ParagraphKind

  /// Makes a paragraph.
  public init(_ range: ByteRange, _ kind: ParagraphKind) {
    self.range = range
    self.kind = kind
  }
}

/// Who can read an article, according to its page.
public enum ArticleAccess: String, Sendable, CaseIterable {
  /// Everybody.
  case free
  /// Paying readers; the text seems complete.
  case paid
  /// Paying readers; the text stops at the paywall.
  case teaser
}

/// Where an article's bytes came from.
public struct Provenance: Hashable, Sendable {
  /// When the page was fetched (RFC 3339), if the input says so, as a WARC record does.
  public var retrieved: String?
  /// SHA-256 of the bytes as read, after decompression (gzip), in lowercase hexadecimal digits.
  public var contentSHA256: String
  /// The media type: `text/html` or `text/plain`.
  public var mediaType: String
  /// The encoding used to decode the bytes (WHATWG name, lowercase).
  public var encoding: String
  /// `WARC-Record-ID` of the record, without angle brackets.
  public var warcRecordID: String?
  /// Byte offset of the record in the WARC file as stored (compressed members count at their compressed size).
  public var warcOffset: Int?

  /// Makes a provenance.
  public init(
    retrieved: String? = nil, contentSHA256: String, mediaType: String, encoding: String, warcRecordID: String? = nil,
    warcOffset: Int? = nil
  ) {
    self.retrieved = retrieved
    self.contentSHA256 = contentSHA256
    self.mediaType = mediaType
    self.encoding = encoding
    self.warcRecordID = warcRecordID
    self.warcOffset = warcOffset
  }
}

/// A news article as it leaves ingestion: its text, paragraphs and metadata.
public struct Article: Sendable {
  /// A stable identifier, derived from the canonical URL, otherwise from the content; for JSON Lines, the identifier in the line.
  public var id: String
  /// The path as given or found in a folder; `nil` for JSON Lines and standard input.
  public var source: String?
  /// The address the page was fetched from.
  public var url: String?
  /// The canonical address according to the page.
  public var canonicalURL: String?
  /// The publisher's name.
  public var site: String?
  /// The headline.
  public var title: String?
  /// The people or desks of the byline.
  public var authors: [String]
  /// RFC 3339 date-time or bare date of publication.
  public var published: String?
  /// RFC 3339 date-time or bare date of the last change.
  public var modified: String?
  /// BCP 47 language tag.
  public var language: String?
  /// The subjects that the page lists, in its order. Kept in the index and its exports, but not part of the JSON record.
  public var tags: [String] = []
  /// The outlet's section, as named by the page. Kept like ``tags``.
  public var section: String? = nil
  /// Who can read the article, if the page says so. Kept like ``tags``.
  public var access: ArticleAccess? = nil
  /// The body text, paragraphs separated by a blank line.
  public var text: String
  /// The paragraphs in order, in bytes of ``text``.
  public var paragraphs: [Paragraph]
  /// The page's data tables, in bytes of ``text``; none for plain-text input.
  public var tables: [ArticleTable]
  /// Where the bytes came from.
  public var provenance: Provenance
  /// For each metadata field that is set, where on the page it was found ("json-ld", "og", "byline" …).
  public var origins: [String: String]
  /// What was truncated or repaired during ingestion, in words for the user.
  public var warnings: [String]

  /// Makes an article.
  public init(
    id: String, source: String? = nil, url: String? = nil, canonicalURL: String? = nil, site: String? = nil, title: String? = nil,
    authors: [String] = [], published: String? = nil, modified: String? = nil, language: String? = nil, text: String,
    paragraphs: [Paragraph], tables: [ArticleTable] = [], provenance: Provenance, origins: [String: String] = [:],
    warnings: [String] = []
  ) {
    self.id = id
    self.source = source
    self.url = url
    self.canonicalURL = canonicalURL
    self.site = site
    self.title = title
    self.authors = authors
    self.published = published
    self.modified = modified
    self.language = language
    self.text = text
    self.paragraphs = paragraphs
    self.tables = tables
    self.provenance = provenance
    self.origins = origins
    self.warnings = warnings
  }
}
