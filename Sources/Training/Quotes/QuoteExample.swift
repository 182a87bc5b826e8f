internal import Extraction
internal import Linguistics
package import Record

/// A quote marked by an annotator, with byte ranges.
package struct MarkedQuote: Sendable {
  package var content: [ByteRange]
  package var cue: [ByteRange]
  package var source: [ByteRange]
  /// The source's head word, and the speaker's fullest name; `nil` where not marked.
  package var head: ByteRange?
  package var speaker: String?
  /// The kind of speaker; `nil` where not marked.
  package var speakerKind: SpeakerKind?
  package init(
    content: [ByteRange], cue: [ByteRange], source: [ByteRange], head: ByteRange? = nil, speaker: String? = nil,
    speakerKind: SpeakerKind? = nil
  ) {
    self.speakerKind = speakerKind
    self.content = content
    self.cue = cue
    self.source = source
    self.head = head
    self.speaker = speaker
  }
}

/// A text with marked quotes, for training.
package struct QuoteExample: Sendable {
  package var text: String
  package var paragraphs: [Paragraph]
  package var quotes: [MarkedQuote]
  /// Whether the speakers' names are marked.
  package var hasSpeakers: Bool
  package init(text: String, paragraphs: [Paragraph], quotes: [MarkedQuote], hasSpeakers: Bool = false) {
    self.text = text
    self.paragraphs = paragraphs
    self.quotes = quotes
    self.hasSpeakers = hasSpeakers
  }
}

/// Converts marked quotes to token labels.
struct QuoteLabeler {
  let text: AnalyzedText

  /// The label of each token.
  func labels(_ quotes: [MarkedQuote]) -> [QuoteLabel] {
    var labels = [QuoteLabel](repeating: .outside, count: text.tokens.count)
    for quote in quotes { for range in quote.source { mark(range, .source, &labels) } }
    for quote in quotes { for range in quote.cue { mark(range, .cue, &labels) } }
    // Where contents overlap, the longer one is kept.
    let contents = quotes.flatMap(\.content).map(\.self).sorted { ($0.count, $0.start) < ($1.count, $1.start) }
    for range in contents { markContent(range, &labels) }
    for quote in quotes { markGaps(quote, &labels) }
    return labels
  }

  private func tokens(_ range: ByteRange) -> Range<Int>? {
    var low = 0
    var high = text.tokens.count
    while low < high {
      let middle = (low + high) / 2
      if text.tokens[middle].range.end <= range.start { low = middle + 1 } else { high = middle }
    }
    var end = low
    while end < text.tokens.count, text.tokens[end].range.start < range.end { end += 1 }
    return end > low ? low..<end : nil
  }

  private func paragraph(of token: Int) -> Range<Int> {
    text.paragraphTokens.first { $0.contains(token) } ?? token..<token + 1
  }

  private func mark(_ range: ByteRange, _ part: QuoteLabel.Part, _ labels: inout [QuoteLabel]) {
    guard var run = tokens(range) else { return }
    run = trimmed(run)
    for (number, token) in run.enumerated() { labels[token] = .of(part, begins: number == 0 || isParagraphStart(token)) }
  }

  private func isParagraphStart(_ token: Int) -> Bool { paragraph(of: token).lowerBound == token }

  /// A range without punctuation at its ends, unless it contains nothing else.
  private func trimmed(_ run: Range<Int>) -> Range<Int> {
    var (low, high) = (run.lowerBound, run.upperBound)
    while low < high - 1, isPunctuation(low) { low += 1 }
    while high - 1 > low, isPunctuation(high - 1) { high -= 1 }
    return isPunctuation(low) && high - low == 1 ? run : low..<high
  }

  private func isPunctuation(_ token: Int) -> Bool {
    switch text.tokens[token].kind {
    case .punctuation, .dash, .openingMark, .closingMark: true
    default: false
    }
  }

  /// The tokens of a content, and whether it is direct; `nil` where it contains no word.
  private func content(_ range: ByteRange) -> (run: Range<Int>, direct: Bool)? {
    guard let run = tokens(range) else { return nil }
    var (low, high) = (run.lowerBound, run.upperBound)
    while low < high, isPunctuation(low), text.tokens[low].kind != .openingMark { low += 1 }
    while high > low, isPunctuation(high - 1), text.tokens[high - 1].kind != .closingMark { high -= 1 }
    if high <= low { return nil }
    let words = (low..<high).filter { !isPunctuation($0) }
    if words.isEmpty { return nil }
    let direct = words.allSatisfy { text.tokens[$0].quotation >= 0 }
    if direct {
      // Quotation marks belong to the span, whether the annotator included them or not.
      if text.tokens[low].kind != .openingMark, low > 0, text.tokens[low - 1].kind == .openingMark { low -= 1 }
      if text.tokens[high - 1].kind != .closingMark, high < text.tokens.count {
        var next = high
        while next < text.tokens.count, text.tokens[next].kind == .punctuation, text.tokens[next].quotation >= 0 { next += 1 }
        if next < text.tokens.count, text.tokens[next].kind == .closingMark { high = next + 1 }
      }
    }
    return (low..<high, direct)
  }

  private func markContent(_ range: ByteRange, _ labels: inout [QuoteLabel]) {
    guard let (run, direct) = content(range) else { return }
    let low = run.lowerBound
    let joins =
      low > 0 && direct && labels[low - 1].part == .direct && !isParagraphStart(low) && text.tokens[low].quotation >= 0
      && text.tokens[low].quotation == text.tokens[low - 1].quotation
    for token in run { labels[token] = .of(direct ? .direct : .clause, begins: (token == low && !joins) || isParagraphStart(token)) }
  }

  /// The labels of a window's tokens for the quote with the window's cue; all outside for `nil`.
  func labels(_ window: CueWindow, _ quote: MarkedQuote?) -> [CueLabel] {
    guard let quote else { return [CueLabel](repeating: .outside, count: window.tokens.count) }
    var labels = [Int: CueLabel]()
    func mark(_ run: Range<Int>, _ begin: CueLabel, _ inside: CueLabel, joins: Bool = false) {
      var first = !joins
      for token in window.tokens where run.contains(token) {
        labels[token] = first ? begin : inside
        first = false
      }
    }
    for range in quote.source { if let run = tokens(range) { mark(trimmed(run), .sourceBegin, .sourceInside) } }
    for range in quote.cue { if let run = tokens(range) { mark(trimmed(run), .cueBegin, .cueInside) } }
    for range in quote.content {
      guard let run = content(range)?.run else { continue }
      let before = labels[run.lowerBound - 1]
      mark(run, .contentBegin, .contentInside, joins: before == .contentBegin || before == .contentInside)
    }
    return window.tokens.map { labels[$0] ?? .outside }
  }

  /// The tokens of a quote's cue.
  func cueTokens(_ quote: MarkedQuote) -> Set<Int> {
    var set = Set<Int>()
    for range in quote.cue { if let run = tokens(range) { set.formUnion(trimmed(run)) } }
    return set
  }

  private func markGaps(_ quote: MarkedQuote, _ labels: inout [QuoteLabel]) {
    let runs = (quote.content + quote.cue + quote.source).compactMap(tokens)
    for sentence in text.sentences {
      let inside = runs.filter { $0.overlaps(sentence.tokens) }
      guard let low = inside.map(\.lowerBound).min(), let high = inside.map(\.upperBound).max() else { continue }
      for token in max(low, sentence.tokens.lowerBound)..<min(high, sentence.tokens.upperBound) where labels[token] == .outside {
        labels[token] = .gap
      }
    }
  }
}
