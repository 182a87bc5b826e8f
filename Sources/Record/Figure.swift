/// The relation of the true value to a figure's value.
public enum Bound: String, Sendable, CaseIterable {
  /// Equal.
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

/// The kind of a figure's unit.
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
  /// The level of an index, without a unit.
  case index
}

/// Whether a number is said to have risen or fallen.
public enum Change: String, Sendable, CaseIterable {
  /// It rose.
  case up
  /// It fell.
  case down
}

/// Whether a figure is a level or the amount of a change.
public enum FigureRole: String, Sendable, CaseIterable {
  /// The level itself.
  case level
  /// The amount by which something changed.
  case change
}

/// Whether a figure is stated as a fact, a forecast, a plan, a limit or a supposition.
public enum FigureStatus: String, Sendable, CaseIterable {
  /// Is or was so.
  case actual
  /// Forecast, expected or estimated for a later time.
  case projected
  /// A target, promise, proposal or future order.
  case planned
  /// A maximum, minimum, capacity or penalty.
  case limit
  /// Would be or could be so, or only under a condition.
  case hypothetical
}

/// The figure that another one is compared with.
public struct Comparison: Hashable, Sendable {
  /// Its value, in the figure's unit.
  public var value: Double
  /// Its period (EDTF), if stated.
  public var period: String?

  /// Makes a comparison.
  public init(value: Double, period: String? = nil) {
    self.value = value
    self.period = period
  }
}

/// A number that states something: value, unit, bound, concept, period and source.
public struct Figure: Hashable, Sendable {
  /// `f1`, `f2` … within the record.
  public var id: String
  /// From the bound words over the number and the unit to the head noun of what is counted.
  public var span: TextSpan
  /// The value in the main unit, with scale words multiplied out.
  public var value: Double
  /// The upper end of a range.
  public var valueHigh: Double?
  /// The relation of the true value to the value.
  public var bound: Bound
  /// The tolerance (±) of the value.
  public var tolerance: Double?
  /// Whether the words are a vague count ("dozens").
  public var vague: Bool
  /// An ISO 4217 or UCUM code, `percent` and the like, or the counted noun in the singular.
  public var unit: String?
  /// The unit's words in the text.
  public var unitText: String?
  /// The kind of the unit.
  public var unitKind: UnitKind?
  /// Whether it is rising or falling.
  public var change: Change?
  /// Whether it is a level or the amount of a change.
  public var role: FigureRole
  /// The earlier level, in the figure's unit.
  public var from: Double?
  /// The value compared with: "up from 900 a year earlier".
  public var comparedTo: Comparison?
  /// Fact, forecast, plan, limit or supposition.
  public var status: FigureStatus
  /// The year in whose prices money is stated ("in 2015 dollars").
  public var priceYear: Int?
  /// What the number is about, in words of the article.
  public var concept: String?
  /// ISO 8601 / EDTF level 1 date or interval.
  public var period: String?
  /// The words that state the period.
  public var periodText: String?
  /// The source that the article credits.
  public var attributedTo: String?
  /// ``Quote/id`` of the quote that contains the figure.
  public var quote: String?
  /// ``Figure/id`` of an earlier figure of the article that states the same fact: this one is a repeat or a conversion.
  public var sameAs: String?
  /// Calibrated probability that this is a figure and its value, unit, bound and change are right, 0 to 1.
  public var confidence: Double?
  /// Calibrated probability that ``concept``, or its absence, is right, 0 to 1.
  public var conceptConfidence: Double?
  /// Calibrated probability that ``period``, or its absence, is right, 0 to 1.
  public var periodConfidence: Double?
  /// Calibrated probability that ``attributedTo``, or its absence, is right, 0 to 1.
  public var attributedToConfidence: Double?
  /// Which rule made the finding (`--explain`).
  public var explanation: Explanation?

  /// Makes a figure; fields that are not given are unknown.
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
