/// A range of numbers.
package struct NumberRange: Hashable, Sendable {
  package var low: Double
  package var high: Double
  package var includesLow: Bool
  package var includesHigh: Bool

  /// From `low` to `high`.
  package init(_ low: Double, _ high: Double, includesLow: Bool = true, includesHigh: Bool = true) {
    self.low = low
    self.high = high
    self.includesLow = includesLow
    self.includesHigh = includesHigh
  }

  /// Whether a number is in the range.
  package func contains(_ value: Double) -> Bool {
    (includesLow ? value >= low : value > low) && (includesHigh ? value <= high : value < high)
  }
}
