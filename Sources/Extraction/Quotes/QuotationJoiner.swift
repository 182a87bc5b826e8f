internal import Linguistics
internal import Record

/// Joins an utterance that extends over several paragraphs: a quotation whose mark is reopened in the next paragraph or never closed.
struct QuotationJoiner {
  let text: AnalyzedText

  /// The attributions of all paragraphs in order, with continued ones joined.
  func joined(_ paragraphs: [[Attribution]]) -> [Attribution] {
    var utterances: [Attribution] = []
    for (paragraph, found) in paragraphs.enumerated() {
      let attributions = (continuation(paragraph, found, after: utterances.last).map { [$0] } ?? []) + found
      for (number, attribution) in attributions.enumerated() {
        if number == 0, let owner = owner(of: attribution, among: utterances) {
          let own = attribution.cue == nil
          if own {
            utterances[owner].contents += attribution.contents
            utterances[owner].lastParagraph = attribution.paragraph
            continue
          }
          // The last paragraph names the speaker: its cue applies to the whole utterance.
          if utterances[owner].cue == nil {
            var whole = attribution
            whole.contents = utterances[owner].contents + attribution.contents
            whole.paragraph = utterances[owner].paragraph
            whole.rule += ", over paragraphs"
            utterances[owner] = whole
            continue
          }
        }
        utterances.append(attribution)
      }
    }
    return utterances
  }

  /// The quotation continued at the start of a paragraph, where the taggers did not find it there: it belongs to the previous utterance,
  /// whose first part they found.
  private func continuation(_ paragraph: Int, _ found: [Attribution], after previous: Attribution?) -> Attribution? {
    let run = text.paragraphTokens[paragraph]
    guard let previous, previous.lastParagraph == paragraph - 1, let content = previous.contents.last, content.part == .direct,
      run.count > 2, let number = run.prefix(2).map({ Int(text.tokens[$0].quotation) }).first(where: { $0 > 0 }),
      text.quotations[number].continues, text.quotations[number - 1].inside.overlaps(content.tokens)
    else { return nil }
    let quotation = text.quotations[number]
    let low = quotation.opening >= 0 ? quotation.opening : quotation.inside.lowerBound
    let high = quotation.closing >= 0 ? quotation.closing + 1 : quotation.inside.upperBound
    let tokens = low..<high
    let isFound = found.contains { attribution in
      attribution.contents.contains { $0.tokens.overlaps(tokens) } || attribution.cue.map { $0.tokens.overlaps(tokens) } ?? false
    }
    if isFound { return nil }
    let part = QuotePart(part: .direct, tokens: tokens, certainty: content.certainty)
    return Attribution(contents: [part], cue: nil, source: nil, paragraph: paragraph, rule: "continued quotation")
  }

  /// The index of the utterance that an attribution continues.
  private func owner(of attribution: Attribution, among utterances: [Attribution]) -> Int? {
    guard let content = attribution.contents.first, content.part == .direct, let previous = utterances.indices.last,
      let last = utterances[previous].contents.last, utterances[previous].lastParagraph == attribution.paragraph - 1,
      let quotation = quotation(of: content.tokens)
    else { return nil }
    if text.quotations[quotation].continues, quotation > 0,
      text.quotations[quotation - 1].inside.overlaps(last.tokens) || text.quotations[quotation - 1].closing < 0
    {
      return previous
    }
    return goesOn(attribution, from: utterances[previous], quotation) ? previous : nil
  }

  /// Whether a paragraph that is one quotation without its own cue continues the quotation of the previous paragraph: “It was cold,” she
  /// said. ¶ “And it was dark.”
  private func goesOn(_ attribution: Attribution, from previous: Attribution, _ quotation: Int) -> Bool {
    guard attribution.cue == nil, attribution.source == nil, attribution.speaker == nil, attribution.contents.count == 1,
      previous.cue != nil || previous.speaker != nil, previous.contents.contains(where: { $0.part == .direct }), !previous.isLaidOut
    else { return false }
    let run = text.paragraphTokens[attribution.paragraph]
    let whole = text.quotations[quotation]
    guard whole.opening == run.lowerBound, max(whole.closing + 1, whole.inside.upperBound) >= run.upperBound else { return false }
    // Nothing else may follow the quotation in its paragraph.
    let end = text.paragraphTokens[previous.lastParagraph].upperBound
    let parts = previous.contents + [previous.cue, previous.source].compactMap(\.self)
    let last = parts.map(\.tokens.upperBound).max() ?? 0
    return !(min(last, end)..<end).contains { text.tokens[$0].shape.contains(.sentenceStart) && $0 > last }
  }

  private func quotation(of tokens: Range<Int>) -> Int? {
    for token in tokens where text.tokens[token].quotation >= 0 { return Int(text.tokens[token].quotation) }
    return nil
  }
}
