package import Linguistics
package import Record

/// Finds who said what.
///
/// The tagger gives attributions paragraph by paragraph; layouts that carry an attribution by themselves (block quotes, transcripts)
/// are read by rule; quotations that go on over paragraphs are joined; then each speaker is named, in the order of the text, since
/// who spoke last tells whom a pronoun means.
package struct QuoteFinder: Sendable {
  private let tagger: QuoteTagger?

  package init() { tagger = QuoteTagger.shared }

  /// A finder with the tagger of a model file.
  package init(model: [UInt8]) throws(SequenceModelError) { tagger = try QuoteTagger(file: model) }

  /// The quotes of a text, in order of place.
  package func quotes(in text: AnalyzedText, article: Article, officials: [OfficialFinding]) -> [QuoteFinding] {
    guard let tagger else { return [] }
    let completer = SourceCompleter(text)
    let datelines = DatelineTrimmer(text)
    var paragraphs = tagger.attributions(in: text).map { completer.completed($0.map(datelines.trimmed)) }
    LayoutReader(text: text).read(&paragraphs)
    let utterances = QuotationJoiner(text: text).joined(paragraphs)
    var speakers = UtteranceSpeakers(text, officials: officials)
    let builder = QuoteBuilder(text: text)
    var findings: [QuoteFinding] = []
    let sieve = QuoteSieve(text: text)
    for (number, utterance) in utterances.enumerated() {
      let speaker = speakers.speaker(of: utterance)
      if let quote = sieve.sifted(utterance, speaker: speaker) {
        findings += builder.findings(quote, speaker: speaker, group: number).filter(sieve.keeps)
      }
    }
    return withoutOverlaps(findings.sorted { $0.range < $1.range })
  }

  /// Quotes of one text never overlap: of two that do, the surer stays.
  private func withoutOverlaps(_ findings: [QuoteFinding]) -> [QuoteFinding] {
    var kept: [QuoteFinding] = []
    for finding in findings {
      while let last = kept.last, last.range.overlaps(finding.range), last.confidence < finding.confidence { kept.removeLast() }
      if let last = kept.last, last.range.overlaps(finding.range) { continue }
      kept.append(finding)
    }
    return kept
  }
}
