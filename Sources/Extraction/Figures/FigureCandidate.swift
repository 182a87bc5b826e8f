import Record

/// A number with its unit on the way to a figure.
struct FigureCandidate: Sendable {
  /// The numeral alone.
  var numeral: Numeral
  /// Everything that belongs to the figure, from money sign to counted noun.
  var pieces: Range<Int>
  var value: Double
  var high: Double?
  var unit: Unit?
  var noun: CountNoun?
  /// The unit under the line of a rate.
  var rate: String?
  var plainDollar = false
  var tolerance: Double?
  var bound: BoundReader.Reading?
  /// Whether ``bound`` is the denial of another: "did not sink below".
  var isDenied = false
  /// A bound behind the figure.
  var boundBehind: BoundReader.Reading?
  /// The bound of the amount that this one converts.
  var impliedBound: Bound?
  var change: ChangeReader.Reading?
  var from: Double?
  var comparedTo: Comparison?
  /// What the unit was filled in from where the number has no words of its own.
  var impliedUnit: String?
  var impliedKind: UnitKind?
  var rule: String
  var isAge = false
  /// What is counted stands in the predicate: "421 were civilians".
  var isPredicate = false

  var code: String? {
    let base = unit?.code ?? noun?.unit ?? impliedUnit
    guard let base, let rate else { return base }
    return "\(base)/\(rate)"
  }

  var kind: UnitKind? { unit?.kind ?? (noun != nil ? .count : impliedKind) }
  /// Has no unit, noun or other sign of what it counts.
  var isBare: Bool { unit == nil && noun == nil && impliedUnit == nil && impliedKind == nil }
}
