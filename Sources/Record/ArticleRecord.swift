/// An article with everything found in it: what `onrecord extract` prints, and what the index stores.
public struct ArticleRecord: Sendable {
  /// The article.
  public var article: Article
  /// Its quotes, in text order.
  public var quotes: [Quote]
  /// Its figures, in text order.
  public var figures: [Figure]
  /// Its named officials, in order of first mention.
  public var officials: [Official]
  /// The time expressions found; `nil` unless explanations were asked for.
  public var periods: [PeriodMention]?
  /// Program and version that made the findings ("onrecord 0.1.0").
  public var extractor: String
  /// Hash of the rules and weights that made the findings.
  public var rules: String

  /// Makes a record.
  public init(
    article: Article, quotes: [Quote], figures: [Figure], officials: [Official], periods: [PeriodMention]? = nil, extractor: String,
    rules: String
  ) {
    self.article = article
    self.quotes = quotes
    self.figures = figures
    self.officials = officials
    self.periods = periods
    self.extractor = extractor
    self.rules = rules
  }
}
