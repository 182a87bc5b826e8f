/// How a figure's value bounds the truth.
public enum Bound: String, Sendable, CaseIterable {
  /// Exactly.
  case equal = "="
  /// More than.
  case greater = ">"
  /// At least.
  case atLeast = ">="
  /// Less than.
  case less = "<"
  /// Up to.
  case atMost = "<="
  /// About.
  case about = "~"
}

/// What kind of thing a figure's unit is.
public enum UnitKind: String, Sendable, CaseIterable {
  /// Money, by ISO 4217 code.
  case money
  /// A physical measure, by UCUM code.
  case measure
  /// Things counted.
  case count
  /// Percent and percentage points.
  case percent
  /// Someone's or something's age.
  case age
  /// A length of time.
  case duration
  /// Fractions, ratios and multiples.
  case ratio
  /// A level of an index, without unit.
  case index
}

/// Whether a number is said to rise or fall.
public enum Change: String, Sendable, CaseIterable {
  /// It rose.
  case up
  /// It fell.
  case down
}

/// Whether a figure is a level or the amount of a change.
public enum FigureRole: String, Sendable, CaseIterable {
  /// What it is.
  case level
  /// By how much it moved.
  case change
}

/// How a figure stands to what is the case: a fact, a forecast, a plan, a limit or a supposition.
public enum FigureStatus: String, Sendable, CaseIterable {
  /// Is or was.
  case actual
  /// Forecast, expected or estimated for later.
  case projected
  /// A target, promise, proposal or order to come.
  case planned
  /// A maximum, minimum, capacity or penalty.
  case limit
  /// Would, could, if.
  case hypothetical
}

/// The figure that another one is compared with.
public struct Comparison: Hashable, Sendable {
  /// Its value, in the figure's unit.
  public var value: Double
  /// Its period (EDTF), where told.
  public var period: String?

  /// Makes a comparison.
  public init(value: Double, period: String? = nil) {
    self.value = value
    self.period = period
  }
}

/// A number that says something: value, unit, bound, concept, period and who says so.
public struct Figure: Hashable, Sendable {
  /// `f1`, `f2` … within the record.
  public var id: String
  /// Bound words, number, unit words, up to the head noun of what is counted.
  public var span: TextSpan
  /// The value, in the main unit, scaled words multiplied out.
  public var value: Double
  /// The upper end of a range.
  public var valueHigh: Double?
  /// How the value bounds the truth.
  public var bound: Bound
  /// The ± of a value.
  public var tolerance: Double?
  /// Whether the words are a vague count ("dozens").
  public var vague: Bool
  /// ISO 4217, UCUM, `percent` … or the singular noun counted.
  public var unit: String?
  /// The unit's words in the text.
  public var unitText: String?
  /// What kind of thing the unit is.
  public var unitKind: UnitKind?
  /// Rising or falling.
  public var change: Change?
  /// Level or amount of change.
  public var role: FigureRole
  /// The earlier level, in the figure's unit.
  public var from: Double?
  /// "up from 900 a year earlier".
  public var comparedTo: Comparison?
  /// Fact, forecast, plan, limit or supposition.
  public var status: FigureStatus
  /// The year whose money it is ("in 2015 dollars").
  public var priceYear: Int?
  /// What the number is about, in the article's words.
  public var concept: String?
  /// ISO 8601 / EDTF level 1 date or interval.
  public var period: String?
  /// The words that gave the period.
  public var periodText: String?
  /// Who the article credits the number to.
  public var attributedTo: String?
  /// ``Quote/id`` of the quote the figure stands in.
  public var quote: String?
  /// ``Figure/id`` of an earlier figure of the article that states the same fact: a repeat, or its conversion.
  public var sameAs: String?
  /// Calibrated chance that this is a figure and its value, unit, bound and change are right, 0 to 1.
  public var confidence: Double?
  /// Calibrated chance that ``concept``, or its absence, is right, 0 to 1.
  public var conceptConfidence: Double?
  /// Calibrated chance that ``period``, or its absence, is right, 0 to 1.
  public var periodConfidence: Double?
  /// Calibrated chance that ``attributedTo``, or its absence, is right, 0 to 1.
  public var attributedToConfidence: Double?
  /// Which rule made the finding (`--explain`).
  public var explanation: Explanation?

  /// Makes a figure; every field that is not given is unknown.
  public init(
    id: String, span: TextSpan, value: Double, valueHigh: Double? = nil, bound: Bound = .equal, tolerance: Double? = nil,
    vague: Bool = false, unit: String? = nil, unitText: String? = nil, unitKind: UnitKind? = nil, change: Change? = nil,
    role: FigureRole = .level, from: Double? = nil, comparedTo: Comparison? = nil,
    status: FigureStatus = .actual, priceYear: Int? = nil, concept: String? = nil, period: String? = nil, periodText: String? = nil,
    attributedTo: String? = nil, quote: String? = nil, sameAs: String? = nil, confidence: Double? = nil, conceptConfidence: Double? = nil,
    periodConfidence: Double? = nil, attributedToConfidence: Double? = nil, explanation: Explanation? = nil
  ) {
    self.id = id
    self.span = span
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
    self.explanation = explanation
  }
}
