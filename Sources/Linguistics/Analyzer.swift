package import Record

/// Reads a text: the one door to linguistics.
package struct Analyzer: Sendable {
  package init() {}

  /// Tokens, sentences, quotation state, tags, names and people of a text.
  /// - Parameters:
  ///   - text: the article's text.
  ///   - paragraphs: its paragraphs, in byte offsets.
  package func analyze(_ text: String, paragraphs: [Paragraph]) -> AnalyzedText {
    AnalyzedText(bytes: Array(text.utf8), paragraphs: paragraphs)
  }
}
