/// How much of a quote's content is inside quotation marks.
public enum QuoteKind: String, Sendable, CaseIterable {
  /// All of it.
  case direct
  /// None of it.
  case indirect
  /// Part of it.
  case mixed
}

/// The types of attribution in PARC (Pareti 2012).
public enum AttributionType: String, Sendable, CaseIterable {
  /// Said, wrote, announced; urged, promised, demanded.
  case assertion
  /// Thinks, hopes, fears; praised or blamed without stating a proposition.
  case belief
  /// Knows, found, shows.
  case fact
  /// Wants, plans, agreed to.
  case eventuality
}

/// The kind of speaker.
public enum SpeakerKind: String, Sendable, CaseIterable {
  /// A named or described single person.
  case person
  /// A body: company, agency, party, court, newspaper.
  case organization
  /// Several people: "Canadian authorities", "witnesses".
  case group
  /// A text: report, study, lawsuit, statement.
  case document
}

/// Words attributed to a speaker: content, cue and source, as in PolNeAR.
public struct Quote: Hashable, Sendable {
  /// `q1`, `q2` … within the record.
  public var id: String
  /// The content, without outer quotation marks, cue or speaker.
  public var span: TextSpan
  /// Direct, indirect or mixed.
  public var kind: QuoteKind
  /// The type of attribution, according to its cue.
  public var type: AttributionType
  /// Shared by the quotes of one utterance (`g1` …).
  public var group: String?
  /// The speaker's fullest name in the article.
  public var speaker: String?
  /// The kind of speaker.
  public var speakerKind: SpeakerKind?
  /// The speaker's ``Official/id``, if the speaker is an official.
  public var official: String?
  /// The words that refer to the speaker at this quote.
  public var speakerMention: TextSpan?
  /// The words that signal the attribution.
  public var cue: TextSpan?
  /// Calibrated probability that this is an attribution with the right content, 0 to 1.
  public var confidence: Double?
  /// Calibrated probability that ``speaker``, or its absence, is right, 0 to 1.
  public var speakerConfidence: Double?
  /// Which rule or model path made the finding (`--explain`).
  public var explanation: Explanation?

  /// Makes a quote.
  public init(
    id: String, span: TextSpan, kind: QuoteKind, type: AttributionType, group: String? = nil, speaker: String? = nil,
    speakerKind: SpeakerKind? = nil, official: String? = nil, speakerMention: TextSpan? = nil, cue: TextSpan? = nil,
    confidence: Double? = nil, speakerConfidence: Double? = nil, explanation: Explanation? = nil
  ) {
    self.id = id
    self.span = span
    self.kind = kind
    self.type = type
    self.group = group
    self.speaker = speaker
    self.speakerKind = speakerKind
    self.official = official
    self.speakerMention = speakerMention
    self.cue = cue
    self.confidence = confidence
    self.speakerConfidence = speakerConfidence
    self.explanation = explanation
  }
}
