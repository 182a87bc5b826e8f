/// What happened to an article that was added.
public enum AddOutcome: String, Sendable, CaseIterable {
  /// It was new.
  case added
  /// It was there with other content or other findings; search now finds what was added.
  case replaced
  /// It was there already, with the same content and findings.
  case unchanged
  /// Its content is new but older than what is stored, by date of retrieval or change; it is kept as an older version.
  case older
}

/// What an index holds.
public struct IndexStatistics: Sendable {
  /// Articles.
  public var articles: Int
  /// Their versions, the newest included.
  public var versions: Int
  /// Quotes of the newest versions, of every type.
  public var quotes: Int
  /// Quotes of the newest versions, by the name of their attribution type.
  public var quotesByType: [String: Int]
  /// Figures of the newest versions.
  public var figures: Int
  /// Officials of the newest versions, one per article and person.
  public var officials: Int
  /// Different speakers.
  public var speakers: Int
  /// Different outlets.
  public var outlets: Int
  /// First publication date.
  public var earliest: String?
  /// Last publication date.
  public var latest: String?
  /// UTF-8 bytes of the newest versions' texts.
  public var textBytes: Int
  /// Pages kept in the archive.
  public var pages: Int
  /// Bytes of the archive, compressed.
  public var archiveBytes: Int
  /// Bytes of the index on disk, archive included.
  public var fileBytes: Int
  /// The schema's version.
  public var schema: Int

  /// Makes statistics.
  public init(
    articles: Int, versions: Int, quotes: Int, quotesByType: [String: Int], figures: Int, officials: Int, speakers: Int, outlets: Int,
    earliest: String? = nil, latest: String? = nil, textBytes: Int, pages: Int, archiveBytes: Int, fileBytes: Int, schema: Int
  ) {
    self.articles = articles
    self.versions = versions
    self.quotes = quotes
    self.quotesByType = quotesByType
    self.figures = figures
    self.officials = officials
    self.speakers = speakers
    self.outlets = outlets
    self.earliest = earliest
    self.latest = latest
    self.textBytes = textBytes
    self.pages = pages
    self.archiveBytes = archiveBytes
    self.fileBytes = fileBytes
    self.schema = schema
  }
}

/// What a check found.
public struct CheckReport: Sendable {
  /// Articles, versions and findings looked at.
  public var articles: Int
  /// Versions whose spans were compared with their texts.
  public var versions: Int
  /// Findings looked at.
  public var findings: Int
  /// Entries of the full-text index compared with the texts.
  public var postings: Int
  /// What is wrong, in sentences; empty for a clean index.
  public var problems: [String]
  /// Whether nothing is wrong.
  public var isClean: Bool { problems.isEmpty }

  /// Makes a report.
  public init(articles: Int, versions: Int, findings: Int, postings: Int, problems: [String]) {
    self.articles = articles
    self.versions = versions
    self.findings = findings
    self.postings = postings
    self.problems = problems
  }
}

/// What a reindex changed.
public struct ReindexReport: Sendable {
  /// An article whose findings are not what they were.
  public struct Change: Sendable {
    /// The article's id.
    public var article: String
    /// The version.
    public var version: Int
    /// Findings that are gone.
    public var removed: [VersionDifference.Finding]
    /// Findings that are new.
    public var added: [VersionDifference.Finding]

    /// Makes a change.
    public init(article: String, version: Int, removed: [VersionDifference.Finding], added: [VersionDifference.Finding]) {
      self.article = article
      self.version = version
      self.removed = removed
      self.added = added
    }
  }
  /// Versions read.
  public var versions: Int
  /// Versions whose findings were stored again.
  public var changed: Int
  /// What was gained or lost, by article.
  public var changes: [Change]

  /// Makes a report.
  public init(versions: Int, changed: Int, changes: [Change]) {
    self.versions = versions
    self.changed = changed
    self.changes = changes
  }
}
