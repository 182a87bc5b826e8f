internal import FullText
internal import Record

/// Makes the full-text documents of a record: one for each finding, one for the article.
struct DocumentPreparation {
  let record: ArticleRecord
  let places: TextPlaces
  private(set) var reader: DocumentWordReader
  private(set) var runs: [WordRun] = []
  private(set) var occurrences: [UInt32] = []
  /// Where the present document's runs begin.
  private var start = 0

  init(record: ArticleRecord, places: TextPlaces) {
    self.record = record
    self.places = places
    reader = DocumentWordReader(places.bytes)
  }

  mutating func documents() -> [PreparedDocument] {
    let id = record.article.id
    let officials = Dictionary(record.officials.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    var documents: [PreparedDocument] = []
    documents.reserveCapacity(record.quotes.count + record.figures.count + record.officials.count + 1)

    let quoteIDs = FindingID.numbers(article: id, kind: .quote, words: record.quotes.map(\.span.text))
    for (ordinal, quote) in record.quotes.enumerated() {
      var document = PreparedDocument(kind: .quote, ordinal: ordinal, publicID: quoteIDs[ordinal])
      add(quote.span, of: &document)
      let official = quote.official.flatMap { officials[$0] }
      document.speaker = quote.speaker.map(NameComposition.composed)
      document.organization = (official?.organization ?? quote.speakerBody(in: record.article.text)).map(NameComposition.composed)
      document.confidence = Certainty(quote.confidence)
      document.partConfidence[.speaker] = Certainty(quote.speakerConfidence, isThere: quote.speaker != nil)
      document.kindNumber = Self.number(quote.kind)
      document.typeNumber = Self.number(quote.type)
      add(document.speaker ?? quote.unnamedSpeaker.map(NameComposition.composed), to: .speaker, of: &document)
      add(official?.name, to: .name, of: &document)
      add(document.organization, to: .organization, of: &document)
      add(official?.title, to: .title, of: &document)
      add(quote.cue?.text, to: .cue, of: &document)
      documents.append(finished(document))
    }

    let sentences = record.figures.isEmpty ? nil : SentenceBounds(places.bytes, paragraphs: record.article.paragraphs)
    let figureIDs = FindingID.numbers(article: id, kind: .figure, words: record.figures.map(\.span.text))
    for (ordinal, figure) in record.figures.enumerated() {
      var document = PreparedDocument(kind: .figure, ordinal: ordinal, publicID: figureIDs[ordinal])
      add(figure.span, of: &document)
      // Added twice, so that a word of the concept weighs more than one of the sentence or headline.
      for _ in 0..<2 { add(figure.concept, to: .text, of: &document) }
      addSentence(around: figure.span, sentences, of: &document)
      add(record.article.title, to: .text, of: &document)
      add(figure.concept, to: .concept, of: &document)
      add(figure.attributedTo, to: .speaker, of: &document)
      document.speaker = figure.attributedTo.map(NameComposition.composed)
      document.confidence = Certainty(figure.confidence)
      document.partConfidence = [
        .speaker: Certainty(figure.attributedToConfidence, isThere: figure.attributedTo != nil),
        .concept: Certainty(figure.conceptConfidence, isThere: figure.concept != nil),
        .period: Certainty(figure.periodConfidence, isThere: figure.period != nil),
      ]
      document.unit = figure.unit
      document.kindNumber = figure.unitKind.map(Self.number) ?? 0
      document.low = figure.value
      document.high = figure.valueHigh ?? figure.value
      documents.append(finished(document))
    }

    let officialIDs = FindingID.numbers(article: id, kind: .official, words: record.officials.map(\.name))
    for (ordinal, official) in record.officials.enumerated() {
      var document = PreparedDocument(kind: .official, ordinal: ordinal, publicID: officialIDs[ordinal])
      for text in [official.name, official.title, official.organization] { add(text, to: .text, of: &document) }
      add(official.name, to: .name, of: &document)
      add(official.organization, to: .organization, of: &document)
      add(official.title, to: .title, of: &document)
      document.speaker = NameComposition.composed(official.name)
      document.organization = official.organization.map(NameComposition.composed)
      document.confidence = Certainty(official.confidence)
      document.partConfidence[.organization] = Certainty(official.organizationConfidence, isThere: official.organization != nil)
      document.kindNumber = official.sector.map(Self.number) ?? 0
      documents.append(finished(document))
    }
    documents.append(finished(article()))
    return documents
  }

  private mutating func article() -> PreparedDocument {
    var document = PreparedDocument(kind: .article, ordinal: 0, publicID: 0)
    add(reader.numbers[...], to: .text, of: &document)
    add(record.article.title, to: .text, of: &document)
    add(record.article.title, to: .headline, of: &document)
    for speaker in distinct(record.quotes.map(\.speaker)) { add(speaker, to: .speaker, of: &document) }
    for name in distinct(record.officials.map(\.name)) { add(name, to: .name, of: &document) }
    for organization in distinct(record.officials.map(\.organization)) { add(organization, to: .organization, of: &document) }
    for title in distinct(record.officials.map(\.title)) { add(title, to: .title, of: &document) }
    return document
  }

  private func distinct(_ texts: [String?]) -> [String] {
    var seen: Set<String> = []
    return texts.compactMap { $0 }.filter { seen.insert($0).inserted }
  }

  private mutating func finished(_ document: PreparedDocument) -> PreparedDocument {
    var document = document
    document.runs = start..<runs.count
    start = runs.count
    return document
  }

  private mutating func add(_ span: TextSpan, of document: inout PreparedDocument) {
    if let range = places.range(span.start, span.end), let words = reader.words(in: range) {
      add(reader.numbers[words], to: .text, of: &document)
    } else {
      add(span.text, to: .text, of: &document)
    }
  }

  /// Adds the words of the sentence around a finding, without those of the finding itself.
  private mutating func addSentence(around span: TextSpan, _ sentences: SentenceBounds?, of document: inout PreparedDocument) {
    guard let sentences, let range = places.range(span.start, span.end) else { return }
    let sentence = sentences.stretch(around: range)
    for part in [ByteRange(sentence.start, range.start), ByteRange(range.end, sentence.end)] where !part.isEmpty {
      if let words = reader.words(in: part) { add(reader.numbers[words], to: .text, of: &document) }
    }
  }

  private mutating func add(_ text: String?, to field: TermField, of document: inout PreparedDocument) {
    if let text { add(reader.words(of: text)[...], to: field, of: &document) }
  }

  /// Adds words to a field. A second run of the same field is placed so far after the first that no phrase spans both.
  private mutating func add(_ words: ArraySlice<UInt32>, to field: TermField, of document: inout PreparedDocument) {
    guard !words.isEmpty else { return }
    if field == .text { document.length += words.count }
    let before = runs[start...].last { $0.field == field }
    let position = before.map { $0.position + UInt32($0.words.count) - 1 + Self.gap } ?? 0
    runs.append(WordRun(field: field, words: occurrences.count..<occurrences.count + words.count, position: position))
    occurrences.append(contentsOf: words)
  }
  static let gap: UInt32 = 1_100

  /// The position of a case in its list, from 1.
  static func number<Case: CaseIterable & Equatable>(_ value: Case) -> UInt8 {
    UInt8((Array(Case.allCases).firstIndex(of: value) ?? -1) + 1)
  }
}
