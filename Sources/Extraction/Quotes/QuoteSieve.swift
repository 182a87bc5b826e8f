internal import Linguistics
internal import Record

/// Tells what the tagger took for a quote and is none: names and titles of works in quotation marks, and clauses that nobody says
/// and of which the tagger is unsure.
struct QuoteSieve {
  let text: AnalyzedText

  /// A clause without a speaker stays only if the tagger is surer of it than this: below, more of them are wrong than right (training
  /// articles).
  private static let leastCertainty: Float = 0.57
  /// Words of a name in quotation marks, at the most.
  private static let longestName = 7

  /// Whether an utterance is a quote.
  func keeps(_ utterance: Attribution, speaker: Speaker?) -> Bool {
    if utterance.contents.allSatisfy(isName) { return false }
    if speaker == nil, utterance.contents.allSatisfy({ $0.part != .direct }) {
      let certainty = utterance.contents.reduce(utterance.cue?.certainty ?? 1) { min($0, $1.certainty) }
      return certainty >= Self.leastCertainty
    }
    return true
  }

  /// Whether a content is no more than a name or title in quotation marks: every word but the small ones begins with a capital,
  /// and no sentence ends inside ("Safe Third Country Agreement").
  private func isName(_ content: QuotePart) -> Bool {
    var words = 0
    var capitals = 0
    var quoted = 0
    for token in content.tokens {
      let found = text.tokens[token]
      switch found.kind {
      case .word, .number:
        words += 1
        if found.quotation >= 0 { quoted += 1 }
        if found.shape.contains(.capitalized) || found.kind == .number {
          capitals += 1
        } else if !Self.small.contains(found.tag) {
          return false
        }
      case .punctuation:
        let byte = text.bytes[found.range.start]
        if byte == UInt8(ascii: "!") || byte == UInt8(ascii: "?") { return false }
      default: continue
      }
    }
    return quoted > 0 && capitals >= 2 && words <= Self.longestName
  }

  private static let small: Set<PartOfSpeech> = [.DT, .IN, .CC, .TO]
}
