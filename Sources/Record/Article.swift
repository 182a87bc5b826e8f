/// What a paragraph is on the page.
public enum ParagraphKind: String, Sendable, CaseIterable {
  /// Running text; also a standfirst.
  case paragraph
  /// A subheading; a headline where text was given as text.
  case heading
  /// An item of a list.
  case listItem = "list_item"
  /// A block quote or an embedded post.
  case blockquote
  /// A row or block of a table.
  case table
  /// A correction note: never mined for quotes.
  case correction
}

/// A paragraph's place in ``Article/text``, in bytes.
public struct Paragraph: Hashable, Sendable {
  /// The paragraph's bytes, without the separating line feeds.
  public var range: ByteRange
  /// What it is.
  public var kind: ParagraphKind

  /// Makes a paragraph.
  public init(_ range: ByteRange, _ kind: ParagraphKind) {
    self.range = range
    self.kind = kind
  }
}

/// Who can read an article, as its page says itself.
public enum ArticleAccess: String, Sendable, CaseIterable {
  /// Anyone.
  case free
  /// Those who pay; the text that is here seems to be whole.
  case paid
  /// Those who pay; the text that is here is only what stands before the paywall.
  case teaser
}

/// Where an article's bytes came from.
public struct Provenance: Hashable, Sendable {
  /// When the page was fetched (RFC 3339), where the input tells: a WARC record's date.
  public var retrieved: String?
  /// SHA-256 of the bytes as read, after gunzip, in lowercase hexadecimal digits.
  public var contentSHA256: String
  /// The media type: `text/html` or `text/plain`.
  public var mediaType: String
  /// The encoding the bytes were read as (WHATWG name, lowercase).
  public var encoding: String
  /// `WARC-Record-ID` of the record, without angle brackets.
  public var warcRecordID: String?
  /// Byte offset of the record in its WARC file, as stored (compressed members count compressed).
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

/// A news article as ingestion hands it on: its text, paragraphs and metadata.
public struct Article: Sendable {
  /// Stable identity: derived from the canonical URL, else from the content; the line's own for JSON Lines.
  public var id: String
  /// The path as given or walked to; `nil` for JSON Lines and standard input.
  public var source: String?
  /// The address the page was fetched from.
  public var url: String?
  /// The address the page names as its own.
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
  /// The subjects that the page names for it, in its order. Kept in the index and its exports, no part of the JSON record.
  public var tags: [String] = []
  /// The section of the outlet that it stands in, as the page names it. Kept as ``tags`` are.
  public var section: String? = nil
  /// Who can read it, where the page says so. Kept as ``tags`` are.
  public var access: ArticleAccess? = nil
  /// The body text, paragraphs separated by a blank line.
  public var text: String
  /// The paragraphs in order, in bytes of ``text``.
  public var paragraphs: [Paragraph]
  /// The page's tables of data, in bytes of ``text``; none where the text was given as text.
  public var tables: [ArticleTable]
  /// Where the bytes came from.
  public var provenance: Provenance
  /// For each metadata field that is set, the place on the page that gave it ("json-ld", "og", "byline" …).
  public var origins: [String: String]
  /// What was truncated or repaired on the way, in words for a person.
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
