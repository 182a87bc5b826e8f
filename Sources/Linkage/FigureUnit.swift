/// A unit as a multiple of the base of its kind, so that 5 km and 9,000 m can be compared.
struct FigureUnit {
  /// The unit that figures of the kind are compared in.
  let base: String
  /// How many of the base one of the unit is.
  let factor: Double

  init(_ unit: String) { (base, factor) = Self.multiples[unit] ?? (unit, 1) }

  /// Only multiples that are exact, and only of units of one tradition: a mile beside kilometres was converted and rounded.
  private static let multiples: [String: (String, Double)] = [
    "km": ("m", 1000), "cm": ("m", 0.01), "mm": ("m", 0.001), "g": ("kg", 0.001), "mg": ("kg", 0.000_001), "t": ("kg", 1000),
    "kt": ("kg", 1e6), "Mt": ("kg", 1e9), "km2": ("m2", 1e6), "har": ("m2", 10_000), "cm2": ("m2", 0.0001), "km3": ("m3", 1e9),
    "cm3": ("m3", 0.000_001), "fraction": ("percent", 100), "permille": ("percent", 0.1),
  ]
}
