import Linguistics
import Record

extension AnalyzedText {
  /// The token ranges of a paragraph's sentences, if reports are searched for in paragraphs of its kind.
  func reportSentences(paragraph number: Int) -> [Range<Int>] {
    guard ParagraphTagger.reads(paragraphs[number].kind), let first = paragraphTokens[number].first else { return [] }
    return sentences[sentence(of: first)...].prefix { $0.paragraph == number }.map(\.tokens)
  }

  /// The number of words and numbers in a token range.
  func wordCount(_ run: Range<Int>) -> Int { run.count { tokens[$0].kind == .word || tokens[$0].kind == .number } }
}
