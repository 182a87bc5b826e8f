internal import Knowledge
package import Linguistics
package import Ranking
package import Record

/// Finds who said what.
///
/// The tagger finds attributions paragraph by paragraph. Layouts that express an attribution by themselves (block quotes, transcripts) are
/// read by rule. Quotations that continue over several paragraphs are joined. Then the speakers are resolved in text order, because the
/// previous speaker helps to resolve a pronoun.
package struct QuoteFinder: Sendable {
  private let tagger: QuoteTagger?
  private let confidence: QuoteConfidence?
  private let speakers: RankingModel?

  /// The finder with the embedded models, loaded once per process; without models it finds nothing.
  private static let ofBuild: QuoteFinder = {
    guard let file = EmbeddedBytes(named: "quotes.bin"), file.count > 0 else { return QuoteFinder(tagger: nil, speakers: nil) }
    do throws(SequenceModelError) { return try QuoteFinder(QuoteModelFile(bytes: file.content)) } catch {
      preconditionFailure(error.description)
    }
  }()

  /// A finder with the embedded models.
  package init() { self = Self.ofBuild }

  /// A finder with the models of a file and a ranker of speakers, by default the embedded one.
  package init(model: [UInt8], speakers: RankingModel? = nil) throws(SequenceModelError) {
    try self.init(QuoteModelFile(bytes: ConstantBytes(model)), speakers: speakers)
  }

  private init(_ models: QuoteModelFile, speakers: RankingModel? = nil) throws(SequenceModelError) {
    tagger = try QuoteTagger(models)
    confidence = try QuoteConfidence(models)
    self.speakers = speakers ?? SpeakerResolver.modelOfBuild
  }

  /// A finder without a confidence model.
  package init(tagger: QuoteTagger?, speakers: RankingModel?) {
    self.tagger = tagger
    self.speakers = speakers
    confidence = nil
  }

  /// The quotes of a text, in text order.
  package func quotes(in text: AnalyzedText, article: Article, officials: [OfficialFinding]) -> [QuoteFinding] {
    let sieve = QuoteSieve(text: text)
    let findings = utterances(in: text, officials: officials, title: article.title, by: sieve).flatMap { utterance in
      utterance.isLaidOut ? utterance.findings : sieve.kept(utterance.findings)
    }
    return withoutOverlaps(findings.sorted { $0.range < $1.range })
  }

  /// The findings of each utterance with their evidence.
  package func utterances(in text: AnalyzedText, officials: [OfficialFinding], title: String? = nil) -> [FoundUtterance] {
    utterances(in: text, officials: officials, title: title, by: QuoteSieve(text: text))
  }

  private func utterances(
    in text: AnalyzedText, officials: [OfficialFinding], title: String?, by sieve: QuoteSieve
  ) -> [FoundUtterance] {
    let people = SurnameTable(text)
    let found = attributions(in: text, people, officials: officials, title: title)
    var resolver = SpeakerResolver(text, people: people, officials: officials, utterances: found, model: speakers)
    let builder = QuoteBuilder(text: text)
    var utterances: [FoundUtterance] = []
    for (number, utterance) in found.enumerated() {
      let speaker = resolver.speaker(of: utterance)
      guard let quote = sieve.sifted(utterance, speaker: speaker) else { continue }
      let signs = builder.signs(of: quote, speaker: speaker)
      // For layouts, and while the confidence model is being trained, the certainty of the contents is used instead.
      let chance = utterance.isLaidOut ? nil : confidence?.chance(signs)
      let findings = builder.findings(quote, speaker: speaker, group: number, confidence: chance ?? Double(signs.content))
      utterances.append(FoundUtterance(findings: findings, signs: signs, isLaidOut: utterance.isLaidOut))
    }
    return utterances
  }

  /// The utterances of a text before their speakers are resolved.
  package func attributions(in text: AnalyzedText, officials: [OfficialFinding] = [], title: String? = nil) -> [Attribution] {
    attributions(in: text, SurnameTable(text), officials: officials, title: title)
  }

  private func attributions(
    in text: AnalyzedText, _ people: SurnameTable, officials: [OfficialFinding], title: String?
  ) -> [Attribution] {
    guard let tagger else { return [] }
    let phrases = SubjectPhrases(text)
    let completer = SourceCompleter(text, phrases: phrases)
    let datelines = DatelineTrimmer(text)
    var paragraphs = tagger.attributions(in: text).map { completer.completed($0.map(datelines.trimmed)) }
    let according = AccordingReader(text: text, phrases: phrases)
    let forms = QuotationForms(text, phrases: phrases)
    let plain = PlainReports(text, phrases: phrases)
    let passive = PassiveReports(text, phrases: phrases)
    let nested = NestedReports(text, phrases: phrases)
    let rims = ContentRims(text, phrases: phrases)
    let reported = ReportedSentences(text, phrases: phrases)
    let opened = AsReports(text, phrases: phrases)
    let per = PerReader(text, phrases: phrases)
    let advice = AdviceReports(text, phrases: phrases)
    let misread = MisreadReports(text, phrases: phrases)
    let writer = WriterRims(text)
    for number in paragraphs.indices {
      if EditorialNote.opens(text.paragraphTokens[number], of: text) {
        paragraphs[number] = []
        continue
      }
      forms.read(number, &paragraphs[number])
      reported.read(number, &paragraphs[number])
      according.read(number, &paragraphs[number])
      per.read(number, &paragraphs[number])
      opened.read(number, &paragraphs[number])
      plain.read(number, &paragraphs[number])
      passive.read(number, &paragraphs[number])
      nested.read(number, &paragraphs[number])
      advice.read(number, &paragraphs[number])
      paragraphs[number] = writer.mended(rims.mended(misread.removed(from: paragraphs[number])))
    }
    let interviewees = IntervieweeFinder(text, officials: Set(officials.filter { $0.title != nil }.map(\.person)), title: title)
    LayoutReader(text: text, people: people, interviewees: interviewees).read(&paragraphs)
    let cutter = ContentCutter(text: text)
    return QuotationJoiner(text: text).joined(paragraphs.map { $0.map(datelines.trimmed) }).map(cutter.cut)
  }

  /// Removes overlaps: of two overlapping quotes the more confident one stays.
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

/// The findings of an utterance with their evidence.
package struct FoundUtterance {
  package var findings: [QuoteFinding]
  package var signs: QuoteSigns
  /// Whether the attribution comes from the layout.
  var isLaidOut: Bool
}
