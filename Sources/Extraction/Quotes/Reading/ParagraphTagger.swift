package import Linguistics
package import Record

/// A span that the tagger took for a part of an attribution.
package struct QuotePart: Sendable {
  /// Which part it is.
  var part: QuoteLabel.Part
  /// Its tokens.
  package var tokens: Range<Int>
  /// The tagger's confidence, 0 to 1: the probability of the least certain token.
  var certainty: Float
  /// How certain the tagger is of the span's beginning and end.
  var opening: Float
  var closing: Float

  package init(part: QuoteLabel.Part, tokens: Range<Int>, certainty: Float, opening: Float? = nil, closing: Float? = nil) {
    self.part = part
    self.tokens = tokens
    self.certainty = certainty
    self.opening = opening ?? certainty
    self.closing = closing ?? certainty
  }
}

/// The first pass: labels a paragraph's tokens as content, cue and source.
package struct ParagraphTagger: Sendable {
  package let model: SequenceModel
  /// Added to each label's score, in 1/64 nat, in favour of finding more.
  private static let bias: [Int16] = [-28]

  package init(_ model: SequenceModel) { self.model = model }

  /// Whether quotes are searched for in paragraphs of that kind.
  package static func reads(_ kind: ParagraphKind) -> Bool {
    switch kind {
    case .paragraph, .listItem, .blockquote: true
    case .heading, .table, .correction: false
    }
  }

  /// Labels a paragraph whose features are in `rows`.
  package func tag(
    _ run: Range<Int>, number: Int, readings: [WordReading], rows: FeatureRows, decoder: inout SequenceDecoder, text: AnalyzedText
  ) -> (paragraph: TaggedParagraph, marginals: [SIMD16<Float>]) {
    let constraints = DecodingConstraints(allowed: allowed(run, in: text), bias: Self.bias)
    let (raw, marginals) = decoder.decodeWithMarginals(rows, constraints: constraints)
    let labels = raw.compactMap(QuoteLabel.init(rawValue:))
    let parts = parts(labels, marginals, from: run.lowerBound)
    let attributions = AttributionLinker(text: text).attributions(parts, paragraph: number)
    return (
      TaggedParagraph(run: run, readings: readings, labels: labels, parts: parts, attributions: attributions), marginals
    )
  }

  /// Quotation marks as hard constraints: no cue or source inside, no direct content outside, no span that begins in the middle of a long
  /// quotation.
  private func allowed(_ run: Range<Int>, in text: AnalyzedText) -> [UInt64] {
    let handover = QuotationHandover(text: text)
    return run.map { index in
      let token = text.tokens[index]
      if token.quotation < 0 {
        if token.kind == .openingMark || token.kind == .closingMark { return Self.everything }
        let mask = Self.everything & ~Self.direct
        return handover.precedes(index) ? mask & ~QuoteLabel.clauseInside.bit : mask
      }
      let quotation = text.quotations[Int(token.quotation)]
      var mask = Self.everything & ~Self.outsideQuotations
      if quotation.inside.count >= 6, index != quotation.inside.lowerBound, index != run.lowerBound { mask &= ~Self.beginnings }
      return mask
    }
  }

  private static let everything: UInt64 = QuoteLabel.allCases.reduce(0) { $0 | $1.bit }
  private static let direct = QuoteLabel.directBegin.bit | QuoteLabel.directInside.bit
  private static let outsideQuotations =
    QuoteLabel.sourceBegin.bit | QuoteLabel.sourceInside.bit | QuoteLabel.cueBegin.bit | QuoteLabel.cueInside.bit
  private static let beginnings = QuoteLabel.directBegin.bit | QuoteLabel.clauseBegin.bit

  private func parts(_ labels: [QuoteLabel], _ marginals: [SIMD16<Float>], from first: Int) -> [QuotePart] {
    var parts: [QuotePart] = []
    for (index, label) in labels.enumerated() {
      guard let part = label.part else { continue }
      let other = QuoteLabel.of(part, begins: !label.begins)
      let certainty = marginals[index][Int(label.rawValue)] + (index > 0 ? marginals[index][Int(other.rawValue)] : 0)
      if !label.begins, let last = parts.last, last.part == part, last.tokens.upperBound == first + index {
        parts[parts.count - 1].tokens = last.tokens.lowerBound..<first + index + 1
        parts[parts.count - 1].certainty = min(last.certainty, certainty)
      } else {
        let begins = marginals[index][Int(QuoteLabel.of(part, begins: true).rawValue)]
        parts.append(QuotePart(part: part, tokens: first + index..<first + index + 1, certainty: certainty, opening: begins))
      }
      let next = index + 1
      let goesOn = next < labels.count ? marginals[next][Int(QuoteLabel.of(part, begins: false).rawValue)] : 0
      parts[parts.count - 1].closing = 1 - goesOn
    }
    return parts
  }
}
