/// How much of a quote's content stands inside quotation marks.
public enum QuoteKind: String, Sendable, CaseIterable {
  /// All of it.
  case direct
  /// None of it.
  case indirect
  /// A part of it.
  case mixed
}

/// PARC's types of attribution (Pareti 2012).
public enum AttributionType: String, Sendable, CaseIterable {
  /// Said, wrote, announced; urged, promised, demanded.
  case assertion
  /// Thinks, hopes, fears; praised or blamed without words of their own.
  case belief
  /// Knows, found, shows.
  case fact
  /// Wants, plans, agreed to.
  case eventuality
}

/// What a speaker is.
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

/// Words attributed to someone: PolNeAR's content, cue and source.
public struct Quote: Hashable, Sendable {
  /// `q1`, `q2` … within the record.
  public var id: String
  /// The content, without outer quotation marks, cue or speaker.
  public var span: TextSpan
  /// Direct, indirect or mixed.
  public var kind: QuoteKind
  /// The attribution's type, by the class of its cue.
  public var type: AttributionType
  /// Shared by the spans that are one utterance (`g1` …).
  public var group: String?
  /// The fullest name that the article gives the speaker.
  public var speaker: String?
  /// What the speaker is.
  public var speakerKind: SpeakerKind?
  /// The speaker's ``Official/id`` where they are one.
  public var official: String?
  /// The words that name the speaker at this quote.
  public var speakerMention: TextSpan?
  /// The words that attribute.
  public var cue: TextSpan?
  /// Calibrated chance that this is an attribution with the right content, 0 to 1.
  public var confidence: Double?
  /// Calibrated chance that ``speaker``, or its absence, is right, 0 to 1.
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
