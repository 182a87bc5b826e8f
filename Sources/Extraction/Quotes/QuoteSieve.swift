internal import Linguistics
internal import Record

/// Tells what the tagger took for a quote and is none: names and titles of works in quotation marks, and clauses that nobody says
/// and of which the tagger is unsure.
struct QuoteSieve {
  let text: AnalyzedText

  /// A clause without a speaker stays only if the tagger is surer of it than this: below, more of them are wrong than right (training
  /// articles).
  private static let leastCertainty: Float = 0.57
  /// The least chance of being right for such words.
  private static let leastConfidence = 0.2
  /// Words of a name in quotation marks, at the most.
  private static let longestName = 7

  /// What of an utterance is a quote; `nil` if nothing is.
  func sifted(_ utterance: Attribution, speaker: Speaker?) -> Attribution? {
    if utterance.contents.allSatisfy(isName) { return nil }
    var utterance = utterance
    // Whoever is named may have put a name in marks beside other words; without a speaker it is the writer's.
    if speaker == nil { utterance.contents.removeAll(where: isName) }
    return keeps(utterance, speaker: speaker) ? utterance : nil
  }

  /// Whether a finding is sure enough. Words without quotation marks that nobody is known to have said are most often the writer's.
  func keeps(_ finding: QuoteFinding) -> Bool {
    finding.kind == .direct || finding.speaker != nil || finding.confidence >= Self.leastConfidence
  }

  private func keeps(_ utterance: Attribution, speaker: Speaker?) -> Bool {
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
