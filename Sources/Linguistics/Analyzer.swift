package import Record

/// Reads a text: the one door to linguistics.
package struct Analyzer: Sendable {
  package init() {}

  /// Tokens, sentences, quotation state, tags, names and people of a text.
  /// - Parameters:
  ///   - text: the article's text.
  ///   - paragraphs: its paragraphs, in byte offsets.
  package func analyze(_ text: String, paragraphs: [Paragraph]) -> AnalyzedText {
    completed(read(Array(text.utf8), paragraphs: paragraphs))
  }

  /// As ``analyze(_:paragraphs:)`` for the English paragraphs alone, which the result's `paragraphs` tell; `nil` where the text as a whole is
  /// not English.
  package func analyzeEnglish(_ text: String, paragraphs: [Paragraph]) -> AnalyzedText? {
    let text = read(Array(text.utf8), paragraphs: paragraphs)
    let test = EnglishTest.standard
    guard test.isEnglish(text) else { return nil }
    let isForeign = text.paragraphTokens.map { test.isForeign($0, of: text) }
    guard isForeign.contains(true) else { return completed(text) }
    // Read again, since a quotation may be open from one paragraph to the next.
    return completed(read(text.bytes, paragraphs: zip(paragraphs, isForeign).filter { !$0.1 }.map(\.0)))
  }

  /// All passes behind the first.
  private func completed(_ text: AnalyzedText) -> AnalyzedText {
    var text = text
    PartOfSpeechTagger.shared?.tag(&text)
    NameReader.read(&text)
    return text
  }

  /// The first two passes: tokens, sentences, quotation state, and parts of speech.
  package func tagged(_ bytes: [UInt8], paragraphs: [Paragraph]) -> AnalyzedText {
    var text = read(bytes, paragraphs: paragraphs)
    PartOfSpeechTagger.shared?.tag(&text)
    return text
  }

  /// The first pass alone: tokens, sentences and quotation state.
  package func read(_ bytes: [UInt8], paragraphs: [Paragraph]) -> AnalyzedText {
    var tokenizer = Tokenizer(bytes)
    var paragraphTokens: [Range<Int>] = []
    var paragraphMarks: [Range<Int>] = []
    paragraphTokens.reserveCapacity(paragraphs.count)
    for paragraph in paragraphs {
      let firstMark = tokenizer.marks.count
      paragraphTokens.append(tokenizer.read(paragraph.range))
      paragraphMarks.append(firstMark..<tokenizer.marks.count)
    }
    var tokens = tokenizer.tokens
    var quotations = QuotationReader(bytes)
    var sentences: [Sentence] = []
    let splitter = SentenceSplitter(bytes: bytes)
    for (number, run) in paragraphTokens.enumerated() {
      quotations.read(run, marks: tokenizer.marks[paragraphMarks[number]], tokens: &tokens)
      splitter.split(run, number: number, tokens: &tokens, into: &sentences)
    }
    return AnalyzedText(
      bytes: bytes, paragraphs: paragraphs, tokens: tokens, paragraphTokens: paragraphTokens, sentences: sentences,
      quotations: quotations.quotations)
  }
}
