package import Linguistics
internal import Ranking
internal import Record

/// Finds attributions in two passes: the first labels whole paragraphs, the second decides for each possible cue what belongs to it.
package struct QuoteTagger: Sendable {
  private let first: ParagraphTagger
  private let second: CueTagger
  private let claims: RankingModel?

  /// Reads the taggers' models from a file.
  init(_ models: QuoteModelFile) throws(SequenceModelError) {
    first = ParagraphTagger(
      try SequenceModel(file: models.first, named: "quotes.bin (paragraphs)", featureSet: QuoteFeatures.revision))
    second = CueTagger(try SequenceModel(file: models.second, named: "quotes.bin (cues)", featureSet: CueFeatures.revision))
    claims = ClaimChooser.modelOfBuild
  }

  /// Makes a tagger of two models and the embedded ranker of claims.
  package init(first: ParagraphTagger, second: CueTagger) {
    self.first = first
    self.second = second
    claims = ClaimChooser.modelOfBuild
  }

  /// The attributions of a text, one list per paragraph.
  func attributions(in text: AnalyzedText) -> [[Attribution]] {
    paragraphs(of: text) { AttributionResolver(text: text, claims: claims).attributions($0, tagged: $1, number: $2) }
  }

  /// The groups of reports of a text that claim the same words, for training.
  package func conflicts(in text: AnalyzedText) -> [ClaimGroup] {
    paragraphs(of: text) { findings, tagged, _ in AttributionResolver(text: text, claims: nil).conflicts(findings, tagged: tagged) }
      .flatMap(\.self)
  }

  /// Reads each paragraph; one without text gives nothing.
  private func paragraphs<Result>(
    of text: AnalyzedText, _ read: ([CueFinding], TaggedParagraph, Int) -> [Result]
  ) -> [[Result]] {
    var features = QuoteFeatures(text)
    let cueFeatures = CueFeatures(text: text)
    var rows = FeatureRows()
    var decoder = SequenceDecoder(first.model)
    var cueDecoder = second.decoder()
    return text.paragraphTokens.indices.map { number in
      let run = text.paragraphTokens[number]
      if run.isEmpty || !ParagraphTagger.reads(text.paragraphs[number].kind) || EditorialNote.opens(run, of: text) { return [] }
      features.describe(paragraph: number, into: &rows)
      let (paragraph, marginals) = first.tag(
        run, number: number, readings: features.paragraphReadings, rows: rows, decoder: &decoder, text: text)
      var findings: [CueFinding] = []
      for cue in CueTagger.candidates(paragraph.labels, marginals, run: run) {
        let window = CueWindow(cue: cue, paragraph: run, text: text)
        cueFeatures.describe(window, in: paragraph, into: &rows)
        if let finding = second.finding(window, rows: rows, decoder: &cueDecoder, text: text) { findings.append(finding) }
      }
      return read(findings, paragraph, number)
    }
  }
}
