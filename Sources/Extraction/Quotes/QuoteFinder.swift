package import Linguistics
package import Record

/// Finds who said what.
package struct QuoteFinder: Sendable {
  package init() {}

  /// The quotes of a text, in order of place.
  package func quotes(in text: AnalyzedText, article: Article, officials: [OfficialFinding]) -> [QuoteFinding] { [] }
}
