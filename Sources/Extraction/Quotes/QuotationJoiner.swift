internal import Linguistics
internal import Record

/// Joins what is one utterance over several paragraphs: a quotation whose mark is reopened or left unclosed.
struct QuotationJoiner {
  let text: AnalyzedText

  /// The attributions of all paragraphs in order, continued ones joined.
  func joined(_ paragraphs: [[Attribution]]) -> [Attribution] {
    var utterances: [Attribution] = []
    for attributions in paragraphs {
      for (number, attribution) in attributions.enumerated() {
        if number == 0, let owner = owner(of: attribution, among: utterances) {
          let own = attribution.cue == nil
          if own {
            utterances[owner].contents += attribution.contents
            utterances[owner].lastParagraph = attribution.paragraph
            continue
          }
          // The paragraph that goes on tells the speaker at its end: the cue serves the whole.
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

  /// The utterance that an attribution continues.
  private func owner(of attribution: Attribution, among utterances: [Attribution]) -> Int? {
    guard let content = attribution.contents.first, content.part == .direct, let previous = utterances.indices.last,
      let last = utterances[previous].contents.last, utterances[previous].lastParagraph == attribution.paragraph - 1,
      let quotation = quotation(of: content.tokens), text.quotations[quotation].continues, quotation > 0,
      text.quotations[quotation - 1].inside.overlaps(last.tokens) || text.quotations[quotation - 1].closing < 0
    else { return nil }
    return previous
  }

  private func quotation(of tokens: Range<Int>) -> Int? {
    for token in tokens where text.tokens[token].quotation >= 0 { return Int(text.tokens[token].quotation) }
    return nil
  }
}
