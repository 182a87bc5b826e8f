internal import Linguistics
public import Record

/// Turns an article into its record: officials first (they identify the people), then quotes (which need people), then figures (which need
/// quotes and people).
public struct Extractor: Sendable {
  /// Whether findings include explanations, and the record its time expressions.
  public var explains: Bool
  private let analyzer = Analyzer()
  private let officialFinder = OfficialFinder()
  private let quoteFinder = QuoteFinder()
  private let figureFinder = FigureFinder()

  /// Makes an extractor. Tables and weights are loaded on first use, once per process.
  public init(explains: Bool = false) { self.explains = explains }

  /// How many bytes of a text are searched for findings. A longer text gets a warning in its record. The longest news articles have a tenth
  /// of this, and a page of many megabytes must not take minutes.
  static let searched = 1 << 20

  /// Everything found in an article. The result depends on the article alone. In a text that is not English nothing is looked for, and the
  /// record's article has a warning: the rules and weights only work for English. Paragraphs in another language within an English text are
  /// skipped as well.
  public func record(of article: Article) -> ArticleRecord {
    var whole = article
    var article = article
    article.paragraphs = ParagraphCutter.cut(article.paragraphs, of: article.text)
    if article.text.utf8.count > Self.searched {
      article.paragraphs.removeAll { $0.range.end > Self.searched }
      article.tables.removeAll { table in
        (table.cells.map(\.range) + [table.caption, table.source].compactMap { $0 }).contains { $0.end > Self.searched }
      }
      whole.warnings.append("only the first megabyte of the text was searched for findings: split it into articles to search all of it")
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
