internal import Extraction
internal import Linguistics
package import Record

/// A text labelled by a larger model (the teacher): spans that it takes for contents, cues and sources.
package struct TeacherLabels: Sendable {
  /// The part of an attribution that a span is.
  package enum Part: String, Sendable { case content, cue, source }

  /// A span in bytes, and the least probability that the teacher gave one of its words.
  package struct Stretch: Sendable {
    package var part: Part
    package var range: ByteRange
    package var chance: Double
    package init(part: Part, range: ByteRange, chance: Double) {
      self.part = part
      self.range = range
      self.chance = chance
    }
  }

  /// A paragraph with a span below this probability is not used.
  private static let leastChance = 0.55

  /// The labelled text as an example. Spans are joined to quotes in the same way as those of the taggers; paragraphs of which the teacher
  /// is unsure are left out.
  package static func example(text: String, paragraphs: [Paragraph], stretches: [Stretch]) -> QuoteExample {
    let sure = paragraphs.filter { paragraph in
      !stretches.contains { $0.chance < leastChance && $0.range.overlaps(paragraph.range) }
    }
    let read = Analyzer().analyze(text, paragraphs: sure)
    let linker = AttributionLinker(text: read)
    var quotes: [MarkedQuote] = []
    for (number, run) in read.paragraphTokens.enumerated() where !run.isEmpty {
      let parts = stretches.compactMap { part(of: $0, in: run, read) }.sorted { $0.tokens.lowerBound < $1.tokens.lowerBound }
      for attribution in linker.attributions(parts, paragraph: number) {
        quotes.append(
          MarkedQuote(
            content: attribution.contents.map { read.range($0.tokens) },
            cue: [attribution.cue].compactMap { $0.map { read.range($0.tokens) } },
            source: [attribution.source].compactMap { $0.map { read.range($0.tokens) } }))
      }
    }
    return QuoteExample(text: text, paragraphs: sure, quotes: quotes)
  }

  private static func part(of stretch: Stretch, in run: Range<Int>, _ text: AnalyzedText) -> QuotePart? {
    guard text.tokens[run.lowerBound].range.start < stretch.range.end, stretch.range.start < text.tokens[run.upperBound - 1].range.end
    else {
      return nil
    }
    let tokens = run.filter { text.tokens[$0].range.start < stretch.range.end && stretch.range.start < text.tokens[$0].range.end }
    guard let low = tokens.first, let high = tokens.last else { return nil }
    let isQuoted = (low...high).allSatisfy { text.tokens[$0].quotation >= 0 || text.tokens[$0].kind != .word }
    let part: QuoteLabel.Part = stretch.part == .cue ? .cue : stretch.part == .source ? .source : isQuoted ? .direct : .clause
    return QuotePart(part: part, tokens: low..<high + 1, certainty: Float(stretch.chance))
  }
}
