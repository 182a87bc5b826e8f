internal import Linguistics
internal import Record

/// Names the speaker of each utterance, in the order of the text.
struct UtteranceSpeakers {
  private let text: AnalyzedText
  private var attributor: SpeakerAttributor
  /// The speaker of the utterance before, for quotations that have none of their own.
  private var last: (speaker: Speaker, paragraph: Int)?

  init(_ text: AnalyzedText, officials: [OfficialFinding]) {
    self.text = text
    attributor = SpeakerAttributor(text, officials: officials)
  }

  /// The speaker; `nil` where the text does not tell.
  mutating func speaker(of utterance: Attribution) -> Speaker? {
    if let given = utterance.speaker { return remember(given, utterance) }
    if let source = utterance.source {
      return remember(attributor.speaker(of: source.tokens, paragraph: utterance.paragraph), utterance)
    }
    guard utterance.cue == nil, utterance.contents.allSatisfy({ $0.part == .direct }), let last,
      utterance.paragraph - last.paragraph <= 1, isWholeParagraph(utterance)
    else { return nil }
    var speaker = last.speaker
    speaker.mention = nil
    speaker.way = "who spoke before"
    self.last = (last.speaker, utterance.lastParagraph)
    return speaker
  }

  private mutating func remember(_ speaker: Speaker, _ utterance: Attribution) -> Speaker {
    last = (speaker, utterance.lastParagraph)
    return speaker
  }

  /// Whether quotation marks hold the paragraph from its first word to its last.
  private func isWholeParagraph(_ utterance: Attribution) -> Bool {
    let run = text.paragraphTokens[utterance.paragraph]
    guard let first = utterance.contents.first, let end = utterance.contents.last else { return false }
    return first.tokens.lowerBound - run.lowerBound <= 1 && run.upperBound - end.tokens.upperBound <= 1
  }
}
