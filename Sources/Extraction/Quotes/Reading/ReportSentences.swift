import Linguistics
import Record

extension AnalyzedText {
  /// The tokens of each sentence of a paragraph, where it is one in which reports are looked for.
  func reportSentences(paragraph number: Int) -> [Range<Int>] {
    guard ParagraphTagger.reads(paragraphs[number].kind), let first = paragraphTokens[number].first else { return [] }
    return sentences[sentence(of: first)...].prefix { $0.paragraph == number }.map(\.tokens)
  }

  /// Words and numbers among tokens.
  func wordCount(_ run: Range<Int>) -> Int { run.count { tokens[$0].kind == .word || tokens[$0].kind == .number } }
}
