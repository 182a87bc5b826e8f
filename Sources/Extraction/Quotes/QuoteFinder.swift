internal import Knowledge
package import Linguistics
package import Ranking
package import Record

/// Finds who said what.
///
/// The tagger gives attributions paragraph by paragraph; layouts that carry an attribution by themselves (block quotes, transcripts)
/// are read by rule; quotations that go on over paragraphs are joined; then each speaker is named, in the order of the text, since
/// who spoke last tells whom a pronoun means.
package struct QuoteFinder: Sendable {
  private let tagger: QuoteTagger?
  private let confidence: QuoteConfidence?
  private let speakers: RankingModel?

  /// The one with the models of the build, read once a process; it finds nothing while there are none.
  private static let ofBuild: QuoteFinder = {
    guard let file = EmbeddedBytes(named: "quotes.bin"), file.count > 0 else { return QuoteFinder(tagger: nil, speakers: nil) }
    do throws(SequenceModelError) { return try QuoteFinder(QuoteModelFile(bytes: file.content)) } catch {
      preconditionFailure(error.description)
    }
  }()

  /// A finder with the models of the build.
  package init() { self = Self.ofBuild }

  /// A finder with the models of a file, and a ranker of speakers: the build's, unless another is given.
  package init(model: [UInt8], speakers: RankingModel? = nil) throws(SequenceModelError) {
    try self.init(QuoteModelFile(bytes: ConstantBytes(model)), speakers: speakers)
  }

  private init(_ models: QuoteModelFile, speakers: RankingModel? = nil) throws(SequenceModelError) {
    tagger = try QuoteTagger(models)
    confidence = try QuoteConfidence(models)
    self.speakers = speakers ?? SpeakerResolver.modelOfBuild
  }

  /// A finder that does not know yet how far it can be trusted.
  init(tagger: QuoteTagger?, speakers: RankingModel?) {
    self.tagger = tagger
    self.speakers = speakers
    confidence = nil
  }

  /// The quotes of a text, in order of place.
  package func quotes(in text: AnalyzedText, article: Article, officials: [OfficialFinding]) -> [QuoteFinding] {
    let sieve = QuoteSieve(text: text)
    let findings = utterances(in: text, officials: officials).flatMap { utterance in
      utterance.isLaidOut ? utterance.findings : sieve.kept(utterance.findings)
    }
    return withoutOverlaps(findings.sorted { $0.range < $1.range })
  }

  /// What was found for each utterance, and what speaks for it.
  func utterances(in text: AnalyzedText, officials: [OfficialFinding]) -> [FoundUtterance] {
    let found = attributions(in: text)
    var resolver = SpeakerResolver(text, officials: officials, utterances: found, model: speakers)
    let builder = QuoteBuilder(text: text)
    let sieve = QuoteSieve(text: text)
    var utterances: [FoundUtterance] = []
    for (number, utterance) in found.enumerated() {
      let speaker = resolver.speaker(of: utterance)
      guard let quote = sieve.sifted(utterance, speaker: speaker) else { continue }
      let signs = builder.signs(of: quote, speaker: speaker)
      // Of layouts, and while the model is trained, the certainty of the contents must do.
      let chance = utterance.isLaidOut ? nil : confidence?.chance(signs)
      let findings = builder.findings(quote, speaker: speaker, group: number, confidence: chance ?? Double(signs.content))
      utterances.append(FoundUtterance(findings: findings, signs: signs, isLaidOut: utterance.isLaidOut))
    }
    return utterances
  }

  /// The utterances of a text before their speakers are named.
  func attributions(in text: AnalyzedText) -> [Attribution] {
    guard let tagger else { return [] }
    let phrases = SubjectPhrases(text)
    let completer = SourceCompleter(text, phrases: phrases)
    let datelines = DatelineTrimmer(text)
    var paragraphs = tagger.attributions(in: text).map { completer.completed($0.map(datelines.trimmed)) }
    let according = AccordingReader(text: text, phrases: phrases)
    let forms = QuotationForms(text, phrases: phrases)
    let plain = PlainReports(text, phrases: phrases)
    let rims = ContentRims(text, phrases: phrases)
    let reported = ReportedSentences(text, phrases: phrases)
    for number in paragraphs.indices {
      forms.read(number, &paragraphs[number])
      reported.read(number, &paragraphs[number])
      according.read(number, &paragraphs[number])
      plain.read(number, &paragraphs[number])
      paragraphs[number] = rims.mended(paragraphs[number])
    }
    LayoutReader(text: text).read(&paragraphs)
    let cutter = ContentCutter(text: text)
    return QuotationJoiner(text: text).joined(paragraphs.map { $0.map(datelines.trimmed) }).map(cutter.cut)
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

/// What was found for an utterance, and what speaks for it.
struct FoundUtterance {
  var findings: [QuoteFinding]
  var signs: QuoteSigns
  /// Whether the layout told it.
  var isLaidOut: Bool
}
