/// A range of a figure's values.
package struct NumberRange: Hashable, Sendable {
  package var low: Double
  package var high: Double
  package var includesLow: Bool
  package var includesHigh: Bool

  package init(_ low: Double, _ high: Double, includesLow: Bool = true, includesHigh: Bool = true) {
    self.low = low
    self.high = high
    self.includesLow = includesLow
    self.includesHigh = includesHigh
  }

  /// Reads `5`, `=5`, `>5`, `>=5`, `<5`, `<=5`, `1..5`, `1..`, `..5`; thousands marks may stand.
  package init?(_ text: String) {
    if let dots = text.firstRange(of: "..") {
      let low = text[..<dots.lowerBound]
      let high = text[dots.upperBound...]
      guard !(low.isEmpty && high.isEmpty), let from = low.isEmpty ? -.infinity : Self.number(low),
        let to = high.isEmpty ? .infinity : Self.number(high)
      else { return nil }
      self.init(from, to)
      return
    }
    var rest = text[...]
    let sign = rest.prefix { "<>=".contains($0) }
    rest = rest.dropFirst(sign.count)
    guard let value = Self.number(rest) else { return nil }
    switch sign {
    case "", "=": self.init(value, value)
    case ">": self.init(value, .infinity, includesLow: false)
    case ">=": self.init(value, .infinity)
    case "<": self.init(-.infinity, value, includesHigh: false)
    case "<=": self.init(-.infinity, value)
    default: return nil
    }
  }

  package func contains(_ value: Double) -> Bool {
    (includesLow ? value >= low : value > low) && (includesHigh ? value <= high : value < high)
  }

  private static func number(_ text: Substring) -> Double? {
    guard let value = Double(text.filter { $0 != "," && $0 != "_" }), value.isFinite else { return nil }
    return value
  }
}
