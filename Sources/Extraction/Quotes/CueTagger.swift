package import Linguistics
internal import Record

/// What the cue tagger found for a cue.
struct CueFinding: Sendable {
  var cue: QuotePart
  var source: QuotePart?
  var contents: [QuotePart]
  /// The confidence of the tagger: the probability of the least certain token.
  var certainty: Float
}

/// The second pass: for each possible cue of the first pass, finds its contents and source, or rejects it.
package struct CueTagger: Sendable {
  private let model: SequenceModel
  /// Added to each label's score, in favour of finding more.
  private static let bias: [Int16] = [-12]

  /// The most cues of one paragraph. Each takes a pass over the whole paragraph, and more of them are noise.
  private static let most = 96

  package init(_ model: SequenceModel) { self.model = model }

  /// The possible cues: those that the first tagger labelled, and those to which it gave some probability.
  package static func candidates(_ labels: [QuoteLabel], _ marginals: [SIMD16<Float>], run: Range<Int>) -> [Range<Int>] {
    var cues: [Range<Int>] = []
    var index = 0
    while index < labels.count, cues.count < most {
      if labels[index].part == .cue {
        var end = index + 1
        while end < labels.count, labels[end] == .cueInside { end += 1 }
        cues.append(run.lowerBound + index..<run.lowerBound + end)
        index = end
        continue
      }
      if marginals[index][Int(QuoteLabel.cueBegin.rawValue)] > 0.12 {
        var end = index + 1
        while end < labels.count, labels[end].part != .cue, marginals[end][Int(QuoteLabel.cueInside.rawValue)] > 0.1 { end += 1 }
        cues.append(run.lowerBound + index..<run.lowerBound + end)
        index = end
        continue
      }
      index += 1
    }
    return cues
  }

  /// The labels allowed for each token of a window.
  static func allowed(_ window: CueWindow, in text: AnalyzedText) -> [UInt64] {
    let everything: UInt64 = CueLabel.allCases.reduce(0) { $0 | $1.bit }
    let cue = CueLabel.cueBegin.bit | CueLabel.cueInside.bit
    let source = CueLabel.sourceBegin.bit | CueLabel.sourceInside.bit
    let handover = QuotationHandover(text: text)
    return window.tokens.map { index in
      let token = text.tokens[index]
      var mask = everything
      // The cue may shrink or grow by a few words but stays in place.
      if index < window.cue.lowerBound - 3 || index > window.cue.upperBound + 2 { mask &= ~cue }
      if token.quotation >= 0 {
        let inside = text.quotations[Int(token.quotation)].inside
        if !inside.overlaps(window.cue) { mask &= ~(cue | source) }
        if inside.count >= 6, index != inside.lowerBound, window.tokens.first != index, !inside.overlaps(window.cue) {
          mask &= ~CueLabel.contentBegin.bit
        }
      }
      if handover.precedes(index) { mask &= ~CueLabel.contentInside.bit }
      return mask
    }
  }

  /// Reads one window; `nil` where the cue is rejected.
  func finding(
    _ window: CueWindow, rows: FeatureRows, decoder: inout SequenceDecoder, text: AnalyzedText
  ) -> CueFinding? {
    let constraints = DecodingConstraints(allowed: Self.allowed(window, in: text), bias: Self.bias)
    let labels = decoder.decode(rows, constraints: constraints).map { CueLabel(rawValue: $0) ?? .outside }
    guard labels.contains(.cueBegin), labels.contains(.contentBegin) else { return nil }
    let marginals = decoder.marginals()
    var sources: [QuotePart] = []
    var cues: [QuotePart] = []
    var contents: [QuotePart] = []
    var index = 0
    while index < labels.count {
      let label = labels[index]
      guard label != .outside else {
        index += 1
        continue
      }
      let inside = UInt8(label.rawValue + 1)
      var certainty: Float = 1
      var end = index
      repeat {
        let row = marginals[end]
        certainty = min(certainty, end == index ? row[Int(label.rawValue)] : row[Int(inside)] + row[Int(label.rawValue)])
        end += 1
      } while end < labels.count && labels[end].rawValue == inside
      let tokens = window.tokens[index]..<window.tokens[end - 1] + 1
      let opening = marginals[index][Int(label.rawValue)]
      let closing = 1 - (end < labels.count ? marginals[end][Int(inside)] : 0)
      switch label {
      case .sourceBegin: sources.append(QuotePart(part: .source, tokens: tokens, certainty: certainty, opening: opening, closing: closing))
      case .cueBegin: cues.append(QuotePart(part: .cue, tokens: tokens, certainty: certainty))
      case .contentBegin:
        contents.append(
          QuotePart(part: part(of: tokens, text), tokens: tokens, certainty: certainty, opening: opening, closing: closing))
      default: break
      }
      index = end
    }
    guard let cue = cues.first, !contents.isEmpty else { return nil }
    let source = sources.max { $0.certainty < $1.certainty }
    let certainty = contents.reduce(cue.certainty) { min($0, $1.certainty) }
    return CueFinding(cue: cue, source: source, contents: contents, certainty: certainty)
  }

  /// Direct if every word stands in quotation marks.
  private func part(of tokens: Range<Int>, _ text: AnalyzedText) -> QuoteLabel.Part {
    for index in tokens where text.tokens[index].quotation < 0 {
      switch text.tokens[index].kind {
      case .punctuation, .openingMark, .closingMark, .dash: continue
      default: return .clause
      }
    }
    return .direct
  }

  /// A decoder for the tagger's model.
  func decoder() -> SequenceDecoder { SequenceDecoder(model) }
}
