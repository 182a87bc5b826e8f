package import Record

/// Why a rule made a finding, with byte ranges; becomes an ``Explanation`` in the record.
package struct Reason: Sendable {
  /// The rule's name.
  package var rule: String
  /// The words it is based on, with the role of each.
  package var evidence: [(range: ByteRange, role: String)]
  package init(rule: String, evidence: [(range: ByteRange, role: String)] = []) {
    self.rule = rule
    self.evidence = evidence
  }
}

/// An official as found, with byte ranges.
package struct OfficialFinding: Sendable {
  package var name: String
  /// Index into ``AnalyzedText/people``.
  package var person: Int
  package var title: String?
  package var titleRange: ByteRange?
  package var organization: String?
  package var sector: Sector?
  package var mentions: [ByteRange]
  /// The probability that person and title are right.
  package var confidence: Double?
  /// The probability that the organization, or its absence, is right.
  package var organizationConfidence: Double?
  package var reason: Reason
  package init(
    name: String, person: Int, title: String?, titleRange: ByteRange?, organization: String?, sector: Sector?, mentions: [ByteRange],
    confidence: Double? = nil, organizationConfidence: Double? = nil, reason: Reason
  ) {
    self.name = name
    self.person = person
    self.title = title
    self.titleRange = titleRange
    self.organization = organization
    self.sector = sector
    self.mentions = mentions
    self.confidence = confidence
    self.organizationConfidence = organizationConfidence
    self.reason = reason
  }
}

/// A quote as found, with byte ranges.
package struct QuoteFinding: Sendable {
  package var range: ByteRange
  package var kind: QuoteKind
  package var type: AttributionType
  /// Findings with the same number belong to one utterance; `nil` for a finding on its own.
  package var group: Int?
  package var speaker: String?
  package var speakerKind: SpeakerKind?
  /// Index into ``AnalyzedText/people`` where the speaker is one of them.
  package var person: Int?
  package var mention: ByteRange?
  package var cue: ByteRange?
  package var confidence: Double
  /// The probability that the speaker, or its absence, is right.
  package var speakerConfidence: Double?
  package var reason: Reason
  package init(
    range: ByteRange, kind: QuoteKind, type: AttributionType, group: Int? = nil, speaker: String? = nil, speakerKind: SpeakerKind? = nil,
    person: Int? = nil, mention: ByteRange? = nil, cue: ByteRange? = nil, confidence: Double, speakerConfidence: Double? = nil,
    reason: Reason
  ) {
    self.range = range
    self.kind = kind
    self.type = type
    self.group = group
    self.speaker = speaker
    self.speakerKind = speakerKind
    self.person = person
    self.mention = mention
    self.cue = cue
    self.confidence = confidence
    self.speakerConfidence = speakerConfidence
    self.reason = reason
  }
}

/// A figure as found, with byte ranges.
package struct FigureFinding: Sendable {
  package var range: ByteRange
  package var value: Double
  package var valueHigh: Double?
  package var bound: Bound
  package var tolerance: Double?
  package var vague: Bool
  package var unit: String?
  package var unitText: String?
  package var unitKind: UnitKind?
  package var change: Change?
  package var role: FigureRole
  package var from: Double?
  package var comparedTo: Comparison?
  package var status: FigureStatus
  package var priceYear: Int?
  package var concept: String?
  package var period: String?
  package var periodText: String?
  package var attributedTo: String?
  /// Index into the article's quote findings.
  package var quote: Int?
  /// Index into the article's figure findings.
  package var sameAs: Int?
  package var confidence: Double
  package var conceptConfidence: Double?
  package var periodConfidence: Double?
  package var attributedToConfidence: Double?
  package var reason: Reason
  package init(
    range: ByteRange, value: Double, valueHigh: Double? = nil, bound: Bound = .equal, tolerance: Double? = nil, vague: Bool = false,
    unit: String? = nil, unitText: String? = nil, unitKind: UnitKind? = nil, change: Change? = nil, role: FigureRole = .level,
    from: Double? = nil, comparedTo: Comparison? = nil, status: FigureStatus = .actual, priceYear: Int? = nil, concept: String? = nil,
    period: String? = nil, periodText: String? = nil, attributedTo: String? = nil, quote: Int? = nil, sameAs: Int? = nil,
    confidence: Double, conceptConfidence: Double? = nil, periodConfidence: Double? = nil, attributedToConfidence: Double? = nil,
    reason: Reason
  ) {
    self.range = range
    self.value = value
    self.valueHigh = valueHigh
    self.bound = bound
    self.tolerance = tolerance
    self.vague = vague
    self.unit = unit
    self.unitText = unitText
    self.unitKind = unitKind
    self.change = change
    self.role = role
    self.from = from
    self.comparedTo = comparedTo
    self.status = status
    self.priceYear = priceYear
    self.concept = concept
    self.period = period
    self.periodText = periodText
    self.attributedTo = attributedTo
    self.quote = quote
    self.sameAs = sameAs
    self.confidence = confidence
    self.conceptConfidence = conceptConfidence
    self.periodConfidence = periodConfidence
    self.attributedToConfidence = attributedToConfidence
    self.reason = reason
  }
}

/// A time expression as found, with byte ranges.
package struct PeriodFinding: Sendable {
  package var range: ByteRange
  package var period: String?
  package init(range: ByteRange, period: String?) {
    self.range = range
    self.period = period
  }
}
