import Record

/// A number with its unit, before it becomes a figure.
struct FigureCandidate: Sendable {
  /// The numeral by itself.
  var numeral: Numeral
  /// Everything that belongs to the figure, from currency sign to counted noun.
  var pieces: Range<Int>
  var value: Double
  var high: Double?
  var unit: Unit?
  var noun: CountNoun?
  /// The unit in the denominator of a rate.
  var rate: String?
  var plainDollar = false
  var tolerance: Double?
  var bound: BoundReader.Reading?
  /// Whether ``bound`` negates another bound: "did not sink below".
  var isDenied = false
  /// A bound that stands after the figure.
  var boundBehind: BoundReader.Reading?
  /// The bound of the amount of which this one is a conversion.
  var impliedBound: Bound?
  var change: ChangeReader.Reading?
  var from: Double?
  var comparedTo: Comparison?
  /// The unit supplied from context for a number that has none of its own.
  var impliedUnit: String?
  var impliedKind: UnitKind?
  var rule: String
  var isAge = false
  /// Whether the counted noun stands in the predicate: "421 were civilians".
  var isPredicate = false

  var code: String? {
    let base = unit?.code ?? noun?.unit ?? impliedUnit
    guard let base, let rate else { return base }
    return "\(base)/\(rate)"
  }

  var kind: UnitKind? { unit?.kind ?? (noun != nil ? .count : impliedKind) }
  /// Whether nothing shows what the number counts: no unit, no noun, no other sign.
  var isBare: Bool { unit == nil && noun == nil && impliedUnit == nil && impliedKind == nil }
}
