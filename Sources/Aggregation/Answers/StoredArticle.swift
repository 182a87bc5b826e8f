public import Record

/// One version in an article's history.
public struct ArticleVersion: Hashable, Sendable {
  /// Its number, from 1 in the order of arrival.
  public var number: Int
  /// Whether it is the one that search uses.
  public var isCurrent: Bool
  /// When the page was fetched, if the input says so.
  public var retrieved: String?
  /// RFC 3339 date-time or bare date of the last change.
  public var modified: String?
  /// SHA-256 of the page's bytes.
  public var contentSHA256: String
  /// Whether the page's bytes are kept.
  public var hasPage: Bool

  /// Makes a version.
  public init(number: Int, isCurrent: Bool, retrieved: String? = nil, modified: String? = nil, contentSHA256: String, hasPage: Bool) {
    self.number = number
    self.isCurrent = isCurrent
    self.retrieved = retrieved
    self.modified = modified
    self.contentSHA256 = contentSHA256
    self.hasPage = hasPage
  }
}

/// An article as the index keeps it: the record and its history.
public struct StoredArticle: Sendable {
  /// The record, as it was added (explanations aside).
  public var record: ArticleRecord
  /// Which version this is.
  public var version: Int
  /// All versions, by number.
  public var versions: [ArticleVersion]
  /// The stable ids of `record.quotes`, in their order.
  public var quoteIDs: [String]
  /// The stable ids of `record.figures`.
  public var figureIDs: [String]
  /// The stable ids of `record.officials`.
  public var officialIDs: [String]

  /// Makes an article.
  public init(
    record: ArticleRecord, version: Int, versions: [ArticleVersion], quoteIDs: [String], figureIDs: [String], officialIDs: [String]
  ) {
    self.record = record
    self.version = version
    self.versions = versions
    self.quoteIDs = quoteIDs
    self.figureIDs = figureIDs
    self.officialIDs = officialIDs
  }
}

/// How two versions of an article differ.
public struct VersionDifference: Sendable {
  /// What happened to a paragraph.
  public enum Paragraph: Hashable, Sendable {
    /// In both.
    case kept(String)
    /// Only in the older version.
    case removed(String)
    /// Only in the newer version.
    case added(String)
  }
  /// A finding that only one of the versions has.
  public struct Finding: Hashable, Sendable {
    /// What it is.
    public var kind: FindingKind
    /// Its stable id.
    public var id: String
    /// Its words.
    public var words: String

    /// Makes a finding.
    public init(kind: FindingKind, id: String, words: String) {
      self.kind = kind
      self.id = id
      self.words = words
    }
  }

  /// The older version's number.
  public var older: Int
  /// The newer version's number.
  public var newer: Int
  /// The headlines, if they differ.
  public var titles: (older: String?, newer: String?)?
  /// The text, paragraph by paragraph.
  public var paragraphs: [Paragraph]
  /// Findings of the older version that are not in the newer one.
  public var removed: [Finding]
  /// Findings of the newer version that are not in the older one.
  public var added: [Finding]

  /// Makes a difference.
  public init(
    older: Int, newer: Int, titles: (older: String?, newer: String?)? = nil, paragraphs: [Paragraph], removed: [Finding], added: [Finding]
  ) {
    self.older = older
    self.newer = newer
    self.titles = titles
    self.paragraphs = paragraphs
    self.removed = removed
    self.added = added
  }
}

extension StoredArticle {
  /// A record with the ids of its findings.
  init(record: ArticleRecord, version: Int, versions: [ArticleVersion]) {
    func ids(_ kind: FindingKind, _ words: [String]) -> [String] {
      FindingID.numbers(article: record.article.id, kind: kind, words: words).map { FindingID.digits($0) }
    }
    self.init(
      record: record, version: version, versions: versions, quoteIDs: ids(.quote, record.quotes.map(\.span.text)),
      figureIDs: ids(.figure, record.figures.map(\.span.text)), officialIDs: ids(.official, record.officials.map(\.name)))
  }

  /// Whether one of its findings has this stable id.
  func holds(finding id: String) -> Bool { quoteIDs.contains(id) || figureIDs.contains(id) || officialIDs.contains(id) }
}
