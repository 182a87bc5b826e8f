package import Linguistics
package import Record

/// Finds the numbers that say something.
package struct FigureFinder: Sendable {
  package init() {}

  /// The time expressions of a text, in order of place, resolved against the article's publication date.
  package func periods(in text: AnalyzedText, article: Article) -> [PeriodFinding] { [] }

  /// The figures of a text, in order of place.
  package func figures(
    in text: AnalyzedText, article: Article, periods: [PeriodFinding], quotes: [QuoteFinding], officials: [OfficialFinding]
  ) -> [FigureFinding] { [] }
}
