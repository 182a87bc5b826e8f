public import Linkage

/// An article's place in a story that several articles print.
public struct StoryPlace: Hashable, Sendable {
  /// What an article is to its story.
  public enum Role: String, Sendable, CaseIterable {
    /// The one that was seen first: by date of publication, then by time of ingest.
    case first
    /// Another outlet's copy, whole or in part, or the same outlet's with the same words.
    case copy
    /// The same outlet's later account of the story.
    case update
  }
  /// The id of the story's first article; the story bears it.
  public var story: String
  /// What this article is to it.
  public var role: Role
  /// How many other articles of the story are copies.
  public var copies: Int
  /// The outlet of the first article.
  public var firstOutlet: String?
  /// The date of the first article.
  public var firstPublished: String?

  /// The id of the article that this one copies; `nil` where it is none.
  public var copyOf: String? { role == .copy ? story : nil }
}

/// Articles that print one story.
public struct Story: Sendable {
  /// One of them.
  public struct Member: Sendable {
    /// The article.
    public var article: ArticleHead
    /// What it is to the story.
    public var role: StoryPlace.Role
  }
  /// The articles, the first seen first.
  public var members: [Member]
  /// The id of the first.
  public var id: String { members.first?.article.id ?? "" }
}

/// One quotation as several articles print it.
public struct QuotationCluster: Sendable {
  /// A wording and where it stands.
  public struct Variant: Sendable {
    /// The quote.
    public var hit: QuoteHit
    /// How it differs from the longest wording, word by word.
    public var difference: [WordDifference]
  }
  /// The longest wording.
  public var reference: QuoteHit
  /// All wordings, the longest included, by date of publication.
  public var variants: [Variant]
}

/// A person as all articles together have them.
public struct PersonProfile: Sendable {
  /// A role and the articles that prove it.
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
    /// The ids of the mentions that give the role, one an article, in the articles' order.
    public var mentions: [String] = []
  }
  /// The id of the mention seen first: 16 hexadecimal digits. Every mention's id leads to the profile.
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
  /// Why the mentions are one person.
  public var reasons: [String]

  /// The role at a day, month or year: that of the last article until then; `nil` where none is so old.
  public func role(asOf date: String) -> Role? {
    func isUntil(_ day: String?) -> Bool { day.map { $0.prefix(date.utf8.count) <= date } ?? false }
    var best: (day: String, role: Role)?
    for role in roles {
      let until = role.articles.filter { isUntil($0.published) }
      guard let day = until.last?.published, best.map({ $0.day <= day }) ?? true else { continue }
      var known = role
      known.articles = until
      known.last = day
      best = (day, known)
    }
    return best?.role
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
}

/// Figures on one thing, by period.
public struct FigureSeries: Sendable {
  /// What they are about.
  public var subject: FigureSubject
  /// The concept as most articles word it.
  public var concept: String
  /// The figures, by period, then by date of publication.
  public var figures: [FigureHit]
}

/// Two figures that cannot both be true.
public struct FigureConflictHit: Sendable {
  /// The earlier published.
  public var first: FigureHit
  /// The later.
  public var second: FigureHit
}
