internal import Linguistics
internal import Record

/// Removes from an utterance's contents what the writer adds around a complete quotation: introductions ("In a short note, | “…”"),
/// continuations (“…,” | waving to the crowd) and titles of works.
struct ContentCutter {
  let text: AnalyzedText

  /// The utterance reduced to what is said.
  func cut(_ utterance: Attribution) -> Attribution {
    var utterance = utterance
    for index in utterance.contents.indices { utterance.contents[index] = withoutTail(utterance.contents[index]) }
    guard utterance.contents.count > 1, utterance.contents.contains(where: { $0.part == .direct && isComplete($0) }) else {
      return utterance
    }
    let kept = utterance.contents.filter { content in
      content.part == .direct || !isBeside(content, utterance)
    }
    if !kept.isEmpty { utterance.contents = kept }
    return utterance
  }

  /// A content that begins with a complete quotation, without the writer's words after the closing mark (“We will go,” | including …) or
  /// the subject of the next sentence (“Good evening!” | Ann Roe).
  private func withoutTail(_ content: QuotePart) -> QuotePart {
    guard content.part == .clause, let opening = content.tokens.first, text.tokens[opening].kind == .openingMark,
      opening + 1 < content.tokens.upperBound, case let number = Int(text.tokens[opening + 1].quotation), number >= 0
    else { return content }
    let quotation = text.quotations[number]
    let tail = quotation.closing + 1..<max(content.tokens.upperBound, quotation.closing + 1)
    guard quotation.opening == opening, quotation.closing > opening, !tail.isEmpty,
      ends(quotation, with: ",") || ends(quotation, with: ".!?") && isCapitalized(tail) && !hasVerb(tail), isCapitalized(quotation.inside),
      tail.allSatisfy({ text.tokens[$0].quotation < 0 })
    else { return content }
    var whole = content
    whole.part = .direct
    whole.tokens = opening..<quotation.closing + 1
    return whole
  }

  /// Whether a clause next to a complete quotation is the writer's: it does not begin with "that", "to" or "whether" and does not follow
  /// its cue.
  private func isBeside(_ clause: QuotePart, _ utterance: Attribution) -> Bool {
    guard let first = clause.tokens.first(where: { text.tokens[$0].kind == .word }) else { return true }
    if clause.tokens.contains(where: { text.tokens[$0].quotation >= 0 }) { return false }
    if Self.openers.contains(text.tokens[first].lower) { return false }
    if let cue = utterance.cue?.tokens, first >= cue.upperBound, first - cue.upperBound <= 1,
      !Self.circumstances.contains(text.tokens[first].lower), text.tokens[first].tag != .VBG
    {
      return false
    }
    return text.tokens[first].tag == .IN || text.tokens[first].tag == .VBG || Self.circumstances.contains(text.tokens[first].lower)
      || !hasVerb(clause.tokens)
  }

  private func isComplete(_ content: QuotePart) -> Bool {
    guard let token = content.tokens.first(where: { text.tokens[$0].quotation >= 0 }) else { return false }
    let quotation = text.quotations[Int(text.tokens[token].quotation)]
    return isCapitalized(quotation.inside) && quotation.inside.count > 3
  }

  private func ends(_ quotation: Quotation, with marks: StaticString) -> Bool {
    var last = quotation.inside.upperBound - 1
    while last > quotation.inside.lowerBound, text.tokens[last].kind == .closingMark { last -= 1 }
    return marks.description.utf8.contains(text.bytes[text.tokens[last].range.start])
  }

  private func isCapitalized(_ run: Range<Int>) -> Bool {
    run.first { text.tokens[$0].kind == .word }.map { text.tokens[$0].shape.contains(.capitalized) } ?? false
  }

  private func hasVerb(_ run: Range<Int>) -> Bool {
    run.contains { token in
      switch text.tokens[token].tag {
      case .VBD, .VBP, .VBZ, .MD: true
      default: false
      }
    }
  }

  private static func hashes(_ words: String) -> Set<UInt64> { Set(WordHash.foldedWords(words)) }
  private static let openers = hashes("that to whether if")
  private static let circumstances = hashes("while as when after before during including")
}
