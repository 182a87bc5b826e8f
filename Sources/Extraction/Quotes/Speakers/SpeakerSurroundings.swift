internal import Linguistics
internal import Record

/// What stands around an utterance and inside it that tells who may have said it.
struct SpeakerSurroundings {
  let text: AnalyzedText

  /// Tokens of the stretch and of a content that are looked at, at the most.
  private static let longest = 400
  private static let longestContent = 120

  /// The people who are named in a stretch outside of quotations and contents and whose gender does not speak against them, the last one
  /// first.
  func people(between start: Int, and end: Int, outside contents: [Range<Int>], fitting gender: Gender) -> [Int] {
    let low = max(start, end - Self.longest)
    guard low < end else { return [] }
    var found: [Int] = []
    for name in text.names(in: low..<end).reversed() where name.kind == .person && name.entity >= 0 {
      if found.contains(name.entity) || text.tokens[name.tokens.lowerBound].quotation >= 0 { continue }
      if contents.contains(where: { $0.overlaps(name.tokens) }) { continue }
      let own = text.people[name.entity].gender
      if gender == .unknown || own == .unknown || own == gender { found.append(name.entity) }
    }
    return found
  }

  /// Of whom contents speak: 1 a "he", 2 a "she", 4 a woman who is addressed, 8 a man.
  func others(in contents: [Range<Int>]) -> UInt64 {
    var found: UInt64 = 0
    for run in contents {
      for token in run.prefix(Self.longestContent) {
        switch PronounResolver.gender(text.tokens[token].lower) {
        case .male: found |= 1
        case .female: found |= 2
        case .unknown, nil: break
        }
        if Self.madam.contains(text.tokens[token].lower) { found |= 4 }
        if Self.sir.contains(text.tokens[token].lower), !text.tokens[token].shape.contains(.capitalized) { found |= 8 }
      }
    }
    return found
  }

  /// Whether what ends at a token is a question.
  func isQuestion(before end: Int) -> Bool {
    guard end > 0, end <= text.tokens.count else { return false }
    for token in (max(0, end - 3)..<end).reversed() {
      if text.bytes[text.tokens[token].range.start] == UInt8(ascii: "?") { return true }
      if text.tokens[token].kind == .word { return false }
    }
    return false
  }

  private static let madam: Set<UInt64> = [WordHash.folded("ma'am"), WordHash.folded("madam")]
  private static let sir: Set<UInt64> = [WordHash.folded("sir")]
}
