internal import Linguistics
public import Record

/// Turns an article into its record: officials first (they give the people), then quotes (they need people), then figures
/// (they need quotes and people).
public struct Extractor: Sendable {
  /// Whether findings carry their explanation, and the record its time expressions.
  public var explains: Bool
  private let analyzer = Analyzer()
  private let officialFinder = OfficialFinder()
  private let quoteFinder = QuoteFinder()
  private let figureFinder = FigureFinder()

  /// Makes an extractor; tables and weights are loaded once a process, on first use.
  public init(explains: Bool = false) { self.explains = explains }

  /// The bytes of a text in which findings are looked for; a warning of the record's article tells where there are more. The longest news
  /// articles have a tenth of it, and a page of many megabytes is to be read in seconds.
  static let searched = 1 << 20

  /// Everything found in an article. Depends on the article alone. In a text that is not English nothing is looked for, and a
  /// warning of the record's article tells so: the rules and weights know English alone, what they find elsewhere is wrong. The same holds
  /// for paragraphs of another language between English ones.
  public func record(of article: Article) -> ArticleRecord {
    var whole = article
    var article = article
    article.paragraphs = ParagraphCutter.cut(article.paragraphs, of: article.text)
    if article.text.utf8.count > Self.searched {
      article.paragraphs.removeAll { $0.range.end > Self.searched }
      article.tables.removeAll { table in
        (table.cells.map(\.range) + [table.caption, table.source].compactMap { $0 }).contains { $0.end > Self.searched }
      }
      whole.warnings.append("findings are looked for in the first megabyte of the text alone: cut it into articles to have all")
    }
    guard let text = analyzer.analyzeEnglish(article.text, paragraphs: article.paragraphs) else {
      var article = whole
      article.warnings.append("the text is not English: no quotes, figures or officials are looked for")
      return RecordBuilder(article: article, explains: explains).record(officials: [], quotes: [], figures: [], periods: [])
    }
    article.paragraphs = text.paragraphs
    let officials = officialFinder.officials(in: text, article: article)
    let quotes = quoteFinder.quotes(in: text, article: article, officials: officials)
    let periods = explains ? figureFinder.periods(in: text, article: article) : []
    let figures = figureFinder.figures(in: text, article: article, quotes: quotes, officials: officials)
    let builder = RecordBuilder(article: whole, explains: explains)
    return builder.record(officials: officials, quotes: quotes, figures: figures, periods: periods)
  }
}
