internal import Aggregation
internal import Foundation
internal import FullText
internal import Record

/// An index that reads every document for every query: slow, but simple enough to be right. The answers of the real index are compared with
/// it.
final class NaiveIndex {
  /// A word and its stem, which is computed once.
  struct Word: Hashable {
    var bytes: [UInt8]
    var stem: [UInt8]

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
      stem = EnglishStemmer.stem(bytes)
    }
  }

  /// A finding or an article with its words.
  struct Document {
    var id: String
    /// The words of each field that queries can name.
    var fields: [QueryField: [[Word]]] = [:]
    /// The words that bare words are compared with, in runs that no phrase spans.
    var text: [[Word]] = []
    var kind: String?
    var type: AttributionType?
    var time: Int64
    /// A figure's value.
    var value: Double?
    /// The value of each facet; those without one have no entry.
    var labels: [Label: String] = [:]
    var length: Int { text.reduce(0) { $0 + $1.count } }
  }

  /// What facets count by.
  enum Label: CaseIterable {
    case speaker
    case organization
    case outlet
    case month
    case kind
    case unit
  }

  private var articles: [String: ArticleRecord] = [:]
  private var known: [[UInt8]: Word] = [:]
  /// For each kind of finding, the ranking over all documents; computed again after a change.
  private var rankings: [FindingKind: Ranking] = [:]

  func add(_ record: ArticleRecord) {
    articles[record.article.id] = record
    rankings = [:]
  }
  func remove(_ id: String) {
    articles[id] = nil
    rankings = [:]
  }

  private func ranking(_ kind: FindingKind) -> Ranking {
    if let known = rankings[kind] { return known }
    let made = Ranking(articles.values.flatMap { documents(kind, of: $0) })
    rankings[kind] = made
    return made
  }

  private func documents(_ kind: FindingKind, of record: ArticleRecord) -> [Document] {
    switch kind {
    case .quote: quotes(of: record)
    case .figure: figures(of: record)
    case .official: officials(of: record)
    case .article: [article(record)]
    }
  }

  private func words(_ text: String?) -> [Word] {
    guard let text else { return [] }
    return FoldedWords(text).all.map { bytes in
      if let word = known[bytes] { return word }
      let word = Word(bytes)
      known[bytes] = word
      return word
    }
  }
  private static func time(_ article: Article) -> Int64 { PublicationTime.seconds(article.published) }

  private func quotes(of record: ArticleRecord) -> [Document] {
    var seen: [String: Int] = [:]
    return record.quotes.map { quote in
      let nth = (seen[quote.span.text] ?? 0) + 1
      seen[quote.span.text] = nth
      let official = record.officials.first { $0.id == quote.official }
      var document = Document(
        id: FindingID.of(article: record.article.id, kind: .quote, words: quote.span.text, nth: nth), time: Self.time(record.article))
      document.text = [words(quote.span.text)]
      document.fields[.speaker] = [words(quote.speaker ?? quote.unnamedSpeaker)]
      document.fields[.organization] = [words(official?.organization ?? quote.speakerBody(in: record.article.text))]
      document.fields[.official] = [words(official?.name)]
      document.fields[.title] = [words(official?.title)]
      document.fields[.outlet] = [words(record.article.site)]
      document.fields[.headline] = [words(record.article.title)]
      document.kind = quote.kind.rawValue
      document.type = quote.type
      label(
        &document, record, speaker: quote.speaker, organization: official?.organization ?? quote.speakerBody, kind: quote.kind.rawValue)
      return document
    }
  }

  /// The figures of an article in which each paragraph is one sentence, as those of ``ZipfNews`` are.
  private func figures(of record: ArticleRecord) -> [Document] {
    let text = Array(record.article.text.utf8)
    return record.figures.map { figure in
      var document = Document(
        id: FindingID.of(article: record.article.id, kind: .figure, words: figure.span.text, nth: 1), time: Self.time(record.article))
      let (start, end) = (figure.span.start, figure.span.end)
      let sentence = record.article.paragraphs.first { $0.range.start <= start && end <= $0.range.end }?.range ?? ByteRange(start, end)
      let around = [sentence.start..<start, end..<sentence.end].map { words(String(decoding: text[$0], as: UTF8.self)) }
      document.text = [words(figure.span.text), words(figure.concept), words(figure.concept)] + around + [words(record.article.title)]
      document.fields[.concept] = [words(figure.concept)]
      document.fields[.speaker] = [words(figure.attributedTo)]
      document.fields[.outlet] = [words(record.article.site)]
      document.fields[.headline] = [words(record.article.title)]
      document.kind = figure.unitKind?.rawValue
      document.value = figure.value
      label(&document, record, speaker: figure.attributedTo, kind: figure.unitKind?.rawValue, unit: figure.unit)
      return document
    }
  }

  private func officials(of record: ArticleRecord) -> [Document] {
    record.officials.map { official in
      var document = Document(
        id: FindingID.of(article: record.article.id, kind: .official, words: official.name, nth: 1), time: Self.time(record.article))
      document.text = [official.name, official.title, official.organization].map { words($0) }
      for field in [QueryField.official, .speaker] { document.fields[field] = [words(official.name)] }
      document.fields[.organization] = [words(official.organization)]
      document.fields[.title] = [words(official.title)]
      document.fields[.outlet] = [words(record.article.site)]
      document.fields[.headline] = [words(record.article.title)]
      document.kind = official.sector?.rawValue
      label(&document, record, speaker: official.name, organization: official.organization, kind: official.sector?.rawValue)
      return document
    }
  }

  private func label(
    _ document: inout Document, _ record: ArticleRecord, speaker: String? = nil, organization: String? = nil, kind: String? = nil,
    unit: String? = nil
  ) {
    document.labels[.speaker] = speaker
    document.labels[.organization] = organization
    document.labels[.outlet] = record.article.site
    document.labels[.month] = record.article.published.map { String($0.prefix(7)) }
    document.labels[.kind] = kind
    document.labels[.unit] = unit
  }

  private func article(_ record: ArticleRecord) -> Document {
    var document = Document(id: record.article.id, time: Self.time(record.article))
    label(&document, record)
    document.text = [words(record.article.text), words(record.article.title)]
    document.fields[.headline] = [words(record.article.title)]
    document.fields[.outlet] = [words(record.article.site)]
    document.fields[.speaker] = Array(Set(record.quotes.compactMap(\.speaker))).map { words($0) }
    document.fields[.organization] = record.officials.compactMap(\.organization).map { words($0) }
    document.fields[.official] = record.officials.map { words($0.name) }
    document.fields[.title] = record.officials.compactMap(\.title).map { words($0) }
    return document
  }

  // MARK: Queries

  /// What matches: its score, its time and its facets' values, by its public identifier.
  func matches(_ kind: FindingKind, _ node: QueryNode, type: AttributionType?) -> [String: Match] {
    let ranking = ranking(kind)
    var found: [String: Match] = [:]
    for document in ranking.documents where type == nil || document.type == type {
      guard let score = ranking.score(node, document) else { continue }
      found[document.id] = Match(score: score, time: document.time, labels: document.labels)
    }
    return found
  }

  /// A document that a query matches.
  struct Match {
    var score: Double
    var time: Int64
    var labels: [Label: String]
  }

  /// BM25 with k1 = 1.2, b = 0.75 and Lucene's inverse document frequency, computed from all documents.
  private final class Ranking {
    let documents: [Document]
    let average: Double
    private var frequencies: [WordPattern: Int] = [:]
    private var sums: [WordPattern: Int] = [:]

    init(_ documents: [Document]) {
      self.documents = documents
      average = max(1, Double(documents.reduce(0) { $0 + $1.length }) / Double(max(1, documents.count)))
    }

    /// The score of a document that matches; `nil` if it does not match.
    func score(_ node: QueryNode, _ document: Document) -> Double? {
      switch node {
      case .everything: return 0
      case .words(let pattern):
        let count = Self.starts(pattern, document.text).reduce(0) { $0 + $1.count }
        guard count > 0 else { return nil }
        let isOnePrefix = pattern.words.count == 1 && pattern.form == .prefix
        return (isOnePrefix ? prefixWeight(pattern.words[0]) : weight(Self.single(pattern))) * frequency(count, document)
      case .near(let patterns, let distance):
        let count = Self.neighbourhoods(patterns, document.text, distance)
        guard count > 0 else { return nil }
        return weight(patterns.flatMap(Self.single)) * frequency(count, document)
      case .and(let nodes):
        var sum = 0.0
        for node in nodes {
          guard let score = score(node, document) else { return nil }
          sum += score
        }
        return sum
      case .or(let nodes):
        let scores = nodes.compactMap { score($0, document) }
        return scores.isEmpty ? nil : scores.reduce(0, +)
      case .not(let node): return score(node, document) == nil ? 0 : nil
      case .field(let field, let pattern):
        let form: WordPattern.Form = pattern.form == .stem ? .exact : pattern.form
        let exact = WordPattern(words: pattern.words, form: form)
        return Self.starts(exact, document.fields[field] ?? []).contains { !$0.isEmpty } ? 0 : nil
      case .keyword(.kind, let value): return document.kind == value ? 0 : nil
      case .keyword(.type, let value): return value == "all" || document.type?.rawValue == value ? 0 : nil
      case .value(let range): return document.value.map(range.contains) == true ? 0 : nil
      case .keyword, .ingested, .confidence, .claim, .article: return nil
      case .published(let range): return range.contains(document.time) ? 0 : nil
      }
    }

    private func frequency(_ count: Int, _ document: Document) -> Double {
      let length = Double(LengthClass.lengths[Int(LengthClass.of(document.length))])
      return Double(count) / (Double(count) + 1.2 * (0.25 + 0.75 * length / average))
    }

    private func weight(_ patterns: [WordPattern]) -> Double {
      patterns.reduce(0) { $0 + weight(frequency: frequency(of: $1)) }
    }

    /// The weight of a word with a star by itself: that of the sum of the documents of all words with that beginning.
    private func prefixWeight(_ prefix: [UInt8]) -> Double {
      let pattern = WordPattern(words: [prefix], form: .prefix)
      if let known = sums[pattern] { return weight(frequency: known) }
      let sum = documents.reduce(0) { $0 + Set($1.text.joined().filter { $0.bytes.starts(with: prefix) }).count }
      sums[pattern] = sum
      return weight(frequency: sum)
    }

    private func weight(frequency: Int) -> Double {
      let frequency = Double(min(documents.count, frequency))
      return 2.2 * log(1 + (Double(documents.count) - frequency + 0.5) / (frequency + 0.5))
    }

    /// In how many documents a word occurs.
    private func frequency(of pattern: WordPattern) -> Int {
      if let known = frequencies[pattern] { return known }
      let wanted = Word(pattern.words[0])
      let count = documents.count { document in
        document.text.contains { run in run.contains { Self.fits($0, wanted, pattern.form) } }
      }
      frequencies[pattern] = count
      return count
    }

    // MARK: Words

    private static func fits(_ word: Word, _ wanted: Word, _ form: WordPattern.Form) -> Bool {
      switch form {
      case .exact: word.bytes == wanted.bytes
      case .stem: word.stem == wanted.stem
      case .prefix: word.bytes.starts(with: wanted.bytes)
      }
    }

    /// The words of a pattern, each separately: all but the last are compared exactly.
    private static func single(_ pattern: WordPattern) -> [WordPattern] {
      pattern.words.enumerated().map { place, word in
        let isLast = place == pattern.words.count - 1
        return WordPattern(words: [word], form: isLast ? form(pattern) : .exact)
      }
    }

    private static func form(_ pattern: WordPattern) -> WordPattern.Form {
      pattern.words.count > 1 && pattern.form == .stem ? .exact : pattern.form
    }

    /// Where a pattern begins in each run.
    private static func starts(_ pattern: WordPattern, _ runs: [[Word]]) -> [[Int]] {
      let singles = single(pattern).map { (word: Word($0.words[0]), form: $0.form) }
      return runs.map { run in
        guard run.count >= singles.count else { return [] }
        return (0...(run.count - singles.count)).filter { start in
          singles.indices.allSatisfy { fits(run[start + $0], singles[$0].word, singles[$0].form) }
        }
      }
    }

    /// The occurrences of the first pattern that are connected to one of every other pattern by a chain of neighbours; none overlaps
    /// another.
    private static func neighbourhoods(_ patterns: [WordPattern], _ runs: [[Word]], _ distance: Int) -> Int {
      runs.reduce(0) { sum, run in
        let spans = patterns.map { pattern in
          starts(pattern, [run])[0].map { $0..<$0 + pattern.words.count }
        }
        return sum + spans[0].count { chain([$0], Array(spans.dropFirst()), distance) }
      }
    }

    private static func chain(_ placed: [Range<Int>], _ rest: [[Range<Int>]], _ distance: Int) -> Bool {
      guard let next = rest.first else { return true }
      return next.contains { candidate in
        !placed.contains { $0.overlaps(candidate) }
          && placed.contains { max($0.lowerBound - candidate.upperBound, candidate.lowerBound - $0.upperBound) <= distance }
          && chain(placed + [candidate], Array(rest.dropFirst()), distance)
      }
    }
  }
}
