internal import Linguistics
internal import Record

/// Removes datelines ("OTTAWA, Ont. (CP) —") from contents: nobody says them, even where a paragraph is a quote from its first word.
struct DatelineTrimmer {
  /// The token after each paragraph's dateline, keyed by the paragraph's first token.
  private let ends: [Int: Int]
  private let text: AnalyzedText

  /// The most tokens of a dateline, including its dash.
  private static let longest = 12

  init(_ text: AnalyzedText) {
    var ends: [Int: Int] = [:]
    for tokens in text.paragraphTokens {
      if let end = Self.end(of: tokens, text) { ends[tokens.lowerBound] = end }
    }
    self.ends = ends
    self.text = text
  }

  /// The attribution without a dateline in its contents.
  func trimmed(_ attribution: Attribution) -> Attribution {
    if ends.isEmpty { return attribution }
    var attribution = attribution
    for index in attribution.contents.indices {
      let tokens = attribution.contents[index].tokens
      let start = text.paragraphTokens[text.paragraph(of: tokens.lowerBound)].lowerBound
      if let end = ends[start], tokens.lowerBound < end, end < tokens.upperBound {
        attribution.contents[index].tokens = end..<tokens.upperBound
      }
    }
    return attribution
  }

  /// The token after a paragraph's dateline: a place in capitals, optionally a region, a date and an agency in parentheses, then a dash.
  private static func end(of tokens: Range<Int>, _ text: AnalyzedText) -> Int? {
    guard let first = tokens.first, text.tokens[first].shape.contains(.allCaps), text.tokens[first].range.count >= 3 else { return nil }
    for token in tokens.prefix(longest) {
      let found = text.tokens[token]
      switch found.kind {
      case .dash: return token > first && token + 1 < tokens.upperBound ? token + 1 : nil
      case .word: if !found.shape.contains(.capitalized), !found.shape.contains(.allCaps) { return nil }
      case .number, .punctuation, .symbol: continue
      default: return nil
      }
    }
    return nil
  }
}
