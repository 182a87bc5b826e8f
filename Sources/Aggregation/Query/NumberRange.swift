package import FullText

extension NumberRange {
  /// Reads `5`, `=5`, `>5`, `>=5`, `<5`, `<=5`, `1..5`, `1..`, `..5`; thousands separators are allowed.
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

  private static func number(_ text: Substring) -> Double? {
    guard let value = Double(text.filter { $0 != "," && $0 != "_" }), value.isFinite else { return nil }
    return value
  }
}
