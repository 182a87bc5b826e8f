package import Record

/// Analyses a text; the entry point of this module.
package struct Analyzer: Sendable {
  package init() {}

  /// Analyses a text: tokens, sentences, quotations, tags, names and people.
  /// - Parameters:
  ///   - text: the article's text.
  ///   - paragraphs: its paragraphs, in byte offsets.
  package func analyze(_ text: String, paragraphs: [Paragraph]) -> AnalyzedText {
    completed(read(Array(text.utf8), paragraphs: paragraphs))
  }

  /// Like ``analyze(_:paragraphs:)``, but only for the English paragraphs, which the result lists in `paragraphs`; `nil` where the text as
  /// a whole is not English.
  package func analyzeEnglish(_ text: String, paragraphs: [Paragraph]) -> AnalyzedText? {
    let text = read(Array(text.utf8), paragraphs: paragraphs)
    let test = EnglishTest.standard
    guard test.isEnglish(text) else { return nil }
    let isForeign = text.paragraphTokens.map { test.isForeign($0, of: text) }
    guard isForeign.contains(true) else { return completed(text) }
    // Read again, because a quotation may continue from one paragraph to the next.
    return completed(read(text.bytes, paragraphs: zip(paragraphs, isForeign).filter { !$0.1 }.map(\.0)))
  }

  /// Runs all passes after the first.
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

  /// The first pass only: tokens, sentences and quotations.
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
