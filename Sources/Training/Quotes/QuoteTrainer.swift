internal import Extraction
internal import Linguistics
package import Ranking
internal import Record

/// Trains the quote tagger on marked texts.
package struct QuoteTrainer: Sendable {
  /// The training settings of one model.
  package struct Settings: Sendable {
    package var epochs: Int
    package var rate: Float
    package var sparsity: Float
    package var decay: Float
    package var dropout: Float
    package var minimumCount: UInt32
    package var prune: Int16
    package var averaged: Int
  }

  /// The first pass.
  package var first = Settings(epochs: 7, rate: 0.2, sparsity: 0, decay: 1e-5, dropout: 0.3, minimumCount: 5, prune: 18, averaged: 4)
  /// The second pass.
  package var second = Settings(epochs: 7, rate: 0.2, sparsity: 0, decay: 1e-5, dropout: 0.3, minimumCount: 5, prune: 14, averaged: 4)
  /// The confidence model.
  package var third = Settings(epochs: 12, rate: 0.1, sparsity: 0, decay: 1e-4, dropout: 0.2, minimumCount: 8, prune: 0, averaged: 6)
  /// Into how many parts the texts are split, so that the second pass learns from first-pass results on unseen texts.
  package var folds = 4
  /// The seed of the random order.
  package var seed: UInt64 = 1
  /// The ranker that names the speakers while the confidence model is fitted; by default the embedded one.
  package var speakers: RankingModel?

  package init() {}

  struct Reading {
    var text: AnalyzedText
    var example: QuoteExample
    var quotes: [MarkedQuote] { example.quotes }
    var paragraphs: [(number: Int, sequence: TrainingSequence, readings: [WordReading])]
  }

  /// Trains the tagger and returns the bytes of its file.
  package func train(_ examples: [QuoteExample], progress: (String) -> Void = { _ in }) -> [UInt8] {
    var corpus = WordHash.seed
    var readings: [Reading] = []
    for example in examples {
      readings.append(read(example))
      for byte in example.text.utf8 { corpus = WordHash.step(corpus, byte) }
      for paragraph in readings[readings.count - 1].paragraphs {
        for label in paragraph.sequence.labels { corpus = WordHash.step(corpus, label) }
      }
    }
    var windows: [[TrainingSequence]] = []
    var firstTaggers: [ParagraphTagger] = []
    for fold in 0..<folds {
      let others = readings.indices.filter { $0 % folds != fold }.flatMap { readings[$0].paragraphs.map(\.sequence) }
      let model = trainer(first, labelCount: QuoteLabel.allCases.count, of: .paragraphs).train(
        others, featureSet: QuoteFeatures.revision, corpus: corpus)
      firstTaggers.append(ParagraphTagger(model))
      windows.append(readings.indices.filter { $0 % folds == fold }.flatMap { self.windows(readings[$0], firstTaggers[fold]) })
      progress("part \(fold + 1) of \(folds): \(windows[fold].count) windows")
    }
    let confidence = self.confidence(readings, windows, firstTaggers, corpus: corpus, progress: progress)
    let cues = trainer(second, labelCount: CueLabel.allCases.count, of: .cues).train(
      windows.flatMap(\.self), featureSet: CueFeatures.revision, corpus: corpus
    ) { epoch, loss in progress("cues, pass \(epoch): \(loss)") }
    let paragraphs = trainer(first, labelCount: QuoteLabel.allCases.count, of: .paragraphs).train(
      readings.flatMap { $0.paragraphs.map(\.sequence) }, featureSet: QuoteFeatures.revision, corpus: corpus
    ) { epoch, loss in progress("paragraphs, pass \(epoch): \(loss)") }
    progress("\(paragraphs.featureCount) and \(cues.featureCount) features")
    return QuoteModelFile.file(first: paragraphs.file, second: cues.file, confidence: confidence.file)
  }

  /// Fits the confidence model on the results of taggers that have not seen the text.
  private func confidence(
    _ readings: [Reading], _ windows: [[TrainingSequence]], _ firstTaggers: [ParagraphTagger], corpus: UInt64, progress: (String) -> Void
  ) -> SequenceModel {
    var found: [TrainingSequence] = []
    for fold in 0..<folds where readings.indices.contains(where: { $0 % folds == fold && readings[$0].example.hasSpeakers }) {
      let others = windows.indices.filter { $0 != fold }.flatMap { windows[$0] }
      let cues = trainer(second, labelCount: CueLabel.allCases.count, of: .cues).train(
        others, featureSet: CueFeatures.revision, corpus: corpus)
      let finder = QuoteFinder(
        tagger: QuoteTagger(first: firstTaggers[fold], second: CueTagger(cues)), speakers: speakers ?? SpeakerResolver.modelOfBuild)
      for index in readings.indices where index % folds == fold && readings[index].example.hasSpeakers {
        found += judged(readings[index], finder)
      }
    }
    let right = found.count { $0.labels == [1] }
    progress("\(found.count) utterances, \(right) right")
    var trainer = trainer(third, labelCount: QuoteConfidence.labelCount, of: .utterances)
    trainer.damping = 10
    return trainer.train(found, featureSet: QuoteConfidence.revision, corpus: corpus)
  }

  /// A text's utterances, labelled by whether the contents are right and the speaker is not clearly wrong.
  private func judged(_ reading: Reading, _ finder: QuoteFinder) -> [TrainingSequence] {
    let article = Article(
      id: "", text: reading.example.text, paragraphs: reading.example.paragraphs,
      provenance: Provenance(contentSHA256: "", mediaType: "text/plain", encoding: "utf-8"))
    let officials = OfficialFinder().officials(in: reading.text, article: article)
    let matcher = QuoteMatcher(text: reading.example.text, quotes: reading.quotes)
    let utterances = finder.utterances(in: reading.text, officials: officials)
    let units = utterances.map { matcher.units($0.findings).first }
    let known = units.indices.filter { units[$0] != nil }
    let partners = matcher.partners(known.compactMap { units[$0] })
    return zip(known, partners).map { index, partner in
      var rows = FeatureRows()
      utterances[index].signs.describe(into: &rows)
      let isRight = partner >= 0 && (units[index].map { !matcher.contradicts($0, partner) } ?? false)
      return TrainingSequence(features: rows, labels: [isRight ? 1 : 0])
    }
  }

  func read(_ example: QuoteExample) -> Reading {
    let text = Analyzer().analyze(example.text, paragraphs: example.paragraphs)
    let labels = QuoteLabeler(text: text).labels(example.quotes)
    var features = QuoteFeatures(text)
    var reading = Reading(text: text, example: example, paragraphs: [])
    for (number, run) in text.paragraphTokens.enumerated() where !run.isEmpty {
      guard ParagraphTagger.reads(text.paragraphs[number].kind) else { continue }
      var rows = FeatureRows()
      features.describe(paragraph: number, into: &rows)
      reading.paragraphs.append(
        (number, TrainingSequence(features: rows, labels: labels[run].map(\.rawValue)), features.paragraphReadings))
    }
    return reading
  }

  /// The windows of a text's possible cues, with the labels they should get.
  func windows(_ reading: Reading, _ tagger: ParagraphTagger) -> [TrainingSequence] {
    let text = reading.text
    let labeler = QuoteLabeler(text: text)
    let cues = reading.quotes.map(labeler.cueTokens)
    let features = CueFeatures(text: text)
    var decoder = SequenceDecoder(tagger.model)
    var windows: [TrainingSequence] = []
    for (number, sequence, readings) in reading.paragraphs {
      let run = text.paragraphTokens[number]
      let (paragraph, marginals) = tagger.tag(
        run, number: number, readings: readings, rows: sequence.features, decoder: &decoder, text: text)
      let candidates = CueTagger.candidates(paragraph.labels, marginals, run: run)
      let owners = candidates.map { candidate in
        cues.indices.map { (overlap: cues[$0].intersection(candidate).count, quote: $0) }.max {
          ($0.overlap, -$0.quote) < ($1.overlap, -$1.quote)
        }
      }
      for (index, cue) in candidates.enumerated() {
        let owner = owners[index].flatMap { $0.overlap > 0 ? $0 : nil }
        // Where two candidates share a cue, it belongs to the larger one.
        let rival = candidates.indices.contains { other in
          other != index && owners[other]?.quote == owner?.quote
            && (owners[other]?.overlap ?? 0, -other) > (owner?.overlap ?? 0, -index)
        }
        let window = CueWindow(cue: cue, paragraph: run, text: text)
        var rows = FeatureRows()
        features.describe(window, in: paragraph, into: &rows)
        let labels = labeler.labels(window, rival ? nil : owner.map { reading.quotes[$0.quote] })
        windows.append(TrainingSequence(features: rows, labels: labels.map(\.rawValue)))
      }
    }
    return windows
  }

  enum Pass {
    case paragraphs, cues, utterances
  }

  func trainer(_ settings: Settings, labelCount: Int, of pass: Pass) -> SequenceTrainer {
    var trainer = SequenceTrainer(labelCount: labelCount)
    trainer.epochs = settings.epochs
    trainer.rate = settings.rate
    trainer.sparsity = settings.sparsity
    trainer.decay = settings.decay
    trainer.dropout = settings.dropout
    trainer.minimumCount = settings.minimumCount
    trainer.prune = settings.prune
    trainer.averaged = settings.averaged
    trainer.seed = seed
    switch pass {
    case .paragraphs: (trainer.forbidden, trainer.forbiddenFirst) = (QuoteLabel.forbidden, QuoteLabel.forbiddenFirst)
    case .cues: (trainer.forbidden, trainer.forbiddenFirst) = (CueLabel.forbidden, CueLabel.forbiddenFirst)
    case .utterances: break
    }
    return trainer
  }
}
