internal import Knowledge
internal import Linguistics
internal import Record

/// Finds attributions: a first look labels whole paragraphs, a second one asks for each possible cue what belongs to it.
struct QuoteTagger: Sendable {
  private let first: ParagraphTagger
  private let second: CueTagger

  /// The tagger of the build.
  static let shared: QuoteTagger? = {
    guard let file = EmbeddedBytes(named: "quotes.bin"), file.count > 0 else { return nil }
    do throws(SequenceModelError) { return try QuoteTagger(file: file.bytes) } catch { preconditionFailure(error.description) }
  }()

  /// Reads the two models of a file.
  init(file: [UInt8]) throws(SequenceModelError) {
    let models = try QuoteModelFile(bytes: file)
    first = ParagraphTagger(
      try SequenceModel(file: models.first, named: "quotes.bin (paragraphs)", featureSet: QuoteFeatures.revision))
    second = CueTagger(try SequenceModel(file: models.second, named: "quotes.bin (cues)", featureSet: CueFeatures.revision))
  }

  /// The attributions of a text; a list for each paragraph.
  func attributions(in text: AnalyzedText) -> [[Attribution]] {
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
      return AttributionResolver(text: text).attributions(findings, tagged: paragraph, number: number)
    }
  }
}

/// The file of the tagger's two models: the first one's length in four bytes, then both.
struct QuoteModelFile {
  var first: [UInt8]
  var second: [UInt8]

  init(first: [UInt8], second: [UInt8]) {
    self.first = first
    self.second = second
  }

  init(bytes: [UInt8]) throws(SequenceModelError) {
    var length = 0
    for index in 0..<4 where index < bytes.count { length |= Int(bytes[index]) << (8 * index) }
    guard bytes.count >= 4, length <= bytes.count - 4 else { throw SequenceModelError(description: "quotes.bin is cut off.") }
    first = Array(bytes[4..<4 + length])
    second = Array(bytes[(4 + length)...])
  }

  var bytes: [UInt8] { (0..<4).map { UInt8(truncatingIfNeeded: first.count >> (8 * $0)) } + first + second }
}
