internal import FullText
internal import Linkage
internal import Platform
public import Record

/// An article prepared for the index.
///
/// All the work that needs no index is done here (words, ids, compression, checks of spans), so that several threads can prepare entries
/// while one writes.
public struct IndexEntry: Sendable {
  /// The record.
  public let record: ArticleRecord
  /// The page's bytes, compressed.
  let page: [UInt8]?
  /// A number that identifies the page, so that it is recognized when it comes again.
  let pageKey: UInt64?
  /// The text's bytes.
  let text: [UInt8]
  /// Code points of the text.
  let length: Int
  /// The words of the documents, numbered.
  let words: WordNumbering
  let documents: [PreparedDocument]
  /// The documents' runs of words, and those words' numbers.
  let runs: [WordRun]
  let occurrences: [UInt32]
  let content: Int64
  let findings: Int64
  /// 40 bits of the article id's digest, at the position they have in ``DocValues/tie``.
  let tie: UInt64
  let time: Int64
  /// The sketch by which copies of the text are found.
  private(set) var sketch: ArticleSketch

  /// The most findings of one kind that an article can have.
  static let mostFindings = 1 << 24

  /// Prepares a record and, for the archive, its page as ingested (`nil` keeps none).
  ///
  /// `pageKey` is a number by which the page is recognized before it is read (see ``SearchIndex/pageKeys(rules:archived:)``).
  ///
  /// Throws ``IndexError/invalidRecord(article:detail:)`` if a span is not in the text.
  public init(_ record: ArticleRecord, page: [UInt8]? = nil, pageKey: UInt64? = nil) throws(IndexError) {
    self.record = record
    self.pageKey = pageKey
    let article = record.article
    let bytes = Array(article.text.utf8)
    let places = TextPlaces(bytes)
    if let detail = RecordSoundness.problem(record, places) { throw .invalidRecord(article: article.id, detail: detail) }
    self.page = page.map { Deflate.compress($0, level: 6) }
    text = bytes
    length = places.length
    var preparation = DocumentPreparation(record: record, places: places)
    documents = preparation.documents()
    runs = preparation.runs
    occurrences = preparation.occurrences
    words = preparation.reader.table
    content = RecordFingerprint.content(article)
    findings = RecordFingerprint.findings(record)
    tie = Self.tie(article: article.id)
    time = PublicationTime.seconds(article.published)
    sketch = ArticleSketch(article)
  }

  /// The entry without the data that links it to other articles, to measure what linking costs.
  package func unlinked() -> IndexEntry {
    var entry = self
    entry.sketch = ArticleSketch(text: "")
    return entry
  }

  /// How often each word occurs in each field of a document.
  func counts(of document: PreparedDocument) -> [(field: TermField, counts: [UInt32: UInt32])] {
    var fields: [(field: TermField, counts: [UInt32: UInt32])] = []
    for run in runs[document.runs] {
      let place = fields.firstIndex { $0.field == run.field } ?? fields.count
      if place == fields.count { fields.append((run.field, [:])) }
      for word in occurrences[run.words] { fields[place].counts[word, default: 0] += 1 }
    }
    return fields
  }

  /// The part of ``DocValues/tie`` that comes from an article's id.
  static func tie(article id: String) -> UInt64 { Digest.sha256Prefix(Array(id.utf8)) & ~0xFF_FFFF }
}

/// What must be true of a record so that it can be stored and read back unchanged.
enum RecordSoundness {
  /// The first thing wrong with a record; `nil` if it is sound.
  static func problem(_ record: ArticleRecord, _ places: TextPlaces) -> String? {
    func span(_ span: TextSpan?, _ what: String) -> String? {
      guard let span, !places.holds(span) else { return nil }
      return "the \(what) at \(span.start) does not stand in the text"
    }
    if record.article.id.isEmpty { return "it has no id" }
    for paragraph in record.article.paragraphs
    where paragraph.range.start < 0 || paragraph.range.end > places.bytes.count || paragraph.range.start > paragraph.range.end {
      return "a paragraph lies outside the text"
    }
    let officials = Set(record.officials.map(\.id))
    for (index, quote) in record.quotes.enumerated() {
      if let problem = span(quote.span, "quote") ?? span(quote.cue, "cue") ?? span(quote.speakerMention, "speaker's mention") {
        return problem
      }
      if number(quote.id, "q") == nil { return "quote \(index + 1) has no number" }
      if let group = quote.group, number(group, "g") == nil { return "the group of \(quote.id) has no number" }
      if let official = quote.official, !officials.contains(official) { return "\(quote.id) names an official that is not there" }
    }
    for (index, figure) in record.figures.enumerated() {
      if let problem = span(figure.span, "figure") { return problem }
      if number(figure.id, "f") == nil { return "figure \(index + 1) has no number" }
      if let quote = figure.quote, number(quote, "q") == nil { return "\(figure.id) names no quote" }
      if !figure.value.isFinite { return "\(figure.id) has no value" }
    }
    for (index, official) in record.officials.enumerated() {
      if number(official.id, "o") == nil { return "official \(index + 1) has no number" }
      if let problem = span(official.titleSpan, "title") ?? official.mentions.lazy.compactMap({ span($0, "mention") }).first {
        return problem
      }
    }
    if max(record.quotes.count, record.figures.count, record.officials.count) >= IndexEntry.mostFindings {
      return "it has more than \(IndexEntry.mostFindings) findings of a kind"
    }
    return nil
  }

  /// The number in an id such as `q12`; `nil` if it is not an id.
  static func number(_ id: String, _ letter: String) -> Int? {
    guard id.hasPrefix(letter), let number = Int(id.dropFirst()), number >= 0, "\(letter)\(number)" == id else { return nil }
    return number
  }
}
