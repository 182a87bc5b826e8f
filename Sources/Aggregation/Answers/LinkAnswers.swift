public import Linkage
public import Record

/// An article's place in a story that several articles print.
public struct StoryPlace: Hashable, Sendable {
  /// The part an article plays in its story.
  public enum Role: String, Sendable, CaseIterable {
    /// The one that was seen first: by date of publication, then by time of ingest.
    case first
    /// Another outlet's copy, whole or in part, or the same outlet's with the same words.
    case copy
    /// The same outlet's later account of the story.
    case update
  }
  /// The id of the story's first article, which is also the id of the story.
  public var story: String
  /// The part this article plays in the story.
  public var role: Role
  /// How many other articles of the story are copies.
  public var copies: Int
  /// The outlet of the first article.
  public var firstOutlet: String?
  /// The date of the first article.
  public var firstPublished: String?

  /// The id of the article that this one copies; `nil` if it is not a copy.
  public var copyOf: String? { role == .copy ? story : nil }

  /// Makes a place.
  public init(story: String, role: Role, copies: Int, firstOutlet: String? = nil, firstPublished: String? = nil) {
    self.story = story
    self.role = role
    self.copies = copies
    self.firstOutlet = firstOutlet
    self.firstPublished = firstPublished
  }
}

/// Articles that print one story.
public struct Story: Sendable {
  /// One of the articles.
  public struct Member: Sendable {
    /// The article.
    public var article: ArticleHead
    /// The part it plays in the story.
    public var role: StoryPlace.Role

    /// Makes a member.
    public init(article: ArticleHead, role: StoryPlace.Role) {
      self.article = article
      self.role = role
    }
  }
  /// The articles, in the order in which they were seen.
  public var members: [Member]
  /// The id of the first.
  public var id: String { members.first?.article.id ?? "" }

  /// Makes a story.
  public init(members: [Member]) {
    self.members = members
  }
}

/// One quotation as several articles print it.
public struct QuotationCluster: Sendable {
  /// A wording and where it is.
  public struct Variant: Sendable {
    /// The quote.
    public var hit: QuoteHit
    /// How it differs from the longest wording, word by word.
    public var difference: [WordDifference]

    /// Makes a variant.
    package init(hit: QuoteHit, difference: [WordDifference]) {
      self.hit = hit
      self.difference = difference
    }

    /// The difference in one text: words that only the longest wording has as `[-so-]`, words that only this one has as `{+so+}`.
    public var markedDifference: String {
      difference.map { step in
        switch step.change {
        case .kept: step.text
        case .removed: "[-\(step.text)-]"
        case .added: "{+\(step.text)+}"
        }
      }.joined(separator: " ")
    }
    /// How many words are left out or added.
    public var wordsChanged: Int {
      difference.reduce(0) { $1.change == .kept ? $0 : $0 + $1.text.split(separator: " ").count }
    }
  }
  /// The longest wording.
  public var reference: QuoteHit
  /// All wordings, the longest included, by date of publication.
  public var variants: [Variant]

  /// Makes a cluster.
  package init(reference: QuoteHit, variants: [Variant]) {
    self.reference = reference
    self.variants = variants
  }
}

/// A person, put together from all articles.
public struct PersonProfile: Sendable {
  /// A role and the articles that support it.
  public struct Role: Sendable {
    /// The title.
    public var title: String?
    /// The body or place.
    public var organization: String?
    /// The date of the first article.
    public var first: String?
    /// The date of the last article.
    public var last: String?
    /// The articles, by date.
    public var articles: [ArticleHead]
    /// The ids of the mentions that give the role, one per article, in the order of the articles.
    public var mentions: [String] = []
    /// Whether an article describes the role as ended ("the former mayor"), in the order of the articles.
    public var ended: [Bool] = []
    /// The area of public life.
    public var sector: Sector?

    /// Makes a role.
    package init(
      title: String? = nil, organization: String? = nil, first: String? = nil, last: String? = nil, articles: [ArticleHead],
      mentions: [String] = [], ended: [Bool] = [], sector: Sector? = nil
    ) {
      self.title = title
      self.organization = organization
      self.first = first
      self.last = last
      self.articles = articles
      self.mentions = mentions
      self.ended = ended
      self.sector = sector
    }
  }
  /// The id of the mention seen first: 16 hexadecimal digits. The id of any mention leads to the profile.
  public var id: String
  /// The fullest name.
  public var name: String
  /// All forms of the name.
  public var variants: [String]
  /// The roles, by their first article's date.
  public var roles: [Role]
  /// The ids of all mentions.
  public var mentions: [String]
  /// Date of the first article.
  public var first: String?
  /// Date of the last article.
  public var last: String?
  /// Mentions by month, in order of time.
  public var months: [(month: String, count: Int)]
  /// The quotes, by date.
  public var quotes: [QuoteHit]
  /// The figures credited to them, by date.
  public var figures: [FigureHit]
  /// Why the mentions are taken to be one person.
  public var reasons: [String]

  /// Makes a profile.
  package init(
    id: String, name: String, variants: [String], roles: [Role], mentions: [String], first: String? = nil, last: String? = nil,
    months: [(month: String, count: Int)], quotes: [QuoteHit], figures: [FigureHit], reasons: [String]
  ) {
    self.id = id
    self.name = name
    self.variants = variants
    self.roles = roles
    self.mentions = mentions
    self.first = first
    self.last = last
    self.months = months
    self.quotes = quotes
    self.figures = figures
    self.reasons = reasons
  }
}

/// A stored decision about persons.
public struct StoredDecision: Sendable {
  /// Its number, for undoing it.
  public var number: Int
  /// Whether mentions were merged or split.
  public var kind: PersonDecision.Kind
  /// One mention's id and name.
  public var first: String
  /// The other's.
  public var second: String

  /// Makes a decision.
  public init(number: Int, kind: PersonDecision.Kind, first: String, second: String) {
    self.number = number
    self.kind = kind
    self.first = first
    self.second = second
  }
}

/// Figures on one thing, by period.
public struct FigureSeries: Sendable {
  /// What they are about.
  public var subject: FigureSubject
  /// The concept as most articles word it.
  public var concept: String
  /// The figures, by period, then by date of publication.
  public var figures: [FigureHit]

  /// Makes a series.
  package init(subject: FigureSubject, concept: String, figures: [FigureHit]) {
    self.subject = subject
    self.concept = concept
    self.figures = figures
  }

  /// The place, folded, if anything indicates it.
  public var place: String? { subject.place.map { $0.names.joined(separator: ", ") } }
}

/// Two figures that cannot both be true.
public struct FigureConflictHit: Sendable {
  /// The earlier published.
  public var first: FigureHit
  /// The later.
  public var second: FigureHit

  /// Makes a pair.
  package init(first: FigureHit, second: FigureHit) {
    self.first = first
    self.second = second
  }
}
